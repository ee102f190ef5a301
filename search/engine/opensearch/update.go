package opensearch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search/engine"
)

// Update implements engine.Engine. It writes the new reports beside the old ones, under numbers that are not to be seen,
// waits until every copy of them can be searched, counts them, and then replaces the state, which shows the new ones and
// hides those that they replace in one step. What was hidden long enough before is deleted first.
//
// It returns engine.ErrLocked when another process is writing, or has taken over because this one was cut off.
func (e *Engine) Update(ctx context.Context, changes iter.Seq2[engine.Change, error]) error {
	e.writing.Lock()
	defer e.writing.Unlock()
	w, held, err := e.takeLease(ctx)
	if err != nil {
		return err
	}
	s := w.latest()
	if !s.current() {
		return w.rebuild(ctx, held, changes)
	}
	u := &update{writer: w, index: s.index, put: map[string]placed{}, totals: totals{s.Reports, s.Paragraphs, s.Bytes}}
	err = u.run(held, changes)
	return u.end(ctx, err)
}

// An update is one in the making.
type update struct {
	*writer
	index   string // of OpenSearch, that is written to
	old     *catalog
	bulk    *bulk
	put     map[string]placed // the reports put so far, by id
	dead    []int64           // numbers to hide
	totals  totals
	sent    int // documents
	changed bool
}

// placed is where a report is, and what it counts for.
type placed struct {
	number            int64
	paragraphs, bytes int
}

// totals are the sizes of an index.
type totals struct{ reports, paragraphs, bytes int }

func (t *totals) add(p placed, sign int) {
	t.reports += sign
	t.paragraphs += sign * p.paragraphs
	t.bytes += sign * p.bytes
}

// run writes everything, and makes it ready to be seen.
func (u *update) run(ctx context.Context, changes iter.Seq2[engine.Change, error]) (err error) {
	if err := u.purge(ctx); err != nil {
		return err
	}
	if u.old, err = u.catalogOf(ctx, u.latest()); err != nil {
		return err
	}
	return u.write(ctx, changes)
}

func (u *update) write(ctx context.Context, changes iter.Seq2[engine.Change, error]) error {
	u.bulk = newBulk(ctx, u.client, u.index)
	for change, err := range changes {
		if err = errors.Join(err, ctx.Err()); err == nil {
			err = u.apply(change)
		}
		if err != nil {
			failed := ignoreCanceled(u.bulk.finish())
			if failed != nil && ctx.Err() == nil {
				err = ignoreCanceled(err) // a batch that failed ends the context of the others: its error says more
			}
			return errors.Join(err, failed)
		}
	}
	if err := errors.Join(u.bulk.finish(), ctx.Err()); err != nil || u.sent == 0 {
		return err
	}
	if err := u.refresh(ctx, u.index); err != nil {
		return err
	}
	if err := u.flush(ctx, u.index); err != nil {
		return err
	}
	return u.verify(ctx)
}

func ignoreCanceled(err error) error {
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

func (u *update) apply(c engine.Change) error {
	id := c.Delete
	if c.Put != nil {
		id = c.Put.ID
	}
	if p, ok := u.find(id); ok {
		u.dead = append(u.dead, p.number)
		u.totals.add(p, -1)
		u.put[id] = placed{number: -1}
		u.changed = true
	}
	if c.Put == nil {
		return nil
	}
	u.changed = true
	return u.add(c.Put)
}

// find says where the report with an id is, after the changes so far.
func (u *update) find(id string) (placed, bool) {
	if p, ok := u.put[id]; ok {
		return p, p.number >= 0
	}
	if u.old == nil {
		return placed{}, false
	}
	entry, ok := u.old.byID[id]
	if !ok {
		return placed{}, false
	}
	return placed{entry.number, entry.Paragraphs, entry.bytes}, true
}

// add sends a report. The report's own document comes last.
func (u *update) add(r *corpus.Report) error {
	for i := range r.Paragraphs {
		if n := len(r.Paragraphs[i].Text); n > corpus.MaxParagraph {
			return language.New("engine.cluster.paragraph", r.Paragraphs[i].Ordinal, r.ID, n, corpus.MaxParagraph)
		}
	}
	number := u.next
	u.next++
	report, paragraphs := documents(r, number)
	for i := range paragraphs {
		if err := u.bulk.add(paragraphID(number, paragraphs[i].Ordinal), r.ID, &paragraphs[i]); err != nil {
			return err
		}
	}
	p := placed{number, len(paragraphs), report.Record.Bytes}
	u.put[r.ID] = p
	u.totals.add(p, 1)
	u.sent += len(paragraphs) + 1
	return u.bulk.add(reportID(number), r.ID, &report)
}

// verify counts what the update has sent.
func (u *update) verify(ctx context.Context) error {
	found := 0
	for _, field := range []string{"number", "report_number"} {
		n, err := u.count(ctx, u.index, object{"range": object{field: object{"gte": u.from, "lt": u.next}}})
		if err != nil {
			return err
		}
		found += n
	}
	if found != u.sent {
		return language.New("engine.cluster.holds", engine.ErrUnavailable, u.client, u.sent, found)
	}
	return nil
}

// end shows what was written, or hides it when err says that the update has failed, and gives the lease back.
func (u *update) end(ctx context.Context, err error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), writePatience)
	defer cancel()
	now := time.Now().UTC()
	endErr := u.endLease(ctx, func(s *state) {
		if err != nil {
			u.hideFailed(s, now)
		} else {
			u.show(s, now)
		}
	})
	if endErr != nil {
		return errors.Join(endErr, ignoreCanceled(err))
	}
	u.see(u.latest(), time.Now())
	return err
}

// hideFailed makes the state that a failed update leaves: no number that it or anyone before it gave is given again.
func (u *update) hideFailed(s *state, now time.Time) {
	s.hide(now, stretch{From: s.Next, To: u.next})
	s.Next = u.next
}

// show makes the state that the update leads to. One that has changed nothing still passes over the numbers of whoever the
// lease was taken over from: they may be written yet.
func (u *update) show(s *state, now time.Time) {
	hidden := []stretch{{From: s.Next, To: u.from}}
	for _, number := range u.dead {
		hidden = append(hidden, stretch{From: number, To: number + 1})
	}
	s.hide(now, hidden...)
	s.Next = u.next
	if u.changed {
		s.Serial++
		s.Reports, s.Paragraphs, s.Bytes = u.totals.reports, u.totals.paragraphs, u.totals.bytes
	}
}

// purge deletes what was hidden long enough before.
func (u *update) purge(ctx context.Context) error {
	old := u.latest().old(time.Now())
	for some := range slices.Chunk(old, 500) {
		if err := u.erase(ctx, some); err != nil {
			return fmt.Errorf("delete replaced reports: %w", err)
		}
	}
	if len(old) == 0 {
		return nil
	}
	u.mutex.Lock()
	defer u.mutex.Unlock()
	return u.change(ctx, func(s *state) { s.forget(old) })
}

// erase deletes the documents with numbers in stretches, some thousands at once.
func (u *update) erase(ctx context.Context, stretches []stretch) error {
	for _, field := range []string{"number", "report_number"} {
		query := object{"query": object{"bool": object{"should": inStretches(field, stretches), "minimum_should_match": 1}}}
		for {
			n, err := u.deleteByQuery(ctx, query)
			if err != nil {
				return err
			}
			if n == 0 {
				break
			}
		}
	}
	return nil
}
