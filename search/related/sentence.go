package related

import "gongbao/corpus/text"

// sentence is the evidence of one sentence: the rarity of each gram that it contains and the label of the report does not.
type sentence struct {
	*ranking
	counts, title []uint16
}

func (s sentence) of(gram int) float64 {
	if s.counts[gram] == 0 || s.title[gram] > 0 {
		return 0
	}
	return s.idf[gram]
}

// bestSentence returns the most that one sentence of a paragraph says of the search: what stands together is about the same
// thing.
func (r *ranking) bestSentence(e evidence) (best float64) {
	s := sentence{r, make([]uint16, len(r.Terms)), e.title}
	for part := range text.Sentences(e.text) {
		clear(s.counts)
		r.addCounts(s.counts, part)
		said := sum(s, r.own)
		for _, p := range r.expansions {
			gain, _ := r.gain(p, s)
			said += gain
		}
		best = max(best, said)
	}
	return best
}
