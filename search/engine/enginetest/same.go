package enginetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
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
		if request.Keys, _ = same.Keys(all[at : at+1]); request.Keys != nil {
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
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("the same as %s (-scan +engine):\n%s", name(&l.paragraphs[at].report.Header, &l.paragraphs[at].paragraph), diff)
		}
		found += len(want)
	}
	t.Logf("%d paragraphs, %d others say the same: an engine finds those of a scan", samples, found)
}
