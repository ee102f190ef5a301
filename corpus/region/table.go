package region

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed divisions.csv
var divisionsCSV string

//go:embed former.csv
var formerCSV string

// A table holds every region, the nation first and former divisions last, the forms of each name, the names of counties without
// their rank, in characters and in Latin letters, and the codes. The names of former divisions stand apart: they count where
// no division of today fits.
type table struct {
	regions []Region
	byName  map[string][]int
	former  map[string][]int
	byStem  map[string][]int
	byCode  map[string]int
}

// divisions loads on first use: most commands never look up a region.
var divisions = sync.OnceValue(func() *table {
	t := &table{regions: []Region{Nation}, byName: map[string][]int{}, former: map[string][]int{}, byStem: map[string][]int{}, byCode: map[string]int{}}
	for line := range strings.Lines(divisionsCSV) {
		fields := strings.Split(strings.TrimSpace(line), ",")
		if len(fields) < 2 || strings.HasPrefix(line, "#") {
			continue
		}
		r := Region{Code: fields[0], Name: fields[1], Level: levelOf(fields[0])}
		if len(fields) > 2 {
			r.First, _ = strconv.Atoi(fields[2])
		}
		t.regions = append(t.regions, r)
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
	t.addFormer()
	return t
})

// addFormer adds the former divisions, but for those whose name one of today in the same province still goes by.
func (t *table) addFormer() {
	from := len(t.regions)
	for line := range strings.Lines(formerCSV) {
		fields := strings.Split(strings.TrimSpace(line), ",")
		if len(fields) != 5 || strings.HasPrefix(line, "#") {
			continue
		}
		r := Region{Code: fields[0], Name: fields[1], Level: levelOf(fields[0])}
		if slices.ContainsFunc(t.byName[r.Name], func(i int) bool { return strings.HasPrefix(t.regions[i].Code, r.Code[:2]) }) {
			continue
		}
		r.First, _ = strconv.Atoi(fields[2]) // none is 0
		r.Last, _ = strconv.Atoi(fields[3])
		if at, ok := t.byCode[fields[4]]; ok {
			r.Successor = t.regions[at].Short
		}
		t.regions = append(t.regions, r)
	}
	t.nameFormer(from)
	for i, r := range t.regions[from:] {
		for _, form := range []string{r.Name, r.Short, r.Slug, spoken(r)} {
			if at := from + i; !slices.Contains(t.former[form], at) {
				t.former[form] = append(t.former[form], at)
			}
		}
	}
}

// nameFormer gives the regions from an index on short names and slugs of their own. Of former regions with one name the highest
// may be called by it alone, as Find reads it, if it is one.
func (t *table) nameFormer(from int) {
	type rank struct {
		form  string
		level Level
	}
	holders := map[rank]int{}
	for _, r := range t.regions[from:] {
		for _, form := range slices.Compact([]string{spoken(r), r.Name}) {
			holders[rank{form, r.Level}]++
		}
	}
	own := func(r Region, form string) bool {
		above := 0
		for _, level := range []Level{Province, City} {
			if level.Rank() < r.Level.Rank() {
				above += holders[rank{form, level}]
			}
		}
		return above == 0 && holders[rank{form, r.Level}] == 1 && len(t.byName[form]) == 0
	}
	taken := map[string]bool{}
	for i := range t.regions[from:] {
		r := &t.regions[from+i]
		outer := t.parent(*r)
		if strings.HasPrefix(outer.Name, r.Name) {
			outer = t.parent(outer) // 忻县 of 忻县地区
		}
		behindParent := outer.Short + r.Name
		switch {
		case own(*r, spoken(*r)):
			r.Short = spoken(*r)
		case own(*r, r.Name):
			r.Short = r.Name
		case len(t.byName[behindParent]) == 0 && !taken[behindParent]:
			r.Short = behindParent
		default:
			r.Short = r.Name + "(" + r.Code + ")"
		}
		if r.Slug = latin(r.Short); taken[r.Slug] || len(t.byName[r.Slug]) > 0 {
			r.Slug = latin(r.Name) + "-" + r.Code
		}
		taken[r.Short], taken[r.Slug] = true, true
	}
}

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

// read finds the regions that name may mean, of today or else former ones: by one of their names, or by one behind the name of
// a region that contains them.
func (t *table) read(name string) []int {
	name = strings.TrimSpace(name)
	if isNation(name) {
		return []int{0}
	}
	if found := t.readIn(name, func(name string) []int { return t.byName[name] }); len(found) > 0 {
		return found
	}
	return t.readEver(name)
}

// readEver finds the regions that name may mean, and may have meant.
func (t *table) readEver(name string) []int {
	return t.readIn(strings.TrimSpace(name), func(name string) []int {
		today, former := t.byName[name], t.former[name]
		if len(former) == 0 {
			return today
		}
		return slices.Concat(today, former)
	})
}

// readIn finds the regions that name means by the names that lookup knows.
func (t *table) readIn(name string, lookup func(name string) []int) []int {
	if found := lookup(name); len(found) > 0 {
		return found
	}
	for end := range backwards(name) {
		outer := lookup(name[:end])
		if len(outer) == 0 || end == len(name) {
			continue
		}
		if found := t.inside(t.readIn(name[end:], lookup), outer); len(found) > 0 {
			return found
		}
	}
	return nil
}

// readWithin finds the regions that name may mean. Where none of today lies in one of within, a former one that does counts.
func (t *table) readWithin(name string, within []string) []int {
	found := t.read(name)
	if len(within) > 0 && !t.anyInside(found, within) {
		if ever := t.readEver(name); t.anyInside(ever, within) {
			return ever
		}
	}
	return found
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
