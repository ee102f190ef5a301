package figures

import (
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/query"
)

func changes(all ...engine.Change) iter.Seq2[engine.Change, error] {
	return func(yield func(engine.Change, error) bool) {
		for _, c := range all {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// TestNew makes tables of two reports in an index.
func TestNew(t *testing.T) {
	e := bleve.New()
	defer e.Close()
	report := func(id, region string, year int, text string) engine.Change {
		return engine.Change{Put: &corpus.Report{
			Header:     corpus.Header{ID: id, Region: region, Year: year, Kind: corpus.Work},
			Paragraphs: []corpus.Paragraph{{Ordinal: 1, Text: text, Role: corpus.RolePlan, Hash: "0000000a"}},
		}}
	}
	err := e.Update(t.Context(), changes(
		report("a", "辽宁", 2024, "“新型”储能装机３００万千瓦以上，三分之二的乡镇通车。"),
		report("b", "吉林", 2025, "装机增长5%—6%。"),
	))
	if err != nil {
		t.Fatal(err)
	}
	read := func(r Request) (list Table) {
		t.Helper()
		err := search.New(e, nil).Read(t.Context(), func(e *search.Edition) (err error) {
			list, err = New(t.Context(), e, r)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	all := read(Request{})
	if all.Reports != 2 || len(all.Rows) != 3 || all.Version == "" {
		t.Fatalf("%+v", all)
	}
	want := Row{
		Report: "a", Year: 2024, Region: "辽宁", Paragraph: 1, Hash: "0000000a", Span: search.Span{8, 14}, Indicator: "新型储能装机", Number: "３００万千瓦",
		Printed: "３００万千瓦以上", Value: "3000000", Unit: "千瓦", Measure: "amount", Comparator: ">=", Qualifiers: []string{"以上"}, Kind: "target",
		From: 2024, To: 2024, Subject: "辽宁", Sentence: "“新型”储能装机３００万千瓦以上，三分之二的乡镇通车。",
	}
	if diff := cmp.Diff(want, all.Rows[0]); diff != "" {
		t.Error(diff)
	}
	if r := all.Rows[1]; r.Value != "0.6666666666666666" {
		t.Errorf("two thirds are %s", r.Value)
	}
	if r := all.Rows[2]; r.Value != "5" || r.High != "6" || r.Period() != "2025" {
		t.Errorf("%+v", r)
	}
	year, err := query.ParseFilter(query.Year, "2025")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		r    Request
		rows int
	}{
		{"a kind", Request{Kind: "result"}, 0},
		{"an indicator in other characters", Request{Indicator: "裝機"}, 2},
		{"a filter", Request{Reports: []query.Node{year}}, 1},
	} {
		if got := read(c.r); len(got.Rows) != c.rows || got.Rows == nil {
			t.Errorf("%s: %+v", c.name, got.Rows)
		}
	}
	for i, record := range all.Records() {
		if len(record) != len(Columns) {
			t.Errorf("record %d has %d columns, not %d", i, len(record), len(Columns))
		}
	}
}
