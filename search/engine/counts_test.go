package engine_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// TestCellCounts holds how counts by two fields put groups together and in order.
func TestCellCounts(t *testing.T) {
	liaoning := &corpus.Header{ID: "a", Region: "辽宁", Year: 2021}
	jilin := &corpus.Header{ID: "b", Region: "吉林", Year: 2021}
	undated := &corpus.Header{ID: "c", Region: "辽宁"}
	cells := engine.CountByTwo(query.Year, query.Region)
	for _, g := range []engine.Group{
		{Report: liaoning, Paragraphs: 2, Occurrences: 3}, {Report: jilin, Paragraphs: 1, Occurrences: 1},
		{Report: liaoning, Paragraphs: 1, Occurrences: 4}, {Report: undated, Paragraphs: 5, Occurrences: 5},
	} {
		cells.Collect(g)
	}
	want := []engine.Cell{{"", "辽宁", 5, 5}, {"2021", "吉林", 1, 1}, {"2021", "辽宁", 3, 7}}
	if diff := cmp.Diff(want, cells.Cells()); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
	if needs := engine.CountByTwo(query.Section, query.Year).Needs(); needs.By != engine.ByReportSection {
		t.Errorf("by section and year: needs %+v", needs)
	}
}

// TestSideways holds which conditions a request looks at apart: those that a collector leaves out and the query has.
func TestSideways(t *testing.T) {
	tree := query.Parse("发展 year:2020,2021 (year:2019 OR region:辽宁) level:province").Root
	collect := []engine.Collector{engine.CountBy(query.Level), engine.CountBeside(query.Year), engine.CountBeside(query.Region)}
	request := engine.Request{Query: tree, Collect: collect}
	if diff := cmp.Diff([]query.Field{query.Year}, request.Sideways()); diff != "" {
		t.Errorf("sideways (-want +got):\n%s", diff)
	}
	if got := query.Print(query.Without(tree, query.Year)); got != "发展 (year:2019 OR region:辽宁) level:province" {
		t.Errorf("without years: %s", got)
	}
	if diff := cmp.Diff(query.And{}, query.Without(query.Parse("year:2020").Root, query.Year)); diff != "" {
		t.Errorf("without all that it has (-want +got):\n%s", diff)
	}
}
