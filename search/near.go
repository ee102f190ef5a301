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

// relatedCandidates is how many paragraphs are ranked: the first page comes from the first few dozen of them.
const relatedCandidates = 200

// answerNearly fills the page with paragraphs that come near the query, under its filters, and that are no hits already.
func (s *Service) answerNearly(ctx context.Context, a *Answer, tree query.Node, r Request) error {
	text := textsOf(tree)
	if text == "" {
		return nil
	}
	q := related.New(text, s.thesaurus)
	found, err := s.engine.Like(ctx, engine.LikeRequest{Grams: q.Grams, Filter: filtersOf(tree), Limit: relatedCandidates})
	if err != nil {
		return err
	}
	shown := map[string]bool{}
	for _, h := range a.Hits {
		shown[h.ID] = true
	}
	excluded := match.Compile(negations(tree), false)
	near := 0
	for _, c := range q.Rank(found) {
		if c.Coverage < q.Near() && len(c.Wordings) == 0 || excluded.MatchesIn(&c.Report, &c.Paragraph) {
			continue
		}
		if shown[hitID(c.Report.ID, c.Paragraph.Ordinal)] {
			continue
		}
		if near++; len(a.Hits) >= pageSize(r.Limit) {
			continue // it is counted only: a hit with its snippet and marks is work
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

// textsOf is what a query asks for in words.
func textsOf(tree query.Node) string {
	var words []string
	for _, t := range query.Texts(tree) {
		words = append(words, t.Value)
	}
	return strings.Join(words, " ")
}

// filtersOf is the filters that every hit must pass, as a tree; nil for none.
func filtersOf(tree query.Node) query.Node {
	conditions := query.Conditions(tree)
	if conditions == nil {
		return nil
	}
	return query.And{Nodes: conditions}
}

// negations is what a query wants left out, as a tree that matches it.
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
