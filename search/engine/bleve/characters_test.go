package bleve

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/bitset"
	"gongbao/search/engine/bleve/common"
	"gongbao/search/engine/bleve/grams"
)

// TestTermsOfPostings holds the postings of a part to its texts, term by term: of common characters and of rare ones, of characters
// inside runs and at their ends, of words and of pairs, in a part that bleve has cut into several segments.
func TestTermsOfPostings(t *testing.T) {
	const paragraphs = common.Sample + 2*grams.Batch
	characters := []rune("发展改革开放经济社会民生就业绿色低碳的和与了一二三〇䶮𠀀éあア한①")
	others := []string{"5", "5g", "pm2.5", "1,000", "a", "、", "，", " ", "。", "·", "\u200b", "️", "\xff"}
	r := rand.New(rand.NewPCG(8, 1))
	random := func() string {
		var b strings.Builder
		for range 1 + r.IntN(30) {
			if i := r.IntN(len(characters) + 6); i < len(characters) {
				b.WriteRune(characters[min(i, r.IntN(len(characters)))]) // the first ones are common
			} else {
				b.WriteString(others[r.IntN(len(others))])
			}
		}
		return b.String()
	}
	report := &corpus.Report{Header: corpus.Header{ID: "a", Region: "辽宁", Year: 2020}}
	for n := range paragraphs {
		report.Paragraphs = append(report.Paragraphs, corpus.Paragraph{Ordinal: n + 1, Text: random()})
	}
	e, err := Create(t.Context(), filepath.Join(t.TempDir(), "index"))
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) { yield(engine.Change{Put: report}, nil) }); err != nil {
		t.Fatal(err)
	}
	p := e.current.Load().parts[0].part
	if n := len(p.characters.Common()); n < 5 || n > len(characters)-5 || len(p.segments) < 2 {
		t.Fatalf("%d of %d characters are common in %d segments", n, len(characters), len(p.segments))
	}
	want := map[string]bitset.Set{}
	for n := range paragraphs {
		for term := range text.Terms(text.Loosen(p.folded.At(n))) {
			if want[term] == nil {
				want[term] = bitset.New(paragraphs)
			}
			want[term].Add(uint32(n))
		}
	}
	if n := len(p.common.Terms()); n < 50 || n > len(want)-50 {
		t.Fatalf("%d of %d terms are common", n, len(want))
	}
	for _, term := range []string{"缺", "𠀁", "缺少", "、", "g", "\xe5", ""} {
		want[term] = bitset.New(paragraphs)
	}
	got := map[string]bitset.Set{}
	err = p.eachPostings(t.Context(), nil, func(postings *grams.Postings, from uint32) {
		for term := range want {
			if got[term] == nil {
				got[term] = bitset.New(paragraphs)
			}
			p.collect(postings.Having(term), from, got[term])
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for term := range want {
		for n := range paragraphs {
			if got[term].Has(uint32(n)) != want[term].Has(uint32(n)) {
				t.Fatalf("%q in %q: %v", term, p.folded.At(n), got[term].Has(uint32(n)))
			}
		}
	}
}
