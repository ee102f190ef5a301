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
	tallies []tallies // by part
	top     topHits
	matches match.Matches

	// the part being worked on
	part     *livePart
	tally    tallies
	admits   [][]bool   // see search.admits
	sections []pathMemo // the verdicts of the filters by section, by index in admits
	at       int        // the paragraph
	titled   pathMemo   // whether section titles have a term
}

// tallies counts, for one part, by report and by outermost section.
type tallies struct{ reports, sections []tally }

type tally struct{ paragraphs, occurrences uint32 }

func (t *tally) add(u tally) {
	t.paragraphs += u.paragraphs
	t.occurrences += u.occurrences
}

func newCollector(s *search) *collector {
	return &collector{search: s, tallies: make([]tallies, len(s.parts)), top: topHits{limit: s.request.Limit}}
}

// work looks at the candidates of a task.
func (f *collector) work(ctx context.Context, t *task) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	f.begin(t.part)
	paragraph := match.Paragraph{Admits: f.admit}
	t.candidates.each(t.from, t.to, func(n int) {
		r := f.part.reportOf[n]
		if f.part.deleted[r] {
			return
		}
		f.at = n
		paragraph.Folded = f.part.folded.at(n)
		if f.matcher.Match(paragraph, &f.matches) {
			f.found(t.part, r)
		}
	})
	return nil
}

// begin turns to a part.
func (f *collector) begin(part int) {
	if f.part == &f.parts[part] {
		return
	}
	f.part, f.admits = &f.parts[part], f.search.admits(part)
	f.sections, f.titled = make([]pathMemo, len(f.admits)), pathMemo{}
	t := &f.tallies[part]
	if t.reports == nil {
		t.reports = make([]tally, len(f.part.reports))
		if f.request.Facets {
			t.sections = make([]tally, f.part.outers.len())
		}
	}
	f.tally = *t
}

// admit reports whether the paragraph at hand passes a filter.
func (f *collector) admit(filter int) bool {
	if reports := f.admits[filter]; reports != nil {
		return reports[f.part.reportOf[f.at]]
	}
	return f.sections[filter].of(f.part, f.at, func(titles string) bool { return f.matcher.Filters[filter].Admits(nil, titles) })
}

// found takes up the paragraph at hand, which matches.
func (f *collector) found(part int, report uint32) {
	one := tally{1, uint32(f.matches.Occurrences)}
	f.tally.reports[report].add(one)
	if f.tally.sections != nil {
		f.tally.sections[f.part.outerOf[f.part.pathIndex(f.at)]].add(one)
	}
	if f.request.Limit == 0 {
		return
	}
	c := candidate{part: part, paragraph: f.at, occurrences: f.matches.Occurrences}
	c.score = f.formula.Score(f.matches.Counts, f.matches.Spans, len(f.part.folded.at(f.at))+1, f.place())
	c.key = f.keyOf(c, report)
	if f.after == nil || c.key.compare(*f.after) > 0 {
		f.top.offer(c)
	}
}

// place says where the paragraph at hand stands.
func (f *collector) place() rank.Place {
	switch {
	case f.part.heading(f.at):
		return rank.InHeading
	case f.titled.of(f.part, f.at, f.termIn):
		return rank.InSection
	}
	return rank.Passing
}

// termIn reports whether one of the query's terms occurs in folded titles.
func (f *collector) termIn(titles string) bool {
	return slices.ContainsFunc(f.matcher.Terms, func(term text.Pattern) bool {
		_, ok := term.Next(titles, 0)
		return ok
	})
}

// A pathMemo keeps a verdict on the section path seen last. Consecutive paragraphs share paths, so each path is decided once.
type pathMemo struct {
	known   bool
	path    int
	verdict bool
}

// of returns the verdict on the path of a paragraph, whose folded titles decide is given.
func (m *pathMemo) of(p *livePart, paragraph int, decide func(titles string) bool) bool {
	if path := p.pathIndex(paragraph); !m.known || path != m.path {
		*m = pathMemo{true, path, decide(p.titles.at(path))}
	}
	return m.verdict
}

// merge takes up what another worker has found.
func (f *collector) merge(g *collector) {
	for i := range g.tallies {
		if f.tallies[i].reports == nil {
			f.tallies[i] = g.tallies[i]
			continue
		}
		for r, t := range g.tallies[i].reports {
			f.tallies[i].reports[r].add(t)
		}
		for o, t := range g.tallies[i].sections {
			f.tallies[i].sections[o].add(t)
		}
	}
	f.top.more = f.top.more || g.top.more
	for _, c := range g.top.hits {
		f.top.offer(c)
	}
}

// result writes up what has been found.
func (s *search) result(f *collector) (engine.Result, error) {
	result := engine.Result{Total: s.total(f)}
	if s.request.Facets {
		result.Facets = s.facets(f)
		result.Facets.Section = s.sections(f)
	}
	slices.SortFunc(f.top.hits, func(a, b candidate) int { return a.key.compare(b.key) })
	for _, c := range f.top.hits {
		hit, err := s.hit(c)
		if err != nil {
			return engine.Result{}, fmt.Errorf("%w: %w", engine.ErrDamaged, err)
		}
		result.Hits = append(result.Hits, hit)
	}
	var err error
	if f.top.more {
		result.Next, err = s.cursorAt(f.top.hits[len(f.top.hits)-1])
	}
	return result, err
}

func (s *search) hit(c candidate) (engine.Hit, error) {
	p := &s.parts[c.part]
	paragraph, err := p.paragraph(c.paragraph)
	return engine.Hit{
		Report:      p.reports[p.reportOf[c.paragraph]].Header,
		Paragraph:   paragraph,
		Score:       c.score,
		Occurrences: c.occurrences,
		Marks:       s.matcher.Marks(paragraph.Text),
	}, err
}

func (s *search) total(f *collector) (total engine.Total) {
	for _, part := range f.tallies {
		for _, t := range part.reports {
			if t.paragraphs > 0 {
				total.Reports++
			}
			total.Paragraphs += int(t.paragraphs)
			total.Occurrences += int(t.occurrences)
		}
	}
	return total
}

// facets adds the tallies of the reports up by what the reports have in common.
func (s *search) facets(f *collector) engine.Facets {
	year, region, level, kind := counts{}, counts{}, counts{}, counts{}
	for i, part := range f.tallies {
		for r, t := range part.reports {
			if t.paragraphs == 0 {
				continue
			}
			h := &s.parts[i].reports[r].Header
			year.add(engine.YearValue(h.Year), t)
			region.add(h.Region, t)
			level.add(string(h.Level), t)
			kind.add(string(h.Kind), t)
		}
	}
	return engine.Facets{
		Year:   year.sorted(engine.LatestFirst),
		Region: region.sorted(engine.MostFirst),
		Level:  level.sorted(engine.HighestFirst),
		Kind:   kind.sorted(engine.MostFirst),
	}
}

// sections counts by the outermost section, which many reports of one kind name alike.
func (s *search) sections(f *collector) []engine.Count {
	sections := counts{}
	for i, part := range f.tallies {
		for o, t := range part.sections {
			if title := s.parts[i].outers.at(o); t.paragraphs > 0 && title != "" {
				sections.add(title, t)
			}
		}
	}
	return sections.first(engine.FacetSections, engine.MostFirst)
}

// counts are the tallies of a facet's values.
type counts map[string]tally

func (c counts) add(value string, t tally) {
	t.add(c[value])
	c[value] = t
}

func (c counts) sorted(compare func(a, b engine.Count) int) []engine.Count {
	return c.first(len(c), compare)
}

// first gives the first n values in an order. There may be very many values and n is small, or there are few: each is put
// in its place.
func (c counts) first(n int, compare func(a, b engine.Count) int) []engine.Count {
	best := make([]engine.Count, 0, min(n, len(c))+1)
	for value, t := range c {
		count := engine.Count{Value: value, Paragraphs: int(t.paragraphs), Occurrences: int(t.occurrences)}
		if len(best) == n && compare(best[n-1], count) < 0 {
			continue
		}
		i, _ := slices.BinarySearchFunc(best, count, compare)
		best = slices.Insert(best, i, count)
		best = best[:min(len(best), n)]
	}
	for i := range best {
		best[i].Value = strings.Clone(best[i].Value) // it may stand in a column, which will be closed
	}
	return best
}
