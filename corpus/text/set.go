package text

import (
	"strings"
	"unicode/utf8"
)

// A Set finds many patterns in one pass over a text. It finds exactly the occurrences that each pattern finds alone.
type Set struct {
	patterns []Pattern
	bordered []bool // patterns whose occurrences could overlap: they end with what they begin with
	alone    []rune // the character of patterns that are one ideograph; 0 for others
	// firsts maps the low bits of a character to the number of a list of patterns that begin with such a character, or to 0;
	// pairs does so by a hash of two ideographs, for the patterns that begin with two. It is nil when there are none.
	firsts [firstCount]uint16
	pairs  []uint16
	lists  [][]int32
	index  *tallyIndex // nil before PrepareCount
}

// A Hit is an occurrence of one pattern of a Set: bytes of the text.
type Hit struct {
	Pattern  int32 // its index
	From, To int32
}

// The tables are powers of two, large enough that few characters or pairs of a text share a place by chance.
const (
	firstCount = 1 << 13
	pairCount  = 1 << 14
)

// NewSet makes a Set of patterns.
func NewSet(patterns []Pattern) *Set {
	s := &Set{patterns: patterns, bordered: make([]bool, len(patterns)), alone: make([]rune, len(patterns)), lists: make([][]int32, 1)}
	for i, p := range patterns {
		if p.folded == "" {
			continue
		}
		s.bordered[i] = bordered(p.folded)
		first, width := utf8.DecodeRuneInString(p.folded)
		place := &s.firsts[first%firstCount]
		if isIdeograph(first) && width == len(p.folded) {
			s.alone[i] = first
		}
		if second, _ := utf8.DecodeRuneInString(p.folded[width:]); isIdeograph(first) && isIdeograph(second) {
			if s.pairs == nil {
				s.pairs = make([]uint16, pairCount)
			}
			place = &s.pairs[pairHash(first, second)]
		}
		if *place == 0 {
			*place = uint16(len(s.lists))
			s.lists = append(s.lists, nil)
		}
		s.lists[*place] = append(s.lists[*place], int32(i))
	}
	return s
}

func bordered(s string) bool {
	for n := 1; n < len(s); n++ {
		if s[:n] == s[len(s)-n:] {
			return true
		}
	}
	return false
}

// isIdeograph reports whether r is a unified ideograph, which is in no word and no separator.
func isIdeograph(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

func pairHash(a, b rune) uint32 {
	return (uint32(a)*0x9E3779B1 ^ uint32(b)*0x85EBCA6B) >> 13 % pairCount
}

// AppendAll appends the occurrences of all patterns in folded, a folded text, to dst: by where they begin. It stops behind the
// first one of a pattern that stop has, and says so; stop may be nil, or has an element for each pattern.
func (s *Set) AppendAll(dst []Hit, folded string, stop []bool) (hits []Hit, stopped bool) {
	return s.appendAll(dst, folded, stop, false)
}

// AppendAllLoosely appends what the occurrences of all patterns, which NewLoosePattern made, in Loosen(folded) are in folded
// itself, as AppendAll does. It stops only where the occurrence is one of the folded text, too.
func (s *Set) AppendAllLoosely(dst []Hit, folded string, stop []bool) (hits []Hit, stopped bool) {
	return s.appendAll(dst, folded, stop, true)
}

func (s *Set) appendAll(dst []Hit, folded string, stop []bool, loosely bool) (hits []Hit, stopped bool) {
	base := len(dst)
	last, lastAt := rune(0), 0 // the ideograph before, loosely with separators between; 0 for none
	add := func(list []int32, at int) (stopped bool) {
		for _, i := range list {
			to, ok := s.end(int(i), folded, at, loosely)
			if !ok || s.bordered[i] && overlaps(dst[base:], i, at) {
				continue
			}
			dst = append(dst, Hit{i, int32(at), int32(to)})
			if stop != nil && stop[i] && to-at == len(s.patterns[i].folded) {
				return true
			}
		}
		return false
	}
	for i := 0; i < len(folded); {
		r, width := Decode(folded, i)
		ideograph := isIdeograph(r)
		if ideograph && last != 0 && s.pairs != nil {
			if n := s.pairs[pairHash(last, r)]; n != 0 && add(s.lists[n], lastAt) {
				return dst, true
			}
		}
		if n := s.firsts[r%firstCount]; n != 0 {
			if only := s.lists[n]; len(only) == 1 && s.alone[only[0]] != 0 { // as in a list of frequent characters
				if r == s.alone[only[0]] {
					dst = append(dst, Hit{only[0], int32(i), int32(i + width)})
					if stop != nil && stop[only[0]] {
						return dst, true
					}
				}
			} else if add(only, i) {
				return dst, true
			}
		}
		switch {
		case ideograph:
			last, lastAt = r, i
		case !loosely || !gapAt(folded, i):
			last = 0
		}
		i += width
	}
	return dst, false
}

// end returns where the occurrence of a pattern that begins at byte at ends.
func (s *Set) end(pattern int, folded string, at int, loosely bool) (to int, ok bool) {
	p := &s.patterns[pattern]
	if !loosely {
		return at + len(p.folded), p.occursAt(folded, at)
	}
	_, width := utf8.DecodeRuneInString(p.folded)
	if !strings.HasPrefix(folded[at:], p.folded[:width]) || p.begins && insideWord(folded, at) {
		return 0, false
	}
	to, ok = p.forwards(folded, at+width, width)
	return to, ok && !(p.ends && insideWord(folded, to))
}

// overlaps reports whether an occurrence at byte at would overlap the one before of the same pattern.
func overlaps(hits []Hit, pattern int32, at int) bool {
	for i := len(hits) - 1; i >= 0; i-- {
		if hits[i].Pattern == pattern {
			return at < int(hits[i].To)
		}
	}
	return false
}
