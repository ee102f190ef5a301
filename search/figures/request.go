package figures

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gongbao/corpus/figure"
	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// Kinds are the values that Request.Kind may have, besides none.
var Kinds = []string{string(figure.Target), string(figure.Result), string(figure.Base)}

// Measures are the values that Request.Measure may have, besides none.
var Measures = []string{
	string(figure.Amount), string(figure.Growth), string(figure.Change), string(figure.Gap), string(figure.Multiple), string(figure.Rank),
}

// An Order is the order of the rows of a table. Where it does not decide, ByReport does.
type Order string

const (
	ByReport Order = "report" // by report, in the order Document, then in reading order; also the zero Order
	ByValue  Order = "value"  // greatest first, what goes down last; of a range the lower end counts
	ByRegion Order = "region" // in the official order
)

// DefaultLimit is the number of rows of a table when none is asked for, and MaxLimit the most that one answer has.
const (
	DefaultLimit = 100
	MaxLimit     = 1000
)

// A Request says which figures of an index make a table. Its zero value asks for all of them. Of the search.Request only
// Filters, Limit, Cursor and Lang matter. Without a filter by kind or report it is about work reports.
type Request struct {
	search.Request
	Kind      string // one of Kinds
	Indicator string // a text in the indicator as printed, whatever its width, case and script
	Name      string // the indicator, under any of its names
	Unit      string // as in Row
	Measure   string // one of Measures
	Value     Condition
	Period    query.Years // that the years of a figure lie in; the zero Years for any
	Order     Order
	Names     *Names // which names mean one indicator; DefaultNames if nil

	value string // Value as it was read
}

// The names of the parameters of a Request that are no filters of reports.
const (
	KindName      = "kind"
	IndicatorName = "indicator"
	NameName      = "name"
	UnitName      = "unit"
	MeasureName   = "measure"
	ValueName     = "value"
	PeriodName    = "period"
)

// Parameters returns the parameters of a Request that select reports and paragraphs, with those of a page of rows.
func Parameters() search.Parameters {
	ps := search.SearchParameters()
	page := ps.Only(search.LimitName, search.CursorName).With(search.LimitName, func(p *search.Parameter) {
		p.About, p.Max, p.Default, p.Example = language.Sentence("figures.parameter.limit"), MaxLimit, strconv.Itoa(DefaultLimit), "20"
	})
	return slices.Concat(Filters(), page, ps.Only(search.LangName))
}

// Filters returns the parameters that select reports and paragraphs. A table is about work reports, so there is none for their kind.
func Filters() search.Parameters {
	return search.SearchParameters().Filters().Without(string(query.Kind))
}

// OwnParameters returns the parameters of a Request that are not those of a search.
func OwnParameters() search.Parameters {
	choice := func(name string, values ...string) search.Parameter {
		return search.Parameter{Name: name, Kind: search.ChoiceValue, About: language.Sentence("figures.parameter." + name), Values: values, Default: values[0]}
	}
	words := func(name, example string) search.Parameter {
		return search.Parameter{Name: name, About: language.Sentence("figures.parameter." + name), Max: 100, Example: example}
	}
	period := words(PeriodName, "2025")
	period.Form = query.PatternOfOne(query.Year)
	return search.Parameters{
		choice(KindName, append([]string{""}, Kinds...)...),
		words(NameName, "生产总值"),
		words(IndicatorName, "就业"),
		words(UnitName, "%"),
		choice(MeasureName, append([]string{""}, Measures...)...),
		words(ValueName, ">=6%"),
		period,
		choice(search.SortName, string(ByReport), string(ByValue), string(ByRegion)),
	}
}

// Read sets the part of the request that OwnParameters are for. get returns the value of a parameter by name, as
// search.Parameter.Value does. What is wrong is returned as a problem; the request is usable despite it.
func (r *Request) Read(get func(name string) string) *search.Problem {
	r.Kind, r.Name, r.Indicator, r.Unit = get(KindName), get(NameName), get(IndicatorName), get(UnitName)
	r.Measure, r.Order = get(MeasureName), Order(get(search.SortName))
	own := OwnParameters()
	if value := get(ValueName); value != "" {
		var ok bool
		if r.Value, ok = ParseCondition(value); !ok {
			return &search.Problem{Parameter: own.Named(ValueName), Value: value, Must: language.Sentence("figures.problem.value")}
		}
		r.value = value
	}
	if value := get(PeriodName); value != "" {
		n, err := query.ParseFilter(query.Year, value)
		years, ok := n.(query.Filter)
		if err != nil || !ok {
			return &search.Problem{Parameter: own.Named(PeriodName), Value: value, Must: language.Sentence("figures.problem.period")}
		}
		r.Period = years.Years
	}
	return nil
}

func (r *Request) names() *Names {
	if r.Names == nil {
		return DefaultNames()
	}
	return r.Names
}

// Path returns the path of the page of the table, whose total is that of the request when values are set in it as parameters.
// Setting a parameter to the empty value removes it.
func (r Request) Path(values ...string) string {
	asked := url.Values{}
	for _, f := range r.Filters {
		if name := string(query.FieldOf(f)); name != string(query.Kind) {
			asked.Set(name, query.PrintValues(f))
		}
	}
	period := ""
	if r.Period != (query.Years{}) {
		period = query.PrintValues(query.Filter{Field: query.Year, Years: r.Period})
	}
	own := []string{
		KindName, r.Kind, NameName, r.Name, IndicatorName, r.Indicator, UnitName, r.Unit, MeasureName, r.Measure, ValueName, r.value, PeriodName, period,
	}
	values = append(own, values...)
	for i := 0; i+1 < len(values); i += 2 {
		if asked.Set(values[i], values[i+1]); values[i+1] == "" {
			asked.Del(values[i])
		}
	}
	if len(asked) == 0 {
		return "/figures"
	}
	return "/figures?" + asked.Encode()
}

// wants returns a function that reports whether the request asks for a figure of its engine request, whose name is given.
func (r *Request) wants() func(f *engine.Figure, name string) bool {
	key := text.Fold(r.Name)
	return func(f *engine.Figure, name string) bool {
		switch {
		case r.Unit != "" && f.Unit != r.Unit, r.Measure != "" && string(f.Measure) != r.Measure:
			return false
		case r.Name != "" && name != r.Name && text.Fold(name) != key:
			return false
		case r.Period != (query.Years{}) && (f.To == 0 || f.From < r.Period.From || r.Period.To != 0 && f.To > r.Period.To):
			return false
		}
		return r.Value.Met(&f.Figure)
	}
}

// asked returns what the request asks an engine for: at least the figures that wants accepts.
func (r *Request) asked() engine.FigureRequest {
	asked := engine.FigureRequest{Filter: query.And{Nodes: r.Filters}}
	if r.Kind != "" {
		asked.Kinds = []figure.Kind{figure.Kind(r.Kind)}
	}
	switch {
	case r.Indicator != "":
		asked.Indicators = []string{r.Indicator}
	case r.Name != "":
		asked.Indicators = r.names().Group(r.Name)
	}
	return asked
}

// cursor is the version of the index, the row that the page begins with, and a sign of the request: VERSION.ROW~SIGN.
func (r *Request) cursor(version string, row int) string {
	return version + "." + strconv.Itoa(row) + "~" + r.sign()
}

// start returns the row that the page of the request begins with, and whether its cursor is of another version of the index. It
// fails with search.ErrCursor for the cursor of another request.
func (r *Request) start(version string) (row int, changed bool, err error) {
	if r.Cursor == "" {
		return 0, false, nil
	}
	at, signed, ok := strings.Cut(r.Cursor, "~")
	if point := strings.LastIndexByte(at, '.'); ok && point >= 0 && signed == r.sign() {
		if row, err := strconv.Atoi(at[point+1:]); err == nil && row > 0 {
			return row, at[:point] != version, nil
		}
	}
	return 0, false, language.New("search.failed", language.New("search.cursor", search.ErrCursor))
}

// page returns the number of rows of a page.
func (r *Request) page() int {
	switch {
	case r.Limit == 0:
		return DefaultLimit
	case r.Limit < 0:
		return 0
	}
	return r.Limit
}

func (r *Request) sign() string {
	sum := sha256.Sum256([]byte(r.Path(search.SortName, string(r.Order))))
	return hex.EncodeToString(sum[:4])
}
