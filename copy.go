package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// copy is the command that streams one index into another.
func (t *tool) copy() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "copy FROM TO",
		Short: "Copy an index to another place, whichever engine it has there",
		Long: `Copies the index at FROM to TO, each a directory or a URL, and makes TO where there is none. Afterwards TO holds exactly
the reports of FROM, and what else it held is gone. Every report is then read back from TO and compared with what FROM gave.
This is how to back up an index on a cluster, and how to move one to a cluster or away; --index is not used.

Until all is copied TO is as it was before (empty, where there was none), and it stays so when the command is stopped or FROM
changes meanwhile. The exit code is 1 when a report does not come back as it was read.`,
		Example: `  gongbao copy gongbao.index /srv/gongbao.index
  gongbao copy gongbao.index https://search.example.org:9200/gongbao           move it to a cluster
  gongbao copy https://search.example.org:9200/gongbao /backup/gongbao         back it up from there`,
		Args: exactly(2, "the index to copy and the place to copy it to"),
		RunE: func(c *cobra.Command, args []string) error {
			return t.runCopy(c.Context(), args[0], args[1], asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print what was copied as JSON")
	return c
}

// A copied is what the command has to say of a copy.
type copied struct {
	From       string  `json:"from"`
	To         string  `json:"to"`
	Reports    int     `json:"reports"`
	Paragraphs int     `json:"paragraphs"`
	TookMS     float64 `json:"took_ms"`
}

func (t *tool) runCopy(ctx context.Context, from, to string, asJSON bool) (err error) {
	began := time.Now()
	if engines.Same(from, to) {
		return usagef("%s and %s are the same index; name another place to copy it to", shown(from), shown(to))
	}
	limitMemory()
	source, err := engines.Open(ctx, from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	target, err := engines.Create(ctx, to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	bar := newProgress(t.err)
	c := transfer{from: source, to: target, progress: bar.show}
	err = c.run(ctx)
	bar.end()
	if err != nil {
		return fmt.Errorf("copy %s to %s: %w", shown(from), shown(to), err)
	}
	return t.printCopied(copied{
		From: shown(from), To: shown(to), Reports: len(c.fingerprints), Paragraphs: c.paragraphs,
		TookMS: float64(time.Since(began).Microseconds()) / 1000,
	}, asJSON)
}

func (t *tool) printCopied(c copied, asJSON bool) error {
	if asJSON {
		return t.printJSON(c)
	}
	grouped := message.NewPrinter(language.Chinese) // 8,312
	grouped.Fprintf(t.out, "已复制 %d 篇、%d 段到 %s，逐篇核对无误（%.1f 秒）\n", c.Reports, c.Paragraphs, c.To, c.TookMS/1000)
	return nil
}
