package indexer

import (
	"context"
	"slices"

	"gongbao/search/engine"
)

// put yields the changes that make the index what the plan says.
func (r *run) put(ctx context.Context, p *plan, from *spool, yield func(engine.Change, error) bool) error {
	for _, id := range p.deleted {
		if !yield(engine.Change{Delete: id}, nil) {
			return nil
		}
	}
	for i := range p.holders {
		h := &p.holders[i]
		if !h.stays() || slices.Equal(h.header.Copies, r.ledger.known[h.known].Copies) {
			continue
		}
		report, err := r.engine.Report(ctx, h.header.ID)
		if err != nil {
			return err
		}
		report.Header = h.header
		if !yield(engine.Change{Put: &report}, nil) {
			return nil
		}
	}
	return r.putRead(p, from, yield)
}

// putRead yields the reports that were read, in the order of the notes that are no failures.
func (r *run) putRead(p *plan, from *spool, yield func(engine.Change, error) bool) error {
	total := 0
	for i := range p.holders {
		if !p.holders[i].stays() {
			total++
		}
	}
	done, at := 0, 0
	for report, err := range from.all() {
		if err != nil {
			return err
		}
		for r.notes[at].err != nil {
			at++
		}
		h := &p.holders[p.of[at]]
		if h.note == at {
			report.Header = h.header
			if !yield(engine.Change{Put: report}, nil) {
				return nil
			}
			done++
			r.opt.Progress(Progress{Writing, done, total})
		}
		at++
	}
	return nil
}
