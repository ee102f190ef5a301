package search_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
)

// TestCursorAcrossUpdate continues a search after the index has changed: the answer says so, and names its version.
func TestCursorAcrossUpdate(t *testing.T) {
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	report := func(id string) *corpus.Report {
		return &corpus.Report{Header: corpus.Header{ID: id, Title: "报告"}, Paragraphs: []corpus.Paragraph{{Ordinal: 1, Text: "甲乙。"}, {Ordinal: 2, Text: "甲乙。"}}}
	}
	put := func(id string) {
		t.Helper()
		if err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) { yield(engine.Change{Put: report(id)}, nil) }); err != nil {
			t.Fatal(err)
		}
	}
	put("b")
	s := search.New(e, nil)
	request := search.Request{Query: "甲乙", Order: search.Document, Limit: 1, Lang: language.EN}
	first := ask(t, s, request)
	request.Cursor = first.Next
	same := ask(t, s, request)
	put("a")
	moved := ask(t, s, request)
	version, err := s.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if first.Changed || same.Changed || len(same.Query.Notes) > 0 || same.Version != first.Version {
		t.Errorf("pages of one version: %q changed %v, %q changed %v, notes %q", first.Version, first.Changed, same.Version, same.Changed, same.Query.Notes)
	}
	if !moved.Changed || moved.Version != version || moved.Version == first.Version || len(moved.Query.Notes) != 1 || !strings.Contains(moved.Query.Notes[0], "has changed") {
		t.Errorf("a page of version %q behind one of %q, the index has %q: changed %v, notes %q", moved.Version, first.Version, version, moved.Changed, moved.Query.Notes)
	}
	if len(moved.Hits) != 1 || moved.Hits[0].ID != "b#2" {
		t.Errorf("hits behind b#1: %+v", moved.Hits)
	}
	for _, cursor := range []string{"nonsense", first.Version + ".", ".", "1.nonsense"} {
		request.Cursor = cursor
		if _, err := s.Search(t.Context(), request); !errors.Is(err, search.ErrCursor) {
			t.Errorf("cursor %q gives %v, want ErrCursor", cursor, err)
		}
	}
}

// An editing is an engine that changes after each search that it answers.
type editing struct {
	engine.Engine
	change func()
}

func (e editing) Snapshot(ctx context.Context) (engine.Snapshot, error) {
	s, err := e.Engine.Snapshot(ctx)
	return editedSnapshot{s, e.change}, err
}

type editedSnapshot struct {
	engine.Snapshot
	change func()
}

func (s editedSnapshot) Search(ctx context.Context, r engine.Request) (engine.Result, error) {
	defer s.change()
	return s.Snapshot.Search(ctx, r)
}

// TestOneEdition changes the index after each search that an answer is made of: tiers, facets and hints are of one version
// nevertheless.
func TestOneEdition(t *testing.T) {
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	edition := 0
	change := func() {
		edition++
		r := corpus.Report{Header: corpus.Header{ID: "a", Title: "报告", Year: 2000 + edition}}
		for n := range 3 + edition {
			r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: n + 1, Text: fmt.Sprintf("甲、乙，发展经济社会第%d版。", edition)})
		}
		if err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) { yield(engine.Change{Put: &r}, nil) }); err != nil {
			t.Fatal(err)
		}
	}
	change()
	s := search.New(editing{e, change}, nil)
	for _, q := range []string{"甲乙", "甲乙 year:1999", "经济发展社会", "甲乙丙丁"} {
		before, version := edition, ""
		err := s.Read(t.Context(), func(e *search.Edition) error { version = e.Version(); return nil })
		if err != nil {
			t.Fatal(err)
		}
		a := ask(t, s, search.Request{Query: q, Lang: language.EN})
		if a.Version != version {
			t.Errorf("%s: version %s, want %s", q, a.Version, version)
		}
		year := fmt.Sprint(2000 + before)
		for _, h := range a.Hits {
			if !strings.Contains(h.Text, fmt.Sprintf("第%d版", before)) {
				t.Errorf("%s: hit %q in an answer of edition %d", q, h.Text, before)
			}
		}
		for _, c := range a.Facets.Year {
			if c.Value != year || c.Paragraphs != 3+before {
				t.Errorf("%s: facet %+v in an answer of edition %d", q, c, before)
			}
		}
		if edition == before {
			t.Errorf("%s: no search has been asked", q)
		}
	}
}
