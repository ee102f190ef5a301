package search_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
)

// everyYear returns a service on reports of some years that say nearly the same.
func everyYear(t *testing.T) *search.Service {
	t.Helper()
	var reports []*corpus.Report
	for year := 2019; year <= 2024; year++ {
		r := &corpus.Report{Header: corpus.Header{ID: fmt.Sprint("national-", year), Title: "政府工作报告", Region: "全国", Level: corpus.National, Kind: corpus.Work, Year: year}}
		section := []string{"三、重点任务", "（三）推动绿色发展"}
		for i, p := range []corpus.Paragraph{
			{Text: fmt.Sprintf("今年绿色发展投资增长%d%%，清洁能源占比继续提高。", year-2014), Section: section[:1]},
			{Text: "（三）推动绿色发展", Section: section, Heading: true},
			{Text: fmt.Sprintf("完善绿色发展支持政策，推进美丽中国建设，%d年持续打好蓝天、碧水、净土保卫战。", year), Section: section},
			{Text: "（四）绿色发展保障", Section: []string{"三、重点任务", "（四）绿色发展保障"}, Heading: true},
			{Text: "加强能力建设，健全考核评价体系。", Section: []string{"三、重点任务", "（四）绿色发展保障"}},
		} {
			p.Ordinal = i + 1
			r.Paragraphs = append(r.Paragraphs, p)
		}
		reports = append(reports, r)
	}
	return onReports(t, reports)
}

func onReports(t *testing.T, reports []*corpus.Report) *search.Service {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	if err := e.Update(t.Context(), enginetest.Puts(reports...)); err != nil {
		t.Fatal(err)
	}
	return search.New(e, nil)
}

func TestFold(t *testing.T) {
	a := ask(t, everyYear(t), search.Request{Query: "绿色发展", Limit: 5})
	if a.Total != (engine.Total{Paragraphs: 24, Reports: 6, Occurrences: 24}) {
		t.Errorf("total %+v", a.Total)
	}
	first := a.Hits[0]
	if first.ID != "national-2024#3" || first.Same == nil || first.Same.Paragraphs != 5 || first.Same.From != 2019 || first.Same.To != 2023 || first.Same.AtLeast {
		t.Fatalf("first hit %s, same %+v", first.ID, first.Same)
	}
	if said := first.Same.In("zh"); said != "2019—2023 年另有 5 处同文" {
		t.Errorf("said %s", said)
	}
	for i, p := range first.Same.Hits {
		if year := 2023 - i; p.ID != fmt.Sprintf("national-%d#3", year) || p.Report.Year != year || p.Occurrences != 1 || len(p.Snippet.Marks) != 1 {
			t.Errorf("the same %d: %+v", i, p)
		}
	}
	if len(a.Hits)+a.Folded != 5 || a.Folded == 0 {
		t.Errorf("%d hits and %d folded", len(a.Hits), a.Folded)
	}

	all := ask(t, everyYear(t), search.Request{Query: "绿色发展", Limit: 30})
	var seen []string
	for _, h := range all.Hits {
		said := h.ID
		if h.Head != nil {
			said += " under " + h.Head.ID
		}
		if h.Body != nil {
			said += " over " + h.Body.ID
		}
		if h.Same != nil {
			said += fmt.Sprint(" and ", h.Same.Paragraphs)
		}
		seen = append(seen, said)
	}
	slices.Sort(seen)
	want := []string{ // figures differ from year to year
		"national-2019#1", "national-2020#1", "national-2021#1", "national-2022#1", "national-2023#1", "national-2024#1",
		"national-2024#3 under national-2024#2 and 5", "national-2024#4 over national-2024#5 and 5",
	}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Errorf("cards (-want +got):\n%s", diff)
	}
	if heading := all.Hits[slices.IndexFunc(all.Hits, func(h search.Hit) bool { return h.ID == "national-2024#4" })]; heading.Body.Text != "加强能力建设，健全考核评价体系。" || heading.Body.Occurrences != 0 {
		t.Errorf("below the heading: %+v", heading.Body)
	}
}

// TestFoldChangesNothingElse walks through pages that are folded and others that are not: each has the same paragraphs, totals,
// facets and next page.
func TestFoldChangesNothingElse(t *testing.T) {
	reports := enginetest.Reports(t)
	for name, s := range map[string]*search.Service{"years": everyYear(t), "reports": onReports(t, reports)} {
		folded := 0
		for _, q := range []string{"绿色发展", "发展", "稳中求进工作总基调", "改革 开放", "year:2019..", "改革发展", "发展经济"} {
			for order := search.Relevance; order <= search.Document; order++ {
				folded += comparePages(t, s, search.Request{Query: q, Order: order, Limit: 7, Mode: []search.Mode{search.Smart, search.Loose}[int(order)%2]})
			}
		}
		if folded == 0 {
			t.Errorf("%s: nothing is folded", name)
		}
	}
}

func comparePages(t *testing.T, s *search.Service, r search.Request) (folded int) {
	t.Helper()
	for page := range 8 {
		r.Unfolded = true
		plain := ask(t, s, r)
		r.Unfolded = false
		a := ask(t, s, r)
		folded += a.Folded
		if a.Total != plain.Total || a.Next != plain.Next || len(a.Hits)+a.Folded != len(plain.Hits) || plain.Folded != 0 {
			t.Fatalf("%q, page %d: %+v, %d hits, %d folded, next %s; unfolded %+v, %d hits, next %s", r.Query, page, a.Total, len(a.Hits), a.Folded, a.Next, plain.Total, len(plain.Hits), plain.Next)
		}
		if diff := cmp.Diff(plain.Facets, a.Facets); diff != "" {
			t.Fatalf("%q, page %d: facets (-unfolded +folded):\n%s", r.Query, page, diff)
		}
		shown := map[string]bool{}
		for _, h := range a.Hits {
			shown[h.ID] = true
			for _, p := range h.Passages() {
				shown[p.ID], shown[p.With] = true, true
			}
		}
		for i, h := range plain.Hits {
			if !shown[h.ID] || i == 0 && a.Hits[0].ID != h.ID {
				t.Fatalf("%q, page %d: %s is not shown, or not first", r.Query, page, h.ID)
			}
		}
		if r.Cursor = a.Next; r.Cursor == "" {
			break
		}
	}
	return folded
}

// TestNothingButHeadings holds that the paragraph below a heading is in the answer where all hits of a page are headings.
func TestNothingButHeadings(t *testing.T) {
	report := &corpus.Report{Header: corpus.Header{ID: "national-2024", Title: "政府工作报告", Region: "全国", Level: corpus.National, Kind: corpus.Work, Year: 2024}, Paragraphs: []corpus.Paragraph{
		{Ordinal: 1, Text: "（一）推动绿色发展", Section: []string{"（一）推动绿色发展"}, Heading: true},
		{Ordinal: 2, Text: "持续打好蓝天保卫战，绿色产业加快发展。", Section: []string{"（一）推动绿色发展"}},
	}}
	a := ask(t, onReports(t, []*corpus.Report{report}), search.Request{Query: "绿色发展 OR 推动绿色", Mode: search.Exact})
	if len(a.Hits) != 1 || a.Hits[0].Body == nil || a.Hits[0].Body.Text != report.Paragraphs[1].Text {
		t.Errorf("%+v", a.Hits)
	}
}
