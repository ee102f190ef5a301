package bleve

import (
	"fmt"
	"slices"
	"strings"
	"unsafe"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/bitset"
	"gongbao/search/match"
	"gongbao/search/query"
)

// counts has what a part has of an answer: of the paragraphs that pass all conditions, and behind that, for each field
// that is counted sideways, of those that fail its conditions and no others. Each is counted by the groupings that are
// wanted of it, by index of engine.Grouping; the others are nil.
type counts [][engine.Groupings]*table

// A table counts by report, by outermost section, by section path, which is one of a report, or by role: the row of each is its
// index in the part, or in roles.
type table struct {
	of    []count    // by row
	terms []uint32   // search.terms of each row, one row after the other
	used  bitset.Set // rows that have a paragraph
}

type count struct{ paragraphs, occurrences uint32 }

func (c *count) add(d count) {
	c.paragraphs += d.paragraphs
	c.occurrences += d.occurrences
}

// add counts some paragraphs, one at least.
func (t *table) add(row uint32, some count) {
	t.used.Add(row)
	t.of[row].add(some)
}

// addTerms counts a paragraph, or several, and the occurrences of terms in them.
func (t *table) addTerms(row int, some count, terms []int) {
	t.add(uint32(row), some)
	for i, n := range terms {
		t.terms[row*len(terms)+i] += uint32(n)
	}
}

func (t *table) merge(other *table) {
	terms := len(other.terms) / max(len(other.of), 1)
	for row := range other.used.All() {
		t.add(uint32(row), other.of[row])
		for i := row * terms; i < (row+1)*terms; i++ {
			t.terms[i] += other.terms[i]
		}
	}
}

// beside counts what a cell has that fails conditions, in the tables that are wanted of it.
func (c counts) beside(class class, at *standing, some count) {
	if class == failed {
		return
	}
	for by, t := range &c[class] {
		if t != nil {
			t.add(at[by], some)
		}
	}
}

// newTable returns an empty table of a part. Those that are given back are used again.
func (p *part) newTable(by engine.Grouping, terms int) *table {
	rows := [engine.Groupings]int{len(p.reports), p.outers.Len(), p.paths.Len(), len(roles)}[by]
	t, ok := p.tables[by].Get().(*table)
	if !ok {
		t = newTable(rows)
	}
	if terms > 0 {
		t.terms = make([]uint32, rows*terms)
	}
	return t
}

func newTable(rows int) *table { return &table{of: make([]count, rows), used: bitset.New(rows)} }

// empty takes out all that has been counted.
func (t *table) empty() {
	if rows := len(t.of); t.used.Count(0, rows) > rows/8 {
		clear(t.of)
	} else {
		for row := range t.used.All() {
			t.of[row] = count{}
		}
	}
	clear(t.used)
	t.terms = nil
}

// giveBack takes a table back that nobody uses any more; nil is none.
func (p *part) giveBack(by engine.Grouping, t *table) {
	if t == nil {
		return
	}
	t.empty()
	p.tables[by].Put(t)
}

// newCounts makes the tables that are wanted of a part.
func (s *search) newCounts(p *livePart) counts {
	c := make(counts, 1+len(s.sideways))
	for class := range c {
		for by := range engine.Grouping(engine.Groupings) {
			if s.wants(class, by) {
				c[class][by] = p.newTable(by, len(s.terms))
			}
		}
	}
	return c
}

// wants says whether a table is needed: for the totals, or by a collector.
func (s *search) wants(class int, by engine.Grouping) bool {
	return class == 0 && by == engine.ByReport || slices.ContainsFunc(s.request.Collect, func(c engine.Collector) bool {
		needs := c.Needs()
		return needs.By == by && (class == 0 || needs.Without == s.sideways[class-1])
	})
}

// exactly returns the counts of the hits by report, of each part.
func (f *collector) exactly() []*table {
	tables := make([]*table, len(f.counted))
	for i, part := range f.counted {
		if part != nil {
			tables[i] = part[0][engine.ByReport]
		}
	}
	return tables
}

// totalOf adds up counts by report, of each part; nil for none.
func totalOf(parts []*table) (total engine.Total) {
	for _, t := range parts {
		if t == nil {
			continue
		}
		for report := range t.used.All() {
			total.Reports++
			total.Paragraphs += int(t.of[report].paragraphs)
			total.Occurrences += int(t.of[report].occurrences)
		}
	}
	return total
}

// giveBack gives all tables back. Nothing is left of what has been counted.
func (f *collector) giveBack() {
	for i := range f.counted {
		f.giveBackPart(i)
	}
	f.counted, f.others = nil, nil
}

// giveBackPart gives back the tables of a part.
func (f *collector) giveBackPart(i int) {
	for class := range f.counted[i] {
		for by, t := range f.counted[i][class] {
			f.parts[i].giveBack(engine.Grouping(by), t)
		}
	}
	f.parts[i].giveBack(engine.ByReport, f.others[i])
	f.counted[i], f.others[i] = nil, nil
}

// A feeder gives groups to the collectors that want the same.
type feeder struct {
	*search
	engine.Needs
	counted    []counts
	classes    []int      // of the counts that the collectors take together
	terms      []int      // where their terms stand in search.terms
	letters    [][]uint32 // of each path, by part
	collectors []engine.Collector
}

// feed gives the request's collectors their groups. It gives none when it fails.
func (s *search) feed(f *collector) error {
	letters, err := s.letters()
	if err != nil {
		return err
	}
	feeders := make([]feeder, 0, len(s.request.Collect))
	for i, c := range s.request.Collect {
		g := s.newFeeder(c, f)
		g.terms = s.termsOf[i]
		g.letters = letters
		at := 0
		for at < len(feeders) && !g.alike(&feeders[at]) {
			at++
		}
		if at == len(feeders) {
			g.collectors = make([]engine.Collector, 0, len(s.request.Collect)-i)
			feeders = append(feeders, g)
		}
		feeders[at].collectors = append(feeders[at].collectors, c)
	}
	for i := range feeders {
		g := &feeders[i]
		switch g.By {
		case engine.ByReport:
			g.values()
			g.reports()
		case engine.BySection:
			g.sections()
		case engine.ByReportSection:
			g.reportSections()
		case engine.ByRole:
			g.roles()
		}
	}
	return nil
}

// letters are those of each path, by part; nil when no collector wants them.
func (s *search) letters() ([][]uint32, error) {
	if !slices.ContainsFunc(s.request.Collect, func(c engine.Collector) bool { return c.Needs().Letters }) {
		return nil, nil
	}
	letters := make([][]uint32, len(s.parts))
	for i := range s.parts {
		var err error
		if letters[i], err = s.parts[i].letters(); err != nil {
			return nil, err
		}
	}
	return letters, nil
}

// passing is the class of what passes all conditions, alone.
var passing = []int{0}

func (s *search) newFeeder(c engine.Collector, f *collector) feeder {
	g := feeder{search: s, Needs: c.Needs(), counted: f.counted, classes: passing}
	if i := slices.Index(s.sideways, g.Without); i >= 0 {
		g.classes = []int{0, i + 1}
	}
	return g
}

// alike says whether two feeders give the same groups.
func (g *feeder) alike(h *feeder) bool {
	return g.By == h.By && g.Most == h.Most && g.Letters == h.Letters && slices.Equal(g.classes, h.classes) && slices.Equal(g.terms, h.terms)
}

func (g *feeder) give(group engine.Group) {
	for _, c := range g.collectors {
		c.Collect(group)
	}
}

// tables yields the tables that the collectors take together, with the part of each.
func (g *feeder) tables(yield func(part int, t *table) bool) {
	for i, counted := range g.counted {
		for _, class := range g.classes {
			if counted != nil && !yield(i, counted[class][g.By]) {
				return
			}
		}
	}
}

// take adds a row of a part to a group.
func (g *feeder) take(part, row int, into *engine.Group) {
	if g.counted[part] == nil {
		return
	}
	for _, class := range g.classes {
		t := g.counted[part][class][g.By]
		into.Paragraphs += int(t.of[row].paragraphs)
		into.Occurrences += int(t.of[row].occurrences)
		for i, term := range g.terms {
			into.Terms[i] += int(t.terms[row*len(g.search.terms)+term])
		}
	}
}

// newGroup makes an empty group.
func (g *feeder) newGroup(report *corpus.Header, section string) engine.Group {
	group := engine.Group{Report: report, Section: section}
	if g.terms != nil {
		group.Terms = make([]int, len(g.terms))
	}
	return group
}

// values gives the collectors by a field of the header what each value has, and is done with them.
func (g *feeder) values() {
	g.collectors = slices.DeleteFunc(g.collectors, func(c engine.Collector) bool {
		by, ok := c.(engine.ValueCollector)
		if !ok {
			return false
		}
		values, ok := g.fields[by.Field()]
		if ok {
			g.countValues(values, by)
		}
		return ok
	})
}

func (g *feeder) countValues(f *field, into engine.ValueCollector) {
	sums, values := make([]count, len(f.values)), 0
	for part, t := range g.tables {
		of := f.of[part]
		for row := range t.used.All() {
			sum := &sums[of[row]]
			if sum.paragraphs == 0 {
				values++
			}
			sum.add(t.of[row])
		}
	}
	counts := make([]engine.Count, 0, values)
	for i, sum := range sums {
		if sum.paragraphs > 0 {
			counts = append(counts, engine.Count{Value: f.values[i], Paragraphs: int(sum.paragraphs), Occurrences: int(sum.occurrences)})
		}
	}
	into.CollectValues(counts)
}

func (g *feeder) reports() {
	if len(g.collectors) == 0 {
		return
	}
	if g.Letters {
		g.admittedReports()
		return
	}
	found := bitset.New(len(g.sorted))
	for part, t := range g.tables {
		for r := range t.used.All() {
			found.Add(uint32(g.parts[part].positions[orderingOf(engine.Document).index][r]))
		}
	}
	found.Each(0, len(g.sorted), func(i int) {
		at := g.sorted[i]
		group := g.newGroup(&g.at(at).Header, "")
		g.take(at.part, at.report, &group)
		g.give(group)
	})
}

// admittedReports goes through all reports, with a match or not.
func (g *feeder) admittedReports() {
	conditions := g.conditions()
	for _, at := range g.sorted {
		p := &g.parts[at.part]
		if letters, ok := p.admittedLetters(at.report, conditions, g.letters[at.part]); ok {
			group := g.newGroup(&p.reports[at.report].Header, "")
			group.Letters = letters
			g.take(at.part, at.report, &group)
			g.give(group)
		}
	}
}

// conditions are those that hold for the collector.
func (g *feeder) conditions() []match.Filter {
	var conditions []match.Filter
	for _, n := range query.Conditions(g.request.Query) {
		if g.Without == "" || query.FieldOf(n) != g.Without {
			conditions = append(conditions, match.NewFilter(n))
		}
	}
	return conditions
}

// admittedLetters counts the letters of the paragraphs of a report that pass some conditions, given those of each path; ok
// says whether any does.
func (p *part) admittedLetters(report int, conditions []match.Filter, of []uint32) (letters int, ok bool) {
	r := &p.reports[report]
	if r.First == r.end {
		return 0, false
	}
	bySection := false
	for _, c := range conditions {
		if c.BySection() {
			bySection = true
		} else if !c.Admits(&r.Header, match.Place{}) {
			return 0, false
		}
	}
	for path := p.pathIndex(r.First); path <= p.pathIndex(r.end-1); path++ {
		if !bySection || !slices.ContainsFunc(conditions, func(c match.Filter) bool { return !c.Admits(&r.Header, p.place(path)) }) {
			letters, ok = letters+int(of[path]), true
		}
	}
	return letters, ok
}

// countLetters counts the letters of the paragraphs of each section path.
func (p *part) countLetters() ([]uint32, error) {
	letters := make([]uint32, p.paths.Len())
	var buffer []byte
	for n := range p.folded.Len() {
		var err error
		if buffer, err = p.displayed.Append(buffer[:0], n); err != nil {
			return nil, fmt.Errorf("%s: paragraph %d: %w", displayColumn, n, err)
		}
		letters[p.pathIndex(n)] += uint32(text.Letters(unsafe.String(unsafe.SliceData(buffer), len(buffer))))
	}
	return letters, nil
}

// sections puts together what parts have under the same title. There may be very many titles and few wanted.
func (g *feeder) sections() {
	titles := g.search.sections()
	terms := len(g.search.terms)
	counted := titles.count(g.tables, terms)
	rows, all := counted.first(g.Most)
	for _, c := range g.collectors {
		if c, ok := c.(engine.SectionCollector); ok {
			c.CollectSections(all)
		}
	}
	for _, row := range rows {
		group := g.newGroup(nil, strings.Clone(titles.values[counted.title(row)])) // the column will be closed
		group.Paragraphs, group.Occurrences = int(counted.of[row].paragraphs), int(counted.of[row].occurrences)
		for i, term := range g.terms {
			group.Terms[i] = int(counted.terms[row*terms+term])
		}
		g.give(group)
	}
	titles.clear(counted)
}

// any says whether a row of a part has a paragraph.
func (g *feeder) any(part, row int) bool {
	if g.counted[part] == nil {
		return false
	}
	for _, class := range g.classes {
		if g.counted[part][class][g.By].of[row].paragraphs > 0 {
			return true
		}
	}
	return false
}

// reportSections goes through the section paths of each report, which are in a row.
func (g *feeder) reportSections() {
	for _, at := range g.sorted {
		p := &g.parts[at.part]
		r := &p.reports[at.report]
		if r.First == r.end {
			continue
		}
		var groups []engine.Group
		for path := p.pathIndex(r.First); path <= p.pathIndex(r.end-1); path++ {
			title := p.outers.At(int(p.outerOf[path]))
			if title == "" || !g.any(at.part, path) {
				continue
			}
			i := slices.IndexFunc(groups, func(known engine.Group) bool { return known.Section == title })
			if i < 0 {
				i = len(groups)
				groups = append(groups, g.newGroup(&r.Header, strings.Clone(title)))
			}
			g.take(at.part, path, &groups[i])
		}
		slices.SortFunc(groups, func(a, b engine.Group) int { return strings.Compare(a.Section, b.Section) })
		for _, group := range groups {
			g.give(group)
		}
	}
}

// roles adds up what parts have of each role, and gives those that have a paragraph.
func (g *feeder) roles() {
	for _, row := range []int{0, 3, 2, 1} { // by name
		group := g.newGroup(nil, "")
		group.Role = roles[row]
		for part := range g.counted {
			g.take(part, row, &group)
		}
		if group.Paragraphs > 0 {
			g.give(group)
		}
	}
}
