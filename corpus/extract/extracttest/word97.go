package extracttest

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"unicode/utf16"
)

// A Word97 describes a document of Word 97 (MS-DOC). Its texts follow each other in the order of their lengths in the file
// information block; only those that a test needs are there.
type Word97 struct {
	Main, Footnotes, Boxes []Word97Paragraph
	// Bytes writes the paragraphs' characters in one byte each, where all have one.
	Bytes bool
	// Structures are further structures of the table stream, by their place in the block.
	Structures map[int][]byte
	// Behind are bytes that follow the structures, such as the levels of lists.
	Behind []byte
	Flags  uint16
}

// A Word97Paragraph is a paragraph with its mark at the end of Text, and the changes (sprm) of its properties and of those of its
// characters.
type Word97Paragraph struct {
	Text    string
	Style   int
	Changes []byte
	Runs    map[string][]byte // the changes of the first occurrence of a text
}

// Change returns a change of a property (sprm) with its operand.
func Change(code uint16, operand ...byte) []byte {
	return append(binary.LittleEndian.AppendUint16(nil, code), operand...)
}

const word97Text, word97Page = 1536, 512

// Pack returns the file.
func (w Word97) Pack() []byte {
	put := binary.LittleEndian
	main := make([]byte, word97Text)
	put.PutUint16(main, 0xA5EC)
	put.PutUint16(main[2:], 193)
	put.PutUint16(main[0x0A:], w.Flags|0x0200) // its structures are in 1Table
	for at, paragraphs := range map[int][]Word97Paragraph{0x4C: w.Main, 0x50: w.Footnotes, 0x64: w.Boxes} {
		n := 0
		for _, p := range paragraphs {
			n += len(utf16.Encode([]rune(p.Text)))
		}
		put.PutUint32(main[at:], uint32(n))
	}
	l := &word97Layout{main: main, width: 2, ends: []int{0}}
	if w.Bytes {
		l.width = 1
	}
	for _, paragraphs := range [][]Word97Paragraph{w.Main, w.Footnotes, w.Boxes} {
		for _, p := range paragraphs {
			l.add(p)
		}
	}
	if len(w.Footnotes)+len(w.Boxes) > 0 {
		l.add(Word97Paragraph{Text: "\r"}) // behind all texts
	}
	characters := l.filled()
	structures := map[int][]byte{0x1A2: l.pieces(), 0x102: l.pages(l.paragraphs, 13), 0xFA: l.pages(characters, 1)}
	for at, s := range w.Structures {
		structures[at] = s
	}
	var table []byte
	for at := 0xA2; at < 0x300; at += 8 {
		if s, ok := structures[at]; ok && at != 0x2E2 {
			put.PutUint32(l.main[at:], uint32(len(table)))
			put.PutUint32(l.main[at+4:], uint32(len(s)))
			table = append(table, s...)
		}
	}
	put.PutUint32(l.main[0x2E2:], uint32(len(table))) // the lists come last: their levels follow
	put.PutUint32(l.main[0x2E6:], uint32(len(structures[0x2E2])))
	table = append(append(table, structures[0x2E2]...), w.Behind...)
	return Compound(Member{"WordDocument", string(l.main)}, Member{"1Table", string(table)})
}

// A word97Layout places characters in the main stream and remembers their properties.
type word97Layout struct {
	main       []byte
	width      int
	ends       []int // positions of characters at the end of each paragraph
	paragraphs []word97Run
	characters []word97Run
}

// A word97Run is properties of a stretch of the main stream.
type word97Run struct {
	from, to   int
	properties []byte
}

func (l *word97Layout) add(p Word97Paragraph) {
	from := len(l.main)
	units := utf16.Encode([]rune(p.Text))
	for _, unit := range units {
		l.main = append(l.main, byte(unit))
		if l.width == 2 {
			l.main = append(l.main, byte(unit>>8))
		}
	}
	l.ends = append(l.ends, l.ends[len(l.ends)-1]+len(units))
	properties := append(binary.LittleEndian.AppendUint16(nil, uint16(p.Style)), p.Changes...)
	if len(properties)%2 == 0 {
		properties = append([]byte{0, byte(len(properties) / 2)}, properties...)
	} else {
		properties = append([]byte{byte(len(properties)/2 + 1)}, properties...)
	}
	l.paragraphs = append(l.paragraphs, word97Run{from, len(l.main), properties})
	for text, changes := range p.Runs {
		at := bytes.Index(l.main[from:], l.coded(text))
		l.characters = append(l.characters, word97Run{from + at, from + at + len(l.coded(text)), append([]byte{byte(len(changes))}, changes...)})
	}
}

// filled returns the properties of all characters: between those of some stand those of the others, which are none.
func (l *word97Layout) filled() []word97Run {
	slices.SortFunc(l.characters, func(a, b word97Run) int { return cmp.Compare(a.from, b.from) })
	var all []word97Run
	at, end := word97Text, len(l.main)
	for _, r := range append(l.characters, word97Run{from: end, to: end}) {
		if r.from > at {
			all = append(all, word97Run{from: at, to: r.from})
		}
		if r.to > r.from {
			all = append(all, r)
		}
		at = r.to
	}
	return all
}

func (l *word97Layout) coded(text string) []byte {
	var data []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		data = append(data, byte(unit))
		if l.width == 2 {
			data = append(data, byte(unit>>8))
		}
	}
	return data
}

// pieces returns a piece table with one piece for all odd paragraphs and one for each other, so that there are several.
func (l *word97Layout) pieces() []byte {
	put := binary.LittleEndian
	var positions, entries []byte
	for i, end := range l.ends[:len(l.ends)-1] {
		positions = put.AppendUint32(positions, uint32(end))
		at := uint32(word97Text + end*l.width)
		if l.width == 1 {
			at = at*2 | 1<<30
		}
		entries = put.AppendUint16(entries, uint16(i))
		entries = put.AppendUint32(entries, at)
		entries = put.AppendUint16(entries, 0)
	}
	positions = put.AppendUint32(positions, uint32(l.ends[len(l.ends)-1]))
	return append(put.AppendUint32([]byte{2}, uint32(len(positions)+len(entries))), append(positions, entries...)...)
}

// pages writes pages of properties, one run a page, and returns the table that lists them.
func (l *word97Layout) pages(runs []word97Run, entry int) []byte {
	put := binary.LittleEndian
	l.main = append(l.main, make([]byte, -len(l.main)&(word97Page-1))...)
	var offsets, numbers []byte
	for i, r := range runs {
		offsets = put.AppendUint32(offsets, uint32(r.from))
		numbers = put.AppendUint32(numbers, uint32(len(l.main)/word97Page))
		page := make([]byte, word97Page)
		put.PutUint32(page, uint32(r.from))
		put.PutUint32(page[4:], uint32(r.to))
		const place = 100 // even, and behind the entry
		if r.properties != nil {
			page[8] = place / 2
			copy(page[place:], r.properties)
		}
		page[word97Page-1] = 1
		l.main = append(l.main, page...)
		if i == len(runs)-1 {
			offsets = put.AppendUint32(offsets, uint32(r.to))
		}
	}
	return append(offsets, numbers...)
}
