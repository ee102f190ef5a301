package search

import (
	"context"
	"errors"
	"slices"
	"sort"
	"strings"

	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/explain"
	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/search/related"
)

// shortestPart is the number of characters of the shortest part of a text that is worth a hint.
const shortestPart = 2

// mostConditions bounds the filters that are held to all reports.
const mostConditions = 20

// hint explains an answer without exact hits: a region or year without reports, a filter that excludes all, and what parts of the query
// find by themselves. Nothing is offered that finds nothing.
func (e *Edition) hint(ctx context.Context, a *Answer, r Request) error {
	if err := e.hintCoverage(ctx, a, r); err != nil {
		return err
	}
	nodes := query.Conjuncts(a.Tree)
	if len(nodes) == 1 {
		return e.hintParts(ctx, a, nodes[0], r)
	}
	for i, n := range nodes[:min(len(nodes), mostSuggestions)] {
		if len(query.Conditions(n)) == 0 {
			continue
		}
		rest := typedForm(query.And{Nodes: slices.Delete(slices.Clone(nodes), i, i+1)})
		if _, err := e.suggest(ctx, a, Suggestion{Kind: Without, Query: rest}, nil, func(total engine.Total) string {
			return r.Lang.Say("search.hint.without", total.Paragraphs, explain.Condition(n, r.Lang))
		}); err != nil {
			return err
		}
	}
	return e.hintAlone(ctx, a, nodes, r)
}

// hintAlone says what each term finds without the others, and without what asks.
func (e *Edition) hintAlone(ctx context.Context, a *Answer, nodes []query.Node, r Request) error {
	for _, n := range nodes[:min(len(nodes), mostSuggestions)] {
		t, ok := n.(query.Text)
		if t.Value = related.Content(t.Value); !ok || t.Value == "" || query.Joins(t.Value) {
			continue
		}
		if _, err := e.suggestAlone(ctx, a, t, r); err != nil {
			return err
		}
	}
	return nil
}

// hintParts says what a text finds without what asks, or else what its beginning and its end find, each as long as it finds anything,
// where nothing else is offered. It assumes that a part is found wherever a longer one is, which fails only for parts that cut a word or a number.
func (e *Edition) hintParts(ctx context.Context, a *Answer, n query.Node, r Request) error {
	t, ok := n.(query.Text)
	content := related.Content(t.Value)
	letters := []rune(content)
	if !ok || len(a.DidYouMean) > 0 || len(letters) > longestParts {
		return nil
	}
	if content != t.Value && content != "" {
		if total, err := e.suggestAlone(ctx, a, query.Text{Value: content}, r); err != nil || total.Paragraphs > 0 {
			return err
		}
	}
	for _, part := range []func(n int) string{
		func(n int) string { return string(letters[:n]) },
		func(n int) string { return string(letters[len(letters)-n:]) },
	} {
		var failed error
		beyond := sort.Search(len(letters)-shortestPart, func(more int) bool {
			total, err := e.total(ctx, query.Text{Value: part(shortestPart + more)})
			failed = errors.Join(failed, err)
			return err != nil || total.Paragraphs == 0
		})
		if failed != nil {
			return failed
		}
		if beyond == 0 {
			continue
		}
		if _, err := e.suggestAlone(ctx, a, query.Text{Value: strings.TrimSpace(part(shortestPart + beyond - 1))}, r); err != nil {
			return err
		}
	}
	return nil
}

// suggestAlone offers a text by itself.
func (e *Edition) suggestAlone(ctx context.Context, a *Answer, t query.Text, r Request) (engine.Total, error) {
	return e.suggest(ctx, a, Suggestion{Kind: Alone, Query: query.Print(t)}, nil, func(total engine.Total) string {
		return r.Lang.Say("search.hint.alone", total.Paragraphs, t.Value)
	})
}

// hint adds a sentence, once.
func (a *Answer) hint(sentence string) {
	if !slices.Contains(a.Hints, sentence) {
		a.Hints = append(a.Hints, sentence)
	}
}

func (e *Edition) total(ctx context.Context, tree query.Node) (engine.Total, error) {
	result, err := e.snapshot.Search(ctx, engine.Request{Query: tree})
	return result.Total, err
}

// hintCoverage reports the filters that no indexed report passes.
func (e *Edition) hintCoverage(ctx context.Context, a *Answer, r Request) error {
	conditions := query.Conditions(a.Tree)
	if len(conditions) == 0 {
		return nil
	}
	reports, err := e.snapshot.Reports(ctx)
	if err != nil {
		return err
	}
	for _, n := range conditions[:min(len(conditions), mostConditions)] {
		passes := match.Compile(n, false)
		if !slices.ContainsFunc(reports, func(s engine.Summary) bool { return passes.Reports(&s.Header) }) {
			a.hint(nowhere(n, reports, r.Lang))
		}
	}
	return nil
}

// nowhere says that no report passes a filter, and which of the values that the reports have are written nearly like its own.
func nowhere(n query.Node, reports []engine.Summary, lang language.Lang) string {
	condition := explain.Condition(n, lang)
	filter, ok := n.(query.Filter)
	if !ok {
		return lang.Say("search.hint.nowhere", condition)
	}
	var near []string
	if filter.Field == query.Report {
		for _, id := range filter.Values {
			near = append(near, nearIDs(reports, id)...)
		}
	}
	for _, s := range reports {
		value := map[query.Field]string{query.Region: s.Region, query.Speaker: s.Speaker}[filter.Field]
		if value != "" && !slices.Contains(near, value) && slices.ContainsFunc(filter.Values, func(v string) bool { return text.Near(text.Fold(v), text.Fold(value)) }) {
			near = append(near, value)
		}
	}
	if len(near) == 0 {
		return lang.Say("search.hint.nowhere", condition)
	}
	return lang.Say("search.hint.nowhere.near", condition, near[:min(len(near), mostSuggestions)])
}
