package doc

import (
	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// A table is a piece of a stream. Reading beyond its end gives zeros: lengths are checked where they matter.
type table []byte

func (t table) byte(at int) int {
	if at < 0 || at >= len(t) {
		return 0
	}
	return int(t[at])
}

func (t table) u16(at int) int { return t.byte(at) | t.byte(at+1)<<8 }

func (t table) u32(at int) int { return t.u16(at) | t.u16(at+2)<<16 }

func (t table) i32(at int) int { return int(int32(t.u32(at))) }

// part returns n bytes from a position on, or false if they are not all there.
func (t table) part(at, n int) (table, bool) {
	if at < 0 || n < 0 || at > len(t) || n > len(t)-at {
		return nil, false
	}
	return t[at : at+n], true
}

// The places of structures in the file information block (MS-DOC 2.5).
const (
	fibSize     = 0x9A + 8*75 // up to the lists; Word 97 writes more
	stylesAt    = 0xA2
	notesAt     = 0xAA
	noteTextsAt = 0xB2
	charsAt     = 0xFA
	parasAt     = 0x102
	fontsAt     = 0x112
	piecesAt    = 0x1A2
	shapesAt    = 0x1DA
	endNotesAt  = 0x20A
	endTextsAt  = 0x212
	boxTextsAt  = 0x25A
	listsAt     = 0x2E2
	listUsesAt  = 0x2EA
)

// A fib is the file information block, the beginning of the main stream, with the two streams.
type fib struct {
	main  table // the stream WordDocument
	table table // the stream 0Table or 1Table
	// The lengths of the texts, which follow each other: the main text, footnotes, headers, macros, comments, endnotes, text boxes, those
	// of headers.
	lengths [8]int
}

func openFIB(streams map[string][]byte) (fib, error) {
	f := fib{main: streams["WordDocument"]}
	const word97, word95, encrypted, secondTable = 0xA5EC, 0xA5DC, 0x0100, 0x0200
	const firstOf97 = 101 // of the versions of the format; Word 6 and 95 have lower ones
	switch magic := f.main.u16(0); {
	case magic == word95, magic == word97 && f.main.u16(2) < firstOf97:
		return f, language.New("refuse.word95", file.ErrUnsupported)
	case magic != word97 || len(f.main) < fibSize:
		return f, broken("FIB")
	}
	flags := f.main.u16(0x0A)
	if flags&encrypted != 0 {
		return f, language.New("refuse.password", file.ErrEncrypted)
	}
	f.table = streams["0Table"]
	if flags&secondTable != 0 {
		f.table = streams["1Table"]
	}
	const firstLength = 0x4C
	for i := range f.lengths {
		if f.lengths[i] = f.main.u32(firstLength + 4*i); f.lengths[i] > len(f.main) {
			return f, broken("ccp")
		}
	}
	return f, nil
}

// begin returns the position of a text by its index in lengths.
func (f *fib) begin(text int) int {
	at := 0
	for _, n := range f.lengths[:text] {
		at += n
	}
	return at
}

// structure returns a structure of the table stream, whose place and length stand in the block.
func (f *fib) structure(at int) (table, error) {
	t, ok := f.table.part(f.main.u32(at), f.main.u32(at+4))
	if !ok {
		return nil, broken("FibRgFcLcb")
	}
	return t, nil
}

// plc returns the positions and the entries of a PLC: n+1 positions, then n entries of one size (MS-DOC 2.2.2).
func plc(t table, size int) (positions []int, entries []table) {
	const position = 4
	n := (len(t) - position) / (position + size)
	if n <= 0 {
		return nil, nil
	}
	for i := range n + 1 {
		positions = append(positions, t.u32(position*i))
	}
	for i := range n {
		from := position*(n+1) + size*i
		entries = append(entries, t[from:from+size])
	}
	return positions, entries
}
