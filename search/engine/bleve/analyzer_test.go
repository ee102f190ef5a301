package bleve

import (
	"testing"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"

	"gongbao/corpus/text"
	"gongbao/seeds"
)

// BenchmarkAnalyzers compares our analyzer with bleve's bigram filter for Chinese, fed the same units, with the unigrams
// that single characters need. It is why the filter is not used: see grams.
func BenchmarkAnalyzers(b *testing.B) {
	loose := text.Loosen(text.Fold(seeds.Liaoning2021))
	b.Run("ours", func(b *testing.B) {
		b.SetBytes(int64(len(loose)))
		b.ReportAllocs()
		for b.Loop() {
			grams{}.Analyze([]byte(loose))
		}
	})
	b.Run("cjk", func(b *testing.B) {
		filter := cjk.NewCJKBigramFilter(true)
		b.SetBytes(int64(len(loose)))
		b.ReportAllocs()
		for b.Loop() {
			filter.Filter(units(loose))
		}
	})
}

// units is what a tokenizer would hand to the filter.
func units(loose string) (stream analysis.TokenStream) {
	for u := range text.Units(loose) {
		kind := analysis.Ideographic
		if u.Word {
			kind = analysis.AlphaNumeric
		}
		stream = append(stream, &analysis.Token{Term: []byte(loose[u.From:u.To]), Start: u.From, End: u.To, Type: kind})
	}
	return stream
}
