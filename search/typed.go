package search

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/pasted"
	"gongbao/search/query"
	"gongbao/search/thesaurus"
	"gongbao/search/typed"
)

// offerPlainer offers what terms are without what was copied along with them, where they find nothing: the fullest that is found, or
// the parts that signs separate, or the terms without those that a word leaves out. Few hits are offered the terms without the spaces
// between them, and so is what has them together nearly always. It reports whether it has offered any.
func (e *Edition) offerPlainer(ctx context.Context, a *Answer, root query.Node, r Request) (offered bool, err error) {
	if r.Cursor != "" || r.Limit == NoHits {
		return false, nil
	}
	if joined, ok := withoutSpaces(root); ok {
		if offered, err = e.offer(ctx, a, Plainer, joined, r, func(total engine.Total) bool {
			return a.Total.Paragraphs < few || spacedNumber.MatchString(textsOf(root)) || total.Paragraphs >= a.Total.Paragraphs/2
		}); offered || err != nil {
			return offered, err
		}
	}
	if a.Total.Paragraphs > 0 {
		return false, nil
	}
	if left, ok := leavingOut(root); ok {
		if offered, err = e.offer(ctx, a, ByOperator, left, r, nil); offered || err != nil {
			return offered, err
		}
	}
	for _, plainer := range wholly(root, r.Query) {
		if offered, err = e.offer(ctx, a, Plainer, plainer, r, nil); offered || err != nil {
			return offered, err
		}
	}
	for step := range mostSteps {
		plainer, ok := plainerTree(root, step)
		if !ok {
			break
		}
		if offered, err = e.offer(ctx, a, Plainer, plainer, r, nil); offered || err != nil {
			return offered, err
		}
	}
	if parts, ok := partsOf(root); ok {
		return e.offer(ctx, a, ByOperator, parts, r, nil)
	}
	return false, nil
}

// offerWordings offers the wordings that reports have for the terms of a query without Chinese characters that finds nothing.
func (e *Edition) offerWordings(ctx context.Context, a *Answer, root query.Node, r Request) (offered bool, err error) {
	input := text.Fold(textsOf(root))
	if a.Total.Paragraphs > 0 || text.Ideographs(input) > 0 {
		return false, nil
	}
	var wordings []query.Node
	for _, term := range e.thesaurus.In(input) {
		if i := slices.IndexFunc(term.Wordings, func(w thesaurus.Wording) bool {
			return w.Relation != thesaurus.Near && text.Ideographs(w.Text) > 0
		}); i >= 0 {
			wordings = append(wordings, query.Text{Value: term.Wordings[i].Text})
		}
	}
	if len(wordings) == 0 {
		return false, nil
	}
	return e.offer(ctx, a, ByWording, query.And{Nodes: append(wordings, query.Conditions(root)...)}, r, nil)
}

// mostSteps bounds the searches for plainer terms.
const mostSteps = 8

// wholly returns what a query of several texts and nothing else may be as one: tags and addresses have spaces and signs of their own.
func wholly(root query.Node, input string) (phrases []query.Node) {
	and, ok := root.(query.And)
	if !ok || slices.ContainsFunc(and.Nodes, func(n query.Node) bool { _, isText := n.(query.Text); return !isText }) {
		return nil
	}
	for _, plainer := range pasted.Texts(input) {
		if phrase, found := query.Phrase(plainer); found {
			phrases = append(phrases, phrase)
		}
	}
	return phrases
}

// plainerTree returns a tree with each of its texts as plain as a step makes it, without those that are signs alone; ok is false where
// no step makes any plainer.
func plainerTree(root query.Node, step int) (tree query.Node, ok bool) {
	all := query.Conjuncts(root)
	words := slices.DeleteFunc(slices.Clone(all), func(n query.Node) bool {
		t, isText := n.(query.Text)
		return isText && !strings.ContainsFunc(t.Value, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
	})
	if len(words) == 0 {
		return nil, false
	}
	ok = step == 0 && len(words) < len(all)
	tree = query.Map(query.And{Nodes: words}, func(n query.Node) query.Node {
		t, isText := n.(query.Text)
		if !isText {
			return n
		}
		plainer := pasted.Texts(t.Value)
		if step < len(plainer) {
			ok = true
		}
		if len(plainer) == 0 {
			return n
		}
		if phrase, found := query.Phrase(plainer[min(step, len(plainer)-1)]); found {
			return phrase
		}
		return n
	})
	return tree, ok
}

// partsOf returns a tree that asks for the parts of its only text that signs separate.
func partsOf(root query.Node) (query.Node, bool) {
	t, ok := root.(query.Text)
	if !ok {
		return nil, false
	}
	var parts []query.Node
	for _, part := range pasted.Parts(t.Value) {
		phrase, found := query.Phrase(part)
		if !found {
			return nil, false
		}
		parts = append(parts, phrase)
	}
	if len(parts) < 2 {
		return nil, false
	}
	return query.And{Nodes: parts}, true
}

// spacedNumber matches a number with spaces before its unit.
var spacedNumber = regexp.MustCompile(`^[\d.]+ \p{Han}{1,2}(?: \p{Han}{1,2})?$`)

// withoutSpaces returns the tree in which texts that must all match, and that spaces separate, are one; ok is false for any other tree.
func withoutSpaces(root query.Node) (tree query.Node, ok bool) {
	var joined strings.Builder
	var rest []query.Node
	texts := 0
	for _, n := range query.Conjuncts(root) {
		t, isText := n.(query.Text)
		switch {
		case isText && (isLetters(t.Value) || query.Joins(t.Value)):
			return nil, false
		case isText:
			joined.WriteString(t.Value)
			texts++
		default:
			rest = append(rest, n)
		}
	}
	if texts < 2 {
		return nil, false
	}
	phrase, found := query.Phrase(joined.String())
	if !found {
		return nil, false
	}
	return query.And{Nodes: append([]query.Node{phrase}, rest...)}, true
}

// leavesOut matches a word that says what is not to be there: 不要房地产.
var leavesOut = regexp.MustCompile(`^(?:不要|不含有?|不包括|不包含|排除|去掉|除去|除了|[!！])(.{2,}?)(?:以外|之外|外)?的?$`)

// leavingOut returns a tree in which such words, beside others, leave out.
func leavingOut(root query.Node) (query.Node, bool) {
	var nodes, left []query.Node
	texts := 0
	for _, n := range query.Conjuncts(root) {
		t, isText := n.(query.Text)
		m := leavesOut.FindStringSubmatch(t.Value)
		if !isText || m == nil || typed.IsRegion(m[1]) {
			nodes = append(nodes, n)
			if isText {
				texts++
			}
			continue
		}
		phrase, found := query.Phrase(m[1])
		if !found {
			return nil, false
		}
		left = append(left, query.Not{Node: phrase})
	}
	return query.And{Nodes: append(nodes, left...)}, texts > 0 && len(left) > 0
}

// offerFilters offers the regions, times and levels that were typed as words as filters: those of all kinds together, or where
// that finds nothing, those of each kind, without the others.
func (e *Edition) offerFilters(ctx context.Context, a *Answer, root query.Node, r Request) error {
	present, err := e.newestYear(ctx)
	if err != nil {
		return err
	}
	words, rest := typed.Read(query.Conjuncts(root), present)
	all := []query.Field{query.Region, query.Year, query.Level, query.Report}
	for _, fields := range append([][]query.Field{all}, all[:1], all[1:2], all[2:3], all[3:]) {
		filters := words.Filters(fields...)
		if len(filters) == 0 {
			continue
		}
		offered, err := e.offer(ctx, a, ByFilter, query.And{Nodes: slices.Concat(rest, filters)}, r, nil)
		if err != nil || offered && len(fields) > 1 {
			return err
		}
	}
	return nil
}

// newestYear returns the year of the newest report; 0 if none has a year.
func (e *Edition) newestYear(ctx context.Context) (year int, err error) {
	reports, err := e.latestReports(ctx, nil)
	for i := range reports {
		year = max(year, reports[i].Year)
	}
	return year, err
}

// offerBeside offers other readings of a query whose hits fill the page. meant is the one with the operators that words may be.
func (e *Edition) offerBeside(ctx context.Context, a *Answer, root, meant query.Node, r Request) error {
	if r.Cursor != "" || r.Skip > 0 || r.Limit == NoHits || !r.smart() || !isTyped(root) {
		return nil
	}
	if meant != nil {
		if _, err := e.offer(ctx, a, ByOperator, meant, r, nil); err != nil {
			return err
		}
	}
	if _, err := e.offerPlainer(ctx, a, root, r); err != nil {
		return err
	}
	return e.offerRegion(ctx, a, root, r)
}

// offerRegion offers the reading in which a word of its own that names a region is a filter: the reports of the region hardly name it.
func (e *Edition) offerRegion(ctx context.Context, a *Answer, root query.Node, r Request) error {
	nodes := query.Conjuncts(root)
	if len(nodes) < 2 {
		return nil
	}
	w, rest := typed.Regions(nodes)
	filters := w.Filters(query.Region)
	if len(filters) == 0 || len(rest) == 0 {
		return nil
	}
	_, err := e.offer(ctx, a, ByFilter, query.And{Nodes: slices.Concat(rest, filters)}, r, nil)
	return err
}
