package bleve

import (
	"fmt"
	"slices"
	"strings"
	"unsafe"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/match"
	"gongbao/search/query"
)

// counts has what a part has of an answer: of the paragraphs that pass all conditions, and behind that, for each field
// that is counted sideways, of those that fail its conditions and no others. Each is counted by the groupings that are
// wanted of it, by index of engine.Grouping.
type counts [][groupings]table

const groupings = 3

// A table counts by report, by outermost section, or by section path, which is one of a report: the row of each is its
// index in the part. It has no rows where nobody wants it.
type table struct {
	rows  []count
	terms []uint32 // search.terms of each row, one row after the other
}

type count struct{ paragraphs, occurrences uint32 }

func (c *count) add(d count) {
	c.paragraphs += d.paragraphs
	c.occurrences += d.occurrences
}

func (t *table) add(row int, one count, terms []int) {
	t.rows[row].add(one)
	for i, n := range terms {
		t.terms[row*len(terms)+i] += uint32(n)
	}
}

func (t *table) merge(other table) {
	for i, c := range other.rows {
		t.rows[i].add(c)
	}
	for i, n := range other.terms {
		t.terms[i] += n
	}
}

// newCounts makes the tables that are wanted of a part.
func (s *search) newCounts(p *livePart) counts {
	c := make(counts, 1+len(s.sideways))
	for class := range c {
		for by, rows := range [groupings]int{len(p.reports), p.outers.Len(), p.paths.Len()} {
			if s.wants(class, engine.Grouping(by)) {
				c[class][by] = table{make([]count, rows), make([]uint32, rows*len(s.terms))}
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

// exactly returns the counts of the hits, by part and report.
func (f *collector) exactly() [][]count {
	rows := make([][]count, len(f.counted))
	for i, part := range f.counted {
		if part != nil {
			rows[i] = part[0][engine.ByReport].rows
		}
	}
	return rows
}

// totalOf adds up counts by part and report.
func totalOf(parts [][]count) (total engine.Total) {
	for _, reports := range parts {
		for _, c := range reports {
			if c.paragraphs > 0 {
				total.Reports++
			}
			total.Paragraphs += int(c.paragraphs)
			total.Occurrences += int(c.occurrences)
		}
	}
	return total
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
	var feeders []*feeder
	for _, c := range s.request.Collect {
		g := s.newFeeder(c, f)
		g.letters = letters
		if i := slices.IndexFunc(feeders, g.alike); i >= 0 {
			g = feeders[i]
		} else {
			feeders = append(feeders, g)
		}
		g.collectors = append(g.collectors, c)
	}
	for _, g := range feeders {
		switch g.By {
		case engine.ByReport:
			g.reports()
		case engine.BySection:
			g.sections()
		case engine.ByReportSection:
			g.reportSections()
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

func (s *search) newFeeder(c engine.Collector, f *collector) *feeder {
	g := &feeder{search: s, Needs: c.Needs(), counted: f.counted, classes: []int{0}}
	if i := slices.Index(s.sideways, g.Without); i >= 0 {
		g.classes = append(g.classes, i+1)
	}
	for _, t := range g.Terms {
		g.terms = append(g.terms, slices.Index(s.terms, t))
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

// take adds a row of a part to a group.
func (g *feeder) take(part, row int, into *engine.Group) {
	if g.counted[part] == nil {
		return
	}
	for _, class := range g.classes {
		t := &g.counted[part][class][g.By]
		into.Paragraphs += int(t.rows[row].paragraphs)
		into.Occurrences += int(t.rows[row].occurrences)
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

func (g *feeder) reports() {
	if g.Letters {
		g.admittedReports()
		return
	}
	found := make([]bool, len(g.sorted))
	for i := range g.counted {
		for r, position := range g.parts[i].positions[orderingOf(engine.Document).index] {
			if g.any(i, r) {
				found[position] = true
			}
		}
	}
	for i, ok := range found {
		if ok {
			at := g.sorted[i]
			group := g.newGroup(&g.at(at).Header, "")
			g.take(at.part, at.report, &group)
			g.give(group)
		}
	}
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
func (g *feeder) conditions() []match.Condition {
	var conditions []match.Condition
	for _, n := range query.Conditions(g.request.Query) {
		if g.Without == "" || query.FieldOf(n) != g.Without {
			conditions = append(conditions, match.NewCondition(n))
		}
	}
	return conditions
}

// admittedLetters counts the letters of the paragraphs of a report that pass some conditions, given those of each path; ok
// says whether any does.
func (p *part) admittedLetters(report int, conditions []match.Condition, of []uint32) (letters int, ok bool) {
	r := &p.reports[report]
	if r.First == r.end {
		return 0, false
	}
	bySection := false
	for _, c := range conditions {
		if c.BySection() {
			bySection = true
		} else if !c.Admits(&r.Header, "") {
			return 0, false
		}
	}
	for path := p.pathIndex(r.First); path <= p.pathIndex(r.end-1); path++ {
		if !bySection || !slices.ContainsFunc(conditions, func(c match.Condition) bool { return !c.Admits(&r.Header, p.titles.At(path)) }) {
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
	var groups []engine.Group
	byTitle := map[string]int{}
	for i := range g.counted {
		outers := g.parts[i].outers
		for o := range outers.Len() {
			if !g.any(i, o) {
				continue
			}
			title := outers.At(o)
			if title == "" {
				continue
			}
			at, known := byTitle[title]
			if !known {
				at = len(groups)
				byTitle[title] = at
				groups = append(groups, g.newGroup(nil, title))
			}
			g.take(i, o, &groups[at])
		}
	}
	for _, group := range firstSections(groups, g.Most) {
		group.Section = strings.Clone(group.Section) // the column will be closed
		g.give(group)
	}
}

// any says whether a row of a part has a paragraph.
func (g *feeder) any(part, row int) bool {
	if g.counted[part] == nil {
		return false
	}
	for _, class := range g.classes {
		if g.counted[part][class][g.By].rows[row].paragraphs > 0 {
			return true
		}
	}
	return false
}

// firstSections returns those of some sections that come first by engine.MostFirst, all when most is 0, ordered by title.
func firstSections(sections []engine.Group, most int) []engine.Group {
	best := sections
	if most > 0 {
		best = make([]engine.Group, 0, most+1)
		for _, group := range sections {
			if len(best) == most && moreFirst(group, best[most-1]) >= 0 {
				continue
			}
			i, _ := slices.BinarySearchFunc(best, group, moreFirst)
			best = slices.Insert(best, i, group)
			best = best[:min(len(best), most)]
		}
	}
	slices.SortFunc(best, func(a, b engine.Group) int { return strings.Compare(a.Section, b.Section) })
	return best
}

// moreFirst orders sections by engine.MostFirst.
func moreFirst(a, b engine.Group) int {
	return engine.MostFirst(engine.Count{Value: a.Section, Paragraphs: a.Paragraphs, Occurrences: a.Occurrences},
		engine.Count{Value: b.Section, Paragraphs: b.Paragraphs, Occurrences: b.Occurrences})
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
