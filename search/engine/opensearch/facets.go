package opensearch

import (
	"encoding/json"

	"gongbao/language"
	"gongbao/search/engine"
)

// A tallied is what the tally aggregation gives.
type tallied struct {
	Reports  []int64             `json:"reports"`  // number, paragraphs and places of one after the other
	Sections [][]json.RawMessage `json:"sections"` // title, paragraphs and places of each, in the order of engine.MostFirst
}

// total adds the reports up.
func (t *tallied) total() (total engine.Total) {
	for i := 0; i+2 < len(t.Reports); i += 3 {
		total.Reports++
		total.Paragraphs += int(t.Reports[i+1])
		total.Occurrences += int(t.Reports[i+2])
	}
	return total
}

// facets adds the reports up by what they have in common.
func (t *tallied) facets(c *catalog) (engine.Facets, error) {
	year, region, level, kind := counts{}, counts{}, counts{}, counts{}
	for i := 0; i+2 < len(t.Reports); i += 3 {
		entry, ok := c.byNumber[t.Reports[i]]
		if !ok {
			return engine.Facets{}, language.New("engine.cluster.orphans", engine.ErrDamaged, t.Reports[i])
		}
		one := engine.Count{Paragraphs: int(t.Reports[i+1]), Occurrences: int(t.Reports[i+2])}
		year.add(engine.YearValue(entry.Year), one)
		region.add(entry.Region, one)
		level.add(string(entry.Level), one)
		kind.add(string(entry.Kind), one)
	}
	facets := engine.Facets{Year: year.list(), Region: region.list(), Level: level.list(), Kind: kind.list(), Section: []engine.Count{}}
	for _, s := range t.Sections {
		var c engine.Count
		for i, field := range []any{&c.Value, &c.Paragraphs, &c.Occurrences} {
			if err := json.Unmarshal(s[i], field); err != nil {
				return engine.Facets{}, err
			}
		}
		facets.Section = append(facets.Section, c)
	}
	facets.Sort()
	return facets, nil
}

// counts are those of a facet's values.
type counts map[string]engine.Count

func (c counts) add(value string, one engine.Count) {
	sum := c[value]
	c[value] = engine.Count{Value: value, Paragraphs: sum.Paragraphs + one.Paragraphs, Occurrences: sum.Occurrences + one.Occurrences}
}

func (c counts) list() []engine.Count {
	list := make([]engine.Count, 0, len(c))
	for _, count := range c {
		list = append(list, count)
	}
	return list
}
