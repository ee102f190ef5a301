package xls

import (
	"context"
	"slices"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/table"
	"gongbao/language"
)

// A workbook is the stream with what all sheets share.
type workbook struct {
	data     []byte
	old      bool // BIFF5, whose strings are in a code page
	codePage int
	strings  []string
	formats  map[int]string // of numbers, by their id
	styles   []int          // the format of each style
	from1904 bool           // days count from 1904
	sheets   []sheet        // that have cells
	all      []sheet        // with charts and macros
	damaged  int            // places where the workbook contradicts itself
}

// A sheet is a table of the workbook.
type sheet struct {
	name string
	at   int // the place of its first record
	kind byte
}

// readGlobals reads what stands before the sheets.
func (w *workbook) readGlobals() error {
	const biff8, biff5 = 0x0600, 0x0500
	first, ok := w.record(0)
	switch version := first.u16(0); {
	case !ok || first.number != recBOF:
		return broken("BOF")
	case version == biff5:
		w.old = true
	case version != biff8:
		return language.New("refuse.xls", file.ErrUnsupported)
	}
	w.formats = map[int]string{}
	for at := first.next; ; {
		r, ok := w.record(at)
		if !ok {
			return broken("Globals")
		}
		if r.number == recEOF {
			w.checkSheets(r.next)
			return nil
		}
		if err := w.global(r); err != nil {
			return err
		}
		at = r.next
	}
}

func (w *workbook) global(r record) error {
	switch r.number {
	case recFilePass:
		return language.New("refuse.password", file.ErrEncrypted)
	case recCodePage:
		w.codePage = r.u16(0)
	case recDate1904:
		w.from1904 = r.u16(0) != 0
	case recFormat:
		c := &cursor{record: r, at: 2}
		text, _ := c.text(2)
		if w.old {
			text = w.oldText(r, 2, 1)
		}
		w.formats[r.u16(0)] = text
	case recXF:
		w.styles = append(w.styles, r.u16(2))
	case recBoundSheet:
		c := &cursor{record: r, at: 6}
		name, ok := c.text(1)
		if w.old {
			name, ok = w.oldText(r, 6, 1), true
		}
		if !ok {
			return broken("BoundSheet")
		}
		s := sheet{name, r.u32(0), byte(r.byte(5))}
		if w.all = append(w.all, s); s.kind == worksheet {
			w.sheets = append(w.sheets, s)
		}
	case recSST:
		return w.readStrings(r)
	}
	return nil
}

// readStrings reads the strings that cells refer to.
func (w *workbook) readStrings(r record) error {
	c := &cursor{record: r, at: 8}
	for range r.u32(4) {
		text, ok := c.text(2)
		if !ok {
			return broken("SST")
		}
		w.strings = append(w.strings, text)
	}
	if c.at != len(c.data) {
		w.damaged++
	}
	return nil
}

// cells are the cells of a sheet by row and column, from 0.
type cells map[int]map[int]string

func (c cells) set(row, column int, text string) {
	const columns = 256 // that a sheet of these versions has
	if text == "" || column >= columns {
		return
	}
	if c[row] == nil {
		c[row] = map[int]string{}
	}
	c[row][column] = text
}

// rows returns the rows that hold something, in order.
func (c cells) rows() []table.Row {
	var rows []table.Row
	for number, columns := range c {
		last := 0
		for column := range columns {
			last = max(last, column)
		}
		row := table.Row{Number: number + 1, Cells: make([]string, last+1)}
		for column, text := range columns {
			row.Cells[column] = text
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b table.Row) int { return a.Number - b.Number })
	return rows
}

// readSheet reads the cells of a sheet. Charts inside it have records of their own, between a beginning and an end.
func (w *workbook) readSheet(ctx context.Context, s sheet) ([]table.Row, error) {
	found := cells{}
	inside := 0
	formula := [2]int{-1, -1} // the cell whose text follows
	const recordsPerLook = 4096
	for at, n := s.at, 1; ; n++ {
		r, ok := w.record(at)
		if !ok || n == 1 && r.number != recBOF {
			return found.rows(), broken("Sheet")
		}
		if n%recordsPerLook == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		switch {
		case r.number == recBOF:
			inside++
		case r.number == recEOF:
			if inside--; inside == 0 {
				return found.rows(), nil
			}
		case inside == 1 && r.number == recString:
			if formula[0] >= 0 {
				found.set(formula[0], formula[1], w.label(r, 0))
			}
		case inside == 1:
			if err := w.cell(r, found); err != nil {
				return found.rows(), err
			}
			if r.number == recFormula {
				formula = [2]int{r.u16(0), r.u16(2)}
			}
		}
		at = r.next
	}
}

// cell reads a record of one cell, or of several beside each other.
func (w *workbook) cell(r record, found cells) error {
	row, column, style := r.u16(0), r.u16(2), r.u16(4)
	const value = 6
	if !r.hasSize() {
		w.damaged++
	}
	switch r.number {
	case recLabelSST:
		i := r.u32(value)
		if i >= len(w.strings) {
			return broken("LabelSst")
		}
		found.set(row, column, w.strings[i])
	case recLabel, recRString:
		found.set(row, column, w.label(r, value))
	case recNumber:
		found.set(row, column, w.number(r.float(value), style))
	case recRK:
		found.set(row, column, w.number(r.rk(value), style))
	case recMulRK:
		const first, each = 4, 6
		for at := first; at+each <= len(r.data)-2; at += each {
			found.set(row, column+(at-first)/each, w.number(r.rk(at+2), r.u16(at)))
		}
	case recBoolErr:
		found.set(row, column, truth(r.byte(value), r.byte(value+1) != 0))
	case recFormula:
		const noNumber, aTruth = 0xFFFF, 1
		switch {
		case r.u16(value+6) != noNumber:
			found.set(row, column, w.number(r.float(value), style))
		case r.byte(value) == aTruth:
			found.set(row, column, truth(r.byte(value+2), false))
		}
	}
	return nil
}

// label reads the text of a cell.
func (w *workbook) label(r record, at int) string {
	if w.old {
		return w.oldText(r, at, 2)
	}
	c := &cursor{record: r, at: at}
	text, ok := c.text(2)
	if !ok || r.number == recLabel && c.at != len(r.data) {
		w.damaged++
	}
	return text
}

// truth returns a truth as Excel shows it; errors are no text.
func truth(value int, isError bool) string {
	switch {
	case isError:
		return ""
	case value != 0:
		return "TRUE"
	}
	return "FALSE"
}
