package page

import (
	"maps"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
)

// A searchState is the state of the results page. All of it is in the address.
type searchState struct {
	values   url.Values // of the parameters of a search, those that were given and can be parsed
	problems []search.Problem
	cursor   string
	page     string // number of the page, to show to the reader
}

// searchParameters returns the parameters that the page has for itself and its links: the cursor belongs to one page, the
// language to the reader, and the units of positions to programs. A search for nothing is the home page.
func searchParameters() search.Parameters {
	return search.SearchParameters().Without(search.CursorName, search.LangName, search.OffsetsName, search.ExplainName).With(search.QueryName, func(p *search.Parameter) {
		p.Required = false
	}).With(search.LimitName, func(p *search.Parameter) { p.Min = 1 }) // a page without hits would look like a search without any
}

// filterFields returns the fields of filters in the order in which the page shows them.
func filterFields() []query.Field {
	var fields []query.Field
	for _, p := range searchParameters().Filters() {
		fields = append(fields, query.Field(p.Name))
	}
	return fields
}

func searchStateOf(c *gin.Context) searchState { return searchStateFrom(c.Request.URL.Query()) }

// searchStateFrom reads the parameters of an address, which it may change.
func searchStateFrom(given url.Values) searchState {
	from, to := given.Get("from"), given.Get("to")
	if from != "" || to != "" { // the form for years has a field for each end
		given.Set(string(query.Year), from+".."+to)
	}
	q := searchState{values: url.Values{}, cursor: given.Get(search.CursorName), page: given.Get("page")}
	for _, p := range searchParameters() {
		value, problem := p.Value(given[p.Name])
		if problem != nil {
			q.problems = append(q.problems, *problem)
		}
		if given.Has(p.Name) && value != "" && (problem == nil || p.Kind == search.TextValue) {
			q.values.Set(p.Name, value)
		}
	}
	return q
}

// empty reports whether the address requests nothing.
func (q searchState) empty() bool { return len(q.values) == 0 && len(q.problems) == 0 }

// filter returns the filter of a field; nil if there is none.
func (q searchState) filter(field query.Field) query.Node {
	if !q.values.Has(string(field)) {
		return nil
	}
	n, err := query.ParseFilter(field, q.values.Get(string(field)))
	if err != nil {
		return nil // no value of a filter gets into a state that cannot be parsed
	}
	return n
}

// chosen returns the values of the filter of a field.
func (q searchState) chosen(field query.Field) []string {
	f, _ := q.filter(field).(query.Filter) // several filters are years, which have no values
	return f.Values
}

// years returns the ranges of the filter for years.
func (q searchState) years() []query.Years {
	var years []query.Years
	filter := q.filter(query.Year)
	for _, f := range slices.Concat([]query.Node{filter}, query.Children(filter)) {
		if f, ok := f.(query.Filter); ok {
			years = append(years, f.Years)
		}
	}
	return years
}

// request returns the request for the search service.
func (q searchState) request(lang language.Lang) search.Request {
	r, _ := searchParameters().Read(func(name string) []string { return q.values[name] }) // a state has none with problems
	r.Cursor, r.Lang = q.cursor, lang
	return r
}

// notes returns sentences for the problems of the address.
func (q searchState) notes(f frame) []string {
	var notes []string
	for _, p := range q.problems {
		note := p.In(f.Lang)
		if p.Parameter.Kind == search.FilterValue {
			note = f.T("page.results.unread", p.Parameter.Name+":"+p.Value)
		}
		notes = append(notes, note)
	}
	return notes
}

// isLoose reports whether separators are ignored.
func (q searchState) isLoose() bool { return q.values.Get(search.ModeName) == string(search.Loose) }

// with returns the first page of the search with one value changed, or removed if it is empty.
func (q searchState) with(name, value string) searchState {
	changed := searchState{values: url.Values{}}
	for k, v := range q.values {
		changed.values[k] = v
	}
	changed.values.Del(name)
	if value != "" {
		changed.values.Set(name, value)
	}
	return changed
}

// toggled adds a value to a filter, or removes it.
func (q searchState) toggled(field query.Field, value string) searchState {
	f := query.Filter{Field: field, Values: slices.Clone(q.chosen(field))}
	if i := slices.Index(f.Values, value); i >= 0 {
		f.Values = slices.Delete(f.Values, i, i+1)
	} else {
		f.Values = append(f.Values, value)
	}
	return q.with(string(field), query.PrintValues(f))
}

// link returns the address of the search.
func (q searchState) link(f frame) string {
	values := url.Values{}
	for k, v := range q.values {
		values[k] = slices.Clone(v)
	}
	if q.cursor != "" {
		values.Set("cursor", q.cursor)
		values.Set("page", q.page)
	}
	return f.address("/search", "", values)
}

// selection returns the address of another page about the hits of the search, all of them: without their order and the tier
// that is no more than related.
func (q searchState) selection(f frame, path string) string {
	return f.address(path, "", q.selected())
}

// counts returns the address of the counts of the search by a field, or by two.
func (q searchState) counts(f frame, by string) string {
	values := q.selected()
	values.Set(search.ByName, by)
	return f.address("/counts", "", values)
}

// selected returns the values that select hits, in one tier.
func (q searchState) selected() url.Values {
	values := url.Values{}
	for _, p := range search.ExportParameters().Without(search.OffsetsName, search.LangName) {
		if _, problem := p.Value(q.values[p.Name]); problem == nil && q.values.Has(p.Name) { // nothing counts the smart tier
			values.Set(p.Name, q.values.Get(p.Name))
		}
	}
	return values
}

// export returns the address of all hits as CSV.
func (q searchState) export(f frame) string {
	return forExcel(f, "/api/v1/export", q.selected())
}

// forExcel returns the address of a table of the API, with a byte order mark, by which Excel knows the encoding. It changes
// values.
func forExcel(f frame, path string, values url.Values) string {
	values.Set("bom", "1")
	if f.Lang == language.EN {
		values.Set(search.LangName, string(f.Lang))
	}
	return f.Path(path) + "?" + values.Encode()
}

// kept returns the values beside the query, for the form to send again.
func (q searchState) kept() []pair {
	var kept []pair
	for _, name := range slices.Sorted(maps.Keys(q.values)) {
		if name != "q" {
			kept = append(kept, pair{name, q.values.Get(name)})
		}
	}
	return kept
}
