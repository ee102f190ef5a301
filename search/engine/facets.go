package engine

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gongbao/corpus"
)

// FacetSections is how many values Facets.Section has at most.
const FacetSections = 10

// Sort puts the values of each facet in its order, and leaves the first of Section.
func (f *Facets) Sort() {
	slices.SortFunc(f.Year, LatestFirst)
	slices.SortFunc(f.Region, MostFirst)
	slices.SortFunc(f.Level, HighestFirst)
	slices.SortFunc(f.Kind, MostFirst)
	slices.SortFunc(f.Section, MostFirst)
	f.Section = f.Section[:min(len(f.Section), FacetSections)]
}

// MostFirst orders by paragraphs, then by occurrences, then by value.
func MostFirst(a, b Count) int {
	return cmp.Or(b.Paragraphs-a.Paragraphs, b.Occurrences-a.Occurrences, strings.Compare(a.Value, b.Value))
}

// LatestFirst orders years, the unknown one last.
func LatestFirst(a, b Count) int { return strings.Compare(b.Value, a.Value) }

// HighestFirst orders levels from national to county, the unknown one last.
func HighestFirst(a, b Count) int { return levelRank(a) - levelRank(b) }

func levelRank(c Count) int {
	levels := []string{string(corpus.National), string(corpus.Province), string(corpus.City), string(corpus.County)}
	if i := slices.Index(levels, c.Value); i >= 0 {
		return i
	}
	return len(levels)
}

// YearValue is the value of Facets.Year for a year; empty for 0, the unknown one.
func YearValue(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}
