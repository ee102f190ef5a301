package rtf

import "gongbao/corpus/extract/numbering"

// signs are the control words that stand for characters.
var signs = map[string]string{
	"tab": " ", "emspace": " ", "enspace": " ", "qmspace": " ", "emdash": "—", "endash": "–",
	"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}

// destinations are the control words that send the text of their group elsewhere. Text boxes stand in shapes, whose other text is
// for programs; what rslt shows is the shape once more, for programs without shapes.
var destinations = map[string]destination{
	"fonttbl": toFonts, "stylesheet": toStyles, "shp": toShape, "shpinst": toShape, "do": toShape, "upr": toShape, "object": toShape,
	"colortbl": toNothing, "info": toNothing, "pict": toNothing, "objdata": toNothing, "shprslt": toNothing, "sp": toNothing,
	"header": toNothing, "headerl": toNothing, "headerr": toNothing, "headerf": toNothing,
	"footer": toNothing, "footerl": toNothing, "footerr": toNothing, "footerf": toNothing,
	"ftnsep": toNothing, "ftnsepc": toNothing, "ftncn": toNothing, "aftnsep": toNothing, "aftnsepc": toNothing, "aftncn": toNothing,
	"fldinst": toNothing, "annotation": toNothing, "atnid": toNothing, "atnauthor": toNothing, "xe": toNothing, "tc": toNothing, "rxe": toNothing,
	"nonesttables": toNothing, "nonshppict": toNothing, "filetbl": toNothing, "revtbl": toNothing, "listtable": toNothing,
	"listoverridetable": toNothing, "themedata": toNothing, "datastore": toNothing, "latentstyles": toNothing, "pn": toNothing,
	"template": toNothing, "private": toNothing, "comment": toNothing, "bkmkstart": toNothing, "bkmkend": toNothing,
}

// word follows a control word. n is its number; numbered is false without one.
func (r *reader) word(word string, n int, numbered bool) {
	on := !numbered || n != 0
	starred := r.state.starred
	r.state.starred = false
	if r.special(word, n) || r.character(word, n, on) || r.paragraph(word, n, on) {
		return
	}
	if sign, ok := signs[word]; ok {
		if r.state.number && r.state.to == toText {
			sign = numbering.Separator(r.text.last(), "")
		}
		r.write(sign)
		return
	}
	to, known := destinations[word]
	switch {
	case known && numbered: // a damaged word: none of these has a number
	case known && r.state.to != toNothing:
		r.state.to = to
	case !known && starred && r.state.to != toShape:
		r.state.to = toNothing // for programs that know it
	}
}

// special follows the words for other bytes and other texts.
func (r *reader) special(word string, n int) bool {
	switch word {
	case "u":
		r.unicode(n)
	case "bin":
		r.at = min(r.at+max(n, 0), len(r.data))
	case "footnote", "shptxt", "dptxbxtext":
		if r.state.to == toText || r.state.to == toShape && word != "footnote" {
			r.state.note, r.text = r.text, &text{}
			r.state.to = toText
			r.state.tabulated = false
		}
	case "listtext", "pntext":
		r.state.number = true
	case "result", "ud": // of an object, of a text for programs with Unicode
		if r.state.to == toShape {
			r.state.to = toText
		}
	case "ansicpg":
		if n != 0 {
			r.ansi = n
		}
	case "fcharset":
		if f := r.fonts[r.state.font]; f != nil && r.state.to == toFonts {
			f.page, f.sign = pageOf(n), n == symbolCharset
		}
	case "cpg":
		if f := r.fonts[r.state.font]; f != nil && r.state.to == toFonts {
			f.page = n
		}
	default:
		return false
	}
	return true
}

// character follows the words for the form of characters.
func (r *reader) character(word string, n int, on bool) bool {
	switch word {
	case "f":
		r.state.font = n
		if r.fonts[n] == nil && r.state.to == toFonts {
			r.fonts[n] = &font{}
		}
	case "af":
		if r.state.wide {
			r.state.wideFont = n
		}
	case "dbch":
		r.state.wide = true
	case "loch", "hich", "ltrch", "rtlch":
		r.state.wide = false
	case "uc":
		r.state.units = max(n, 0)
	case "v":
		r.state.hidden = on
	case "deleted":
		r.state.deleted = on
	case "plain":
		r.state.hidden, r.state.deleted, r.state.font, r.state.wideFont = false, false, r.deff, -1
	case "deff":
		r.deff = n
	default:
		return false
	}
	return true
}

// paragraph follows the words for paragraphs and tables.
func (r *reader) paragraph(word string, n int, on bool) bool {
	s := &r.state
	switch word {
	case "pard":
		s.style, s.outline, s.tabulated = 0, noOutline, false
	case "s":
		s.style = n
	case "outlinelevel":
		s.outline = n
		if s.to == toStyles && 0 <= n && n < bodyText {
			r.styles[s.style] = true
		}
	case "intbl":
		s.tabulated = on
	case "par", "sect", "nestcell", "nestrow", "cell", "row", "line", "page", "column", "lbr":
		if s.to == toText {
			r.end(word)
		}
	default:
		return false
	}
	return true
}

const bodyText = 9

// end ends a line, a paragraph, a cell or a row.
func (r *reader) end(word string) {
	s := r.state
	heading := 0 <= s.outline && s.outline < bodyText || s.outline == noOutline && r.styles[s.style]
	switch word {
	case "line", "lbr":
		r.text.breakLine(true)
	case "page", "column":
		r.text.breakLine(false)
	case "cell":
		r.text.endParagraph(heading, true)
		r.text.endCell()
	case "row":
		r.text.endRow()
	default:
		if s.deleted {
			return // the next paragraph continues it
		}
		r.text.endParagraph(heading, s.tabulated || word == "nestcell" || word == "nestrow")
	}
}
