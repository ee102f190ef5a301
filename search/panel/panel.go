// Package panel counts a list of words by region and year, or by other fields, as researchers of texts do by hand.
//
// A word is literal: no character of it means anything else. A column counts its word; the total of a row is the union of the
// places of all words, where overlapping ones are one, and never the sum of the columns.
package panel

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/query"
	"gongbao/search/trend"
)

// Bounds of a panel.
const (
	MostWords = 500
	MostCells = 1_000_000
	mostURL   = 8_000 // bytes of an address that browsers and servers take
)

// The errors of New for what is asked for, besides those of an Edition. Test for them with errors.Is.
var (
	ErrWords = language.New("panel.words", MostWords) // no word, or more than MostWords
	ErrWord  = language.New("panel.word")             // a word without anything to find; the error around it names it
	ErrBy    = language.New("panel.by")               // Request.By is not one or two of Fields
	ErrCells = language.New("panel.cells", MostCells) // more than MostCells
)

// Fields are the fields that a panel may be by, alone or two of them.
var Fields = []query.Field{query.Year, query.Region, query.Level}

// Nested says what counts of a word that stands inside a longer word of the list.
type Nested string

const (
	All     Nested = "all"     // each word counts wherever it stands; also the zero Nested
	Longest Nested = "longest" // a place counts for the longest word alone: 数字 is none in 数字经济
)

// A Request asks for a panel by its By: one or two of Fields; by region and year if it is empty. Its filters and its mode hold for
// all words; its Query, Order, Limit and Cursor do not matter. Without a filter by kind or report it is about work reports.
type Request struct {
	search.Request
	Words  []string // white space around them does not matter, nor does saying one twice
	Nested Nested
}

// A Panel is the JSON body of the API.
type Panel struct {
	Version    string         `json:"index_version"`
	Match      search.Match   `json:"match"` // the tier counted: exact or loose
	By         []query.Field  `json:"by"`
	Nested     Nested         `json:"nested"`
	Columns    []Column       `json:"columns"` // the words in their order, each once
	Rows       []Row          `json:"rows"`    // each combination of the values of By, in the order of a trend
	Total      search.Total   `json:"total"`   // of the union of the words
	Of         search.Size    `json:"of"`      // of all that the filters admit
	URL        string         `json:"url"`     // path of the search whose total Total is; empty if it would be too long
	Coverage   trend.Coverage `json:"coverage"`
	Definition string         `json:"definition"` // what the figures are, in sentences
}

// A Column is a word.
type Column struct {
	Word        string `json:"word"`
	Query       string `json:"q"` // the query for just the word, with Longest without its places in longer ones
	Occurrences int    `json:"occurrences"`
	ReportsWith int    `json:"reports_with"` // reports with an occurrence that counts
	URL         string `json:"url"`          // path of the search whose occurrences these are; empty if it would be too long
}

// A Row is the part of a panel that has some values. What no report stands behind has no figures: Counts, Rates, Total and Rate
// are nil, null in JSON.
type Row struct {
	Values  []string  `json:"values"` // of By, in its order; an unknown one is empty
	Reports int       `json:"reports"`
	Letters int       `json:"letters"`   // letters and numbers; punctuation and white space are none
	Counts  []int     `json:"counts"`    // occurrences of each word
	Rates   []float64 `json:"rates"`     // of each word for each 10,000 letters, to two digits behind the point
	Total   *int      `json:"total"`     // occurrences of the union
	Rate    *float64  `json:"per_10000"` // of the union
	URL     string    `json:"url"`       // path of the search for the union; empty if it would be too long
	// Where has the parameters of the row. Behind the q of a column they make the search for just a cell: /search?q=...&where.
	Where string `json:"where"`
}

// Cell returns the path of the search for the figure of a column in a row, and "" where there is none or it would be too long.
func (p *Panel) Cell(row, column int) string {
	where := p.Rows[row].Where
	if where == "" {
		return ""
	}
	return short(addressOf(p.Columns[column].Query, where))
}

func addressOf(q, where string) string { return beginning(q) + where }

// beginning is what the addresses of all searches for a query begin with.
func beginning(q string) string {
	return "/search?" + url.Values{search.QueryName: {q}}.Encode() + "&"
}

// The names of the parameters of a panel beside those that select reports.
const (
	WordsName  = "words"
	NestedName = "nested"
	PerName    = "per"
)

// Parameters returns the parameters of a Request but for its words: those that select reports, with one tier, and by.
func Parameters() search.Parameters {
	return search.TableParameters([]query.Field{query.Region, query.Year}, Fields...).Without(search.QueryName)
}

// OwnParameters returns those of the nesting of words, and of what the figures of a table are for.
func OwnParameters() search.Parameters {
	return search.Parameters{
		{Name: NestedName, Kind: search.ChoiceValue, About: language.Sentence("panel.nested"), Values: []string{string(All), string(Longest)}, Default: string(All)},
		{Name: PerName, Kind: search.ChoiceValue, About: language.Sentence("panel.per"), Values: []string{"1", "10000"}, Default: "1"},
	}
}

// New makes a panel from one edition of the index.
func New(ctx context.Context, e *search.Edition, r Request) (Panel, error) {
	words, err := readWords(r.Words)
	if err != nil {
		return Panel{}, err
	}
	if len(r.By) == 0 {
		r.By = []query.Field{query.Region, query.Year}
	}
	if n := len(r.By); n > 2 || n == 2 && r.By[0] == r.By[1] || slices.ContainsFunc(r.By, func(f query.Field) bool { return !slices.Contains(Fields, f) }) {
		return Panel{}, ErrBy
	}
	if r.Mode != search.Loose {
		r.Mode = search.Exact
	}
	if r.Nested != Longest {
		r.Nested = All
	}
	r.Filters = search.WorkReports(r.Filters, nil)
	material, err := trend.MaterialOf(ctx, e, r.Filters, r.Lang)
	if err != nil {
		return Panel{}, err
	}
	t := table{asked: r.Request, words: alone(words)}
	if r.Nested == Longest {
		t.words = apart(words)
	}
	if t.values = material.Combinations(r.By); len(t.values)*len(words) > MostCells {
		return Panel{}, ErrCells
	}
	t.asked.Query = union(words)
	counts, err := e.CountWords(ctx, t.asked, t.words...)
	if err != nil {
		return Panel{}, err
	}
	t.add(counts.Groups())
	p := Panel{
		Version: e.Version(), Match: counts.Match, By: r.By, Nested: r.Nested, Total: counts.Total, Of: counts.Of, URL: short(t.asked.Path()),
		Coverage: material.Coverage(), Definition: r.Lang.Say("panel.definition." + string(r.Nested)),
	}
	p.Columns, p.Rows = t.columns(), t.rows()
	return p, nil
}

// readWords returns the words that are to be found, each once, as a query has them: without half a pair of quotation marks, as in “稳.
func readWords(list []string) ([]query.Text, error) {
	var words []query.Text
	known := map[string]bool{}
	length := 0
	for _, word := range list {
		word = strings.Join(strings.Fields(strings.ReplaceAll(word, `"`, "")), " ") // a query has no straight quotation mark, and no two spaces
		if word == "" {
			continue
		}
		t, ok := query.Phrase(word)
		if !ok {
			return nil, language.Wrap(ErrWord, "panel.word.named", query.Shorten(word))
		}
		if folded := text.Fold(t.Value); !known[folded] {
			known[folded] = true
			words, length = append(words, t), length+utf8.RuneCountInString(t.Value)
		}
	}
	if len(words) == 0 || len(words) > MostWords || length > query.MaxText {
		return nil, ErrWords
	}
	return words, nil
}

// union prints the query that finds any of the words.
func union(words []query.Text) string {
	nodes := make([]query.Node, len(words))
	for i, w := range words {
		nodes[i] = w
	}
	return query.Print(query.Either(nodes))
}

// short returns an address, or none if it is too long.
func short(address string) string {
	if len(address) > mostURL {
		return ""
	}
	return address
}

// A table is a panel in the making.
type table struct {
	asked  search.Request // for the union
	words  []query.Outside
	values [][]string // of each row
	cells  map[string]*cell
	with   []int // reports with an occurrence of each word
	sums   []int // occurrences of each word
}

type cell struct {
	counts                  []int
	total, reports, letters int
	ids                     []string // of its reports
}

func keyOf(values []string) string { return strings.Join(values, "\x00") }

// add puts the counts of reports together.
func (t *table) add(groups []engine.Group) {
	t.cells, t.with, t.sums = map[string]*cell{}, make([]int, len(t.words)), make([]int, len(t.words))
	for _, g := range groups {
		values := make([]string, len(t.asked.By))
		for i, field := range t.asked.By {
			values[i] = engine.HeaderValue(field, g.Report)
		}
		c := t.cells[keyOf(values)]
		if c == nil {
			c = &cell{counts: make([]int, len(t.words))}
			t.cells[keyOf(values)] = c
		}
		c.total, c.letters, c.reports, c.ids = c.total+g.Occurrences, c.letters+g.Letters, c.reports+1, append(c.ids, g.Report.ID)
		for i, n := range g.Terms {
			c.counts[i], t.sums[i] = c.counts[i]+n, t.sums[i]+n
			if n > 0 {
				t.with[i]++
			}
		}
	}
}

func (t *table) columns() []Column {
	columns := make([]Column, len(t.words))
	for i, w := range t.words {
		alone := t.asked
		alone.Query = asked(w)
		columns[i] = Column{Word: w.Text.Value, Query: alone.Query, Occurrences: t.sums[i], ReportsWith: t.with[i], URL: short(alone.Path())}
	}
	return columns
}

func (t *table) rows() []Row {
	rows, union := make([]Row, len(t.values)), beginning(t.asked.Query)
	for i, values := range t.values {
		rows[i].Values = values
		c := t.cells[keyOf(values)]
		if c == nil {
			continue
		}
		rate := search.Rate(c.total, c.letters)
		row := Row{Values: values, Reports: c.reports, Letters: c.letters, Counts: c.counts, Rates: make([]float64, len(c.counts)), Total: &c.total, Rate: &rate}
		for j, n := range c.counts {
			row.Rates[j] = search.Rate(n, c.letters)
		}
		row.Where = t.where(values, c.ids)
		if row.Where != "" {
			row.URL = short(union + row.Where)
		}
		rows[i] = row
	}
	return rows
}

// where returns the parameters that choose the reports of a row: its values, or its reports where only these tell it from others.
func (t *table) where(values, ids []string) string {
	r := t.asked
	r.Query = ""
	var conditions []query.Node
	for i, field := range r.By {
		condition := search.Having(field, values[i])
		if condition == nil || values[i] == "" {
			conditions = []query.Node{query.Filter{Field: query.Report, Values: ids}}
			break
		}
		conditions = append(conditions, condition)
	}
	where := r.Values(conditions...)
	if where.Get(search.QueryName) != "" { // a list of reports too long for a parameter
		return ""
	}
	where.Del(search.QueryName)
	return where.Encode()
}

// Problem reports whether an error is about what was asked for.
func Problem(err error) bool {
	return slices.ContainsFunc([]error{ErrWords, ErrWord, ErrBy, ErrCells}, func(of error) bool { return errors.Is(err, of) })
}
