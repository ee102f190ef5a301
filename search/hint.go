package search

import (
	"context"
	"slices"

	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/explain"
	"gongbao/search/query"
)

// mostHints bounds the number of hints, and the searches for them.
const mostHints = 5

// hint explains an answer without exact hits: a filter that excludes all, a region or year without reports, a term
// without occurrences.
func (e *Edition) hint(ctx context.Context, a *Answer, tree query.Node, lang language.Lang) error {
	say := func(name string, args ...any) {
		if len(a.Hints) < mostHints {
			a.Hints = append(a.Hints, lang.Say(name, args...))
		}
	}
	if err := e.hintCoverage(ctx, tree, lang, say); err != nil {
		return err
	}
	and, ok := tree.(query.And)
	if !ok {
		return nil
	}
	for i, n := range and.Nodes[:min(len(and.Nodes), mostHints)] {
		if len(query.Conditions(n)) > 0 {
			rest := query.And{Nodes: slices.Delete(slices.Clone(and.Nodes), i, i+1)}
			total, err := e.count(ctx, rest)
			if err != nil {
				return err
			}
			if total > 0 {
				say("search.hint.without", total, explain.Tree(n, lang))
			}
			continue
		}
		if t, isText := n.(query.Text); isText {
			total, err := e.count(ctx, t)
			if err != nil {
				return err
			}
			say("search.hint.alone", total, t.Value)
		}
	}
	return nil
}

func (e *Edition) count(ctx context.Context, tree query.Node) (int, error) {
	result, err := e.snapshot.Search(ctx, engine.Request{Query: tree})
	return result.Total.Paragraphs, err
}

// hintCoverage reports the filters that no indexed report passes.
func (e *Edition) hintCoverage(ctx context.Context, tree query.Node, lang language.Lang, say func(name string, args ...any)) error {
	for _, n := range query.Conditions(tree) {
		if f, ok := n.(query.Filter); ok && f.Field == query.Section {
			continue
		}
		total, err := e.count(ctx, n)
		if err != nil {
			return err
		}
		if total == 0 {
			say("search.hint.nowhere", explain.Tree(n, lang))
		}
	}
	return nil
}
