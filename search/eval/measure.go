package eval

import (
	"fmt"
	"math"
	"slices"
)

// Measures say how well a question was answered, or are means over questions. Each goes from 0 to 1.
type Measures struct {
	Hit1   float64 `json:"hit@1"`   // the first hit is an answer
	Hit10  float64 `json:"hit@10"`  // one of the first ten is
	MRR10  float64 `json:"mrr@10"`  // reciprocal rank of the first answer among ten
	P5     float64 `json:"p@5"`     // share of answers in the first five; of as many as have been judged, if these are fewer
	NDCG10 float64 `json:"ndcg@10"` // Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002; a judgement is the gain
	R100   float64 `json:"r@100"`   // share of the answers that are among the first hundred
}

// String says the measures in a line.
func (m Measures) String() string {
	return fmt.Sprintf("hit@1 %.3f  hit@10 %.3f  MRR@10 %.3f  P@5 %.3f  nDCG@10 %.3f  R@100 %.3f", m.Hit1, m.Hit10, m.MRR10, m.P5, m.NDCG10, m.R100)
}

// fields returns the measures by pointer, in the order in which they are said.
func (m *Measures) fields() []*float64 {
	return []*float64{&m.Hit1, &m.Hit10, &m.MRR10, &m.P5, &m.NDCG10, &m.R100}
}

// mean returns the means over outcomes, or zeros if there are none.
func mean(outcomes []Outcome) (m Measures) {
	for _, o := range outcomes {
		for i, value := range o.fields() {
			*m.fields()[i] += *value
		}
	}
	for _, sum := range m.fields() {
		*sum /= float64(max(len(outcomes), 1))
	}
	return m
}

// measure rates what was found, best first, by the grades of all that have been judged, which are above 0 for
// answers. rank is that of the first answer, from 1, or 0.
func measure(found []string, grades map[string]int) (rank int, m Measures) {
	gain, answers := 0.0, 0
	for i, id := range found {
		grade := grades[id]
		if grade <= 0 {
			continue
		}
		if answers++; answers == 1 {
			rank = i + 1
		}
		if i < 5 {
			m.P5++
		}
		if i < 10 {
			gain += float64(grade) / math.Log2(float64(i+2))
		}
	}
	if rank == 1 {
		m.Hit1 = 1
	}
	if rank > 0 && rank <= 10 {
		m.Hit10, m.MRR10 = 1, 1/float64(rank)
	}
	ideal, all := idealGain(grades)
	m.P5 /= float64(max(1, min(5, len(grades))))
	m.NDCG10 = gain / max(ideal, math.SmallestNonzeroFloat64)
	m.R100 = float64(answers) / float64(max(1, all))
	return rank, m
}

// idealGain returns the gain of the best order, and the number of answers.
func idealGain(grades map[string]int) (gain float64, answers int) {
	var best []int
	for _, grade := range grades {
		if grade > 0 {
			best = append(best, grade)
		}
	}
	slices.SortFunc(best, func(a, b int) int { return b - a })
	for i, grade := range best[:min(10, len(best))] {
		gain += float64(grade) / math.Log2(float64(i+2))
	}
	return gain, len(best)
}
