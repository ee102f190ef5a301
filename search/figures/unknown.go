package figures

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"gongbao/corpus/text"
	"gongbao/search"
)

// An Unknown is what a request names as an indicator and is none that is known: neither the list of names has it, nor has any work report
// of the index a figure of it.
type Unknown struct {
	// Near are those of the indicators that the rest of the request finds which share most with the name, at most MostNear.
	Near []Facet `json:"near"`
	// Total is how often the reports of the request say the name, as a text. URL is the path of the search whose total it is.
	Total search.Total `json:"total"`
	URL   string       `json:"url"`
}

// MostNear is how many indicators an Unknown offers.
const MostNear = 10

// unknown tells of the name of a request that finds no figure; nil if it is known as an indicator.
func (r *Request) unknown(ctx context.Context, e *search.Edition) (*Unknown, error) {
	if _, listed := r.names().Known(r.Name); listed {
		return nil, nil
	}
	anywhere := Request{Name: r.Name, Names: r.Names}
	anywhere.complete()
	if some, err := anywhere.find(ctx, e, 1); err != nil || len(some) > 0 {
		return nil, err
	}
	near, err := r.near(ctx, e)
	if err != nil {
		return nil, err
	}
	said := search.Request{Query: naming([]string{r.Name}), Filters: r.Filters, Mode: search.Exact}
	counts, err := e.Count(ctx, said)
	return &Unknown{Near: near, Total: counts.Total, URL: said.Path()}, err
}

// near returns the indicators that the request finds without its name and whose names are like it, the most alike first.
func (r *Request) near(ctx context.Context, e *search.Edition) ([]Facet, error) {
	others := *r
	others.Name, others.Indicator = "", ""
	list, err := others.find(ctx, e, 0)
	if err != nil {
		return nil, err
	}
	names := tally{}
	for i := range list {
		names.add(list[i].name, list[i].Report.ID)
	}
	asked := text.Fold(r.Name)
	alike := map[string]float64{}
	near := []Facet{}
	for _, f := range names.facets(func(string) string { return "" }) { // those of most reports first
		for _, name := range others.names().Group(f.Value) {
			alike[f.Value] = max(alike[f.Value], likeness(asked, text.Fold(name)))
		}
		if alike[f.Value] > 0 {
			near = append(near, f)
		}
	}
	slices.SortStableFunc(near, func(a, b Facet) int { return cmp.Compare(alike[b.Value], alike[a.Value]) })
	near = near[:min(len(near), MostNear)]
	for i := range near {
		near[i].URL = others.Path(NameName, near[i].Value)
	}
	return near, nil
}

// likeness says how much two names have in common: the share of their pairs of neighbours that both have, and more if one is a part of
// the other.
func likeness(a, b string) float64 {
	first, second := pairs(a), pairs(b)
	common := 0
	for pair, n := range first {
		common += min(n, second[pair])
	}
	share := 0.
	if all := max(len([]rune(a))-1, 0) + max(len([]rune(b))-1, 0); all > 0 {
		share = 2 * float64(common) / float64(all)
	}
	if a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a)) {
		share++
	}
	return share
}

// pairs counts the pairs of neighbours of a text.
func pairs(s string) map[[2]rune]int {
	counted := map[[2]rune]int{}
	runes := []rune(s)
	for i := 1; i < len(runes); i++ {
		counted[[2]rune{runes[i-1], runes[i]}]++
	}
	return counted
}
