package rank_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/rank"
)

// A scored is a paragraph under a query, at random.
type scored struct {
	collection  rank.Collection
	frequencies []int
	counts      []int
	spans       [][]text.Span
	bytes       int
	place       rank.Place
}

func newScored(r *rand.Rand) (s scored) {
	s.collection = rank.Collection{Paragraphs: 1 + r.IntN(2000)}
	s.collection.Bytes = s.collection.Paragraphs * (10 + r.IntN(800))
	s.bytes = 500 + r.IntN(3000)
	for range 1 + r.IntN(4) {
		var spans []text.Span
		length, most := 1+r.IntN(20), r.IntN(6) // of a term, wherever it stands
		for from := r.IntN(60); len(spans) < most; from += length + r.IntN(60) {
			spans = append(spans, text.Span{From: from, To: from + length})
		}
		s.frequencies = append(s.frequencies, r.IntN(s.collection.Paragraphs+1))
		s.spans, s.counts = append(s.spans, spans), append(s.counts, len(spans))
	}
	s.place = rank.Place{Context: rank.Context(r.IntN(3)), Lead: r.IntN(2) == 0, Brief: r.IntN(2) == 0, Age: r.IntN(90)}
	return s
}

// idf is that of a term of the query.
func (s *scored) idf(term int) float64 {
	all, n := float64(s.collection.Paragraphs), float64(s.frequencies[term])
	return math.Log(1 + (all-n+0.5)/(n+0.5))
}

// share is what a term adds to the sum.
func (s *scored) share(term int) float64 {
	const k1, b = 1.2, 0.75
	average := float64(s.collection.Bytes) / float64(s.collection.Paragraphs)
	f := float64(s.counts[term])
	return s.idf(term) * f * (k1 + 1) / (f + k1*(1-b+b*max(float64(s.bytes)/average, 0.8)))
}

// near tries each choice of one occurrence of each term.
func (s *scored) near() float64 {
	if len(s.spans) < 2 {
		return 0
	}
	best := math.Inf(1)
	var choose func(term, from, to, own int)
	choose = func(term, from, to, own int) {
		if term == len(s.spans) {
			best = min(best, max(float64(to-from-own), 0))
			return
		}
		for _, o := range s.spans[term] {
			choose(term+1, min(from, o.From), max(to, o.To), own+o.To-o.From)
		}
	}
	choose(0, math.MaxInt, 0, 0)
	least := math.Inf(1)
	for term := range s.spans {
		least = min(least, s.idf(term))
	}
	return least / (1 + best/8) // nothing where a term has no occurrence
}

// score is the formula of the package's documentation.
func (s *scored) score() float64 {
	sum, factor := 0.0, 1.0
	for term := range s.counts {
		sum += s.share(term)
	}
	switch {
	case s.place.Context == rank.InHeading:
		factor = 0.5
	default:
		if s.place.Context == rank.InSection {
			factor = 1.5
		}
		if s.place.Lead {
			factor *= 1.5
		}
		if s.place.Brief {
			factor *= 0.5
		}
	}
	return (sum*factor + s.near()) * math.Pow(0.97, float64(s.place.Age))
}

// TestFormula holds scores, in each of the ways to get them, and their bounds to the documented formula.
func TestFormula(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	terms := []text.Pattern{text.NewPattern("发展"), text.NewPattern("改革"), text.NewPattern("开放"), text.NewPattern("就业")}
	for range 20_000 {
		s := newScored(r)
		f := rank.New(s.collection, s.frequencies)
		want, got := s.score(), f.Score(s.counts, s.spans, s.bytes, s.place)
		if math.Abs(got-want) > 1e-12*want || (got == 0) != (slices.Max(s.counts) == 0) {
			t.Fatalf("%+v: score %v, the formula has %v", s, got, want)
		}
		var having []int
		sum, most, idfs := 0.0, 0.0, 0.0
		for i, n := range s.counts {
			if n > 0 {
				having, most = append(having, i), most+f.MostAdded(i, n)
			}
			idfs += float64(n) * s.idf(i)
			sum += s.share(i)
		}
		if bound := f.MostOf(idfs, s.bytes, s.place); bound < got || len(s.counts) == 1 && s.counts[0] == 1 && bound > 1.000001*got {
			t.Fatalf("%+v: score %v, at most %v by the sum of IDFs", s, got, bound)
		}
		if of := f.ScoreHaving(having, s.counts, s.spans, s.bytes, s.place); of != got {
			t.Fatalf("%+v: score %v of the terms that it has, %v of all", s, of, got)
		}
		if most < sum {
			t.Fatalf("%+v: the terms add %v, at most %v", s, sum, most)
		}
		if bound := f.MostOfSum(sum*(1+1e-12), s.place.Age); bound < got {
			t.Fatalf("%+v: score %v, at most %v", s, got, bound)
		}
		for how, factors := range map[string]*rank.Factors{
			"all terms": f.Factors(terms[:len(s.counts)], nil, s.counts, s.spans, s.bytes, s.place), "those that it has": f.Factors(terms[:len(s.counts)], append([]int{}, having...), s.counts, s.spans, s.bytes, s.place),
		} {
			if factors.Score() != got || len(factors.Terms) != len(having) {
				t.Fatalf("%+v: %+v of %s make %v, the score is %v", s, factors, how, factors.Score(), got)
			}
			for k, share := range factors.Terms {
				if share.Term != terms[having[k]].Folded() || math.Abs(share.Score-s.share(having[k])) > 1e-12*share.Score {
					t.Fatalf("%+v: share %d of %s is %+v", s, k, how, share)
				}
			}
			if near := s.near(); math.Abs(factors.Near-near) > 1e-12 || factors.Age != rank.Aging(s.place.Age) {
				t.Fatalf("%+v: near %v and age %v of %s, the formula has %v", s, factors.Near, factors.Age, how, near)
			}
		}
		n := f.Numbers()
		for i := range s.frequencies {
			if math.Abs(n.IDF[i]-s.idf(i)) > 1e-12 || n.Least > n.IDF[i] {
				t.Fatalf("%+v: %+v", s, n)
			}
		}
	}
	if n := rank.New(rank.Collection{}, nil).Numbers(); n.Least != 0 || len(n.IDF) > 0 {
		t.Errorf("without terms: %+v", n)
	}
}

// TestMostIsNear holds the bounds to what they are good for: the best score there is comes near them.
func TestMostIsNear(t *testing.T) {
	f := rank.New(rank.Collection{Paragraphs: 1000, Bytes: 300_000}, []int{20, 50})
	best := rank.Place{Context: rank.InSection, Lead: true, Age: 7}
	counts, spans := []int{3, 2}, [][]text.Span{{{From: 0, To: 6}, {From: 20, To: 26}, {From: 40, To: 46}}, {{From: 6, To: 12}, {From: 50, To: 56}}}
	score := f.Score(counts, spans, 240, best)
	if most := f.MostOfSum(score/rank.Best/rank.Aging(7), 7); most > 1.5*score {
		t.Errorf("score %v, at most %v", score, most)
	}
	sum := f.MostAdded(0, 3) + f.MostAdded(1, 2)
	if most := f.MostOfSum(sum, 7); most < score || most > 1.01*score {
		t.Errorf("score %v of a short paragraph with all terms side by side, at most %v", score, most)
	}
	one := rank.New(rank.Collection{Paragraphs: 1000, Bytes: 300_000}, []int{20})
	alone := one.Score([]int{3}, nil, 300, best)
	if most := one.Most(0, rank.Weight(3, 300, 300, best), 300); math.Abs(most-alone) > 1e-6*alone {
		t.Errorf("score %v, at most %v under the same average", alone, most)
	}
	if most := one.MostOfSum(one.MostAdded(0, 3), 7); most < alone || most > 1.2*alone {
		t.Errorf("score %v of one term, at most %v", alone, most)
	}
	plain := one.Score([]int{3}, nil, 300, rank.Place{Age: 7})
	if most := one.MostInText(plain); math.Abs(most-alone) > 1e-6*alone {
		t.Errorf("score %v under a title and in the lead, at most %v", alone, most)
	}
}

func TestLabel(t *testing.T) {
	for want, h := range map[string]corpus.Header{
		"2021年 辽宁 政府工作报告": {Title: "政府工作报告", Region: "辽宁", Year: 2021},
		"2021年 辽宁省政府工作报告": {Title: "辽宁省政府工作报告", Region: "辽宁", Year: 2021},
		"辽宁 2021年政府工作报告":  {Title: "2021年政府工作报告", Region: "辽宁", Year: 2021},
		"辽宁 政府工作报告":       {Title: "政府工作报告", Region: "辽宁"},
		"1年 条例":           {Title: "条例", Year: 1},
		"":                {},
	} {
		if got := rank.Label(&h); got != want {
			t.Errorf("%+v: %q, want %q", h, got, want)
		}
	}
}
