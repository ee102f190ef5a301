package related

import (
	"math"
	"slices"
	"strings"

	"gongbao/corpus/text"
)

// A run is what neighbours in a search that are neighbours in a text too make together. runs finds the one of a text that weighs most:
// whoever remembers a sentence nearly looks for what has the most of it in one piece, however old it is.
type runs struct {
	*Query
	at      map[string][]int // where each unit stands among those of the search
	weights []float64        // of each unit
	joined  []float64        // of the pair that it makes with the one before; negative where separators are between them
	longest []float64        // of the runs that end with it in the text read so far
	ends    []int            // the unit of the text, counted from 1, that these end with
	whole   float64          // what the search would weigh as a run
}

// newRuns returns nil for a search that asks something, whose answer is in other words, and for a quotation.
func (r *ranking) newRuns() *runs {
	if r.isQuotation() || strings.Contains(r.folded, "?") || slices.Contains(askedBytes(r.folded), true) {
		return nil
	}
	s := &runs{Query: r.Query, at: map[string][]int{}}
	before := 0
	for u := range text.Units(r.folded) {
		unit := r.folded[u.From:u.To]
		weight, joined := r.weightOf(unit), -1.0
		s.at[unit] = append(s.at[unit], len(s.weights))
		if u.Joined {
			joined = r.weightOf(r.folded[before:u.To])
		}
		s.weights, s.joined = append(s.weights, weight), append(s.joined, joined)
		s.whole += weight + max(joined, 0)
		before = u.From
	}
	s.longest, s.ends = make([]float64, len(s.weights)), make([]int, len(s.weights))
	return s
}

// weightOf returns the weight of a gram of the search times its rarity.
func (r *ranking) weightOf(gram string) float64 {
	if i, ok := r.index[gram]; ok {
		return r.words[gram] * r.idf[i]
	}
	return 0
}

// in returns what the best run of the search in a folded text weighs, which is the weights of its units and pairs times their rarity, times
// the share that this is of the whole search: what is short of a word or two was meant, and a word of many may stand anywhere.
func (s *runs) in(folded string) (best float64) {
	if s == nil {
		return 0
	}
	clear(s.ends)
	n := 0
	for u := range text.Units(folded) {
		n++
		if !s.begins(folded[u.From:]) {
			continue
		}
		for _, i := range slices.Backward(s.at[folded[u.From:u.To]]) { // so that the one before i still has the run before u
			run := s.weights[i]
			if u.Joined && s.joined[i] >= 0 && s.ends[i-1] == n-1 { // the first of either is joined to none
				run += s.longest[i-1] + s.joined[i]
			}
			s.longest[i], s.ends[i] = run, n
			best = max(best, run)
		}
	}
	return best * best / max(s.whole, math.SmallestNonzeroFloat64)
}
