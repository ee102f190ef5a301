package bleve

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/bitset"
	"gongbao/search/engine/bleve/column"
	"gongbao/search/engine/bleve/frequent"
	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/search/rank"
)

// readFrequent reads the table of frequent strings in place, whose bounds are too narrow by a factor.
func (p *part) readFrequent(file column.Column) (err error) {
	p.findCells()
	if p.frequent, err = frequent.Open(file, p.folded.Len(), len(p.cells)); err != nil {
		return fmt.Errorf("%s: %w", frequentColumn, err)
	}
	return nil
}

// makeFrequent makes the table of a part that is otherwise written, and reads it in place too.
func (w *partWriter) makeFrequent(ctx context.Context, p *part) error {
	p.findCells()
	made, err := frequent.Make(ctx, &frequent.Source{
		Cells: p.cells, Folded: p.folded.At, Path: p.pathIndex, Titles: p.titles.At, Heading: p.heading, Shape: p.shape, Age: p.ages(),
	})
	if err != nil {
		return err
	}
	file, err := w.addColumn(p, frequentColumn, made)
	if err != nil {
		return err
	}
	return p.readFrequent(file)
}

// ages returns the age of each report of the part beside the newest of them.
func (p *part) ages() func(report int) int {
	var all rank.Collection
	for i := range p.reports {
		all.Newest = max(all.Newest, p.reports[i].Year)
	}
	return func(report int) int { return all.Age(p.reports[report].Year) }
}

// agingIn returns the most that the age of a report is worth in an index for what it is worth in the part alone.
func (p *livePart) agingIn(index rank.Collection) (most float64) {
	age := p.ages()
	for i := range p.reports {
		if !p.deleted[i] {
			most = max(most, rank.Aging(index.Age(p.reports[i].Year))/rank.Aging(age(i)))
		}
	}
	return most
}

// shape returns that of a paragraph.
func (p *part) shape(n int) rank.Shape {
	return rank.Shape{Lead: int(p.shapes[n] &^ briefBit), Brief: p.shapes[n]&briefBit != 0}
}

// A standing is where a cell stands: its rows in the tables that count, by grouping.
type standing [engine.Groupings]uint32

// findCells finds the runs of paragraphs of a report under the same outermost title and of one role, if they are not known.
func (p *part) findCells() {
	if p.cells != nil {
		return
	}
	for r := range p.reports {
		outer, role := uint32(0), uint32(0)
		for n := p.reports[r].First; n < p.reports[r].end; n++ {
			path := p.pathIndex(n)
			if o := p.outerOf[path]; n == p.reports[r].First || o != outer || p.roleOf[path] != role {
				p.cells, outer, role = append(p.cells, frequent.Cell{Report: r, From: n}), o, p.roleOf[path]
				p.standings = append(p.standings, standing{uint32(r), o, uint32(path), role})
			}
			p.cells[len(p.cells)-1].To = n + 1
		}
	}
}

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

	counts []int // of the texts in the hit at hand; 0 in between
	spans  [][]text.Span
}

// A lookedUp is a part whose table has the texts.
type lookedUp struct {
	texts    []lookedUpText // by matcher.Terms
	part     int
	classes  []class    // of its reports
	having   bitset.Set // cells
	hits     int        // paragraphs that pass all conditions
	best     []candidate
	unlisted int // hits that are not known

	// of several texts
	any, several bitset.Set // paragraphs that have one, or more of them
	anyLoosely   bitset.Set
	missed       bool // too many of those that have more would have to be read
}

type lookedUpText struct {
	frequent.Entry
	loosely    *frequent.Entry // of the only text, without the separators at its ends; nil if it has none
	paragraphs bitset.Set      // that have the text, of several texts
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

// maxLookup is the number of hits up to which a lookup is tried. Whoever wants more wants the texts.
const maxLookup = 1000

// maxRead is the number of hits of a part up to which all of them are read where a better one may be missing in the table.
// More are searched for on several processors.
const maxRead = 4000

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

// has reports whether the table of a part has the texts, and takes up how rare their terms are.
func (l *lookup) has(ctx context.Context, part int, terms rarities) (bool, error) {
	if l == nil || l.parts[part].frequent == nil {
		return false, nil
	}
	p := &l.parts[part]
	found := lookedUp{part: part, texts: make([]lookedUpText, len(terms))}
	for i, term := range l.matcher.Terms {
		e, ok, err := p.frequent.Find(term.Folded())
		if !ok || err != nil {
			return false, badTable(p.part, err)
		}
		found.texts[i].Entry = e
		if loose := text.Loosen(term.Folded()); loose != term.Folded() {
			if len(terms) > 1 {
				return false, nil // their postings do not tell which paragraphs have them
			}
			if e, ok, err = p.frequent.Find(loose); !ok || err != nil {
				return false, badTable(p.part, err)
			}
			found.texts[i].loosely = &e
		}
	}
	if len(terms) > 1 {
		if err := found.findParagraphs(ctx, l, terms); err != nil {
			return false, err
		}
	}
	if l.found == nil {
		l.found = newCollector(l.search)
	}
	l.tables = append(l.tables, found)
	return true, p.addRarities(ctx, terms)
}

// severalShare is the share of the paragraphs of a part up to which they are read because they have more than one text. More are read
// faster by several processors.
const severalShare = 4

// findParagraphs finds which paragraphs have each of several texts.
func (p *lookedUp) findParagraphs(ctx context.Context, l *lookup, terms rarities) error {
	part := &l.parts[p.part]
	p.any, p.several, p.anyLoosely = bitset.New(part.folded.Len()), bitset.New(part.folded.Len()), bitset.New(part.folded.Len())
	for i := range p.texts {
		p.texts[i].paragraphs = bitset.New(part.folded.Len())
	}
	err := part.eachPostings(ctx, part.deletedDocuments, func(postings *postings, from uint32) {
		for i := range p.texts {
			part.collect(postings.having(terms[i].required[0]), from, p.texts[i].paragraphs)
		}
	})
	if err != nil {
		return err
	}
	for i := range p.texts {
		t := &p.texts[i]
		for n, word := range t.paragraphs {
			p.anyLoosely[n] |= word
		}
		for _, more := range t.Mores {
			if r := &part.reports[more.Report]; more.Paragraphs > 0 {
				for n := t.paragraphs.Next(r.First, r.end); n < r.end; n = t.paragraphs.Next(n+1, r.end) {
					if l.matcher.Terms[i].Count(part.folded.At(n)) == 0 {
						t.paragraphs.Clear(n, n+1)
					}
				}
			}
		}
		for n, word := range t.paragraphs {
			p.several[n] |= p.any[n] & word
			p.any[n] |= word
		}
	}
	return nil
}

func badTable(p *part, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: table of frequent strings of %s: %w", engine.ErrDamaged, p.name, err)
}

// addRarities takes up how rare the terms of some texts are: from the table if it has all of them, unless some of the documents are
// deleted, and else from their postings.
func (p *livePart) addRarities(ctx context.Context, terms rarities) error {
	having := make([][]int, len(terms))
	for i, term := range terms {
		for _, gram := range term.required {
			n, ok := 0, false
			if p.frequent != nil && p.deletedDocuments == nil {
				n, ok = p.frequent.Loosely(gram)
			}
			if !ok {
				return p.eachPostings(ctx, p.deletedDocuments, func(postings *postings, _ uint32) { terms.add(postings) })
			}
			having[i] = append(having[i], n)
		}
	}
	for i, term := range terms {
		for j, n := range having[i] {
			term.having[j] += n
		}
	}
	return nil
}

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
	worst, full := l.worst()
	for i := range l.tables {
		p := &l.tables[i]
		if !p.missed && (p.unlisted == 0 || full && p.most(l) < worst) {
			continue
		}
		if p.missed || p.hits > maxRead {
			missed = append(missed, p.part)
		} else if err := l.readAll(ctx, p); err != nil {
			return nil, err
		}
	}
	l.found.top.hits = nil
	for _, p := range l.tables {
		if slices.Contains(missed, p.part) {
			l.found.giveBackPart(p.part)
			continue
		}
		l.found.top.more = l.found.top.more || p.unlisted > 0
		for _, c := range p.best {
			l.found.top.offer(c)
		}
	}
	return missed, nil
}

// most bounds the score of a hit that is not known.
func (p *lookedUp) most(l *lookup) (most float64) {
	for i := range p.texts {
		m := l.formula.Most(i, p.texts[i].Ceiling, p.texts[i].Average)
		if len(p.texts) > 1 {
			m *= rank.Section // the titles above may have another text, of which the table of this one knows nothing
		}
		most = max(most, m)
	}
	return most * l.parts[p.part].aging
}

// worst returns the least score among the best hits; full says whether there are as many as are wanted.
func (l *lookup) worst() (score float64, full bool) {
	top := topHits{limit: l.request.Limit}
	for _, p := range l.tables {
		for _, c := range p.best {
			top.offer(c)
		}
	}
	return top.worst()
}

// count adds up the cells of a part.
func (l *lookup) count(p *lookedUp) {
	part := &l.parts[p.part]
	p.classes = l.classesOf(p.part, l.filters)
	counted := l.newCounts(part)
	l.found.counted[p.part] = counted
	p.having = bitset.New(len(part.cells))
	for row := range p.rows(part.cells) {
		at := &part.standings[row.Cell]
		class := p.classes[at[engine.ByReport]]
		if class == failed {
			continue
		}
		for by, t := range &counted[class] {
			if t != nil {
				t.add(int(at[by]), count{uint32(row.Paragraphs), uint32(row.Occurrences)}, nil)
			}
		}
		if class == 0 {
			p.hits += row.Paragraphs
			p.having.Add(uint32(row.Cell))
		}
	}
	if l.other == nil {
		return
	}
	loosely := part.newTable(engine.ByReport, 0)
	if bare := p.texts[0].loosely; bare != nil {
		for row := range bare.Rows() {
			if report := int(part.standings[row.Cell][engine.ByReport]); p.classes[report] == 0 {
				loosely.add(report, count{uint32(row.Paragraphs), uint32(row.Occurrences)}, nil)
			}
		}
	} else {
		loosely.merge(counted[0][engine.ByReport])
	}
	for _, more := range p.mores(part.reports) {
		if p.classes[more.Report] == 0 {
			loosely.add(more.Report, count{uint32(more.Paragraphs), uint32(more.Occurrences)}, nil)
		}
	}
	l.found.others[p.part] = loosely
}

// rows yields the cells that have one of the texts.
func (p *lookedUp) rows(cells []frequent.Cell) iter.Seq[frequent.Row] {
	if len(p.texts) == 1 {
		return p.texts[0].Rows()
	}
	return func(yield func(frequent.Row) bool) {
		occurrences := make([]int, len(cells))
		for i := range p.texts {
			for row := range p.texts[i].Rows() {
				occurrences[row.Cell] += row.Occurrences
			}
		}
		for i, n := range occurrences {
			if n > 0 && !yield(frequent.Row{Cell: i, Paragraphs: p.any.Count(cells[i].From, cells[i].To), Occurrences: n}) {
				return
			}
		}
	}
}

// mores lists what reports have of one of the texts when separators are ignored, beyond what they have strictly.
func (p *lookedUp) mores(reports []report) []frequent.More {
	if len(p.texts) == 1 {
		if bare := p.texts[0].loosely; bare != nil {
			return bare.Mores
		}
		return p.texts[0].Mores
	}
	var all []frequent.More
	for i := range p.texts {
		all = append(all, p.texts[i].Mores...)
	}
	slices.SortFunc(all, func(a, b frequent.More) int { return a.Report - b.Report })
	sums := all[:0]
	for _, m := range all {
		if n := len(sums); n > 0 && sums[n-1].Report == m.Report {
			sums[n-1].Occurrences += m.Occurrences
			continue
		}
		r := &reports[m.Report]
		m.Paragraphs = p.anyLoosely.Count(r.First, r.end) - p.any.Count(r.First, r.end)
		sums = append(sums, m)
	}
	return sums
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
		for t := range p.texts {
			for _, b := range p.texts[t].Best {
				if p.classes[l.parts[p.part].reportOf[b.Paragraph]] == 0 && (p.several == nil || !p.several.Has(uint32(b.Paragraph))) {
					p.unlisted--
					p.offer(l, t, b)
				}
			}
		}
		if err := p.readSeveral(ctx, l); err != nil {
			return err
		}
	}
	return nil
}

// A promise is a cell that has hits with more than one text, and a bound of their scores.
type promise struct {
	cell int
	most float64
}

// promises lists the cells that have hits with more than one text, those that promise most first. How often a paragraph has a text is
// bounded by how often its cell has it, since each other paragraph that has it has it once at least.
func (p *lookedUp) promises(l *lookup) []promise {
	part := &l.parts[p.part]
	sums := make([]float64, len(part.cells))
	for t := range p.texts {
		for row := range p.texts[t].Rows() {
			sums[row.Cell] += l.formula.MostAdded(t, row.Occurrences-row.Paragraphs+1)
		}
	}
	var list []promise
	for i, c := range part.cells {
		if p.classes[c.Report] == 0 && p.several.Next(c.From, c.To) < c.To {
			list = append(list, promise{i, l.formula.MostOfSum(sums[i], l.size.Age(part.reports[c.Report].Year))})
		}
	}
	slices.SortFunc(list, func(a, b promise) int { return cmp.Compare(b.most, a.most) })
	return list
}

// readSeveral takes up the hits that have more than one text, as far as they may be better than those that are known.
func (p *lookedUp) readSeveral(ctx context.Context, l *lookup) error {
	if p.several == nil {
		return nil
	}
	part := &l.parts[p.part]
	most := part.folded.Len() / severalShare
	for _, promise := range p.promises(l) {
		if err := ctx.Err(); err != nil {
			return err
		}
		c := part.cells[promise.cell]
		p.unlisted -= p.several.Count(c.From, c.To)
		if worst, full := l.found.top.worst(); full && promise.most < worst {
			l.found.top.more = true
			continue
		}
		for n := p.several.Next(c.From, c.To); n < c.To; n = p.several.Next(n+1, c.To) {
			if most--; most < 0 {
				p.missed = true
				return nil
			}
			p.read(l, n)
		}
	}
	return nil
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
	c.key = l.keyOf(c, l.parts[p.part].reportOf[c.paragraph])
	if l.after != nil && c.key.compare(*l.after) <= 0 {
		return false
	}
	p.best = append(p.best, c)
	if l.request.Order == engine.Relevance {
		l.found.top.offer(c)
	}
	return true
}

// firstHits reads the first reports that have hits, until there are enough.
func (l *lookup) firstHits(ctx context.Context) error {
	type at struct{ part, report int32 }
	order := make([]at, len(l.sorted))
	for i := range l.tables {
		part := &l.parts[l.tables[i].part]
		positions := part.positions[l.ordering.index]
		for _, r := range l.found.counted[l.tables[i].part][0][engine.ByReport].used {
			if l.after == nil || positions[r] >= l.after.report {
				order[positions[r]] = at{int32(i + 1), r}
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
			if p.any != nil {
				if p.any.Has(uint32(n)) && p.read(l, n) {
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
