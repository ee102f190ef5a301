package rank

import "gongbao/corpus/text"

// Factors are what the score of a paragraph consists of:
//
//	score = (Σ Terms · Context · Lead · Brief + Near) · Age
type Factors struct {
	Terms   []Share // those that occur, in the order of the query
	Context float64 // Heading, Section or 1
	Lead    float64 // Lead or 1
	Brief   float64 // Brief or 1
	Near    float64 // what the nearness of several terms adds
	Age     float64 // Year^age
}

// A Share is what one term adds to a score.
type Share struct {
	Term  string // in search form
	Score float64
}

// Factors returns what [Formula.Score] returns for the same paragraph, taken apart. terms are those of the query. If having is
// not nil, it lists the terms that occur, ascending.
func (f *Formula) Factors(terms []text.Pattern, having, counts []int, spans [][]text.Span, bytes int, place Place) *Factors {
	factors := &Factors{Age: Aging(place.Age)}
	factors.Context, factors.Lead, factors.Brief = place.factors()
	length := f.length(bytes)
	if having == nil {
		having = indexes(len(terms))
	}
	for _, i := range having {
		if counts[i] > 0 {
			factors.Terms = append(factors.Terms, Share{terms[i].Folded(), f.share(i, counts[i], length)})
		}
	}
	factors.Near = f.near(len(having), spans)
	return factors
}

func indexes(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// Score returns the score.
func (f Factors) Score() float64 {
	sum := 0.0
	for _, t := range f.Terms {
		sum += t.Score
	}
	return (float64(sum*(f.Context*f.Lead*f.Brief)) + f.Near) * f.Age
}
