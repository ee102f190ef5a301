package search_test

import (
	"testing"

	"gongbao/corpus"
	"gongbao/search"
)

func TestLocate(t *testing.T) {
	var report search.ReportView
	for i, hash := range []string{"aaaaaaaa", "bbbbbbbb", "aaaaaaaa", "12345678", "cccccccc"} {
		report.Paragraphs = append(report.Paragraphs, search.ParagraphView{Paragraph: corpus.Paragraph{Ordinal: i + 1, Hash: hash}})
	}
	for name, want := range map[string]struct {
		ordinal int
		located search.Located
	}{
		"2-bbbbbbbb": {2, search.There}, "bbbbbbbb": {2, search.There}, "12345678": {4, search.There}, "5": {5, search.There},
		"4-bbbbbbbb": {2, search.Moved}, "9-bbbbbbbb": {2, search.Moved}, "1-aaaaaaaa": {1, search.There}, "3-aaaaaaaa": {3, search.There}, "4-aaaaaaaa": {3, search.Moved},
		"2-dddddddd": {2, search.Changed}, "9-dddddddd": {0, search.Absent}, "dddddddd": {0, search.Absent}, "0": {0, search.Absent}, "6": {0, search.Absent}, "-3": {0, search.Absent}, "": {0, search.Absent}, "x-dddddddd": {0, search.Absent},
	} {
		if got, located := report.Locate(name); got.Ordinal != want.ordinal || located != want.located {
			t.Errorf("%q leads to paragraph %d as %d, want %d as %d", name, got.Ordinal, located, want.ordinal, want.located)
		}
	}
}
