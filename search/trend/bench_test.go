package trend_test

import (
	"os"
	"testing"

	"gongbao/search"
	"gongbao/search/engine/bleve"
	"gongbao/search/panel"
	"gongbao/search/query"
	"gongbao/search/trend"
)

// measured returns a service on the index in the directory that GONGBAO_BENCH_INDEX names.
func measured(b *testing.B) *search.Service {
	b.Helper()
	dir := os.Getenv("GONGBAO_BENCH_INDEX")
	if dir == "" {
		b.Skip("GONGBAO_BENCH_INDEX names no index to measure")
	}
	e, err := bleve.Open(b.Context(), dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { e.Close() })
	return search.New(e, nil)
}

// measure measures what is asked again and again. What an index counts once, for the first who asks, is not in it.
func measure(b *testing.B, s *search.Service, ask func(*search.Edition) error) {
	b.Helper()
	if err := s.Read(b.Context(), ask); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := s.Read(b.Context(), ask); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTrend(b *testing.B) {
	s := measured(b)
	for _, q := range []string{"发展", "高质量发展", "数字经济"} {
		b.Run(q, func(b *testing.B) {
			ask := func(e *search.Edition) error {
				_, err := trend.New(b.Context(), e, trend.Request{Queries: []string{q}, Request: search.Request{By: []query.Field{query.Year}}})
				return err
			}
			measure(b, s, ask)
		})
	}
}

// BenchmarkPanel counts 60 words, a third of them in many paragraphs.
func BenchmarkPanel(b *testing.B) {
	s := measured(b)
	words := []string{
		"发展", "改革", "创新", "经济", "建设", "就业", "教育", "医疗", "养老", "住房", "农业", "工业", "服务业", "消费", "投资", "出口", "开放", "环境", "生态", "安全",
		"数字经济", "数字政府", "互联网+", "大数据", "人工智能", "云计算", "区块链", "物联网", "5G", "平台经济", "共享经济", "智慧城市", "智能制造", "工业互联网", "新基建",
		"碳达峰", "碳中和", "节能", "减排", "绿色发展", "乡村振兴", "脱贫攻坚", "精准扶贫", "粮食安全", "高标准农田", "一带一路", "自贸区", "营商环境", "放管服", "减税降费",
		"供给侧结构性改革", "高质量发展", "新质生产力", "低空经济", "专精特新", "科技创新", "国企改革", "混合所有制", "法治政府", "共同富裕",
	}
	for _, nested := range []panel.Nested{panel.All, panel.Longest} {
		b.Run(string(nested), func(b *testing.B) {
			measure(b, s, func(e *search.Edition) error {
				_, err := panel.New(b.Context(), e, panel.Request{Words: words, Nested: nested})
				return err
			})
		})
	}
}
