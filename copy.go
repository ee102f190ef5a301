package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"gongbao/indexer/transfer"
	"gongbao/language"
	"gongbao/terminal"
)

// copy is the command that streams one index into another.
func (t *tool) copy() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:  "copy",
		Args: exactly(2),
		RunE: func(c *cobra.Command, args []string) error {
			return t.runCopy(c.Context(), args[0], args[1], asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "")
	return c
}

// A copied is the output of the command.
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
		return usage("copy.same", shown(from), shown(to))
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
	bar := terminal.NewProgress(t.err, t.lang)
	c := transfer.Transfer{From: source, To: target, Progress: bar.Show}
	err = c.Run(ctx)
	bar.End()
	if err != nil {
		return language.New("copy.failed", shown(from), shown(to), err)
	}
	return t.printCopied(copied{
		From: shown(from), To: shown(to), Reports: c.Reports(), Paragraphs: c.Paragraphs(),
		TookMS: float64(time.Since(began).Microseconds()) / 1000,
	}, asJSON)
}

func (t *tool) printCopied(c copied, asJSON bool) error {
	if asJSON {
		return t.printJSON(c)
	}
	t.print("copy.done", c.Reports, c.Paragraphs, c.To, c.TookMS/1000)
	return nil
}
