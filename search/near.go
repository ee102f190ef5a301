package search

import (
	"context"
	"strings"

	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/search/related"
)

// relatedCandidates is the number of candidates to rank. The first page comes from the best few dozen.
const relatedCandidates = 200

// answerNearly fills the page with related paragraphs that pass the filters and are no hits yet.
func (e *Edition) answerNearly(ctx context.Context, a *Answer, tree query.Node, r Request) error {
	text := textsOf(tree)
	if text == "" || r.Limit == NoHits { // related paragraphs are there to be shown
		return nil
	}
	q := related.New(text, e.thesaurus)
	candidates, err := e.snapshot.Like(ctx, engine.LikeRequest{Terms: q.Terms, Filter: filtersOf(tree), Limit: relatedCandidates})
	if err != nil {
		return err
	}
	shown := map[string]bool{}
	for _, h := range a.Hits {
		shown[h.ID] = true
	}
	excluded := match.Compile(negations(tree), false)
	near := 0
	for _, c := range q.Rank(candidates) {
		if c.Coverage < q.Near() && len(c.Wordings) == 0 || excluded.MatchesIn(&c.Report, &c.Paragraph) {
			continue
		}
		if shown[hitID(c.Report.ID, c.Paragraph.Ordinal)] {
			continue
		}
		if near++; len(a.Hits) >= pageSize(r.Limit) {
			continue // only counted: snippets and marks are costly
		}
		hit := newHit(MatchRelated, engine.Hit{Report: c.Report, Paragraph: c.Paragraph, Score: c.Score, Marks: q.Marks(c.Paragraph.Text)})
		hit.Reason = reason(c.Wordings, r.Lang)
		a.Hits = append(a.Hits, hit)
	}
	a.Related = &Tier{Paragraphs: near}
	if a.Match == MatchNone && near > 0 {
		a.Match = MatchRelated
	}
	return nil
}

// textsOf joins the texts of a query.
func textsOf(tree query.Node) string {
	var words []string
	for _, t := range query.Texts(tree) {
		words = append(words, t.Value)
	}
	return strings.Join(words, " ")
}

// filtersOf returns the filters that every hit must pass, as a tree, or nil.
func filtersOf(tree query.Node) query.Node {
	conditions := query.Conditions(tree)
	if conditions == nil {
		return nil
	}
	return query.And{Nodes: conditions}
}

// negations returns a tree that matches whatever the query excludes.
func negations(tree query.Node) query.Node {
	and, _ := tree.(query.And)
	var nodes []query.Node
	for _, n := range and.Nodes {
		if not, ok := n.(query.Not); ok {
			nodes = append(nodes, not.Node)
		}
	}
	return query.Or{Nodes: nodes}
}

func reason(wordings []string, lang language.Lang) string {
	if len(wordings) > 0 {
		return lang.Say("search.reason.equivalent", wordings)
	}
	return lang.Say("search.reason.partial")
}
