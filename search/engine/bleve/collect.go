package bleve

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/match"
	"gongbao/search/rank"
)

// A collector has what one worker has found: the count of every report, and the best hits.
type collector struct {
	*search
	counted      []counts // by part; nil where nothing has been looked at
	others       []*table // by report, of each part, of what search.other matches; nil as before
	top          topHits
	matches      match.Matches
	wordMatches  *match.Matches // of search.words; nil where there are none
	otherMatches *match.Matches // of search.other; nil likewise
	termCounts   []int          // occurrences of search.terms in the paragraph at hand

	// the part being worked on
	part       *livePart
	counts     counts
	admits     []verdicts      // see search.newVerdicts
	paragraph  match.Paragraph // what a matcher asks of the paragraph at hand, without its text
	sections   []pathMemo      // the verdicts of the filters by section, by index in admits
	at         int             // the paragraph
	titled     pathMemo        // whether section titles have a term
	classes    []class         // of the reports, by the conditions that look at nothing else
	apartPaths []pathMemo      // the verdicts of search.apart where it looks at section paths
}

func newCollector(s *search) *collector {
	f := &collector{search: s, counted: make([]counts, len(s.parts)), others: make([]*table, len(s.parts)), top: topHits{limit: s.request.Limit}}
	if s.other != nil {
		f.otherMatches = new(match.Matches)
	}
	if s.words != nil {
		f.wordMatches, f.termCounts = new(match.Matches), make([]int, len(s.terms))
	}
	return f
}

// work looks at the candidates of a task.
func (f *collector) work(ctx context.Context, t *task) error {
	f.begin(t.part)
	paragraph, loosely := f.paragraph, f.others[t.part]
	return t.each(ctx, f.part.folded, func(n int) {
		r := f.part.reportOf(n)
		if f.part.deleted[r] {
			return
		}
		f.at = n
		class := f.class(r)
		if class == failed {
			return
		}
		paragraph.Folded = f.part.folded.At(n)
		if loosely == nil || class != 0 {
			if f.matcher.Match(paragraph, &f.matches) {
				f.found(t.part, r, class)
			}
			return
		}
		matches, also := f.matcher.MatchBoth(f.other, paragraph, &f.matches, f.otherMatches)
		if matches {
			f.found(t.part, r, class)
		}
		if also {
			loosely.add(r, count{1, uint32(f.otherMatches.Occurrences)})
		}
	})
}

// begin turns to a part.
func (f *collector) begin(part int) {
	if f.part == &f.parts[part] {
		return
	}
	f.part, f.admits = &f.parts[part], f.newVerdicts(part)
	f.sections, f.titled = make([]pathMemo, len(f.admits)), pathMemo{}
	f.paragraph = match.Paragraph{}
	if len(f.admits) > 0 {
		f.paragraph.Admits = f.admit
	}
	if f.part.sentences != nil {
		f.paragraph.Sentences = f.appendSentences
	}
	if f.counted[part] == nil {
		f.counted[part] = f.newCounts(f.part)
	}
	f.counts = f.counted[part]
	if f.other != nil && f.others[part] == nil && !f.lookup.knowsLoosely(part) {
		f.others[part] = f.part.newTable(engine.ByReport, 0)
	}
	if len(f.apart) > 0 {
		f.classes, f.apartPaths = f.search.classes(part), make([]pathMemo, len(f.apart))
	}
}

// appendSentences appends where the sentences of the paragraph at hand end.
func (f *collector) appendSentences(ends []int) []int {
	return f.part.sentences.Append(ends, f.at, len(f.part.folded.At(f.at)))
}

// admit reports whether the paragraph at hand passes a filter.
func (f *collector) admit(filter int) bool {
	v, report := &f.admits[filter], f.part.reportOf(f.at)
	of, header := &f.matcher.Filters[filter], &f.part.reports[report].Header
	switch {
	case of.BySection():
		return f.sections[filter].of(f.part, f.at, func(at match.Place) bool { return of.Admits(header, at) })
	case v.known == nil:
		return of.Admits(header, match.Place{})
	case v.values != nil:
		report = v.values[report]
	}
	if v.known[report] == 0 {
		v.known[report] = refused
		if of.Admits(header, match.Place{}) {
			v.known[report] = admitted
		}
	}
	return v.known[report] == admitted
}

// A class says which of the conditions that stand apart a paragraph fails: none when it is 0, those of one field alone
// when it is that field's index in search.sideways plus one.
type class int8

const failed class = -1 // of several fields

// and is the class of what fails the conditions of both.
func (c class) and(d class) class {
	switch {
	case c == 0 || c == d:
		return d
	case d == 0:
		return c
	}
	return failed
}

// class is that of the paragraph at hand.
func (f *collector) class(report uint32) class {
	if f.classes == nil {
		return 0
	}
	c := f.classes[report]
	for i, a := range f.apart {
		if a.BySection() && !f.apartPaths[i].of(f.part, f.at, func(at match.Place) bool { return a.Admits(nil, at) }) {
			c = c.and(a.class)
		}
	}
	return c
}

// found takes up the paragraph at hand, which matches.
func (f *collector) found(part int, report uint32, class class) {
	one := count{1, uint32(f.matches.Occurrences)}
	path := f.part.pathIndex(f.at)
	f.countTerms()
	tables := &f.counts[class]
	for by, row := range [engine.Groupings]int{int(report), int(f.part.outerOf[path]), path, int(f.part.roleOf[path])} {
		if tables[by] != nil {
			tables[by].addTerms(row, one, f.termCounts)
		}
	}
	if class != 0 {
		return
	}
	if f.request.Limit == 0 {
		return
	}
	c := candidate{part: part, paragraph: f.at, occurrences: f.matches.Occurrences}
	if f.request.Order == engine.Relevance {
		if !f.mayRank() {
			f.top.more = true
			return
		}
		c = f.scored(part)
	}
	c.key = f.keyOf(c, report)
	if f.after == nil || c.key.compare(*f.after) > 0 {
		f.top.offer(c)
	}
}

// mayRank reports whether the paragraph at hand, which matches, may be better than the last of the best hits so far. The titles above
// it stand apart from its text, and need be read for few paragraphs only, as its lead need be.
func (f *collector) mayRank() bool {
	worst, full := f.top.worst()
	if !full {
		f.matches.Count()
		return true
	}
	place := rank.Place{Context: rank.InHeading, Age: f.age()}
	most := func(score float64) float64 { return score }
	if !f.part.heading(f.at) {
		place.Context, place.Brief = rank.InText, f.part.shape(f.at).Brief
		most = f.formula.MostInText
	}
	if f.matches.Weighed {
		if most(f.formula.MostOf(f.matches.Sum, f.bytes(), place)) < worst {
			return false
		}
		f.matches.Count()
	}
	return most(f.score(place)) >= worst
}

// bytes is the length of the paragraph at hand, as scores have it.
func (f *collector) bytes() int { return len(f.part.folded.At(f.at)) + 1 }

// score is that of the paragraph at hand, which matches.
func (f *collector) score(place rank.Place) float64 {
	bytes := f.bytes()
	if having := f.matches.Having; having != nil {
		return f.formula.ScoreHaving(having, f.matches.Counts, f.matches.Spans, bytes, place)
	}
	return f.formula.Score(f.matches.Counts, f.matches.Spans, bytes, place)
}

// scored is the paragraph at hand, which matches, with its score.
func (f *collector) scored(part int) candidate {
	return candidate{part: part, paragraph: f.at, occurrences: f.matches.Occurrences, score: f.score(f.place())}
}

// look turns to a paragraph and scores it if it matches. It counts nothing.
func (f *collector) look(part, paragraph int) (c candidate, ok bool) {
	if !f.matchesAt(part, paragraph) {
		return candidate{}, false
	}
	return f.scored(part), true
}

// matchesAt turns to a paragraph and reports whether it matches.
func (f *collector) matchesAt(part, paragraph int) bool {
	f.begin(part)
	f.at = paragraph
	in := f.paragraph
	in.Folded = f.part.folded.At(paragraph)
	if !f.matcher.Match(in, &f.matches) {
		return false
	}
	f.matches.Count()
	return true
}

// age is that of the report of the paragraph at hand.
func (f *collector) age() int { return f.size.Age(int(f.part.years[f.part.reportOf(f.at)])) }

// place says where the paragraph at hand stands, and what shape it has.
func (f *collector) place() rank.Place {
	p := rank.Place{Context: rank.InHeading, Age: f.age()}
	if f.part.heading(f.at) {
		return p
	}
	p.Context = rank.InText
	if f.titled.of(f.part, f.at, f.termIn) {
		p.Context = rank.InSection
	}
	shape := f.part.shape(f.at)
	p.Lead, p.Brief = f.matcher.TermIn(f.part.folded.At(f.at)[:shape.Lead]), shape.Brief
	return p
}

// termIn reports whether one of the query's terms occurs in the titles of a place.
func (f *collector) termIn(at match.Place) bool { return f.matcher.TermIn(at.Titles) }

// A pathMemo keeps a verdict on the section path seen last. Consecutive paragraphs share paths, so each path is decided once.
type pathMemo struct {
	known   bool
	path    int
	verdict bool
}

// of returns the verdict on the path of a paragraph, whose place decide is given.
func (m *pathMemo) of(p *livePart, paragraph int, decide func(match.Place) bool) bool {
	if path := p.pathIndex(paragraph); !m.known || path != m.path {
		*m = pathMemo{true, path, decide(p.part.place(path))}
	}
	return m.verdict
}

// countTerms counts the terms that collectors want in the paragraph at hand.
func (f *collector) countTerms() {
	if len(f.terms) == 0 {
		return
	}
	f.words.Count(match.Paragraph{Folded: f.part.folded.At(f.at)}, &f.matches, f.wordMatches, f.termCounts)
}

// merge takes up what another worker has found, of whom nothing is left.
func (f *collector) merge(g *collector) {
	for i := range g.counted {
		if f.counted[i] == nil {
			f.counted[i], g.counted[i] = g.counted[i], nil
		}
		for class := range g.counted[i] {
			for by, t := range g.counted[i][class] {
				if t != nil {
					f.counted[i][class][by].merge(t)
				}
			}
		}
		if f.others[i] == nil {
			f.others[i], g.others[i] = g.others[i], nil
		}
		if g.others[i] != nil {
			f.others[i].merge(g.others[i])
		}
	}
	g.giveBack()
	f.top.more = f.top.more || g.top.more
	for _, c := range g.top.hits {
		f.top.offer(c)
	}
}

// result writes up what has been found, and lets the request's collectors count it.
func (s *search) result(ctx context.Context, f *collector) (engine.Result, error) {
	result := engine.Result{Total: totalOf(f.exactly()), Other: totalOf(f.others)}
	slices.SortFunc(f.top.hits, func(a, b candidate) int { return a.key.compare(b.key) })
	if f.top.more {
		var err error
		if result.Next, err = s.cursorAt(f.top.hits[len(f.top.hits)-1]); err != nil {
			return engine.Result{}, err
		}
	}
	hits, err := s.chosen(ctx, f)
	if err != nil {
		return engine.Result{}, err
	}
	if result.Hits, err = s.write(hits); err != nil {
		return engine.Result{}, fmt.Errorf("%w: %w", engine.ErrDamaged, err)
	}
	if err := s.feed(f); err != nil {
		return engine.Result{}, fmt.Errorf("%w: %w", engine.ErrDamaged, err)
	}
	f.giveBack()
	return result, nil
}

// chosen returns the best hits that the request wants. In an order that scores do not matter for, these alone are scored.
func (s *search) chosen(ctx context.Context, f *collector) ([]candidate, error) {
	hits := f.top.hits
	if s.request.Choose != nil {
		found := make([]engine.Found, len(hits))
		for i, c := range hits {
			found[i] = s.parts[c.part].found(c.paragraph)
		}
		wanted, kept := s.request.Choose(found), hits[:0]
		for i, c := range hits {
			if wanted[i] {
				kept = append(kept, c)
			}
		}
		hits = kept
	}
	if s.request.Order == engine.Relevance || s.request.Unscored || len(hits) == 0 {
		return hits, nil
	}
	if err := s.weigh(ctx); err != nil {
		return nil, err
	}
	for i, c := range hits {
		if scored, ok := f.look(c.part, c.paragraph); ok {
			scored.key = c.key
			hits[i] = scored
		}
	}
	return hits, nil
}

// below returns the paragraph below one that is a heading, unless that is a heading too; ok says whether there is one.
func (p *part) below(paragraph int) (below int, ok bool) {
	below = paragraph + 1
	return below, p.heading(paragraph) && below < p.reports[p.reportOf(paragraph)].end && !p.heading(below)
}

// found returns a paragraph that is a hit, for engine.Request.Choose.
func (p *part) found(paragraph int) engine.Found {
	r := &p.reports[p.reportOf(paragraph)]
	f := engine.Found{Report: &r.Header, Ordinal: paragraph - r.First + 1, Keys: p.clauses.At(paragraph)}
	if below, ok := p.below(paragraph); ok {
		f.Below, paragraph = true, below
	}
	titles := strings.TrimSuffix(p.titles.At(p.pathIndex(paragraph)), "\n")
	f.Folded, f.Title = p.folded.At(paragraph), titles[strings.LastIndexByte(titles, '\n')+1:]
	return f
}

// write writes up hits.
func (s *search) write(of []candidate) ([]engine.Hit, error) {
	if len(of) == 0 {
		return nil, nil
	}
	w, occurrences, room := hitWriter{search: s}, 0, 0
	for _, c := range of {
		occurrences += c.occurrences
		room += s.parts[c.part].room(c.paragraph)
	}
	w.marks, w.texts = make([]text.Span, 0, occurrences), make([]byte, 0, room)
	hits := make([]engine.Hit, len(of))
	for i, c := range of {
		var err error
		if hits[i], err = w.hit(c); err != nil {
			return nil, err
		}
	}
	return hits, nil
}

// A hitWriter writes up hits, which share memory.
type hitWriter struct {
	*search
	marks []text.Span
	texts []byte
}

func (w *hitWriter) hit(c candidate) (engine.Hit, error) {
	p := &w.parts[c.part]
	paragraph, texts, err := p.appendParagraph(w.texts, c.paragraph)
	if err != nil {
		return engine.Hit{}, err
	}
	w.texts = texts
	hit := engine.Hit{Report: p.reports[p.reportOf(c.paragraph)].Header, Paragraph: paragraph, Score: c.score, Occurrences: c.occurrences}
	before := len(w.marks)
	if w.marks = w.matcher.AppendMarks(w.marks, paragraph.Text, p.folded.At(c.paragraph)); len(w.marks) > before {
		hit.Marks = w.marks[before:len(w.marks):len(w.marks)]
	}
	if w.request.Explain {
		hit.Factors = newCollector(w.search).factors(c)
	}
	if !w.request.Below {
		return hit, nil
	}
	hit.Keys = p.clauses.At(c.paragraph)
	next, ok := p.below(c.paragraph)
	if !ok {
		return hit, nil
	}
	below, err := p.paragraph(next)
	hit.Below = &below
	return hit, err
}

// factors takes the score of a hit apart.
func (f *collector) factors(c candidate) *rank.Factors {
	if !f.matchesAt(c.part, c.paragraph) || len(f.matcher.Terms) == 0 {
		return nil
	}
	return f.formula.Factors(f.matcher.Terms, f.matches.Having, f.matches.Counts, f.matches.Spans, f.bytes(), f.place())
}
