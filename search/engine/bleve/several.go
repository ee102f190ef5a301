package bleve

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"gongbao/search/engine/bleve/bitset"
	"gongbao/search/engine/bleve/frequent"
	"gongbao/search/engine/bleve/grams"
)

// A several is what postings and the table of frequent strings say of the paragraphs of a part that have one of several texts.
type several struct {
	texts   []frequent.Entry
	any     bitset.Set // paragraphs that have one
	more    bitset.Set // those that have more than one
	loosely bitset.Set // those that have one when separators are ignored
}

// newSeveral finds which paragraphs of a part have each of several texts.
func (l *lookup) newSeveral(ctx context.Context, p *livePart, texts []frequent.Entry, terms rarities) (*several, error) {
	paragraphs := p.folded.Len()
	s := &several{texts, bitset.New(paragraphs), bitset.New(paragraphs), bitset.New(paragraphs)}
	having := make([]bitset.Set, len(texts))
	for i := range having {
		having[i] = bitset.New(paragraphs)
	}
	err := p.eachPostings(ctx, p.deletedDocuments, func(postings *grams.Postings, from uint32) {
		for i := range having {
			p.collect(postings.Having(terms[i].required[0]), from, having[i])
		}
	})
	if err != nil {
		return nil, err
	}
	for i, having := range having {
		for n, word := range having {
			s.loosely[n] |= word
		}
		for _, more := range texts[i].Mores {
			if r := &p.reports[more.Report]; more.Paragraphs > 0 { // separators divide the text in some
				for n := having.Next(r.First, r.end); n < r.end; n = having.Next(n+1, r.end) {
					if l.matcher.Terms[i].Count(p.folded.At(n)) == 0 {
						having.Clear(n, n+1)
					}
				}
			}
		}
		for n, word := range having {
			s.more[n] |= s.any[n] & word
			s.any[n] |= word
		}
	}
	return s, nil
}

// rows yields the cells that have one of the texts.
func (s *several) rows(cells []frequent.Cell) iter.Seq[frequent.Row] {
	return func(yield func(frequent.Row) bool) {
		occurrences := make([]int, len(cells))
		for _, t := range s.texts {
			for row := range t.Rows() {
				occurrences[row.Cell] += row.Occurrences
			}
		}
		for i, n := range occurrences {
			if n > 0 && !yield(frequent.Row{Cell: i, Paragraphs: s.any.Count(cells[i].From, cells[i].To), Occurrences: n}) {
				return
			}
		}
	}
}

// mores lists what reports have of one of the texts when separators are ignored, beyond what they have strictly.
func (s *several) mores(reports []report) []frequent.More {
	var all []frequent.More
	for _, t := range s.texts {
		all = append(all, t.Mores...)
	}
	slices.SortFunc(all, func(a, b frequent.More) int { return a.Report - b.Report })
	sums := all[:0]
	for _, m := range all {
		if n := len(sums); n > 0 && sums[n-1].Report == m.Report {
			sums[n-1].Occurrences += m.Occurrences
			continue
		}
		r := &reports[m.Report]
		m.Paragraphs = s.loosely.Count(r.First, r.end) - s.any.Count(r.First, r.end)
		sums = append(sums, m)
	}
	return sums
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
		if p.classes[c.Report] == 0 && p.several.more.Next(c.From, c.To) < c.To {
			list = append(list, promise{i, l.formula.MostOfSum(sums[i], l.size.Age(part.reports[c.Report].Year))})
		}
	}
	slices.SortFunc(list, func(a, b promise) int { return cmp.Compare(b.most, a.most) })
	return list
}

// severalShare is the share of the paragraphs of a part up to which they are read because they have more than one text. More are read
// faster by several processors.
const severalShare = 4

// readSeveral takes up the hits that have more than one text, as far as they may be better than those that are known.
func (p *lookedUp) readSeveral(ctx context.Context, l *lookup) error {
	part := &l.parts[p.part]
	most := part.folded.Len() / severalShare
	for _, promise := range p.promises(l) {
		if err := ctx.Err(); err != nil {
			return err
		}
		c := part.cells[promise.cell]
		p.unlisted -= p.several.more.Count(c.From, c.To)
		if worst, full := l.found.top.worst(); full && promise.most < worst {
			l.found.top.more = true
			continue
		}
		for n := p.several.more.Next(c.From, c.To); n < c.To; n = p.several.more.Next(n+1, c.To) {
			if most--; most < 0 {
				p.missed = true
				return nil
			}
			p.read(l, n)
		}
	}
	return nil
}
