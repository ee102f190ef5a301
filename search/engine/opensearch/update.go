package opensearch

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"gongbao/corpus"
	"gongbao/corpus/figure"
	"gongbao/language"
	"gongbao/search/engine"
)

// Update implements engine.Engine. It writes new reports under invisible numbers, waits until every copy is searchable,
// counts them, and then replaces the state, which shows the new reports and hides the replaced ones atomically. It
// first deletes documents that were hidden long enough ago.
//
// It returns engine.ErrLocked if another process is writing, or has taken over because this one was cut off.
func (e *Engine) Update(ctx context.Context, changes iter.Seq2[engine.Change, error]) error {
	e.writing.Lock()
	defer e.writing.Unlock()
	w, held, err := e.takeLease(ctx)
	if err != nil {
		return err
	}
	s := w.latest()
	u := &update{writer: w, index: s.index, put: map[string]placed{}, totals: totals{s.Reports, s.Paragraphs, s.Bytes}}
	if err = s.readable(e.Location); err == nil {
		err = u.run(held, changes)
	}
	return u.end(ctx, err)
}

// An update is an update in progress.
type update struct {
	*writer
	index    string // OpenSearch index to write to
	old      *catalog
	bulk     *bulk
	put      map[string]placed // reports put so far, by id
	replaced []int64           // numbers to hide
	totals   totals
	sent     int // documents
	changed  bool
}

// placed holds the number and the size of a report.
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

// run purges and writes.
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
				err = ignoreCanceled(err) // a failed batch cancels the others; its error is the cause
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
		u.replaced = append(u.replaced, p.number)
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

// find returns the report with an id, after the changes so far.
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

// add sends a report. The document of the report comes last.
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

// verify checks that all sent documents are there.
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

// end shows the new reports, or hides them if err is not nil, and gives the lease back.
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

// hideFailed edits the state after a failed update: its numbers and those of former lease holders are never reused.
func (u *update) hideFailed(s *state, now time.Time) {
	s.hide(now, stretch{From: s.Next, To: u.next})
	s.Next = u.next
}

// show edits the state after a successful update. Even an update without changes skips the numbers of a former lease
// holder, which may still write them.
func (u *update) show(s *state, now time.Time) {
	hidden := []stretch{{From: s.Next, To: u.from}}
	for _, number := range u.replaced {
		hidden = append(hidden, stretch{From: number, To: number + 1})
	}
	s.hide(now, hidden...)
	s.Next = u.next
	if u.changed {
		s.Serial++
		s.Figures = min(s.Figures, figure.Edition)
		s.Reports, s.Paragraphs, s.Bytes = u.totals.reports, u.totals.paragraphs, u.totals.bytes
	}
}

// purge deletes documents that were hidden long enough ago.
func (u *update) purge(ctx context.Context) error {
	old := u.latest().old(time.Now())
	for some := range slices.Chunk(old, 500) {
		if err := u.erase(ctx, some); err != nil {
			return language.New("engine.cluster.replaced", err)
		}
	}
	if len(old) == 0 {
		return nil
	}
	u.mutex.Lock()
	defer u.mutex.Unlock()
	return u.change(ctx, func(s *state) { s.forget(old) })
}

// erase deletes the documents with numbers in stretches, some thousands at a time.
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
