package ledger

import (
	"encoding/binary"
	"fmt"
	"math/bits"
)

// Rows are those of figures, read in place: the numbers of each one after the other, of every number the same bytes in all rows, as many
// as the greatest takes.
//
// The file has how many bytes each number takes, a byte each; the rows, numbers little endian; and behind them bytes of 0, so that four may
// be read of each number.
type Rows struct {
	bytes  []byte
	widths [fields]int
	begins [fields]int
	size   int // of a row
	n      int
}

// behind is how many bytes stand behind the rows.
const behind = 4

// newRows returns the rows of numbers of so many bytes.
func newRows(bytes []byte, widths [fields]int) Rows {
	r := Rows{bytes: bytes, widths: widths}
	for i, width := range widths {
		r.begins[i] = r.size
		r.size += width
	}
	return r
}

// ReadRows reads a column of rows. It returns an error when it cannot be one.
func ReadRows(file []byte) (Rows, error) {
	if len(file) < fields+behind {
		return Rows{}, fmt.Errorf("%d bytes", len(file))
	}
	var widths [fields]int
	for i := range widths {
		if widths[i] = int(file[i]); widths[i] > 4 {
			return Rows{}, fmt.Errorf("numbers of %d bytes", widths[i])
		}
	}
	r := newRows(file[fields:], widths)
	return r.counted(len(r.bytes) - behind)
}

// ReadWideRows reads a column of rows as they were before format 9: of numbers of four bytes each.
func ReadWideRows(file []byte) (Rows, error) {
	var widths [fields]int
	for i := range widths {
		widths[i] = 4
	}
	return newRows(file, widths).counted(len(file))
}

// counted knows how many rows there are in so many bytes.
func (r Rows) counted(bytes int) (Rows, error) {
	if r.size == 0 && bytes == 0 {
		return r, nil
	}
	if r.size == 0 || bytes%r.size != 0 {
		return Rows{}, fmt.Errorf("%d bytes of rows of %d", bytes, r.size)
	}
	r.n = bytes / r.size
	return r, nil
}

// at returns a number of row i.
func (r Rows) at(i, field int) uint32 {
	return binary.LittleEndian.Uint32(r.bytes[i*r.size+r.begins[field]:]) & (1<<(8*r.widths[field]) - 1)
}

// packed returns the column of rows of numbers, one row after the other.
func packed(numbers []uint32) []byte {
	var most [fields]uint32
	for i, n := range numbers {
		most[i%fields] |= n
	}
	var widths [fields]int
	file := make([]byte, 0, fields+3*len(numbers)+behind)
	for i, n := range most {
		widths[i] = (bits.Len32(n) + 7) / 8
		file = append(file, byte(widths[i]))
	}
	for i, n := range numbers {
		var four [4]byte
		binary.LittleEndian.PutUint32(four[:], n)
		file = append(file, four[:widths[i%fields]]...)
	}
	return append(file, make([]byte, behind)...)
}
