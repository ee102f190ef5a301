package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"gongbao/search/engine/bleve"
)

// verify is the command that looks for damage.
func (t *tool) verify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Check every file of the index",
		Long: `Reads every file of the index and compares it with the checksum that was written with it, before anything opens it. The
exit code is 1 when a file is damaged.`,
		Example: "  gongbao verify --index /srv/gongbao.index",
		Args:    exactly(0, ""),
		RunE:    func(c *cobra.Command, _ []string) error { return t.runVerify(c.Context()) },
	}
}

func (t *tool) runVerify(ctx context.Context) error {
	dir, err := openDirectory("verify", t.location)
	if err != nil {
		return err
	}
	check, err := bleve.Verify(ctx, dir)
	if err != nil {
		return err
	}
	for _, d := range check.Damaged {
		fmt.Fprintf(t.out, "损坏  %s：%s\n", d.File, d.What)
	}
	if len(check.Damaged) > 0 {
		return fmt.Errorf(`%s is damaged in %d of its files. To repair it, do one of these:
  copy a backup back:          rm -r %[1]s && cp -r BACKUP %[1]s
  index the files again:       mv %[1]s %[1]s.damaged && gongbao index PATH... --index %[1]s`, dir, len(check.Damaged))
	}
	fmt.Fprintf(t.out, "完好：%d 篇，%d 个文件，%.1f MB\n", check.Reports, check.Files, float64(check.Bytes)/1e6)
	return nil
}
