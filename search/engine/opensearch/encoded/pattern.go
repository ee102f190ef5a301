package encoded

import "slices"

// Shifts returns the shift table of Horspool's search for a pattern, as next in text.painless reads it: for each byte
// from -128 to 127, as in Java, how far to shift the pattern if that byte is under its end. This is the distance from
// the last position of the byte in the pattern, except its end, to the end; the whole length for other bytes; and 0 for
// the last byte of the pattern.
//
// R. N. Horspool, Practical fast searching in strings, Software: Practice and Experience 10 (1980).
func Shifts(pattern []byte) string {
	const furthest = 0xD7FF // the last character before the surrogates
	n := min(len(pattern), furthest)
	table := slices.Repeat([]rune{rune(max(n, 1))}, 256)
	for i := max(0, len(pattern)-n); i < len(pattern)-1; i++ {
		table[128+int(int8(pattern[i]))] = rune(len(pattern) - 1 - i)
	}
	if len(pattern) > 0 {
		table[128+int(int8(pattern[len(pattern)-1]))] = 0
	}
	return string(table)
}

// ManyPatterns is the number of patterns from which one pass over every byte is faster than a Horspool search for each.
const ManyPatterns = 6

// Buckets maps the first two bytes of patterns to lists of pattern indexes, for findAll in text.painless. List 0 is
// empty.
type Buckets struct {
	Table string
	Lists [][]int
}

// NewBuckets returns the buckets of encoded patterns.
func NewBuckets(patterns [][]byte) Buckets {
	table := make([]rune, 1024)
	lists := [][]int{{}}
	for i, p := range patterns {
		if len(p) < 2 {
			continue // empty pattern: every encoded character has two or more bytes, with its marks
		}
		at := (int(int8(p[0]))*67 + int(int8(p[1]))) & 1023
		if table[at] == 0 {
			table[at] = rune(len(lists))
			lists = append(lists, nil)
		}
		lists[table[at]] = append(lists[table[at]], i)
	}
	return Buckets{string(table), lists}
}
