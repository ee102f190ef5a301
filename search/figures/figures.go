// Package figures makes tables of what reports promise and what they report, in numbers, and says what became of what was promised.
//
// A table is by indicator: the names under which reports speak of one are joined by a list that everybody can read, names.txt,
// and never otherwise. What was looked for and not found is said, with the paragraphs where it should stand, and never left
// out. Each row leads to its paragraph, and each count to the table that it is the total of.
package figures

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/figure"
	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/query"
	"gongbao/search/trend"
)

// MostRows is the most rows that a whole table has, as a file of CSV or a workbook.
const MostRows = 500_000

// ErrRows is the error of All for a table of more than MostRows. Test for it with errors.Is.
var ErrRows = language.New("figures.rows", MostRows)

// Problem reports whether an error is about what was asked for: ErrRows or ErrLinked.
func Problem(err error) bool { return errors.Is(err, ErrRows) || errors.Is(err, ErrLinked) }

// An Answer is the figures that a request asks for. It is the JSON body of the API.
type Answer struct {
	Version string `json:"index_version"`
	Changed bool   `json:"index_changed,omitempty"` // the cursor is of another version: rows may be missing between two pages, or stand on both
	Total   Total  `json:"total"`
	Of      int    `json:"of"`  // reports that the filters admit
	URL     string `json:"url"` // path of the page of the table
	Rows    []Row  `json:"rows"`
	Next    string `json:"next"` // cursor of the next page; empty at the end

	// Name is the name that the indicator of the request is shown under, and Joined all its names in names.txt. They are empty
	// where the request names no indicator.
	Name   string   `json:"name,omitempty"`
	Joined []string `json:"joined,omitempty"`
	// National are the figures of the nation for the years of the request, by which others can be measured, if it names an
	// indicator and asks for no nation.
	National []Row `json:"national"`
	// Unchecked are the reports in which no figure of the indicator was read, if the request names one that is known: those whose
	// Total is 0 do not name it.
	Unchecked []Missing `json:"unchecked"`
	// Unknown is set if what the request names is not a known indicator.
	Unknown *Unknown `json:"unknown,omitempty"`

	Facets     Facets         `json:"facets"`
	Coverage   trend.Coverage `json:"coverage"`
	Definition string         `json:"definition"` // what the figures are, in sentences
}

// A Total counts the figures of a table.
type Total struct {
	Rows    int `json:"rows"`
	Reports int `json:"reports"` // with a row
}

// Facets count the rows of a table by their indicator, kind, unit and measure, those of most reports first.
type Facets struct {
	Names    []Facet `json:"names"` // at most MostNames
	Kinds    []Facet `json:"kinds"`
	Units    []Facet `json:"units"`
	Measures []Facet `json:"measures"`
}

// MostNames is how many indicators Facets lists.
const MostNames = 50

// A Facet counts the rows of a table that have a value.
type Facet struct {
	Value   string `json:"value"`
	Rows    int    `json:"rows"`
	Reports int    `json:"reports"`
	URL     string `json:"url"` // path of the page of just these
}

// A Row is one figure. Package figure says what its fields mean.
type Row struct {
	ID         string      `json:"id"` // of its paragraph: liaoning-2021#67
	Report     string      `json:"report"`
	Year       int         `json:"year"`
	Region     string      `json:"region"`
	Level      string      `json:"level"`
	Paragraph  int         `json:"paragraph"` // ordinal, from 1
	Hash       string      `json:"hash"`      // of the paragraph
	Role       string      `json:"role"`      // of the paragraph: review, plan, or none
	Span       search.Span `json:"span"`      // of the number, in the paragraph
	Indicator  string      `json:"indicator"` // as printed
	Name       string      `json:"name"`      // that the indicator is shown under
	Number     string      `json:"number"`    // with its unit, as printed
	Printed    string      `json:"printed"`   // with the words of comparison beside it: 近30%, 5%左右
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
	Within     search.Span `json:"within"` // of the number, in the sentence
	URL        string      `json:"url"`    // path of the paragraph
}

// A found is a figure of an index in the making of a table.
type found struct {
	engine.Figure
	name  string // that the indicator is shown under
	basis basis  // of targets and results that are linked; readBases reads it
}

// New makes the table of a request: one page of its rows, with what the whole of it comes to.
func New(ctx context.Context, e *search.Edition, r Request) (Answer, error) {
	r.complete()
	t := Answer{
		Version: e.Version(), URL: r.Path(), Rows: []Row{}, National: []Row{}, Unchecked: []Missing{}, Definition: r.Lang.Say("figures.definition"),
	}
	from, changed, err := r.start(e.Version())
	if err != nil {
		return Answer{}, err
	}
	t.Changed = changed
	material, err := trend.MaterialOf(ctx, e, r.Filters, r.Lang)
	if err != nil {
		return Answer{}, err
	}
	t.Coverage = material.Coverage()
	t.Of = t.Coverage.Reports
	list, err := r.count(ctx, e, &t, from)
	if err != nil {
		return Answer{}, err
	}
	if to := min(from+r.page(), len(list)); to > from {
		if t.Rows, err = rows(ctx, e, list[from:to]); err != nil {
			return Answer{}, err
		}
		if to < len(list) {
			t.Next = r.cursor(e.Version(), to)
		}
	}
	if r.Name == "" {
		return t, nil
	}
	t.Name, t.Joined = r.Name, r.names().Group(r.Name)
	if len(list) == 0 {
		if t.Unknown, err = r.unknown(ctx, e); err != nil || t.Unknown != nil {
			return t, err
		}
	}
	if t.National, err = r.national(ctx, e); err != nil {
		return Answer{}, err
	}
	t.Unchecked, err = r.keptUnchecked(ctx, e, list)
	return t, err
}

// All returns the rows of the whole table of a request. It fails with ErrRows if they are too many.
func All(ctx context.Context, e *search.Edition, r Request) ([]Row, error) {
	r.complete()
	list, err := r.find(ctx, e, 0)
	if err != nil {
		return nil, err
	}
	if len(list) > MostRows {
		return nil, ErrRows
	}
	r.sort(list)
	return rows(ctx, e, list)
}

// complete makes the request one about work reports, unless it says otherwise, and gives its indicator the name that is shown.
func (r *Request) complete() {
	r.Filters = search.WorkReports(r.Filters, nil)
	r.Name, _ = r.names().Known(r.Name)
}

// count counts the figures of a request for an answer, and returns them in their order: those of the page from a row on, with one
// behind it, if no indicator is named. Counts of all indicators and values are kept for who asks again.
func (r *Request) count(ctx context.Context, e *search.Edition, t *Answer, from int) ([]found, error) {
	if r.Name != "" || r.Value != (Condition{}) || r.Order != "" && r.Order != ByReport {
		list, err := r.find(ctx, e, 0)
		t.Total, t.Facets = r.countOf(list)
		r.sort(list)
		return list, err
	}
	type counts struct {
		total  Total
		facets Facets
	}
	kept, err := search.Kept(e, r.keptName(), func() (counts, int, error) {
		list, err := r.find(ctx, e, 0)
		total, facets := r.countOf(list)
		return counts{total, facets}, bytesOfFacet * (len(facets.Names) + len(facets.Kinds) + len(facets.Units) + len(facets.Measures)), err
	})
	if err != nil {
		return nil, err
	}
	t.Total, t.Facets = kept.total, kept.facets.clone()
	return r.find(ctx, e, from+r.page()+1)
}

// keptName names what is kept of the request for a version of the index. Requests of one program share their list of names.
func (r *Request) keptName() string {
	return fmt.Sprintf("figures %p %s\n%s", r.names(), r.Path(), query.Print(query.And{Nodes: r.Filters}))
}

// bytesOfFacet is about what a Facet takes in memory.
const bytesOfFacet = 500

// clone returns facets that may be changed.
func (f Facets) clone() Facets {
	return Facets{slices.Clone(f.Names), slices.Clone(f.Kinds), slices.Clone(f.Units), slices.Clone(f.Measures)}
}

// find finds the figures of a request, in the order of the index: the first of them, or all if most is 0.
func (r *Request) find(ctx context.Context, e *search.Edition, most int) ([]found, error) {
	var list []found
	wants, name := r.wants(), r.namer()
	for f, err := range e.Figures(ctx, r.asked()) {
		if err != nil {
			return nil, err
		}
		if shown := name(&f.Figure); wants(&f, shown) {
			if list = append(list, found{Figure: f, name: shown}); len(list) == most {
				break
			}
		}
	}
	return list, nil
}

// namer returns Names.Of for a figure, which remembers what it has said.
func (r *Request) namer() func(*figure.Figure) string {
	type key struct {
		indicator string
		growth    bool
	}
	names, known := r.names(), map[key]string{}
	return func(f *figure.Figure) string {
		k := key{f.Indicator, f.Measure == figure.Growth}
		name, ok := known[k]
		if !ok {
			name = names.Of(f.Indicator, f.Measure)
			known[k] = name
		}
		return name
	}
}

// sort puts figures into the order of the request.
func (r *Request) sort(list []found) {
	switch r.Order {
	case ByValue:
		slices.SortStableFunc(list, func(a, b found) int {
			return cmp.Or(strings.Compare(a.Unit, b.Unit), b.Figure.Figure.Stretch().Low.Cmp(a.Figure.Figure.Stretch().Low))
		})
	case ByRegion:
		slices.SortStableFunc(list, func(a, b found) int {
			return cmp.Or(search.CompareValues(query.Region, a.Report.Region, b.Report.Region), cmp.Compare(a.Report.Year, b.Report.Year))
		})
	}
}

// countOf counts figures, and by what they have.
func (r *Request) countOf(list []found) (all Total, facets Facets) {
	all.Rows = len(list)
	total, names, kinds, units, measures := tally{}, tally{}, tally{}, tally{}, tally{}
	for i := range list {
		f := &list[i]
		total.add("", f.Report.ID)
		names.add(f.name, f.Report.ID)
		kinds.add(string(f.Kind), f.Report.ID)
		units.add(f.Unit, f.Report.ID)
		measures.add(string(f.Measure), f.Report.ID)
	}
	if of := total[""]; of != nil {
		all.Reports = of.Reports
	}
	named := names.facets(func(name string) string { return r.Path(NameName, name) })
	return all, Facets{
		Names: named[:min(len(named), MostNames)],
		Kinds: kinds.facets(func(kind string) string { return r.Path(KindName, kind) }),
		Units: units.facets(func(unit string) string {
			if unit == "" {
				return ""
			}
			return r.Path(UnitName, unit)
		}),
		Measures: measures.facets(func(measure string) string { return r.Path(MeasureName, measure) }),
	}
}

// A tally counts rows by a value. Rows come report by report.
type tally map[string]*tallied

type tallied struct {
	Facet
	last string // id of the report that a row was counted of last
}

func (t tally) add(value, report string) {
	of := t[value]
	if of == nil {
		of = &tallied{Facet: Facet{Value: value}}
		t[value] = of
	}
	of.Rows++
	if of.last != report {
		of.last = report
		of.Reports++
	}
}

func (t tally) facets(address func(value string) string) []Facet {
	list := make([]Facet, 0, len(t))
	for _, of := range t {
		list = append(list, of.Facet)
	}
	slices.SortFunc(list, func(a, b Facet) int {
		return cmp.Or(b.Reports-a.Reports, b.Rows-a.Rows, strings.Compare(a.Value, b.Value))
	})
	for i := range list[:min(len(list), MostNames)] {
		list[i].URL = address(list[i].Value)
	}
	return list
}

// national finds the figures of the nation that those of the request can be measured by: none if it asks for the nation's.
func (r *Request) national(ctx context.Context, e *search.Edition) ([]Row, error) {
	nation := *r
	nation.Filters = []query.Node{query.Filter{Field: query.Level, Values: []string{string(corpus.National)}}}
	for _, n := range r.Filters {
		switch query.FieldOf(n) {
		case query.Year, query.Kind, query.Role, query.Section:
			nation.Filters = append(nation.Filters, n)
		case query.Level, query.Region, query.Report:
			if search.Admitting(n)(&corpus.Header{Level: corpus.National, Region: "全国"}) {
				return []Row{}, nil
			}
		}
	}
	if len(nation.Filters) == len(r.Filters)+1 { // nothing keeps the nation out
		return []Row{}, nil
	}
	list, err := nation.find(ctx, e, 0)
	if err != nil {
		return nil, err
	}
	return rows(ctx, e, list)
}

// rows reads the paragraphs of figures, and makes rows of them.
func rows(ctx context.Context, e *search.Edition, list []found) ([]Row, error) {
	places := make([]engine.Place, 0, len(list))
	at := make([]int, len(list)) // of the place of each
	for i := range list {
		place := engine.Place{Report: list[i].Report.ID, Ordinal: list[i].Paragraph}
		if n := len(places); n == 0 || places[n-1] != place {
			places = append(places, place)
		}
		at[i] = len(places) - 1
	}
	paragraphs, err := e.Paragraphs(ctx, places)
	if err != nil {
		return nil, err
	}
	made := make([]Row, len(list))
	for i := range list {
		made[i] = list[i].row(&paragraphs[at[i]])
	}
	return made, nil
}

func (f *found) row(p *corpus.Paragraph) Row {
	at := utf8.RuneCountInString(p.Text[:f.Span.From])
	length := utf8.RuneCountInString(f.Number)
	sentence := p.Text[f.Sentence.From:f.Sentence.To]
	begin := f.Sentence.To - len(strings.TrimLeft(sentence, " \t\u3000"))
	within := utf8.RuneCountInString(p.Text[begin:f.Span.From])
	row := Row{
		ID: search.ParagraphID(f.Report.ID, f.Paragraph), Report: f.Report.ID, Year: f.Report.Year, Region: f.Report.Region, Level: string(f.Report.Level),
		Paragraph: f.Paragraph, Hash: p.Hash, Role: string(p.Role), Span: search.Span{at, at + length},
		Indicator: f.Indicator, Name: f.name, Number: f.Number, Printed: printed(p.Text, f.Figure.Figure), Value: number(f.Value), Unit: f.Unit,
		Measure: string(f.Measure), Sign: f.Sign, Comparator: f.Comparator, Qualifiers: append([]string{}, f.Qualifiers...),
		Kind: string(f.Kind), From: f.From, To: f.To, Subject: f.Subject, Sentence: strings.TrimSpace(sentence), Within: search.Span{within, within + length},
		URL: search.PagePath(f.Report.ID, f.Paragraph),
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

// Arrow stands before the number of an increase or a decrease; it is empty for any other, and for one that has a minus sign itself.
func (r Row) Arrow() string {
	folded := text.Fold(r.Number)
	switch {
	case strings.HasPrefix(folded, "-") || r.Sign == "":
		return ""
	case r.Sign == "down":
		return "↓"
	}
	return "↑"
}

// Open reports whether the range of a row tells no more than how many digits its number has, so that its upper end says little: 两位数.
func (r Row) Open() bool { return r.High != "" && strings.HasSuffix(text.Fold(r.Number), "位数") }

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
