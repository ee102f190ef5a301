package search_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/seeds"
)

// pieces are fragments of queries, and inputs that could confuse a parser.
var pieces = strings.Fields(`发展 改革、发展 碳排放达峰 5G 2.5% １，２００ “ ” 「 」 " ' ( ) （ ） AND OR NOT 且 或 不含 - － | ｜ NEAR/3 NEAR 同句:( 同段:
year:2020..2024 年份:>=2021 year:abc region:辽宁省 level:省 kind:报告 section:绿色 title:政府 report:liaoning-2021 目标:发展 * ? /x/ \ % \x00 𠮷 ` +
	"\xff \u200b \u202e 的的的的 <script> ' ; -- ../.. {} [] ~ ^ && || ! : ： 、 。")

// TestAnythingIsAnswered runs 10,000 random queries: none fails, and hits marked as exact are exact.
func TestAnythingIsAnswered(t *testing.T) {
	s := sample(t)
	r := rand.New(rand.NewPCG(4, 2))
	body := []rune(seeds.Liaoning2021)
	n := 10_000
	if testing.Short() {
		n = 1_000
	}
	for i := range n {
		var query strings.Builder
		for range 1 + r.IntN(6) {
			if r.IntN(3) == 0 {
				from := r.IntN(len(body) - 10)
				query.WriteString(string(body[from : from+r.IntN(10)]))
			} else {
				query.WriteString(pieces[r.IntN(len(pieces))])
			}
			query.WriteString([]string{"", " ", "\u3000", "\n"}[r.IntN(4)])
		}
		a, err := s.Search(t.Context(), search.Request{Query: query.String(), Limit: 3, Order: engine.Order(r.IntN(4))})
		if err != nil {
			t.Fatalf("%q: %v", query.String(), err)
		}
		if a.Match == search.MatchExact != (a.Total.Paragraphs > 0) {
			t.Fatalf("%q: match %s with total %+v", query.String(), a.Match, a.Total)
		}
		if i%20 > 0 {
			continue
		}
		if _, err := s.Report(t.Context(), "liaoning-2021", search.Marking{Query: query.String()}); err != nil {
			t.Fatalf("%q in the report: %v", query.String(), err)
		}
	}
}
