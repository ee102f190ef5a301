package match_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/seeds"
)

// TestCandidatesAdmitWhatMatches holds the promise of candidates on random queries over the sample report and some odd
// paragraphs: whatever matches, strictly or loosely, is admitted. They are no use if they admit everything.
func TestCandidatesAdmitWhatMatches(t *testing.T) {
	l := newLibrary()
	r := rand.New(rand.NewChaCha8([32]byte([]byte("candidates admit all that match."))))
	matching, admitted, refused := 0, 0, 0
	for i := range 2000 {
		tree := l.tree(r, 3)
		if i%2 == 1 { // some of what it asks for is excluded
			a, b, c := l.tree(r, 1), l.leaf(r), l.leaf(r)
			tree = query.And{Nodes: []query.Node{query.Or{Nodes: []query.Node{a, b, query.And{Nodes: []query.Node{c, tree}}}}, query.Not{Node: query.Or{Nodes: []query.Node{a, c}}}}}
		}
		candidates := match.Candidates(tree)
		strict, loose := match.Compile(tree, false), match.Compile(tree, true)
		for i := range l.paragraphs {
			p := &l.paragraphs[i]
			admits := admit(candidates, p)
			matches := p.answers(strict) || p.answers(loose)
			if matches && !admits {
				t.Fatalf("%s matches %q and %#v does not admit it", query.Print(tree), p.Text, candidates)
			}
			switch {
			case matches:
				matching++
			case admits:
				admitted++
			default:
				refused++
			}
		}
	}
	t.Logf("%d paragraphs match, %d are admitted in vain, %d refused", matching, admitted, refused)
	if matching < 1000 || refused < matching {
		t.Errorf("%d paragraphs match, %d are refused: that holds nothing", matching, refused)
	}
}

// TestCandidatesLeaveOutWhatIsExcluded holds that an alternative that an And excludes admits nothing, however deep it stands.
func TestCandidatesLeaveOutWhatIsExcluded(t *testing.T) {
	for typed, same := range map[string]string{
		"(发展 OR 改革) -改革":                       "发展",
		"(发展 OR (改革 (开放 OR 就业))) -(改革 开放) -就业": "发展 OR (改革 开放)",
		"(发展 OR (改革 (开放 OR 就业))) -开放 -就业":      "发展 OR (改革 (开放 OR 就业))", // never holds
		"(发展 OR 同句:(改革 OR 开放)) -改革":            "发展 OR 同句:(改革 OR 开放)",
		"(发展 OR 改革) -(改革 开放)":                  "发展 OR 改革",
	} {
		if got, want := match.Candidates(query.Parse(typed).Root), match.Candidates(query.Parse(same).Root); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, want the candidates of %s: %v", typed, got, same, want)
		}
	}
}

// TestCompileToCount holds that a Matcher that only counts says what the other one says, on random queries.
func TestCompileToCount(t *testing.T) {
	l := newLibrary()
	r := rand.New(rand.NewChaCha8([32]byte([]byte("whoever counts sees what is seen"))))
	matching := 0
	for i := range 1000 {
		tree := l.tree(r, 3)
		loose := i%4 != 0
		whole, count := match.Compile(tree, loose), match.CompileToCount(tree, loose)
		var want, got match.Matches
		for i := range l.paragraphs {
			p := &l.paragraphs[i]
			in := match.Paragraph{Folded: text.Fold(p.Text), Admits: func(i int) bool {
				return whole.Filters[i].Admits(&p.header, match.PlaceOf(&p.Paragraph))
			}}
			if whole.Match(in, &want) != count.Match(in, &got) {
				t.Fatalf("%s (loose %v): whether it matches %q depends on who asks", query.Print(tree), loose, p.Text)
			}
			if !p.answers(whole) {
				continue
			}
			matching++
			if got.Occurrences != want.Occurrences || !slices.Equal(got.Counts, want.Counts) {
				t.Fatalf("%s (loose %v) counts %d %v in %q, want %d %v", query.Print(tree), loose, got.Occurrences, got.Counts, p.Text, want.Occurrences, want.Counts)
			}
		}
	}
	if matching < 1000 {
		t.Errorf("only %d paragraphs match", matching)
	}
}

// admit evaluates candidates as an index would.
func admit(c match.CandidateTree, p *paragraph) bool {
	switch c := c.(type) {
	case match.Required:
		return !slices.ContainsFunc(c.Terms, func(term string) bool { return !p.terms[c.Field][term] })
	case match.Passing:
		return match.NewFilter(c.Filter).Admits(&p.header, match.Place{})
	case match.AllOf:
		return !slices.ContainsFunc(c, func(c match.CandidateTree) bool { return !admit(c, p) })
	case match.AnyOf:
		return slices.ContainsFunc(c, func(c match.CandidateTree) bool { return admit(c, p) })
	}
	return true
}

// A paragraph has its header, and its terms by field as an index has them.
type paragraph struct {
	corpus.Paragraph
	header corpus.Header
	terms  map[query.Field]map[string]bool
}

func (p *paragraph) answers(m *match.Matcher) bool { return m.MatchesIn(&p.header, &p.Paragraph) }

type library struct{ paragraphs []paragraph }

func newLibrary() *library {
	l := &library{}
	lines := strings.Split(strings.TrimSpace(seeds.Liaoning2021), "\n")
	lines = append(lines[:60], "5G基站2.5万座，A股、B股", "碳达峰、碳中和。", "“一带一路”建设 PM2.5", "、。", "Ａ股ＰＭ２．５　　一 带", "建\xff设①〇")
	for i, line := range lines {
		header := corpus.Header{ID: "r" + string(rune('a'+i%3)), Title: []string{"辽宁省政府工作报告", "关于5G的决议"}[i%2], Region: "辽宁", Level: corpus.Province, Year: 2019 + i%4}
		section := []string{"一、就业优先", lines[(i*7)%len(lines)]}
		l.paragraphs = append(l.paragraphs, paragraph{
			corpus.Paragraph{Text: line, Section: section}, header,
			map[query.Field]map[string]bool{"": termsOf(line), query.Title: termsOf(header.Title), query.Section: termsOf(section...)},
		})
	}
	return l
}

func termsOf(displays ...string) map[string]bool {
	terms := map[string]bool{}
	for _, display := range displays {
		for term := range text.Terms(text.Loosen(text.Fold(display))) {
			terms[term] = true
		}
	}
	return terms
}

// tree makes a random tree.
func (l *library) tree(r *rand.Rand, depth int) query.Node {
	if depth == 0 {
		return l.leaf(r)
	}
	nodes := make([]query.Node, 1+r.IntN(3))
	for i := range nodes {
		nodes[i] = l.tree(r, depth-1)
	}
	switch r.IntN(7) {
	case 0, 1:
		return query.And{Nodes: nodes}
	case 2, 3:
		return query.Or{Nodes: nodes}
	case 4:
		return query.Not{Node: nodes[0]}
	case 5:
		return query.Same{Unit: query.Unit(r.IntN(2)), Node: query.And{Nodes: []query.Node{l.text(r), query.Not{Node: l.text(r)}}}}
	}
	return query.Near{Left: l.text(r), Right: l.text(r), Distance: r.IntN(40)}
}

func (l *library) leaf(r *rand.Rand) query.Node {
	p := l.paragraphs[r.IntN(len(l.paragraphs))]
	switch r.IntN(12) {
	case 0:
		return query.Filter{Field: query.Year, Years: query.Years{From: 2018 + r.IntN(4)}}
	case 1:
		return query.Filter{Field: query.Report, Values: []string{p.header.ID, "none"}}
	case 2:
		return query.Filter{Field: query.Title, Values: []string{l.piece(r, p.header.Title)}}
	case 3:
		return query.Filter{Field: query.Section, Values: []string{l.piece(r, p.Section[1]), "无此"}}
	case 4:
		return query.Not{Node: l.text(r)}
	}
	return l.text(r)
}

func (l *library) text(r *rand.Rand) query.Text {
	return query.Text{Value: l.piece(r, l.paragraphs[r.IntN(len(l.paragraphs))].Text)}
}

// piece takes one to four characters out of a text.
func (l *library) piece(r *rand.Rand, from string) string {
	runes := []rune(from)
	n := min(1+r.IntN(4), len(runes))
	at := r.IntN(len(runes) - n + 1)
	return string(runes[at : at+n])
}
