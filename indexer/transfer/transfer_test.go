package transfer

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/indexer"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
)

// A moving index is another one after its first report was read: meanwhile does what others do.
type moving struct {
	engine.Engine
	meanwhile func(engine.Engine)
}

func (m *moving) Report(ctx context.Context, id string) (corpus.Report, error) {
	return m.report(ctx, m.Engine, id)
}

func (m *moving) report(ctx context.Context, from engine.Reader, id string) (corpus.Report, error) {
	r, err := from.Report(ctx, id)
	if m.meanwhile != nil {
		m.meanwhile(m.Engine)
		m.meanwhile = nil
	}
	return r, err
}

func (m *moving) Snapshot(ctx context.Context) (engine.Snapshot, error) {
	s, err := m.Engine.Snapshot(ctx)
	return moved{s, m}, err
}

// moved is a snapshot of a moving index.
type moved struct {
	engine.Snapshot
	of *moving
}

func (m moved) Report(ctx context.Context, id string) (corpus.Report, error) {
	return m.of.report(ctx, m.Snapshot, id)
}

// TestCopyOfMovingIndex copies an index that changes meanwhile: the copy is what it was at the beginning.
func TestCopyOfMovingIndex(t *testing.T) {
	for name, change := range map[string]engine.Change{
		"Changes":  {Put: sketch("a", "改写过的一段。")},
		"Vanishes": {Delete: "b"},
		"Grows":    {Put: sketch("c", "新的一段。")},
	} {
		t.Run(name, func(t *testing.T) {
			from := &moving{holding(t, sketch("a", "一段。"), sketch("b", "又一段。")), func(e engine.Engine) { put(t, e, change) }}
			to := holding(t, sketch("z", "原有的一段。"))
			if err := transferOf(from, to).Run(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := ids(t, to); !slices.Equal(got, []string{"a", "b"}) || from.meanwhile != nil {
				t.Errorf("it holds %v", got)
			}
			if r, err := to.Report(t.Context(), "a"); err != nil || r.Paragraphs[0].Text != "一段。" {
				t.Errorf("%+v, %v", r.Paragraphs, err)
			}
		})
	}
}

// A careless index gives reports back changed, and one not at all.
type careless struct{ engine.Engine }

func (c careless) Report(ctx context.Context, id string) (corpus.Report, error) {
	r, err := c.Engine.Report(ctx, id)
	switch id {
	case "b":
		r.Paragraphs[0].Section = []string{"一、总结"}
	case "c":
		return corpus.Report{}, fmt.Errorf("%s: %w", id, engine.ErrNotFound)
	}
	return r, err
}

func TestCopyCompares(t *testing.T) {
	from := holding(t, sketch("a", "一段。"), sketch("b", "又一段。"), sketch("c", "再一段。"))
	err := transferOf(from, careless{holding(t)}).Run(t.Context())
	if err == nil || !strings.Contains(err.Error(), "these reports are not there as they were read: b c;") {
		t.Errorf("the error is %v", err)
	}
}

func TestCopyStoppedWhileComparing(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	to := &moving{holding(t), func(engine.Engine) { stop() }}
	err := transferOf(holding(t, sketch("a", "一段。"), sketch("b", "又一段。")), to).Run(ctx)
	if err == nil || errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "all is copied") {
		t.Errorf("the error is %v", err)
	}
}

// A swapping index is one that can be built anew, as one on a cluster is.
type swapping struct {
	engine.Engine
	deletions int
}

func (s *swapping) Rebuild(ctx context.Context, changes iter.Seq2[engine.Change, error]) error {
	fresh := bleve.New()
	err := fresh.Update(ctx, func(yield func(engine.Change, error) bool) {
		for c, err := range changes {
			if c.Delete != "" {
				s.deletions++
			}
			if !yield(c, err) {
				return
			}
		}
	})
	if err != nil {
		return errors.Join(err, fresh.Close())
	}
	old := s.Engine
	s.Engine = fresh
	return old.Close()
}

func TestCopyRebuilds(t *testing.T) {
	from := holding(t, sketch("a", "一段。"), sketch("b", "又一段。"))
	to := &swapping{Engine: bleve.New()}
	t.Cleanup(func() { _ = to.Close() })
	put(t, to.Engine, engine.Change{Put: sketch("z", "原有的一段。")})
	c := transferOf(from, to)
	if err := c.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := ids(t, to); !slices.Equal(got, []string{"a", "b"}) || to.deletions > 0 || c.paragraphs != 2 {
		t.Errorf("it holds %v with %d paragraphs, after %d deletions", got, c.paragraphs, to.deletions)
	}
}

func TestDigestOfEmptyLists(t *testing.T) {
	without := corpus.Report{Header: corpus.Header{ID: "a"}}
	with := corpus.Report{
		Header:  corpus.Header{ID: "a", Copies: []corpus.Origin{}, Repairs: map[string]int{}, Missing: []string{}},
		Outline: []corpus.Section{}, Paragraphs: []corpus.Paragraph{},
	}
	a, errA := fingerprintOf(without)
	b, errB := fingerprintOf(with)
	if a != b || errors.Join(errA, errB) != nil {
		t.Errorf("%x is not %x: %v", a, b, errors.Join(errA, errB))
	}
	with.Title = "政府工作报告"
	if b, _ = fingerprintOf(with); a == b {
		t.Error("reports with different titles have the same digest")
	}
}

func transferOf(from, to engine.Engine) *Transfer {
	return &Transfer{From: from, To: to, Progress: func(indexer.Progress) {}}
}

// holding is an index in memory with these reports.
func holding(t *testing.T, reports ...*corpus.Report) engine.Engine {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() { _ = e.Close() })
	for _, r := range reports {
		put(t, e, engine.Change{Put: r})
	}
	return e
}

func put(t *testing.T, e engine.Engine, c engine.Change) {
	t.Helper()
	if err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) { yield(c, nil) }); err != nil {
		t.Fatal(err)
	}
}

func ids(t *testing.T, e engine.Engine) (ids []string) {
	t.Helper()
	reports, err := e.Reports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range reports {
		ids = append(ids, r.ID)
	}
	return ids
}

// sketch is a report of one paragraph.
func sketch(id, text string) *corpus.Report {
	return &corpus.Report{Header: corpus.Header{ID: id, Title: "政府工作报告"}, Paragraphs: []corpus.Paragraph{{Ordinal: 1, Text: text}}}
}
