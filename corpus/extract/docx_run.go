package extract

import (
	"encoding/xml"
	"strings"
	"unicode/utf8"
)

// run reads a run of text of one look.
func (p *docxParagraph) run() error {
	hidden := false
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "rPr":
			return p.body.x.children(func(e xml.StartElement) error {
				hidden = hidden || e.Name.Local == "vanish" && isOn(e)
				return nil
			})
		case "AlternateContent":
			return p.body.x.alternative(visit)
		case "fldChar":
			p.body.field.mark(attr(e, "fldCharType"))
			return nil
		}
		if hidden || p.body.field.inCode() {
			return nil
		}
		return p.content(e)
	}
	return p.body.x.children(visit)
}

// isOn reads a property that is on unless its value says otherwise.
func isOn(e xml.StartElement) bool {
	switch attr(e, "val") {
	case "0", "false", "off":
		return false
	}
	return true
}

// content reads one printed element of a run.
func (p *docxParagraph) content(e xml.StartElement) error {
	switch e.Name.Local {
	case "t":
		text, err := p.body.x.text()
		p.write(text)
		return err
	case "tab", "ptab":
		p.write(" ")
	case "noBreakHyphen":
		p.write("-")
	case "cr":
		p.breakLine(true)
	case "br":
		p.breakLine(attr(e, "type") == "" || attr(e, "type") == "textWrapping")
	case "sym":
		p.write(docxSymbol(attr(e, "char")))
	case "ruby":
		return p.body.x.children(p.element)
	case "footnoteReference", "endnoteReference":
		note := strings.TrimSuffix(e.Name.Local, "Reference") + attr(e, "id")
		p.after = append(p.after, p.body.notes[note]...)
	case "drawing", "pict", "object":
		return p.body.x.children(p.drawing)
	}
	return nil
}

// drawing looks for text boxes in a drawing.
func (p *docxParagraph) drawing(e xml.StartElement) error {
	switch e.Name.Local {
	case "txbxContent":
		box := &docxBody{docx: p.body.docx, x: p.body.x}
		err := box.read()
		p.after = append(p.after, box.blocks...)
		return err
	case "AlternateContent":
		return p.body.x.alternative(p.drawing)
	}
	return p.body.x.children(p.drawing)
}

// docxSymbol reads a character given by its code point. Those of the private area are pictures of symbol fonts.
func docxSymbol(hex string) string {
	r := hexRune(hex)
	if r == utf8.RuneError || 0xE000 <= r && r <= 0xF8FF {
		return ""
	}
	return string(r)
}

// A docxField follows the marks of fields, which may stand in one another: what comes before the separator is the
// field's code, what comes after it is the result that is printed.
type docxField struct {
	inResult []bool // of every open field, outermost first
}

func (f *docxField) mark(kind string) {
	last := len(f.inResult) - 1
	switch {
	case kind == "begin":
		f.inResult = append(f.inResult, false)
	case kind == "separate" && last >= 0:
		f.inResult[last] = true
	case kind == "end" && last >= 0:
		f.inResult = f.inResult[:last]
	}
}

func (f *docxField) inCode() bool {
	for _, result := range f.inResult {
		if !result {
			return true
		}
	}
	return false
}
