package frequent

import (
	"context"
	"math"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// A lexicon has the strings that stand in many paragraphs, as far as they are of characters that Loosen keeps. Each has an
// id; 0 is none. It has the two ends of every string, which are one character shorter.
type lexicon struct {
	kinds   [1 << 16]kind
	char    [1 << 16]uint32 // id of the string of one character
	longer  pairMap         // id of the string that has two others as its ends
	edges   pairMap         // id of a string with separators at its ends, by edge
	strings []string        // by id
	having  []uint32        // paragraphs that have each, by id
}

// A kind says how Loosen treats a rune.
type kind uint8

const (
	plain kind = iota // kept
	gap               // removed
	word              // kept, and from another word a space keeps it apart
)

// kindOf returns the kind of a rune of a folded text.
func (l *lexicon) kindOf(r rune) kind {
	if int(r) < len(l.kinds) {
		return l.kinds[r]
	}
	return l.work(r)
}

func (l *lexicon) work(r rune) kind {
	switch {
	case isGap(r):
		return gap
	case !text.NewPattern(string(r)).Anywhere():
		return word
	}
	return plain
}

// isGap reports whether Loosen removes a rune.
func isGap(r rune) bool { return text.Loosen(string(r)) == "" }

// id returns the id of a rune.
func (l *lexicon) id(r rune) uint32 {
	if int(r) < len(l.char) {
		return l.char[r]
	}
	return 0
}

// newLexicon finds the frequent strings of a source, level by level: a string can be frequent only if its ends are. The
// first three levels are counted in the texts; by then few places are left, which are kept in a list. When ctx ends it is not
// whole.
func newLexicon(ctx context.Context, s *Source) *lexicon {
	l := &lexicon{strings: []string{""}, having: []uint32{0}}
	l.countCharacters(ctx, s)
	pairs := newPairCounter()
	l.doubles(ctx, s, func(_ int, paragraph, first, second uint32) {
		pairs.add(pairOf(first, second), paragraph)
	})
	l.take(pairs, s.threshold())
	pairs = newPairCounter()
	l.triples(ctx, s, func(_ int, paragraph, first, second uint32) {
		pairs.add(pairOf(first, second), paragraph)
	})
	triples := l.take(pairs, s.threshold())
	places := make([]standing, 0, triples+triples/4) // of some paragraphs a string has several
	l.triples(ctx, s, func(at int, paragraph, first, second uint32) {
		if id := l.longer.get(pairOf(first, second)); id != 0 {
			places = append(places, standing{uint32(at), paragraph, id})
		}
	})
	for length := 4; length <= longest && len(places) > 0 && ctx.Err() == nil; length++ {
		places = l.lengthen(places, s.threshold())
	}
	places = nil
	giveBack()
	l.findEdges(ctx, s)
	return l
}

// An edge is a string of the lexicon with a separator before it, behind it, or both: what a stretch of prose often begins and
// ends with. Of the empty string, whose id is 0, it is a separator alone, or two.
type edge pair

func edgeOf(before uint16, id uint32, after uint16) edge {
	return edge(id)<<32 | edge(before)<<16 | edge(after)
}

// of returns the separators, 0 for none, and the string between them.
func (e edge) of() (before rune, id uint32, after rune) {
	return rune(e >> 16 & math.MaxUint16), uint32(e >> 32), rune(e & math.MaxUint16)
}

// findEdges finds the frequent strings with separators at their ends, and those of one separator or two.
func (l *lexicon) findEdges(ctx context.Context, s *Source) {
	wanted := make([]bool, len(l.strings))
	for id, s := range l.strings {
		wanted[id] = isWanted(s)
	}
	counter, c := newPairCounter(), characters{}
	for n := 0; n < s.paragraphs() && goesOn(ctx, n); n++ {
		c.read(l, s.Folded(n))
		c.alone(func(e edge, _, _ int32) { counter.add(pair(e), uint32(n)) })
		c.each(l, func(id uint32, at, length int32, strictly bool) {
			if strictly && wanted[id] {
				c.edges(id, at, length, func(e edge, _, _ int32) { counter.add(pair(e), uint32(n)) })
			}
		})
	}
	for _, slot := range counter.slots {
		if slot.having < s.threshold() {
			continue
		}
		if whole := l.whole(edge(slot.pair)); isWanted(whole) {
			l.edges.put(slot.pair, l.add(whole, slot.having))
		}
	}
}

// whole is the string of an edge.
func (l *lexicon) whole(e edge) string {
	before, id, after := e.of()
	whole := l.strings[id]
	if before != 0 {
		whole = string(before) + whole
	}
	if after != 0 {
		whole += string(after)
	}
	return whole
}

// countCharacters finds the frequent characters.
func (l *lexicon) countCharacters(ctx context.Context, s *Source) {
	having, last := make([]uint32, len(l.char)), make([]uint32, len(l.char))
	for n := 0; n < s.paragraphs() && goesOn(ctx, n); n++ {
		for _, r := range s.Folded(n) {
			if int(r) < len(having) && last[r] != uint32(n)+1 {
				last[r] = uint32(n) + 1
				having[r]++
			}
		}
	}
	for r, n := range having {
		if n == 0 {
			continue
		}
		l.kinds[r] = l.work(rune(r))
		if n >= s.threshold() && l.kinds[r] != gap {
			l.char[r] = l.add(string(rune(r)), n)
		}
	}
}

func (l *lexicon) add(s string, having uint32) (id uint32) {
	l.strings, l.having = append(l.strings, s), append(l.having, having)
	return uint32(len(l.strings) - 1)
}

// doubles yields every two neighbours in a text that are frequent characters, with where the second of them stands: places
// are numbered through all texts, with one between texts.
func (l *lexicon) doubles(ctx context.Context, s *Source, yield func(at int, paragraph, first, second uint32)) {
	at := 0
	for n := 0; n < s.paragraphs() && goesOn(ctx, n); n++ {
		first := uint32(0)
		for _, r := range s.Folded(n) {
			second := l.id(r)
			if first != 0 && second != 0 {
				yield(at, uint32(n), first, second)
			}
			first = second
			at++
		}
		at++
	}
}

// triples yields every two frequent strings of two characters that overlap in one.
func (l *lexicon) triples(ctx context.Context, s *Source, yield func(at int, paragraph, first, second uint32)) {
	last, lastAt := uint32(0), -1 // the string of two characters that was seen last, and its place
	l.doubles(ctx, s, func(at int, paragraph, first, second uint32) {
		id := l.longer.get(pairOf(first, second))
		if id != 0 && last != 0 && lastAt == at-1 {
			yield(at, paragraph, last, id)
		}
		last, lastAt = id, at
	})
}

// take adds the strings whose ends stand together in so many paragraphs. It returns the sum of these over the strings.
func (l *lexicon) take(pairs *pairCounter, threshold uint32) (paragraphs int) {
	for _, slot := range pairs.slots {
		if slot.having < threshold {
			continue
		}
		first, second := slot.pair.ends()
		_, width := utf8.DecodeLastRuneInString(l.strings[second])
		tail := l.strings[second][len(l.strings[second])-width:]
		l.longer.put(slot.pair, l.add(l.strings[first]+tail, slot.having))
		paragraphs += int(slot.having)
	}
	return paragraphs
}

// A standing is where a frequent string stands.
type standing struct{ at, paragraph, id uint32 }

// lengthen returns the places of the frequent strings that are one character longer than those at some places, which are
// ascending. It reuses them.
func (l *lexicon) lengthen(places []standing, threshold uint32) []standing {
	pairs := newPairCounter()
	for i, p := range places[:len(places)-1] {
		if next := places[i+1]; next.at == p.at+1 {
			pairs.add(pairOf(p.id, next.id), p.paragraph)
		}
	}
	l.take(pairs, threshold)
	kept := places[:0]
	for i, p := range places[:len(places)-1] {
		if next := places[i+1]; next.at == p.at+1 {
			if id := l.longer.get(pairOf(p.id, next.id)); id != 0 {
				kept = append(kept, standing{p.at, p.paragraph, id})
			}
		}
	}
	return kept
}
