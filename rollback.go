package main

import (
	"github.com/spf13/cobra"

	"gongbao/search/engine"
)

// rollback is the command that undoes the last update.
func (t *tool) rollback() *cobra.Command {
	return &cobra.Command{
		Use:  "rollback",
		Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error {
			driver, err := able[engine.Rollbacker]("rollback", t.location)
			if err != nil {
				return err
			}
			if err := driver.Rollback(c.Context(), t.location); err != nil {
				return err
			}
			t.print("rollback.done", t.location)
			return nil
		},
	}
}
