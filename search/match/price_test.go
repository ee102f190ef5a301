package match_test

import (
	"fmt"
	"testing"

	"gongbao/search/match"
	"gongbao/search/query"
)

// TestLongListsAreAffordable checks that no list of words is refused, however large the index: only what many distances,
// sentences and brackets ask of each paragraph is.
func TestLongListsAreAffordable(t *testing.T) {
	var words []query.Node
	for i := range query.MaxTerms - 1 {
		words = append(words, query.Text{Value: fmt.Sprint("词条", i)})
	}
	list, other := query.Or{Nodes: words}, query.Text{Value: "发展"}
	for name, tree := range map[string]query.Node{
		"one of a list":           list,
		"all of a list":           query.And{Nodes: words},
		"a text and a list":       query.And{Nodes: []query.Node{other, list}},
		"a text and none of them": query.And{Nodes: []query.Node{other, query.Not{Node: list}}},
		"one in a sentence":       query.Same{Unit: query.Sentence, Node: query.And{Nodes: []query.Node{other, list}}},
		"one in a report":         query.Same{Unit: query.WholeReport, Node: query.And{Nodes: []query.Node{other, list}}},
	} {
		for _, loose := range []bool{false, true} {
			if price := match.Compile(tree, loose).Price(nil); !match.Affordable(10_000_000, 10_000_000, price) {
				t.Errorf("%s (loose %v) has a price of %.1f, which is refused", name, loose, price)
			}
		}
	}
}
