package bitset_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gongbao/search/engine/bleve/bitset"
)

// TestSet holds what a set says of every range to a list of its numbers.
func TestSet(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 1))
	for _, n := range []int{1, 63, 64, 65, 200} {
		set, has := bitset.New(n), make([]bool, n)
		for range n / 3 {
			i := r.IntN(n)
			set.Add(uint32(i))
			has[i] = true
		}
		if from, to := r.IntN(n), r.IntN(n+1); from < to {
			set.Clear(from, to)
			clear(has[from:to])
		}
		for from := range n {
			if set.Has(uint32(from)) != has[from] {
				t.Errorf("Has(%d) = %v of %d", from, !has[from], n)
			}
			for to := from; to <= n; to++ {
				var want, got []int
				for i := from; i < to; i++ {
					if has[i] {
						want = append(want, i)
					}
				}
				first := to
				if len(want) > 0 {
					first = want[0]
				}
				if next := set.Next(from, to); next != first {
					t.Errorf("Next(%d, %d) = %d of %d, want %d", from, to, next, n, first)
				}
				if count := set.Count(from, to); count != len(want) {
					t.Errorf("Count(%d, %d) = %d of %d, want %d", from, to, count, n, len(want))
				}
				if from%64 > 0 {
					continue
				}
				if set.Each(from, to, func(i int) { got = append(got, i) }); !slices.Equal(got, want) {
					t.Errorf("Each(%d, %d) = %v of %d, want %v", from, to, got, n, want)
				}
			}
		}
		if set.SetAll(); set.Count(0, n) != n {
			t.Errorf("%d of %d are in the set of all", set.Count(0, n), n)
		}
	}
}
