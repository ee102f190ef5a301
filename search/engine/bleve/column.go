package bleve

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"unsafe"

	"github.com/blevesearch/mmap-go"
)

// A column is one property of every paragraph (or report, or section path) of a part, in one file that is mapped into memory. Numbers are
// little endian and read in place, which holds on every machine that the program is built for.
type column []byte

// openColumn maps the file at path.
func openColumn(path string) (column, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return nil, err
	}
	mapped, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		return nil, fmt.Errorf("map %s: %w", path, err)
	}
	return column(mapped), nil
}

// close unmaps a column that openColumn gave.
func (c column) close() error {
	if c == nil {
		return nil
	}
	mapped := mmap.MMap(c)
	return mapped.Unmap()
}

// numbers reads a column of numbers in place.
func (c column) numbers() []uint32 {
	if len(c) == 0 {
		return nil
	}
	return unsafe.Slice((*uint32)(unsafe.Pointer(&c[0])), len(c)/4)
}

// A texts column holds strings: their bytes, a line feed behind each, then where each one ends, then how many there are.
type texts struct {
	bytes string
	ends  []uint64
}

func (c column) texts() (texts, error) {
	if len(c) < 8 {
		return texts{}, fmt.Errorf("column of %d bytes has no count", len(c))
	}
	n := binary.LittleEndian.Uint64(c[len(c)-8:])
	if n > uint64(len(c)-8)/8 {
		return texts{}, fmt.Errorf("column of %d bytes counts %d texts", len(c), n)
	}
	split := len(c) - 8 - 8*int(n)
	t := texts{bytes: unsafe.String(unsafe.SliceData([]byte(c)), split)}
	if n > 0 {
		t.ends = unsafe.Slice((*uint64)(unsafe.Pointer(&c[split])), n)
	}
	return t, nil
}

func (t texts) len() int { return len(t.ends) }

// at gives the i-th text. It is not a copy: it is gone when the part is closed.
func (t texts) at(i int) string {
	from := uint64(0)
	if i > 0 {
		from = t.ends[i-1] + 1
	}
	return t.bytes[from:t.ends[i]]
}

// A textWriter writes a texts column.
type textWriter struct {
	w    *bufio.Writer
	n    uint64
	ends []byte
}

func newTextWriter(w io.Writer) *textWriter { return &textWriter{w: bufio.NewWriterSize(w, 1<<16)} }

// add appends a text. The writer keeps the first error for finish.
func (t *textWriter) add(s []byte) {
	t.w.Write(s)
	t.w.WriteByte('\n')
	t.n += uint64(len(s))
	t.ends = binary.LittleEndian.AppendUint64(t.ends, t.n)
	t.n++
}

func (t *textWriter) len() int { return len(t.ends) / 8 }

// finish writes what follows the texts. The ends are padded to a border of eight bytes, so that they can be read in place.
func (t *textWriter) finish() error {
	for ; t.n%8 != 0; t.n++ {
		t.w.WriteByte('\n')
	}
	t.w.Write(t.ends)
	t.w.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(t.ends)/8)))
	return t.w.Flush()
}

// bytesOf is the number of bytes of the texts from the first to before the last, line feeds included.
func (t texts) bytesOf(first, last int) int {
	end := func(i int) int {
		if i == 0 {
			return 0
		}
		return int(t.ends[i-1]) + 1
	}
	return end(last) - end(first)
}
