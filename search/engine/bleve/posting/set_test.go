package posting

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
)

// written returns a set as it is written, and fails unless it is read back.
func written(t *testing.T, name string, set *roaring.Bitmap) []byte {
	t.Helper()
	var w Writer
	w.file.WriteString("before") // another set
	if err := w.Write(set); err != nil {
		t.Fatal(err)
	}
	file := w.Bytes()[len("before"):]
	got, err := Read(file)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if got.Len() != int(set.GetCardinality()) || !got.Bitmap().Equals(set) {
		t.Errorf("%s: %d documents are written, %d read", name, set.GetCardinality(), got.Len())
	}
	if err := got.Bitmap().Validate(); err != nil {
		t.Errorf("%s: what is read is no bitmap: %v", name, err)
	}
	return file
}

// TestWrite writes sets of every density over several times the documents of a container, and reads them back: in blocks where these are
// shorter.
func TestWrite(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 3))
	inBlock := 0
	for _, documents := range []int{1, 255, 256, 257, 5000, 65_535, 65_536, 65_537, 150_000, 262_144} {
		for _, of := range []int{2, 8, 9, 12, 16, 20, 60, 200, 1000, 20_000} { // one document in so many
			set := roaring.New()
			for set.IsEmpty() {
				for n := range documents {
					if r.IntN(of) == 0 {
						set.Add(uint32(n))
					}
				}
			}
			name := fmt.Sprintf("one of %d of %d", of, documents)
			file := written(t, name, set)
			if size := set.GetSerializedSizeInBytes(); uint64(len(file)) > size {
				t.Errorf("%s: %d bytes, a Roaring bitmap has %d", name, len(file), size)
			}
			if file[0] == inBlocks {
				inBlock++
				for _, cut := range []int{1, 2, 3, len(file) / 2, len(file) - 1} {
					if _, err := Read(file[:min(cut, len(file)-1)]); err == nil {
						t.Errorf("%s: %d of %d bytes are read", name, cut, len(file))
					}
				}
			}
		}
	}
	if inBlock < 30 {
		t.Errorf("%d sets are written in blocks", inBlock)
	}
}

// TestEdges writes sets at the edges of blocks, of containers, and of the forms that a container has.
func TestEdges(t *testing.T) {
	ranged := func(from, to, step uint32) *roaring.Bitmap {
		set := roaring.New()
		for n := from; n < to; n += step {
			set.Add(n)
		}
		return set
	}
	last := uint32(mostBlocks) * perBlock // the first document for which there are too many blocks
	for name, set := range map[string]*roaring.Bitmap{
		"the first document":                        roaring.BitmapOf(0),
		"the last of a block, the first of another": roaring.BitmapOf(255, 256),
		"a whole block and a document":              roaring.Or(ranged(256, 512, 1), roaring.BitmapOf(3000)),
		"a block but for one":                       roaring.Or(ranged(256, 511, 1), ranged(600, 65_536, 20)),
		"as many as an array has":                   ranged(0, mostInArray*15, 15),
		"one more":                                  ranged(0, mostInArray*15+1, 15),
		"bits in one container, few in the next":    roaring.Or(ranged(0, 65_536, 12), ranged(65_536, 131_072, 150)),
		"few in one container, bits in the next":    roaring.Or(ranged(0, 65_536, 150), ranged(65_536, 131_072, 12)),
		"a container that has none":                 roaring.Or(ranged(0, 65_536, 100), ranged(131_072, 196_608, 100)),
		"the last container that blocks have":       roaring.BitmapOf(7, last-1),
		"a container more":                          roaring.BitmapOf(7, last),
		"the last number":                           roaring.BitmapOf(7, 1<<32-1),
	} {
		written(t, name, set)
	}
	for _, file := range [][]byte{nil, {inBlocks}, {inBlocks, 0, 0}, {inBlocks, 1, 0, 0}, {inBlocks, 1, 0, 1}, {inBlocks, 1, 0, 1, 7, 8}, {0}} {
		if set, err := Read(file); err == nil {
			t.Errorf("%v is read: %v", file, set)
		}
	}
}

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

// TestTogether holds what is intersected and united to Roaring bitmaps of the same documents, in segments of several containers, of
// frequent and of rare terms, whether sets have been decoded before or not.
func TestTogether(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 1))
	shares := []int{1, 2, 5, 20, 50, 300, 5000, 1 << 30}
	for _, documents := range []int{1, 255, 256, 257, 3000, 65536, 150_000} {
		for range 40 {
			n := 1 + r.IntN(4)
			bitmaps, sets := make([]*roaring.Bitmap, n), make([]*Set, n)
			for i := range n {
				bitmaps[i] = someOf(r, documents, shares[r.IntN(len(shares))])
				var err error
				if sets[i], err = Read(written(t, "a set", bitmaps[i])); err != nil {
					t.Fatal(err)
				}
				if r.IntN(2) == 0 {
					sets[i].Bitmap()
				}
			}
			check := func(what string, got *Set, want *roaring.Bitmap) {
				if !got.Bitmap().Equals(want) || got.Len() != int(want.GetCardinality()) {
					t.Errorf("%s of %d sets in %d documents: %d, want %d", what, n, documents, got.Len(), want.GetCardinality())
				}
			}
			check("intersection", Intersect(sets), roaring.FastAnd(bitmaps...))
			check("union", Union(sets, documents), roaring.FastOr(bitmaps...))
			if got, want := sets[0].CountIn(sets[n-1]), int(bitmaps[0].AndCardinality(bitmaps[n-1])); got != want {
				t.Errorf("%d of %d documents are in another set, want %d", got, documents, want)
			}
		}
	}
}

// BenchmarkIntersect intersects a rare set with sets that have not been decoded.
func BenchmarkIntersect(b *testing.B) {
	r := rand.New(rand.NewPCG(11, 3))
	for _, rare := range []int{20_000, 1000, 200, 60} {
		few := Of(someOf(r, 50_000, rare))
		for _, one := range []int{100, 30} {
			var w Writer
			if err := w.Write(someOf(r, 50_000, one)); err != nil {
				b.Fatal(err)
			}
			b.Run(fmt.Sprintf("%d with %d", few.Len(), 50_000/one), func(b *testing.B) {
				for b.Loop() {
					set, err := Read(w.Bytes())
					if err != nil {
						b.Fatal(err)
					}
					Intersect([]*Set{few, set})
				}
			})
		}
	}
}

// TestCover unites sets of every density: the cover is the union, or all documents where few are in none of many sets.
func TestCover(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 8))
	all := 0
	for range 300 {
		documents, of := 1+r.IntN(3000), 1+r.IntN(200)
		var sets []*Set
		union, postings := roaring.New(), 0
		for range 1 + r.IntN(200) {
			set := roaring.New()
			for n := range documents {
				if r.IntN(of) == 0 {
					set.Add(uint32(n))
				}
			}
			union.Or(set)
			sets, postings = append(sets, Of(set)), postings+int(set.GetCardinality())
		}
		missing := documents - int(union.GetCardinality())
		switch got := Cover(sets, documents); {
		case got == nil:
			if all++; missing*lookShare > postings {
				t.Fatalf("%d of %d documents are in none of %d sets with %d postings, and all are to be looked at", missing, documents, len(sets), postings)
			}
		case !got.Bitmap().Equals(union):
			t.Fatalf("a cover of %d documents, their union has %d", got.Len(), union.GetCardinality())
		}
	}
	if all < 20 {
		t.Errorf("all documents are to be looked at in %d of 300 covers", all)
	}
}
