package column

import (
	"encoding/binary"
	"fmt"
	"slices"
	"unsafe"
)

// Sentences is a column that says where the sentences of texts end.
type Sentences struct {
	ends    []uint32 // where the lengths of each text end
	lengths string   // of each sentence but the last of its text, in bytes, as uvarints
}

// Sentences reads a column about the sentences of n texts in place. It returns an error when the column cannot be one.
func (c Column) Sentences(n int) (Sentences, error) {
	if len(c) < 4*n {
		return Sentences{}, fmt.Errorf("%d bytes about the sentences of %d texts", len(c), n)
	}
	s := Sentences{ends: c[:4*n].Numbers(), lengths: unsafe.String(unsafe.SliceData(c), len(c))[4*n:]}
	if !slices.IsSorted(s.ends) || n > 0 && int(s.ends[n-1]) != len(s.lengths) {
		return Sentences{}, fmt.Errorf("the lengths of sentences do not end with the column")
	}
	return s, nil
}

// Append appends to dst where each sentence of the i-th text ends, which has so many bytes. A text without a byte has no sentence.
func (s Sentences) Append(dst []int, i, bytes int) []int {
	if bytes == 0 {
		return dst
	}
	from := uint32(0)
	if i > 0 {
		from = s.ends[i-1]
	}
	end, length, shift := 0, 0, 0
	for _, b := range []byte(s.lengths[from:s.ends[i]]) {
		length |= int(b&0x7f) << shift
		shift += 7
		if b < 0x80 {
			end += length
			dst = append(dst, end)
			length, shift = 0, 0
		}
	}
	return append(dst, bytes)
}

// A SentenceWriter makes such a column. Its zero value has no texts.
type SentenceWriter struct{ ends, lengths []byte }

// Add appends a text by its sentences, of which it has one at least unless it is empty.
func (w *SentenceWriter) Add(sentences func(yield func(string) bool)) {
	last := 0 // length of the sentence before, whose successor is not known
	for sentence := range sentences {
		if last > 0 {
			w.lengths = binary.AppendUvarint(w.lengths, uint64(last))
		}
		last = len(sentence)
	}
	w.ends = binary.LittleEndian.AppendUint32(w.ends, uint32(len(w.lengths)))
}

// Bytes returns the column.
func (w *SentenceWriter) Bytes() []byte { return append(w.ends, w.lengths...) }
