package engine

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"gongbao/corpus"
	"gongbao/search/query"
)

// A Count counts the part of an answer that has one value of a field.
type Count struct {
	Value       string `json:"value"`
	Paragraphs  int    `json:"paragraphs"`
	Occurrences int    `json:"occurrences"`
}

// FieldCounts is a Collector that divides an answer by the values of a field.
type FieldCounts struct {
	field   query.Field
	without query.Field
	most    int            // of sections
	at      map[string]int // index in counts
	counts  []Count
	groups  int // sections in all
}

// CountBy counts by Year, Region, Level, Kind, Role or Section. The values of each field but Section add up to the totals: a
// report without one counts under the empty value, and so do paragraphs without a role. Of sections the outermost count.
func CountBy(field query.Field) *FieldCounts { return &FieldCounts{field: field, most: MostSections} }

// CountBeside counts as CountBy does, with the query's own conditions of the field left out: it has the values that a filter
// could go on to.
func CountBeside(field query.Field) *FieldCounts {
	return &FieldCounts{field: field, without: field, most: MostSections}
}

// MostSections is how many sections a count by section gives unless AtMost says otherwise: those with the most paragraphs.
const MostSections = 10

// AtMost sets how many sections Counts gives.
func (f *FieldCounts) AtMost(sections int) *FieldCounts {
	f.most = sections
	return f
}

// Needs implements Collector.
func (f *FieldCounts) Needs() Needs {
	switch f.field {
	case query.Section:
		return Needs{By: BySection, Most: f.most, Without: f.without}
	case query.Role:
		return Needs{By: ByRole, Without: f.without}
	}
	return Needs{Without: f.without}
}

// Collect implements Collector.
func (f *FieldCounts) Collect(g Group) {
	value := g.value(f.field)
	if f.Needs().By != ByReport { // each group has a value of its own
		f.counts = append(f.counts, Count{value, g.Paragraphs, g.Occurrences})
		return
	}
	i, ok := f.at[value]
	if !ok {
		if f.at == nil {
			f.at = map[string]int{}
		}
		i = len(f.counts)
		f.at[value] = i
		f.counts = append(f.counts, Count{Value: value})
	}
	f.counts[i].Paragraphs += g.Paragraphs
	f.counts[i].Occurrences += g.Occurrences
}

// Field implements ValueCollector.
func (f *FieldCounts) Field() query.Field { return f.field }

// CollectValues implements ValueCollector.
func (f *FieldCounts) CollectValues(counts []Count) { f.counts = counts }

// Counts gives the values in the order of their field: years latest first, levels from national to county, roles as they stand
// in a report, others by MostFirst. The empty year, level or role comes last. It is never nil. Nothing is
// to be collected after it.
func (f *FieldCounts) Counts() []Count {
	if f.counts == nil {
		return []Count{}
	}
	slices.SortFunc(f.counts, orderOf(f.field))
	return f.counts
}

// Len is the number of values that have been collected.
func (f *FieldCounts) Len() int { return len(f.counts) }

// CollectSections implements SectionCollector.
func (f *FieldCounts) CollectSections(groups int) {
	f.groups, f.counts = groups, slices.Grow(f.counts, min(groups, f.most))
}

// Sections is how many sections there are, of which Counts gives the first.
func (f *FieldCounts) Sections() int { return f.groups }

func orderOf(field query.Field) func(a, b Count) int {
	switch field {
	case query.Year:
		return latestFirst
	case query.Level:
		return highestFirst
	case query.Role:
		return reviewFirst
	}
	return MostFirst
}

// value returns the value of a field that a group counts under.
func (g *Group) value(field query.Field) string {
	switch field {
	case query.Section:
		return g.Section
	case query.Role:
		return string(g.Role)
	}
	return HeaderValue(field, g.Report)
}

// HeaderValue returns what a report counts under by Year, Region, Level or Kind: the empty value when it has none.
func HeaderValue(field query.Field, h *corpus.Header) string {
	switch field {
	case query.Year:
		if h.Year != 0 {
			return strconv.Itoa(h.Year)
		}
	case query.Region:
		return h.Region
	case query.Level:
		return string(h.Level)
	case query.Kind:
		return string(h.Kind)
	}
	return ""
}

// MostFirst orders by paragraphs, then by occurrences, then by value.
func MostFirst(a, b Count) int {
	if order := cmp.Or(b.Paragraphs-a.Paragraphs, b.Occurrences-a.Occurrences); order != 0 {
		return order
	}
	return strings.Compare(a.Value, b.Value)
}

// latestFirst orders years, the unknown one last.
func latestFirst(a, b Count) int { return strings.Compare(b.Value, a.Value) }

// highestFirst orders levels from national to county, the unknown one last.
func highestFirst(a, b Count) int {
	return cmp.Or(corpus.Level(a.Value).Rank()-corpus.Level(b.Value).Rank(), strings.Compare(a.Value, b.Value))
}

// reviewFirst orders roles as reports do, the unknown one last.
func reviewFirst(a, b Count) int {
	return corpus.Role(a.Value).Rank() - corpus.Role(b.Value).Rank()
}

// CellCounts is a Collector that divides an answer by the values of two fields.
type CellCounts struct {
	row, column query.Field
	cells       map[[2]string]Cell
}

// A Cell counts the part of an answer that has a value of one field and a value of another.
type Cell struct {
	Row         string `json:"row"`
	Column      string `json:"column"`
	Paragraphs  int    `json:"paragraphs"`
	Occurrences int    `json:"occurrences"`
}

// CountByTwo counts by two of the fields that CountBy counts by, Role excepted. With Section as one of them, paragraphs under no title
// are left out.
func CountByTwo(row, column query.Field) *CellCounts {
	return &CellCounts{row, column, map[[2]string]Cell{}}
}

// Needs implements Collector.
func (c *CellCounts) Needs() Needs {
	if c.row == query.Section || c.column == query.Section {
		return Needs{By: ByReportSection}
	}
	return Needs{}
}

// Collect implements Collector.
func (c *CellCounts) Collect(g Group) {
	at := [2]string{g.value(c.row), g.value(c.column)}
	sum := c.cells[at]
	c.cells[at] = Cell{at[0], at[1], sum.Paragraphs + g.Paragraphs, sum.Occurrences + g.Occurrences}
}

// Cells gives the cells that have a paragraph, by their rows' values and then by their columns'.
func (c *CellCounts) Cells() []Cell {
	cells := slices.AppendSeq(make([]Cell, 0, len(c.cells)), maps.Values(c.cells))
	slices.SortFunc(cells, func(a, b Cell) int { return cmp.Or(strings.Compare(a.Row, b.Row), strings.Compare(a.Column, b.Column)) })
	return cells
}

// ReportCounts is a Collector that lists what each report has of an answer. Set Terms and Letters before the search.
type ReportCounts struct {
	Terms   []query.Outside // count each of these
	Letters bool            // measure what the query's conditions admit, and list reports without a match
	Reports []Group         // by id
}

// Needs implements Collector.
func (r *ReportCounts) Needs() Needs { return Needs{Terms: r.Terms, Letters: r.Letters} }

// Collect implements Collector.
func (r *ReportCounts) Collect(g Group) { r.Reports = append(r.Reports, g) }
