// Package match decides whether a paragraph matches a query, and where.
//
// It alone gives a query's tree its meaning. [Candidates] tells an engine which paragraphs may match, in terms of what an
// index knows; [Compile] makes a [Matcher] that decides about each of them, [Matcher.Match], and marks what pages show,
// [Matcher.Marks].
//
// The occurrences of a query in a paragraph are those of its positive texts (query.Texts), overlapping ones joined into
// one: what a person marks who searches for each text in turn.
package match

import (
	"slices"
	"strings"
	"sync"
	"unsafe"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/query"
)

// A Paragraph is the input of a Matcher.
type Paragraph struct {
	// Folded is the search form of the text, by text.Fold.
	Folded string
	// Admits reports whether the paragraph's report and section pass one of Matcher.Filters, given its index there. It may
	// be nil for a query without filters.
	Admits func(filter int) bool
}

// A Matcher is a compiled query. Several goroutines may use it, each with Matches of its own.
type Matcher struct {
	// Terms are the patterns of the query's positive texts, without repetition, in the order of query.Texts.
	Terms []text.Pattern
	// Filters are the query's filters, wherever they stand in its tree.
	Filters []Filter

	root    node
	texts   []text.Pattern // Terms, and behind them the patterns of the negative texts
	set     *text.Set      // all texts at once, when there are many
	loose   bool
	apart   bool // no two terms can overlap, so that their occurrences add up
	single  bool // the query is one text and nothing else
	inPlace bool // loose occurrences are found in the folded text itself
}

// manyTexts is the number of texts from which one pass that looks at every character is faster than one fast scan for each.
const manyTexts = 12

// Compile makes a Matcher of a tree. In loose mode separators are ignored, in the query and in the text. A nil tree
// matches nothing.
func Compile(tree query.Node, loose bool) *Matcher {
	m := &Matcher{loose: loose}
	for _, t := range query.Texts(tree) {
		m.pattern(t)
	}
	m.Terms = m.texts
	m.root = m.compile(tree)
	_, m.single = m.root.(textNode)
	m.Terms = m.texts[:len(m.Terms):len(m.Terms)]
	if len(m.texts) >= manyTexts {
		m.set = text.NewSet(m.texts)
	} else {
		m.apart = !mayOverlap(m.Terms)
	}
	return m
}

// CompileToCount makes a Matcher whose verdicts and counts are those of Compile's, and whose Matches have no meaning in their
// Spans. In loose mode it is much faster, because it need not make the loose form of each paragraph.
func CompileToCount(tree query.Node, loose bool) *Matcher {
	m := Compile(tree, loose)
	m.inPlace = loose && m.set == nil && !hasDistance(tree)
	return m
}

// hasDistance reports whether a tree asks how far texts are apart, which in loose mode separators do not count for.
func hasDistance(tree query.Node) bool {
	if _, near := tree.(query.Near); near {
		return true
	}
	return slices.ContainsFunc(query.Children(tree), hasDistance)
}

// Matches holds the occurrences in one paragraph, until the next call. Reuse it: then matching allocates nothing.
type Matches struct {
	// Counts has the number of occurrences of each of Matcher.Terms.
	Counts []int
	// Spans has these occurrences, ascending, as byte ranges of the folded text, or in loose mode of what text.Loosen
	// leaves of it. A query of one text and nothing else does not fill it in, because counting is faster.
	Spans [][]text.Span
	// Occurrences is their total, overlapping ones counted once.
	Occurrences int

	view   view
	seen   []bool // texts that Spans is filled in for
	all    bool   // it is filled in for all of them, by Matcher.set
	total  int    // occurrences that Matcher.set counted
	loose  []byte
	joined []text.Span
}

// Match reports whether p matches the query, and fills in found if it does.
func (m *Matcher) Match(p Paragraph, found *Matches) bool {
	if m.root == nil {
		return false
	}
	found.begin(m, p.Folded, p.Admits)
	if m.single {
		found.Occurrences = m.count(p.Folded)
		found.Counts[0] = found.Occurrences
		return found.Occurrences > 0
	}
	if !m.root.holds(&found.view) {
		return false
	}
	found.Occurrences = 0
	for i := range m.Terms {
		found.Counts[i] = len(found.view.spans(i))
		found.Occurrences += found.Counts[i]
	}
	switch {
	case m.set != nil:
		found.Occurrences = found.total
	case !m.apart && found.Occurrences > 1:
		found.Occurrences = len(text.Join(found.together(len(m.Terms))))
	}
	return true
}

// begin resets f for another text.
func (f *Matches) begin(m *Matcher, folded string, admits func(int) bool) {
	if len(f.Spans) != len(m.texts) {
		f.Spans, f.seen, f.Counts = make([][]text.Span, len(m.texts)), make([]bool, len(m.texts)), make([]int, len(m.Terms))
	}
	clear(f.seen)
	f.all = false
	f.view = view{Matcher: m, Matches: f, text: m.textOf(folded, f), folded: folded, admits: admits}
}

// textOf returns the text that spans are found in.
func (m *Matcher) textOf(folded string, found *Matches) string {
	if !m.loose || m.single || m.inPlace {
		return folded
	}
	found.loose = text.AppendLoosen(found.loose[:0], folded)
	return unsafe.String(unsafe.SliceData(found.loose), len(found.loose)) // until the next call, as found itself
}

// count returns the occurrences of a single text.
func (m *Matcher) count(folded string) int {
	if m.loose {
		return m.texts[0].CountLoosely(folded)
	}
	return m.texts[0].Count(folded)
}

func (f *Matches) together(terms int) []text.Span {
	f.joined = f.joined[:0]
	for _, spans := range f.Spans[:terms] {
		f.joined = append(f.joined, spans...)
	}
	return f.joined
}

// folds has the memory that Marks folds texts in.
var folds = sync.Pool{New: func() any { return new(text.Folded) }}

// Marks returns the occurrences of the query in a paragraph's display text, as byte ranges of that text: ascending, not
// overlapping, each beginning and ending with a matched character. It does so whether the paragraph matches or not.
func (m *Matcher) Marks(display string) []text.Span {
	folded := folds.Get().(*text.Folded)
	defer folds.Put(folded)
	folded.Reset(display)
	if m.loose {
		folded = folded.Loosened()
	}
	var spans []text.Span
	for _, term := range m.Terms {
		spans = term.AppendAll(spans, folded.Text)
	}
	spans = text.Join(spans)
	for i, s := range spans {
		spans[i] = folded.Span(s)
	}
	return spans
}

// mayOverlap reports whether occurrences of two patterns can share a byte: one contains the other, or begins with what the
// other ends with.
func mayOverlap(patterns []text.Pattern) bool {
	for i, p := range patterns {
		for _, q := range patterns[i+1:] {
			if overlap(p.Folded(), q.Folded()) || overlap(q.Folded(), p.Folded()) {
				return true
			}
		}
	}
	return false
}

func overlap(a, b string) bool {
	if strings.Contains(a, b) {
		return true
	}
	for n := 1; n < min(len(a), len(b)); n++ {
		if a[len(a)-n:] == b[:n] {
			return true
		}
	}
	return false
}

// MatchesIn reports whether a paragraph of a report with the header h matches the query.
func (m *Matcher) MatchesIn(h *corpus.Header, p *corpus.Paragraph) bool {
	titles := string(FoldTitles(p.Section))
	return m.Match(Paragraph{
		Folded: text.Fold(p.Text),
		Admits: func(i int) bool { return m.Filters[i].Admits(h, titles) },
	}, new(Matches))
}

// Reports reports whether a report with the header h passes a query of nothing but filters. Those by section count as
// passed.
func (m *Matcher) Reports(h *corpus.Header) bool {
	return m.root != nil && m.Match(Paragraph{Admits: func(i int) bool {
		return m.Filters[i].BySection() || m.Filters[i].Admits(h, "")
	}}, new(Matches))
}
