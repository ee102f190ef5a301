// Package trendtest holds the figures of package trend to the searches that they link to, and to a plain count, on any engine.
package trendtest

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/query"
	"gongbao/search/trend"
)

// Reports returns reports of several levels, with a year that is missing, one that has two, and one that is not known; with a
// name that several regions share; with a resolution; and with paragraphs of each role and of none.
func Reports() []corpus.Report {
	var reports []corpus.Report
	add := func(id, region string, level corpus.Level, year int, kind corpus.Kind, paragraphs ...string) {
		r := corpus.Report{Header: corpus.Header{ID: id, Title: id, Region: region, Level: level, Kind: kind, Year: year, Indexed: "2026-03-01T11:30:00Z"}}
		roles := []corpus.Role{"", corpus.RoleReview, corpus.RolePlan, corpus.RoleAnnex}
		for i, p := range paragraphs {
			role := roles[i%len(roles)]
			paragraph := corpus.Paragraph{Ordinal: i + 1, Text: p, Role: role, Hash: fmt.Sprintf("%08x", len(reports)*100+i)}
			if role != "" {
				paragraph.Section = []string{string(role)}
			}
			r.Paragraphs = append(r.Paragraphs, paragraph)
		}
		reports = append(reports, r)
	}
	add("national-2018", "全国", corpus.National, 2018, corpus.Work, "各位代表：", "坚持改革、开放。数字经济发展，互联网+行动。", "发展数字经济，建设数字政府。", "名词：数字经济。")
	add("national-2019", "全国", corpus.National, 2019, corpus.Work, "改革开放。", "改革开放取得新进展。就业稳定。", "推进“互联网+”，发展数字经济。互联网很快。")
	add("national-2022", "全国", corpus.National, 2022, corpus.Work, "各位代表：", "经济发展。", "稳就业，数字中国，数字化转型。", "")
	add("liaoning-2019", "辽宁", corpus.Province, 2019, corpus.Work, "发展。", "数字辽宁，数字政府。就业，就业。")
	add("liaoning-2019-a", "辽宁", corpus.Province, 2019, corpus.Work, "发展发展。", "改革开放。", "互联网＋政务。")
	add("liaoning-2021", "辽宁", corpus.Province, 2021, corpus.Work, "发展。", "没有什么。", "发展，改革、开放。")
	add("jilin-2021", "吉林", corpus.Province, 2021, corpus.Work, "就业。", "数字经济数字。")
	add("jilin-2021-resolution", "吉林", corpus.Province, 2021, corpus.Resolution, "会议同意发展，就业。")
	add("jilin-1", "吉林", corpus.Province, 0, corpus.Work, "发展就业。", "数字经济。")
	add("dalian-2021", "大连", corpus.City, 2021, corpus.Work, "发展，数字。")
	add("chaoyang-2021", "朝阳区", corpus.County, 2021, corpus.Work, "发展，发展。", "就业。")
	add("report-2020", "", "", 2020, corpus.Work, "发展。", "互联网+。")
	add("report-1", "", "", 0, corpus.Other, "发展。")
	return reports
}

// Run fills an engine with Reports and follows every nth cell of trends by everything.
func Run(t *testing.T, e engine.Engine, nth int) {
	reports := Reports()
	if err := e.Update(t.Context(), Puts(reports)); err != nil {
		t.Fatal(err)
	}
	s := search.New(e, nil)
	queries := []string{"发展", "改革开放", "数字 -~数字经济", `"互联网+"`, "就业 OR 数字 year:2019..", "kind:resolution 就业", "没有这个词", "role:plan,review 发展"}
	filters := [][]query.Node{nil, {Filter(t, query.Level, "province")}, {Filter(t, query.Region, "辽宁+"), Filter(t, query.Year, "2019,2021")}, {Filter(t, query.Role, "plan")}, {Filter(t, query.Missing, "year")}}
	cells := 0
	for n, by := range bys() {
		for i, given := range filters {
			for _, mode := range []search.Mode{search.Exact, search.Loose} {
				if len(by) == 2 && (i > 0) != (mode == search.Loose) {
					continue
				}
				asked := queries[:len(queries)/len(by)]
				if nth > 1 { // an engine that takes its time
					if i != n%len(filters) {
						continue
					}
					asked = []string{queries[0], queries[1+n%(len(queries)-1)]}
				}
				r := trend.Request{Queries: asked, Request: search.Request{By: by, Filters: given, Mode: mode, Lang: language.EN}}
				a := Ask(t, s, r)
				cells += Follow(t, s, a, nth)
				compare(t, reports, r, a)
			}
		}
	}
	t.Logf("%d cells have figures; every one that was looked at, one in %d, leads to its search", cells, nth)
	absences(t, s)
	apart(t, s, nth)
}

// apart holds that what is kept apart is what a request for the value alone would have, and that parts that have nothing in common
// add up to the sum.
func apart(t *testing.T, s *search.Service, nth int) {
	t.Helper()
	for _, tc := range []struct {
		query   string
		field   query.Field
		values  string // of a filter; the query has them if it is empty
		want    []string
		overlap bool
	}{
		{"发展", query.Region, "辽宁,吉林", []string{"辽宁", "吉林"}, false},
		{"发展", query.Region, "吉林省,辽宁,吉林", []string{"吉林省", "辽宁"}, false},
		{"发展", query.Region, "辽宁+,辽宁", []string{"辽宁+", "辽宁"}, true},
		{"就业 region:吉林,朝阳区", query.Region, "", []string{"吉林", "朝阳区"}, false},
		{"数字经济 region:吉林,全国", query.Region, "辽宁,吉林", []string{"辽宁", "吉林"}, false},
		{"发展", query.Level, "national,province,city", []string{"national", "province", "city"}, false},
		{"发展 year:2019..", query.Role, "plan,review", []string{"plan", "review"}, false},
		{"没有这个词", query.Region, "辽宁", []string{"辽宁"}, false},
	} {
		r := trend.Request{Queries: []string{tc.query}, Request: search.Request{By: []query.Field{query.Year}, Lang: language.EN}}
		if tc.values != "" {
			r.Filters = []query.Node{Filter(t, tc.field, tc.values)}
		}
		sum := Ask(t, s, r).Series[0].Total
		r.Apart = tc.field
		a := Ask(t, s, r)
		Follow(t, s, a, nth)
		var got []string
		for _, series := range a.Series {
			got = append(got, series.Value)
			alone := r
			alone.Apart, alone.Filters = "", []query.Node{Filter(t, tc.field, series.Value)}
			want := Ask(t, s, alone)
			if diff := cmp.Diff(want.Series[0].Points, series.Points); diff != "" || series.Total != want.Series[0].Total {
				t.Errorf("%s, %s apart: %s has %+v, alone %+v\n%s", tc.query, tc.values, series.Value, series.Total, want.Series[0].Total, diff)
			}
			sum.Occurrences, sum.Paragraphs, sum.Reports = sum.Occurrences-series.Total.Occurrences, sum.Paragraphs-series.Total.Paragraphs, sum.Reports-series.Total.Reports
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s, %s apart (-want +got):\n%s", tc.query, tc.values, diff)
		}
		if (sum.Occurrences != 0 || sum.Paragraphs != 0) && !tc.overlap {
			t.Errorf("%s, %s apart: the sum has %+v more", tc.query, tc.values, sum)
		}
	}
}

func bys() [][]query.Field {
	var bys [][]query.Field
	for _, one := range trend.Fields {
		bys = append(bys, []query.Field{one})
		for _, other := range trend.Fields {
			if other != one {
				bys = append(bys, []query.Field{one, other})
			}
		}
	}
	return bys
}

// Puts returns an update that puts reports.
func Puts(reports []corpus.Report) func(yield func(engine.Change, error) bool) {
	return func(yield func(engine.Change, error) bool) {
		for i := range reports {
			if !yield(engine.Change{Put: &reports[i]}, nil) {
				return
			}
		}
	}
}

// Filter reads a filter.
func Filter(t testing.TB, field query.Field, value string) query.Node {
	t.Helper()
	n, err := query.ParseFilter(field, value)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Ask answers a request from the newest edition.
func Ask(t testing.TB, s *search.Service, r trend.Request) (a trend.Answer) {
	t.Helper()
	err := s.Read(t.Context(), func(e *search.Edition) (err error) {
		a, err = trend.New(t.Context(), e, r)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Total searches for what an address of an answer says, and returns the total of a tier.
func Total(ctx context.Context, t testing.TB, s *search.Service, address string, tier search.Match) search.Total {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil || u.Path != "/search" {
		t.Fatalf("%s is no search: %v", address, err)
	}
	r, problems := search.SearchParameters().Read(func(name string) []string { return u.Query()[name] })
	if len(problems) > 0 || (r.Mode == search.Loose) != (tier == search.MatchLoose) {
		t.Fatalf("%s: %v", address, problems)
	}
	r.Limit = search.NoHits
	found, err := s.Search(ctx, r)
	if err != nil {
		t.Fatal(err)
	}
	if tier == search.MatchLoose && found.Loose != nil {
		return search.Total{Paragraphs: found.Loose.Paragraphs, Reports: found.Loose.Reports, Occurrences: found.Loose.Occurrences}
	}
	return found.Total
}

// Follow searches for what every nth cell of an answer links to, and requires its figures as the total. It returns how many cells
// have figures.
func Follow(t *testing.T, s *search.Service, a trend.Answer, nth int) int {
	t.Helper()
	cells := 0
	for _, series := range a.Series {
		if total := Total(t.Context(), t, s, series.URL, a.Match); total != series.Total {
			t.Errorf("%s: the search %s has %+v, the series %+v", series.Query.Input, series.URL, total, series.Total)
		}
		for _, p := range series.Points {
			if !p.Known() {
				continue
			}
			if cells++; cells%nth != 0 {
				continue
			}
			want := search.Total{Paragraphs: *p.Paragraphs, Reports: *p.ReportsWith, Occurrences: *p.Occurrences}
			if total := Total(t.Context(), t, s, p.URL, a.Match); total != want {
				t.Errorf("%s, %v: the search %s has %+v, the cell %+v", series.Query.Input, p.Values, p.URL, total, want)
			}
		}
	}
	return cells
}

// absences follows the figures of who says something, and who does not.
func absences(t *testing.T, s *search.Service) {
	t.Helper()
	for _, r := range []search.Request{
		{Query: "数字经济"}, {Query: "改革开放 year:2021"}, {Query: "改革开放", Mode: search.Loose, Filters: []query.Node{Filter(t, query.Year, "2021")}},
		{Query: "发展", Filters: []query.Node{Filter(t, query.Level, "county,city"), Filter(t, query.Region, "辽宁+,朝阳区")}},
	} {
		err := s.Read(t.Context(), func(e *search.Edition) error {
			a, err := trend.NewAbsence(t.Context(), e, r)
			if err != nil {
				return err
			}
			if total := Total(t.Context(), t, s, a.URL, a.Match); total != a.Total {
				t.Errorf("%s: the search %s has %+v, the answer %+v", r.Query, a.URL, total, a.Total)
			}
			for _, p := range append(a.Said, a.Unsaid...) {
				if total := Total(t.Context(), t, s, p.URL, a.Match); total.Paragraphs != p.Paragraphs || total.Occurrences != p.Occurrences {
					t.Errorf("%s, %s: the search %s has %+v, the answer %+v", r.Query, p.Region, p.URL, total, p)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// compare counts the first query plainly.
func compare(t *testing.T, reports []corpus.Report, r trend.Request, a trend.Answer) {
	t.Helper()
	word := text.NewPattern(r.Queries[0])
	count := word.Count
	if r.Mode == search.Loose {
		word = text.NewLoosePattern(r.Queries[0])
		count = word.CountLoosely
	}
	admits := search.Admitting(r.Filters...)
	type sum struct{ occurrences, paragraphs, letters int }
	want, got := map[[2]string]sum{}, map[[2]string]sum{}
	for _, report := range reports {
		h := &report.Header
		for _, p := range report.Paragraphs {
			if h.Kind != corpus.Work || !admits(h) || !admitsRole(r.Filters, p.Role) {
				continue
			}
			var key [2]string
			for i, field := range r.By {
				key[i] = map[query.Field]string{query.Year: strconv.Itoa(h.Year), query.Region: h.Region, query.Level: string(h.Level), query.Role: string(p.Role)}[field]
				if key[i] == "0" {
					key[i] = ""
				}
			}
			s := want[key]
			n := count(text.Fold(p.Text))
			s.occurrences, s.letters = s.occurrences+n, s.letters+text.Letters(p.Text)
			if n > 0 {
				s.paragraphs++
			}
			want[key] = s
		}
	}
	for _, p := range a.Series[0].Points {
		var key [2]string
		copy(key[:], p.Values)
		if p.Known() {
			got[key] = sum{*p.Occurrences, *p.Paragraphs, p.Letters}
		}
	}
	for key, s := range want {
		if _, known := got[key]; s.letters == 0 && !known { // nothing is there to say it
			delete(want, key)
		}
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(sum{})); diff != "" {
		t.Errorf("%s by %v, %s (-plain count +trend):\n%s", r.Queries[0], r.By, r.Mode, diff)
	}
}

func admitsRole(filters []query.Node, role corpus.Role) bool {
	for _, n := range filters {
		if f, ok := n.(query.Filter); ok && f.Field == query.Role && f.Values[0] != string(role) {
			return false
		}
	}
	return true
}
