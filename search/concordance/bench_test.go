package concordance_test

import (
	"os"
	"testing"

	"gongbao/search"
	"gongbao/search/concordance"
	"gongbao/search/engine/bleve"
)

// BenchmarkFind shows the first page, and one further on, of the lines of a word that is in most paragraphs.
func BenchmarkFind(b *testing.B) {
	dir := os.Getenv("GONGBAO_BENCH_INDEX")
	if dir == "" {
		b.Skip("GONGBAO_BENCH_INDEX names no index to measure")
	}
	e, err := bleve.Open(b.Context(), dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { e.Close() })
	s := search.New(e, nil)
	for _, q := range []string{"发展", "高质量发展"} {
		for _, order := range []search.LineOrder{search.LinesByYear, search.LinesByRight} {
			b.Run(q+"/"+string(order), func(b *testing.B) {
				for b.Loop() {
					err := s.Read(b.Context(), func(e *search.Edition) error {
						_, err := concordance.Find(b.Context(), e, search.Request{Query: q, Lines: search.LineOptions{Order: order, Left: 40, Right: 40}})
						return err
					})
					if err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
