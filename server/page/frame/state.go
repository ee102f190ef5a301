package frame

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
)

// A State is what a page about a search shows. All of it is in the address.
type State struct {
	values   url.Values // of the parameters of a search, those that were given and can be parsed
	Problems []search.Problem
	Cursor   string
	Page     string // number of the page, to show to the reader

	path string     // of the page; empty for the results
	own  url.Values // of the parameters that the page has for itself
}

// On returns the state of another page about the same hits, which has parameters of its own beside those that select hits.
func (q State) On(path string, own url.Values) State {
	q.path, q.own = path, own
	return q
}

// Own returns the value of a parameter that the page has for itself.
func (q State) Own(name string) string { return q.own.Get(name) }

// WithOwn returns the state with one of the page's own values changed, or removed if it is empty.
func (q State) WithOwn(name, value string) State {
	q = q.With("", "")
	own := url.Values{}
	maps.Copy(own, q.own)
	if own.Del(name); value != "" {
		own.Set(name, value)
	}
	q.own = own
	return q
}

// Parameters returns the parameters that the page has for itself and its links: the cursor belongs to one page, the
// language to the reader, and the units of positions to programs. A search for nothing is the home page.
func Parameters() search.Parameters {
	return search.SearchParameters().Without(search.CursorName, search.LangName, search.OffsetsName).With(search.QueryName, func(p *search.Parameter) {
		p.Required = false
	}).With(search.LimitName, func(p *search.Parameter) { p.Min = 1 }) // a page without hits would look like a search without any
}

// FilterFields returns the fields of filters in the order in which the page shows them.
func FilterFields() []query.Field {
	var fields []query.Field
	for _, p := range Parameters().Filters() {
		fields = append(fields, query.Field(p.Name))
	}
	return fields
}

// StateOf reads the parameters of the address of a request.
func StateOf(c *gin.Context) State { return StateFrom(c.Request.URL.Query()) }

// StateFrom reads the parameters of an address, which it may change.
func StateFrom(given url.Values) State {
	from, to := given.Get("from"), given.Get("to")
	if from != "" || to != "" { // the form for years has a field for each end
		given.Set(string(query.Year), from+".."+to)
	}
	q := State{values: url.Values{}, Cursor: given.Get(search.CursorName), Page: given.Get("page")}
	for _, p := range Parameters() {
		value, problem := p.Value(given[p.Name])
		if problem != nil {
			q.Problems = append(q.Problems, *problem)
		}
		if given.Has(p.Name) && value != "" && (problem == nil || p.Kind == search.TextValue) {
			q.values.Set(p.Name, value)
		}
	}
	return q
}

// Get returns the value of a parameter; empty if it has none.
func (q State) Get(name string) string { return q.values.Get(name) }

// Has reports whether a parameter has a value.
func (q State) Has(name string) bool { return q.values.Has(name) }

// Empty reports whether the address requests nothing.
func (q State) Empty() bool { return len(q.values) == 0 && len(q.Problems) == 0 }

// Filter returns the filter of a field; nil if there is none.
func (q State) Filter(field query.Field) query.Node {
	if !q.values.Has(string(field)) {
		return nil
	}
	n, err := query.ParseFilter(field, q.values.Get(string(field)))
	if err != nil {
		return nil // no value of a filter gets into a state that cannot be parsed
	}
	return n
}

// Chosen returns the values of the filter of a field.
func (q State) Chosen(field query.Field) []string {
	f, _ := q.Filter(field).(query.Filter) // several filters are years, which have no values
	return f.Values
}

// Years returns the ranges of the filter for years.
func (q State) Years() []query.Years {
	var years []query.Years
	filter := q.Filter(query.Year)
	for _, f := range slices.Concat([]query.Node{filter}, query.Children(filter)) {
		if f, ok := f.(query.Filter); ok {
			years = append(years, f.Years)
		}
	}
	return years
}

// Request returns the request for the search service.
func (q State) Request(lang language.Lang) search.Request {
	r, _ := Parameters().Read(func(name string) []string { return q.values[name] }) // a state has none with problems
	r.Cursor, r.Lang = q.Cursor, lang
	if n := q.PageNo(); n > 1 && r.Cursor == "" {
		r.Skip = (n - 1) * cmp.Or(max(r.Limit, 0), search.DefaultLimit)
	}
	return r
}

// PageNo returns the number of the page, from 1.
func (q State) PageNo() int {
	n, err := strconv.Atoi(q.Page)
	if err != nil {
		return 1
	}
	return max(1, n)
}

// Turned returns the state at a page, which is found by its number.
func (q State) Turned(page int) State {
	to := q.With("", "")
	if page > 1 {
		to.Page = strconv.Itoa(page)
	}
	return to
}

// At returns the state at the page of an answer that another state of the same search is at.
func (q State) At(other State) State {
	q.Cursor, q.Page = other.Cursor, other.Page
	return q
}

// Notes returns sentences for the problems of the address.
func (q State) Notes(f Frame) []string {
	var notes []string
	for _, p := range q.Problems {
		note := p.In(f.Lang)
		if p.Parameter.Kind == search.FilterValue {
			note = f.T("page.results.unread", p.Parameter.Name+":"+p.Value)
		}
		notes = append(notes, note)
	}
	return notes
}

// IsLoose reports whether separators are ignored.
func (q State) IsLoose() bool { return q.values.Get(search.ModeName) == string(search.Loose) }

// IsEqual reports whether the values of the query are shown in other wordings alone.
func (q State) IsEqual() bool { return q.values.Get(search.ModeName) == string(search.Equal) }

// With returns the first page of the state with one value changed, or removed if it is empty.
func (q State) With(name, value string) State {
	changed := State{values: url.Values{}, path: q.path, own: q.own}
	for k, v := range q.values {
		changed.values[k] = v
	}
	changed.values.Del(name)
	if value != "" {
		changed.values.Set(name, value)
	}
	return changed
}

// Toggled adds a value to a filter, or removes it.
func (q State) Toggled(field query.Field, value string) State {
	f := query.Filter{Field: field, Values: slices.Clone(q.Chosen(field))}
	if i := slices.Index(f.Values, value); i >= 0 {
		f.Values = slices.Delete(f.Values, i, i+1)
	} else {
		f.Values = append(f.Values, value)
	}
	return q.With(string(field), query.PrintValues(f))
}

// Search returns the values of the search, without the place in its answer.
func (q State) Search() url.Values { return maps.Clone(q.values) }

// Link returns the address of the page.
func (q State) Link(f Frame) string {
	path, values := cmp.Or(q.path, "/search"), maps.Clone(q.values)
	if q.path != "" {
		values = q.Selected()
	}
	maps.Copy(values, q.own)
	q.addPage(values)
	return f.Address(path, "", values)
}

func (q State) addPage(values url.Values) {
	for name, value := range map[string]string{"cursor": q.Cursor, "page": q.Page} {
		if value != "" {
			values.Set(name, value)
		}
	}
}

// Selection returns the address of another page about the hits of the search, all of them: without their order and the tier
// that is no more than related.
func (q State) Selection(f Frame, path string) string {
	return f.Address(path, "", q.Selected())
}

// BackName is the parameter of a report's address that says which page about a search a reader came from.
const BackName = "back"

// backTo are the pages that lead to reports.
func backTo() []string {
	return []string{"/search", "/trends", "/regions", "/sentences", "/lines", "/counts", "/repeats"}
}

// Here returns the page as a report's address names it, in Frame.Back; "" for the results of a query without anything else.
func (q State) Here() string {
	values := maps.Clone(q.values)
	if q.path == "" && len(q.own) == 0 && q.Cursor == "" && q.Page == "" && len(values) == 1 && values.Has(search.QueryName) {
		return ""
	}
	maps.Copy(values, q.own)
	q.addPage(values)
	return cmp.Or(q.path, "/search") + "?" + values.Encode()
}

// BackLink returns the address that Here named; "" if it is none of a page that leads to reports.
func (f Frame) BackLink(here string) string {
	u, err := url.Parse(here)
	if err != nil || u.IsAbs() || u.Host != "" || !slices.Contains(backTo(), u.Path) {
		return ""
	}
	return f.Address(u.Path, "", u.Query())
}

// Counts returns the address of the counts of the search by a field, or by two.
func (q State) Counts(f Frame, by string) string {
	values := q.Selected()
	values.Set(search.ByName, by)
	return f.Address("/counts", "", values)
}

// Selected returns the values that select hits to count, in one tier.
func (q State) Selected() url.Values { return q.those(search.SelectionParameters()) }

// those returns the values of parameters beside those for programs.
func (q State) those(ps search.Parameters) url.Values {
	values := url.Values{}
	for _, p := range ps.Without(search.OffsetsName, search.LangName) {
		if _, problem := p.Value(q.values[p.Name]); problem == nil && q.values.Has(p.Name) { // nothing counts the smart tier
			values.Set(p.Name, q.values.Get(p.Name))
		}
	}
	return values
}

// Export returns the address of all hits as CSV, in words of the page.
func (q State) Export(f Frame) string {
	values := q.those(search.ExportParameters())
	return ForExcel(f, "/api/v1/export", values)
}

// Workbook returns the address of all hits as a workbook, in words of the page.
func (q State) Workbook(f Frame) string {
	values := q.those(search.ExportParameters())
	values.Set("format", "xlsx")
	if f.Lang == language.EN {
		values.Set(search.LangName, string(f.Lang))
	}
	return f.Path("/api/v1/export") + "?" + values.Encode()
}

// ForExcel returns the address of a table of the API in words of the page, with a byte order mark, by which Excel knows the encoding.
// It changes values.
func ForExcel(f Frame, path string, values url.Values) string {
	values.Set("bom", "1")
	values.Set("labels", "1")
	if f.Lang == language.EN {
		values.Set(search.LangName, string(f.Lang))
	}
	return f.Path(path) + "?" + values.Encode()
}

// Kept returns the values beside the query, for the form to send again.
func (q State) Kept() []Pair {
	kept := []Pair{}
	for _, name := range slices.Sorted(maps.Keys(q.own)) {
		kept = append(kept, Pair{name, q.own.Get(name)})
	}
	for _, name := range slices.Sorted(maps.Keys(q.values)) {
		if name != "q" {
			kept = append(kept, Pair{name, q.values.Get(name)})
		}
	}
	return kept
}
