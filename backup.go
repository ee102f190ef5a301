package main

import (
	"github.com/spf13/cobra"

	"gongbao/search/engine"
)

// backup is the command that copies the index.
func (t *tool) backup() *cobra.Command {
	return &cobra.Command{
		Use:  "backup",
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			dest := args[0]
			driver, err := able[engine.Backuper]("backup", t.location)
			if err != nil {
				return err
			}
			if _, err := able[engine.Backuper]("backup", dest); err != nil {
				return err
			}
			if err := driver.Backup(c.Context(), t.location, dest); err != nil {
				return err
			}
			t.print("backup.done", dest)
			return nil
		},
	}
}
