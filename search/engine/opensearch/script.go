package opensearch

import (
	"embed"

	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/search/rank"
)

//go:embed scripts
var scripts embed.FS

// The scripts are the same for all queries, so that the cluster compiles each of them once; what differs is in their
// parameters.
var (
	matchScript = script("form", "match")
	scoreScript = script("form", "score")
)

// script puts a script together from the files that it is in.
func script(names ...string) (source string) {
	for _, name := range names {
		part, err := scripts.ReadFile("scripts/" + name + ".painless")
		if err != nil {
			panic(err) // it is a part of this program
		}
		source += string(part)
	}
	return source
}

// A program is a query as scripts take it.
type program struct {
	patterns []string // forms; those of the terms first
	terms    int
	tree     []any
	loose    bool
}

// newProgram translates a query. What the plan has made sure of already may be left out of tree.
func newProgram(m *match.Matcher, tree query.Node, loose bool) *program {
	p := &program{patterns: []string{}, terms: len(m.Terms), loose: loose}
	for _, t := range m.Terms {
		p.patterns = append(p.patterns, byteString(form(t.Folded())))
	}
	p.tree = p.node(tree)
	return p
}

func (p *program) parameters() object {
	return object{"patterns": p.patterns, "terms": p.terms, "tree": p.tree, "loose": p.loose}
}

// node translates a part of a query's tree, as package match gives it its meaning.
func (p *program) node(tree query.Node) []any {
	switch n := tree.(type) {
	case query.Text:
		return []any{"text", p.pattern(n)}
	case query.And:
		return p.nodes("and", n.Nodes)
	case query.Or:
		return p.nodes("or", n.Nodes)
	case query.Not:
		return []any{"not", p.node(n.Node)}
	case query.Near:
		return []any{"near", p.pattern(n.Left), p.pattern(n.Right), n.Distance}
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
	for _, t := range trees {
		all = append(all, p.node(t))
	}
	return all
}

// pattern gives the index of a text in patterns, adding it when it is new.
func (p *program) pattern(t query.Text) int {
	wanted := byteString(form(match.NewPattern(t, p.loose).Folded()))
	for i, known := range p.patterns {
		if known == wanted {
			return i
		}
	}
	p.patterns = append(p.patterns, wanted)
	return len(p.patterns) - 1
}

func filterNode(f query.Filter) []any {
	switch f.Field {
	case query.Year:
		to := f.Years.To
		if to == 0 {
			to = unknownAge
		}
		return []any{"years", max(f.Years.From, 1), to}
	case query.Title, query.Section:
		forms := []string{}
		for _, v := range f.Values {
			forms = append(forms, byteString(form(match.NewPattern(query.Text{Value: v}, false).Folded())))
		}
		if f.Field == query.Title {
			return []any{"stands", "title", forms}
		}
		return []any{"stands", "titles", forms}
	}
	return []any{"filter", string(f.Field), f.Values}
}

// matching is the query of the paragraphs that answer: candidates that the script admits. Each has one more than the number
// of its places as its score, so that what counts and orders them need not look through the text again.
func (p *program) matching(candidates object) object {
	return object{"script_score": object{
		"query": candidates, "min_score": 0.5, "script": object{"source": matchScript, "params": p.parameters()},
	}}
}

// scoring is the sort by what paragraphs are worth.
func (p *program) scoring(f *rank.Formula) object {
	n := f.Numbers()
	return object{"_script": object{"type": "number", "order": "desc", "script": object{"source": scoreScript, "params": object{
		"patterns": p.patterns, "terms": p.terms, "loose": p.loose, "idf": n.IDF, "least": n.Least, "average": n.Average,
		"k1": n.K1, "gain": n.K1 + 1, "flat": 1 - n.B, "b": n.B, "heading": 1 + rank.Heading, "section": 1 + rank.Section, "near": rank.Near,
	}}}}
}
