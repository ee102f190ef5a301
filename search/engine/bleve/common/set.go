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
	if set.IsEmpty() || set.Maximum()/perBlock > mostBlocks-1 {
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

func readBlocks(file []byte) (*roaring.Bitmap, error) {
	if len(file) < blocksHead {
		return nil, errColumn
	}
	n := int(binary.LittleEndian.Uint16(file[1:]))
	if len(file) < blocksHead+n {
		return nil, errColumn
	}
	sizes, rest := file[blocksHead:blocksHead+n], file[blocksHead+n:]
	documents := make([]uint64, n*perBlock/64)
	for i, size := range sizes {
		if int(size) > len(rest) {
			return nil, errColumn
		}
		words := documents[i*perBlock/64:][:perBlock/64]
		for _, document := range rest[:size] {
			words[document/64] |= 1 << (document % 64)
		}
		rest = rest[size:]
	}
	if len(rest) > 0 {
		return nil, errColumn
	}
	return roaring.FromDense(documents, false), nil
}
