package command

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/ocr"
	"gongbao/indexer"
	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/terminal"
)

// index is the command that updates the index from files.
func (t *tool) index() *cobra.Command {
	var opt indexer.Options
	var asJSON bool
	var recognise string
	c := &cobra.Command{
		Use: "index",
		RunE: func(c *cobra.Command, args []string) error {
			opt.Paths = args
			if err := checkColumns(opt.Columns); err != nil {
				return err
			}
			if len(args) == 0 {
				return t.runUpgrade(c.Context())
			}
			var err error
			if opt.Recogniser, err = recogniser(c.Context(), recognise); err != nil {
				return err
			}
			return t.runIndex(c.Context(), opt, asJSON)
		},
	}
	c.Flags().BoolVar(&opt.Prune, "prune", false, "")
	c.Flags().BoolVar(&opt.Force, "force", false, "")
	c.Flags().IntVar(&opt.Jobs, "jobs", 0, "")
	c.Flags().StringToStringVar(&opt.Columns, "map", nil, "")
	c.Flags().StringVar(&recognise, "ocr", "", "")
	c.Flags().Lookup("ocr").NoOptDefVal = "yes"
	c.Flags().BoolVar(&asJSON, "json", false, "")
	return c
}

// checkColumns refuses names of columns for a field that there is not, and fields without the name of a column.
func checkColumns(named map[string]string) error {
	for _, field := range slices.Sorted(maps.Keys(named)) {
		fields := file.Fields()
		if !slices.Contains(fields, field) {
			return usage("index.map.field", field, strings.Join(fields, ", "))
		}
		if file.BareHeader(named[field]) == "" {
			return usage("index.map.column", field)
		}
	}
	return nil
}

// recogniser returns the program that recognises the text in pictures of pages; it is nil when none is asked for, or when it
// is to be used only where it is installed, and is not.
func recogniser(ctx context.Context, when string) (file.Recogniser, error) {
	switch when {
	case "", "no":
		return nil, nil
	case "yes", "auto":
		installed, err := ocr.Find(ctx)
		switch {
		case err == nil:
			return installed, nil
		case when == "auto" && errors.Is(err, ocr.ErrMissing):
			return nil, nil
		}
		return nil, err
	}
	return nil, usage("index.ocr", when)
}

// memory is the soft memory limit of the process. Without it the garbage collector would let the process grow to twice of what it
// needs.
const memory = 400 << 20

func limitMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
}

func (t *tool) runIndex(ctx context.Context, opt indexer.Options, asJSON bool) (err error) {
	began := time.Now()
	limitMemory()
	opt.Skip = engines.IsIndex
	if err := indexer.Check(ctx, opt); err != nil {
		return err // before an index is created in vain
	}
	e, err := engines.Create(ctx, t.location)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	if _, err := t.upgrade(ctx, e); err != nil {
		return err
	}
	bar := terminal.NewProgress(t.err, t.lang)
	opt.Progress, opt.Lang = bar.Show, t.lang
	outcome, err := indexer.Run(ctx, e, opt)
	bar.End()
	if err != nil {
		return err
	}
	if asJSON {
		if err := t.printJSON(outcome); err != nil {
			return err
		}
	} else {
		t.printOutcome(outcome, time.Since(began))
	}
	if outcome.Counts.Failed > 0 {
		if err := t.out.Flush(); err != nil {
			return errReported // there is no table
		}
		t.tell("index.failed", outcome.Counts.Failed, len(outcome.Files))
		return errReported
	}
	return nil
}

// runUpgrade brings the index up to date, without files.
func (t *tool) runUpgrade(ctx context.Context) (err error) {
	limitMemory()
	e, err := engines.Open(ctx, t.location)
	switch {
	case errors.Is(err, engine.ErrNoIndex):
		return usage("index.nothing")
	case errors.Is(err, engine.ErrOutdated):
		e, err = engines.Create(ctx, t.location)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	done, err := t.upgrade(ctx, e)
	if err == nil && !done {
		err = usage("index.nothing")
	}
	return err
}

// upgrade brings an open index up to date if an older version of the program has made it, and says so.
func (t *tool) upgrade(ctx context.Context, e engine.Engine) (done bool, err error) {
	bar := terminal.NewProgress(t.err, t.lang)
	n, err := indexer.Upgrade(ctx, e, bar.Show)
	bar.End()
	if err != nil {
		return false, language.New("index.outdated", shown(t.location), err)
	}
	if n < 0 {
		return false, nil
	}
	t.tell("index.upgraded", shown(t.location), n)
	return true, nil
}

func (t *tool) printOutcome(o outcome.Outcome, took time.Duration) {
	width, stateWidth := 0, 0
	for _, row := range o.Files {
		width = max(width, len(row.ID))
		stateWidth = max(stateWidth, utf8.RuneCountInString(row.State.In(t.lang)))
	}
	for _, s := range outcome.States() {
		for _, row := range o.Files {
			if row.State == s {
				line := fmt.Sprintf("%-*s  %-*s  %s", stateWidth, s.In(t.lang), width, row.ID, language.Printable(row.Path()))
				if remarks := row.Remarks(t.lang); remarks != "" {
					line += "  " + remarks
				}
				fmt.Fprintln(t.out, line)
			}
		}
	}
	c := o.Counts
	t.print("index.total", len(o.Files), c.Added, c.Changed, c.Unchanged, c.Duplicate, c.Gone, c.Failed, took.Seconds())
	if c.Ignored > 0 {
		t.print("index.ignored", c.Ignored)
	}
	if c.Skipped > 0 {
		t.print("index.skipped", c.Skipped)
	}
	if c.Missing > 0 {
		t.print("index.missing", c.Missing)
	}
}
