// Package ingest makes reports from documents: it finds a report's title, region, speaker and date, its outline and its
// paragraphs.
//
// [New] makes a report from a document that package extract read, after repairing what printing and scraping broke;
// [Settle] gives each of the reports that share an id its own; [Overrides] apply a person's corrections. What cannot be
// found stays empty and is listed as missing, never guessed.
package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"maps"

	"gongbao/corpus"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/outline"
	"gongbao/corpus/repair"
	"gongbao/corpus/text"
	"gongbao/language"
)

// ErrNoText means that a document has no text to make a report from.
var ErrNoText = language.New("ingest.text")

// ErrTooLong means that a document has a paragraph longer than corpus.MaxParagraph.
var ErrTooLong = language.New("ingest.long")

// New makes a report from doc. What is stated about it (file.Document.Stated) counts before what the text says. Facts that
// both lack come from the fields of its page, then from the name and the folders of file, a slash-separated path as the user
// gave it. Its errors are [ErrNoText] and [ErrTooLong].
func New(doc file.Document, file string) (corpus.Report, error) {
	blocks, repairs := repair.Blocks(doc.Blocks)
	if len(blocks) == 0 {
		return corpus.Report{}, ErrNoText
	}
	for _, b := range blocks {
		if len(b.Text) > corpus.MaxParagraph {
			return corpus.Report{}, language.New("ingest.paragraph", ErrTooLong, len(b.Text)/1000)
		}
	}
	r := corpus.Report{Header: corpus.Header{Origin: corpus.Origin{File: file}, Repairs: maps.Clone(map[string]int(repairs))}}
	front := frontOf(blocks)
	r.Paragraphs, r.Outline, r.Digest = paragraphs(blocks, len(front))
	name := file
	if doc.Member != "" {
		name += "/" + doc.Member
	}
	sources := []facts{readFront(front), readOpening(blocks[len(front):]), readFields(doc.Fields), readPath(name)}
	if doc.Stated {
		stated := readStated(doc.Fields)
		sources[2] = facts{regions: stated.around} // the report may be of a place in it
		sources = append([]facts{stated}, sources...)
	}
	fill(&r, sources)
	identify(&r)
	return r, nil
}

// paragraphs makes the paragraphs and the outline from blocks; the first front blocks precede the body. digest is the
// hash of the folded text and ignores where its paragraphs end.
func paragraphs(blocks []file.Block, front int) (list []corpus.Paragraph, sections []corpus.Section, digest string) {
	lines := make([]outline.Line, len(blocks))
	for i, b := range blocks {
		lines[i] = outline.Line{Text: b.Text, Heading: b.Heading, Row: b.Row, Front: i < front}
	}
	tree := outline.Of(lines)
	sum := sha256.New()
	list = make([]corpus.Paragraph, len(blocks))
	for i, b := range blocks {
		folded := text.Fold(b.Text)
		io.WriteString(sum, folded)
		list[i] = corpus.Paragraph{
			Ordinal: i + 1,
			Text:    b.Text,
			Section: tree.Paths[i],
			Heading: tree.Headings[i],
			Hash:    corpus.Hash(folded),
		}
	}
	for _, s := range tree.Sections {
		sections = append(sections, corpus.Section{Level: s.Level, Title: s.Title, Paragraph: s.Line + 1})
	}
	return list, sections, hex.EncodeToString(sum.Sum(nil))
}
