package frequent

import (
	"context"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// A lexicon has the strings that stand in many paragraphs, as far as they are of characters that Loosen keeps. Each has an
// id; 0 is none. It has the two ends of every string, which are one character shorter.
type lexicon struct {
	kinds   [1 << 16]kind
	char    [1 << 16]uint32 // id of the string of one character
	longer  pairMap         // id of the string that has two others as its ends
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
	switch s := string(r); {
	case text.Loosen(s) == "":
		return gap
	case !text.NewPattern(s).Anywhere():
		return word
	}
	return plain
}

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
	l.take(pairs, s.threshold())
	var places []place
	l.triples(ctx, s, func(at int, paragraph, first, second uint32) {
		if id := l.longer.get(pairOf(first, second)); id != 0 {
			places = append(places, place{uint32(at), paragraph, id})
		}
	})
	for length := 4; length <= longest && len(places) > 0 && ctx.Err() == nil; length++ {
		places = l.lengthen(places, s.threshold())
	}
	return l
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

// take adds the strings whose ends stand together in so many paragraphs.
func (l *lexicon) take(pairs *pairCounter, threshold uint32) {
	for _, slot := range pairs.slots {
		if slot.having < threshold {
			continue
		}
		first, second := slot.pair.ends()
		_, width := utf8.DecodeLastRuneInString(l.strings[second])
		tail := l.strings[second][len(l.strings[second])-width:]
		l.longer.put(slot.pair, l.add(l.strings[first]+tail, slot.having))
	}
}

// A place is where a frequent string stands.
type place struct{ at, paragraph, id uint32 }

// lengthen returns the places of the frequent strings that are one character longer than those at some places, which are
// ascending. It reuses them.
func (l *lexicon) lengthen(places []place, threshold uint32) []place {
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
				kept = append(kept, place{p.at, p.paragraph, id})
			}
		}
	}
	return kept
}
