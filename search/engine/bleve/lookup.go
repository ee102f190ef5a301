package bleve

import (
	"context"
	"iter"
	"slices"

	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/bitset"
	"gongbao/search/engine/bleve/frequent"
	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/search/rank"
)

// A lookup answers a query of one text, or for one of few, with filters by report or without, for the parts whose tables of
// frequent strings have these texts. It counts all of their paragraphs without a look at them; hits are the best that the table
// lists, or in an order by report those of the first reports. Of several texts, which must be Disjoint, it knows by their postings
// which paragraphs have one and which have more; of those that have more it reads the ones whose cell promises enough, and all of
// reports where a text is divided by separators.
type lookup struct {
	*search
	filters *match.Matcher // nil without filters
	found   *collector     // nil while no table has the texts
	tables  []lookedUp
	loosely []int // parts that are searched, and whose tables tell what there is loosely

	counts []int // of the texts in the hit at hand; 0 in between
	spans  [][]text.Span
}

// A lookedUp is a part whose table has the texts.
type lookedUp struct {
	part     int
	texts    []frequent.Entry // by matcher.Terms
	loosely  *frequent.Entry  // of the only text, without the separators at its ends; the zero Entry if nothing is left, nil if it has none
	several  *several         // nil for one text
	classes  []class          // of its reports
	having   bitset.Set       // cells
	hits     int              // paragraphs that pass all conditions
	best     []candidate
	unlisted int  // hits that are not known
	missed   bool // too many hits would have to be read
}

// maxTexts is the number of texts up to which a lookup is tried: of many, paragraphs have so many that most may be among the best.
const maxTexts = 8

// newLookup returns nil for a search that the tables do not serve.
func (s *search) newLookup(tree query.Node) *lookup {
	if s.request.Loose || s.request.Keys != nil || len(s.terms) > 0 || s.request.Limit > maxLookup || slices.ContainsFunc(s.apart, func(a apart) bool { return a.BySection() }) {
		return nil
	}
	filters, ok := s.ofOneText(tree)
	if !ok || len(s.matcher.Terms) > maxTexts || len(s.matcher.Terms) > 1 && !s.matcher.Disjoint() {
		return nil
	}
	return &lookup{search: s, filters: filters}
}

// ofOneText reports whether a tree asks for one text, or for any of some, with filters by report or without, which it compiles; nil
// for none.
func (s *search) ofOneText(tree query.Node) (filters *match.Matcher, ok bool) {
	groups := 0 // of texts of which one is wanted
	var conditions []query.Node
	var split func(n query.Node) bool
	split = func(n query.Node) bool {
		switch n := n.(type) {
		case query.Text:
			groups++
			return true
		case query.Or:
			if isText := func(n query.Node) bool { _, ok := n.(query.Text); return ok }; slices.ContainsFunc(n.Nodes, isText) {
				groups++
				return !slices.ContainsFunc(n.Nodes, func(n query.Node) bool { return !isText(n) })
			}
		case query.And:
			return !slices.ContainsFunc(n.Nodes, func(child query.Node) bool { return !split(child) })
		}
		conditions = append(conditions, n)
		return byReport(n)
	}
	if !split(tree) || groups != 1 {
		return nil, false
	}
	if len(conditions) > 0 {
		filters = match.Compile(query.And{Nodes: conditions}, false)
	}
	return filters, true
}

// byReport reports whether a tree is of filters only, none of which looks at the place of a paragraph.
func byReport(tree query.Node) bool {
	switch n := tree.(type) {
	case query.Filter:
		return n.Field != query.Section && n.Field != query.Role
	case query.And, query.Or, query.Not:
		return !slices.ContainsFunc(query.Children(n), func(child query.Node) bool { return !byReport(child) })
	}
	return false
}

// maxLookup is the number of hits up to which a lookup is tried. Whoever wants more wants the texts.
const maxLookup = 1000

// has reports whether the table of a part has the texts, and takes up how rare their terms are.
func (l *lookup) has(ctx context.Context, part int, terms rarities) (bool, error) {
	if l == nil || l.parts[part].frequent == nil {
		return false, nil
	}
	p := &l.parts[part]
	found := lookedUp{part: part, texts: make([]frequent.Entry, len(terms))}
	for i, term := range l.matcher.Terms {
		e, ok, err := p.frequent.Find(term.Folded())
		if !ok || err != nil {
			return false, badTable(p.part, err)
		}
		found.texts[i] = e
		if loose := text.Loosen(term.Folded()); loose != term.Folded() {
			if len(terms) > 1 {
				return false, nil // their postings do not tell which paragraphs have them
			}
			if e, ok, err = p.frequent.Find(loose); err != nil || !ok && loose != "" {
				return false, badTable(p.part, err)
			}
			found.loosely = &e
		}
	}
	if len(terms) > 1 {
		var err error
		if found.several, err = l.newSeveral(ctx, p, found.texts, terms); err != nil {
			return false, err
		}
	}
	if l.found == nil {
		l.found = newCollector(l.search)
	}
	l.tables = append(l.tables, found)
	return true, p.addRarities(ctx, terms)
}

// narrow makes tasks of the few paragraphs of a part that may have a text which is rare for its separators, while the table has it without
// these, and takes up how rare its terms are. It reports false where the table does not tell.
func (l *lookup) narrow(ctx context.Context, part int, terms rarities) (bool, error) {
	if l == nil || len(l.matcher.Terms) != 1 || l.parts[part].frequent == nil || l.parts[part].edges == nil {
		return false, nil
	}
	p, folded := &l.parts[part], l.matcher.Terms[0].Folded()
	loose := text.Loosen(folded)
	if loose == folded {
		return false, nil
	}
	bare, ok, err := p.frequent.Find(loose)
	if !ok || err != nil {
		return false, badTable(p.part, err)
	}
	list, ok, err := p.edges.Having(p.frequent, folded)
	if !ok || err != nil {
		return false, badTable(p.part, err)
	}
	if l.other != nil {
		if l.found == nil {
			l.found = newCollector(l.search)
		}
		l.found.others[part] = p.countLoosely(&bare, l.classesOf(part, l.filters))
		l.loosely = append(l.loosely, part)
	}
	l.addTasks(part, candidateSet{list: list})
	return true, p.addRarities(ctx, terms)
}

// knowsLoosely reports whether the table tells what Result.Other is in a part whose paragraphs are read.
func (l *lookup) knowsLoosely(part int) bool { return l != nil && slices.Contains(l.loosely, part) }

// answer counts the parts and finds their hits. It returns those where a hit may have been missed, which have to be searched.
func (l *lookup) answer(ctx context.Context) (missed []int, err error) {
	if l == nil || len(l.tables) == 0 {
		return nil, nil
	}
	for i := range l.tables {
		l.count(&l.tables[i])
	}
	if l.request.Limit > 0 {
		find := l.firstHits
		if l.request.Order == engine.Relevance {
			find = l.bestHits
		}
		if err := find(ctx); err != nil {
			return nil, err
		}
	}
	worst, full := l.found.top.worst()
	again := false // hits are offered anew, since those of some parts are others now
	for i := range l.tables {
		p := &l.tables[i]
		if !p.missed && (p.unlisted == 0 || full && p.most(l) < worst) {
			continue
		}
		again = true
		if p.missed || p.hits > maxRead {
			missed = append(missed, p.part)
		} else if err := l.readAll(ctx, p); err != nil {
			return nil, err
		}
	}
	if again {
		l.found.top.hits = nil
	}
	for _, p := range l.tables {
		if slices.Contains(missed, p.part) {
			l.found.giveBackPart(p.part)
			continue
		}
		l.found.top.more = l.found.top.more || p.unlisted > 0
		if again {
			for _, c := range p.best {
				l.found.top.offer(c)
			}
		}
	}
	return missed, nil
}

// maxRead is the number of hits of a part up to which all of them are read where a better one may be missing in the table.
// More are searched for on several processors.
const maxRead = 4000

// most bounds the score of a hit that is not known.
func (p *lookedUp) most(l *lookup) (most float64) {
	for i := range p.texts {
		m := l.formula.Most(i, p.texts[i].Ceiling, p.texts[i].Average)
		if p.several != nil {
			m *= rank.Section // the titles above may have another text, of which the table of this one knows nothing
		}
		most = max(most, m)
	}
	return most * l.parts[p.part].aging
}

// count adds up the cells of a part.
func (l *lookup) count(p *lookedUp) {
	part := &l.parts[p.part]
	p.classes = l.classesOf(p.part, l.filters)
	counted := l.newCounts(part)
	l.found.counted[p.part] = counted
	p.having = bitset.New(len(part.cells))
	passing := &counted[0]
	reports, outers, paths, roles := passing[engine.ByReport], passing[engine.BySection], passing[engine.ByReportSection], passing[engine.ByRole]
	for row := range p.rows(part.cells) {
		at, some := &part.standings[row.Cell], count{uint32(row.Paragraphs), uint32(row.Occurrences)}
		if class := p.classes[at[engine.ByReport]]; class != 0 {
			counted.beside(class, at, some)
			continue
		}
		reports.add(at[engine.ByReport], some) // one by one: this is most of the time that a frequent text takes
		if outers != nil {
			outers.add(at[engine.BySection], some)
		}
		if paths != nil {
			paths.add(at[engine.ByReportSection], some)
		}
		if roles != nil {
			roles.add(at[engine.ByRole], some)
		}
		p.hits += row.Paragraphs
		p.having.Add(uint32(row.Cell))
	}
	switch {
	case l.other == nil:
	case p.loosely != nil:
		l.found.others[p.part] = part.countLoosely(p.loosely, p.classes)
	default:
		loosely := part.newTable(engine.ByReport, 0)
		loosely.merge(counted[0][engine.ByReport])
		loosely.addMores(p.mores(part.reports), p.classes)
		l.found.others[p.part] = loosely
	}
}

// countLoosely counts, by report, the paragraphs of class 0 that have a string without separators when these are ignored.
func (p *livePart) countLoosely(bare *frequent.Entry, classes []class) *table {
	loosely := p.newTable(engine.ByReport, 0)
	for row := range bare.Rows() {
		if report := int(p.standings[row.Cell][engine.ByReport]); classes[report] == 0 {
			loosely.add(uint32(report), count{uint32(row.Paragraphs), uint32(row.Occurrences)})
		}
	}
	loosely.addMores(bare.Mores, classes)
	return loosely
}

// addMores takes up what reports of class 0 have more when separators are ignored.
func (t *table) addMores(mores []frequent.More, classes []class) {
	for _, more := range mores {
		if classes[more.Report] == 0 {
			t.add(uint32(more.Report), count{uint32(more.Paragraphs), uint32(more.Occurrences)})
		}
	}
}

// rows yields the cells that have one of the texts.
func (p *lookedUp) rows(cells []frequent.Cell) iter.Seq[frequent.Row] {
	if p.several != nil {
		return p.several.rows(cells)
	}
	return p.texts[0].Rows()
}

// mores lists what reports have of one of the texts when separators are ignored, beyond what they have strictly.
func (p *lookedUp) mores(reports []report) []frequent.More {
	if p.several != nil {
		return p.several.mores(reports)
	}
	return p.texts[0].Mores
}

// classesOf lists the class of each report of a part: failed for those that are deleted or do not pass filters by report, of which
// there may be none.
func (s *search) classesOf(part int, filters *match.Matcher) []class {
	p := &s.parts[part]
	classes := s.classes(part)
	report, found := 0, match.Matches{}
	paragraph := match.Paragraph{Admits: func(filter int) bool {
		return filters.Filters[filter].Admits(&p.reports[report].Header, match.Place{})
	}}
	for report = range classes {
		if p.deleted[report] || filters != nil && !filters.Match(paragraph, &found) {
			classes[report] = failed
		}
	}
	return classes
}

// bestHits takes up the paragraphs that the tables list.
func (l *lookup) bestHits(ctx context.Context) error {
	for i := range l.tables {
		p := &l.tables[i]
		p.unlisted = p.hits
		if len(p.texts) == 1 {
			p.best = make([]candidate, 0, len(p.texts[0].Best))
		}
		for t := range p.texts {
			for _, b := range p.texts[t].Best {
				if p.classes[l.parts[p.part].reportOf(b.Paragraph)] == 0 && (p.several == nil || !p.several.more.Has(uint32(b.Paragraph))) {
					p.unlisted--
					p.offer(l, t, b)
				}
			}
		}
		if p.several == nil {
			continue
		}
		if err := p.readSeveral(ctx, l); err != nil {
			return err
		}
	}
	return nil
}

// firstHits reads the first reports that have hits, until there are enough.
func (l *lookup) firstHits(ctx context.Context) error {
	type at struct{ part, report int32 }
	order := make([]at, len(l.sorted))
	for i := range l.tables {
		part := &l.parts[l.tables[i].part]
		positions := part.positions[l.ordering.index]
		for r := range l.found.counted[l.tables[i].part][0][engine.ByReport].used.All() {
			if l.after == nil || positions[r] >= l.after.report {
				order[positions[r]] = at{int32(i + 1), int32(r)}
			}
		}
	}
	taken := 0
	for _, a := range order {
		if a.part == 0 {
			continue
		}
		if err := ctx.Err(); err != nil || taken > l.request.Limit {
			return err
		}
		taken += l.readReport(&l.tables[a.part-1], int(a.report))
	}
	return nil
}

// readAll takes up all hits of a part.
func (l *lookup) readAll(ctx context.Context, p *lookedUp) error {
	p.best, p.unlisted, l.found.top.hits = nil, 0, nil // each hit once
	for report, class := range p.classes {
		if class != 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		l.readReport(p, report)
	}
	return nil
}

// readReport takes up the hits of a report and returns their number.
func (l *lookup) readReport(p *lookedUp, report int) (taken int) {
	part := &l.parts[p.part]
	first, _ := slices.BinarySearchFunc(part.cells, report, func(c frequent.Cell, r int) int { return c.Report - r })
	for i := first; i < len(part.cells) && part.cells[i].Report == report; i++ {
		if !p.having.Has(uint32(i)) {
			continue
		}
		for n := part.cells[i].From; n < part.cells[i].To; n++ {
			if p.several != nil {
				if p.several.any.Has(uint32(n)) && p.read(l, n) {
					taken++
				}
				continue
			}
			if occurrences := l.matcher.Terms[0].Count(part.folded.At(n)); occurrences > 0 && p.offer(l, 0, frequent.Best{Paragraph: n, Occurrences: occurrences}) {
				taken++
			}
		}
	}
	return taken
}

// read takes up a hit that has to be read, as offer does, unless as many better ones are known as are wanted.
func (p *lookedUp) read(l *lookup, n int) bool {
	if !l.found.matchesAt(p.part, n) {
		return false
	}
	if l.request.Order == engine.Relevance && !l.found.mayRank() {
		l.found.top.more = true
		return false
	}
	return p.take(l, l.found.scored(p.part))
}

// offer takes up a hit with one of the texts and none of the others, unless it stands before the page, and reports whether it did.
func (p *lookedUp) offer(l *lookup, t int, b frequent.Best) bool {
	part := &l.parts[p.part]
	l.found.begin(p.part)
	l.found.at = b.Paragraph
	c := candidate{part: p.part, paragraph: b.Paragraph, occurrences: b.Occurrences}
	if l.counts == nil {
		l.counts, l.spans = make([]int, len(p.texts)), make([][]text.Span, len(p.texts))
	}
	l.counts[t] = b.Occurrences
	c.score = l.formula.Score(l.counts, l.spans, len(part.folded.At(b.Paragraph))+1, l.found.place())
	l.counts[t] = 0
	return p.take(l, c)
}

// take takes up a hit, unless it stands before the page.
func (p *lookedUp) take(l *lookup, c candidate) bool {
	c.key = l.keyOf(c, l.parts[p.part].reportOf(c.paragraph))
	if l.after != nil && c.key.compare(*l.after) <= 0 {
		return false
	}
	p.best = append(p.best, c)
	l.found.top.offer(c)
	return true
}
