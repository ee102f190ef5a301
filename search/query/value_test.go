package query_test

import (
	"reflect"
	"testing"

	. "gongbao/search/query"
)

// TestValues reads conditions on values, and what looks like one and is text.
func TestValues(t *testing.T) {
	growth := Value{"增长", ">", "6%"}
	for input, want := range map[string]Node{
		"增长>6%":              growth,
		"增长＞６％":              growth,
		"增长 > 6%":            growth,
		"增长> 6%":             growth,
		"增长 >6%":             growth,
		"失业率≤5.5%":           Value{"失业率", "<=", "5.5%"},
		"失业率=<5.5%":          Value{"失业率", "<=", "5.5%"},
		"≥1.2万亿元":            Value{"", ">=", "1.2万亿元"},
		"产量 <三百万吨":           Value{"产量", "<", "三百万吨"},
		"就业 增长>6%":           And{[]Node{Text{"就业"}, growth}},
		"增长>6% 就业":           And{[]Node{growth, Text{"就业"}}},
		"增长>6% OR 增长<=1%":    Or{[]Node{growth, Value{"增长", "<=", "1%"}}},
		"增长>6% year:2024":    And{[]Node{growth, Filter{Field: Year, Years: Years{From: 2024, To: 2024}}}},
		"-增长>6% 就业":          And{[]Node{Not{growth}, Text{"就业"}}},
		`"就业" >6%`:           And{[]Node{Text{"就业"}, Value{"", ">", "6%"}}},
		"year:2024 >6%":      And{[]Node{Filter{Field: Year, Years: Years{From: 2024, To: 2024}}, Value{"", ">", "6%"}}},
		"同句:(就业 增长>6%)":      Same{Unit: Sentence, Node: And{[]Node{Text{"就业"}, growth}}},
		"同句:就业 增长>6%":        Same{Unit: Sentence, Node: And{[]Node{Text{"就业"}, growth}}},
		"同句:增长>6% 就业":        Same{Unit: Sentence, Node: And{[]Node{growth, Text{"就业"}}}},
		"同句:(就业 OR >6%)":     Same{Unit: Sentence, Node: Or{[]Node{Text{"就业"}, Value{"", ">", "6%"}}}},
		"同篇:(增长>6% -失业率>6%)": Same{Unit: WholeReport, Node: And{[]Node{growth, Not{Value{"失业率", ">", "6%"}}}}},
		"同段:(就业 增长 > 6%)":    Same{Unit: Paragraph, Node: And{[]Node{Text{"就业"}, growth}}},
		"增长>6% NEAR/5 就业":    Near{Left: growth, Right: Text{"就业"}, Distance: 5},
		"就业 THEN/5 增长 > 6%":  Near{Left: Text{"就业"}, Right: growth, Distance: 5, Ordered: true},
		"甲 >6% NEAR/5 就业":    Near{Left: Value{"甲", ">", "6%"}, Right: Text{"就业"}, Distance: 5},
		"甲 (>6% NEAR/5 就业)":  And{[]Node{Text{"甲"}, Near{Left: Value{"", ">", "6%"}, Right: Text{"就业"}, Distance: 5}}},
		"增长>6% NEAR/5 下降<1%": Near{Left: growth, Right: Value{"下降", "<", "1%"}, Distance: 5},
		`"增长>6%"`:            Text{"增长>6%"},
		"增长>6":               Text{"增长>6"},
		"增长>5%至6%":           Text{"增长>5%至6%"},
		"增长>":                Text{"增长>"},
		">第三位":               Text{">第三位"},
		"a->b":               Text{"a->b"},
		"增长=6%":              Text{"增长=6%"},
		"year:>2020 year:a":  And{[]Node{Filter{Field: Year, Years: Years{From: 2021}}, Text{"year:a"}}},
	} {
		q := Parse(input)
		if !reflect.DeepEqual(q.Root, want) {
			t.Errorf("Parse(%q) = %#v, want %#v", input, q.Root, want)
		}
		if again := Parse(Print(q.Root)).Root; !reflect.DeepEqual(again, q.Root) {
			t.Errorf("%q prints as %q, which reads as %#v", input, Print(q.Root), again)
		}
	}
}
