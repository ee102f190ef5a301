package engine

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gongbao/corpus"
	"gongbao/search/query"
)

// A Count is what an answer has of one value of a field.
type Count struct {
	Value       string `json:"value"`
	Paragraphs  int    `json:"paragraphs"`
	Occurrences int    `json:"occurrences"`
}

// FieldCounts is a Collector that divides an answer by the values of a field.
type FieldCounts struct {
	field  query.Field
	counts map[string]Count
}

// CountBy counts by Year, Region, Level, Kind or Section. The values of each field but Section add up to the totals: a
// report without one counts under the empty value. Of sections the outermost count.
func CountBy(field query.Field) *FieldCounts {
	return &FieldCounts{field, map[string]Count{}}
}

// MostSections is how many sections a count by section gives at most: those with the most paragraphs.
const MostSections = 10

// Needs implements Collector.
func (f *FieldCounts) Needs() Needs {
	if f.field == query.Section {
		return Needs{By: BySection, Most: MostSections}
	}
	return Needs{}
}

// Collect implements Collector.
func (f *FieldCounts) Collect(g Group) {
	value := g.value(f.field)
	c := f.counts[value]
	f.counts[value] = Count{value, c.Paragraphs + g.Paragraphs, c.Occurrences + g.Occurrences}
}

// Counts gives the values in the order of their field: years latest first, levels from national to county, others by
// MostFirst. The empty year or level comes last.
func (f *FieldCounts) Counts() []Count {
	counts := make([]Count, 0, len(f.counts))
	for _, c := range f.counts {
		counts = append(counts, c)
	}
	switch f.field {
	case query.Year:
		slices.SortFunc(counts, latestFirst)
	case query.Level:
		slices.SortFunc(counts, highestFirst)
	default:
		slices.SortFunc(counts, MostFirst)
	}
	if f.field == query.Section {
		counts = counts[:min(len(counts), MostSections)]
	}
	return counts
}

// value is what a group has in a field.
func (g *Group) value(field query.Field) string {
	switch field {
	case query.Year:
		if g.Report.Year != 0 {
			return strconv.Itoa(g.Report.Year)
		}
	case query.Region:
		return g.Report.Region
	case query.Level:
		return string(g.Report.Level)
	case query.Kind:
		return string(g.Report.Kind)
	case query.Section:
		return g.Section
	}
	return ""
}

// MostFirst orders by paragraphs, then by occurrences, then by value.
func MostFirst(a, b Count) int {
	return cmp.Or(b.Paragraphs-a.Paragraphs, b.Occurrences-a.Occurrences, strings.Compare(a.Value, b.Value))
}

// latestFirst orders years, the unknown one last.
func latestFirst(a, b Count) int { return strings.Compare(b.Value, a.Value) }

// highestFirst orders levels from national to county, the unknown one last.
func highestFirst(a, b Count) int {
	return cmp.Or(levelRank(a)-levelRank(b), strings.Compare(a.Value, b.Value))
}

func levelRank(c Count) int {
	levels := []string{string(corpus.National), string(corpus.Province), string(corpus.City), string(corpus.County)}
	if i := slices.Index(levels, c.Value); i >= 0 {
		return i
	}
	return len(levels)
}
