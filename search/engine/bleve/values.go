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
	field // of titles, by part and outermost title there
	sums  sync.Pool
}

// newSections reads the titles in place: they last as long as the parts.
func newSections(parts []livePart) *sections {
	s := &sections{field: field{numbers: map[string]uint32{}}}
	s.number("")
	for _, p := range parts {
		of := make([]uint32, p.outers.Len())
		for o := range of {
			of[o] = s.number(p.outers.At(o))
		}
		s.of = append(s.of, of)
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

// sum adds up the tables of parts by title. The caller gives the sum back with s.sums.
func (s *sections) sum(tables func(yield func(part int, t *table) bool), terms int) *table {
	sum, ok := s.sums.Get().(*table)
	if !ok {
		sum = newTable(len(s.values))
	}
	sum.terms = make([]uint32, len(sum.of)*terms)
	for part, t := range tables {
		for row := range t.used.All() {
			if id := int(s.of[part][row]); id != 0 {
				sum.add(id, t.of[row], nil)
				for i := range terms {
					sum.terms[id*terms+i] += t.terms[row*terms+i]
				}
			}
		}
	}
	return sum
}

// first returns the rows of a sum that come first by engine.MostFirst, all when most is 0, ordered by title.
func (s *sections) first(sum *table, most int) []int {
	if most == 0 {
		return slices.Collect(sum.used.All())
	}
	best := make([]int, 0, most+1)
	least := uint32(0) // paragraphs of the last of as many as are wanted
	for row := range sum.used.All() {
		if sum.of[row].paragraphs < least || len(best) == most && sum.compare(row, best[most-1]) >= 0 {
			continue
		}
		i, _ := slices.BinarySearchFunc(best, row, sum.compare)
		if best = slices.Insert(best, i, row); len(best) > most {
			best = best[:most]
		}
		if len(best) == most {
			least = sum.of[best[most-1]].paragraphs
		}
	}
	slices.Sort(best)
	return best
}

// compare orders rows by engine.MostFirst, those that have as much by number.
func (t *table) compare(a, b int) int {
	x, y := &t.of[a], &t.of[b]
	switch {
	case x.paragraphs != y.paragraphs:
		return cmp.Compare(y.paragraphs, x.paragraphs)
	case x.occurrences != y.occurrences:
		return cmp.Compare(y.occurrences, x.occurrences)
	}
	return cmp.Compare(a, b)
}

// clear empties a sum and gives it back.
func (s *sections) clear(sum *table) {
	sum.empty()
	s.sums.Put(sum)
}
