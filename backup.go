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
