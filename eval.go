package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"gongbao/search/eval"
)

// eval is the command that measures the ranking.
func (t *tool) eval() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "eval DIR",
		Short: "Measure the ranking on questions with known answers",
		Long: `Indexes the passages of a collection in BEIR layout (corpus.jsonl, queries.jsonl, qrels.tsv) in memory, as the
program indexes reports, asks every question as a person would, and prints how well the answers rank: hit@1, hit@10, MRR@10,
nDCG@10 and R@100, means over the questions that have an answer. No index on disk is read or written, and --thesaurus is not used.`,
		Example: `  gongbao eval ~/collections/policy-questions`,
		Args:    exactly(1, "the folder of one collection"),
		RunE: func(c *cobra.Command, args []string) error {
			e := newIndex()
			defer e.Close()
			figures, err := eval.Run(c.Context(), e, args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return t.printJSON(figures)
			}
			fmt.Fprintln(t.out, figures)
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print the figures for programs")
	return c
}
