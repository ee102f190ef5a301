package opensearch

import (
	"bytes"
	"embed"
	"maps"
	"slices"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/engine/opensearch/encoded"
	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/search/rank"
)

//go:embed scripts
var scripts embed.FS

// The scripts are the same for all queries, so that the cluster compiles each once. Queries differ in parameters.
var (
	matchScript = script("text", "filter", "match")
	scoreScript = script("text", "score")
	passScript  = script("text", "filter", "pass")

	countInit    = script("count.init")
	countMap     = script("text", "filter", "count.end", "count", "count.map")
	countCombine = script("count.end", "count.combine")
	countReduce  = script("count.reduce")
)

// script concatenates script files.
func script(names ...string) (source string) {
	for _, name := range names {
		part, err := scripts.ReadFile("scripts/" + name + ".painless")
		if err != nil {
			panic(err) // the files are embedded
		}
		source += string(part)
	}
	return source
}

// A program is a query translated for scripts.
type program struct {
	patterns [][]byte // encoded; those of the terms first
	terms    int
	inside   map[int][]int // of patterns that do not count in others, these
	tree     []any
	loose    bool
}

// newProgram translates a query. tree may omit what candidates guarantee.
func newProgram(m *match.Matcher, tree query.Node, loose bool) *program {
	p := &program{terms: len(m.Terms), loose: loose, inside: map[int][]int{}}
	for _, t := range m.Terms {
		p.patterns = append(p.patterns, encoded.Text(t.Folded()))
	}
	for i := range m.Terms {
		if longer := m.Longer(i); longer != nil {
			p.inside[i] = []int{} // so that no other text is taken for it
		}
	}
	for i := range m.Terms {
		for _, longer := range m.Longer(i) {
			p.inside[i] = append(p.inside[i], p.index(longer))
		}
	}
	p.tree = p.node(tree)
	return p
}

// newCounter returns a program without a tree, which counts terms.
func newCounter(terms []query.Outside, loose bool) *program {
	p := &program{terms: len(terms), loose: loose, inside: map[int][]int{}}
	for i, t := range terms {
		p.patterns = append(p.patterns, encoded.Text(match.NewPattern(t.Text, loose).Folded()))
		if len(t.Longer) > 0 {
			p.inside[i] = []int{} // so that no other text is taken for it
		}
	}
	for i, t := range terms {
		for _, longer := range t.Longer {
			p.inside[i] = append(p.inside[i], p.pattern(longer))
		}
	}
	return p
}

// parameters returns the parameters that all scripts need.
func (p *program) parameters() object {
	patterns, distances := forScripts(p.patterns)
	parameters := object{"patterns": patterns, "shifts": distances, "terms": p.terms, "loose": p.loose}
	if len(p.inside) > 0 {
		inside := make([][]int, len(p.patterns))
		for i := range inside {
			inside[i] = append([]int{}, p.inside[i]...)
		}
		parameters["inside"] = inside
	} else if len(p.patterns) >= encoded.ManyPatterns {
		b := encoded.NewBuckets(p.patterns)
		parameters["buckets"], parameters["lists"] = b.Table, b.Lists
		delete(parameters, "shifts")
	}
	return parameters
}

// forScripts returns patterns as strings, and their shift tables.
func forScripts(patterns [][]byte) (strings, distances []string) {
	strings, distances = []string{}, []string{}
	for _, p := range patterns {
		strings, distances = append(strings, encoded.ByteString(p)), append(distances, encoded.Shifts(p))
	}
	return strings, distances
}

// node translates a subtree, with the semantics of package match.
func (p *program) node(tree query.Node) []any {
	switch n := tree.(type) {
	case query.Text, query.Outside:
		return []any{"text", p.textFor(n)}
	case query.And:
		return p.nodes("and", n.Nodes)
	case query.Or:
		return p.nodes("or", n.Nodes)
	case query.Not:
		return []any{"not", p.node(n.Node)}
	case query.Near:
		return []any{"near", p.side(n.Left), p.side(n.Right), min(n.Distance, corpus.MaxParagraph), n.Ordered}
	case query.Same:
		if n.Unit == query.Sentence {
			return []any{"same", p.node(n.Node)}
		}
		return p.node(n.Node)
	case query.Filter:
		return filterNode(n)
	}
	return []any{"or"}
}

func (p *program) nodes(kind string, trees []query.Node) []any {
	all := []any{kind}
	for _, t := range match.ByCost(trees) {
		all = append(all, p.node(t))
	}
	return all
}

// pattern returns the index of a text in patterns. It adds the text if it is new.
func (p *program) pattern(t query.Text) int { return p.index(match.NewPattern(t, p.loose)) }

// side returns the indices of the texts of a side of a Near.
func (p *program) side(n query.Node) (texts []int) {
	for _, n := range query.Shown(n) {
		texts = append(texts, p.textFor(n))
	}
	return texts
}

// textFor returns the index in patterns of what a Text or an Outside finds, and adds it if it is new.
func (p *program) textFor(n query.Node) int {
	if outside, ok := n.(query.Outside); ok {
		return p.outside(outside)
	}
	return p.pattern(n.(query.Text))
}

// outside returns the index of a text that does not count inside others, and adds it if it is new.
func (p *program) outside(n query.Outside) int {
	var longer []int
	for _, t := range n.Longer {
		longer = append(longer, p.pattern(t))
	}
	wanted := encoded.Text(match.NewPattern(n.Text, p.loose).Folded())
	for i, known := range p.patterns {
		if bytes.Equal(known, wanted) && slices.Equal(p.inside[i], longer) {
			return i
		}
	}
	p.patterns = append(p.patterns, wanted)
	p.inside[len(p.patterns)-1] = longer
	return len(p.patterns) - 1
}

func (p *program) index(of text.Pattern) int {
	wanted := encoded.Text(of.Folded())
	for i, known := range p.patterns {
		if bytes.Equal(known, wanted) && p.inside[i] == nil {
			return i
		}
	}
	p.patterns = append(p.patterns, wanted)
	return len(p.patterns) - 1
}

// documentField returns the field of documents that has the values of a filter from catalog.named.
func documentField(field query.Field) string {
	switch field {
	case query.Region, query.Level, query.Kind, query.Role:
		return string(field)
	}
	return "report"
}

func filterNode(f query.Filter) []any {
	switch f.Field {
	case query.Year:
		from, to := yearBounds(f.Years)
		return []any{"years", from, to}
	case query.Title, query.Section:
		var patterns [][]byte
		for _, v := range f.Values {
			patterns = append(patterns, encoded.Text(match.NewPattern(query.Text{Value: v}, false).Folded()))
		}
		strings, distances := forScripts(patterns)
		field := map[query.Field]string{query.Title: "title", query.Section: "titles"}[f.Field]
		return []any{"stands", field, strings, distances}
	}
	values := map[string]bool{}
	for _, v := range f.Values {
		values[v] = true
	}
	return []any{"filter", documentField(f.Field), values}
}

// matching returns the query for matching paragraphs: candidates that the script admits. The score of each is its
// number of occurrences plus one, so that counts and orders need not scan the text again.
func (p *program) matching(candidates object) object {
	parameters := p.parameters()
	parameters["tree"] = p.tree
	return object{"script_score": object{
		"query": candidates, "min_score": 0.5, "script": object{"source": matchScript, "params": parameters},
	}}
}

// scoring returns the sort clause by score in an index of a size.
func (p *program) scoring(f *rank.Formula, size rank.Collection) object {
	n := f.Numbers()
	parameters := p.parameters()
	maps.Copy(parameters, object{
		"idf": n.IDF, "least": n.Least, "average": n.Average, "shortest": n.Shortest, "k1": n.K1, "gain": n.K1 + 1, "flat": 1 - n.B, "b": n.B,
		"heading": rank.Heading, "section": rank.Section, "lead": rank.Lead, "brief": rank.Brief, "near": rank.Near, "newest": size.Newest, "agings": rank.Agings(),
		"longestLead": rank.LongestLead, "mostSentences": rank.MostSentences, "mostBytes": rank.MostBytes,
	})
	return object{"_script": object{"type": "number", "order": "desc", "script": object{"source": scoreScript, "params": parameters}}}
}
