package column

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"unsafe"
)

// Texts is a column of strings: their bytes, a line feed behind each, then where each one ends, then how many there are.
type Texts struct {
	bytes string
	ends  []uint64
}

// Texts reads a column of strings in place. It returns an error when the column cannot be one.
func (c Column) Texts() (Texts, error) {
	if len(c) < 8 {
		return Texts{}, fmt.Errorf("column of %d bytes has no count", len(c))
	}
	n := binary.LittleEndian.Uint64(c[len(c)-8:])
	if n > uint64(len(c)-8)/8 {
		return Texts{}, fmt.Errorf("column of %d bytes counts %d texts", len(c), n)
	}
	split := len(c) - 8 - 8*int(n)
	t := Texts{bytes: unsafe.String(unsafe.SliceData([]byte(c)), split)}
	if n > 0 {
		t.ends = unsafe.Slice((*uint64)(unsafe.Pointer(&c[split])), n)
	}
	return t, nil
}

// Len returns the number of texts.
func (t Texts) Len() int { return len(t.ends) }

// At returns the i-th text. It is not a copy: it is gone when the column is closed.
func (t Texts) At(i int) string {
	from := uint64(0)
	if i > 0 {
		from = t.ends[i-1] + 1
	}
	return t.bytes[from:t.ends[i]]
}

// Bytes is the number of bytes of the texts from the first to before the last, line feeds included.
func (t Texts) Bytes(first, last int) int {
	end := func(i int) int {
		if i == 0 {
			return 0
		}
		return int(t.ends[i-1]) + 1
	}
	return end(last) - end(first)
}

// A TextWriter writes a column of strings.
type TextWriter struct {
	w    *bufio.Writer
	n    uint64
	ends []byte
}

// NewTextWriter returns a TextWriter to w.
func NewTextWriter(w io.Writer) *TextWriter { return &TextWriter{w: bufio.NewWriterSize(w, 1<<16)} }

// Add appends a text. The writer keeps the first error for Finish.
func (t *TextWriter) Add(s []byte) {
	t.w.Write(s)
	t.w.WriteByte('\n')
	t.n += uint64(len(s))
	t.ends = binary.LittleEndian.AppendUint64(t.ends, t.n)
	t.n++
}

// Len returns the number of texts so far.
func (t *TextWriter) Len() int { return len(t.ends) / 8 }

// Finish writes what follows the texts. The ends are padded to a border of eight bytes, so that they can be read in place.
func (t *TextWriter) Finish() error {
	for ; t.n%8 != 0; t.n++ {
		t.w.WriteByte('\n')
	}
	t.w.Write(t.ends)
	t.w.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(t.ends)/8)))
	return t.w.Flush()
}
