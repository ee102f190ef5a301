package opensearch

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"gongbao/language"
	"gongbao/search/engine"
)

// counts are what the aggregation has counted.
type counts struct {
	Reports  []int64             `json:"reports"`  // number, paragraphs and occurrences of one after the other
	Sections [][]json.RawMessage `json:"sections"` // title, paragraphs and occurrences of each
}

// counting is the aggregation that counts what a request's collectors need: by report always, and by section.
func counting(collectors []engine.Collector) object {
	sections, most := false, 1
	for _, c := range collectors {
		if needs := c.Needs(); needs.By == engine.BySection {
			if sections = true; needs.Most == 0 {
				most = 0 // all
			} else if most > 0 {
				most = max(most, needs.Most)
			}
		}
	}
	return object{"scripted_metric": object{
		"params":         object{"sections": sections},
		"init_script":    countInit,
		"map_script":     countMap,
		"combine_script": countCombine,
		"reduce_script":  object{"source": countReduce, "params": object{"first": most}},
	}}
}

// total adds the reports up.
func (n *counts) total() (total engine.Total) {
	for i := 0; i+2 < len(n.Reports); i += 3 {
		total.Reports++
		total.Paragraphs += int(n.Reports[i+1])
		total.Occurrences += int(n.Reports[i+2])
	}
	return total
}

// groups are what collectors are fed with, by grouping.
type groups map[engine.Grouping][]engine.Group

// groups puts what has been counted in the order of collectors.
func (n *counts) groups(c *catalog) (groups, error) {
	reports := make([]engine.Group, len(c.sorted))
	for i := 0; i+2 < len(n.Reports); i += 3 {
		at, ok := c.position[n.Reports[i]]
		if !ok {
			return nil, language.New("engine.cluster.orphans", engine.ErrDamaged, n.Reports[i])
		}
		reports[at] = engine.Group{Report: &c.sorted[at].Header, Paragraphs: int(n.Reports[i+1]), Occurrences: int(n.Reports[i+2])}
	}
	sections := make([]engine.Group, len(n.Sections))
	for i, s := range n.Sections {
		if len(s) != 3 {
			return nil, fmt.Errorf("%w: a section has %d numbers", engine.ErrUnavailable, len(s))
		}
		for k, field := range []any{&sections[i].Section, &sections[i].Paragraphs, &sections[i].Occurrences} {
			if err := json.Unmarshal(s[k], field); err != nil {
				return nil, fmt.Errorf("%w: a section in a form that is not known: %w", engine.ErrUnavailable, err)
			}
		}
	}
	slices.SortFunc(sections, func(a, b engine.Group) int { return cmp.Compare(a.Section, b.Section) })
	return groups{
		engine.ByReport:  slices.DeleteFunc(reports, func(g engine.Group) bool { return g.Report == nil }),
		engine.BySection: sections,
	}, nil
}

// feed gives collectors their groups.
func (g groups) feed(collectors []engine.Collector) {
	for _, c := range collectors {
		for _, group := range g[c.Needs().By] {
			c.Collect(group)
		}
	}
}
