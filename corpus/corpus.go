// Package corpus knows what a government report is: what it is called, who gave it where and when, how its outline runs
// and what its paragraphs are.
//
// [New] makes a Report of a document that package extract read, after mending what printing and scraping broke; [Settle]
// gives reports that would share an id their own. What cannot be found is left empty and named, never guessed, and the
// text of a paragraph is always the text that was published.
package corpus

import (
	"errors"
	"fmt"
	"maps"

	"gongbao/corpus/extract"
	"gongbao/corpus/outline"
	"gongbao/corpus/repair"
	"gongbao/corpus/text"
)

// ErrNoText says that a document has no text to make a report of.
var ErrNoText = errors.New("没有正文")

// ErrTooLong says that a document has a paragraph that is longer than MaxParagraph.
var ErrTooLong = errors.New("one paragraph of it is longer than two whole reports")

// MaxParagraph is how many bytes a paragraph may have. Engines rely on it: one that looks through texts in steps that are
// counted can look through that many.
const MaxParagraph = 250_000

// New makes the report that doc holds. What the text does not say of itself is read from what its file states beside it,
// then from the name and the folders of file, a path with slashes as the user gave it. Its errors
// are [ErrNoText] and [ErrTooLong].
func New(doc extract.Document, file string) (Report, error) {
	blocks, repairs := repair.Blocks(doc.Blocks)
	if len(blocks) == 0 {
		return Report{}, ErrNoText
	}
	for _, b := range blocks {
		if len(b.Text) > MaxParagraph {
			return Report{}, fmt.Errorf("%w: it has %d KB; break its lines where the paragraphs end", ErrTooLong, len(b.Text)/1000)
		}
	}
	r := Report{Header: Header{Origin: Origin{File: file}, Repairs: maps.Clone(map[string]int(repairs))}}
	front := frontOf(blocks)
	r.Paragraphs, r.Outline = paragraphs(blocks, len(front))
	name := file
	if doc.Member != "" {
		name += "/" + doc.Member
	}
	told := []facts{readFront(front), readOpening(blocks[len(front):]), readFields(doc.Fields), readPath(name)}
	r.take(told)
	r.Digest = digestOf(r.Paragraphs)
	r.identify()
	return r, nil
}

// paragraphs makes the paragraphs and the outline of blocks, of which the first few stand before the body.
func paragraphs(blocks []extract.Block, front int) ([]Paragraph, []Section) {
	lines := make([]outline.Line, len(blocks))
	for i, b := range blocks {
		lines[i] = outline.Line{Text: b.Text, Heading: b.Heading, Row: b.Row, Front: i < front}
	}
	tree := outline.Of(lines)
	list := make([]Paragraph, len(blocks))
	for i, b := range blocks {
		list[i] = Paragraph{
			Ordinal: i + 1,
			Text:    b.Text,
			Section: tree.Paths[i],
			Heading: tree.Headings[i],
			Hash:    Hash(text.Fold(b.Text)),
		}
	}
	var sections []Section
	for _, s := range tree.Sections {
		sections = append(sections, Section{Level: s.Level, Title: s.Title, Paragraph: s.Line + 1})
	}
	return list, sections
}
