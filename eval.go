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
		Use:  "eval",
		Args: exactly(1),
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
			fmt.Fprintln(t.out, figures.In(t.lang))
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "")
	return c
}
