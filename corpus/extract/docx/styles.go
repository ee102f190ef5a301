package docx

import (
	"encoding/xml"
	"strings"

	"gongbao/corpus/extract/file"
)

// styles holds the document's paragraph styles, by id.
type styles struct {
	byID  map[string]style
	usual string // the style of paragraphs that name none
}

// style holds what a style sets for the text of its paragraphs.
type style struct {
	name    string
	basedOn string
	numbers string // the list of its paragraphs
	level   int    // in that list; -1 when the style does not say
	outline outlineMark
}

// An outlineMark records whether a style puts its paragraphs into the outline, keeps them out of it, or is silent.
type outlineMark int

const (
	outlineSilent outlineMark = iota
	outlineIn
	outlineOut
)

// maxBasedOn breaks circular chains of styles; Word allows eleven.
const maxBasedOn = 16

// isHeading reports whether paragraphs of a style are headings or titles.
func (s styles) isHeading(id string) bool {
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

// isHeadingName recognises the names of Word's own styles, and of those that WPS writes.
func isHeadingName(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "heading ") || strings.HasPrefix(name, "标题") ||
		name == "title" || name == "subtitle" || name == "副标题"
}

// numbersOf returns the list and level of a style's paragraphs.
func (s styles) numbersOf(id string) (numbers string, level int) {
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

// readStyles reads the element with the styles.
func (d *document) readStyles(x *file.XML) error {
	d.styles.byID = map[string]style{}
	return x.Children(func(e xml.StartElement) error {
		if e.Name.Local != "style" {
			return nil
		}
		id := file.Attr(e, "styleId")
		if file.Attr(e, "type") == "paragraph" && file.Attr(e, "default") != "" && isOnValue(file.Attr(e, "default")) {
			d.styles.usual = id
		}
		style, err := readStyle(x)
		d.styles.byID[id] = style
		return err
	})
}

func isOnValue(v string) bool { return v != "0" && v != "false" && v != "off" }

func readStyle(x *file.XML) (style, error) {
	style := style{level: -1}
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "name":
			style.name = file.Attr(e, "val")
		case "basedOn":
			style.basedOn = file.Attr(e, "val")
		case "pPr", "numPr":
			return x.Children(visit)
		case "numId":
			style.numbers = file.Attr(e, "val")
		case "ilvl":
			style.level = file.AttrInt(e, "val", -1)
		case "outlineLvl":
			style.outline = outlineOut
			if isOutlineLevel(e) {
				style.outline = outlineIn
			}
		}
		return nil
	}
	err := x.Children(visit)
	return style, err
}
