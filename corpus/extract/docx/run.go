package docx

import (
	"encoding/xml"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/symbol"
)

// run reads a run: text in one formatting.
func (p *paragraph) run() error {
	hidden := false
	p.font = ""
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "rPr":
			return p.body.x.Children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "vanish":
					hidden = hidden || isOn(e)
				case "rFonts":
					p.font = file.Attr(e, "ascii")
				}
				return nil
			})
		case "AlternateContent":
			return alternative(p.body.x, visit)
		case "fldChar":
			p.body.field.mark(file.Attr(e, "fldCharType"))
			return nil
		}
		if hidden || p.body.field.inCode() {
			return nil
		}
		return p.content(e)
	}
	return p.body.x.Children(visit)
}

// isOn reads a property that is on unless its value says otherwise.
func isOn(e xml.StartElement) bool {
	switch file.Attr(e, "val") {
	case "0", "false", "off":
		return false
	}
	return true
}

// content reads one printed element of a run.
func (p *paragraph) content(e xml.StartElement) error {
	switch e.Name.Local {
	case "t":
		text, err := p.body.x.Text()
		p.write(symbol.Text(p.font, text))
		return err
	case "tab", "ptab":
		p.write(" ")
	case "noBreakHyphen":
		p.write("-")
	case "cr":
		p.breakLine(true)
	case "br":
		p.breakLine(file.Attr(e, "type") == "" || file.Attr(e, "type") == "textWrapping")
	case "sym":
		p.write(symbol.Sign(file.Attr(e, "font"), file.HexRune(file.Attr(e, "char"))))
	case "ruby":
		return p.body.x.Children(p.element)
	case "footnoteReference", "endnoteReference":
		note := strings.TrimSuffix(e.Name.Local, "Reference") + file.Attr(e, "id")
		p.after = append(p.after, p.body.notes[note]...)
	case "footnote", "endnote": // Word's XML of 2003 has notes where they belong
		note := &body{document: p.body.document, x: p.body.x}
		err := note.read()
		p.after = append(p.after, note.blocks...)
		return err
	case "drawing", "pict", "object":
		return p.body.x.Children(p.drawing)
	}
	return nil
}

// drawing searches a drawing for text boxes.
func (p *paragraph) drawing(e xml.StartElement) error {
	switch e.Name.Local {
	case "txbxContent":
		box := &body{document: p.body.document, x: p.body.x}
		err := box.read()
		p.after = append(p.after, box.blocks...)
		return err
	case "AlternateContent":
		return alternative(p.body.x, p.drawing)
	}
	return p.body.x.Children(p.drawing)
}

// A fieldState tracks the marks of fields, which may be nested: a field's code precedes the separator, its printed
// result follows it.
type fieldState struct {
	inResult []bool // for every open field, outermost first
}

func (f *fieldState) mark(kind string) {
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

func (f *fieldState) inCode() bool {
	for _, result := range f.inResult {
		if !result {
			return true
		}
	}
	return false
}
