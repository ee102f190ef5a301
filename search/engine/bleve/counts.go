package bleve

import (
	"slices"
	"strings"

	"gongbao/search/engine"
)

// counts has, for one part, what its reports have of an answer, and its outermost sections.
type counts struct{ reports, sections []count }

type count struct{ paragraphs, occurrences uint32 }

func (c *count) add(d count) {
	c.paragraphs += d.paragraphs
	c.occurrences += d.occurrences
}

func (s *search) total(f *collector) (total engine.Total) {
	for _, part := range f.counted {
		for _, c := range part.reports {
			if c.paragraphs > 0 {
				total.Reports++
			}
			total.Paragraphs += int(c.paragraphs)
			total.Occurrences += int(c.occurrences)
		}
	}
	return total
}

// wants says whether a collector of the request groups so.
func (s *search) wants(by engine.Grouping) bool {
	return slices.ContainsFunc(s.request.Collect, func(c engine.Collector) bool { return c.Needs().By == by })
}

// feed gives a collector its groups.
func (s *search) feed(c engine.Collector, f *collector) {
	switch needs := c.Needs(); needs.By {
	case engine.ByReport:
		s.feedReports(c, f)
	case engine.BySection:
		s.feedSections(c, f, needs.Most)
	}
}

func (s *search) feedReports(c engine.Collector, f *collector) {
	for _, at := range s.sorted {
		reports := f.counted[at.part].reports
		if reports == nil || reports[at.report].paragraphs == 0 {
			continue
		}
		n := reports[at.report]
		c.Collect(engine.Group{Report: &s.at(at).Header, Paragraphs: int(n.paragraphs), Occurrences: int(n.occurrences)})
	}
}

// feedSections puts together what parts have under the same title.
func (s *search) feedSections(c engine.Collector, f *collector, most int) {
	sections := map[string]count{}
	for i, part := range f.counted {
		for o, n := range part.sections {
			if title := s.parts[i].outers.at(o); n.paragraphs > 0 && title != "" {
				n.add(sections[title])
				sections[title] = n
			}
		}
	}
	for _, g := range firstSections(sections, most) {
		c.Collect(g)
	}
}

// firstSections gives those of some sections that come first by engine.MostFirst, all when most is 0, ordered by title.
// There may be very many and few wanted.
func firstSections(sections map[string]count, most int) []engine.Group {
	var best []engine.Count
	for title, n := range sections {
		one := engine.Count{Value: title, Paragraphs: int(n.paragraphs), Occurrences: int(n.occurrences)}
		switch {
		case most == 0:
			best = append(best, one)
		case len(best) < most || engine.MostFirst(one, best[most-1]) < 0:
			i, _ := slices.BinarySearchFunc(best, one, engine.MostFirst)
			best = slices.Insert(best, i, one)
			best = best[:min(len(best), most)]
		}
	}
	slices.SortFunc(best, func(a, b engine.Count) int { return strings.Compare(a.Value, b.Value) })
	groups := make([]engine.Group, len(best))
	for i, n := range best {
		groups[i] = engine.Group{
			Section:    strings.Clone(n.Value), // it may stand in a column, which will be closed
			Paragraphs: n.Paragraphs, Occurrences: n.Occurrences,
		}
	}
	return groups
}
