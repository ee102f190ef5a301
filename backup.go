package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"gongbao/search/engine"
)

// backup is the command that copies the index.
func (t *tool) backup() *cobra.Command {
	return &cobra.Command{
		Use:   "backup DEST",
		Short: "Copy the index as it is now to a new directory",
		Long: `Copies the index as it is now to DEST, a directory that does not exist yet, while others may search and update it. The
copy is checked. It is an index itself: search it with --index DEST, and restore it by copying it back.`,
		Example: `  gongbao backup /backup/gongbao-2025-03-05
  rm -r gongbao.index && cp -r /backup/gongbao-2025-03-05 gongbao.index      restore it`,
		Args: exactly(1, "a directory to copy to"),
		RunE: func(c *cobra.Command, args []string) error {
			dest := args[0]
			driver, err := able[engine.Backuper]("backup", t.location)
			if err != nil {
				return err
			}
			if engines.Driver(dest) != engines.Driver(t.location) {
				return unable("backup", dest)
			}
			if err := driver.Backup(c.Context(), t.location, dest); err != nil {
				return err
			}
			fmt.Fprintf(t.out, "已备份到 %s\n", dest)
			return nil
		},
	}
}
