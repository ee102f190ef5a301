package common

import (
	"bytes"
	"encoding/binary"
	"errors"

	"github.com/RoaringBitmap/roaring/v2"
)

// A set of documents is written as a Roaring bitmap, whose first byte is 0x3A or 0x3B, or in blocks of 256 documents, whichever is
// shorter. In blocks, the first byte is inBlocks; a uint16 says how many there are; a byte for each says how many of its documents are
// in the set, and then comes a byte for each of these. In between, from one document in 200 to one in 20, blocks take half the bytes.
const (
	inBlocks   = 1
	blocksHead = 3
	perBlock   = 256
	mostBlocks = 1<<16 - 1
)

// A setWriter writes sets. Its buffer is used again and again.
type setWriter struct {
	file   bytes.Buffer
	blocks []byte
}

// write appends a set to the file.
func (w *setWriter) write(set *roaring.Bitmap) error {
	if w.block(set) && uint64(len(w.blocks)) < set.GetSerializedSizeInBytes() {
		w.file.Write(w.blocks)
		return nil
	}
	_, err := set.WriteTo(&w.file)
	return err
}

// block puts a set in blocks. It reports false where the set has all documents of one, or too many.
func (w *setWriter) block(set *roaring.Bitmap) bool {
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

// readSet reads a set, in place where it can: the file is not to be changed while it is used.
func readSet(file []byte) (*roaring.Bitmap, error) {
	if len(file) > 0 && file[0] == inBlocks {
		return readBlocks(file)
	}
	set := roaring.New()
	if n, err := set.FromBuffer(file); err != nil || int(n) != len(file) {
		return nil, errors.Join(errColumn, err)
	}
	return set, nil
}

// readBlocks makes the bytes of a Roaring bitmap of a set in blocks, which are read as they are: to make the bitmap of a bit for each
// document takes three times as long.
func readBlocks(file []byte) (*roaring.Bitmap, error) {
	if len(file) < blocksHead {
		return nil, errColumn
	}
	n := int(binary.LittleEndian.Uint16(file[1:]))
	if len(file) < blocksHead+n {
		return nil, errColumn
	}
	sizes, rest := file[blocksHead:blocksHead+n], file[blocksHead+n:]
	var containers []container
	all := 0
	for from := 0; from < n; from += containerBlocks {
		c := container{key: from / containerBlocks, sizes: sizes[from:min(from+containerBlocks, n)]}
		for _, size := range c.sizes {
			c.documents += int(size)
		}
		if all += c.documents; c.documents > 0 {
			containers = append(containers, c)
		}
	}
	if all != len(rest) || all == 0 {
		return nil, errColumn
	}
	set := roaring.New()
	_, err := set.FromBuffer(roaringOf(containers, rest))
	return set, err
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
