package column_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gongbao/search/engine/bleve/column"
)

// TestKeys looks for random keys, and for those that are in no paragraph, as a scan of all paragraphs does.
func TestKeys(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 100 {
		var w column.KeyWriter
		var all [][]uint32
		for range n {
			keys := make([]uint32, r.IntN(3))
			for i := range keys {
				keys[i] = uint32(1 + (5*uint64(i)+r.Uint64N(5))*(1<<32-2)/9) // also the lowest and the highest
			}
			all = append(all, keys)
			w.Add(keys)
		}
		keys := column.Column(w.Bytes()).Keys(n)
		for p, of := range all {
			if !slices.Equal(keys.At(p), of) || (keys.At(p) == nil) != (len(of) == 0) {
				t.Fatalf("paragraph %d of %x: %x", p, all, keys.At(p))
			}
		}
		for i := range uint64(10) {
			for _, key := range []uint32{uint32(1 + i*(1<<32-2)/9), uint32(i*(1<<32-2)/9) + 2} {
				var want []uint32
				for p, of := range all {
					if slices.Contains(of, key) {
						want = append(want, uint32(p))
					}
				}
				want = append([]uint32{1}, want...)
				if got := keys.Append([]uint32{1}, key); !slices.Equal(got, want) {
					t.Fatalf("%x of %x: %d, want %d", key, all, got, want)
				}
			}
		}
	}
}
