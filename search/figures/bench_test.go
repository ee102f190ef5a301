package figures_test

import (
	"os"
	"testing"

	"gongbao/search"
	"gongbao/search/engine/bleve"
	"gongbao/search/figures"
)

// BenchmarkFigures makes a page of all indicators, and pages of one of all years, on the index in the directory that
// GONGBAO_BENCH_INDEX names. What an index counts once, for the first who asks, is not in it.
func BenchmarkFigures(b *testing.B) {
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
	for _, name := range []string{"", "生产总值", "城镇新增就业", "居民消费价格", "粮食产量"} {
		b.Run(name, func(b *testing.B) {
			ask := func(e *search.Edition) error {
				_, err := figures.New(b.Context(), e, figures.Request{Name: name})
				return err
			}
			if err := s.Read(b.Context(), ask); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if err := s.Read(b.Context(), ask); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
