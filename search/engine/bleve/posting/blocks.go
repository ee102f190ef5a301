package posting

import (
	"bytes"
	"encoding/binary"

	"github.com/RoaringBitmap/roaring/v2"

	"gongbao/search/engine/bleve/bitset"
)

// blocks are the documents of a set in blocks, as they are written.
type blocks struct {
	sizes     []byte // how many each block has, that of document 0 first
	documents []byte // of the blocks, one block after the other: the last byte of their numbers, ascending
}

// among returns the documents of a bitmap that are in the blocks.
func (b blocks) among(some *roaring.Bitmap) *roaring.Bitmap {
	found := make([]uint32, 0, some.GetCardinality())
	block, rest := uint32(0), b.documents // those of block, and what comes behind them
	for it := some.Iterator(); it.HasNext(); {
		document := it.Next()
		if document/perBlock >= uint32(len(b.sizes)) {
			break
		}
		for ; block < document/perBlock; block++ {
			rest = rest[b.sizes[block]:]
		}
		if bytes.IndexByte(rest[:b.sizes[block]], byte(document)) >= 0 {
			found = append(found, document)
		}
	}
	return roaring.BitmapOf(found...)
}

func (b blocks) addTo(all bitset.Set) {
	rest := b.documents
	for block, size := range b.sizes {
		for _, document := range rest[:size] {
			all.Add(uint32(block*perBlock) + uint32(document))
		}
		rest = rest[size:]
	}
}

// bitmap makes the bytes of a Roaring bitmap of the blocks, and reads these: to make the bitmap of a bit for each document takes three
// times as long.
func (b blocks) bitmap() *roaring.Bitmap {
	var containers []container
	for from := 0; from < len(b.sizes); from += containerBlocks {
		sizes := b.sizes[from:min(from+containerBlocks, len(b.sizes))]
		if n := sum(sizes); n > 0 {
			containers = append(containers, container{key: from / containerBlocks, sizes: sizes, documents: n})
		}
	}
	set := roaring.New()
	if _, err := set.FromBuffer(roaringOf(containers, b.documents)); err != nil {
		panic(err) // these are bytes of our own
	}
	return set
}

// A container is that of a Roaring bitmap: 65,536 documents, of which it has an array of those in the set or a bit for each.
type container struct {
	key       int
	sizes     []byte // of its blocks
	documents int    // in the set, at least one
}

const (
	containerBlocks = 1 << 16 / perBlock
	mostInArray     = 4096
	bitBytes        = 1 << 16 / 8
	noRuns          = 12346 // the first number of a bitmap without runs
)

// roaringOf returns a Roaring bitmap as it is written, see https://github.com/RoaringBitmap/RoaringFormatSpec, of the documents in blocks.
func roaringOf(containers []container, documents []byte) []byte {
	head := 8 + 8*len(containers)
	size := head
	for _, c := range containers {
		size += c.bytes()
	}
	to := binary.LittleEndian.AppendUint32(make([]byte, 0, size), noRuns)
	to = binary.LittleEndian.AppendUint32(to, uint32(len(containers)))
	for _, c := range containers {
		to = binary.LittleEndian.AppendUint16(to, uint16(c.key))
		to = binary.LittleEndian.AppendUint16(to, uint16(c.documents-1))
	}
	at := head
	for _, c := range containers {
		to = binary.LittleEndian.AppendUint32(to, uint32(at))
		at += c.bytes()
	}
	for _, c := range containers {
		from := len(to)
		to = to[:from+c.bytes()]
		if c.documents > mostInArray {
			c.setBits(to[from:], documents)
		} else {
			c.list(to[from:], documents)
		}
		documents = documents[c.documents:]
	}
	return to
}

// bytes returns how many bytes the container takes.
func (c *container) bytes() int {
	if c.documents > mostInArray {
		return bitBytes
	}
	return 2 * c.documents
}

// list writes the documents of the container one after the other.
func (c *container) list(to, documents []byte) {
	for block, size := range c.sizes {
		for _, document := range documents[:size] {
			binary.LittleEndian.PutUint16(to, uint16(block)<<8|uint16(document))
			to = to[2:]
		}
		documents = documents[size:]
	}
}

// setBits sets the bits of the documents of the container.
func (c *container) setBits(to, documents []byte) {
	for block, size := range c.sizes {
		bits := to[block*perBlock/8:][:perBlock/8]
		for _, document := range documents[:size] {
			bits[document/8] |= 1 << (document % 8)
		}
		documents = documents[size:]
	}
}
