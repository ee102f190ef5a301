package bleve

import (
	"context"

	"gongbao/corpus/text"
	"gongbao/search/match"
	"gongbao/search/rank"
)

// findings is what one worker has found: the tally of every report, and the best hits.
type findings struct {
	*search
	tallies []tallies // by part
	top     topHits
	matches match.Matches

	// the part being worked on
	part   *livePart
	tally  tallies
	admits [][]bool
	at     int // the paragraph
	titles titleMemo
}

// tallies counts, for one part, by report and by outermost section.
type tallies struct{ reports, sections []tally }

type tally struct{ paragraphs, occurrences uint32 }

func (t *tally) add(u tally) {
	t.paragraphs += u.paragraphs
	t.occurrences += u.occurrences
}

func newFindings(s *search) *findings {
	return &findings{search: s, tallies: make([]tallies, len(s.parts)), top: topHits{limit: s.request.Limit}}
}

// work looks at the candidates of a task.
func (f *findings) work(ctx context.Context, t *task) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	f.begin(t.part)
	paragraph := match.Paragraph{Admits: f.admit}
	t.candidates.each(t.from, t.to, func(n int) {
		r := f.part.reportOf[n]
		if f.part.dead[r] {
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
func (f *findings) begin(part int) {
	if f.part == &f.parts[part] {
		return
	}
	f.part, f.admits, f.titles = &f.parts[part], f.search.admits(part), titleMemo{path: -1}
	t := &f.tallies[part]
	if t.reports == nil {
		t.reports = make([]tally, len(f.part.reports))
		if f.request.Facets {
			t.sections = make([]tally, f.part.outers.len())
		}
	}
	f.tally = *t
}

// admit says whether the paragraph at hand passes a filter.
func (f *findings) admit(filter int) bool {
	if reports := f.admits[filter]; reports != nil {
		return reports[f.part.reportOf[f.at]]
	}
	path, err := f.part.path(f.at)
	return err == nil && f.matcher.Filters[filter].Admits(nil, path)
}

// found takes up the paragraph at hand, which matches.
func (f *findings) found(part int, report uint32) {
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
func (f *findings) place() rank.Place {
	switch {
	case f.part.heading(f.at):
		return rank.InHeading
	case f.titles.has(f.part, f.at, f.matcher.Terms):
		return rank.InSection
	}
	return rank.Passing
}

// A titleMemo remembers whether the titles of the path looked at last have a term; paragraphs in a row share paths.
type titleMemo struct {
	path  int
	found bool
}

func (m *titleMemo) has(p *livePart, paragraph int, terms []text.Pattern) bool {
	path := p.pathIndex(paragraph)
	if path != m.path {
		m.path, m.found = path, false
		folded := p.titles.at(path)
		for _, term := range terms {
			if _, ok := term.Next(folded, 0); ok {
				m.found = true
				break
			}
		}
	}
	return m.found
}

// merge takes up what another worker has found.
func (f *findings) merge(g *findings) {
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
