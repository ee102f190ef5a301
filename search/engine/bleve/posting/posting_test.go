package posting_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"

	"gongbao/search/engine/bleve/posting"
)

// someOf returns about one in so many documents of a segment, and now and then a whole block of them.
func someOf(r *rand.Rand, documents, one int) *roaring.Bitmap {
	set := roaring.New()
	for n := range documents {
		if r.IntN(one) == 0 || n/256 == 3 && one == 2 {
			set.Add(uint32(n))
		}
	}
	return set
}

// written returns a set as it is read back.
func written(t *testing.T, set *roaring.Bitmap) *posting.Set {
	t.Helper()
	var w posting.Writer
	if err := w.Write(set); err != nil {
		t.Fatal(err)
	}
	read, err := posting.Read(w.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// TestSets holds what is read, intersected and united to Roaring bitmaps of the same documents, in segments of several containers, of
// frequent and of rare terms, whether sets have been decoded before or not.
func TestSets(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 1))
	shares := []int{1, 2, 5, 20, 50, 300, 5000, 1 << 30}
	for _, documents := range []int{1, 255, 256, 257, 3000, 65536, 150_000} {
		for range 40 {
			n := 1 + r.IntN(4)
			bitmaps, sets := make([]*roaring.Bitmap, n), make([]*posting.Set, n)
			for i := range n {
				bitmaps[i] = someOf(r, documents, shares[r.IntN(len(shares))])
				sets[i] = written(t, bitmaps[i])
				if r.IntN(4) == 0 {
					sets[i] = posting.Of(bitmaps[i])
				}
				if r.IntN(3) == 0 && !sets[i].Bitmap().Equals(bitmaps[i]) {
					t.Fatalf("of %d documents %d are read as others", documents, bitmaps[i].GetCardinality())
				}
				if sets[i].Len() != int(bitmaps[i].GetCardinality()) {
					t.Fatalf("Len %d, want %d", sets[i].Len(), bitmaps[i].GetCardinality())
				}
			}
			check := func(what string, got *posting.Set, want *roaring.Bitmap) {
				if !got.Bitmap().Equals(want) || got.Len() != int(want.GetCardinality()) {
					t.Errorf("%s of %d sets in %d documents: %d, want %d", what, n, documents, got.Len(), want.GetCardinality())
				}
			}
			check("intersection", posting.Intersect(sets), roaring.FastAnd(bitmaps...))
			check("union", posting.Union(sets, documents), roaring.FastOr(bitmaps...))
		}
	}
}

// TestDamaged cuts sets and changes what they say of their length: none of these is read.
func TestDamaged(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 2))
	for _, one := range []int{2, 50, 5000} {
		var w posting.Writer
		if err := w.Write(someOf(r, 70_000, one)); err != nil {
			t.Fatal(err)
		}
		whole := w.Bytes()
		for _, n := range []int{0, 1, 2, 3, 10, len(whole) - 1} {
			if _, err := posting.Read(whole[:n]); err == nil {
				t.Errorf("%d of %d bytes are read", n, len(whole))
			}
		}
		if _, err := posting.Read(append(whole, 0)); err == nil {
			t.Errorf("%d bytes and one more are read", len(whole))
		}
	}
}

// BenchmarkIntersect intersects a rare set with sets that have not been decoded.
func BenchmarkIntersect(b *testing.B) {
	r := rand.New(rand.NewPCG(11, 3))
	for _, rare := range []int{20_000, 1000, 200, 60} {
		few := posting.Of(someOf(r, 50_000, rare))
		for _, one := range []int{100, 30} {
			var w posting.Writer
			if err := w.Write(someOf(r, 50_000, one)); err != nil {
				b.Fatal(err)
			}
			b.Run(fmt.Sprintf("%d with %d", few.Len(), 50_000/one), func(b *testing.B) {
				for b.Loop() {
					set, err := posting.Read(w.Bytes())
					if err != nil {
						b.Fatal(err)
					}
					posting.Intersect([]*posting.Set{few, set})
				}
			})
		}
	}
}
