package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"gongbao/search/engine"
)

// verify is the command that looks for damage.
func (t *tool) verify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Check every file of the index",
		Long: `Reads every file of the index and compares it with the checksum that was written with it, before anything opens it. Of an
index on a cluster it reads every report back and compares it with the digest that was taken when it was put. The exit code is 1
when anything is damaged.`,
		Example: "  gongbao verify --index /srv/gongbao.index",
		Args:    exactly(0, ""),
		RunE:    func(c *cobra.Command, _ []string) error { return t.runVerify(c.Context()) },
	}
}

func (t *tool) runVerify(ctx context.Context) error {
	driver, err := able[engine.Verifier]("verify", t.location)
	if err != nil {
		return err
	}
	check, err := driver.Verify(ctx, t.location)
	if err != nil {
		return err
	}
	for _, d := range check.Damaged {
		if d.What == nil {
			fmt.Fprintf(t.out, "损坏  %s\n", d.Name)
		} else {
			fmt.Fprintf(t.out, "损坏  %s：%s\n", d.Name, d.What)
		}
	}
	switch {
	case len(check.Damaged) > 0:
		return damageError(shown(t.location), check)
	case check.ByFile:
		fmt.Fprintf(t.out, "完好：%d 篇，%d 个文件，%.1f MB\n", check.Reports, check.Files, float64(check.Bytes)/1e6)
	default:
		fmt.Fprintf(t.out, "完好：%d 篇，%d 段\n", check.Reports, check.Paragraphs)
	}
	return nil
}

// damageError says how to repair an index.
func damageError(location string, check engine.Check) error {
	if !check.ByFile {
		return fmt.Errorf("%s is damaged in %d of its reports; index their files again: gongbao index --force PATH... --index %[1]s", location, len(check.Damaged))
	}
	return fmt.Errorf(`%s is damaged in %d of its files. To repair it, do one of these:
  copy a backup back:          rm -r %[1]s && cp -r BACKUP %[1]s
  index the files again:       mv %[1]s %[1]s.damaged && gongbao index PATH... --index %[1]s`, location, len(check.Damaged))
}
