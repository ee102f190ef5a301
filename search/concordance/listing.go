package concordance

import (
	"context"
	"unsafe"

	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// A listing says where all lines of a request stand, in their order, and what its pages have in common. It has no texts, so that it
// can be kept for the next page.
type listing struct {
	total     search.Total
	sample    *Sample
	spots     []spot
	beside    []Continuation
	continued bool // the request asks for continuations of a query that has them
}

// A spot is a place without its text.
type spot struct {
	of       *report
	ordinal  int32
	number   int32 // of the place in the paragraph, from 1
	from, to int32 // bytes of the paragraph
}

// list finds the places of a request. size is about how many bytes the listing has.
func list(ctx context.Context, e *search.Edition, tree query.Node, r search.Request) (l *listing, size int, err error) {
	l = new(listing)
	found := newPlaces(r)
	beside := newBeside(tree, r)
	for h, err := range e.Matches(ctx, r) {
		if err != nil {
			return nil, 0, err
		}
		l.total.Paragraphs++
		l.total.Occurrences += h.Occurrences
		found.add(h)
		beside.add(h.Paragraph.Text)
	}
	l.total.Reports = len(found.reports)
	all := found.sorted()
	l.sample, l.beside, l.continued = found.named(), beside.counted(), beside != nil
	l.spots = make([]spot, len(all))
	for i, p := range all {
		l.spots[i] = spot{p.of, int32(p.paragraph.Ordinal), int32(p.number), int32(p.at.From), int32(p.at.To)}
	}
	return l, len(l.spots)*int(unsafe.Sizeof(spot{})) + 500*(len(found.reports)+len(l.beside)), nil
}

// lines reads the lines of some spots.
func (l *listing) lines(ctx context.Context, e *search.Edition, spots []spot, r search.Request) ([]Line, error) {
	lines := make([]Line, len(spots))
	where := make([]engine.Place, len(spots))
	for i, s := range spots {
		where[i] = engine.Place{Report: s.of.header.ID, Ordinal: int(s.ordinal)}
	}
	paragraphs, err := e.Paragraphs(ctx, where)
	if err != nil {
		return nil, language.New("search.failed", err)
	}
	for i, s := range spots {
		p := place{of: s.of, paragraph: &paragraphs[i], number: int(s.number), at: text.Span{From: int(s.from), To: int(s.to)}}
		lines[i] = p.line(r)
	}
	return lines, nil
}
