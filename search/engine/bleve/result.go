package bleve

import (
	"fmt"
	"slices"
	"strings"

	"gongbao/search/engine"
)

// result writes up what has been found.
func (s *search) result(f *findings) (engine.Result, error) {
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

func (s *search) total(f *findings) (total engine.Total) {
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
func (s *search) facets(f *findings) engine.Facets {
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
func (s *search) sections(f *findings) []engine.Count {
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
