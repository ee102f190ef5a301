package grams

import (
	"fmt"
	"sync"
	"unicode/utf8"
	"unsafe"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
	index "github.com/blevesearch/bleve_index_api"

	"gongbao/corpus/text"
	"gongbao/search/engine/bleve/common"
)

// The names under which bleve knows our field and its analyzer. They stand in the index.
const (
	field        = "grams"
	analyzerName = "gongbao_grams"
)

// newAnalyzer returns the analyzer of loosened texts, whose terms are those of text.Terms without the characters that begin a pair:
// these are found by the terms that begin with them, which halves the time that bleve takes.
//
// bleve's analysis/lang/cjk makes them: its bigram filter gives every pair of adjacent ideographic characters, and those that stand
// alone. It passes words of letters and digits through unpaired, because its own tokenizer indexes them whole; but 5G基站
// is a term of our texts as much as 基站 is, so mixedPairs adds the pairs that a word is part of. Without these the answers
// would stay exact, and questions with 5G or A股 in them would rank worse. It adds the last character of every run as well.
// bleve itself keeps each term of a paragraph once: a posting says only that the paragraph has it.
func newAnalyzer() analysis.Analyzer {
	return &analysis.DefaultAnalyzer{
		Tokenizer:    unitTokenizer{},
		TokenFilters: []analysis.TokenFilter{cjk.NewCJKBigramFilter(false), mixedPairs{}},
	}
}

// unitTokenizer cuts a text by the units of package text, so that the index and a match agree on what a word is: into words,
// and runs of other characters, which cjk's filter takes apart.
type unitTokenizer struct{}

// Tokenize implements analysis.Tokenizer.
func (unitTokenizer) Tokenize(input []byte) analysis.TokenStream {
	tokens := make([]analysis.Token, 0, 16+len(input)/32)
	for u := range text.Units(unsafe.String(unsafe.SliceData(input), len(input))) {
		kind := analysis.Ideographic
		if u.Word {
			kind = analysis.AlphaNumeric
		}
		if n := len(tokens); u.Joined && !u.Word && tokens[n-1].Type == kind {
			tokens[n-1].Term, tokens[n-1].End = input[tokens[n-1].Start:u.To], u.To
			continue
		}
		tokens = append(tokens, analysis.Token{Term: input[u.From:u.To], Start: u.From, End: u.To, Position: len(tokens) + 1, Type: kind})
	}
	stream := make(analysis.TokenStream, len(tokens))
	for i := range tokens {
		stream[i] = &tokens[i]
	}
	return stream
}

// mixedPairs adds what cjk's bigram filter leaves out: the pairs of adjacent tokens with a word in them, and the last characters of
// runs that no word follows. A character alone with a word behind it begins a pair, and goes.
type mixedPairs struct{}

// Filter implements analysis.TokenFilter.
func (mixedPairs) Filter(stream analysis.TokenStream) analysis.TokenStream {
	all := make(analysis.TokenStream, 0, len(stream)+len(stream)/8+1)
	for i, t := range stream {
		followed := i+1 < len(stream) && stream[i+1].Start <= t.End
		if t.Type != analysis.Single || !followed {
			all = append(all, t)
		}
		switch {
		case followed && stream[i+1].Start < t.End: // by the next pair of its run
		case followed:
			all = append(all, mixedPair(lastUnit(t), firstUnit(stream[i+1])))
		case t.Type == analysis.Double:
			all = append(all, lastUnit(t))
		}
	}
	return all
}

func mixedPair(first, second *analysis.Token) *analysis.Token {
	term := append(append(make([]byte, 0, len(first.Term)+len(second.Term)), first.Term...), second.Term...)
	return &analysis.Token{Term: term, Start: first.Start, End: second.End, Position: first.Position, Type: analysis.Double}
}

// firstUnit and lastUnit return the first and the last character of a pair, and any other token as it is.

func firstUnit(t *analysis.Token) *analysis.Token {
	if t.Type != analysis.Double {
		return t
	}
	_, width := utf8.DecodeRune(t.Term)
	return &analysis.Token{Term: t.Term[:width], Start: t.Start, End: t.Start + width, Position: t.Position, Type: analysis.Single}
}

func lastUnit(t *analysis.Token) *analysis.Token {
	if t.Type != analysis.Double {
		return t
	}
	_, width := utf8.DecodeLastRune(t.Term)
	return &analysis.Token{Term: t.Term[len(t.Term)-width:], Start: t.End - width, End: t.End, Position: t.Position, Type: analysis.Single}
}

// register makes the analyzer known to bleve, which keeps analyzers in a registry of the process.
var register = sync.OnceFunc(func() {
	err := registry.RegisterAnalyzer(analyzerName, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
		return newAnalyzer(), nil
	})
	if err != nil {
		panic(err) // the name is taken: two copies of this package in one program
	}
})

// A termMapping makes a document of a paragraph: one field, and nothing but which terms it has.
//
// bleve's own mapping says so to whoever opens the index with bleve alone, and stands in it. Where bleve follows it, it makes a counter and a
// copy of every term of every paragraph.
type termMapping struct{ *mapping.IndexMappingImpl }

func newMapping() mapping.IndexMapping {
	terms := bleve.NewTextFieldMapping()
	terms.Analyzer = analyzerName
	terms.Store, terms.IncludeInAll, terms.IncludeTermVectors, terms.DocValues = false, false, false, false
	terms.SkipFreqNorm = true
	m := bleve.NewIndexMapping()
	m.DefaultMapping.Dynamic = false
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	m.DefaultMapping.AddFieldMappingsAt(field, terms)
	m.DefaultMapping.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping()) // bleve fills it in, empty as it is
	return termMapping{m}
}

// MapDocument implements mapping.IndexMapping.
func (m termMapping) MapDocument(to *document.Document, data any) error {
	d, ok := data.(paragraph)
	if !ok {
		return fmt.Errorf("a document of type %T", data)
	}
	to.AddField(&termsOf{
		Field: document.NewTextFieldCustom(field, nil, nil, index.IndexField|index.SkipFreqNorm, nil),
		loose: text.Loosen(d.folded), common: d.common, analyzer: m.AnalyzerNamed(analyzerName),
	})
	return nil
}

// termsOf is the field of a loosened text: its terms but for the common ones.
type termsOf struct {
	document.Field
	loose    string
	common   common.Terms
	analyzer analysis.Analyzer
	terms    index.TokenFrequencies
}

// unread is what a posting says of a term beside that it is there: nothing.
var unread index.TokenFreq

// Analyze implements document.Field. The terms are cut from the text, of which they are stretches.
func (f *termsOf) Analyze() {
	stream := f.analyzer.Analyze(unsafe.Slice(unsafe.StringData(f.loose), len(f.loose)))
	f.terms = make(index.TokenFrequencies, len(stream)/2)
	for _, t := range stream {
		term := f.loose[t.Start:t.End]
		if _, ok := f.common[term]; !ok {
			f.terms[term] = &unread
		}
	}
}

// AnalyzedTokenFrequencies implements document.Field.
func (f *termsOf) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.terms }
