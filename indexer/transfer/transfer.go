// Package transfer copies a state of one index into another, of whatever kind both are, and compares what came out.
package transfer

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"iter"
	"strings"

	"gongbao/corpus"
	"gongbao/indexer"
	"gongbao/language"
	"gongbao/search/engine"
)

// A Transfer makes one index equal to a state of another, and compares them. It holds one report in memory at a time.
type Transfer struct {
	From, To engine.Engine
	Progress func(indexer.Progress) // called for each report

	source       engine.Snapshot        // of From
	reports      []engine.Summary       // of From
	fingerprints map[string]fingerprint // of the reports read from From, by id; all ids are keys from the start
	paragraphs   int
}

// A fingerprint detects whether a report came back unchanged.
type fingerprint [sha256.Size]byte

// Run transfers and compares. When it returns nil, the indexes hold the same reports.
func (c *Transfer) Run(ctx context.Context) (err error) {
	if c.source, err = c.From.Snapshot(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.source.Close()) }()
	if c.reports, err = c.source.Reports(ctx); err != nil {
		return err
	}
	c.fingerprints = make(map[string]fingerprint, len(c.reports))
	for _, r := range c.reports {
		c.fingerprints[r.ID] = fingerprint{}
	}
	if err := c.write(ctx); err != nil {
		return err
	}
	err = c.verify(ctx)
	if ctx.Err() != nil { // without ctx's error, which would mean that the index is unchanged
		return language.New("copy.stopped")
	}
	return err
}

// Reports returns how many reports were transferred, after Run.
func (c *Transfer) Reports() int { return len(c.fingerprints) }

// Paragraphs returns how many paragraphs they have.
func (c *Transfer) Paragraphs() int { return c.paragraphs }

func (c *Transfer) write(ctx context.Context) error {
	if to, ok := c.To.(engine.Rebuilder); ok { // a rebuild needs no deletions
		return to.Rebuild(ctx, c.puts(ctx))
	}
	return c.To.Update(ctx, c.changes(ctx))
}

// changes yields the deletion of every report that From lacks, and a put of every report in From. It lists the reports
// of To only when called, since the engine excludes other writers by then.
func (c *Transfer) changes(ctx context.Context) iter.Seq2[engine.Change, error] {
	return func(yield func(engine.Change, error) bool) {
		others, err := c.others(ctx)
		if err != nil {
			yield(engine.Change{}, err)
			return
		}
		for _, id := range others {
			if !yield(engine.Change{Delete: id}, nil) {
				return
			}
		}
		c.puts(ctx)(yield)
	}
}

// others returns the ids of reports in To but not in From.
func (c *Transfer) others(ctx context.Context) (ids []string, err error) {
	held, err := c.To.Reports(ctx)
	for _, r := range held {
		if _, ok := c.fingerprints[r.ID]; !ok {
			ids = append(ids, r.ID)
		}
	}
	return ids, err
}

// puts yields the reports of From.
func (c *Transfer) puts(ctx context.Context) iter.Seq2[engine.Change, error] {
	return func(yield func(engine.Change, error) bool) {
		c.paragraphs = 0
		for i, summary := range c.reports {
			r, err := c.read(ctx, summary.ID)
			if !yield(engine.Change{Put: &r}, err) || err != nil {
				return
			}
			c.Progress(indexer.Progress{Stage: indexer.Writing, Done: i + 1, Total: len(c.reports)})
		}
	}
}

// read returns a report of From and keeps its fingerprint.
func (c *Transfer) read(ctx context.Context, id string) (corpus.Report, error) {
	r, err := c.source.Report(ctx, id)
	if err != nil {
		return r, err
	}
	c.paragraphs += len(r.Paragraphs)
	c.fingerprints[id], err = fingerprintOf(r)
	return r, err
}

// verify compares the reports of To with those read from From.
func (c *Transfer) verify(ctx context.Context) error {
	differing, err := c.others(ctx)
	if err != nil {
		return err
	}
	for i, summary := range c.reports {
		same, err := c.compare(ctx, summary.ID)
		if err := errors.Join(err, ctx.Err()); err != nil {
			return language.New("copy.comparing", summary.ID, err)
		}
		if !same {
			differing = append(differing, summary.ID)
		}
		c.Progress(indexer.Progress{Stage: indexer.Comparing, Done: i + 1, Total: len(c.reports)})
	}
	if len(differing) > 0 {
		return language.New("copy.differing", someIDs(differing))
	}
	return nil
}

func (c *Transfer) compare(ctx context.Context, id string) (same bool, err error) {
	r, err := c.To.Report(ctx, id)
	if errors.Is(err, engine.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	got, err := fingerprintOf(r)
	return got == c.fingerprints[id], err
}

// fingerprintOf returns equal values for equal reports. Empty and nil lists are equal: engines differ in that, and JSON
// omits both.
func fingerprintOf(r corpus.Report) (fingerprint, error) {
	if len(r.Outline) == 0 {
		r.Outline = nil
	}
	if len(r.Paragraphs) == 0 {
		r.Paragraphs = nil
	}
	encoded, err := json.Marshal(r)
	return sha256.Sum256(encoded), err
}

// namedReports is the maximum number of reports that an error names: one screen.
const namedReports = 20

// someIDs are ids of reports. As text they are the first ones and the total.
type someIDs []string

func (ids someIDs) In(lang language.Lang) string {
	if len(ids) <= namedReports {
		return strings.Join(ids, " ")
	}
	return lang.Say("copy.first", strings.Join(ids[:namedReports], " "), len(ids))
}
