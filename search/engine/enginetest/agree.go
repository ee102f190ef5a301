package enginetest

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// Agree runs the same searches on two engines and requires equal results to the last bit: hits, scores, order, counts
// and pages. Candidates, which the suite leaves to an engine, must agree for the best ones. It fills both with the
// reports of the suite, and uses a tenth of the samples if there is only one.
func Agree(t *testing.T, one, other engine.Engine, samples int) {
	reports := Reports(t)
	for _, e := range []engine.Engine{one, other} {
		if err := e.Update(t.Context(), Puts(reports...)); err != nil {
			t.Fatal(err)
		}
	}
	l := newLibrary(reports)
	for name, part := range map[string]func(*testing.T){
		"Searches": func(t *testing.T) { agreeOnSearches(t, one, other, l, l.amount(samples)) },
		"Each":     func(t *testing.T) { agreeOnEach(t, one, other, l, max(l.amount(samples/50), 5)) },
		"Pages":    func(t *testing.T) { agreeOnPages(t, one, other) },
		"Like":     func(t *testing.T) { agreeOnCandidates(t, one, other, l, l.amount(samples/10)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			part(t)
		})
	}
}

func agreeOnSearches(t *testing.T, one, other engine.Engine, l *library, samples int) {
	r := rand.New(rand.NewChaCha8(seed))
	found := 0
	for i := range samples {
		request := engine.Request{
			Query: l.tree(r, i%3), Loose: i%4 == 0, Order: engine.Order(i % 5 % 4), Limit: 30, CountOther: i%2 == 0, Explain: i%3 == 0, Below: i%3 == 0,
		}
		if i%10 == 0 { // as people type: one or two words
			request.Query = query.And{Nodes: []query.Node{l.text(r), l.text(r)}}
		}
		if i%10 == 5 {
			request.Query = l.filtered(r)
		}
		if i%9 == 0 {
			request.Keys = l.keys(r)
		}
		needs := l.needs(r)
		want, wantGroups := recorded(t, one, request, needs)
		got, gotGroups := recorded(t, other, request, needs)
		want.Next, got.Next = "", "" // cursors are private to an engine
		if diff := cmp.Diff(want, got) + cmp.Diff(wantGroups, gotGroups); diff != "" {
			t.Fatalf("%s (loose %v, order %d):\n%s", query.Print(request.Query), request.Loose, request.Order, diff)
		}
		if want.Total.Paragraphs > 0 {
			found++
		}
	}
	t.Logf("%d requests, %d of them with hits: both engines give the same", samples, found)
}

func agreeOnEach(t *testing.T, one, other engine.Engine, l *library, samples int) {
	var taken [2]engine.Snapshot
	for i, e := range []engine.Engine{one, other} {
		s, err := e.Snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		taken[i] = s
	}
	r := rand.New(rand.NewChaCha8(seed))
	for i := range samples {
		request := engine.Request{Query: l.tree(r, i%3), Loose: i%4 == 0}
		if diff := cmp.Diff(each(t, taken[0], request), each(t, taken[1], request)); diff != "" {
			t.Fatalf("%s (loose %v), hits one by one (-one +other):\n%s", query.Print(request.Query), request.Loose, diff)
		}
	}
}

func agreeOnPages(t *testing.T, one, other engine.Engine) {
	for order := engine.Relevance; order <= engine.Document; order++ {
		requests := [2]engine.Request{{Query: development, Order: order, Limit: 50}, {Query: development, Order: order, Limit: 50}}
		for page := range 20 {
			want, got := ask(t, one, requests[0]), ask(t, other, requests[1])
			if (want.Next == "") != (got.Next == "") {
				t.Fatalf("order %d: page %d is the last for one engine alone", order, page)
			}
			requests[0].After, requests[1].After = want.Next, got.Next
			want.Next, got.Next = "", ""
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("order %d, page %d:\n%s", order, page, diff)
			}
			if requests[0].After == "" {
				break
			}
		}
	}
}

// best is the number of candidates that must agree. Behind them, weights that differ by rounding may swap candidates.
const best = 20

func agreeOnCandidates(t *testing.T, one, other engine.Engine, l *library, samples int) {
	r := rand.New(rand.NewChaCha8(seed))
	for i := range samples {
		request := engine.LikeRequest{Limit: 200, Terms: grams(l.paragraphs[r.IntN(len(l.paragraphs))])}
		switch {
		case r.IntN(3) == 0:
			request.Filter = query.Filter{Field: query.Level, Values: []string{string(corpus.National)}}
		case i%4 == 0:
			request.Filter = query.Filter{Field: query.Role, Values: []string{string(corpus.RolePlan)}}
		}
		want, err := one.Like(t.Context(), request)
		if err != nil {
			t.Fatal(err)
		}
		got, err := other.Like(t.Context(), request)
		if err != nil {
			t.Fatal(err)
		}
		want.Candidates, got.Candidates = want.Candidates[:min(best, len(want.Candidates))], got.Candidates[:min(best, len(got.Candidates))]
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("candidates differ (-one +other):\n%s", diff)
		}
	}
}
