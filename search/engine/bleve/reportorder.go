package bleve

import (
	"cmp"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/search/engine"
)

// rankReports works out where each report stands in each order, so that hits compare by a number.
func (g *generation) rankReports() {
	places := g.places()
	for _, o := range []engine.Order{engine.Newest, engine.Oldest, engine.Document} {
		by := orderingOf(o)
		slices.SortFunc(places, func(a, b place) int { return by.compare(&g.at(a).Header, &g.at(b).Header) })
		for position, at := range places {
			g.parts[at.part].positions[by.index][at.report] = int32(position)
		}
	}
}

func newestFirst(a, b *corpus.Header) int {
	return cmp.Or(cmp.Compare(b.Year, a.Year), strings.Compare(b.Date, a.Date), byID(a, b))
}

func oldestFirst(a, b *corpus.Header) int {
	unknown := func(r *corpus.Header) int {
		if r.Year == 0 {
			return 1
		}
		return 0
	}
	return cmp.Or(unknown(a)-unknown(b), cmp.Compare(a.Year, b.Year), strings.Compare(a.Date, b.Date), byID(a, b))
}

func byID(a, b *corpus.Header) int { return strings.Compare(a.ID, b.ID) }
