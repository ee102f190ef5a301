package bleve

import (
	"fmt"

	"gongbao/corpus/text"
	"gongbao/search/engine"
)

// look reads the postings of every gram in a part.
func (l *liking) look(part int) error {
	p := &l.parts[part]
	having := make([]bitset, len(l.Grams))
	for i := range having {
		having[i] = newBitset(p.folded.len())
	}
	from := uint32(0)
	for _, segment := range p.snapshot.Segments() {
		postings, err := newPostings(segment, nil)
		if err != nil {
			return err
		}
		for i, g := range l.Grams {
			p.collect(postings.having(g.Gram), from, having[i])
		}
		if postings.err != nil {
			return fmt.Errorf("%w: postings of %s: %w", engine.ErrDamaged, p.name, postings.err)
		}
		from += uint32(segment.Segment().Count())
	}
	l.having = append(l.having, having)
	l.count(part)
	return nil
}

// count adds up how many paragraphs and reports of a part have each gram.
func (l *liking) count(part int) {
	p := &l.parts[part]
	for i, b := range l.having[part] {
		for r := range p.reports {
			if p.dead[r] {
				b.clear(p.reports[r].First, p.reports[r].end)
				continue
			}
			n := b.count(p.reports[r].First, p.reports[r].end)
			if n > 0 {
				l.result.ReportsHaving[i]++
			}
			if p.hasLabel(r, l.Grams[i].Gram) {
				n = p.reports[r].end - p.reports[r].First
			}
			l.result.Having[i] += n
		}
	}
}

func (p *livePart) hasLabel(report int, gram string) bool {
	_, ok := p.labels()[report][gram]
	return ok
}

// readLabels gives the grams of each report's label.
func (p *part) readLabels() []map[string]struct{} {
	labels := make([]map[string]struct{}, len(p.reports))
	for i := range p.reports {
		labels[i] = map[string]struct{}{}
		for gram := range text.Grams(text.Loosen(text.Fold(engine.Label(&p.reports[i].Header)))) {
			labels[i][gram] = struct{}{}
		}
	}
	return labels
}
