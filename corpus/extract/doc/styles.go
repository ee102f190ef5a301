package doc

import (
	"strings"
	"unicode/utf16"
)

// A style is what a style sets for its paragraphs.
type style struct {
	heading bool
	outline int // the level; -1 when the style does not say, 9 for body text
	basedOn int
	list    int // the list of its paragraphs, from 1; 0 for none, -1 when the style does not say
	level   int // in that list; -1 when the style does not say
}

// noStyle is the number of no style.
const noStyle = 0xFFF

// readStyles reads the style sheet (MS-DOC 2.4.6.5, 2.9.271).
func (d *document) readStyles() error {
	sheet, err := d.structure(stylesAt)
	if err != nil {
		return err
	}
	size := sheet.u16(0)
	base := sheet.u16(4) // bytes of the fixed part of a style
	at := 2 + size
	for at+2 <= len(sheet) {
		n := sheet.u16(at)
		entry, ok := sheet.part(at+2, n)
		if !ok {
			return broken("STSH")
		}
		d.styles = append(d.styles, readStyle(entry, base))
		at += 2 + n + n&1
	}
	d.expect(len(d.styles) == sheet.u16(2))
	return nil
}

func readStyle(entry table, base int) style {
	s := style{outline: -1, basedOn: noStyle, list: -1, level: -1}
	if len(entry) == 0 {
		return s
	}
	const firstHeading, lastHeading, title, subtitle, ofParagraphs = 1, 9, 62, 74, 1
	kind, id := entry.u16(2)&0xF, entry.u16(0)&0xFFF
	s.basedOn = entry.u16(2) >> 4
	length := entry.u16(base)
	name, _ := entry.part(base+2, 2*length)
	s.heading = firstHeading <= id && id <= lastHeading || id == title || id == subtitle || strings.HasPrefix(utf16Text(name), "标题")
	at := base + 2 + 2*length + 2 // behind the name and its zero
	if kind != ofParagraphs {
		return s
	}
	at += at & 1
	n := entry.u16(at)
	properties, ok := entry.part(at+2, n)
	if !ok || n < 2 {
		return s
	}
	each(properties[2:], func(code int, operand table) {
		switch code {
		case paraOutline:
			s.outline = operand.byte(0)
		case paraList:
			s.list = operand.u16(0)
		case paraLevel:
			s.level = operand.byte(0)
		}
	})
	return s
}

func utf16Text(t table) string {
	units := make([]uint16, len(t)/2)
	for i := range units {
		units[i] = uint16(t.u16(2 * i))
	}
	return string(utf16.Decode(units))
}

// chain calls visit for a style and those that it is based on, until visit returns false. Word allows eleven.
func (d *document) chain(number int, visit func(style) bool) {
	const most = 16
	for range most {
		if number < 0 || number >= len(d.styles) || !visit(d.styles[number]) {
			return
		}
		number = d.styles[number].basedOn
	}
}

// isHeading reports whether paragraphs of a style are headings or titles.
func (d *document) isHeading(number int) bool {
	heading := false
	d.chain(number, func(s style) bool {
		const bodyText = 9
		heading = s.heading || 0 <= s.outline && s.outline < bodyText
		return !heading && s.outline < 0
	})
	return heading
}

// listOf returns the list and the level of a style's paragraphs.
func (d *document) listOf(number int) (list, level int) {
	level = -1
	d.chain(number, func(s style) bool {
		if level < 0 {
			level = s.level
		}
		list = s.list
		return s.list < 0
	})
	return max(list, 0), level
}

// readFonts reads the names of the fonts (MS-DOC 2.9.286, 2.9.79).
func (d *document) readFonts() error {
	list, err := d.structure(fontsAt)
	if err != nil {
		return err
	}
	const head, name = 4, 39
	for at := head; at < len(list); {
		n := list.byte(at)
		entry, ok := list.part(at+1, n)
		if !ok {
			return broken("SttbfFfn")
		}
		text := ""
		if n > name {
			text, _, _ = strings.Cut(utf16Text(entry[name:]), "\x00")
		}
		d.fonts = append(d.fonts, text)
		at += 1 + n
	}
	d.expect(len(d.fonts) == list.u16(0))
	return nil
}
