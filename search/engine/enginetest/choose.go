package enginetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/query"
	"gongbao/search/same"
)

// testSame looks for the matches of random trees that say the same as some paragraph: those that an engine finds by same.Keys are all
// that a scan has.
func testSame(t *testing.T, e engine.Engine, l *library, samples int) {
	r := rand.New(rand.NewChaCha8(seed))
	all := make([]same.Passage, len(l.paragraphs))
	for i, p := range l.paragraphs {
		said := &p.paragraph
		if below := p.below(engine.Request{Below: true}); below != nil {
			said = below
		}
		all[i] = same.New(&p.report.Header, same.TextOf(said.Text, said.Section), p.keys)
	}
	name := func(h *corpus.Header, p *corpus.Paragraph) string { return fmt.Sprintf("%s#%d", h.ID, p.Ordinal) }
	found := 0
	for i := range samples {
		at := r.IntN(len(l.paragraphs))
		runes := []rune(l.paragraphs[at].paragraph.Text)
		from := r.IntN(len(runes))
		request := engine.Request{Query: query.Text{Value: string(runes[from:min(from+1+r.IntN(4), len(runes))])}, Loose: i%4 == 0, Limit: 5000, Below: true}
		if i%3 == 0 {
			request.Query = l.tree(r, 2)
		}
		scanner := newScanner(request.Query, request.Loose)
		var want, got []string
		for k, p := range l.paragraphs {
			if all[at].Is(&all[k]) {
				if _, ok := scanner.scan(p); ok {
					want = append(want, name(&p.report.Header, &p.paragraph))
				}
			}
		}
		if request.Keys = same.Keys(all[at : at+1]); request.Keys != nil {
			request.Choose = func(hits []engine.Found) []bool {
				wanted := make([]bool, len(hits))
				for i, h := range hits {
					p := same.New(h.Report, same.Text{Text: h.Folded, Title: h.Title, Folded: true}, h.Keys)
					wanted[i] = all[at].Is(&p)
				}
				return wanted
			}
			result, err := e.Search(t.Context(), request)
			if err != nil || result.Next != "" {
				t.Fatalf("%s: next %q, %v", query.Print(request.Query), result.Next, err)
			}
			for _, h := range result.Hits {
				got = append(got, name(&h.Report, &h.Paragraph))
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Fatalf("the same as %s (-scan +engine):\n%s", name(&l.paragraphs[at].report.Header, &l.paragraphs[at].paragraph), diff)
		}
		found += len(want)
	}
	t.Logf("%d paragraphs, %d others say the same: an engine finds those of a scan", samples, found)
}

// testChoose leaves the choice among the hits of a page to the one who asks, in each order: the engine shows each of them as it is,
// once and in order, but for the score where that is not wanted, and leaves out those that are not wanted, and nothing else of the answer.
func testChoose(t *testing.T, e engine.Engine) {
	l := fillVaried(t, e)
	for _, tree := range paged {
		for order := engine.Relevance; order <= engine.Document; order++ {
			for every := range 4 { // wants none, then every hit, every second, every third
				request := engine.Request{Query: tree, Order: order, Limit: 25, Below: true}
				all := ask(t, e, request)
				var wanted []engine.Hit
				for i, h := range all.Hits {
					if every > 0 && i%every == 0 {
						wanted = append(wanted, h)
					}
				}
				name := fmt.Sprintf("%s, order %d, every hit of %d", query.Print(tree), order, every)
				request.Choose = func(hits []engine.Found) []bool {
					l.checkFound(t, name, all.Hits, hits)
					chosen := make([]bool, len(hits))
					for i := range hits {
						chosen[i] = every > 0 && i%every == 0
					}
					return chosen
				}
				request.Unscored = order != engine.Relevance && every%2 == 0
				got := ask(t, e, request)
				if got.Total != all.Total || got.Next != all.Next || gocmp.Diff(all.Counts, got.Counts) != "" {
					t.Errorf("%s: totals %+v and next %q, %+v and %q where nobody chooses", name, got.Total, got.Next, all.Total, all.Next)
				}
				if len(got.Hits) != len(wanted) {
					t.Errorf("%s: %d hits, %d are wanted", name, len(got.Hits), len(wanted))
					continue
				}
				for i, h := range got.Hits {
					if request.Unscored {
						h.Score = wanted[i].Score
					}
					if diff := gocmp.Diff(wanted[i], h); diff != "" {
						t.Errorf("%s: hit %d (-wanted +got):\n%s", name, i, diff)
					}
				}
			}
		}
	}
}

// checkFound compares what Choose gets with the hits that the answer has where nobody chooses, and with the reports.
func (l *library) checkFound(t *testing.T, name string, hits []engine.Hit, found []engine.Found) {
	t.Helper()
	if len(found) != len(hits) {
		t.Errorf("%s: a choice of %d hits, the answer has %d", name, len(found), len(hits))
		return
	}
	for i, f := range found {
		p := l.at(hits[i].Report.ID, hits[i].Paragraph.Ordinal)
		shown := &p.paragraph
		if below := p.below(engine.Request{Below: true}); below != nil {
			shown = below
		}
		want := engine.Found{Report: &p.report.Header, Ordinal: p.paragraph.Ordinal, Keys: p.keys, Below: shown != &p.paragraph, Folded: text.Fold(shown.Text)}
		if n := len(shown.Section); n > 0 {
			want.Title = text.Fold(shown.Section[n-1])
		}
		if diff := gocmp.Diff(want, f); diff != "" {
			t.Errorf("%s: the choice has %s#%d (-report +engine):\n%s", name, p.report.ID, p.paragraph.Ordinal, diff)
		}
	}
}

// testKeys asks for paragraphs by the keys of the clauses of each, with texts, with conditions and without, counting the other way of
// matching too: the key of each clause decides, beside the query.
func testKeys(t *testing.T, e engine.Engine) {
	l := fillVaried(t, e)
	everything := query.Filter{Field: query.Missing, Values: []string{"title", "speaker", "meeting", "date"}}
	asked := map[uint32]bool{}
	in := func(region string, keys ...uint32) map[string][]uint32 { return map[string][]uint32{region: keys} }
	for _, p := range l.paragraphs {
		for _, key := range p.keys {
			if asked[key] {
				continue
			}
			asked[key] = true
			for i, tree := range []query.Node{development, query.Text{Value: "改革开放"}, everything} {
				request := engine.Request{Query: tree, Loose: len(asked)%2 == 0, Order: engine.Document, Limit: 1000, Keys: in(p.report.Region, key), CountOther: true, Below: true}
				if i == 0 {
					other := l.paragraphs[len(asked)*5%len(l.paragraphs)]
					request.Keys[other.report.Region] = append(request.Keys[other.report.Region], other.keys...)
				}
				compare(t, e, l, request)
			}
		}
	}
	if len(asked) < 10 {
		t.Errorf("only %d clauses are known by their keys", len(asked))
	}
	compare(t, e, l, engine.Request{Query: development, Limit: 10, Keys: in(l.paragraphs[0].report.Region, 1), CountOther: true}) // no clause has this
}
