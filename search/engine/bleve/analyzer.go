package bleve

import (
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"

	"gongbao/corpus/text"
)

// The names under which bleve knows our field and its analyzer.
const (
	gramField    = "grams"
	gramAnalyzer = "gongbao_grams"
)

// grams is the analyzer of loosened texts: the grams of package text as terms. It stands in the place of the bigram filter
// of bleve's analysis/lang/cjk, which does not pair characters with words and, on the same units, takes three times as
// long with ten times the allocations (BenchmarkAnalyzers: 14 MB/s and 85,501 against 42 MB/s and 8,593).
type grams struct{}

// Analyze implements analysis.Analyzer. A posting says only that a paragraph has a term, so that a term is given once and
// its positions mean nothing.
func (grams) Analyze(input []byte) analysis.TokenStream {
	loose := string(input)
	tokens := make([]analysis.Token, 0, len(loose)/3+1)
	seen := make(map[string]struct{}, cap(tokens))
	for gram := range text.Grams(loose) {
		if _, ok := seen[gram]; ok {
			continue
		}
		seen[gram] = struct{}{}
		tokens = append(tokens, analysis.Token{Term: []byte(gram), Position: len(tokens) + 1})
	}
	stream := make(analysis.TokenStream, len(tokens))
	for i := range tokens {
		stream[i] = &tokens[i]
	}
	return stream
}

// register makes the analyzer known to bleve, which keeps analyzers in a registry of the process.
var register = sync.OnceFunc(func() {
	err := registry.RegisterAnalyzer(gramAnalyzer, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
		return grams{}, nil
	})
	if err != nil {
		panic(err) // the name is taken: two copies of this package in one program
	}
})

// newMapping indexes one field, and nothing but which paragraphs have which terms.
func newMapping() mapping.IndexMapping {
	field := bleve.NewTextFieldMapping()
	field.Analyzer = gramAnalyzer
	field.Store, field.IncludeInAll, field.IncludeTermVectors, field.DocValues = false, false, false, false
	field.SkipFreqNorm = true
	m := bleve.NewIndexMapping()
	m.DefaultMapping.Dynamic = false
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	m.DefaultMapping.AddFieldMappingsAt(gramField, field)
	m.DefaultMapping.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping()) // bleve fills it in, empty as it is
	return m
}
