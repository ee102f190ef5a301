// Package ledger keeps the figures of a part of an index: a row of the same size for each, by paragraph and in reading order, and
// each text of theirs once. Rows are read in place, so that what a request does not ask for costs a look at a few numbers.
package ledger

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"

	"gongbao/corpus/figure"
	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
	"gongbao/search/engine/bleve/column"
)

// The numbers of a row, all uint32. Those of texts are indexes in the column of texts.
const (
	paragraph    = iota // of the part
	from                // of the number, in the paragraph's text; it ends where its text does
	sentenceFrom        // of the sentence, in the paragraph's text
	sentenceTo
	codes      // measure, sign, comparator and kind: indexes in the lists below, a byte each, the first the lowest
	yearFrom   // the years, as int32
	yearTo     //
	number     // text: as printed
	indicator  // text
	form       // text: the search form of the indicator
	unit       // text
	subject    // text
	qualifiers // text: one on each line
	value      // text: as format writes it
	high       // text: the same
	fields     // in a row
)

// What codes mean. New ones go to the end.
var (
	measures    = []figure.Measure{figure.Amount, figure.Growth, figure.Change, figure.Gap, figure.Multiple, figure.Rank}
	signs       = []string{"", "up", "down"}
	comparators = []string{"=", "~", ">", ">=", "<", "<="}
	kinds       = []figure.Kind{figure.Target, figure.Result, figure.Base}
)

// A Writer writes the figures of a part.
type Writer struct {
	rows  []uint32
	texts *column.TextWriter
	known map[string]uint32
}

// NewWriter returns a Writer that writes the column of texts to w.
func NewWriter(w io.Writer) *Writer {
	return &Writer{texts: column.NewTextWriter(w), known: map[string]uint32{}}
}

// Add adds the figures of a report whose first paragraph is number first of the part.
func (w *Writer) Add(first int, figures []figure.Figure) error {
	for i := range figures {
		f := &figures[i]
		code, err := codesOf(f)
		if err != nil {
			return err
		}
		for _, n := range [fields]uint32{
			paragraph: uint32(first + f.Paragraph - 1), from: uint32(f.Span.From), sentenceFrom: uint32(f.Sentence.From), sentenceTo: uint32(f.Sentence.To),
			codes: code, yearFrom: uint32(f.From), yearTo: uint32(f.To),
			number: w.text(f.Number), indicator: w.text(f.Indicator), form: w.text(text.Fold(f.Indicator)), unit: w.text(f.Unit), subject: w.text(f.Subject),
			qualifiers: w.text(strings.Join(f.Qualifiers, "\n")), value: w.text(format(f.Value)), high: w.text(format(f.High)),
		} {
			w.rows = append(w.rows, n)
		}
	}
	return nil
}

// text returns the index of a text.
func (w *Writer) text(s string) uint32 {
	i, ok := w.known[s]
	if !ok {
		i = uint32(w.texts.Len())
		w.known[s] = i
		w.texts.Add([]byte(s))
	}
	return i
}

// Finish ends the column of texts, and returns that of rows.
func (w *Writer) Finish() (rows []byte, err error) { return packed(w.rows), w.texts.Finish() }

func codesOf(f *figure.Figure) (uint32, error) {
	code := uint32(0)
	for i, at := range []int{slices.Index(measures, f.Measure), slices.Index(signs, f.Sign), slices.Index(comparators, f.Comparator), slices.Index(kinds, f.Kind)} {
		if at < 0 {
			return 0, fmt.Errorf("a figure of measure %q, sign %q, comparator %q and kind %q", f.Measure, f.Sign, f.Comparator, f.Kind)
		}
		code |= uint32(at) << (8 * i)
	}
	return code, nil
}

// format writes a number so that parse reads the same one: 12e8, 2e0/3.
func format(n quantity.Number) string {
	s := strconv.FormatInt(n.Digits, 10) + "e" + strconv.Itoa(n.Exponent)
	if n.Over != 0 {
		s += "/" + strconv.FormatInt(n.Over, 10)
	}
	return s
}

func parse(s string) (n quantity.Number, err error) {
	digits, rest, _ := strings.Cut(s, "e")
	exponent, over, divided := strings.Cut(rest, "/")
	if n.Digits, err = strconv.ParseInt(digits, 10, 64); err != nil {
		return n, err
	}
	if n.Exponent, err = strconv.Atoi(exponent); err != nil || !divided {
		return n, err
	}
	n.Over, err = strconv.ParseInt(over, 10, 64)
	return n, err
}

// A Ledger has the figures of a part. Its zero value has none.
type Ledger struct {
	rows  Rows
	texts column.Texts
}

// New reads the column of texts of some rows in place. It returns an error when it cannot be such.
func New(rows Rows, texts column.Column) (Ledger, error) {
	read, err := texts.Texts()
	return Ledger{rows, read}, err
}

// Len returns the number of figures.
func (l Ledger) Len() int { return l.rows.n }

// Paragraph returns the paragraph of the part that figure i stands in.
func (l Ledger) Paragraph(i int) int { return int(l.rows.at(i, paragraph)) }

// In returns the figures of the paragraphs from first to before end: those from the one to before the other.
func (l Ledger) In(first, end int) (from, to int) {
	behind := func(paragraph int) int {
		return sort.Search(l.Len(), func(i int) bool { return l.Paragraph(i) >= paragraph })
	}
	return behind(first), behind(end)
}

// A Selection says which figures are wanted.
type Selection struct {
	Kinds []figure.Kind // one of these; any when there are none
	Names []string      // one of these stands in the search form of the indicator; any indicator when there are none
}

// A Reader reads figures of a ledger. It keeps what it has read: it is for one request, and one goroutine.
type Reader struct {
	Ledger
	Selection
	wanted  []verdict // of the texts, as search forms of indicators
	strings []string  // copies of texts
	numbers []quantity.Number
	known   []bool // which numbers are
}

type verdict byte

const (
	unknown verdict = iota
	yes
	no
)

// Reader returns a reader for some figures.
func (l Ledger) Reader(s Selection) *Reader {
	n := l.texts.Len()
	return &Reader{Ledger: l, Selection: s, wanted: make([]verdict, n), strings: make([]string, n), numbers: make([]quantity.Number, n), known: make([]bool, n)}
}

// Wants reports whether figure i is one of those.
func (r *Reader) Wants(i int) bool {
	return (len(r.Kinds) == 0 || slices.Contains(r.Kinds, kinds[r.rows.at(i, codes)>>24])) && (len(r.Names) == 0 || r.named(r.rows.at(i, form)))
}

func (r *Reader) named(form uint32) bool {
	if r.wanted[form] == unknown {
		r.wanted[form] = no
		if slices.ContainsFunc(r.Names, func(name string) bool { return strings.Contains(r.texts.At(int(form)), name) }) {
			r.wanted[form] = yes
		}
	}
	return r.wanted[form] == yes
}

// At returns figure i, whose report begins with paragraph first of the part.
func (r *Reader) At(i, first int) (f figure.Figure, err error) {
	row := func(field int) uint32 { return r.rows.at(i, field) }
	f.Number = r.text(row(number))
	f.Paragraph = int(row(paragraph)) - first + 1
	f.Span = text.Span{From: int(row(from)), To: int(row(from)) + len(f.Number)}
	f.Sentence = text.Span{From: int(row(sentenceFrom)), To: int(row(sentenceTo))}
	f.Indicator, f.Unit, f.Subject = r.text(row(indicator)), r.text(row(unit)), r.text(row(subject))
	code := row(codes)
	f.Measure, f.Sign, f.Comparator, f.Kind = measures[code&0xff], signs[code>>8&0xff], comparators[code>>16&0xff], kinds[code>>24]
	if list := r.text(row(qualifiers)); list != "" {
		f.Qualifiers = strings.Split(list, "\n")
	}
	f.From, f.To = int(int32(row(yearFrom))), int(int32(row(yearTo)))
	if f.Value, err = r.number(row(value)); err != nil {
		return f, err
	}
	f.High, err = r.number(row(high))
	return f, err
}

// text returns a copy of a text, the same each time.
func (r *Reader) text(i uint32) string {
	if r.strings[i] == "" {
		r.strings[i] = strings.Clone(r.texts.At(int(i)))
	}
	return r.strings[i]
}

func (r *Reader) number(i uint32) (n quantity.Number, err error) {
	if !r.known[i] {
		if r.numbers[i], err = parse(r.texts.At(int(i))); err != nil {
			return n, err
		}
		r.known[i] = true
	}
	return r.numbers[i], nil
}
