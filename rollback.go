package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"gongbao/search/engine"
)

// rollback is the command that takes the last update back.
func (t *tool) rollback() *cobra.Command {
	return &cobra.Command{
		Use:   "rollback",
		Short: "Take the last update of the index back",
		Long: `Makes the index what it was before its last update, which is kept until the next one. Running it again takes that back.
A server that is running picks it up within two seconds.`,
		Example: "  gongbao rollback --index /srv/gongbao.index",
		Args:    exactly(0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			driver, err := able[engine.Rollbacker]("rollback", t.location)
			if err != nil {
				return err
			}
			if err := driver.Rollback(c.Context(), t.location); err != nil {
				return err
			}
			fmt.Fprintf(t.out, "%s 已退回上一次更新之前\n", t.location)
			return nil
		},
	}
}
