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

// A question is the state of the results page, all of which stands in its address.
type question struct {
	values url.Values // of questionNames, those that are not empty
	cursor string
	page   string // the number of the page, for the reader
}

// filterFields are the filters that the page offers, in the order in which it shows them.
func filterFields() []query.Field {
	return []query.Field{query.Year, query.Region, query.Level, query.Kind, query.Section, query.Title, query.Report}
}

func questionOf(c *gin.Context) question {
	q := question{values: url.Values{}, cursor: c.Query("cursor"), page: c.Query("page")}
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

// filter reads a filter of the question. It reports false when there is none, or one that means nothing.
func (q question) filter(field query.Field) (query.Filter, bool) {
	raw := q.values.Get(string(field))
	if raw == "" {
		return query.Filter{}, false
	}
	f, err := query.ParseFilter(field, raw)
	return f, err == nil
}

// filters gives the filters, and the raw values of those that mean nothing.
func (q question) filters() (filters []query.Filter, unread []string) {
	for _, field := range filterFields() {
		if f, ok := q.filter(field); ok {
			filters = append(filters, f)
		} else if raw := q.values.Get(string(field)); raw != "" {
			unread = append(unread, string(field)+":"+raw)
		}
	}
	return filters, unread
}

// request makes the question one for the search service.
func (q question) request(lang language.Lang) search.Request {
	orders := map[string]search.Order{"newest": search.Newest, "oldest": search.Oldest, "document": search.Document}
	filters, _ := q.filters()
	return search.Request{
		Query: q.values.Get("q"), Filters: filters, Mode: search.Mode(q.values.Get("mode")), Order: orders[q.values.Get("sort")],
		Cursor: q.cursor, Lang: lang,
	}
}

// with gives the first page of the question with one value changed; without it where the value is empty.
func (q question) with(name, value string) question {
	changed := question{values: url.Values{}}
	for k, v := range q.values {
		changed.values[k] = v
	}
	changed.values.Del(name)
	if value != "" {
		changed.values.Set(name, value)
	}
	return changed
}

// toggled adds a value to a filter, or takes it out.
func (q question) toggled(field query.Field, value string) question {
	f, _ := q.filter(field)
	f.Field = field
	if i := slices.Index(f.Values, value); i >= 0 {
		f.Values = slices.Delete(slices.Clone(f.Values), i, i+1)
	} else {
		f.Values = append(slices.Clone(f.Values), value)
	}
	return q.with(string(field), query.PrintValues(f))
}

// link is the address of the question.
func (q question) link(f frame) string {
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

// export is the address of all hits as a table, marked so that Excel knows its encoding.
func (q question) export(f frame) string {
	asked := q.with("sort", "").values
	asked.Set("bom", "1")
	return f.pages.site.Path("/api/v1/export") + "?" + asked.Encode()
}

// kept are the values beside the query, for the form to send again.
func (q question) kept() []pair {
	var kept []pair
	for _, name := range slices.Sorted(maps.Keys(q.values)) {
		if name != "q" {
			kept = append(kept, pair{name, q.values.Get(name)})
		}
	}
	return kept
}
