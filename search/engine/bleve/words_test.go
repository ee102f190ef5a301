package bleve

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/frequent"
	"gongbao/search/query"
)

// TestWords compares counts of words that use the tables of frequent strings with those that read all texts.
func TestWords(t *testing.T) {
	e, all := frequentEngine(t)
	g, err := e.acquire()
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := g.release(); err != nil {
			t.Error(err)
		}
	}()
	r := rand.New(rand.NewPCG(8, 8))
	rounds := 400
	if testing.Short() {
		rounds = 100
	}
	counted, read, less := 0, 0, 0
	for range rounds {
		request, terms := randomWords(r, all)
		got, s := countedWords(t, g, request, terms)
		if want := readWords(t, g, request, terms); !cmp.Equal(want, got) {
			t.Fatalf("%s, %v (-texts +tables):\n%s", query.Print(request.Query), terms, cmp.Diff(want, got))
		}
		for _, p := range s.counting.parts {
			counted++
			if p.candidates.Count(0, p.part.folded.Len()) > 0 {
				read++
			}
			if slices.ContainsFunc(p.terms, func(t wordTerm) bool { return len(t.longer) > 0 && p.known[t.word] }) {
				less++
			}
		}
	}
	t.Logf("%d parts were counted, of %d some paragraphs were read, of %d some words lie in longer ones", counted, read, less)
	if counted < rounds/2 || read < rounds/20 || less < rounds/20 {
		t.Error("too few to show anything")
	}
}

// randomWords asks for any of some words, and for each of them outside the longer ones or wherever it stands.
func randomWords(r *rand.Rand, all []*corpus.Report) (engine.Request, []query.Outside) {
	known := []string{"发展", "高质量发展", "质量", "人民", "改革", "开放", "人", "产业", "业农", "展改", "发展改革"}
	var texts []query.Text
	for range 1 + r.IntN(7) {
		word := query.Text{Value: known[r.IntN(len(known))]}
		if r.IntN(3) == 0 {
			word = sampleText(r, all, 12)
		}
		if !slices.Contains(texts, word) && text.NewPattern(text.Fold(word.Value)).Folded() != "" {
			texts = append(texts, word)
		}
	}
	if len(texts) == 0 {
		return randomWords(r, all)
	}
	longest := r.IntN(2) == 0
	var or query.Or
	var terms []query.Outside
	for _, word := range texts {
		or.Nodes = append(or.Nodes, word)
		term := query.Outside{Text: word}
		for _, other := range texts {
			if a, b := text.Fold(word.Value), text.Fold(other.Value); longest && a != b && strings.Contains(b, a) {
				term.Longer = append(term.Longer, other)
			}
		}
		terms = append(terms, term)
	}
	nodes := []query.Node{query.Either(or.Nodes)}
	for range r.IntN(3) {
		if f := sampleFilter(r, all); byReport(f) {
			nodes = append(nodes, f)
		}
	}
	if len(nodes) == 1 {
		return engine.Request{Query: nodes[0]}, terms
	}
	return engine.Request{Query: query.And{Nodes: nodes}}, terms
}

// wordCounts is what there is to compare.
type wordCounts struct {
	Total   engine.Total
	Reports []engine.Group
}

func countedWords(t *testing.T, g *generation, r engine.Request, terms []query.Outside) (wordCounts, *search) {
	t.Helper()
	reports := &engine.ReportCounts{Letters: true, Terms: terms}
	r.Collect = []engine.Collector{reports}
	s, err := g.newSearch(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	result, err := g.search(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return wordCounts{result.Total, reports.Reports}, s
}

func readWords(t *testing.T, g *generation, r engine.Request, terms []query.Outside) wordCounts {
	t.Helper()
	for i := range g.parts {
		p := g.parts[i].part
		defer func(kept *frequent.Table) { p.frequent = kept }(p.frequent)
		p.frequent = nil
	}
	counts, _ := countedWords(t, g, r, terms)
	return counts
}
