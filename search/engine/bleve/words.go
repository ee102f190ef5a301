package bleve

import (
	"context"
	"maps"
	"slices"
	"strings"

	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/bitset"
	"gongbao/search/engine/bleve/frequent"
	"gongbao/search/engine/bleve/grams"
	"gongbao/search/engine/bleve/overlap"
	"gongbao/search/match"
	"gongbao/search/query"
)

// A wordCount counts a query for any of some words, and each of them, report by report, where nothing else is asked. Of the words
// that the table of frequent strings of a part has, it adds up what this has of them and of the strings in which they overlap; it
// reads the paragraphs that may have one of the others.
type wordCount struct {
	*search
	filters *match.Matcher // nil without filters
	found   *collector
	words   *text.Set // matcher.Terms
	longest int       // bytes of one of them
	terms   []wordTerm
	termsOf [][]int // of each word
	parts   []*partCount
}

// A wordTerm is one of search.terms.
type wordTerm struct {
	word   int
	longer []int  // words
	in     []bool // by word, whether it is one of longer
}

// A partCount is what a wordCount knows of a part.
type partCount struct {
	*wordCount
	at         int
	part       *livePart
	known      []bool // by word, whether the table has it, so that it is counted
	classes    []class
	any        bitset.Set // paragraphs that have a word
	candidates bitset.Set // those that may have one that is not known
	sums       wordSums
}

// wordSums are sums by report. They may be less than nothing in between, and wrap.
type wordSums struct {
	occurrences []uint32
	terms       []uint32 // of each report, one report after the other
}

// newWordCount returns nil for a search that the tables do not serve.
func (s *search) newWordCount(tree query.Node) *wordCount {
	if s.request.Loose || s.request.CountOther || s.request.Keys != nil || s.request.Limit > 0 || len(s.terms) == 0 || len(s.sideways) > 0 {
		return nil
	}
	for by := range engine.Grouping(engine.Groupings) {
		if by != engine.ByReport && s.wants(0, by) {
			return nil
		}
	}
	filters, ok := s.ofOneText(tree)
	if !ok {
		return nil
	}
	w := &wordCount{search: s, filters: filters, found: newCollector(s), words: text.NewSet(s.matcher.Terms), termsOf: make([][]int, len(s.matcher.Terms))}
	for _, word := range s.matcher.Terms {
		w.longest = max(w.longest, len(word.Folded()))
	}
	for i, t := range s.terms {
		term := wordTerm{word: s.matcher.Term(match.NewPattern(t.Text, false)), in: make([]bool, len(s.matcher.Terms))}
		for _, longer := range t.Longer {
			term.longer = append(term.longer, s.matcher.Term(match.NewPattern(longer, false)))
		}
		if term.word < 0 || slices.Contains(term.longer, -1) {
			return nil
		}
		for _, n := range term.longer {
			term.in[n] = true
		}
		w.terms, w.termsOf[term.word] = append(w.terms, term), append(w.termsOf[term.word], i)
	}
	return w
}

// Up to how much counting is faster than reading everything.
const (
	mostStrings  = 256 // in which words overlap, and which the table does not have
	wordReadCost = 2   // of a paragraph that is read here
)

// has counts what the table of a part knows. It reports whether that is worth it.
func (w *wordCount) has(ctx context.Context, part int) (bool, error) {
	if w == nil || w.search.parts[part].frequent == nil {
		return false, nil
	}
	p := &partCount{wordCount: w, at: part, part: &w.search.parts[part], known: make([]bool, len(w.matcher.Terms))}
	var words []string
	for i, word := range w.matcher.Terms {
		_, ok, err := p.find(word)
		if err != nil {
			return false, err
		}
		if p.known[i] = ok; ok {
			words = append(words, word.Folded())
		}
	}
	if len(words) == 0 {
		return false, nil
	}
	strings, unknown, err := p.strings(words)
	if err != nil || len(unknown) > mostStrings {
		return false, err
	}
	p.classes = w.classesOf(part, w.filters)
	paragraphs := p.part.folded.Len()
	p.any, p.candidates = bitset.New(paragraphs), bitset.New(paragraphs)
	if err := p.findParagraphs(ctx, words); err != nil || wordReadCost*p.candidates.Count(0, paragraphs) > paragraphs {
		return false, err
	}
	p.sums = p.newSums()
	for _, s := range strings {
		for row := range s.Rows() {
			p.add(int(p.part.standings[row.Cell][engine.ByReport]), row.Occurrences, s.targets)
		}
	}
	for _, s := range unknown {
		if err := p.count(ctx, s); err != nil {
			return false, err
		}
	}
	w.parts = append(w.parts, p)
	return true, nil
}

// find looks for a word in the table. It has those only of which every place is an occurrence.
func (p *partCount) find(word text.Pattern) (e frequent.Entry, ok bool, err error) {
	if word.Ideographic() && word.Plain() {
		e, ok, err = p.part.frequent.Find(word.Folded())
	}
	return e, ok, badTable(p.part.part, err)
}

// A counted is a string that is counted, and what it counts for.
type counted struct {
	frequent.Entry
	string  string
	targets []target
}

// A target is a term, or -1 for the query, and how often a string counts for it.
type target struct{ term, times int }

// strings returns the strings whose counts make those of the query and of its terms, as far as they are of words that the table
// knows: those that it has, and those that it has not.
func (p *partCount) strings(words []string) (known, unknown []counted, err error) {
	targets := map[string][]target{}
	add := func(term int, sum overlap.Sum) {
		for s, times := range sum {
			targets[s] = append(targets[s], target{term, times})
		}
	}
	add(-1, overlap.Union(words))
	for i, t := range p.terms {
		if p.known[t.word] {
			var longer []string
			for _, word := range t.longer {
				if p.known[word] {
					longer = append(longer, p.matcher.Terms[word].Folded())
				}
			}
			add(i, overlap.Outside(p.matcher.Terms[t.word].Folded(), longer))
		}
	}
	for _, s := range slices.Sorted(maps.Keys(targets)) {
		e, ok, err := p.find(text.NewPattern(s))
		if err != nil {
			return nil, nil, err
		}
		if c := (counted{e, s, targets[s]}); ok {
			known = append(known, c)
		} else {
			unknown = append(unknown, c)
		}
	}
	return known, unknown, nil
}

// findParagraphs finds the paragraphs that have one of the known words, and those that may have another.
func (p *partCount) findParagraphs(ctx context.Context, known []string) error {
	var shortest []*knownWord // no other lies in them
	for _, w := range known {
		if !slices.ContainsFunc(known, func(other string) bool { return other != w && strings.Contains(w, other) }) {
			pattern := text.NewPattern(w)
			shortest = append(shortest, &knownWord{Pattern: pattern, required: pattern.RequiredTerms(), paragraphs: bitset.New(p.part.folded.Len())})
		}
	}
	err := p.part.eachPostings(ctx, p.part.deletedDocuments, func(postings *grams.Postings, from uint32) {
		for _, w := range shortest {
			p.part.collect(postings.HavingAll(w.required), from, w.paragraphs)
		}
		for i, word := range p.matcher.Terms {
			if p.known[i] {
				continue
			}
			if documents := postings.HavingAll(word.RequiredTerms()); documents == nil {
				p.candidates.SetAll() // it is of separators alone
			} else {
				p.part.collect(documents, from, p.candidates)
			}
		}
	})
	if err != nil {
		return err
	}
	for _, w := range shortest {
		if err := p.take(w); err != nil {
			return err
		}
	}
	return nil
}

// A knownWord is one that the table has, and the paragraphs that have all terms which it requires.
type knownWord struct {
	text.Pattern
	required   []string
	paragraphs bitset.Set
}

// take takes the paragraphs into any that have a word. All that have its only term do, but where separators divide it.
func (p *partCount) take(w *knownWord) error {
	look := func(from, to int) {
		for n := w.paragraphs.Next(from, to); n < to; n = w.paragraphs.Next(n+1, to) {
			if !p.any.Has(uint32(n)) && !strings.Contains(p.part.folded.At(n), w.Folded()) {
				w.paragraphs.Clear(n, n+1)
			}
		}
	}
	if len(w.required) > 1 {
		look(0, p.part.folded.Len())
	} else {
		e, _, err := p.find(w.Pattern)
		if err != nil {
			return err
		}
		for _, more := range e.Mores {
			if r := &p.part.reports[more.Report]; more.Paragraphs > 0 {
				look(r.First, r.end)
			}
		}
	}
	for i, word := range w.paragraphs {
		p.any[i] |= word
	}
	return nil
}

// count counts a string that the table does not have.
func (p *partCount) count(ctx context.Context, s counted) error {
	found := bitset.New(p.part.folded.Len())
	required := text.NewPattern(s.string).RequiredTerms()
	err := p.part.eachPostings(ctx, p.part.deletedDocuments, func(postings *grams.Postings, from uint32) {
		p.part.collect(postings.HavingAll(required), from, found)
	})
	if err != nil {
		return err
	}
	found.Each(0, p.part.folded.Len(), func(n int) {
		p.add(int(p.part.reportOf(n)), overlap.Standing(p.part.folded.At(n), s.string), s.targets)
	})
	return nil
}

// add adds some places of a string in a report.
func (p *partCount) add(report, places int, targets []target) {
	for _, t := range targets {
		if t.term < 0 {
			p.sums.occurrences[report] += uint32(places * t.times)
		} else {
			p.sums.terms[report*len(p.terms)+t.term] += uint32(places * t.times)
		}
	}
}

func (p *partCount) newSums() wordSums {
	return wordSums{make([]uint32, len(p.part.reports)), make([]uint32, len(p.part.reports)*len(p.terms))}
}

// answer reads what has to be read, and counts.
func (w *wordCount) answer(ctx context.Context) error {
	if w == nil {
		return nil
	}
	for _, p := range w.parts {
		readers, err := share(ctx, p.cut(p.at, candidateSet{set: p.candidates}), func() *wordReader { return &wordReader{partCount: p, sums: p.newSums()} })
		if err != nil {
			return err
		}
		for _, r := range readers {
			p.sums.merge(r.sums)
		}
		w.found.counted[p.at] = w.newCounts(p.part)
		table := w.found.counted[p.at][0][engine.ByReport]
		terms := make([]int, len(w.terms))
		for i := range p.part.reports {
			r := &p.part.reports[i]
			paragraphs := p.any.Count(r.First, r.end)
			if p.classes[i] != 0 || paragraphs == 0 {
				continue
			}
			for t := range terms {
				terms[t] = int(p.sums.terms[i*len(terms)+t])
			}
			table.addTerms(i, count{uint32(paragraphs), p.sums.occurrences[i]}, terms)
		}
	}
	return nil
}

func (s *wordSums) merge(other wordSums) {
	for i, n := range other.occurrences {
		s.occurrences[i] += n
	}
	for i, n := range other.terms {
		s.terms[i] += n
	}
}

// A wordReader reads paragraphs that may have a word that is not known, and adds what that makes of what is counted without.
type wordReader struct {
	*partCount
	sums wordSums
	hits []text.Hit
}

// work implements worker.
func (r *wordReader) work(ctx context.Context, t *task) error {
	return t.each(ctx, r.part.folded, r.read)
}

func (r *wordReader) read(n int) {
	report := int(r.part.reportOf(n))
	if r.classes[report] != 0 {
		return
	}
	if r.hits, _ = r.words.AppendAll(r.hits[:0], r.part.folded.At(n), nil); len(r.hits) == 0 {
		return
	}
	r.any.Add(uint32(n))
	more, end, knownEnd := 0, int32(0), int32(0)
	for i, h := range r.hits {
		if h.From >= end {
			more++
		}
		end = max(end, h.To)
		if r.known[h.Pattern] {
			if h.From >= knownEnd {
				more--
			}
			knownEnd = max(knownEnd, h.To)
		}
		for _, t := range r.termsOf[h.Pattern] {
			r.sums.terms[report*len(r.terms)+t] += uint32(r.more(t, i))
		}
	}
	r.sums.occurrences[report] += uint32(more)
}

// more returns how much more a hit counts for its term than what is known of it.
func (r *wordReader) more(term, hit int) int {
	inKnown, inOther := false, false
	h, t := r.hits[hit], &r.terms[term]
	look := func(longer text.Hit) {
		if t.in[longer.Pattern] && longer.To >= h.To {
			inKnown, inOther = inKnown || r.known[longer.Pattern], inOther || !r.known[longer.Pattern]
		}
	}
	if len(t.longer) > 0 {
		for i := hit - 1; i >= 0 && int(h.To-r.hits[i].From) <= r.longest; i-- {
			look(r.hits[i])
		}
		for i := hit + 1; i < len(r.hits) && r.hits[i].From == h.From; i++ {
			look(r.hits[i])
		}
	}
	switch {
	case !r.known[t.word] && !inKnown && !inOther:
		return 1
	case r.known[t.word] && !inKnown && inOther:
		return -1
	}
	return 0
}
