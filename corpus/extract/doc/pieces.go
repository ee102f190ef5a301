package doc

import (
	"cmp"
	"slices"
	"sort"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// chars are the texts of a document by position, in the units that Word counts, which are those of UTF-16.
type chars struct {
	units  []uint16
	pieces []piece
}

// A piece is a run of characters that stand together in the main stream.
type piece struct {
	from, to int // positions
	at       int // the offset of its first character in the stream
	width    int // bytes a character: 1 in Windows-1252, 2 in UTF-16
	changes  table
}

// overlap returns the number of pieces that begin inside another one in the main stream. No program writes such: a border is
// damaged there.
func (c *chars) overlap() int {
	sorted := slices.Clone(c.pieces)
	slices.SortStableFunc(sorted, func(a, b piece) int { return cmp.Compare(a.at, b.at) })
	n, end := 0, 0
	for _, p := range sorted {
		if p.to > p.from && p.at < end {
			n++
		}
		end = max(end, p.at+(p.to-p.from)*p.width)
	}
	return n
}

// readPieces reads the piece table (MS-DOC 2.4.1) and the characters of all texts.
func (d *document) readPieces(most int) error {
	clx, err := d.structure(piecesAt)
	if err != nil {
		return err
	}
	var changes []table
	for clx.byte(0) == 1 && len(clx) > 3 { // properties that pieces refer to
		n := clx.u16(1)
		change, ok := clx.part(3, n)
		if !ok {
			return broken("Clx")
		}
		changes = append(changes, change)
		clx = clx[3+n:]
	}
	size := clx.u32(1)
	if clx.byte(0) != 2 || size > len(clx)-5 {
		return broken("Clx")
	}
	const entry = 8
	d.expect(5+size == len(clx))
	positions, entries := plc(clx[5:5+size], entry)
	d.chars = &chars{}
	for i, e := range entries {
		p := piece{from: positions[i], to: positions[i+1], at: e.u32(2), width: 2}
		if modifier := e.u16(6); modifier&1 != 0 && modifier>>1 < len(changes) {
			p.changes = changes[modifier>>1]
		}
		const compressed = 1 << 30
		if p.at&compressed != 0 {
			p.at, p.width = p.at&^compressed/2, 1
		}
		if p.to > most {
			return language.New("read.document", file.ErrTooLarge, p.to/file.Megabyte, most/file.Megabyte)
		}
		if err := d.chars.add(d.main, p); err != nil {
			return err
		}
	}
	texts := d.begin(len(d.lengths))
	if len(d.chars.units) < texts {
		return broken("PlcPcd")
	}
	if texts > d.lengths[mainText] {
		texts++ // the mark behind them all
	}
	d.expect(len(d.chars.units) == texts)
	return nil
}

func (c *chars) add(main table, p piece) error {
	data, ok := main.part(p.at, (p.to-p.from)*p.width)
	if p.from != len(c.units) || p.to < p.from || !ok {
		return broken("Pcd")
	}
	c.pieces = append(c.pieces, p)
	if p.width == 2 {
		for i := 0; i < len(data); i += 2 {
			c.units = append(c.units, uint16(data.u16(i)))
		}
		return nil
	}
	for _, b := range data {
		// Marks of Word's own are below 0x20; the five bytes without a character stay what they are.
		if r := charmap.Windows1252.DecodeByte(b); b >= 0x80 && r != '\uFFFD' {
			c.units = append(c.units, uint16(r))
			continue
		}
		c.units = append(c.units, uint16(b))
	}
	return nil
}

// piece returns the piece of a position.
func (c *chars) piece(at int) piece {
	i := sort.Search(len(c.pieces), func(i int) bool { return c.pieces[i].to > at })
	if i == len(c.pieces) {
		return piece{}
	}
	return c.pieces[i]
}

// offset returns the place of a character in the main stream.
func (c *chars) offset(at int) int {
	p := c.piece(at)
	return p.at + (at-p.from)*p.width
}

// rune returns the character at a position and the number of units that it takes.
func (c *chars) rune(at, end int) (rune, int) {
	r := rune(c.units[at])
	if utf16.IsSurrogate(r) && at+1 < end {
		if both := utf16.DecodeRune(r, rune(c.units[at+1])); both != '\uFFFD' {
			return both, 2
		}
	}
	return r, 1
}
