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
	"maps"

	"gongbao/corpus"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/identity"
	"gongbao/corpus/outline"
	"gongbao/corpus/repair"
	"gongbao/corpus/text"
	"gongbao/language"
)

// ErrNoText means that a document has no text to make a report from.
var ErrNoText = language.New("ingest.text")

// ErrTooLong means that a document has a paragraph longer than corpus.MaxParagraph.
var ErrTooLong = language.New("ingest.long")

// New makes a report from doc. What is known about it comes from several sources, the firmest first: what people have stated
// in the file (file.Document.Stated) or in labelled lines above the text, what is printed at the head of the text, what stands in
// its first sentences and at its end, the fields of its page or its properties, and the name and the folders of file, a slash-separated path as the
// user gave it. notes name what was stated and contradicts the rest, which is left out. Its errors are [ErrNoText] and
// [ErrTooLong].
func New(doc file.Document, file string) (r corpus.Report, notes []language.Sayer, err error) {
	blocks, repairs := repair.Blocks(doc.Blocks)
	if len(blocks) == 0 {
		return r, nil, ErrNoText
	}
	for _, b := range blocks {
		if len(b.Text) > corpus.MaxParagraph {
			return r, nil, language.New("ingest.paragraph", ErrTooLong, len(b.Text)/1000)
		}
	}
	r.Header = corpus.Header{Origin: corpus.Origin{File: file}, Repairs: maps.Clone(map[string]int(repairs)), Recognised: doc.Recognised}
	labels, labelled := readLabels(blocks)
	front := frontOf(blocks[labelled:])
	front.body += labelled
	r.Paragraphs, r.Outline = paragraphs(blocks, front.body)
	Renew(&r)
	name := file
	if doc.Member != "" {
		name += "/" + doc.Member
	}
	body := blocks[front.body:]
	stated, around := statedFacts(doc, labels)
	head, opening := readFront(front), readOpening(body)
	sources := append(stated, head, opening)
	if head.kind != corpus.Work && opening.kind != corpus.Work {
		sources = append(sources, readFoot(body)) // the day below a speech is that of its print
	}
	notes = fill(&r, append(sources, around, readPath(name)))
	if note := supply(&r); note != nil {
		notes = append(notes, note)
	}
	identify(&r)
	assignRoles(&r)
	return r, notes, nil
}

// statedFacts returns what people have stated, in the file and above the text, and the weaker facts of the file: those of its
// page, or the regions in which a stated one lies, for the report may be of one of these.
func statedFacts(doc, labels file.Document) (stated []facts, weaker facts) {
	for _, d := range []file.Document{doc, labels} {
		if d.Stated {
			f := readStated(d.Fields)
			stated = append(stated, f)
			weaker.regions = append(weaker.regions, f.around...)
		}
	}
	if !doc.Stated {
		regions := weaker.regions
		weaker = readFields(doc.Fields)
		weaker.regions = append(weaker.regions, regions...)
	}
	return stated, weaker
}

// paragraphs makes the paragraphs and the outline from blocks; the first front blocks precede the body.
func paragraphs(blocks []file.Block, front int) (list []corpus.Paragraph, sections []corpus.Section) {
	lines := make([]outline.Line, len(blocks))
	for i, b := range blocks {
		lines[i] = outline.Line{Text: b.Text, Heading: b.Heading, Row: b.Row, Front: i < front}
	}
	tree := outline.Of(lines)
	list = make([]corpus.Paragraph, len(blocks))
	for i, b := range blocks {
		list[i] = corpus.Paragraph{
			Ordinal: i + 1,
			Text:    b.Text,
			Section: tree.Paths[i],
			Heading: tree.Headings[i],
		}
	}
	for _, s := range tree.Sections {
		sections = append(sections, corpus.Section{Level: s.Level, Title: s.Title, Paragraph: s.Line + 1})
	}
	return list, sections
}

// Renew sets what a report has from the form of its text: the hash of each paragraph, the digest, the roles of its sections,
// and, unless it has one, the identity. It makes a report that was read by an older version of the program what this version would have made of its text.
// The digests ignore where paragraphs end.
func Renew(r *corpus.Report) {
	digest, identify := sha256.New(), sha256.New()
	var form []byte
	for i := range r.Paragraphs {
		p := &r.Paragraphs[i]
		form = text.AppendFold(form[:0], p.Text)
		digest.Write(form)
		form = identity.AppendForm(form[:0], p.Text)
		identify.Write(form)
		p.Hash = identity.Hash(string(form))
	}
	r.Digest = hex.EncodeToString(digest.Sum(nil))
	if r.Identity == "" {
		r.Identity = hex.EncodeToString(identify.Sum(nil))
	}
	assignRoles(r)
}
