package command

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongbao/indexer/transfer"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/terminal"
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

// remove is the command that deletes reports, all of those that it is told or none.
func (t *tool) remove() *cobra.Command {
	return &cobra.Command{
		Use: "delete",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return exactly(1)(c, args)
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return t.runDelete(c.Context(), args) },
	}
}

func (t *tool) runDelete(ctx context.Context, ids []string) (err error) {
	e, err := engines.Open(ctx, t.location)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	reports, err := e.Reports(ctx)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, r := range reports {
		known[r.ID] = true
	}
	for _, id := range ids {
		if !known[id] {
			return listed(search.NotAmong(reports, id))
		}
	}
	err = e.Update(ctx, func(yield func(engine.Change, error) bool) {
		for _, id := range ids {
			if !yield(engine.Change{Delete: id}, nil) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	t.print("delete.done", len(ids), strings.Join(ids, " "))
	return nil
}

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
