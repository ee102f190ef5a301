package enginetest

import (
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"gongbao/search/engine"
	"gongbao/search/query"
)

// conditioned are queries with conditions of every field, each of which drops some hits that pass all of the others.
func conditioned() []query.Node {
	and := func(nodes ...query.Node) query.Node { return query.And{Nodes: nodes} }
	f := func(field query.Field, values ...string) query.Node {
		return query.Filter{Field: field, Values: values}
	}
	since := query.Filter{Field: query.Year, Years: query.Years{From: 2001, To: 2021}}
	return []query.Node{
		development,
		and(development, since, f(query.Region, "辽宁+", "全国"), f(query.Role, "plan")),
		and(development, f(query.Level, "province", "city"), f(query.Section, "发展", "回顾"), f(query.Kind, "report", "bulletin", "other")),
		and(query.Text{Value: "就业"}, f(query.Title, "报告", "计划"), f(query.Date, "2021", "2022"), f(query.Role, "review", "plan")),
		and(query.Or{Nodes: []query.Node{since, query.Filter{Field: query.Year, Years: query.Years{To: 1990}}}}, f(query.Month, "1", "3"), f(query.Missing, "meeting")),
		and(development, query.Or{Nodes: []query.Node{f(query.Role, "annex"), f(query.Level, "city")}}, query.Not{Node: f(query.Region, "全国")}),
		and(development, since, query.Filter{Field: query.Year, Years: query.Years{From: 2021}}, f(query.Level, "province", "national"), f(query.Level, "province", "city")),
		and(f(query.Report, "e-2021", "g-2021", "k-2022"), f(query.Speaker, "刘宁"), query.Or{Nodes: []query.Node{development, query.Text{Value: "改革开放"}}}),
	}
}

// testFacets counts the varied reports by each field, with the conditions of the query and beside those of the field, by two fields,
// and by every grouping, less the conditions of each field, with terms and letters or without: all equal a scan.
func testFacets(t *testing.T, e engine.Engine) {
	l := fillVaried(t, e)
	sideways := []query.Field{"", query.Year, query.Region, query.Level, query.Kind, query.Section, query.Role, query.Title, query.Date, query.Report}
	terms := []query.Outside{{Text: query.Text{Value: "就业"}}, {Text: query.Text{Value: "发展"}, Longer: []query.Text{{Value: "坚持发展"}}}, {Text: query.Text{Value: "改革开放"}}}
	for i, tree := range conditioned() {
		request := engine.Request{Query: tree, Loose: i%2 == 1, Order: engine.Document, Limit: 5, CountOther: true}
		for by := range engine.Grouping(engine.Groupings) {
			var needs []engine.Needs
			for k, without := range sideways {
				n := engine.Needs{By: by, Without: without, Letters: by == engine.ByReport && k%2 == 0}
				if k%3 != 1 {
					n.Terms = terms[:1+k%len(terms)]
				}
				if by == engine.BySection {
					n.Most = k % 4
				}
				needs = append(needs, n)
			}
			answer, got := recorded(t, e, request, needs)
			compareAnswer(t, l, request, answer)
			for k, n := range needs {
				if diff := gocmp.Diff(l.groups(request, n), got[k]); diff != "" {
					t.Errorf("%s, collecting %+v (-scan +engine):\n%s", query.Print(tree), n, diff)
				}
			}
		}
		l.checkBeside(t, e, request)
		l.checkByTwo(t, e, request)
	}
}

// checkBeside counts beside the conditions of each field, alone and all at once: as a search without these conditions counts.
func (l *library) checkBeside(t *testing.T, e engine.Engine, request engine.Request) {
	t.Helper()
	fields := []query.Field{query.Year, query.Region, query.Level, query.Kind, query.Section, query.Role}
	together := make([]*engine.FieldCounts, len(fields))
	all := request
	for i, field := range fields {
		together[i] = engine.CountBeside(field).AtMost(3)
		all.Collect = append(all.Collect, together[i])
	}
	if _, err := e.Search(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	for i, field := range fields {
		alone := engine.CountBeside(field).AtMost(3)
		one := request
		one.Collect = []engine.Collector{alone}
		if _, err := e.Search(t.Context(), one); err != nil {
			t.Fatal(err)
		}
		wider := request
		_, wider.Query = sideways(request.Query, field)
		want, sections := l.counted(wider, field)
		if field == query.Section {
			want = want[:min(3, len(want))]
		}
		for how, counts := range map[string]*engine.FieldCounts{"alone": alone, "with others": together[i]} {
			if diff := gocmp.Diff(want, counts.Counts()); diff != "" {
				t.Errorf("%s: counts beside the conditions by %s, %s (-scan +engine):\n%s", query.Print(request.Query), field, how, diff)
			}
			if field == query.Section && counts.Sections() != sections {
				t.Errorf("%s, %s: %d sections, a scan has %d", query.Print(request.Query), how, counts.Sections(), sections)
			}
		}
	}
}

// counted are the counts of a scan by a field, and how many there are.
func (l *library) counted(request engine.Request, field query.Field) ([]engine.Count, int) {
	counts := []engine.Count{}
	for _, c := range l.answer(request).counts[field] {
		counts = append(counts, c)
	}
	slices.SortFunc(counts, orders[field])
	return counts, len(counts)
}

// checkByTwo counts by two fields: as the searches do that have a value of each as their conditions.
func (l *library) checkByTwo(t *testing.T, e engine.Engine, request engine.Request) {
	t.Helper()
	for _, pair := range [][2]query.Field{{query.Year, query.Region}, {query.Level, query.Year}, {query.Region, query.Section}, {query.Kind, query.Level}} {
		counts := engine.CountByTwo(pair[0], pair[1])
		one := request
		one.Collect = []engine.Collector{counts}
		if _, err := e.Search(t.Context(), one); err != nil {
			t.Fatal(err)
		}
		want := map[[2]string]engine.Cell{}
		everything := request
		everything.Limit = len(l.paragraphs)
		for _, h := range l.answer(everything).Hits {
			at := [2]string{h.values[pair[0]], h.values[pair[1]]}
			if pair[1] == query.Section && at[1] == "" {
				continue
			}
			sum := want[at]
			want[at] = engine.Cell{Row: at[0], Column: at[1], Paragraphs: sum.Paragraphs + 1, Occurrences: sum.Occurrences + len(h.marks)}
		}
		got := map[[2]string]engine.Cell{}
		for _, c := range counts.Cells() {
			got[[2]string{c.Row, c.Column}] = c
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%s: counts by %s and %s (-scan +engine):\n%s", query.Print(request.Query), pair[0], pair[1], diff)
		}
	}
}
