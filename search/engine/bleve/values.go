package bleve

import (
	"cmp"
	"slices"
	"sync"

	"gongbao/search/engine"
	"gongbao/search/query"
)

// A field knows the reports of each value of a field of the header, so that counting by it adds numbers.
type field struct {
	values  []string
	numbers map[string]uint32 // index in values of each; nil of sections
	of      [][]uint32        // that of each report, by part
}

func newFields(parts []livePart) map[query.Field]*field {
	fields := map[query.Field]*field{}
	for _, name := range []query.Field{query.Year, query.Region, query.Level, query.Kind} {
		f := &field{numbers: map[string]uint32{}}
		for _, p := range parts {
			of := make([]uint32, len(p.reports))
			for r := range p.reports {
				of[r] = f.number(engine.HeaderValue(name, &p.reports[r].Header))
			}
			f.of = append(f.of, of)
		}
		fields[name] = f
	}
	return fields
}

// number returns the number of a value, which is a new one unless it is known.
func (f *field) number(value string) uint32 {
	n, ok := f.numbers[value]
	if !ok {
		n = uint32(len(f.values))
		f.numbers[value] = n
		f.values = append(f.values, value)
	}
	return n
}

// sections number the outermost titles of all parts in their order, so that parts add up what they have under the same title.
type sections struct {
	field              // of titles, by part and outermost title there
	untitled []int     // of each part, the outermost title that is none; -1 where there is no such
	sums     sync.Pool // tables that sum makes
}

// newSections reads the titles in place: they last as long as the parts.
func newSections(parts []livePart) *sections {
	s := &sections{field: field{numbers: map[string]uint32{}}}
	s.number("")
	for _, p := range parts {
		of, untitled := make([]uint32, p.outers.Len()), -1
		for o := range of {
			if of[o] = s.number(p.outers.At(o)); of[o] == 0 {
				untitled = o
			}
		}
		s.of, s.untitled = append(s.of, of), append(s.untitled, untitled)
	}
	slices.Sort(s.values)
	ordered := make([]uint32, len(s.values)) // by the number so far
	for i, title := range s.values {
		ordered[s.numbers[title]] = uint32(i)
	}
	s.numbers = nil // values have their order now
	for _, of := range s.of {
		for o, n := range of {
			of[o] = ordered[n]
		}
	}
	return s
}

// A titled counts by outermost title: the table of the only part that has anything, or a sum of several.
type titled struct {
	*table
	titles   []uint32 // number of the title of each row; nil in a sum, whose rows are these
	untitled int      // the row that is of no title; -1 if there is none
}

// count puts together what tables of parts have by title. The caller gives it back with s.clear.
func (s *sections) count(tables func(yield func(part int, t *table) bool), terms int) titled {
	all, only := 0, titled{}
	for part, t := range tables {
		all, only = all+1, titled{t, s.of[part], s.untitled[part]}
	}
	if all == 1 {
		return only
	}
	return titled{table: s.sum(tables, terms)} // whose first row is of no title
}

// sum adds up the tables of parts by title.
func (s *sections) sum(tables func(yield func(part int, t *table) bool), terms int) *table {
	sum, ok := s.sums.Get().(*table)
	if !ok {
		sum = newTable(len(s.values))
	}
	sum.terms = make([]uint32, len(sum.of)*terms)
	for part, t := range tables {
		for row := range t.used.All() {
			id := int(s.of[part][row])
			sum.add(uint32(id), t.of[row])
			for i := range terms {
				sum.terms[id*terms+i] += t.terms[row*terms+i]
			}
		}
	}
	return sum
}

// clear empties a sum and gives it back.
func (s *sections) clear(t titled) {
	if t.titles == nil {
		t.empty()
		s.sums.Put(t.table)
	}
}

// title is the number of a row's title.
func (t titled) title(row int) int {
	if t.titles == nil {
		return row
	}
	return int(t.titles[row])
}

// first returns the rows that come first by engine.MostFirst, all when most is 0, ordered by title, and how many there are in all. The one
// without a title is none.
func (t titled) first(most int) (best []int, all int) {
	if all = t.used.Count(0, len(t.of)); t.untitled >= 0 && t.used.Has(uint32(t.untitled)) {
		all--
	}
	most = min(cmp.Or(most, all), all)
	best = make([]int, 0, most+1)
	least := uint32(0) // paragraphs of the last of as many as are wanted
	for row := range t.used.All() {
		if t.of[row].paragraphs < least || row == t.untitled || len(best) == most && t.compare(row, best[most-1]) >= 0 {
			continue
		}
		if most == all {
			best = append(best, row)
			continue
		}
		i, _ := slices.BinarySearchFunc(best, row, t.compare)
		if best = slices.Insert(best, i, row); len(best) > most {
			best = best[:most]
		}
		if len(best) == most {
			least = t.of[best[most-1]].paragraphs
		}
	}
	slices.SortFunc(best, func(a, b int) int { return t.title(a) - t.title(b) })
	return best, all
}

// compare orders rows by engine.MostFirst, those that have as much by title.
func (t titled) compare(a, b int) int {
	x, y := &t.of[a], &t.of[b]
	switch {
	case x.paragraphs != y.paragraphs:
		return cmp.Compare(y.paragraphs, x.paragraphs)
	case x.occurrences != y.occurrences:
		return cmp.Compare(y.occurrences, x.occurrences)
	}
	return t.title(a) - t.title(b)
}
