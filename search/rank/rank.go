// Package rank scores matching paragraphs: the published formula behind the order of hits.
//
// For a paragraph with f_t occurrences of each term t of the query, and a folded text of length L where the average of
// the index is A, the score is
//
//	score = ( Σ_t idf_t · f_t·(k1+1) / (f_t + k1·(1 − b + b·max(L/A, Shortest))) · context · lead · brief + near ) · Year^age
//
// This is Okapi BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009) with exact phrase
// frequencies, k1 = 1.2 and b = 0.75, and
//
//	idf_t = ln(1 + (N − n_t + ½) / (n_t + ½))
//
// where N is the number of paragraphs and n_t the number that contain the rarest gram of the term. That is an upper
// bound of the number that contain the term, and needs no scan. A paragraph shorter than Shortest of the average counts as
// one of that length: to be short is no merit by itself. context is Heading for a heading, Section if a title above the
// paragraph contains one of the terms, and 1 elsewhere. lead is Lead if the lead of the paragraph contains one, which is its first
// sentence, or its first clause where that sentence is its only one or has more than 120 bytes. brief is Brief for a paragraph of at
// most two sentences and 360 bytes without a figure; see ShapeOf. Both are 1 for others, and for headings. near, for a query of several terms, is Near · the smallest idf
// of them · 1/(1 + w/8), where w is the number of bytes between the terms in the shortest window that contains all of
// them. age is the number of years from the paragraph's report to the newest one in the index, 0 for a report without a year.
//
// Lengths are bytes of folded text, line feed included. Scores do not depend on the layout of an index.
package rank

import (
	"math"
	"slices"

	"gongbao/corpus/text"
)

// The constants of the formula.
const (
	k1       = 1.2
	b        = 0.75
	Shortest = 0.8  // least length that counts, as a share of the average
	Heading  = 0.5  // factor of a heading
	Section  = 1.5  // factor of a paragraph under a title with one of the terms
	Lead     = 1.5  // factor of a paragraph whose lead has one of the terms
	Brief    = 0.5  // factor of a brief paragraph
	Near     = 1.0  // weight of the proximity of terms
	Year     = 0.97 // factor for each year of age

	// Best is the most that the place of a paragraph is worth, but for its age.
	Best = Section * Lead
)

// A Collection holds the statistics of an index that the formula needs.
type Collection struct {
	Paragraphs int
	Bytes      int // of folded text, with a line feed per paragraph
	Newest     int // the latest year of a report; 0 if none has a year
}

// Age returns the age in years of a report of a year, which is 0 if it has none.
func (c Collection) Age(year int) int {
	if year == 0 {
		return 0
	}
	return max(c.Newest-year, 0)
}

// A Place is what a score depends on besides the text of the paragraph.
type Place struct {
	Context Context
	Lead    bool // its lead has one of the terms
	Brief   bool // by ShapeOf
	Age     int  // by Collection.Age
}

// factors returns what the place is worth, but for its age. Their product is exact.
func (p Place) factors() (context, lead, brief float64) {
	context, lead, brief = 1, 1, 1
	switch p.Context {
	case InHeading:
		return Heading, 1, 1
	case InSection:
		context = Section
	}
	if p.Lead {
		lead = Lead
	}
	if p.Brief {
		brief = Brief
	}
	return context, lead, brief
}

// A Context is the position of a paragraph relative to headings.
type Context int

const (
	InText    Context = iota // an ordinary paragraph
	InSection                // under a title with one of the terms
	InHeading                // a heading
)

// MaxAge is the age from which on reports count as equally old.
const MaxAge = 200

// agings are the factors of all ages. They are products, so that they are the same on every processor.
var agings = func() (factors [MaxAge + 1]float64) {
	factors[0] = 1
	for age := 1; age <= MaxAge; age++ {
		factors[age] = factors[age-1] * Year
	}
	return factors
}()

// Aging returns the factor of an age, which is at least 0.
func Aging(age int) float64 { return agings[min(age, MaxAge)] }

// Agings returns the factors of the ages from 0 to MaxAge, for an engine that computes scores where its texts are.
func Agings() []float64 { return slices.Clone(agings[:]) }

// A Formula scores the paragraphs of one index for one query.
type Formula struct {
	idf      []float64
	least    float64
	average  float64
	shortest float64 // bytes
}

// New returns the formula for a query. frequencies holds, for each term, an upper bound of the number of paragraphs
// that contain it.
func New(c Collection, frequencies []int) *Formula {
	f := newFormula(float64(c.Bytes) / float64(max(c.Paragraphs, 1)))
	for _, n := range frequencies {
		idf := IDF(c.Paragraphs, n)
		f.idf = append(f.idf, idf)
		f.least = min(f.least, idf)
	}
	return f
}

func newFormula(average float64) *Formula {
	return &Formula{average: average, shortest: Shortest * average, least: math.Inf(1)}
}

// IDF returns the inverse document frequency of a term in n of all documents.
func IDF(all, n int) float64 { return math.Log(1 + (float64(all-n)+0.5)/(float64(n)+0.5)) }

// Numbers are the parameters of a Formula, for an engine that computes scores where its texts are.
type Numbers struct {
	K1, B             float64
	IDF               []float64 // of each term
	Least             float64   // the smallest IDF, 0 without terms
	Average, Shortest float64   // mean bytes of a paragraph; the fewest that count
}

// Numbers returns the parameters of the formula.
func (f *Formula) Numbers() Numbers {
	n := Numbers{K1: k1, B: b, IDF: f.idf, Average: f.average, Shortest: f.shortest}
	if len(f.idf) > 0 {
		n.Least = f.least
	}
	return n
}

// Score returns the score of a paragraph of bytes folded bytes. counts holds the occurrences of each term; spans holds
// their positions, which matter only for queries of several terms. The score is at least 0, and 0 only without
// occurrences.
func (f *Formula) Score(counts []int, spans [][]text.Span, bytes int, place Place) float64 {
	length := f.length(bytes)
	score := 0.0
	for i := range f.idf {
		if counts[i] > 0 {
			score += f.share(i, counts[i], length)
		}
	}
	return f.complete(score, len(f.idf), spans, place)
}

// ScoreHaving is Score for a query of many terms. having lists those that occur, ascending; spans matters only if it has all.
func (f *Formula) ScoreHaving(having, counts []int, spans [][]text.Span, bytes int, place Place) float64 {
	length := f.length(bytes)
	score := 0.0
	for _, i := range having {
		score += f.share(i, counts[i], length)
	}
	return f.complete(score, len(having), spans, place)
}

// length is what the length of a paragraph adds to the divisor. The conversion prevents fused multiply-add, which rounds
// differently on some processors.
func (f *Formula) length(bytes int) float64 {
	return float64(k1 * (1 - b + b*max(float64(bytes), f.shortest)/f.average))
}

// share returns what a term adds to the sum over terms by so many occurrences in a paragraph of a length.
func (f *Formula) share(term, occurrences int, length float64) float64 {
	n := float64(occurrences)
	return f.idf[term] * n * (k1 + 1) / (n + length)
}

// complete adds to the sum over terms, having of which may occur, what depends on their distance and on the place.
func (f *Formula) complete(score float64, having int, spans [][]text.Span, place Place) float64 {
	context, lead, brief := place.factors()
	return (float64(score*(context*lead*brief)) + f.near(having, spans)) * Aging(place.Age)
}

// near is what the distance of the terms adds, having of which may occur.
func (f *Formula) near(having int, spans [][]text.Span) float64 {
	if len(f.idf) < 2 || having < len(f.idf) {
		return 0
	}
	gap, ok := window(spans[:len(f.idf)])
	if !ok {
		return 0
	}
	return float64(Near * f.least / (1 + float64(gap)/8))
}

// Weight returns what a paragraph scores for each unit of IDF under a query of one term, which it has n times, where
// paragraphs have average bytes.
func Weight(n, bytes int, average float64, place Place) float64 {
	f := newFormula(average)
	f.idf = []float64{1}
	return f.Score([]int{n}, nil, bytes, place)
}

// Most bounds the score of a paragraph that has one term of the query, whose Weight is at most weight where paragraphs have
// average bytes and it is as old as here. Of several terms it is that of a paragraph without the others, in the same context.
//
// With r = average/A and the greatest of all weights m = (k1+1)·Best, a weight of w becomes at most
// 1/((1−r)/m + r/w) if r < 1, and no more than w otherwise: shorter paragraphs than the average gain nothing from a greater one.
func (f *Formula) Most(term int, weight, average float64) float64 {
	if r := average / f.average; r < 1 {
		weight = 1 / ((1-r)/((k1+1)*Best) + r/weight)
	}
	return weight * f.idf[term] * (1 + 1e-9)
}

// MostAdded bounds what so many occurrences of a term add to the sum over terms, however short the paragraph is.
func (f *Formula) MostAdded(term, occurrences int) float64 {
	return f.share(term, occurrences, f.length(0))
}

// MostOfSum bounds the score of a paragraph of an age whose sum over terms is at most sum.
func (f *Formula) MostOfSum(sum float64, age int) float64 {
	return f.most(sum*Best, age)
}

// MostOf bounds the score of a paragraph of bytes folded bytes by sum, the sum of the IDFs of all occurrences: several of a term add no
// more than each alone would.
func (f *Formula) MostOf(sum float64, bytes int, place Place) float64 {
	context, lead, brief := place.factors()
	return f.most(sum*(k1+1)/(1+f.length(bytes))*(context*lead*brief), place.Age)
}

// most bounds the score of a paragraph of an age by what its terms are worth in its place, however near they are to each other.
func (f *Formula) most(terms float64, age int) float64 {
	if len(f.idf) > 1 {
		terms += Near * f.least
	}
	return terms * Aging(age) * (1 + 1e-9)
}

// MostInText bounds the score of a paragraph that is no heading and has this score InText without a term in its lead.
func (f *Formula) MostInText(score float64) float64 { return score * Best * (1 + 1e-9) }

// window returns the number of bytes between the terms in the shortest window with an occurrence of each; ok is false
// if one has none. It repeatedly advances the occurrence that begins first.
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
