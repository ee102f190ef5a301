package encoded

import "slices"

// Shifts gives what Horspool's search knows of a pattern, as look in form.painless takes it: for each byte, from -128 to 127
// as Java has them, how far the pattern may be shifted where that byte stands under its end. It is the distance from the
// last place in the pattern that has it, the end itself not counted, to the end; the whole length for a byte that is
// nowhere; and 0 for the byte that the pattern ends with.
//
// R. N. Horspool, Practical fast searching in strings, Software: Practice and Experience 10 (1980).
func Shifts(pattern []byte) string {
	const furthest = 0xD7FF // the last character before those that are halves of others in Java
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

// ManyPatterns is the number of patterns from which one pass that looks at every byte is faster than one fast search for
// each.
const ManyPatterns = 6

// Buckets has, by two bytes, the index in lists of the patterns that begin with such ones, as findAll in form.painless looks
// them up; list 0 is empty.
type Buckets struct {
	Table string
	Lists [][]int
}

func NewBuckets(patterns [][]byte) Buckets {
	table := make([]rune, 1024)
	lists := [][]int{{}}
	for i, p := range patterns {
		if len(p) < 2 {
			continue // there is nothing to find: every character has two bytes or more in a form, by its marks
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
