package enginetest

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
	"unicode"

	gocmp "github.com/google/go-cmp/cmp"

	"gongbao/search/engine"
	"gongbao/search/query"
)

// A recorder is a collector that keeps what it gets.
type recorder struct {
	needs engine.Needs
	recording
}

// A recording is what a collector got.
type recording struct {
	Groups   []engine.Group
	Sections int // in all
}

func (r *recorder) Needs() engine.Needs        { return r.needs }
func (r *recorder) Collect(g engine.Group)     { r.Groups = append(r.Groups, g) }
func (r *recorder) CollectSections(groups int) { r.Sections += groups }

// recorded asks an engine for groups, for each of some needs.
func recorded(t *testing.T, e engine.Engine, request engine.Request, needs []engine.Needs) (Answer, []recording) {
	t.Helper()
	recorders := make([]*recorder, len(needs))
	for i, n := range needs {
		recorders[i] = &recorder{needs: n}
		request.Collect = append(request.Collect, recorders[i])
	}
	answer := ask(t, e, request)
	got := make([]recording, len(needs))
	for i, r := range recorders {
		got[i] = r.recording
	}
	return answer, got
}

// needs makes random needs, several for one request.
func (l *library) needs(r *rand.Rand) []engine.Needs {
	fields := []query.Field{"", query.Year, query.Region, query.Level, query.Section, query.Role, query.Report, query.Title, query.Date, query.Region}
	needs := make([]engine.Needs, 1+r.IntN(4))
	for i := range needs {
		n := engine.Needs{By: engine.Grouping(r.IntN(engine.Groupings)), Without: fields[r.IntN(len(fields))]}
		if n.By == engine.BySection && r.IntN(2) == 0 {
			n.Most = 1 + r.IntN(12)
		}
		n.Letters = n.By == engine.ByReport && r.IntN(2) == 0
		if r.IntN(2) == 0 {
			for range []int{1, 3, 20}[r.IntN(3)] {
				n.Terms = append(n.Terms, l.term(r))
			}
		}
		needs[i] = n
	}
	return needs
}

// term makes a random text, half of them with one that has it inside, and that may be of the same needs.
func (l *library) term(r *rand.Rand) query.Outside {
	if r.IntN(2) == 0 {
		return query.Outside{Text: l.text(r)}
	}
	return l.outside(r)
}

// filtered makes a random query with up to four conditions.
func (l *library) filtered(r *rand.Rand) query.Node {
	and := query.And{Nodes: []query.Node{l.text(r)}}
	switch r.IntN(6) {
	case 0:
		and.Nodes[0] = l.tree(r, 1)
	case 1:
		and.Nodes = nil
	}
	for range r.IntN(5) {
		and.Nodes = append(and.Nodes, l.condition(r))
	}
	switch len(and.Nodes) {
	case 0:
		return l.condition(r)
	case 1:
		return and.Nodes[0]
	}
	return and
}

// condition makes a filter, or a choice of filters.
func (l *library) condition(r *rand.Rand) query.Node {
	p := l.paragraphs[r.IntN(len(l.paragraphs))]
	switch r.IntN(11) {
	case 9:
		return roleFilter(r)
	case 10:
		return query.Or{Nodes: []query.Node{roleFilter(r), query.Filter{Field: query.Year, Years: query.Years{From: p.report.Year}}}}
	case 0, 1:
		return query.Filter{Field: query.Year, Years: query.Years{From: p.report.Year - r.IntN(30), To: p.report.Year + r.IntN(3)}}
	case 2:
		return query.Or{Nodes: []query.Node{
			query.Filter{Field: query.Year, Years: query.Years{From: p.report.Year, To: p.report.Year}}, query.Filter{Field: query.Year, Years: query.Years{From: 2010}},
		}}
	case 3:
		return query.Or{Nodes: []query.Node{
			query.Filter{Field: query.Year, Years: query.Years{From: p.report.Year}}, query.Filter{Field: query.Section, Values: []string{l.sample(r, 1)}},
		}}
	case 4:
		return query.Filter{Field: query.Region, Values: []string{p.report.Region}}
	case 5:
		return query.Filter{Field: query.Title, Values: []string{[]string{"工作", "报告", "无此"}[r.IntN(3)]}}
	case 6:
		return query.Filter{Field: query.Level, Values: []string{string(p.report.Level)}}
	}
	if r.IntN(3) == 0 {
		return l.headerFilter(r, &p.report.Header)
	}
	return query.Filter{Field: query.Section, Values: []string{l.sample(r, 1), l.sample(r, 2)}}
}

// testGroups asks random questions with filters for random groups.
func testGroups(t *testing.T, e engine.Engine, l *library, samples int) {
	r := rand.New(rand.NewChaCha8(seed))
	found := 0
	for i := range samples {
		request := engine.Request{Query: l.filtered(r), Loose: i%4 == 0, Order: engine.Document, Limit: i % 3 * 10}
		needs := l.needs(r)
		answer, got := recorded(t, e, request, needs)
		compareAnswer(t, l, request, answer)
		for k, n := range needs {
			found += len(got[k].Groups)
			if diff := gocmp.Diff(l.groups(request, n), got[k]); diff != "" {
				t.Fatalf("%s (loose %v), collecting %+v (-scan +engine):\n%s", query.Print(request.Query), request.Loose, n, diff)
			}
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d requests, %d groups: all equal a scan", samples, found)
}

// groups is what the plain scan has of each report or section, in the order in which collectors get it.
func (l *library) groups(request engine.Request, needs engine.Needs) recording {
	all := map[[2]string]*engine.Group{}
	group := func(p *plain) *engine.Group {
		g := engine.Group{Report: &p.report.Header, Section: p.section()}
		key := [2]string{p.report.ID, p.section()}
		switch needs.By {
		case engine.ByReport:
			g.Section, key[1] = "", ""
		case engine.BySection:
			g.Report, key[0] = nil, ""
		case engine.ByRole:
			g, key = engine.Group{Role: p.paragraph.Role}, [2]string{"", string(p.paragraph.Role)}
		}
		if needs.Terms != nil {
			g.Terms = make([]int, len(needs.Terms))
		}
		if all[key] == nil {
			all[key] = &g
		}
		return all[key]
	}
	conditions, tree := sideways(request.Query, needs.Without)
	s, nothing := newScanner(tree, request.Loose), newBody("")
	for _, p := range l.paragraphs {
		if (needs.By == engine.BySection || needs.By == engine.ByReportSection) && p.section() == "" {
			continue
		}
		if needs.Letters && s.holds(p, nothing, conditions) {
			group(p).Letters += p.letters
		}
		marks, ok := s.scan(p)
		if !ok {
			continue
		}
		g := group(p)
		g.Paragraphs++
		g.Occurrences += len(marks)
		for i, term := range needs.Terms {
			g.Terms[i] += len(s.occurrences(p.body(request.Loose), outside(term)))
		}
	}
	got := recording{Groups: inOrder(all, needs.Most)}
	if needs.By == engine.BySection {
		got.Sections = len(all)
	}
	return got
}

// sideways gives the conditions of a tree that are not of one field alone, and what is left of the tree without these.
func sideways(tree query.Node, without query.Field) (conditions, rest query.And) {
	parts := []query.Node{tree}
	if and, ok := tree.(query.And); ok {
		parts = and.Nodes
	}
	for _, part := range parts {
		fields, others := fieldsOf(part)
		if !others && len(fields) == 1 && fields[0] == without {
			continue
		}
		rest.Nodes = append(rest.Nodes, part)
		if !others {
			conditions.Nodes = append(conditions.Nodes, part)
		}
	}
	return conditions, rest
}

// fieldsOf lists the fields that a choice of filters looks at, each once; others says whether it is anything else.
func fieldsOf(n query.Node) (fields []query.Field, others bool) {
	switch n := n.(type) {
	case query.Filter:
		return []query.Field{n.Field}, false
	case query.Or:
		for _, child := range n.Nodes {
			more, other := fieldsOf(child)
			fields, others = append(fields, more...), others || other
		}
		slices.Sort(fields)
		return slices.Compact(fields), others
	}
	return nil, true
}

func inOrder(all map[[2]string]*engine.Group, most int) []engine.Group {
	var groups []engine.Group
	for _, g := range all {
		groups = append(groups, *g)
	}
	if most > 0 && most < len(groups) {
		slices.SortFunc(groups, func(a, b engine.Group) int {
			return cmp.Or(cmp.Compare(b.Paragraphs, a.Paragraphs), cmp.Compare(b.Occurrences, a.Occurrences), cmp.Compare(a.Section, b.Section))
		})
		groups = groups[:most]
	}
	id := func(g engine.Group) string {
		if g.Report == nil {
			return ""
		}
		return g.Report.ID
	}
	slices.SortFunc(groups, func(a, b engine.Group) int {
		return cmp.Or(cmp.Compare(id(a), id(b)), cmp.Compare(a.Section, b.Section), cmp.Compare(a.Role, b.Role))
	})
	return groups
}

func letters(s string) (n int) {
	for _, r := range s {
		if unicode.In(r, unicode.L, unicode.N) {
			n++
		}
	}
	return n
}
