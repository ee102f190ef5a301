package opensearch

import (
	"cmp"
	"context"
	"slices"

	"gongbao/search/engine"
	"gongbao/search/match"
	"gongbao/search/query"
)

// A catalog holds all reports of a state, without their texts. It is immutable.
type catalog struct {
	index    string
	serial   int
	next     int64
	byNumber map[int64]*entry
	byID     map[string]*entry
	sorted   []*entry      // by id
	position map[int64]int // index in sorted, by number
	newest   int           // the latest year of a report
}

// An entry is one report.
type entry struct {
	engine.Summary
	number  int64
	bytes   int
	letters int
	digest  string
}

// named returns a tree that admits the same paragraphs, in which the filters that documents have no field for name the reports
// that pass them. Each keeps its field, so that conditions on it can be told.
func (c *catalog) named(tree query.Node) query.Node {
	return query.Map(tree, func(n query.Node) query.Node {
		f, ok := n.(query.Filter)
		if !ok {
			return n
		}
		switch {
		case onlyInCatalog(f.Field):
			passes := match.NewFilter(f)
			f.Values = []string{}
			for _, entry := range c.sorted {
				if passes.Admits(&entry.Header, match.Place{}) {
					f.Values = append(f.Values, entry.ID)
				}
			}
		case f.Field == query.Region:
			f = match.Expand(f)
		}
		return f
	})
}

// onlyInCatalog reports whether documents have nothing that a filter of the field could look at.
func onlyInCatalog(field query.Field) bool {
	switch field {
	case query.Date, query.Month, query.Speaker, query.Meeting, query.Missing:
		return true
	}
	return false
}

// needsNames reports whether named changes anything of a tree.
func needsNames(tree query.Node) bool {
	if f, ok := tree.(query.Filter); ok && (onlyInCatalog(f.Field) || f.Field == query.Region) {
		return true
	}
	return slices.ContainsFunc(query.Children(tree), needsNames)
}

// catalogBatch is the number of reports to request at once.
const catalogBatch = 2000

// catalogOf returns the catalog of a state. It requests only reports that are newer than the cached catalog.
func (e *Engine) catalogOf(ctx context.Context, s *state) (*catalog, error) {
	e.mutex.Lock()
	last := e.catalog
	e.mutex.Unlock()
	if last != nil && last.index == s.index && last.serial == s.Serial {
		return last, nil
	}
	c := &catalog{index: s.index, serial: s.Serial, next: s.Next, byNumber: map[int64]*entry{}, byID: map[string]*entry{}, position: map[int64]int{}}
	from := int64(0)
	if last != nil && last.index == s.index && last.serial < s.Serial {
		from = last.next
		for number, entry := range last.byNumber {
			if !s.hides(number) {
				c.byNumber[number] = entry
			}
		}
	}
	if err := s.known(e.Location); err != nil {
		return nil, err
	}
	if err := e.readEntries(ctx, s, from, c); err != nil {
		return nil, err
	}
	for _, entry := range c.byNumber {
		c.byID[entry.ID] = entry
		c.sorted = append(c.sorted, entry)
		c.newest = max(c.newest, entry.Year)
	}
	slices.SortFunc(c.sorted, func(a, b *entry) int { return cmp.Compare(a.ID, b.ID) })
	for i, entry := range c.sorted {
		c.position[entry.number] = i
	}
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.catalog == nil || e.catalog.index != s.index || e.catalog.serial < s.Serial {
		e.catalog = c
	}
	return c, nil
}

// readEntries reads the reports of a state with numbers of at least from.
func (e *Engine) readEntries(ctx context.Context, s *state, from int64, into *catalog) error {
	for {
		a, err := e.search(ctx, s.index, object{
			"size": catalogBatch, "query": all(s.visible("report_number"), object{"range": object{"report_number": object{"gte": from}}}),
			"sort": []any{object{"report_number": "asc"}}, "_source": []string{"report_number", "record.summary", "record.bytes", "record.letters", "record.digest"},
		})
		if err != nil {
			return err
		}
		for _, hit := range a.Hits.Hits {
			r := hit.Source.Record
			into.byNumber[hit.Source.ReportNumber] = &entry{r.Summary, hit.Source.ReportNumber, r.Bytes, r.Letters, r.Digest}
			from = hit.Source.ReportNumber + 1
		}
		if len(a.Hits.Hits) < catalogBatch {
			return nil
		}
	}
}

// all returns a query that matches documents that match every filter.
func all(filters ...object) object { return object{"bool": object{"filter": filters}} }

// oneOf returns a query that matches documents that match one filter at least.
func oneOf(filters ...object) object {
	return object{"bool": object{"should": filters, "minimum_should_match": 1}}
}
