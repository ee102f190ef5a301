package text

import "unicode/utf8"

// A Set finds many patterns in one pass over a text, dispatching on the first character of each. It finds exactly the
// occurrences that each pattern finds alone.
type Set struct {
	patterns []Pattern
	// buckets maps the low bits of a character to the number of a list of patterns that begin with such a character, or
	// to 0.
	buckets [bucketCount]uint16
	lists   [][]int
}

// bucketCount is a power of two, large enough that few characters of a text share a bucket by chance.
const bucketCount = 1 << 13

// NewSet makes a Set of patterns.
func NewSet(patterns []Pattern) *Set {
	s := &Set{patterns: patterns, lists: make([][]int, 1)}
	for i, p := range patterns {
		if p.folded == "" {
			continue
		}
		first, _ := utf8.DecodeRuneInString(p.folded)
		bucket := &s.buckets[first%bucketCount]
		if *bucket == 0 {
			*bucket = uint16(len(s.lists))
			s.lists = append(s.lists, nil)
		}
		s.lists[*bucket] = append(s.lists[*bucket], i)
	}
	return s
}

// FindAll writes the occurrences of each pattern in folded, a folded text, into found, one slice for each pattern,
// replacing its contents. It returns the number of marks that the occurrences of the first terms patterns make:
// overlapping ones make one mark.
func (s *Set) FindAll(found [][]Span, folded string, terms int) (marks int) {
	for i := range s.patterns {
		found[i] = found[i][:0]
	}
	end := 0
	for at, r := range folded {
		for _, i := range s.lists[s.buckets[r%bucketCount]] {
			if n := len(found[i]); n > 0 && at < found[i][n-1].To || !s.patterns[i].occursAt(folded, at) {
				continue
			}
			to := at + len(s.patterns[i].folded)
			found[i] = append(found[i], Span{at, to})
			if i < terms {
				if at >= end {
					marks++
				}
				end = max(end, to)
			}
		}
	}
	return marks
}
