package search

import (
	"slices"
	"strconv"
	"strings"

	"gongbao/language"
	"gongbao/search/query"
)

// A Parameter is a named part of a Request: an address parameter, a flag, or an argument of a tool. All faces of the
// program derive their parameters and their documentation from [SearchParameters].
type Parameter struct {
	Name     string
	Kind     ValueKind
	About    language.Sayer // a sentence with its full stop
	Values   []string       // of a choice; default first
	Min, Max int            // smallest and largest number; or, as Max, maximum code points of a text or filter
	Form     string         // of a text: a regular expression of ECMA-262 for what is accepted; any text if empty
	Default  string         // value if the parameter is missing
	Required bool
	Example  string

	field query.Field                    // of a filter
	set   func(r *Request, value string) // of all others
}

// A ValueKind is the type of the values of a parameter.
type ValueKind int

const (
	TextValue   ValueKind = iota // any text
	ChoiceValue                  // one of Parameter.Values
	NumberValue                  // a whole number from Parameter.Min to Parameter.Max
	FilterValue                  // the value of a field filter, as query.ParseFilter reads it
)

// Parameters are the parameters of one face, or of one operation.
type Parameters []Parameter

// The names of the parameters other than filters. A filter has the name of its field.
const (
	QueryName   = "q"
	ModeName    = "mode"
	SortName    = "sort"
	LimitName   = "limit"
	CursorName  = "cursor"
	LangName    = "lang"
	ByName      = "by"
	ApartName   = "apart"
	OffsetsName = "offsets"
	ExplainName = "explain"
	FoldName    = "fold"

	LeftName          = "left"
	RightName         = "right"
	WithinName        = "within"
	SampleName        = "sample"
	SeedName          = "seed"
	ContinuationsName = "continuations"
	ContinuedName     = "n"
)

const (
	maxQuery  = 50_000 // code points: a thousand words with OR between them; Parse truncates earlier, with a note
	maxFilter = 1_000
	maxCursor = 2_000
)

// orders lists the orders of hits, default first.
var orders = []struct {
	name  string
	order Order
}{{"relevance", Relevance}, {"newest", Newest}, {"oldest", Oldest}, {"document", Document}}

// SearchParameters returns all parameters of a Request.
func SearchParameters() Parameters {
	return Parameters{
		{
			Name: QueryName, About: about(QueryName), Max: maxQuery, Required: true, Example: "碳排放达峰",
			set: func(r *Request, value string) { r.Query = value },
		},
		filter(query.Year, "2020..2024"),
		filter(query.Region, "辽宁,吉林"),
		filter(query.Level, "province"),
		filter(query.Kind, "report"),
		filter(query.Section, "绿色低碳"),
		filter(query.Role, "plan"),
		filter(query.Title, "政府工作报告"),
		filter(query.Report, "liaoning-2021"),
		filter(query.Date, "2021-01..2021-03"),
		filter(query.Month, "1"),
		filter(query.Speaker, "刘宁"),
		filter(query.Meeting, "第五次会议"),
		filter(query.Missing, "date"),
		choice(ModeName, []string{string(Smart), string(Exact), string(Loose), string(Equal)},
			func(r *Request, value string) { r.Mode = Mode(value) }),
		choice(SortName, orderNames(), func(r *Request, value string) { r.Order = orderOf(value) }),
		{
			Name: LimitName, Kind: NumberValue, About: about(LimitName), Max: MaxLimit, Default: strconv.Itoa(DefaultLimit), Example: "20",
			set: func(r *Request, value string) {
				if r.Limit = numberOf(value); r.Limit == 0 {
					r.Limit = NoHits
				}
			},
		},
		{
			Name: CursorName, About: about(CursorName), Max: maxCursor,
			set: func(r *Request, value string) { r.Cursor = value },
		},
		choice(ExplainName, []string{"0", "1"}, func(r *Request, value string) { r.Explain = value == "1" }),
		choice(FoldName, []string{"1", "0"}, func(r *Request, value string) { r.Unfolded = value == "0" }),
		choice(OffsetsName, []string{string(CodePoints), string(UTF16)}, func(r *Request, value string) { r.Offsets = Offsets(value) }),
		choice(LangName, []string{string(language.ZH), string(language.EN)},
			func(r *Request, value string) { r.Lang = language.Lang(value) }),
	}
}

// ExportParameters returns the parameters of an export of all hits: those that select hits, with one tier.
func ExportParameters() Parameters { return SelectionParameters().With(ModeName, anyTier) }

// SelectionParameters returns the parameters that select hits to count and compare: of the exact or the loose tier.
func SelectionParameters() Parameters {
	return SearchParameters().Without(SortName, LimitName, CursorName, ExplainName, FoldName).With(ModeName, oneTier)
}

// CountParameters returns the parameters of a table of counts: those that select hits, with one tier, and how to put them
// together. A table that is by nothing has one row.
func CountParameters() Parameters {
	ps := SelectionParameters().Without(OffsetsName)
	by := []string{""}
	pairs := []string{}
	for _, first := range countFields {
		by = append(by, string(first))
		for _, second := range countFields {
			if second != first {
				pairs = append(pairs, string(first)+","+string(second))
			}
		}
	}
	orders := []string{string(RowsByOccurrences), string(RowsByParagraphs), string(RowsByRate), string(RowsByValue)}
	table := Parameters{
		choice(ByName, slices.Concat(by, []string{string(query.Report)}, pairs), func(r *Request, value string) { r.By = fieldsOf(value) }),
		choice(SortName, orders, func(r *Request, value string) { r.Rows = RowOrder(value) }),
	}
	table[1].About = language.Sentence("parameter.rows")
	return slices.Concat(ps.Without(LangName), table, ps.Only(LangName))
}

// LineParameters returns the parameters of a concordance: those that select hits, with one tier, and how to show their places.
func LineParameters() Parameters {
	orders := []string{string(LinesByYear), string(LinesByRegion), string(LinesByLeft), string(LinesByRight), string(LinesByLeftSound), string(LinesByRightSound)}
	lines := Parameters{
		number(LeftName, 0, MaxContext, "40", func(r *Request, n int) { r.Lines.Left = n }),
		number(RightName, 0, MaxContext, "40", func(r *Request, n int) { r.Lines.Right = n }),
		choice(WithinName, []string{"paragraph", "sentence"}, func(r *Request, value string) {
			if r.Lines.Within = query.Paragraph; value == "sentence" {
				r.Lines.Within = query.Sentence
			}
		}),
		choice(SortName, orders, func(r *Request, value string) { r.Lines.Order = LineOrder(value) }),
		number(SampleName, 0, MaxLines, "0", func(r *Request, n int) { r.Lines.Sample = n }),
		number(SeedName, 0, maxSeed, "1", func(r *Request, n int) { r.Lines.Seed = n }),
		choice(ContinuationsName, []string{"", string(LeftSide), string(RightSide)}, func(r *Request, value string) { r.Lines.Beside = Side(value) }),
		number(ContinuedName, 1, MaxContinued, "1", func(r *Request, n int) { r.Lines.Continued = n }),
	}
	lines[3].About = language.Sentence("parameter.lines.sort")
	page := SearchParameters().Only(LimitName, CursorName).With(LimitName, func(p *Parameter) {
		p.About, p.Max, p.Default, p.Example = language.Sentence("parameter.lines.limit"), 1000, "50", "100"
	})
	ps := SelectionParameters()
	return slices.Concat(ps.Without(OffsetsName, LangName), lines, page, ps.Only(OffsetsName, LangName))
}

const maxSeed = 1<<31 - 1

func number(name string, min, max int, usual string, set func(*Request, int)) Parameter {
	return Parameter{
		Name: name, Kind: NumberValue, About: about(name), Min: min, Max: max, Default: usual,
		set: func(r *Request, value string) { set(r, numberOf(value)) },
	}
}

// TableParameters returns the parameters of figures by one or two of some fields: those that select hits, with one tier, and by.
// A choice of first is the default.
func TableParameters(first []query.Field, fields ...query.Field) Parameters {
	name := func(fields []query.Field) string {
		var names []string
		for _, f := range fields {
			names = append(names, string(f))
		}
		return strings.Join(names, ",")
	}
	by := []string{name(first)}
	for _, one := range fields {
		by = append(by, string(one))
	}
	for _, one := range fields {
		for _, other := range fields {
			if other != one {
				by = append(by, name([]query.Field{one, other}))
			}
		}
	}
	by = slices.Concat(by[:1], slices.DeleteFunc(by[1:], func(b string) bool { return b == by[0] }))
	chosen := choice(ByName, by, func(r *Request, value string) { r.By = fieldsOf(value) })
	chosen.About = language.Sentence("parameter.by.table")
	ps := SelectionParameters().Without(OffsetsName)
	return slices.Concat(ps.Without(LangName), Parameters{chosen}, ps.Only(LangName))
}

// TrendParameters returns the parameters of a trend: TableParameters by one of fields at first, and the fields that it may keep apart.
func TrendParameters(fields, apart []query.Field) Parameters {
	values := []string{""}
	for _, f := range apart {
		values = append(values, string(f))
	}
	ps := TableParameters(fields[:1], fields...)
	return slices.Concat(ps.Without(LangName), Parameters{choice(ApartName, values, func(r *Request, value string) { r.Apart = query.Field(value) })}, ps.Only(LangName))
}

func fieldsOf(list string) []query.Field {
	var fields []query.Field
	for name := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ',' }) {
		fields = append(fields, query.Field(name))
	}
	return fields
}

// MarkParameters returns the parameters of a Marking: a query, a mode, and the units of its positions.
func MarkParameters() Parameters {
	return SearchParameters().Only(QueryName, ModeName, OffsetsName).With(QueryName, func(p *Parameter) {
		p.About, p.Required = language.Sentence("parameter.mark"), false
	}).With(ModeName, func(p *Parameter) {
		anyTier(p)
		p.About = language.Sentence("parameter.mark.mode")
	})
}

// oneTier leaves the modes that find the texts of a query.
func oneTier(p *Parameter) {
	p.Values = []string{string(Exact), string(Loose)}
	p.Default = p.Values[0]
}

// anyTier removes Smart from the modes, and leaves all that are of one tier.
func anyTier(p *Parameter) {
	oneTier(p)
	p.Values = append(p.Values, string(Equal))
}

// about describes the parameter with a name.
func about(name string) language.Sayer { return language.Sentence("parameter.about." + name) }

func filter(field query.Field, example string) Parameter {
	return Parameter{Name: string(field), Kind: FilterValue, About: about(string(field)), Max: maxFilter, Example: example, field: field}
}

func choice(name string, values []string, set func(*Request, string)) Parameter {
	return Parameter{Name: name, Kind: ChoiceValue, About: about(name), Values: values, Default: values[0], set: set}
}

func orderNames() []string {
	var names []string
	for _, o := range orders {
		names = append(names, o.name)
	}
	return names
}

func orderOf(name string) Order {
	for _, o := range orders {
		if o.name == name {
			return o.order
		}
	}
	return Relevance
}

// Named returns the parameter with a name, or the zero Parameter.
func (ps Parameters) Named(name string) Parameter {
	for _, p := range ps {
		if p.Name == name {
			return p
		}
	}
	return Parameter{}
}

// Only returns the parameters with these names, in the order of ps.
func (ps Parameters) Only(names ...string) Parameters {
	return slices.DeleteFunc(slices.Clone(ps), func(p Parameter) bool { return !slices.Contains(names, p.Name) })
}

// Without returns the parameters except those with these names.
func (ps Parameters) Without(names ...string) Parameters {
	return slices.DeleteFunc(slices.Clone(ps), func(p Parameter) bool { return slices.Contains(names, p.Name) })
}

// Filters returns the parameters that are filters.
func (ps Parameters) Filters() Parameters {
	return slices.DeleteFunc(slices.Clone(ps), func(p Parameter) bool { return p.Kind != FilterValue })
}

// With returns a copy of ps with change applied to the parameter called name.
func (ps Parameters) With(name string, change func(*Parameter)) Parameters {
	changed := slices.Clone(ps)
	for i := range changed {
		if changed[i].Name == name {
			change(&changed[i])
		}
	}
	return changed
}
