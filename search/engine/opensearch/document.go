package opensearch

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/clause"
	"gongbao/corpus/figure"
	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/encoded"
	"gongbao/search/rank"
)

// A paragraphDocument is the document of a paragraph: Paragraph for display, the other fields for search, order and
// counts.
type paragraphDocument struct {
	Number    int64            `json:"number"` // of its report
	Ordinal   int              `json:"ordinal"`
	Paragraph corpus.Paragraph `json:"paragraph"`

	Clauses      []string `json:"clauses,omitempty"` // keys, by keyOf
	Grams        string   `json:"grams"`
	SectionGrams string   `json:"section_grams,omitempty"`
	Text         []byte   `json:"text,omitempty"`      // encoded
	Sentences    []int    `json:"sentences,omitempty"` // ends in Text
	Titles       []byte   `json:"titles,omitempty"`    // encoded section titles, one per line
	Bytes        int      `json:"bytes"`               // of folded text and a line feed
	Letters      int      `json:"letters"`             // text.Letters
	Heading      bool     `json:"heading"`
	Row          int64    `json:"row"`             // report number · rows + row within the report; see rows
	Top          []byte   `json:"outer,omitempty"` // top-level section title

	Role corpus.Role `json:"role"` // of the top-level section

	Figures     []encoded.Figure `json:"figures,omitempty"`
	FigureKinds []figure.Kind    `json:"figure_kinds,omitempty"` // of Figures
	FigureGrams string           `json:"figure_grams,omitempty"` // of their indicators

	reportFields
}

// reportFields are the fields of a report that each of its paragraphs repeats.
type reportFields struct {
	Report     string       `json:"report"`
	LabelGrams string       `json:"label_grams"`
	Title      []byte       `json:"title,omitempty"` // encoded
	Region     string       `json:"region"`
	Level      corpus.Level `json:"level"`
	Kind       corpus.Kind  `json:"kind"`
	Year       int          `json:"year"`
	Date       string       `json:"date"`
	Age        int          `json:"age"` // the year, or unknownAge
}

// rows is the maximum number of rows in a report. A row is a run of consecutive paragraphs with one top-level section and one
// role, which scripts count together.
const rows = 1 << 16

// unknownAge sorts reports without a year last when the oldest come first.
const unknownAge = 1 << 20

// A reportDocument is the document of a report.
type reportDocument struct {
	Number     int64  `json:"report_number"`
	Report     string `json:"report"`
	Record     record `json:"record"`
	Paragraphs int    `json:"paragraphs"`
	LabelGrams string `json:"label_grams"`
	// Grams repeats each gram once per paragraph that contains it.
	Grams string `json:"report_grams"`
}

// A record is a report without its paragraphs.
type record struct {
	Summary engine.Summary   `json:"summary"`
	Outline []corpus.Section `json:"outline"`
	Bytes   int              `json:"bytes"`   // of folded text, with a line feed per paragraph
	Letters int              `json:"letters"` // text.Letters of all paragraphs
	Digest  string           `json:"digest"`  // of the whole report, by checksumOf
}

// documents returns the documents of a report with a number.
func documents(r *corpus.Report, number int64) (reportDocument, []paragraphDocument) {
	fields := reportFields{
		Report: r.ID, LabelGrams: encoded.Terms(text.Fold(rank.Label(&r.Header))), Title: encoded.Text(text.Fold(r.Title)),
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
		if i > 0 && (!bytes.Equal(p.Top, paragraphs[i-1].Top) || p.Role != paragraphs[i-1].Role) && row < number*rows+rows-1 {
			row++
		}
		p.Row = row
		grams.WriteString(p.Grams)
		report.Record.Bytes += p.Bytes
		report.Record.Letters += p.Letters
		report.Record.Summary.Characters += utf8.RuneCountInString(p.Paragraph.Text)
		paragraphs[i] = p
	}
	for _, f := range figure.Of(r) {
		paragraphs[f.Paragraph-1].addFigure(f)
	}
	report.Grams = grams.String()
	return report, paragraphs
}

func newParagraph(p *corpus.Paragraph, number int64, of reportFields) paragraphDocument {
	folded := text.Fold(p.Text)
	d := paragraphDocument{
		Number: number, Ordinal: p.Ordinal, Paragraph: *p, Role: p.Role, reportFields: of,
		Grams: encoded.Terms(folded), Text: encoded.Text(folded), Sentences: encoded.SentenceEnds(folded), Bytes: len(folded) + 1, Letters: text.Letters(p.Text), Heading: p.Heading,
	}
	for _, key := range clause.Keys(folded) {
		d.Clauses = append(d.Clauses, keyOf(key))
	}
	for i, title := range p.Section {
		if i > 0 {
			d.Titles = append(d.Titles, '\n')
		}
		title = text.Fold(title)
		d.Titles = append(d.Titles, encoded.Text(title)...)
		d.SectionGrams += encoded.Terms(title)
	}
	if len(p.Section) > 0 {
		d.Top = []byte(p.Section[0])
	}
	return d
}

func (d *paragraphDocument) addFigure(f figure.Figure) {
	d.Figures = append(d.Figures, encoded.Figure(f))
	if !slices.Contains(d.FigureKinds, f.Kind) {
		d.FigureKinds = append(d.FigureKinds, f.Kind)
	}
	d.FigureGrams += encoded.Terms(text.Fold(f.Indicator))
}

// keyOf returns the key of a clause as documents have it.
func keyOf(clause uint32) string { return strconv.FormatUint(uint64(clause), 16) }

// paragraphID returns the id of the document of a paragraph.
func paragraphID(number int64, ordinal int) string {
	return strconv.FormatInt(number, 10) + "-" + strconv.Itoa(ordinal)
}

// reportID returns the id of the document of a report.
func reportID(number int64) string { return "r" + strconv.FormatInt(number, 10) }

// checksumOf returns a checksum of a report exactly as put, empty lists included.
func checksumOf(r *corpus.Report) string {
	h := sha256.New()
	if err := json.NewEncoder(h).Encode(r); err != nil {
		panic(err) // reports always encode
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}
