package search

import (
	"context"
	"slices"
	"strings"

	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/explain"
	"gongbao/search/query"
	"gongbao/search/related"
	"gongbao/search/sound"
	"gongbao/search/typed"
)

// A Suggestion is another search that has hits.
type Suggestion struct {
	Kind       SuggestionKind `json:"kind"`
	Text       string         `json:"text"`  // a sentence with the query and what it finds, without a full stop
	Query      string         `json:"query"` // with all its filters; it needs no parameters beside it
	Count      int            `json:"count"` // exact occurrences, or paragraphs if the query has filters alone
	Paragraphs int            `json:"paragraphs"`
	Reports    int            `json:"reports"`

	// Own is Query without the filters of the Request, where it keeps all of them, and empty where it does not.
	Own string `json:"-"`
}

// A SuggestionKind says how a Suggestion differs from the search.
type SuggestionKind string

const (
	BySound     SuggestionKind = "sound"     // a term is replaced by one that sounds like it
	ByLook      SuggestionKind = "look"      // a term is replaced by one that looks like it
	Plainer     SuggestionKind = "plainer"   // what was copied along with a term is left out: marks, codes, labels, spaces
	ByWording   SuggestionKind = "wording"   // the terms are in English, and what reports call them stands for each
	ByOperator  SuggestionKind = "operator"  // a word such as or is the operator
	ByFilter    SuggestionKind = "filter"    // a region, year or level that was typed as a word is a filter
	Without     SuggestionKind = "without"   // a filter is left out
	BySuccessor SuggestionKind = "successor" // the names of divisions before and after theirs are added to a region
	Alone       SuggestionKind = "alone"     // one term is left, or the beginning or end of the only one
)

const (
	mostSuggestions = 5  // of a kind; bounds the searches for them too
	few             = 3  // paragraphs below which a term may be misspelled
	better          = 10 // times the paragraphs that a replacement has, if the term has any
	perTerm         = 3  // replacements of a term
	mostSuspects    = 2  // terms that are looked for, each in one pass over the text
	longestParts    = 64 // characters of a text whose parts are looked for
)

// answerFurther helps on when the hits do not fill the page: with other readings of what was typed, related paragraphs, from the given one
// on, and hints.
func (e *Edition) answerFurther(ctx context.Context, a *Answer, asked query.Query, r Request, from int) (err error) {
	smart, byHand := r.smart(), isTyped(asked.Root)
	if a.Total.Paragraphs > 0 && !smart {
		return nil
	}
	var meant []related.Meant
	if byHand {
		if meant, err = e.offerReadings(ctx, a, asked, r); err != nil {
			return err
		}
	}
	if smart {
		if err := e.answerNearly(ctx, a, r, meant, from); err != nil {
			return err
		}
	}
	if r.Cursor != "" || r.Skip > 0 {
		a.DidYouMean, a.Hints = nil, nil // they stand on the first page
		return nil
	}
	if byHand {
		if err := e.offerFilters(ctx, a, asked.Root, r); err != nil {
			return err
		}
	}
	if a.Total.Paragraphs > 0 || a.Equal != nil {
		return nil
	}
	for _, m := range meant[:min(len(meant), 1)] {
		if err := e.offerFilters(ctx, a, replaced(asked.Root, m.Term, m.Text), r); err != nil {
			return err
		}
	}
	return e.hint(ctx, a, r)
}

// mostTyped is the number of terms and filters that a person may have typed. A longer query is a list: nobody reads it in another wording.
const mostTyped = 100

func isTyped(n query.Node) bool { return leaves(n) <= mostTyped }

// leaves is the number of terms and filters of a tree.
func leaves(n query.Node) (all int) {
	children := query.Children(n)
	for _, child := range children {
		all += leaves(child)
	}
	return max(all, 1)
}

// offerReadings offers operators that were typed as words, and what was meant by what was pasted, typed in English or misspelled. It returns
// the spellings that it offers.
func (e *Edition) offerReadings(ctx context.Context, a *Answer, asked query.Query, r Request) ([]related.Meant, error) {
	if asked.Meant != nil {
		if _, err := e.offer(ctx, a, ByOperator, asked.Meant, r, nil); err != nil {
			return nil, err
		}
	}
	plain, err := e.offerPlainer(ctx, a, asked.Root, r)
	if err != nil {
		return nil, err
	}
	worded, err := e.offerWordings(ctx, a, asked.Root, r)
	if err != nil || plain || worded {
		return nil, err
	}
	return e.respell(ctx, a, asked.Root, r)
}

// respell offers other spellings for terms that have few occurrences or none, and returns them. It replaces each only if that
// finds more.
func (e *Edition) respell(ctx context.Context, a *Answer, root query.Node, r Request) ([]related.Meant, error) {
	if a.Total.Paragraphs >= few || a.Loose != nil && a.Loose.Paragraphs >= few || a.Equal != nil && a.Equal.Paragraphs >= few {
		return nil, nil
	}
	suspects, err := e.suspects(ctx, a, root)
	if err != nil || len(suspects) == 0 {
		return nil, err
	}
	corpus, err := e.likenessInTime(ctx)
	if corpus == nil || err != nil {
		return nil, err
	}
	var meant []related.Meant
	for _, suspect := range suspects {
		for _, found := range corpus.Find(spelled(suspect), perTerm) {
			kind := ByLook
			if found.Sound {
				kind = BySound
			}
			offered, err := e.offer(ctx, a, kind, replaced(root, suspect, found.Text), r, func(total engine.Total) bool {
				return total.Paragraphs >= better*a.Total.Paragraphs
			})
			if _, alone := root.(query.Text); err == nil && !offered && !alone {
				offered, err = e.offer(ctx, a, kind, query.Text{Value: found.Text}, r, nil)
			}
			if err != nil {
				return nil, err
			}
			if offered && !slices.ContainsFunc(meant, func(m related.Meant) bool { return m.Term == suspect }) {
				meant = append(meant, related.Meant{Term: suspect, Text: found.Text})
			}
		}
	}
	return meant, nil
}

// suspects returns the terms of a query that may be misspelled; what joins texts is none, nor is what asks, what names a region or a time or
// what the thesaurus knows. Letters with spaces between them are one: tan da feng.
func (e *Edition) suspects(ctx context.Context, a *Answer, root query.Node) ([]string, error) {
	present, err := e.newestYear(ctx)
	if err != nil {
		return nil, err
	}
	meant := func(t query.Text) bool {
		if query.Joins(t.Value) || related.Content(t.Value) == "" || e.thesaurus.Knows(text.Fold(t.Value)) {
			return true
		}
		_, rest := typed.Read([]query.Node{t}, present)
		return len(rest) == 0
	}
	all := query.Texts(root)
	_, letters := sound.Letters(textsOf(root))
	enough := mostSuggestions
	if letters {
		enough = len(all)
	}
	var texts []query.Text
	for _, t := range all {
		if len(texts) == enough {
			break
		}
		if !meant(t) {
			texts = append(texts, t)
		}
	}
	if len(texts) == 0 {
		return nil, nil
	}
	if letters && len(texts) > 1 && len(texts) == len(all) {
		return []string{textsOf(root)}, nil
	}
	if _, alone := root.(query.Text); alone && len(query.Conditions(a.Tree)) == 0 {
		return []string{textsOf(root)}, nil
	}
	if a.Total.Paragraphs > 0 {
		return nil, nil
	}
	var suspects []string
	for _, t := range texts[:min(len(texts), mostSuggestions)] {
		total, err := e.total(ctx, t)
		if err != nil {
			return nil, err
		}
		if total.Paragraphs < few && len(suspects) < mostSuspects {
			suspects = append(suspects, t.Value)
		}
	}
	return suspects, nil
}

func isLetters(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') }) < 0
}

// spelled returns a text in pinyin with tones, xīn zhì or xin1zhi4, without them, and any other text as it is: M2 is none.
func spelled(s string) string {
	if letters, ok := sound.Letters(s); ok && len(letters) > 2 {
		return letters
	}
	return s
}

// replaced returns a tree with another value for a text, or for all of its texts if the term joins them.
func replaced(root query.Node, term, value string) query.Node {
	if texts := query.Texts(root); len(texts) > 1 && term == textsOf(root) {
		nodes := []query.Node{query.Text{Value: value}}
		return query.And{Nodes: append(nodes, query.Conditions(root)...)}
	}
	return query.Map(root, func(n query.Node) query.Node {
		if n == (query.Text{Value: term}) {
			return query.Text{Value: value}
		}
		return n
	})
}

// offer adds a suggestion: another tree with the filters of the request, if it has hits and accept agrees. It reports whether it
// has.
func (e *Edition) offer(ctx context.Context, a *Answer, kind SuggestionKind, root query.Node, r Request, accept func(engine.Total) bool) (bool, error) {
	s := Suggestion{Kind: kind, Own: typedForm(root), Query: typedForm(query.WithFilters(root, r.Filters...))}
	total, err := e.suggest(ctx, a, s, accept, func(total engine.Total) string {
		if total.Occurrences == 0 {
			return r.Lang.Say("search.suggest.paragraphs", told(root, r.Lang), total.Paragraphs)
		}
		return r.Lang.Say("search.suggest", told(root, r.Lang), total.Occurrences)
	})
	return total.Paragraphs > 0, err
}

// suggest adds a suggestion, if it has hits and accept agrees. It counts what its query finds, read as anyone would read it. It
// returns the zero Total if it adds none.
func (e *Edition) suggest(ctx context.Context, a *Answer, s Suggestion, accept func(engine.Total) bool, say func(engine.Total) string) (engine.Total, error) {
	if len(a.DidYouMean) >= 2*mostSuggestions || slices.ContainsFunc(a.DidYouMean, func(other Suggestion) bool { return other.Query == s.Query }) {
		return engine.Total{}, nil
	}
	total, err := e.total(ctx, normalRegions(query.Parse(s.Query).Root))
	if err != nil || total.Paragraphs == 0 || accept != nil && !accept(total) {
		return engine.Total{}, err
	}
	s.Count, s.Paragraphs, s.Reports, s.Text = total.Occurrences, total.Paragraphs, total.Reports, say(total)
	if s.Count == 0 {
		s.Count = s.Paragraphs
	}
	a.DidYouMean = append(a.DidYouMean, s)
	a.hint(s.Text)
	return total, nil
}

// typedForm writes a tree as people type it, with the Chinese names of its fields.
func typedForm(tree query.Node) string {
	var terms, filters []query.Node
	for _, n := range query.Conjuncts(tree) {
		if isFilter(n) {
			filters = append(filters, n)
		} else {
			terms = append(terms, n)
		}
	}
	var written []string
	if len(terms) > 0 {
		written = append(written, printAll(terms, len(filters) > 0))
	}
	for _, n := range filters {
		filter, sign := query.Print(n), ""
		if rest, negative := strings.CutPrefix(filter, "-"); negative {
			filter, sign = rest, "-"
		}
		if name, value, ok := strings.Cut(filter, ":"); ok && fieldNames[query.Field(name)] != "" {
			filter = fieldNames[query.Field(name)] + ":" + value
		}
		written = append(written, sign+filter)
	}
	return strings.Join(written, " ")
}

// fieldNames are the Chinese names of fields.
var fieldNames = map[query.Field]string{
	query.Year: "年份", query.Region: "地区", query.Level: "级别", query.Kind: "类型", query.Section: "章节", query.Role: "部分", query.Title: "标题", query.Report: "报告", query.Date: "日期",
}

// told words a tree for a suggestion: its terms as one types them, its filters in words.
func told(root query.Node, lang language.Lang) string {
	var terms []query.Node
	var filters []string
	for _, n := range query.Conjuncts(root) {
		if isFilter(n) {
			filters = append(filters, explain.Condition(n, lang))
		} else {
			terms = append(terms, n)
		}
	}
	var said []string
	if len(terms) > 0 {
		said = append(said, printAll(terms, false))
	}
	return strings.Join(append(said, filters...), lang.Say("search.suggest.comma"))
}

// isFilter reports whether a node is a condition, or leaves out what has one.
func isFilter(n query.Node) bool {
	if not, ok := n.(query.Not); ok {
		n = not.Node
	}
	return len(query.Conditions(n)) > 0
}

// printAll writes terms that must all match, in such a way that more may follow.
func printAll(terms []query.Node, more bool) string {
	if len(terms) == 1 && !more {
		return query.Print(terms[0])
	}
	return query.Print(query.And{Nodes: terms})
}
