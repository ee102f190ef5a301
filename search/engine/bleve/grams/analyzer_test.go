package grams

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"

	"gongbao/corpus/text"
	"gongbao/seeds"
)

// TestTermsAreThoseOfTheText holds the analyzer to text.Terms, each term as often, without the characters that begin a pair: on the
// lines of the sample report and on random lines of scripts that meet inside a word, a number or a run of characters.
func TestTermsAreThoseOfTheText(t *testing.T) {
	lines := strings.Split(seeds.Liaoning2021, "\n")
	lines = append(lines, seeds.Liaoning2021, "", "基", "5G", "5G基站", "建5G基2.5万", "A股b股", "、5G、基、", "5G 基\xff\xfe站")
	pieces := []string{
		"发", "展", "改革", "䶮", "𠀀", "㐀", "5", "G", "5g", "2.5", "1,000", ".", "%", "é", "Ω", "あ", "ア", "한", "〇", "①", "️", "\u200b",
		" ", "　", "、", "，", "。", "·", "—", "“", "”", "《", "》", "（", "\n", "\t", "\x00", "\xff", "A股", "PM2.5", "Ⅲ", "½", "👍",
	}
	r := rand.New(rand.NewChaCha8([32]byte([]byte("terms of many scripts in one run"))))
	for range 20_000 {
		var line strings.Builder
		for range r.IntN(12) {
			line.WriteString(pieces[r.IntN(len(pieces))])
		}
		lines = append(lines, line.String())
	}
	analyzer := newAnalyzer()
	for _, line := range lines {
		loose := text.Loosen(text.Fold(line))
		want := map[string]int{}
		for term := range text.Terms(loose) {
			want[term]++
		}
		begins := "" // the character that the unit at hand may make a pair with
		for u := range text.Units(loose) {
			if u.Joined && begins != "" {
				if want[begins]--; want[begins] == 0 {
					delete(want, begins)
				}
			}
			if begins = loose[u.From:u.To]; u.Word {
				begins = ""
			}
		}
		got := map[string]int{}
		for _, token := range analyzer.Analyze([]byte(loose)) {
			got[string(token.Term)]++
			if covered := loose[token.Start:token.End]; covered != string(token.Term) {
				t.Fatalf("%.80q: term %q covers %q", line, token.Term, covered)
			}
		}
		if !maps.Equal(got, want) {
			t.Fatalf("%.80q: terms %q, want %q", line, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
		}
	}
}

// BenchmarkAnalyzers compares, on one report, what it costs to make terms in three ways: cjk's bigram filter alone, which
// leaves mixed pairs out; the analyzer of the index, which is that filter with mixed pairs seen to; and
// text.Terms, each once, straight from the text. Over a whole index of 100,000 paragraphs the second
// took 1.16 times as long as the third (three pairs in turns: 52.8 and 44.2 s, 45.8 and 40.5, 43.4 and 37.3).
func BenchmarkAnalyzers(b *testing.B) {
	loose := []byte(text.Loosen(text.Fold(seeds.Liaoning2021)))
	bigrams := cjk.NewCJKBigramFilter(true)
	analyzer := newAnalyzer()
	for _, way := range []struct {
		name  string
		terms func()
	}{
		{"cjk", func() { bigrams.Filter(unitTokenizer{}.Tokenize(loose)) }},
		{"index", func() { analyzer.Analyze(loose) }},
		{"terms", func() { distinctTerms(string(loose)) }},
	} {
		b.Run(way.name, func(b *testing.B) {
			b.SetBytes(int64(len(loose)))
			b.ReportAllocs()
			for b.Loop() {
				way.terms()
			}
		})
	}
}

// distinctTerms makes a token stream of text.Terms, without bleve's filters.
func distinctTerms(loose string) analysis.TokenStream {
	var stream analysis.TokenStream
	seen := map[string]struct{}{}
	for term := range text.Terms(loose) {
		if _, ok := seen[term]; !ok {
			seen[term] = struct{}{}
			stream = append(stream, &analysis.Token{Term: []byte(term), Position: len(stream) + 1})
		}
	}
	return stream
}
