package main

import (
	"slices"
	"testing"

	"gongbao/corpus/text"
	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/seeds"
)

// TestHostileQueriesArePriced holds which of the hostile queries are refused on a large index where every paragraph is a
// candidate and has every text: those of hundreds of sentences, brackets or distances, and no list of words.
func TestHostileQueriesArePriced(t *testing.T) {
	want := []string{"300 ORs of ANDs of ORs", "300 sentences without, OR", "500 sentences, NOT", "100 distances, OR", "200 distances, AND"}
	var refused []string
	for _, q := range hostileQueries(slices.Collect(text.Sentences(seeds.Liaoning2021))) {
		tree := query.Parse(q.text).Root
		if tree == nil {
			t.Errorf("%s is no query", q.name)
			continue
		}
		price := match.Compile(tree, false).Price(nil)
		t.Logf("%6.1f %s", price, q.name)
		if !match.Affordable(1_000_000, 1_000_000, price) {
			refused = append(refused, q.name)
		}
		if !match.Affordable(1000, 1_000_000, price) || !match.Affordable(2000, 2000, price) {
			t.Errorf("%s is refused although few paragraphs can match", q.name)
		}
	}
	var list query.Or
	for c := rune(0x4E00); len(list.Nodes) < 1000; c++ {
		list.Nodes = append(list.Nodes, query.Text{Value: string([]rune{c, c + 1})})
	}
	if price := match.Compile(list, false).Price(nil); !match.Affordable(10_000_000, 10_000_000, price) {
		t.Errorf("a list of 1,000 words is refused, at %.1f", price)
	}
	if !slices.Equal(refused, want) {
		t.Errorf("refused are %q, want %q", refused, want)
	}
}
