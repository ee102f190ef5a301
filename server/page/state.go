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
	values url.Values // query, mode, order and filters that are not empty
	cursor string
	page   string // number of the page, to show to the reader
}

// filterFields returns the fields of filters in the order in which the page shows them.
func filterFields() []query.Field {
	return []query.Field{query.Year, query.Region, query.Level, query.Kind, query.Section, query.Title, query.Report}
}

func searchStateOf(c *gin.Context) searchState {
	q := searchState{values: url.Values{}, cursor: c.Query("cursor"), page: c.Query("page")}
	names := []string{"q", "mode", "sort"}
	for _, field := range filterFields() {
		names = append(names, string(field))
	}
	for _, name := range names {
		if v := c.Query(name); v != "" {
			q.values.Set(name, v)
		}
	}
	from, to := c.Query("from"), c.Query("to")
	if from != "" || to != "" { // the form for years has a field for each end
		q.values.Set(string(query.Year), from+".."+to)
	}
	return q
}

// filter parses the filter of a field. It returns false if there is none, or it cannot be parsed.
func (q searchState) filter(field query.Field) (query.Filter, bool) {
	raw := q.values.Get(string(field))
	if raw == "" {
		return query.Filter{}, false
	}
	n, err := query.ParseFilter(field, raw)
	f, ok := n.(query.Filter)
	return f, ok && err == nil
}

// filters returns the filters, and the raw values of those that cannot be parsed.
func (q searchState) filters() (filters []query.Node, unread []string) {
	for _, field := range filterFields() {
		if f, ok := q.filter(field); ok {
			filters = append(filters, f)
		} else if raw := q.values.Get(string(field)); raw != "" {
			unread = append(unread, string(field)+":"+raw)
		}
	}
	return filters, unread
}

// request returns the request for the search service.
func (q searchState) request(lang language.Lang) search.Request {
	orders := map[string]search.Order{"newest": search.Newest, "oldest": search.Oldest, "document": search.Document}
	filters, _ := q.filters()
	return search.Request{
		Query: q.values.Get("q"), Filters: filters, Mode: search.Mode(q.values.Get("mode")), Order: orders[q.values.Get("sort")],
		Cursor: q.cursor, Lang: lang,
	}
}

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
	f, _ := q.filter(field)
	f.Field = field
	if i := slices.Index(f.Values, value); i >= 0 {
		f.Values = slices.Delete(slices.Clone(f.Values), i, i+1)
	} else {
		f.Values = append(slices.Clone(f.Values), value)
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

// export returns the address of all hits as CSV with a byte order mark, by which Excel knows the encoding.
func (q searchState) export(f frame) string {
	values := q.with("sort", "").values
	values.Set("bom", "1")
	return f.pages.site.Path("/api/v1/export") + "?" + values.Encode()
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
