package opensearch

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/match"
	"gongbao/search/query"
)

// A counting translates the collectors of a request. The cluster counts paragraphs by class: class 0 passes all
// conditions; class i+1 fails the conditions on sideways[i] and no others.
type counting struct {
	sideways []query.Field
	apart    []apart         // their conditions
	terms    []query.Outside // to count for collectors
	termsOf  [][]int         // where those of each collector stand in terms
	loose    bool
	collect  []engine.Collector
}

// An apart is a condition outside the query, with the class of paragraphs that fail it.
type apart struct {
	node  query.Node
	class int
}

func newCounting(r *engine.Request) *counting {
	c := &counting{sideways: r.Sideways(), loose: r.Loose, collect: r.Collect}
	c.terms, c.termsOf = r.Terms()
	for _, n := range query.Conditions(r.Query) {
		if i := slices.Index(c.sideways, query.FieldOf(n)); i >= 0 {
			c.apart = append(c.apart, apart{n, i + 1})
		}
	}
	return c
}

// failingOne returns filters that admit at least all paragraphs that fail the conditions of at most one field.
func (c *counting) failingOne() []object {
	if len(c.sideways) < 2 {
		return nil
	}
	one := make([]object, len(c.sideways))
	for i := range one {
		one[i] = all(candidates(match.Candidates(query.And{Nodes: c.conditions(i + 1)}))...)
	}
	return []object{oneOf(one...)}
}

// passing returns a query that admits exactly the paragraphs that pass all conditions. The hits are among them.
func (c *counting) passing() object {
	nodes := c.conditions(0)
	conditions := make([][]any, len(nodes))
	for i, n := range nodes {
		conditions[i] = filterNodes(n)
	}
	return all(append(candidates(match.Candidates(query.And{Nodes: nodes})), object{
		"script": object{"script": object{"source": passScript, "params": object{"conditions": conditions}}},
	})...)
}

// conditions are those apart that are not of a class.
func (c *counting) conditions(but int) []query.Node {
	var nodes []query.Node
	for _, a := range c.apart {
		if a.class != but {
			nodes = append(nodes, a.node)
		}
	}
	return nodes
}

// filterNodes are the filters of a condition, one of which has to pass.
func filterNodes(condition query.Node) []any {
	if f, ok := condition.(query.Filter); ok {
		return []any{filterNode(f)}
	}
	var nodes []any
	for _, child := range query.Children(condition) {
		nodes = append(nodes, filterNodes(child)...)
	}
	return nodes
}

// aggregation returns the aggregation that counts.
func (c *counting) aggregation() object {
	wanted, sections, roles := [][engine.Groupings]bool{}, false, false
	for class := range 1 + len(c.sideways) {
		w := [engine.Groupings]bool{engine.ByReport: class == 0}
		for _, collector := range c.collect {
			if needs := collector.Needs(); class == 0 || needs.Without == c.sideways[class-1] {
				w[needs.By] = true
				sections = sections || needs.By == engine.BySection || needs.By == engine.ByReportSection
				roles = roles || needs.By == engine.ByRole
			}
		}
		wanted = append(wanted, w)
	}
	conditions := []any{}
	for _, a := range c.apart {
		conditions = append(conditions, []any{a.class, bySection(query.FieldOf(a.node)), filterNodes(a.node)})
	}
	parameters := newCounter(c.terms, c.loose).parameters()
	maps.Copy(parameters, object{
		"wanted": wanted, "sections": sections, "roles": roles, "apart": conditions, "letters": false, "plain": len(conditions) == 0 && len(c.terms) == 0,
	})
	return scripted(parameters, object{"classes": len(wanted), "summed": c.sections()})
}

// scripted returns the aggregation by the count scripts.
func scripted(parameters, reduce object) object {
	return object{"scripted_metric": object{
		"params":         parameters,
		"init_script":    countInit,
		"map_script":     countMap,
		"combine_script": countCombine,
		"reduce_script":  object{"source": countReduce, "params": reduce},
	}}
}

// bySection reports whether conditions on a field may differ within a report.
func bySection(field query.Field) bool { return field == query.Section || field == query.Role }

// sections returns, for each collector by section or role, the classes to add and the number of groups to return.
func (c *counting) sections() []object {
	wanted := []object{}
	for _, collector := range c.collect {
		switch needs := collector.Needs(); needs.By {
		case engine.BySection:
			wanted = append(wanted, object{"of": "sections", "classes": c.classes(needs), "most": needs.Most})
		case engine.ByRole:
			wanted = append(wanted, object{"of": "roles", "classes": c.classes(needs), "most": 0})
		}
	}
	return wanted
}

// classes returns the classes that a collector adds.
func (c *counting) classes(needs engine.Needs) []int {
	if i := slices.Index(c.sideways, needs.Without); i >= 0 {
		return []int{0, i + 1}
	}
	return []int{0}
}

// counts is the result of the aggregation. Numbers are flat rows: of a group its paragraphs, its occurrences and those
// of each term, after the number of its report if it has one.
type counts struct {
	Classes []struct {
		Reports []int64  `json:"reports"`
		Pairs   []int64  `json:"pairs"` // report and section
		Titles  []string `json:"titles"`
	} `json:"classes"`
	Sections []summed `json:"sections"` // by collector by section or role
}

// summed are the first groups by section, or all by role.
type summed struct {
	Titles  []string `json:"titles"`
	Numbers []int64  `json:"numbers"`
	Groups  int      `json:"groups"` // in all
}

// total sums the reports. terms is the number of terms in each row.
func (n *counts) total(terms int) (total engine.Total) {
	for row := range slices.Chunk(n.Classes[0].Reports, 3+terms) {
		total.Reports++
		total.Paragraphs += int(row[1])
		total.Occurrences += int(row[2])
	}
	return total
}

// fits reports whether the result has the requested shape.
func (n *counts) fits(c *counting) bool {
	sections := c.sections()
	if len(n.Classes) != 1+len(c.sideways) || len(n.Sections) != len(sections) {
		return false
	}
	for _, of := range n.Classes {
		if len(of.Reports)%(3+len(c.terms)) != 0 || len(of.Pairs) != len(of.Titles)*(3+len(c.terms)) {
			return false
		}
	}
	return !slices.ContainsFunc(n.Sections, func(s summed) bool {
		return len(s.Numbers) != len(s.Titles)*(2+len(c.terms)) || s.Groups < len(s.Titles)
	})
}

// A grouper converts counts to the groups of collectors.
type grouper struct {
	*searchRequest
	*catalog
	*counts
}

// needed is what a collector needs, with where its terms stand among all.
type needed struct {
	engine.Needs
	terms []int
}

// collected is what a collector gets.
type collected struct {
	groups []engine.Group
	all    int // groups by section or role, of which these are the first
}

// give gives it to the collector.
func (c collected) give(to engine.Collector) {
	if to, ok := to.(engine.SectionCollector); ok && to.Needs().By == engine.BySection {
		to.CollectSections(c.all)
	}
	for _, g := range c.groups {
		to.Collect(g)
	}
}

// collected returns what each collector gets, in its order.
func (f *grouper) collected(ctx context.Context) ([]collected, error) {
	all := make([]collected, len(f.Collect))
	sections := 0
	for i, collector := range f.Collect {
		needs := needed{collector.Needs(), f.counting.termsOf[i]}
		var err error
		switch needs.By {
		case engine.ByReport:
			all[i].groups, err = f.reports(ctx, needs)
		case engine.BySection, engine.ByRole:
			all[i] = collected{f.sectionsOf(sections, needs), f.Sections[sections].Groups}
			sections++
		case engine.ByReportSection:
			all[i].groups, err = f.pairs(needs)
		}
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// add adds numbers to a group, which may be new.
func (f *grouper) add(g *engine.Group, numbers []int64, needs needed) {
	g.Paragraphs += int(numbers[0])
	g.Occurrences += int(numbers[1])
	if len(needs.Terms) > 0 && g.Terms == nil {
		g.Terms = make([]int, len(needs.Terms))
	}
	for i, term := range needs.terms {
		g.Terms[i] += int(numbers[2+term])
	}
}

// at returns the index of a report in the catalog, by its number.
func (f *grouper) at(number int64) (int, error) {
	at, ok := f.position[number]
	if !ok {
		return 0, language.New("engine.cluster.orphans", engine.ErrDamaged, number)
	}
	return at, nil
}

func (f *grouper) reports(ctx context.Context, needs needed) ([]engine.Group, error) {
	groups := make([]engine.Group, len(f.sorted))
	if needs.Letters {
		if err := f.measure(ctx, needs.Needs, groups); err != nil {
			return nil, err
		}
	}
	for _, class := range f.classes(needs.Needs) {
		for row := range slices.Chunk(f.Classes[class].Reports, 3+len(f.counting.terms)) {
			at, err := f.at(row[0])
			if err != nil {
				return nil, err
			}
			groups[at].Report = &f.sorted[at].Header
			f.add(&groups[at], row[1:], needs)
		}
	}
	return slices.DeleteFunc(groups, func(g engine.Group) bool { return g.Report == nil }), nil
}

// sectionsOf returns the groups by section or role of the i-th collector that wants such.
func (f *grouper) sectionsOf(i int, needs needed) []engine.Group {
	var groups []engine.Group
	for k, title := range f.Sections[i].Titles {
		g := engine.Group{Section: title}
		if needs.By == engine.ByRole {
			g = engine.Group{Role: corpus.Role(title)}
		}
		width := 2 + len(f.counting.terms)
		f.add(&g, f.Sections[i].Numbers[k*width:(k+1)*width], needs)
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(a, b engine.Group) int {
		return cmp.Or(strings.Compare(a.Section, b.Section), cmp.Compare(a.Role, b.Role))
	})
	return groups
}

func (f *grouper) pairs(needs needed) ([]engine.Group, error) {
	type pair struct {
		report int
		title  string
	}
	sums := map[pair]*engine.Group{}
	for _, class := range f.classes(needs.Needs) {
		width := 3 + len(f.counting.terms)
		for k, title := range f.Classes[class].Titles {
			row := f.Classes[class].Pairs[k*width : (k+1)*width]
			at, err := f.at(row[0])
			if err != nil {
				return nil, err
			}
			if sums[pair{at, title}] == nil {
				sums[pair{at, title}] = &engine.Group{Report: &f.sorted[at].Header, Section: title}
			}
			f.add(sums[pair{at, title}], row[1:], needs)
		}
	}
	var groups []engine.Group
	for _, g := range sums {
		groups = append(groups, *g)
	}
	slices.SortFunc(groups, func(a, b engine.Group) int {
		return cmp.Or(strings.Compare(a.Report.ID, b.Report.ID), strings.Compare(a.Section, b.Section))
	})
	return groups, nil
}

// measure sets the letters of the reports that the conditions admit. Without a section condition the catalog suffices;
// otherwise the cluster sums the paragraphs that pass.
func (f *grouper) measure(ctx context.Context, needs engine.Needs, groups []engine.Group) error {
	tree := query.And{}
	var conditions []match.Filter
	named := query.Conditions(f.searchRequest.named)
	for i, n := range query.Conditions(f.Query) {
		if needs.Without == "" || query.FieldOf(n) != needs.Without {
			tree.Nodes = append(tree.Nodes, named[i])
			conditions = append(conditions, match.NewFilter(n))
		}
	}
	if slices.ContainsFunc(conditions, match.Filter.BySection) {
		return f.measureParagraphs(ctx, tree, needs, groups)
	}
	for at, entry := range f.sorted {
		fails := func(c match.Filter) bool { return !c.Admits(&entry.Header, match.Place{}) }
		if entry.Paragraphs > 0 && !slices.ContainsFunc(conditions, fails) {
			f.admit(&groups[at], entry, entry.letters, needs)
		}
	}
	return nil
}

func (f *grouper) measureParagraphs(ctx context.Context, tree query.Node, needs engine.Needs, groups []engine.Group) error {
	p := newProgram(match.Compile(tree, false), remainder(tree), false)
	parameters := (&program{}).parameters()
	maps.Copy(parameters, object{"wanted": [][engine.Groupings]bool{{engine.ByReport: true}}, "sections": false, "roles": false, "apart": []any{}, "letters": true, "plain": false})
	a, err := f.search(ctx, f.state.index, object{
		"query":            p.matching(all(append(candidates(match.Candidates(tree)), f.state.visible("number"))...)),
		"track_total_hits": true, "size": 0, "aggs": object{"counts": scripted(parameters, object{"classes": 1, "summed": []any{}})},
	})
	if err != nil {
		return err
	}
	var n counts
	err = json.Unmarshal(a.Aggregations["counts"].Value, &n)
	if err != nil || !n.fits(new(counting)) {
		return language.New("engine.cluster.form", engine.ErrUnavailable, f.client, err)
	}
	for row := range slices.Chunk(n.Classes[0].Reports, 3) {
		at, err := f.at(row[0])
		if err != nil {
			return err
		}
		f.admit(&groups[at], f.sorted[at], int(row[2]), needs)
	}
	return nil
}

// admit fills a group for a report, even without a match.
func (f *grouper) admit(g *engine.Group, entry *entry, letters int, needs engine.Needs) {
	g.Report, g.Letters = &entry.Header, letters
	if len(needs.Terms) > 0 {
		g.Terms = make([]int, len(needs.Terms))
	}
}
