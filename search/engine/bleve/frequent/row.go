package frequent

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// A Row is what a cell has of a string.
type Row struct {
	Cell        int // index in Source.Cells
	Paragraphs  int // with an occurrence, at least one
	Occurrences int
}

// The rows of a string are a stream of bits, three numbers for each: the cells without an occurrence before it and the
// paragraphs less one in Rice's code, whose parameters stand before the stream, and the occurrences less the paragraphs in
// Elias's gamma code. Bits fill bytes from the lowest on.

// A rowWriter writes rows.
type rowWriter struct {
	bytes          []byte
	pending        uint64
	filled         int // bits of pending
	n              int // rows
	next           int // cell behind the last row's
	gap, paragraph int // parameters of Rice's code
}

// newRowWriter expects a string in having of all paragraphs, which are in so many cells.
func newRowWriter(having, all, cells int) rowWriter {
	if cells == 0 || having == 0 {
		return rowWriter{}
	}
	empty := math.Pow(1-float64(having)/float64(all), float64(all)/float64(cells)) // the share of cells without it, if it is spread evenly
	full := max(1-empty, 1/float64(cells))
	return rowWriter{gap: riceFor(empty / full), paragraph: riceFor(float64(having)/(full*float64(cells)) - 1)}
}

// riceFor returns the parameter of Rice's code for numbers of a mean.
func riceFor(mean float64) int {
	k := 0
	for ; k < 20 && float64(int(1)<<(k+1)) < 1.4*(mean+0.5); k++ {
	}
	return k
}

func (w *rowWriter) add(r Row) {
	w.addCell(r.Cell)
	w.rice(uint64(r.Paragraphs-1), w.paragraph)
	w.gamma(uint64(r.Occurrences - r.Paragraphs + 1))
}

// addCell writes the first number of a row.
func (w *rowWriter) addCell(cell int) {
	w.rice(uint64(cell-w.next), w.gap)
	w.next = cell + 1
	w.n++
}

// raw is how many ones stand before a number that is written in 32 bits, because Rice's code would be too long.
const raw = 20

func (w *rowWriter) rice(v uint64, k int) {
	q := v >> k
	if q >= raw {
		w.put(1<<raw-1, raw)
		w.put(v, 32)
		return
	}
	w.put(1<<q-1, int(q)+1)
	w.put(v&(1<<k-1), k)
}

// gamma writes a number of 1 to 2^20-1, or a greater one raw.
func (w *rowWriter) gamma(v uint64) {
	n := bits.Len64(v) - 1
	if n >= raw {
		w.put(1<<raw-1, raw)
		w.put(v, 32)
		return
	}
	w.put(1<<n-1, n+1)
	w.put(v&(1<<n-1), n)
}

// put writes the lowest bits of v, at most 32.
func (w *rowWriter) put(v uint64, n int) {
	w.pending |= v << w.filled
	for w.filled += n; w.filled >= 8; w.filled -= 8 {
		w.bytes = append(w.bytes, byte(w.pending))
		w.pending >>= 8
	}
}

// size returns how many bytes the stream takes.
func (w *rowWriter) size() int { return len(w.bytes) + (w.filled+7)/8 }

// finish returns the stream.
func (w *rowWriter) finish() []byte {
	if w.filled > 0 {
		w.bytes, w.filled = append(w.bytes, byte(w.pending)), 0
	}
	return w.bytes
}

// A rowReader reads what a rowWriter has written, with eight bytes or more behind it.
type rowReader struct {
	bytes          []byte
	at             int // bit
	next           int // cell
	gap, paragraph int
}

// room is how many bits a window has at least.
const room = 57

// window returns the next bits.
func (r *rowReader) window() uint64 {
	if r.at>>3+8 > len(r.bytes) {
		return 0
	}
	return binary.LittleEndian.Uint64(r.bytes[r.at>>3:]) >> (r.at & 7)
}

// row reads a row. Nearly all fit into one window. The masks say that no shift is of more than 63 bits, which makes each one instruction.
func (r *rowReader) row() Row {
	w := r.window()
	gap, a := riceIn(w, r.gap)
	more, b := riceIn(w>>(a&63), r.paragraph)
	occurrences, c := gammaIn(w >> (a & 63) >> (b & 63))
	if a+b+c > room {
		return r.longRow()
	}
	r.at += a + b + c
	cell, paragraphs := r.next+int(gap), int(more)+1
	r.next = cell + 1
	return Row{cell, paragraphs, paragraphs + int(occurrences) - 1}
}

// longRow reads a row number by number.
func (r *rowReader) longRow() Row {
	cell, paragraphs := r.cell(), int(r.rice(r.paragraph))+1
	return Row{cell, paragraphs, paragraphs + int(r.gamma()) - 1}
}

// cell reads the first number of a row.
func (r *rowReader) cell() int {
	cell := r.next + int(r.rice(r.gap))
	r.next = cell + 1
	return cell
}

func (r *rowReader) rice(k int) uint64 {
	v, length := riceIn(r.window(), k)
	if length > room {
		return r.whole()
	}
	r.at += length
	return v
}

// riceIn reads a number in Rice's code from a window, and how many bits it takes: more than there are where it is written whole.
func riceIn(w uint64, k int) (v uint64, length int) {
	q := bits.TrailingZeros64(^w)
	if q >= raw {
		return 0, room + 1
	}
	return uint64(q)<<(k&63) | w>>((q+1)&63)&(1<<(k&63)-1), q + 1 + k
}

func (r *rowReader) gamma() uint64 {
	v, length := gammaIn(r.window())
	if length > room {
		return r.whole()
	}
	r.at += length
	return v
}

// gammaIn is riceIn for Elias's gamma code.
func gammaIn(w uint64) (v uint64, length int) {
	n := bits.TrailingZeros64(^w)
	if n >= raw {
		return 0, room + 1
	}
	return 1<<(n&63) | w>>((n+1)&63)&(1<<(n&63)-1), 2*n + 1
}

func (r *rowReader) whole() uint64 {
	v := r.window() >> raw & (1<<32 - 1)
	r.at += raw + 32
	return v
}
