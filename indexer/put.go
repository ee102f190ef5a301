package indexer

import (
	"context"
	"slices"

	"gongbao/search/engine"
)

// put yields the changes that bring the index to the state of the changeset.
func (r *run) put(ctx context.Context, p *changeset, from *spool, yield func(engine.Change, error) bool) error {
	for _, id := range p.deleted {
		if !yield(engine.Change{Delete: id}, nil) {
			return nil
		}
	}
	for i := range p.owners {
		h := &p.owners[i]
		if !h.stays() || !h.inherits && slices.Equal(h.header.Copies, r.known.reports[h.replaces].Copies) {
			continue
		}
		report, err := r.before.Report(ctx, r.known.reports[h.replaces].ID)
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

// putRead yields the reports of the spool, one for each reading result without an error, in order.
func (r *run) putRead(p *changeset, from *spool, yield func(engine.Change, error) bool) error {
	total := 0
	for i := range p.owners {
		if !p.owners[i].stays() {
			total++
		}
	}
	done, at := 0, 0
	for report, err := range from.all() {
		if err != nil {
			return err
		}
		for r.results[at].err != nil {
			at++
		}
		h := &p.owners[p.of[at]]
		if h.result == at {
			report.Header = h.header
			if !yield(engine.Change{Put: report}, nil) {
				return nil
			}
			done++
			r.opt.Progress(Progress{Stage: Writing, Done: done, Total: total})
		}
		at++
	}
	return nil
}
