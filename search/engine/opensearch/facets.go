package opensearch

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gongbao/search/engine"
)

// A facet is what paragraphs are divided by: a field, and how many of its values are asked for.
type facet struct {
	field string
	size  int
	// first says that only so many values are wanted, those with the most paragraphs; 0 for all.
	first int
}

// Each has more than there can be; sections are as many as there are titles, of which those with the most paragraphs count.
var facetsAsked = []facet{
	{"year", 1000, 0}, {"region", 5000, 0}, {"level", 10, 0}, {"kind", 10, 0}, {"outer", 100, engine.FacetSections},
}

// scores adds up the scores of paragraphs: each is one more than the number of its places.
var scores = object{"sum": object{"script": object{"lang": "expression", "source": "_score"}}}

// reports counts the reports that paragraphs are of: all paragraphs of one are in one shard, and nearly always in a row.
var reports = object{"scripted_metric": object{
	"init_script":    "state.last = -1L; state.seen = new HashSet()",
	"map_script":     "long n = doc['number'].value; if (n != state.last) { state.last = n; state.seen.add(n) }",
	"combine_script": "return state.seen.size()",
	"reduce_script":  "long n = 0; for (s in states) { n += s } return n",
}}

// aggregations asks for everything that is counted.
func (q *question) aggregations() object {
	aggs := object{"scores": scores, "reports": reports}
	if q.Facets {
		for _, f := range facetsAsked {
			aggs[f.field] = f.aggregation()
		}
	}
	return aggs
}

// aggregation asks every shard for many more values than are wanted in the end, so that none is missed that has few in each.
func (f facet) aggregation() object {
	return object{
		"terms": object{"field": f.field, "size": f.size, "shard_size": 10 * f.size, "order": []any{object{"_count": "desc"}, object{"_key": "asc"}}},
		"aggs":  object{"scores": scores},
	}
}

// facets writes up what each facet has counted. Where a value may have been missed, the facet is asked for again, larger.
func (q *question) facets(ctx context.Context, a answer) (engine.Facets, error) {
	counts := map[string][]engine.Count{}
	for _, f := range facetsAsked {
		found := a.Aggregations[f.field]
		for !f.complete(found) {
			f.size *= 10
			var err error
			if found, err = q.larger(ctx, f); err != nil {
				return engine.Facets{}, err
			}
		}
		list, err := f.counts(found)
		if err != nil {
			return engine.Facets{}, err
		}
		counts[f.field] = list
	}
	facets := engine.Facets{Year: counts["year"], Region: counts["region"], Level: counts["level"], Kind: counts["kind"], Section: counts["outer"]}
	facets.Sort()
	return facets, nil
}

// complete says whether the values wanted are all among those found.
func (f facet) complete(found aggregation) bool {
	if found.Others == 0 {
		return true
	}
	n := len(found.Buckets)
	if f.first == 0 || n < f.first || found.Error > 0 {
		return false
	}
	// the values left out have at most as many paragraphs as the last one found; one for the empty title may go
	return found.Buckets[f.first].Documents > found.Buckets[n-1].Documents
}

func (q *question) larger(ctx context.Context, f facet) (aggregation, error) {
	const most = 10_000_000
	if f.size > most {
		return aggregation{}, fmt.Errorf("%w: %s has more values of %s than can be counted", engine.ErrUnavailable, q.client, f.field)
	}
	body, err := q.body(ctx)
	if err != nil {
		return aggregation{}, err
	}
	delete(body, "sort")
	delete(body, "search_after")
	body["size"], body["aggs"] = 0, object{f.field: f.aggregation()}
	a, err := q.search(ctx, q.state.index, body)
	return a.Aggregations[f.field], err
}

// counts reads the buckets of a facet.
func (f facet) counts(found aggregation) ([]engine.Count, error) {
	counts := make([]engine.Count, 0, len(found.Buckets))
	for _, b := range found.Buckets {
		var value string
		if !strings.HasPrefix(string(b.Key), `"`) {
			value = string(b.Key)
		} else if err := json.Unmarshal(b.Key, &value); err != nil {
			return nil, err
		}
		if f.field == "year" && value == "0" {
			value = ""
		}
		counts = append(counts, engine.Count{Value: value, Paragraphs: b.Documents, Occurrences: places(b.Scores.Value, b.Documents)})
	}
	if f.first > 0 { // sections: paragraphs under no title are not counted
		counts = slices.DeleteFunc(counts, func(c engine.Count) bool { return c.Value == "" })
	}
	return counts, nil
}
