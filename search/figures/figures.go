// Package figures makes tables of what reports promise and what they report, in numbers.
package figures

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/figure"
	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
	"gongbao/search"
	"gongbao/search/query"
)

// Kinds are the values that Request.Kind may have, besides none.
var Kinds = []string{string(figure.Target), string(figure.Result), string(figure.Base)}

// A Request says which figures of an index make a table. Its zero value asks for all of them.
type Request struct {
	Kind      string       // one of Kinds
	Indicator string       // a text in the indicator, whatever its width, case and script
	Reports   []query.Node // filters that the reports pass, as Edition.Reports takes them
}

// A Table is the figures of some reports: by report, in the order of Edition.Reports, then in reading order.
type Table struct {
	Version string `json:"index_version"`
	Reports int    `json:"reports"` // looked at
	Rows    []Row  `json:"rows"`
}

// A Row is one figure. Package figure says what its fields mean.
type Row struct {
	Report     string      `json:"report"`
	Year       int         `json:"year"`
	Region     string      `json:"region"`
	Paragraph  int         `json:"paragraph"` // ordinal, from 1
	Hash       string      `json:"hash"`      // of the paragraph
	Span       search.Span `json:"span"`      // of the number, in the paragraph
	Indicator  string      `json:"indicator"`
	Number     string      `json:"number"`  // with its unit, as printed
	Printed    string      `json:"printed"` // with the words of comparison beside it: 近30%, 5%左右
	Value      json.Number `json:"value"`
	High       json.Number `json:"high,omitempty"` // the upper end of a range
	Unit       string      `json:"unit"`
	Measure    string      `json:"measure"`
	Sign       string      `json:"sign,omitempty"`
	Comparator string      `json:"comparator"`
	Qualifiers []string    `json:"qualifiers"`
	Kind       string      `json:"kind"`
	From       int         `json:"from"` // years; 0 when unknown
	To         int         `json:"to"`
	Subject    string      `json:"subject"`
	Sentence   string      `json:"sentence"`
}

// New makes the table of a request.
func New(ctx context.Context, e *search.Edition, r Request) (Table, error) {
	list, err := e.Reports(ctx, r.Reports...)
	if err != nil {
		return Table{}, err
	}
	t := Table{Version: e.Version(), Reports: len(list), Rows: []Row{}}
	for _, info := range list {
		view, err := e.Report(ctx, info.ID, search.Marking{})
		if err != nil {
			return Table{}, err
		}
		t.Rows = append(t.Rows, r.rows(&view)...)
	}
	return t, nil
}

// rows returns the figures of one report that the request asks for.
func (r Request) rows(view *search.ReportView) (rows []Row) {
	report := corpus.Report{Header: view.Header(), Outline: view.Outline}
	for _, p := range view.Paragraphs {
		report.Paragraphs = append(report.Paragraphs, p.Paragraph)
	}
	wanted := text.Fold(r.Indicator)
	for _, f := range figure.Of(&report) {
		if r.Kind != "" && string(f.Kind) != r.Kind || !strings.Contains(text.Fold(f.Indicator), wanted) {
			continue
		}
		rows = append(rows, rowOf(&report, &report.Paragraphs[f.Paragraph-1], f))
	}
	return rows
}

func rowOf(r *corpus.Report, p *corpus.Paragraph, f figure.Figure) Row {
	at := utf8.RuneCountInString(p.Text[:f.Span.From])
	row := Row{
		Report: r.ID, Year: r.Year, Region: r.Region, Paragraph: f.Paragraph, Hash: p.Hash,
		Span:      search.Span{at, at + utf8.RuneCountInString(f.Number)},
		Indicator: f.Indicator, Number: f.Number, Printed: printed(p.Text, f), Value: number(f.Value), Unit: f.Unit,
		Measure: string(f.Measure), Sign: f.Sign, Comparator: f.Comparator, Qualifiers: append([]string{}, f.Qualifiers...),
		Kind: string(f.Kind), From: f.From, To: f.To, Subject: f.Subject, Sentence: strings.TrimSpace(p.Text[f.Sentence.From:f.Sentence.To]),
	}
	if !f.High.IsZero() {
		row.High = number(f.High)
	}
	return row
}

// number writes a number as JSON has it: exactly, but for a fraction that has no end.
func number(n quantity.Number) json.Number {
	if n.Over > 1 {
		return json.Number(strconv.FormatFloat(n.Float64(), 'g', -1, 64))
	}
	return json.Number(n.String())
}

// printed returns the number of a figure with those of its qualifiers that stand right beside it.
func printed(paragraph string, f figure.Figure) string {
	from, to := f.Span.From, f.Span.To
	for _, word := range f.Qualifiers {
		switch {
		case strings.HasSuffix(paragraph[:from], word):
			from -= len(word)
		case strings.HasPrefix(paragraph[to:], word):
			to += len(word)
		}
	}
	return paragraph[from:to]
}

// Columns are the names of the columns of Records.
var Columns = []string{
	"report", "year", "region", "paragraph", "indicator", "number", "printed", "value", "high", "unit", "measure", "sign", "comparator",
	"kind", "from", "to", "subject", "sentence",
}

// Records returns the table for a spreadsheet, its first line Columns.
func (t Table) Records() [][]string {
	records := [][]string{Columns}
	for _, r := range t.Rows {
		records = append(records, []string{
			r.Report, strconv.Itoa(r.Year), r.Region, strconv.Itoa(r.Paragraph), r.Indicator, r.Number, r.Printed, string(r.Value), string(r.High), r.Unit,
			r.Measure, r.Sign, r.Comparator, r.Kind, strconv.Itoa(r.From), strconv.Itoa(r.To), r.Subject, r.Sentence,
		})
	}
	return records
}

// Period writes the years of a row: 2025, 2021–2025; it is empty when they are unknown.
func (r Row) Period() string {
	switch {
	case r.To == 0:
		return ""
	case r.From == r.To:
		return strconv.Itoa(r.To)
	}
	return strconv.Itoa(r.From) + "–" + strconv.Itoa(r.To)
}
