// Package rank says how much a paragraph that matches is worth: the published formula of the order of hits.
//
// For a paragraph with f_t occurrences of each term t of the query, and a folded text of length L where the average of
// the index is A, the score is
//
//	score = Σ_t idf_t · f_t·(k1+1) / (f_t + k1·(1 − b + b·L/A)) · (1 + place) + near
//
// which is Okapi BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009) with exact phrase frequencies,
// k1 = 1.2 and b = 0.75, and
//
//	idf_t = ln(1 + (N − n_t + ½) / (n_t + ½))
//
// where N is the number of paragraphs and n_t the number of those that have the rarest gram of the term, which is at least
// the number that have the term and needs no scan. place is Heading for a heading, Section where a title above the
// paragraph has one of the terms. near, for a query of several terms, is Near · the smallest idf of them · 1/(1 + w/8), where w is the number
// of bytes in the shortest stretch that holds all terms, less their own.
//
// Lengths are bytes of folded text, line feed included. Nothing depends on how an index is laid out.
package rank

import (
	"math"

	"gongbao/corpus/text"
)

// The constants of the formula.
const (
	k1      = 1.2
	b       = 0.75
	Heading = 0.5  // what a heading is worth more than the same words in a paragraph
	Section = 0.25 // what a paragraph is worth more for standing under a heading with the words
	Near    = 1.0
)

// A Collection is what the formula needs to know of an index.
type Collection struct {
	Paragraphs int
	Bytes      int // folded text, with a line feed behind each paragraph
}

// A Place is where a paragraph stands.
type Place int

const (
	Passing   Place = iota // in the text
	InSection              // under a title that has one of the terms
	InHeading              // a heading itself
)

// A Formula scores the paragraphs of one index for one query.
type Formula struct {
	idf     []float64
	least   float64
	average float64
}

// New makes the formula for a query of as many terms as frequencies has: the number of paragraphs that may have each.
func New(c Collection, frequencies []int) *Formula {
	f := &Formula{average: float64(c.Bytes) / float64(max(c.Paragraphs, 1)), least: math.Inf(1)}
	for _, n := range frequencies {
		idf := IDF(c.Paragraphs, n)
		f.idf = append(f.idf, idf)
		f.least = min(f.least, idf)
	}
	return f
}

// IDF is the inverse frequency of what n of all paragraphs have.
func IDF(all, n int) float64 { return math.Log(1 + (float64(all-n)+0.5)/(float64(n)+0.5)) }

// Numbers are what Score calculates with beside a paragraph, for an engine that has to calculate where its texts are.
type Numbers struct {
	K1, B          float64
	IDF            []float64 // of each term
	Least, Average float64   // the smallest of IDF, 0 without terms; bytes of a paragraph
}

// Numbers gives the numbers of the formula.
func (f *Formula) Numbers() Numbers {
	n := Numbers{K1: k1, B: b, IDF: f.idf, Average: f.average}
	if len(f.idf) > 0 {
		n.Least = f.least
	}
	return n
}

// Score is the worth of a paragraph of bytes folded bytes, from how many occurrences each term of the query has in it, and
// for a query of several terms where they are; spans of a single one are not looked at. It is at least 0, and 0 only when
// there are no occurrences.
func (f *Formula) Score(counts []int, spans [][]text.Span, bytes int, place Place) float64 {
	// the conversions keep products from being fused with what they are added to, which some processors round otherwise
	length := float64(k1 * (1 - b + b*float64(bytes)/f.average))
	score := 0.0
	for i, idf := range f.idf {
		if n := float64(counts[i]); n > 0 {
			score += idf * n * (k1 + 1) / (n + length)
		}
	}
	switch place {
	case InHeading:
		score = float64(score * (1 + Heading))
	case InSection:
		score = float64(score * (1 + Section))
	}
	if len(f.idf) > 1 {
		if gap, ok := window(spans[:len(f.idf)]); ok {
			score += Near * f.least / (1 + float64(gap)/8)
		}
	}
	return score
}

// window gives the bytes between the terms in the shortest stretch that holds an occurrence of each; ok is false when
// one has none. It moves on whichever occurrence begins first, as long as it can.
func window(spans [][]text.Span) (gap int, ok bool) {
	at := make([]int, len(spans))
	gap = math.MaxInt
	for {
		first, from, to, own := 0, math.MaxInt, 0, 0
		for i, s := range spans {
			if at[i] == len(s) {
				return gap, gap < math.MaxInt
			}
			span := s[at[i]]
			if span.From < from {
				first, from = i, span.From
			}
			to = max(to, span.To)
			own += span.To - span.From
		}
		gap = min(gap, max(to-from-own, 0))
		at[first]++
	}
}
