package text

import "unicode/utf8"

// A Set finds many patterns in one pass over a text: by the first character of each, it knows which patterns can begin
// where. It finds what each pattern would find alone.
type Set struct {
	patterns []Pattern
	// buckets has, by the low bits of a character, the number of a list of patterns that begin with such a one, or 0.
	buckets [bucketCount]uint16
	lists   [][]int
}

// bucketCount is a power of two large enough that few of the characters of a text share a bucket by chance.
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

// FindAll puts the occurrences of each pattern in folded, a folded text, into found, which has a slice for each pattern
// and is written over. It returns how many places the occurrences of the first patterns, up to terms, mark: overlapping
// ones are one.
func (s *Set) FindAll(found [][]Span, folded string, terms int) (places int) {
	for i := range s.patterns {
		found[i] = found[i][:0]
	}
	end := 0
	for at, r := range folded {
		for _, i := range s.lists[s.buckets[r%bucketCount]] {
			if n := len(found[i]); n > 0 && at < found[i][n-1].To || !s.patterns[i].standsAt(folded, at) {
				continue
			}
			to := at + len(s.patterns[i].folded)
			found[i] = append(found[i], Span{at, to})
			if i < terms {
				if at >= end {
					places++
				}
				end = max(end, to)
			}
		}
	}
	return places
}
