package odf

import (
	"encoding/xml"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/numbering"
)

// styles are the paragraph styles and lists of a file, by name.
type styles struct {
	paragraphs map[string]style
	lists      map[string]*numbering.List
	outline    *numbering.List // of headings
	spans      map[string]span // by the names of the styles of characters
	deletions  map[string]bool // the changes that take away what stands between their marks
	deleting   map[string]bool // those of them whose end has not come yet
}

// A span is what a style sets for characters.
type span struct {
	hidden bool
	font   string
}

// A style is what a style sets for its paragraphs.
type style struct {
	name   string // for people
	parent string
	list   string
	level  bool // it puts its paragraphs into the outline
}

// style reads one style.
func (b *body) style(e xml.StartElement) error {
	name := file.Attr(e, "name")
	switch e.Name.Local {
	case "style":
		if file.Attr(e, "family") == "text" {
			return b.x.Children(func(e xml.StartElement) error {
				if e.Name.Local == "text-properties" {
					b.styles.spans[name] = span{file.Attr(e, "display") == "none", file.Attr(e, "font-name")}
				}
				return nil
			})
		}
		b.styles.paragraphs[name] = style{
			name: file.Attr(e, "display-name"), parent: file.Attr(e, "parent-style-name"), list: file.Attr(e, "list-style-name"),
			level: file.AttrInt(e, "default-outline-level", 0) > 0,
		}
	case "list-style":
		list, err := b.list()
		b.styles.lists[name] = list
		return err
	case "outline-style":
		list, err := b.list()
		b.styles.outline = list
		return err
	}
	return nil
}

// list reads the levels of a list.
func (b *body) list() (*numbering.List, error) {
	list := &numbering.List{}
	for i := range list.Levels {
		list.Levels[i] = numbering.Level{Format: "bullet", Start: 1, Restart: -1}
	}
	err := b.x.Children(func(e xml.StartElement) error {
		level := file.AttrInt(e, "level", 0) - 1
		if !strings.HasSuffix(e.Name.Local, "level-style-number") && e.Name.Local != "outline-level-style" || level < 0 || level >= numbering.Levels {
			return nil
		}
		format := formats[file.Attr(e, "num-format")]
		if format == "" {
			format = "none"
		}
		text, suffix := levelText(e, level, format), "space"
		if strings.HasSuffix(text, " ") {
			suffix = "nothing"
		}
		list.Levels[level] = numbering.Level{Format: format, Start: file.AttrInt(e, "start-value", 1), Restart: -1, Text: text, Suffix: suffix}
		return nil
	})
	return list, err
}

// levelText returns the text of a number with the places of the levels in it.
func levelText(e xml.StartElement, level int, format string) string {
	if text := file.Attr(e, "num-list-format"); text != "" {
		return placeholder.ReplaceAllString(text, "%$1")
	}
	if format == "none" {
		return file.Attr(e, "num-prefix") + file.Attr(e, "num-suffix")
	}
	shown := max(file.AttrInt(e, "display-levels", 1), 1)
	var places []string
	for i := max(level+1-shown, 0); i <= level; i++ {
		places = append(places, "%"+string(rune('1'+i)))
	}
	return file.Attr(e, "num-prefix") + strings.Join(places, ".") + file.Attr(e, "num-suffix")
}

// formats are the formats of numbers, by a sample of each, as OpenDocument names them.
var formats = map[string]string{
	"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
	"一, 二, 三, ...": "chineseCountingThousand", "壹, 贰, 叁, ...": "chineseLegalSimplified", "壹, 貳, 參, ...": "ideographLegalTraditional",
	"①, ②, ③, ...": "decimalEnclosedCircle", "甲, 乙, 丙, ...": "ideographTraditional", "子, 丑, 寅, ...": "ideographZodiac",
	"１, ２, ３, ...": "decimalFullWidth", "一, 十, 一百(a), ...": "japaneseCounting",
}

// isHeading reports whether paragraphs of a style are headings or titles.
func (s *styles) isHeading(name string) bool {
	const longestChain = 16
	for range longestChain {
		style, ok := s.paragraphs[name]
		if !ok {
			break
		}
		if style.level || isHeadingName(style.name) {
			return true
		}
		if isHeadingName(name) {
			return true
		}
		name = style.parent
	}
	return isHeadingName(name)
}

// isHeadingName recognises the names of headings and titles that the programs write.
func isHeadingName(name string) bool {
	name = strings.ToLower(strings.ReplaceAll(name, "_20_", " "))
	return name == "heading" || strings.HasPrefix(name, "heading ") || strings.HasPrefix(name, "标题") || name == "title" || name == "subtitle" || name == "副标题"
}

// listOf returns the list of a style's paragraphs, or nil.
func (s *styles) listOf(name string) *numbering.List {
	const longestChain = 16
	for range longestChain {
		style, ok := s.paragraphs[name]
		if !ok {
			return nil
		}
		if style.list != "" {
			return s.lists[style.list]
		}
		name = style.parent
	}
	return nil
}
