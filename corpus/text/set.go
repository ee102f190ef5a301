package text

import "unicode/utf8"

// A Set finds many patterns in one pass over a text: by the first character of each, it knows which patterns can begin
// where. It finds what each pattern would find alone.
type Set struct {
	patterns []Pattern
	byFirst  map[rune][]int
}

// NewSet makes a Set of patterns.
func NewSet(patterns []Pattern) *Set {
	s := &Set{patterns, map[rune][]int{}}
	for i, p := range patterns {
		if p.folded != "" {
			first, _ := utf8.DecodeRuneInString(p.folded)
			s.byFirst[first] = append(s.byFirst[first], i)
		}
	}
	return s
}

// FindAll puts the occurrences of each pattern in folded, a folded text, into found, which has a slice for each pattern
// and is written over.
func (s *Set) FindAll(found [][]Span, folded string) {
	for i := range s.patterns {
		found[i] = found[i][:0]
	}
	for at, r := range folded {
		for _, i := range s.byFirst[r] {
			if n := len(found[i]); n > 0 && at < found[i][n-1].To {
				continue
			}
			if p := s.patterns[i]; p.standsAt(folded, at) {
				found[i] = append(found[i], Span{at, at + len(p.folded)})
			}
		}
	}
}
