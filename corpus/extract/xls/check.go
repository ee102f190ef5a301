package xls

// kinds of what follows the beginning of a part of the stream (MS-XLS 2.4.21), and of a sheet in the list of them.
const (
	worksheetPart = 0x0010
	worksheet     = 0
)

// checkSheets compares the list of sheets with the parts of the stream, which follow each other from a place on: each part is in the
// list, and a part with cells is a worksheet there.
func (w *workbook) checkSheets(at int) {
	listed := map[int]byte{}
	for _, s := range w.all {
		if _, twice := listed[s.at]; twice {
			w.damaged++
		}
		listed[s.at] = s.kind
	}
	for {
		first, ok := w.record(at)
		if !ok || first.number != recBOF {
			return
		}
		if kind, ok := listed[at]; !ok || kind != worksheet && first.u16(2) == worksheetPart {
			w.damaged++
		}
		if at = w.endOfPart(first); at < 0 {
			return
		}
	}
}

// endOfPart returns the place behind the part of the stream that begins with a record, or -1 where the stream ends before. Parts
// stand inside each other.
func (w *workbook) endOfPart(first record) int {
	at := first.next
	for inside := 1; inside > 0; {
		r, ok := w.record(at)
		if !ok {
			return -1
		}
		switch r.number {
		case recBOF:
			inside++
		case recEOF:
			inside--
		}
		at = r.next
	}
	return at
}

// hasSize reports whether the record of a cell has the size that its kind has.
func (r record) hasSize() bool {
	switch r.number {
	case recLabelSST, recRK:
		return len(r.data) == 10
	case recNumber:
		return len(r.data) == 14
	case recBoolErr:
		return len(r.data) == 8
	case recMulRK:
		const head, each, tail = 4, 6, 2 // the row and the first column, the cells, the last column
		cells := (len(r.data) - head - tail) / each
		return cells > 0 && len(r.data) == head+each*cells+tail && r.u16(len(r.data)-tail) == r.u16(2)+cells-1
	}
	return true
}
