package bleve

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"gongbao/corpus"
	"gongbao/search/engine"
)

// TestDocumentsAreThoseOfTheIndex holds the column that translates the numbers of bleve's documents to the index that is
// read. They differ when bleve merges after they were written down; a paragraph or two is then not found.
func TestDocumentsAreThoseOfTheIndex(t *testing.T) {
	const reports, paragraphs = 4, 5000
	rounds := 4
	if testing.Short() {
		rounds = 1
	}
	for round := range rounds {
		e, err := Create(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		err = e.Update(t.Context(), func(yield func(engine.Change, error) bool) {
			for n := range reports {
				r := &corpus.Report{Header: corpus.Header{ID: fmt.Sprintf("hebei-%d", 1990+n), Region: "河北", Year: 1990 + n}}
				for p := range paragraphs {
					r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: p + 1, Text: fmt.Sprintf("铺设管网%d公里，第%d轮。", 31*n+p, round)})
				}
				if !yield(engine.Change{Put: r}, nil) {
					return
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range e.current.Load().parts {
			order, err := p.grams.Order()
			if err != nil {
				t.Fatal(err)
			}
			if len(order) != reports*paragraphs || !slices.Equal(order, p.paragraphOf) {
				t.Errorf("the index has %d documents in an order that is not the one written down", len(order))
			}
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestPlainList holds the fast way to read a section path to the usual one.
func TestPlainList(t *testing.T) {
	titles := []string{"", "一、就业", `说“好”`, `"`, `","`, `\`, "<b>", "a\nb", "，", `["`, `"]`, "\xff", "\u2028", `\","`}
	var paths [][]string
	for _, a := range titles {
		paths = append(paths, []string{a})
		for _, b := range titles {
			paths = append(paths, []string{a, b}, []string{b, a, b})
		}
	}
	plain := 0
	for _, path := range append(paths, nil, []string{}) {
		encoded, err := json.Marshal(path)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := plainList(string(encoded))
		if !ok {
			continue
		}
		plain++
		var want []string
		if err := json.Unmarshal(encoded, &want); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s reads as %q, want %q (%v)", encoded, got, want, err)
		}
	}
	if plain < 10 {
		t.Errorf("only %d lists are plain", plain)
	}
}
