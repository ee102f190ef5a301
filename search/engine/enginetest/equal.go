package enginetest

import (
	"errors"
	"math/rand/v2"
	"testing"

	"gongbao/corpus/quantity"
	"gongbao/search/engine"
	"gongbao/search/equal"
	"gongbao/search/query"
)

// testEqual searches for quantities of the reports by any of their wordings, alone and with another term. An engine may refuse some as
// too dear, as of any query.
func testEqual(t *testing.T, e engine.Engine, l *library, samples int) {
	r := rand.New(rand.NewChaCha8(seed))
	asked, found, dear := 0, 0, 0
	for asked < samples {
		folded := l.paragraphs[r.IntN(len(l.paragraphs))].exact.text
		all := quantity.Find(folded)
		if len(all) == 0 {
			continue
		}
		q := all[r.IntN(len(all))]
		wordings := equal.Wordings(q.Value, q.Unit)
		if len(wordings) == 0 {
			continue
		}
		var typed query.Node = query.Text{Value: wordings[r.IntN(len(wordings))]}
		switch asked % 5 {
		case 0, 3:
			typed = query.And{Nodes: []query.Node{typed, query.Text{Value: l.sample(r, 2)}}}
		case 1:
			typed = query.Near{Left: typed, Right: query.Text{Value: l.sample(r, 1)}, Distance: 5 + r.IntN(20)}
		case 2:
			typed = query.Same{Unit: query.WholeReport, Node: query.And{Nodes: []query.Node{typed, query.Text{Value: l.sample(r, 2)}}}}
		}
		asked++
		wider, _ := equal.Tree(typed)
		if wider == nil {
			continue
		}
		tree := query.And{Nodes: []query.Node{wider, query.Not{Node: typed}}}
		if _, err := e.Search(t.Context(), engine.Request{Query: tree}); errors.Is(err, engine.ErrDear) {
			dear++
			continue
		}
		if compare(t, e, l, engine.Request{Query: tree, Order: engine.Document, Limit: 20}) > 0 {
			found++
		}
	}
	if found == 0 {
		t.Errorf("none of %d quantities stands in another wording", asked)
	}
	if 4*dear > asked {
		t.Errorf("%d of %d quantities are refused as too dear", dear, asked)
	}
	t.Logf("%d quantities, %d of them in other wordings, %d too dear: all totals and marks equal a scan", asked, found, dear)
}
