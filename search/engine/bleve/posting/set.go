// Package posting has the sets of documents that terms stand in, as the postings of a segment of an index.
//
// A [Writer] writes sets one behind the other, and [Read] reads one in place. Of a set that is written in blocks, how many documents it
// has ([Set.Len]) and which of a few others it has ([Intersect]) are known without decoding it.
package posting

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"gongbao/search/engine/bleve/bitset"
)

// A Set is a set of documents of one segment. One goroutine at a time may use it.
type Set struct {
	bitmap *roaring.Bitmap // nil where the set is in blocks, and has not been decoded
	blocks blocks
	len    int
}

// Of returns the set of a bitmap, which is not to be changed.
func Of(bitmap *roaring.Bitmap) *Set { return &Set{bitmap: bitmap, len: int(bitmap.GetCardinality())} }

// Len returns the number of documents.
func (s *Set) Len() int { return s.len }

// Bitmap returns the documents, not to be changed.
func (s *Set) Bitmap() *roaring.Bitmap {
	if s.bitmap == nil {
		s.bitmap = s.blocks.bitmap()
	}
	return s.bitmap
}

// decodingShare is the number of documents of a set in blocks, for each that is looked for in it, from which it is faster not to decode it.
const decodingShare = 6

// spares reports whether it is faster to look for the documents of s in the blocks of t than to decode these.
func (s *Set) spares(t *Set) bool { return t.bitmap == nil && decodingShare*s.len < t.len }

// and returns the documents of s that t has too.
func (s *Set) and(t *Set) *Set {
	if s.spares(t) {
		return Of(t.blocks.among(s.Bitmap()))
	}
	return Of(roaring.And(s.Bitmap(), t.Bitmap()))
}

// CountIn returns how many documents of s another set has too.
func (s *Set) CountIn(t *Set) int {
	if s.spares(t) {
		return s.and(t).len
	}
	return int(s.Bitmap().AndCardinality(t.Bitmap()))
}

// Intersect returns the documents that are in all of some sets, of which there is one at least.
func Intersect(sets []*Set) *Set {
	sets = slices.Clone(sets)
	slices.SortFunc(sets, func(a, b *Set) int { return a.len - b.len })
	all := sets[0]
	for _, s := range sets[1:] {
		if all.len == 0 {
			break
		}
		all = all.and(s)
	}
	return all
}

// denseShare is the share of the documents of a segment up to which sets are united as Roaring bitmaps; more are by a bit for each.
const denseShare = 64

// Union returns the documents that are in one of some sets, of a segment of so many documents.
func Union(sets []*Set, documents int) *Set {
	sum := 0
	for _, s := range sets {
		sum += s.len
	}
	if sum*denseShare < documents {
		bitmaps := make([]*roaring.Bitmap, len(sets))
		for i, s := range sets {
			bitmaps[i] = s.Bitmap()
		}
		return Of(roaring.FastOr(bitmaps...))
	}
	all := bitset.New(documents)
	for _, s := range sets {
		s.addTo(all)
	}
	return Of(roaring.FromDense(all, false))
}

// lookShare is the number of postings that can be read in the time that it takes to look at a document.
const lookShare = 500

// Cover returns the documents that are in one of some sets, of a segment of so many documents; nil for all, where it is faster to look at
// those that are in none than to read the sets that tell which these are. The largest sets soon tell.
func Cover(sets []*Set, documents int) *Set {
	rest := 0
	for _, s := range sets {
		rest += s.len
	}
	if rest < documents {
		return Union(sets, documents)
	}
	sets = slices.Clone(sets)
	slices.SortFunc(sets, func(a, b *Set) int { return b.len - a.len })
	all := bitset.New(documents)
	for some := range slices.Chunk(sets, 8) {
		if rest > lookShare*(documents-all.Count(0, documents)) {
			return nil
		}
		for _, s := range some {
			s.addTo(all)
			rest -= s.len
		}
	}
	return Of(roaring.FromDense(all, false))
}

func (s *Set) addTo(all bitset.Set) {
	if s.bitmap == nil {
		s.blocks.addTo(all)
		return
	}
	var buf [256]uint32
	for it := s.bitmap.ManyIterator(); ; {
		n := it.NextMany(buf[:])
		for _, document := range buf[:n] {
			all.Add(document)
		}
		if n == 0 {
			return
		}
	}
}

// A set is written as a Roaring bitmap, whose first byte is 0x3A or 0x3B, or in blocks of 256 documents, whichever is shorter. In blocks,
// the first byte is inBlocks; a uint16 says how many there are; a byte for each says how many of its documents are in the set, and then
// comes a byte for each of these. In between, from one document in 200 to one in 20, blocks take half the bytes.
const (
	inBlocks   = 1
	blocksHead = 3
	perBlock   = 256
	mostBlocks = 1<<16 - 1
)

// A Writer writes sets. Its zero value has written none.
type Writer struct {
	file   bytes.Buffer
	blocks []byte // used again and again
}

// Bytes returns what has been written.
func (w *Writer) Bytes() []byte { return w.file.Bytes() }

// Write writes a set behind those before.
func (w *Writer) Write(set *roaring.Bitmap) error {
	if w.block(set) && uint64(len(w.blocks)) < set.GetSerializedSizeInBytes() {
		w.file.Write(w.blocks)
		return nil
	}
	_, err := set.WriteTo(&w.file)
	return err
}

// block puts a set in blocks. It reports false where the set has all documents of one, or too many.
func (w *Writer) block(set *roaring.Bitmap) bool {
	if set.IsEmpty() || set.Maximum()/perBlock >= mostBlocks {
		return false
	}
	n := int(set.Maximum()/perBlock) + 1
	w.blocks = binary.LittleEndian.AppendUint16(append(w.blocks[:0], inBlocks), uint16(n))
	w.blocks = append(w.blocks, make([]byte, n)...)
	for i := set.Iterator(); i.HasNext(); {
		document := i.Next()
		size := &w.blocks[blocksHead+document/perBlock]
		if *size++; *size == 0 {
			return false
		}
		w.blocks = append(w.blocks, byte(document%perBlock))
	}
	return true
}

var errSet = errors.New("not a set of documents")

// Read reads a set that a Writer wrote, in place where it can: the file is not to be changed while it is used.
func Read(file []byte) (*Set, error) {
	if len(file) > 0 && file[0] == inBlocks {
		return readBlocks(file)
	}
	set := roaring.New()
	if n, err := set.FromBuffer(file); err != nil || int(n) != len(file) {
		return nil, errors.Join(errSet, err)
	}
	return Of(set), nil
}

func readBlocks(file []byte) (*Set, error) {
	if len(file) < blocksHead {
		return nil, errSet
	}
	n := int(binary.LittleEndian.Uint16(file[1:]))
	if len(file) < blocksHead+n {
		return nil, errSet
	}
	b := blocks{sizes: file[blocksHead : blocksHead+n], documents: file[blocksHead+n:]}
	if documents := sum(b.sizes); documents != len(b.documents) || documents == 0 {
		return nil, errSet
	}
	return &Set{blocks: b, len: len(b.documents)}, nil
}

func sum(sizes []byte) (n int) {
	for _, size := range sizes {
		n += int(size)
	}
	return n
}
