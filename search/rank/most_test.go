package rank_test

import (
	"math/rand/v2"
	"testing"

	"gongbao/corpus/text"
	"gongbao/search/rank"
)

// TestMost scores paragraphs under two averages: no weight that is bounded under one exceeds Most under the other.
func TestMost(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	close := 0
	for range 200_000 {
		before, paragraphs := 1+2000*r.Float64(), 1+r.IntN(1000)
		f := rank.New(rank.Collection{Paragraphs: paragraphs, Bytes: int((1 + 2000*r.Float64()) * float64(paragraphs))}, []int{r.IntN(paragraphs + 1)})
		n, bytes := 1+r.IntN(1+r.IntN(30)), 1+r.IntN(1+r.IntN(4000))
		place := rank.Place{Context: rank.Context(r.IntN(3)), Lead: r.IntN(2) == 0, Brief: r.IntN(2) == 0, Age: r.IntN(1 + r.IntN(80))}
		weight := rank.Weight(n, bytes, before, place)
		score, most := f.Score([]int{n}, nil, bytes, place), f.Most(0, weight, before)
		if score > most {
			t.Fatalf("%d occurrences in %d bytes, %+v: score %v, at most %v", n, bytes, place, score, most)
		}
		if score > 0.9*most {
			close++
		}
	}
	if close == 0 {
		t.Error("no bound is within a tenth of the score")
	}
}

// TestMostInText scores paragraphs of several terms in every context but headings, with each shape.
func TestMostInText(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 100_000 {
		f := rank.New(rank.Collection{Paragraphs: 1000, Bytes: 1 + r.IntN(600_000)}, []int{r.IntN(1001), r.IntN(1001)})
		from, bytes := r.IntN(50), 1+r.IntN(4000)
		spans := [][]text.Span{{{From: from, To: from + 3}}, {{From: 60, To: 66}}}
		if r.IntN(3) == 0 {
			spans[1] = nil
		}
		counts := []int{len(spans[0]), len(spans[1])}
		place := rank.Place{Age: r.IntN(80), Brief: r.IntN(2) == 0}
		most := f.MostInText(f.Score(counts, spans, bytes, place))
		for i := range 2 * int(rank.InHeading) {
			place.Context, place.Lead = rank.Context(i/2), i%2 == 1
			if in := f.Score(counts, spans, bytes, place); in > most {
				t.Fatalf("%v in %d bytes, %+v: score %v, at most %v", spans, bytes, place, in, most)
			}
		}
	}
}
