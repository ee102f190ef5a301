package region

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed divisions.csv
var divisionsCSV string

// A table holds every region, the nation first, the forms of each name, the names of counties without their rank, in characters
// and in Latin letters, and the codes.
type table struct {
	regions []Region
	byName  map[string][]int
	byStem  map[string][]int
	byCode  map[string]int
}

// divisions loads on first use: most commands never look up a region.
var divisions = sync.OnceValue(func() *table {
	t := &table{regions: []Region{Nation}, byName: map[string][]int{}, byStem: map[string][]int{}, byCode: map[string]int{}}
	for line := range strings.Lines(divisionsCSV) {
		code, name, ok := strings.Cut(strings.TrimSpace(line), ",")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		t.regions = append(t.regions, Region{Code: code, Name: name, Level: levelOf(code)})
	}
	t.shorten()
	t.spell()
	for i, r := range t.regions {
		if i > 0 {
			t.byCode[r.Code] = i
		}
		for _, form := range forms(r) {
			if !slices.Contains(t.byName[form], i) {
				t.byName[form] = append(t.byName[form], i)
			}
		}
		for _, rank := range []string{"新区", "矿区", "林区", "区", "县", "旗"} { // 市 and the autonomous ones are among the forms
			if bare := stem(r.Name, rank); r.Level == County && bare != r.Name {
				t.byStem[bare] = append(t.byStem[bare], i)
				t.byStem[latin(bare)] = append(t.byStem[latin(bare)], i)
			}
		}
	}
	return t
})

func levelOf(code string) Level {
	switch len(code) {
	case 0:
		return National
	case 2:
		return Province
	case 4:
		return City
	}
	return County
}

// read finds the regions that name may mean: by one of their names, or by one behind the name of a region that contains
// them.
func (t *table) read(name string) []int {
	name = strings.TrimSpace(name)
	if isNation(name) {
		return []int{0}
	}
	if found := t.byName[name]; len(found) > 0 {
		return found
	}
	for end := range backwards(name) {
		outer := t.byName[name[:end]]
		if len(outer) == 0 || end == len(name) {
			continue
		}
		if found := t.inside(t.read(name[end:]), outer); len(found) > 0 {
			return found
		}
	}
	return nil
}

// among keeps of found those inside each of within that holds any of them, and of these the highest rank.
func (t *table) among(found []int, within []string) []int {
	for _, w := range within {
		if inside := t.inside(found, t.read(w)); len(inside) > 0 {
			found = inside
		}
	}
	return t.highest(found)
}

// anyInside reports whether some region of found lies in one of within.
func (t *table) anyInside(found []int, within []string) bool {
	return slices.ContainsFunc(within, func(w string) bool { return len(t.inside(found, t.read(w))) > 0 })
}

// one returns the region of found, unless there are several or none.
func (t *table) one(found []int) (Region, bool) {
	if len(found) != 1 {
		return Region{}, false
	}
	return t.regions[found[0]], true
}

// inside keeps the regions of found that are one of outer or lie in one.
func (t *table) inside(found, outer []int) []int {
	var kept []int
	for _, i := range found {
		for _, o := range outer {
			if o != 0 && strings.HasPrefix(t.regions[i].Code, t.regions[o].Code) {
				kept = append(kept, i)
				break
			}
		}
	}
	return kept
}

// highest keeps the regions of the highest rank: 吉林 alone is the province, 吉林市 its city.
func (t *table) highest(found []int) []int {
	var kept []int
	for _, i := range found {
		switch {
		case len(kept) == 0 || len(t.regions[i].Code) < len(t.regions[kept[0]].Code):
			kept = []int{i}
		case len(t.regions[i].Code) == len(t.regions[kept[0]].Code):
			kept = append(kept, i)
		}
	}
	return kept
}

// parent returns the city or province that contains r, and the nation for a province.
func (t *table) parent(r Region) Region {
	for n := len(r.Code) - 2; n > 0; n -= 2 {
		for _, p := range t.regions {
			if p.Code == r.Code[:n] {
				return p
			}
		}
	}
	return Nation
}
