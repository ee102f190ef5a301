package xls

import (
	"encoding/binary"
	"math"
)

// The records that matter here, by their numbers (MS-XLS 2.3).
const (
	recFormula    = 0x0006
	recEOF        = 0x000A
	recFilePass   = 0x002F
	recContinue   = 0x003C
	recDate1904   = 0x0022
	recCodePage   = 0x0042
	recBoundSheet = 0x0085
	recMulRK      = 0x00BD
	recRString    = 0x00D6
	recXF         = 0x00E0
	recSST        = 0x00FC
	recLabelSST   = 0x00FD
	recNumber     = 0x0203
	recLabel      = 0x0204
	recBoolErr    = 0x0205
	recString     = 0x0207
	recRK         = 0x027E
	recFormat     = 0x041E
	recBOF        = 0x0809
)

// A record is a numbered piece of the stream. A long one goes on in others, whose beginnings matter to strings.
type record struct {
	number int
	data   []byte
	breaks []int // where data goes on in another record
	next   int   // the place of the record behind
}

// record returns the record at a place, or false where the stream ends.
func (w *workbook) record(at int) (record, bool) {
	r, ok := w.single(at)
	if !ok {
		return r, false
	}
	for {
		more, ok := w.single(r.next)
		if !ok || more.number != recContinue {
			return r, true
		}
		if r.breaks == nil {
			r.data = append([]byte(nil), r.data...)
		}
		r.breaks = append(r.breaks, len(r.data))
		r.data, r.next = append(r.data, more.data...), more.next
	}
}

func (w *workbook) single(at int) (record, bool) {
	const head = 4
	if at < 0 || at+head > len(w.data) {
		return record{}, false
	}
	size := int(binary.LittleEndian.Uint16(w.data[at+2:]))
	from := at + head
	if from+size > len(w.data) {
		return record{}, false
	}
	return record{number: int(binary.LittleEndian.Uint16(w.data[at:])), data: w.data[from : from+size : from+size], next: from + size}, true
}

func (r record) byte(at int) int {
	if at < 0 || at >= len(r.data) {
		return 0
	}
	return int(r.data[at])
}

func (r record) u16(at int) int { return r.byte(at) | r.byte(at+1)<<8 }

func (r record) u32(at int) int { return r.u16(at) | r.u16(at+2)<<16 }

func (r record) float(at int) float64 {
	return math.Float64frombits(uint64(r.u32(at)) | uint64(r.u32(at+4))<<32)
}

// rk returns a number in the short form of four bytes (MS-XLS 2.5.218).
func (r record) rk(at int) float64 {
	const hundredth, whole = 1, 2
	n := r.u32(at)
	value := math.Float64frombits(uint64(n&^3) << 32)
	if n&whole != 0 {
		value = float64(int32(n) >> 2)
	}
	if n&hundredth != 0 {
		value /= 100
	}
	return value
}
