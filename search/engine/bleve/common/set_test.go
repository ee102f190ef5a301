package common

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
)

// written returns a set as it is written, and fails unless it is read back.
func written(t *testing.T, name string, set *roaring.Bitmap) []byte {
	t.Helper()
	var w setWriter
	w.file.WriteString("before") // another set
	if err := w.write(set); err != nil {
		t.Fatal(err)
	}
	file := w.file.Bytes()[len("before"):]
	got, err := readSet(file)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if !got.Equals(set) {
		t.Errorf("%s: %d documents are written, %d read", name, set.GetCardinality(), got.GetCardinality())
	}
	if err := got.Validate(); err != nil {
		t.Errorf("%s: what is read is no bitmap: %v", name, err)
	}
	return file
}

// TestSets writes sets of every density over several times the documents of a container, and reads them back: in blocks where these are
// shorter.
func TestSets(t *testing.T) {
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
					if _, err := readSet(file[:min(cut, len(file)-1)]); err == nil {
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

// TestSetEdges writes sets at the edges of blocks, of containers, and of the forms that a container has.
func TestSetEdges(t *testing.T) {
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
		if set, err := readSet(file); err == nil {
			t.Errorf("%v is read: %v", file, set)
		}
	}
}
