package bleve_test

import (
	"fmt"
	"testing"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
	"gongbao/search/query"
)

// BenchmarkFilters searches with and without filters: one by section is decided once for each section path, and costs
// what one by region does.
func BenchmarkFilters(b *testing.B) {
	var reports []*corpus.Report
	sample := enginetest.Reports(b)
	for i := range 80 {
		r := *sample[i%len(sample)]
		r.ID = fmt.Sprintf("%s-%d", r.ID, i)
		reports = append(reports, &r)
	}
	e := bleve.New()
	defer e.Close()
	if err := e.Update(b.Context(), puts(reports)); err != nil {
		b.Fatal(err)
	}
	for _, input := range []string{"发展", "发展 region:辽宁", "发展 section:发展", "发展 section:无此"} {
		b.Run(input, func(b *testing.B) {
			request := engine.Request{Query: query.Parse(input).Root, Limit: 20}
			for b.Loop() {
				if _, err := e.Search(b.Context(), request); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
