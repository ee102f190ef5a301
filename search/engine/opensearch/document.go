package opensearch

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/encoded"
)

// A paragraphDocument is what the cluster keeps of a paragraph: Paragraph to be shown, the rest to find, count, order and
// divide it by.
type paragraphDocument struct {
	Number    int64            `json:"number"` // of its report
	Ordinal   int              `json:"ordinal"`
	Paragraph corpus.Paragraph `json:"paragraph"`

	Grams        string `json:"grams"`
	SectionGrams string `json:"section_grams,omitempty"`
	Text         []byte `json:"text,omitempty"`      // form
	Sentences    []int  `json:"sentences,omitempty"` // where they end in Text
	Titles       []byte `json:"titles,omitempty"`    // forms of the section titles, on lines of their own
	Bytes        int    `json:"bytes"`               // of folded text, with a line feed
	Heading      bool   `json:"heading"`
	Row          int64  `json:"row"`             // its report's number times rows, and which row in the report it is in
	Outer        []byte `json:"outer,omitempty"` // the first title of its section path

	reportFields
}

// reportFields are what a paragraph has of its report.
type reportFields struct {
	Report     string       `json:"report"`
	LabelGrams string       `json:"label_grams"`
	Title      []byte       `json:"title,omitempty"` // form
	Region     string       `json:"region"`
	Level      corpus.Level `json:"level"`
	Kind       corpus.Kind  `json:"kind"`
	Year       int          `json:"year"`
	Date       string       `json:"date"`
	Age        int          `json:"age"` // the year, or unknownAge
}

// rows is how many rows of paragraphs a report may have, each of one outermost section: paragraphs in a row are counted
// together.
const rows = 1 << 16

// unknownAge puts reports without a year behind all others where the oldest come first.
const unknownAge = 1 << 20

// A reportDocument is what the cluster keeps of a report beside its paragraphs.
type reportDocument struct {
	Number     int64  `json:"report_number"`
	Report     string `json:"report"`
	Record     record `json:"record"`
	Paragraphs int    `json:"paragraphs"`
	LabelGrams string `json:"label_grams"`
	// Grams has each gram once for every paragraph that has it.
	Grams string `json:"report_grams"`
}

// A record is a report without its paragraphs.
type record struct {
	Summary engine.Summary   `json:"summary"`
	Outline []corpus.Section `json:"outline"`
	Bytes   int              `json:"bytes"`  // of folded text, a line feed behind each paragraph
	Digest  string           `json:"digest"` // of the whole report, by checksumOf
}

// documents makes the documents of a report that is given a number.
func documents(r *corpus.Report, number int64) (reportDocument, []paragraphDocument) {
	fields := reportFields{
		Report: r.ID, LabelGrams: encoded.Terms(text.Fold(engine.Label(&r.Header))), Title: encoded.Form(text.Fold(r.Title)),
		Region: r.Region, Level: r.Level, Kind: r.Kind, Year: r.Year, Date: r.Date, Age: r.Year,
	}
	if r.Year == 0 {
		fields.Age = unknownAge
	}
	report := reportDocument{
		Number: number, Report: r.ID, Paragraphs: len(r.Paragraphs), LabelGrams: fields.LabelGrams,
		Record: record{Summary: engine.Summary{Header: r.Header, Paragraphs: len(r.Paragraphs)}, Outline: r.Outline, Digest: checksumOf(r)},
	}
	var grams strings.Builder
	paragraphs := make([]paragraphDocument, len(r.Paragraphs))
	row := number * rows
	for i := range r.Paragraphs {
		p := newParagraph(&r.Paragraphs[i], number, fields)
		if i > 0 && !bytes.Equal(p.Outer, paragraphs[i-1].Outer) && row < number*rows+rows-1 {
			row++
		}
		p.Row = row
		grams.WriteString(p.Grams)
		report.Record.Bytes += p.Bytes
		report.Record.Summary.Characters += utf8.RuneCountInString(p.Paragraph.Text)
		paragraphs[i] = p
	}
	report.Grams = grams.String()
	return report, paragraphs
}

func newParagraph(p *corpus.Paragraph, number int64, of reportFields) paragraphDocument {
	folded := text.Fold(p.Text)
	d := paragraphDocument{
		Number: number, Ordinal: p.Ordinal, Paragraph: *p, reportFields: of,
		Grams: encoded.Terms(folded), Text: encoded.Form(folded), Sentences: encoded.SentenceEnds(folded), Bytes: len(folded) + 1, Heading: p.Heading,
	}
	for i, title := range p.Section {
		if i > 0 {
			d.Titles = append(d.Titles, '\n')
		}
		title = text.Fold(title)
		d.Titles = append(d.Titles, encoded.Form(title)...)
		d.SectionGrams += encoded.Terms(title)
	}
	if len(p.Section) > 0 {
		d.Outer = []byte(p.Section[0])
	}
	return d
}

// paragraphID is the id of a paragraph's document.
func paragraphID(number int64, ordinal int) string {
	return strconv.FormatInt(number, 10) + "-" + strconv.Itoa(ordinal)
}

// reportID is the id of a report's document.
func reportID(number int64) string { return "r" + strconv.FormatInt(number, 10) }

// checksumOf returns a checksum of a report in the very form that was put, empty lists and all.
func checksumOf(r *corpus.Report) string {
	h := sha256.New()
	if err := json.NewEncoder(h).Encode(r); err != nil {
		panic(err) // a report has nothing that JSON cannot say
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}
