package concordance

import (
	"cmp"
	"container/heap"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/region"
	"gongbao/corpus/text"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/query"
	"gongbao/search/sound"
)

// A place is an occurrence, or several that overlap, in a paragraph.
type place struct {
	of        *report
	paragraph *corpus.Paragraph
	number    int       // in the paragraph, from 1
	at        text.Span // bytes of the paragraph
	key       string    // orders by one side; see sideKey
	hash      uint64    // orders a sample
}

// places collect the places of an answer that lines are wanted of.
type places struct {
	options search.LineOptions
	most    int  // how many are kept
	whole   bool // all are wanted: where there are more than most, they go as they come
	seen    int
	kept    leastFirst // a heap by hash, once it has most
	sampled bool
	spilled bool
	reports map[string]*report
}

// A report is what the places of one share.
type report struct {
	header corpus.Header
	code   string // of its region
	rank   int    // in the order of lines; see places.rank
}

func newPlaces(r search.Request) *places {
	p := &places{options: r.Lines, most: search.MaxLines, reports: map[string]*report{}}
	if n := r.Lines.Sample; n > 0 {
		p.most, p.sampled = min(n, search.MaxLines), true
	}
	return p
}

// add takes the places of a hit.
func (ps *places) add(h engine.Hit) {
	r := ps.reports[h.Report.ID]
	if r == nil {
		r = &report{header: h.Report, code: regionCode(h.Report.Region)}
		ps.reports[h.Report.ID] = r
	}
	for i, at := range h.Marks {
		ps.seen++
		ps.keep(place{of: r, paragraph: &h.Paragraph, number: i + 1, at: at, hash: sampleHash(ps.options.Seed, h.Paragraph.Hash, i+1)})
	}
}

// keep adds a place, and drops that with the greatest hash if there are too many.
func (ps *places) keep(p place) {
	if ps.whole && !ps.sampled || len(ps.kept) < ps.most {
		ps.kept = append(ps.kept, p)
		if len(ps.kept) == ps.most {
			heap.Init(&ps.kept)
		}
		return
	}
	if before(p, ps.kept[0]) {
		ps.kept[0] = p
		heap.Fix(&ps.kept, 0)
	}
}

// full reports whether there are more places than can be sorted, and all are wanted.
func (ps *places) full() bool {
	return ps.whole && !ps.sampled && (ps.spilled || len(ps.kept) > ps.most)
}

// taken returns the places kept so far, as they came, and forgets them.
func (ps *places) taken() []place {
	ps.spilled = true
	kept := ps.kept
	ps.kept = nil
	return kept
}

// named describes the sample; nil if all places are kept.
func (ps *places) named() *Sample {
	if !ps.sampled && ps.seen <= ps.most {
		return nil
	}
	return &Sample{Lines: len(ps.kept), Seed: ps.options.Seed, Bound: !ps.sampled}
}

// sorted returns the places kept, in their order.
func (ps *places) sorted() []place {
	if ps.options.Order.Side() != "" {
		for i := range ps.kept {
			ps.kept[i].key = sideKey(&ps.kept[i], ps.options.Within, ps.options.Order)
		}
	}
	ps.rank()
	slices.SortFunc(ps.kept, func(a, b place) int {
		if a.key != b.key {
			return cmp.Compare(a.key, b.key)
		}
		return cmp.Or(a.of.rank-b.of.rank, a.paragraph.Ordinal-b.paragraph.Ordinal, a.number-b.number)
	})
	return ps.kept
}

// rank puts the reports in the order of their lines, since there are many lines of each.
func (ps *places) rank() {
	reports := slices.Collect(maps.Values(ps.reports))
	byRegion := ps.options.Order == search.LinesByRegion
	slices.SortFunc(reports, func(a, b *report) int {
		if byRegion && a.code != b.code {
			return cmp.Compare(a.code, b.code)
		}
		return cmp.Or(cmp.Compare(a.year(), b.year()), cmp.Compare(a.header.Date, b.header.Date), cmp.Compare(a.code, b.code), cmp.Compare(a.header.ID, b.header.ID))
	})
	for i, r := range reports {
		r.rank = i
	}
}

// year returns the year of a report, behind all others if it is unknown.
func (r *report) year() int {
	if r.header.Year == 0 {
		return 1 << 30
	}
	return r.header.Year
}

// regionCode orders regions officially: the nation first, unknown ones last, by their names.
func regionCode(name string) string {
	if r, ok := region.Find(name); ok {
		return r.Code
	}
	return "~" + name
}

// sampleHash is the first eight bytes, as a number, of the SHA-256 of a seed, a paragraph's hash and the number of a place in it: in
// decimal figures, with line feeds between.
func sampleHash(seed int, paragraph string, number int) uint64 {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d\n%s\n%d", seed, paragraph, number))
	return binary.BigEndian.Uint64(sum[:])
}

// before reports whether a sample has one place rather than another. The same text in two reports has the same hash.
func before(a, b place) bool {
	if a.hash != b.hash {
		return a.hash < b.hash
	}
	return cmp.Or(cmp.Compare(a.of.header.ID, b.of.header.ID), a.paragraph.Ordinal-b.paragraph.Ordinal, a.number-b.number) < 0
}

// leastFirst is a heap whose first place is the last one that a sample has.
type leastFirst []place

func (l leastFirst) Len() int           { return len(l) }
func (l leastFirst) Less(i, j int) bool { return before(l[j], l[i]) }
func (l leastFirst) Swap(i, j int)      { l[i], l[j] = l[j], l[i] }
func (l *leastFirst) Push(x any)        { *l = append(*l, x.(place)) }
func (l *leastFirst) Pop() any          { panic("concordance: a sample does not shrink") }

// around returns the bounds of the text around a place: those of its paragraph, or of its sentence, or of the sentences that it
// stands in.
func (p *place) around(within query.Unit) text.Span {
	whole := text.Span{To: len(p.paragraph.Text)}
	if within != query.Sentence {
		return whole
	}
	at := text.Span{}
	for s := range text.Sentences(p.paragraph.Text) {
		end := at.To + len(s)
		if end <= p.at.From {
			at.From = end
		}
		at.To = end
		if end >= p.at.To {
			break
		}
	}
	return at
}

// sides returns the text on either side of a place.
func (p *place) sides(within query.Unit) (before, behind string) {
	unit := p.around(within)
	return p.paragraph.Text[unit.From:p.at.From], p.paragraph.Text[p.at.To:unit.To]
}

// line returns the line of a place.
func (p *place) line(r search.Request) Line {
	before, behind := p.sides(r.Lines.Within)
	left, right := lastRunes(before, min(r.Lines.Left, search.MaxContext)), text.First(behind, min(r.Lines.Right, search.MaxContext))
	s := p.paragraph.Text
	from := utf8.RuneCountInString(s[:p.at.From])
	at := search.Span{from, from + utf8.RuneCountInString(s[p.at.From:p.at.To])}
	section := p.paragraph.Section
	if section == nil {
		section = []string{}
	}
	return Line{
		ID: search.ParagraphID(p.of.header.ID, p.paragraph.Ordinal), Hash: p.paragraph.Hash, Number: p.number,
		At: r.Offsets.In(s, []search.Span{at})[0], Left: left, Place: s[p.at.From:p.at.To], Right: right,
		Report: search.SourceOf(&p.of.header), Section: section, Role: string(p.paragraph.Role),
		URL: search.PagePath(p.of.header.ID, p.paragraph.Ordinal), CutLeft: len(left) < len(before), CutRight: len(right) < len(behind),
	}
}

func lastRunes(s string, n int) string {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, width := utf8.DecodeLastRuneInString(s[:at])
		at -= width
	}
	return s[at:]
}

// sideKey orders places by the folded text on one side, search.MaxContext code points of it, from the place outward: the end of the
// text comes first, then separators, then other characters by their code points, or ideographs last by their sound. Bytes of keys
// compare so.
func sideKey(p *place, within query.Unit, order search.LineOrder) string {
	before, behind := p.sides(within)
	runes := []rune(text.Fold(text.First(behind, search.MaxContext)))
	if order.Side() == search.LeftSide {
		runes = []rune(text.Fold(lastRunes(before, search.MaxContext)))
		slices.Reverse(runes)
	}
	key := make([]byte, 0, 4*len(runes))
	for _, r := range runes {
		if !isSeparator(r) {
			key = append(key, 0xFF) // no byte of UTF-8 is so great
		}
		if order.BySound() {
			if spelled := sound.Usual(r); spelled != "" {
				key = append(append(append(key, 0xFE), spelled...), 0) // nor as this one
			}
		}
		key = utf8.AppendRune(key, r)
	}
	return string(key)
}

// isSeparator reports whether loose searches ignore a folded rune.
func isSeparator(r rune) bool {
	return (r < 0x4E00 || r > 0x9FFF) && text.Loosen(string(r)) == ""
}
