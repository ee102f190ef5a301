package odf

import (
	"encoding/xml"
	"regexp"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/numbering"
	"gongbao/corpus/extract/symbol"
)

var placeholder = regexp.MustCompile(`%(\d)%`)

// A body reads a sequence of paragraphs, lists and tables: the main text, a table's cell, a text box, a note.
type body struct {
	x        *file.XML
	styles   *styles
	counters numbering.Counters
	uses     map[*numbering.List]*numbering.Use // the last list of each style, which another may continue
	blocks   []file.Block
	lists    []openList
	titled   bool // the text is a slide's title
	blanks   bool // paragraphs without text are blank lines, as in a cell of a spreadsheet
}

// An openList is a list that encloses the paragraph being read.
type openList struct {
	list *numbering.List // nil when only the paragraphs' styles name it
	use  *numbering.Use
	due  bool // the item being read has no number yet
}

func newBody() *body {
	return &body{
		styles: &styles{
			paragraphs: map[string]style{}, lists: map[string]*numbering.List{}, spans: map[string]span{},
			deletions: map[string]bool{}, deleting: map[string]bool{},
		},
		counters: numbering.Counters{}, uses: map[*numbering.List]*numbering.Use{},
	}
}

// inner returns a body for text inside this one.
func (b *body) inner() *body {
	return &body{x: b.x, styles: b.styles, counters: b.counters, uses: b.uses}
}

// read reads the content of the element opened last.
func (b *body) read() error { return b.x.Children(b.element) }

// element reads one element between paragraphs.
func (b *body) element(e xml.StartElement) error {
	switch e.Name.Local {
	case "p", "h":
		return b.paragraph(e)
	case "list":
		return b.listElement(e)
	case "table":
		return b.x.Children(b.tableElement)
	case "tracked-changes":
		return b.x.Children(b.change)
	case "change-start", "change-end":
		b.mark(e)
		return nil
	case "sequence-decls", "variable-decls", "user-field-decls", "forms", "annotation", "notes",
		"event-listeners", "index-title-template", "table-of-content-source", "alphabetical-index-source", "header", "footer",
		"date-time-decl", "header-decl", "footer-decl", "image", "object", "object-ole", "plugin":
		return nil
	case "title", "desc": // of a picture
		return nil
	case "section":
		if file.Attr(e, "display") == "none" {
			return nil
		}
	case "frame":
		if file.Attr(e, "class") == "title" { // of a slide
			b.titled = true
			defer func() { b.titled = false }()
		}
	}
	return b.read()
}

// change notes the changes that are deletions. What they took away stands with them, or between two marks in the text.
func (b *body) change(region xml.StartElement) error {
	return b.x.Children(func(e xml.StartElement) error {
		if e.Name.Local == "deletion" {
			b.styles.deletions[file.Attr(region, "id")] = true
		}
		return nil
	})
}

// mark follows a mark at the beginning or the end of a change.
func (b *body) mark(e xml.StartElement) {
	id := file.Attr(e, "change-id")
	switch {
	case e.Name.Local == "change-end":
		delete(b.styles.deleting, id)
	case b.styles.deletions[id]:
		b.styles.deleting[id] = true
	}
}

// listElement reads a list, or a list in an item of one.
func (b *body) listElement(e xml.StartElement) error {
	opened := openList{}
	if len(b.lists) > 0 {
		opened = b.lists[len(b.lists)-1]
		opened.due = false
	}
	if list := b.styles.lists[file.Attr(e, "style-name")]; list != nil && (opened.list == nil || list != opened.list) {
		continued := file.Attr(e, "continue-numbering") == "true" || file.Attr(e, "continue-list") != ""
		opened.list, opened.use = list, b.use(list, continued)
	}
	b.lists = append(b.lists, opened)
	err := b.x.Children(func(e xml.StartElement) error {
		b.lists[len(b.lists)-1].due = e.Name.Local == "list-item"
		if start := file.AttrInt(e, "start-value", -1); start >= 0 && opened.list != nil {
			b.restart(start)
		}
		return b.read()
	})
	b.lists = b.lists[:len(b.lists)-1]
	return err
}

// use returns a new use of a list, whose numbers begin again, or the last one.
func (b *body) use(list *numbering.List, continued bool) *numbering.Use {
	if use := b.uses[list]; use != nil && continued {
		return use
	}
	use := &numbering.Use{}
	for i, level := range list.Levels {
		use.Overrides[i] = numbering.Override{Start: level.Start, Restart: true}
	}
	b.uses[list] = use
	return use
}

// restart begins the numbers of the innermost list again, at a value.
func (b *body) restart(start int) {
	level := len(b.lists) - 1
	opened := &b.lists[level]
	if level >= numbering.Levels {
		return
	}
	use := &numbering.Use{}
	use.Overrides[level] = numbering.Override{Start: start, Restart: true}
	opened.use, b.uses[opened.list] = use, use
}

// number counts the paragraph if it is the first of an item, and returns the number printed before it.
func (b *body) number(e xml.StartElement) string {
	if e.Name.Local == "h" && len(b.lists) == 0 && b.styles.outline != nil {
		level := file.AttrInt(e, "outline-level", 1) - 1
		if level < 0 || level >= numbering.Levels || file.Attr(e, "is-list-header") == "true" {
			return ""
		}
		return b.counters.Count(b.use(b.styles.outline, true), b.styles.outline, level)
	}
	level := len(b.lists) - 1
	if level < 0 || level >= numbering.Levels || !b.lists[level].due {
		return ""
	}
	opened := &b.lists[level]
	opened.due = false
	if opened.list == nil {
		if opened.list = b.styles.listOf(file.Attr(e, "style-name")); opened.list == nil {
			return ""
		}
		opened.use = b.use(opened.list, true)
	}
	return b.counters.Count(opened.use, opened.list, level)
}

// tableElement reads one element of a table, row by row.
func (b *body) tableElement(e xml.StartElement) error {
	switch e.Name.Local {
	case "table-row":
		return b.row()
	case "table-header-rows", "table-rows", "table-row-group":
		return b.x.Children(b.tableElement)
	}
	return nil
}

func (b *body) row() error {
	var cells [][]file.Block
	beside := 0 // cells that the last one covers
	err := b.x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-cell":
			cell := b.inner()
			err := cell.read()
			cells = append(cells, cell.blocks)
			beside = file.AttrInt(e, "number-columns-spanned", 1) - 1
			return err
		case "covered-table-cell": // by a cell beside it, which is one with it, or by one above
			if beside--; beside < 0 {
				cells = append(cells, nil)
			}
		}
		return nil
	})
	b.blocks = append(b.blocks, file.Row(cells)...)
	return err
}

// A paragraph is a paragraph being read.
type paragraph struct {
	body  *body
	lines []strings.Builder
	after []file.Block // its notes and the text boxes anchored in it
	span  span         // the characters being read
}

// paragraph reads a paragraph and appends it as blocks: its lines, then its notes and text boxes.
func (b *body) paragraph(e xml.StartElement) error {
	number := b.number(e)
	p := &paragraph{body: b, lines: make([]strings.Builder, 1)}
	if err := p.content(); err != nil {
		return err
	}
	heading := b.titled || e.Name.Local == "h" || b.styles.isHeading(file.Attr(e, "style-name"))
	for i := range p.lines {
		text := strings.TrimSpace(p.lines[i].String())
		if text == "" && !b.blanks {
			continue
		}
		b.blocks = append(b.blocks, file.Block{Text: number + text, Line: i+1 < len(p.lines), Heading: heading})
		number = ""
	}
	b.blocks = append(b.blocks, p.after...)
	return nil
}

// content reads the content of the element opened last, in the paragraph or within a part of it.
func (p *paragraph) content() error {
	return p.body.x.Mixed(p.write, p.element)
}

var space = regexp.MustCompile(`[ \t\r\n]+`)

// write appends to the paragraph; white space in the file counts as one space.
func (p *paragraph) write(text string) {
	if p.span.hidden || len(p.body.styles.deleting) > 0 {
		return
	}
	text = symbol.Text(p.span.font, text)
	line := &p.lines[len(p.lines)-1]
	text = space.ReplaceAllString(text, " ")
	if strings.HasSuffix(line.String(), " ") {
		text = strings.TrimPrefix(text, " ")
	}
	line.WriteString(text)
}

// element reads one element within a paragraph.
func (p *paragraph) element(e xml.StartElement) error {
	switch e.Name.Local {
	case "change-start", "change-end":
		p.body.mark(e)
	case "span":
		outer := p.span
		if style, ok := p.body.styles.spans[file.Attr(e, "style-name")]; ok {
			p.span = style
		}
		err := p.content()
		p.span = outer
		return err
	case "s":
		const most = 1000
		p.lines[len(p.lines)-1].WriteString(strings.Repeat(" ", min(max(file.AttrInt(e, "c", 1), 1), most)))
	case "tab":
		p.write(" ")
	case "line-break":
		p.lines = append(p.lines, strings.Builder{})
	case "note-body", "text-box", "list", "table":
		inside := p.body.inner()
		err := inside.element(e)
		p.after = append(p.after, inside.blocks...)
		return err
	case "p", "h": // in a shape
		inside := p.body.inner()
		err := inside.paragraph(e)
		p.after = append(p.after, inside.blocks...)
		return err
	case "title", "desc":
		if !strings.HasSuffix(e.Name.Space, "svg-compatible:1.0") { // a field with the document's title
			return p.content()
		}
	case "annotation", "ruby-text", "note-citation", "hidden-text", "hidden-paragraph", "event-listeners", "image", "object",
		"object-ole", "plugin", "forms", "tracked-changes":
	default:
		if strings.Contains(e.Name.Space, ":drawing:") { // whose white space is the file's
			return p.body.x.Children(p.element)
		}
		return p.content()
	}
	return nil
}
