package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"gongbao/search"
	"gongbao/search/eval"
)

// eval is the command that measures the ranking.
func (t *tool) eval() *cobra.Command {
	var asJSON bool
	var before string
	c := &cobra.Command{
		Use:  "eval",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return exactly(1)(c, args)
			}
			result, err := t.evaluate(c.Context(), args)
			if err != nil {
				return err
			}
			return t.printResult(result, before, asJSON)
		},
	}
	c.Flags().StringVar(&before, "before", "", "")
	c.Flags().BoolVar(&asJSON, "json", false, "")
	return c
}

// evaluate asks questions of the index, or of the passages of the one collection that brings its own.
func (t *tool) evaluate(ctx context.Context, paths []string) (result eval.Result, err error) {
	for _, path := range paths {
		if _, err := os.Stat(filepath.Join(path, "corpus.jsonl")); err != nil {
			continue
		}
		if len(paths) > 1 {
			return result, usage("eval.alone", path)
		}
		e := newIndex()
		defer func() { err = errors.Join(err, e.Close()) }()
		return eval.Run(ctx, e, path)
	}
	questions, err := eval.Read(paths...)
	if err != nil {
		return result, err
	}
	err = t.withService(ctx, func(service *search.Service) (err error) {
		result, err = eval.Ask(ctx, service, questions)
		return err
	})
	return result, err
}

// printResult prints the figures of a run, and how they differ from those of an earlier one in the file before, if that is given.
func (t *tool) printResult(result eval.Result, before string, asJSON bool) error {
	var comparisons []eval.Comparison
	if before != "" {
		earlier, err := eval.ReadResult(before)
		if err != nil {
			return err
		}
		comparisons = result.Compare(earlier)
	}
	if asJSON {
		return t.printJSON(struct {
			eval.Result
			Comparisons []eval.Comparison `json:"comparisons,omitempty"`
		}{result, comparisons})
	}
	for _, class := range result.Classes {
		t.print("eval.class", class.Name, class.Measures, class.Questions)
	}
	fmt.Fprintln(t.out, result.In(t.lang))
	for _, c := range comparisons {
		fmt.Fprintln(t.out, c.In(t.lang))
	}
	return nil
}
