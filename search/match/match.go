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
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
	"unsafe"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/query"
)

// A Paragraph is the input of a Matcher.
type Paragraph struct {
	// Folded is the search form of the text, by text.Fold.
	Folded string
	// Sentences appends to ends the byte offsets in Folded at which its sentences end, as text.Sentences cuts it. Where it is
	// nil, the text is cut when a query asks for a sentence.
	Sentences func(ends []int) []int
	// Admits reports whether the paragraph's report and section pass one of Matcher.Filters, given its index there. It may
	// be nil for a query without filters.
	Admits func(filter int) bool
}

// A Matcher is a compiled query. Several goroutines may use it, each with Matches of its own.
type Matcher struct {
	// Terms are the patterns of the query's positive texts, without repetition, in the order of query.Texts. A text is one of its
	// own for each list of longer ones (query.Outside) that it stands outside of.
	Terms []text.Pattern
	// Filters are what the query says of reports and sections, wherever it stands in its tree: each is as large as can be.
	Filters []Filter

	root    node
	texts   []text.Pattern       // Terms, and behind them the patterns of the negative texts
	index   map[text.Pattern]int // of texts, where they are many
	outside map[string]int       // the texts that have longer ones, by what outsideText calls them
	inside  map[int][]int        // for these, the longer ones
	set     *text.Set            // all texts at once, when there are many
	tallied bool                 // of many texts it is enough to know how often each occurs, and in which sentences, not where
	cuts    bool                 // the query asks for a sentence
	terms   []bool               // texts that are in Terms, when there are many
	stop    []bool               // texts that no match has, when there are many: the rest of a paragraph with one is not looked at
	loose   bool
	counts  bool // spans are of no use to anybody
	apart   bool // no two terms can overlap, so that their occurrences add up
	single  bool // the query is one text and nothing else
	inPlace bool // loose occurrences are found in the folded text itself
	anew    bool // some text has to be looked for in each sentence anew, since its occurrences there may not be those in the paragraph
	same    bool // loosely nothing changes at all
	plain   bool // strict occurrences are the loose ones without separators inside, and loosely nothing else changes
}

// manyTexts is the number of texts from which one pass that looks at every character is faster than one fast scan for each, and
// manyAlternatives what it is for a tally of texts of which any will do, so that none spares a look at the others.
const (
	manyTexts        = 12
	manyAlternatives = 8
)

// alternatives is the greatest number of texts in a tree of which any will do. A character counts twice, since a scan stops at so many
// places that are like it.
func alternatives(tree query.Node) (most int) {
	or, isOr := tree.(query.Or)
	for _, n := range or.Nodes {
		if t, ok := n.(query.Text); ok {
			most++
			if utf8.RuneCountInString(t.Value) == 1 {
				most++
			}
		}
	}
	if _, isAnd := tree.(query.And); isOr || isAnd {
		for _, n := range query.Children(tree) {
			most = max(most, alternatives(n))
		}
	}
	return most
}

// Compile makes a Matcher of a tree. In loose mode separators are ignored, in the query and in the text. A nil tree
// matches nothing.
func Compile(tree query.Node, loose bool) *Matcher {
	m := &Matcher{loose: loose}
	m.findTerms(tree)
	m.Terms = m.texts
	m.root = m.compile(tree)
	whole := len(m.inside) == 0
	_, m.single = m.root.(textNode)
	m.single = m.single && whole
	m.Terms = m.texts[:len(m.Terms):len(m.Terms)]
	characters := func(p text.Pattern) bool { return !p.Ideographic() || len(p.Folded()) != len("字") }
	m.same = !loose && whole && !hasDistance(tree) && !slices.ContainsFunc(m.texts, characters)
	m.anew = !whole || slices.ContainsFunc(m.texts, func(p text.Pattern) bool { return m.crosses(p) && p.Bordered() })
	m.plain = !loose && whole && !slices.ContainsFunc(m.texts, func(p text.Pattern) bool { return !p.Plain() || !p.Ideographic() && !m.single })
	m.cuts = hasSentence(m.root)
	if len(m.texts) >= manyTexts || !m.cuts && alternatives(tree) >= manyAlternatives {
		m.set = text.NewSet(m.texts)
		m.tallied = whole && distances(m.root) == 0 && m.set.PrepareCount() && !(m.set.Mixed() && (m.cuts || loose)) && !(m.cuts && loose)
	}
	if len(m.texts) < manyTexts && !m.tallied {
		m.set, m.apart = nil, !mayOverlap(m.Terms)
		return m
	}
	m.terms = append(slices.Repeat([]bool{true}, len(m.Terms)), make([]bool, len(m.texts)-len(m.Terms))...)
	m.forbid(m.root)
	m.root = m.widen(m.root)
	return m
}

// TermIn reports whether one of Terms occurs in folded titles as FoldTitles writes them, where nothing is loose.
func (m *Matcher) TermIn(titles string) bool {
	if m.set != nil {
		_, found := m.set.AppendAll(nil, titles, m.terms)
		return found
	}
	return slices.ContainsFunc(m.Terms, func(term text.Pattern) bool {
		_, ok := term.Next(titles, 0)
		return ok
	})
}

// Disjoint reports whether all texts are of one or two ideographs, and no two occurrences, of one text or of two, can have a
// character in common.
func (m *Matcher) Disjoint() bool {
	const alone, first, last = 1, 2, 3
	is := map[string]int{} // what each character is in the texts that have it
	for _, p := range m.texts {
		folded := p.Folded()
		switch {
		case !p.Ideographic() || !p.Plain() || len(folded) > len("发展"):
			return false
		case len(folded) == len("发"):
			if is[folded] != 0 {
				return false
			}
			is[folded] = alone
			continue
		}
		for i, as := range []int{first, last} {
			character := folded[i*len("发"):][:len("发")]
			if other := is[character]; other != 0 && other != as {
				return false
			}
			is[character] = as
		}
	}
	return true
}

// crosses reports whether an occurrence of p may begin in one sentence and end in another.
func (m *Matcher) crosses(p text.Pattern) bool {
	_, last := utf8.DecodeLastRuneInString(p.Folded())
	before := p.Folded()[:len(p.Folded())-last]
	return before != "" && (m.loose || text.EndsSentence(before))
}

// forbid fills in stop from a node that every match satisfies.
func (m *Matcher) forbid(n node) {
	switch n := n.(type) {
	case allNode:
		for _, b := range n {
			m.forbid(b.node)
		}
	case notNode:
		texts := excluded(n)
		if len(texts) > 0 && m.stop == nil {
			m.stop = make([]bool, len(m.texts))
		}
		for _, i := range texts {
			m.stop[i] = m.inside[i] == nil
		}
	}
}

// CompileToCount makes a Matcher whose verdicts and counts are those of Compile's, and whose Matches have no meaning in their
// Spans. In loose mode it is much faster, because it need not make the loose form of each paragraph.
func CompileToCount(tree query.Node, loose bool) *Matcher {
	m := Compile(tree, loose)
	m.counts, m.inPlace = true, loose
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
	// Having lists the terms that occur, ascending. It is nil for a query of few texts: then Counts has few to look at.
	Having []int
	// Spans has these occurrences, ascending, as byte ranges of the folded text, or in loose mode of what text.Loosen
	// leaves of it. A query of one text and nothing else does not fill it in, because counting is faster, and a query of
	// many only if all of them occur.
	Spans [][]text.Span
	// Occurrences is their total, overlapping ones counted once.
	Occurrences int

	// Weights, set before Match, has a weight for each of Matcher.Terms. Match then may be content with Sum, the sum of the weights of their
	// occurrences, which Weighed says; until Count has been called, neither Counts nor Having nor Spans has a meaning.
	Weights []float64
	Weighed bool
	Sum     float64

	view     view
	seen     []bool // texts that Spans is filled in for
	loosened []byte
	joined   []text.Span
	rest     []text.Span // see countOutside

	// of a query of many texts
	tally    *text.Tally // of one where this is enough; nil before
	counted  bool        // it is filled in, and there are no hits
	total    int         // Occurrences, if it is not to be counted from hits; otherwise -1
	hits     []text.Hit
	searched bool     // hits has all that there are
	spanned  bool     // Spans has them too
	present  []uint64 // the texts that hits has, as bits
	spare    []text.Hit

	// of a query about sentences
	ends        []int // where each sentence ends; none before cut
	first       int   // the first of the 64 sentences that masks is about
	turns       int   // counts the times that this has changed
	turned      bool  // first is set
	masked      bool  // masks has all texts of a query of many
	masks       []uint64
	maskOf      []int // the turn that each element of masks is of
	left, right []text.Span
}

// Match reports whether p matches the query, and fills in found if it does.
func (m *Matcher) Match(p Paragraph, found *Matches) bool {
	if m.root == nil {
		return false
	}
	if m.single {
		found.only(m, m.count(p.Folded))
		return found.Occurrences > 0
	}
	found.begin(m, p)
	return m.decide(found)
}

// only fills in f for a query of one text and nothing else, which occurs n times.
func (f *Matches) only(m *Matcher, n int) {
	f.fit(m)
	f.Counts[0], f.Occurrences = n, n
}

// fit makes room for what m finds, if there is none.
func (f *Matches) fit(m *Matcher) {
	if len(f.Spans) != len(m.texts) || len(f.Counts) != len(m.Terms) {
		*f = Matches{Spans: make([][]text.Span, len(m.texts)), Counts: make([]int, len(m.Terms)), Weights: f.Weights, total: -1}
	}
}

// MatchBoth is m.Match and other.Match, for the Matcher that CompileToCount makes of the same tree in the other mode: loose where m is
// not, and strict where it is. Where it can it reads the paragraph once for both. Of otherFound, Occurrences alone has a meaning.
func (m *Matcher) MatchBoth(other *Matcher, p Paragraph, found, otherFound *Matches) (matches, also bool) {
	switch {
	case m.same || other.same:
		matches = m.Match(p, found)
		otherFound.Occurrences = found.Occurrences
		return matches, matches
	case !m.decidesBoth(other):
		return m.Match(p, found), other.Match(p, otherFound)
	case m.single:
		own, others := m.texts[0].CountBoth(p.Folded)
		if m.loose {
			own, others = others, own
		}
		found.only(m, own)
		otherFound.Occurrences = others
		return own > 0, others > 0
	}
	found.begin(m, p)
	if m.set == nil {
		return m.bothOfFew(other, p, found, otherFound)
	}
	otherFound.begin(other, p)
	found.view.other = otherFound
	matches = m.decide(found)
	if found.searched && !found.view.differs { // nothing has a separator inside
		otherFound.Occurrences = found.Occurrences
		return matches, matches
	}
	return matches, other.decide(otherFound)
}

// decidesBoth reports whether what m finds is enough for its verdict and for that of the matcher of the same tree in the other mode.
func (m *Matcher) decidesBoth(other *Matcher) bool {
	switch {
	case (m.set == nil) != (other.set == nil):
		return false
	case m.loose:
		return m.single && other.plain || m.tallied && other.tallied && !other.set.Mixed()
	}
	return m.plain || m.tallied && !m.set.Mixed()
}

// bothOfFew is MatchBoth for a query of few texts. A strict verdict that rests on texts without an occurrence that has
// separators inside is the loose one too.
func (m *Matcher) bothOfFew(other *Matcher, p Paragraph, found, otherFound *Matches) (matches, also bool) {
	found.view.both = true
	matches = m.decide(found)
	if found.view.differs {
		return matches, other.Match(p, otherFound)
	}
	otherFound.Occurrences = found.Occurrences
	return matches, matches
}

// Count counts the occurrences of each term where Match did not.
func (f *Matches) Count() {
	if !f.Weighed {
		return
	}
	m, weights := f.view.Matcher, f.Weights
	f.Weights = nil
	f.begin(m, f.view.Paragraph)
	m.decide(f)
	f.Weights = weights
}

// decide is Match of what found began with, for a query of more than one text.
func (m *Matcher) decide(found *Matches) bool {
	if !m.root.holds(&found.view) {
		return false
	}
	found.Occurrences = 0
	if m.set != nil {
		found.countMany()
		return true
	}
	for i := range m.Terms {
		found.Counts[i] = len(found.view.spans(i))
		found.Occurrences += found.Counts[i]
	}
	if !m.apart && found.Occurrences > 1 {
		found.Occurrences = len(text.Join(found.together(len(m.Terms))))
	}
	return true
}

// begin resets f for another text.
func (f *Matches) begin(m *Matcher, p Paragraph) {
	f.fit(m)
	if f.seen == nil {
		f.seen = make([]bool, len(m.texts))
	}
	if m.cuts && f.masks == nil {
		f.masks, f.maskOf = make([]uint64, len(m.texts)), make([]int, len(m.texts))
	}
	if m.set != nil && f.present == nil {
		f.present = make([]uint64, (len(m.texts)+63)/64)
	}
	if m.tallied && f.tally == nil {
		f.tally = text.NewTally(len(m.texts))
		if m.loose {
			f.tally.LooseCounts = make([]int, len(m.texts))
		}
	}
	if m.set != nil {
		f.forget()
	} else {
		clear(f.seen)
	}
	f.ends, f.turned, f.Weighed = f.ends[:0], false, false
	f.view = view{Matcher: m, Matches: f, Paragraph: p}
}

// forget resets what a query of many texts has found, text by text: most of them do not occur.
func (f *Matches) forget() {
	if f.spanned {
		for i := range f.Spans {
			f.Spans[i] = f.Spans[i][:0]
		}
	}
	if f.tally != nil {
		f.tally.Reset()
		f.tally.Weights = f.Weights
		f.Counts, f.present = f.tally.Counts[:len(f.Counts)], f.tally.Having
	} else if f.total >= 0 {
		clear(f.present)
	}
	for _, h := range f.hits {
		if int(h.Pattern) < len(f.Counts) {
			f.Counts[h.Pattern] = 0
		}
		f.present[h.Pattern/64] = 0
	}
	f.hits, f.Having, f.searched, f.spanned, f.counted, f.total = f.hits[:0], f.Having[:0], false, false, false, -1
}

// countMany counts the hits of a query of many texts.
func (f *Matches) countMany() {
	v := &f.view
	if len(v.Terms) == 0 {
		return
	}
	v.search()
	if f.total >= 0 {
		f.Occurrences = f.total
	}
	end := int32(0)
	for _, h := range f.hits {
		if int(h.Pattern) >= len(v.Terms) {
			continue
		}
		f.Counts[h.Pattern]++
		if h.From >= end {
			f.Occurrences++
		}
		end = max(end, h.To)
	}
	if v.counts || f.Weighed {
		return
	}
	if f.Having == nil {
		f.Having = make([]int, 0, len(v.Terms))
	}
	for i, word := range f.present {
		for ; word != 0; word &= word - 1 {
			if t := i*64 + bits.TrailingZeros64(word); t < len(v.Terms) {
				f.Having = append(f.Having, t)
			}
		}
	}
	if len(f.Having) == len(v.Terms) {
		v.span()
	}
}

// textOf returns the text that spans are found in.
func (m *Matcher) textOf(folded string, found *Matches) string {
	if !m.loose || m.single || m.inPlace {
		return folded
	}
	found.loosened = text.AppendLoosen(found.loosened[:0], folded)
	return unsafe.String(unsafe.SliceData(found.loosened), len(found.loosened)) // until the next call, as found itself
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
// overlapping, each beginning and ending with a matched character. It does so whether the paragraph matches or not, and returns nil
// where there are none.
func (m *Matcher) Marks(display string) []text.Span {
	if marks := m.appendAnew(nil, display); len(marks) > 0 {
		return marks
	}
	return nil
}

// AppendMarks appends the marks of a text, whose search form is known, to dst.
func (m *Matcher) AppendMarks(dst []text.Span, display, folded string) []text.Span {
	first := len(dst)
	if !m.loose {
		if dst = m.appendSpans(dst, folded); text.Unfold(dst[first:], display, folded) {
			return dst
		}
	}
	return m.appendAnew(dst[:first], display)
}

// appendAnew is AppendMarks for a text that has to be folded.
func (m *Matcher) appendAnew(dst []text.Span, display string) []text.Span {
	folded := folds.Get().(*text.Folded)
	defer folds.Put(folded)
	folded.Reset(display)
	if m.loose {
		folded = folded.Loosened()
	}
	first := len(dst)
	dst = m.appendSpans(dst, folded.Text)
	for i, s := range dst[first:] {
		dst[first+i] = folded.Span(s)
	}
	return dst
}

// appendSpans appends what is to be marked in a folded text, or in a loosened one, to dst.
func (m *Matcher) appendSpans(dst []text.Span, folded string) []text.Span {
	first := len(dst)
	for i, term := range m.Terms {
		before := len(dst)
		dst = term.AppendAll(dst, folded)
		for _, longer := range m.inside[i] {
			dst = dst[:before+len(without(dst[before:], m.texts[longer].AppendAll(nil, folded)))]
		}
	}
	return dst[:first+len(text.Join(dst[first:]))]
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
	at := PlaceOf(p)
	return m.Match(Paragraph{
		Folded: text.Fold(p.Text),
		Admits: func(i int) bool { return m.Filters[i].Admits(h, at) },
	}, new(Matches))
}

// Reports reports whether a report with the header h passes a query of nothing but filters. Those by section or role count
// as passed.
func (m *Matcher) Reports(h *corpus.Header) bool {
	return m.admits(&filterView{header: h, pass: true, anyRole: true})
}

// Nearly reports whether what has a role in a report with the header h passes a query of nothing but filters. Those by section
// count as passed.
func (m *Matcher) Nearly(h *corpus.Header, role corpus.Role) bool {
	return m.admits(&filterView{header: h, Place: Place{Role: role}, pass: true})
}

// ByRole reports whether the query has filters by role.
func (m *Matcher) ByRole() bool {
	return slices.ContainsFunc(m.Filters, func(f Filter) bool { return f.byRole })
}

func (m *Matcher) admits(v *filterView) bool {
	return m.root != nil && m.Match(Paragraph{Admits: func(i int) bool { return m.Filters[i].root.admits(v) }}, new(Matches))
}
