package extract

import (
	"encoding/xml"
	"strings"
)

// A docxStyles is the document's styles of paragraphs, by id.
type docxStyles struct {
	byID  map[string]docxStyle
	usual string // the style of paragraphs that name none
}

// A docxStyle is what a style says about the text of its paragraphs.
type docxStyle struct {
	name    string
	basedOn string
	numbers string // the list that its paragraphs are in
	level   int    // in that list; -1 when it does not say
	outline outlineMark
}

// An outlineMark says whether a style puts its paragraphs into the outline, takes them out of it, or is silent.
type outlineMark int

const (
	outlineSilent outlineMark = iota
	outlineIn
	outlineOut
)

// maxBasedOn ends chains of styles that go round in a circle; Word allows eleven.
const maxBasedOn = 16

// isHeading says whether paragraphs of a style are headings or titles.
func (s docxStyles) isHeading(id string) bool {
	for range maxBasedOn {
		style, ok := s.byID[id]
		if !ok {
			return false
		}
		if isHeadingName(style.name) {
			return true
		}
		if style.outline != outlineSilent {
			return style.outline == outlineIn
		}
		id = style.basedOn
	}
	return false
}

// isHeadingName knows the names of Word's own styles, and of those that WPS writes.
func isHeadingName(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "heading ") || strings.HasPrefix(name, "标题") ||
		name == "title" || name == "subtitle" || name == "副标题"
}

// numbersOf returns the list and level that a style puts its paragraphs in.
func (s docxStyles) numbersOf(id string) (numbers string, level int) {
	level = -1
	for range maxBasedOn {
		style, ok := s.byID[id]
		if !ok {
			break
		}
		if level < 0 {
			level = style.level
		}
		if style.numbers != noNumbers {
			return style.numbers, level
		}
		id = style.basedOn
	}
	return noNumbers, level
}

// readStyles reads styles.xml.
func (d *docx) readStyles(x *xmlReader) error {
	d.styles.byID = map[string]docxStyle{}
	if _, err := x.root(); err != nil {
		return err
	}
	return x.children(func(e xml.StartElement) error {
		if e.Name.Local != "style" {
			return nil
		}
		id := attr(e, "styleId")
		if attr(e, "type") == "paragraph" && attr(e, "default") != "" && isOnValue(attr(e, "default")) {
			d.styles.usual = id
		}
		style, err := readStyle(x)
		d.styles.byID[id] = style
		return err
	})
}

func isOnValue(v string) bool { return v != "0" && v != "false" && v != "off" }

func readStyle(x *xmlReader) (docxStyle, error) {
	style := docxStyle{level: -1}
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "name":
			style.name = attr(e, "val")
		case "basedOn":
			style.basedOn = attr(e, "val")
		case "pPr", "numPr":
			return x.children(visit)
		case "numId":
			style.numbers = attr(e, "val")
		case "ilvl":
			style.level = attrInt(e, "val", -1)
		case "outlineLvl":
			style.outline = outlineOut
			if isOutlineLevel(e) {
				style.outline = outlineIn
			}
		}
		return nil
	}
	err := x.children(visit)
	return style, err
}
