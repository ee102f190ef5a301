package search_test

import (
	"context"
	"iter"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
)

// TestValues asks for figures by their values: they are marked from what they are about to the number, whatever the wording of the
// number, and no other number of the sentence is one of theirs.
func TestValues(t *testing.T) {
	r := corpus.Report{Header: corpus.Header{ID: "liaoning-2024", Title: "政府工作报告", Region: "辽宁", Year: 2024}}
	for i, text := range []string{
		"地区生产总值增长6.5%，城镇调查失业率5.2%，居民消费价格上涨2%。",
		"地区生产总值增长百分之五，粮食产量达到2400万吨。",
		"ＧＤＰ达到3万亿元，增长5.3%；一般公共预算收入12000亿元。",
		"规模以上工业增加值下降7%。",
		"城镇调查失业率控制在5.5%以内。",
		"65岁以上老人占比提高，住房保障不断完善。",
		"工业投资上亿元，农业投资达到300亿元。",
		"粮食产量达到二亿吨，工业产值达到十二亿元，农业产值达到二亿元。",
		"出口上升百分之八点五，进口上升百分之八。",
		"就业人数增加5万人，接待游客6万人次，培训5万人次。",
	} {
		r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: text})
	}
	s := service(t, r)
	for query, want := range map[string][]string{
		"增长>6%":               {"1 增长6.5%"},
		"增长>=5%":              {"1 增长6.5%", "2 增长百分之五", "3 增长5.3%"},
		"地区生产总值 <= 5%":        {"2 地区生产总值增长百分之五"},
		"失业率<=5.5%":           {"1 失业率5.2%", "5 失业率控制在5.5%"},
		"失业率<5.5%":            {"1 失业率5.2%"},
		"gdp>5%":              {"3 ＧＤＰ达到3万亿元，增长5.3%"},
		"GDP≥3万亿元":            {"3 ＧＤＰ达到3万亿元"},
		"≥1.2万亿元":             {"3 3万亿元 12000亿元"},
		">1.2万亿元":             {"3 3万亿元"},
		"增加值<-5%":             nil, // text
		"工业增加值 < 1%":          {"4 工业增加值下降7%"},
		"失业率<=5.5% year:2023": nil,
		"<3亿元":                {"8 二亿元"},
		"<=2亿元":               {"8 二亿元"},
		"产值<3亿元":              {"8 产值达到二亿元"},
		"出口<9%":               {"9 出口上升百分之八点五"},
		"上升<8.2%":             {"9 上升百分之八"},
		"<6万人":                {"10 5万人"},
		"<200亿元":              {"8 十二亿元 二亿元"}, // 上亿元 by itself says no value, and 亿元 stands in 300亿元
		"投资<200亿元":            {"7 投资上亿元"},
		"失业率<=5.5% -居民消费":     {"5 失业率控制在5.5%"},
		"失业率>9%":              nil,
		"同句:(消费价格 增长>6%)":     {"1 增长6.5% 消费价格"},
		"同句:(粮食 增长>=5%)":      {"2 增长百分之五 粮食"},
		"同句:(粮食 增长>6%)":       nil,
		"同段:(收入 增长>5%)":       {"3 增长5.3% 收入"},
		"同篇:(住房 失业率<5.5%)":    {"1 失业率5.2%", "6 住房"},
		"同篇:(住房 失业率<5%)":      nil,
		"增长>6% NEAR/10 失业率":   {"1 增长6.5% 失业率"},
		"增长>6% NEAR/2 居民消费":   nil,
		"失业率 THEN/6 ≥2%":      {"1 6.5% 失业率 5.2% 2%", "5 失业率 5.5%"},
		">5% THEN 失业率":        {"1 6.5% 失业率 5.2%"},
		"失业率 THEN >6%":        nil,
		"增长>6% NEAR/20 上涨<3%": {"1 增长6.5% 上涨2%"},
		"农业产值 THEN/5 <3亿元":    {"8 农业产值 二亿元"},
		"工业产值 THEN/5 <3亿元":    nil, // 十二亿元
		"<6万人 NEAR/3 增加":      {"10 增加 5万人"},
		"<6万人 NEAR/3 培训":      nil, // 5万人次
		"同篇:(<3亿元 住房)":        {"6 住房", "8 二亿元"},
		"同篇:(住房 -<3亿元)":       nil,
		"同篇:(<2亿元 住房)":        nil,
	} {
		a := ask(t, s, search.Request{Query: query, Order: search.Document, Mode: search.Exact})
		var got []string
		occurrences := 0
		for _, h := range a.Hits {
			line, letters := h.ID[strings.LastIndex(h.ID, "#")+1:], []rune(h.Text)
			for _, m := range h.Marks {
				line += " " + string(letters[m[0]:m[1]])
				occurrences++
			}
			got = append(got, line)
		}
		if !slices.Equal(got, want) || a.Total.Occurrences != occurrences {
			t.Errorf("%s: %q, %d occurrences; want %q", query, got, a.Total.Occurrences, want)
		}
	}
	strictly := ask(t, s, search.Request{Query: "增长>=5%"})
	loosely := ask(t, s, search.Request{Query: "增长>=5%", Mode: search.Loose})
	if strictly.Loose != nil || loosely.Loose == nil || loosely.Loose.Paragraphs != strictly.Total.Paragraphs || loosely.Loose.Occurrences != strictly.Total.Occurrences || len(loosely.Hits) != len(strictly.Hits) {
		t.Errorf("without its %% a value is another one: %+v in mode smart, %+v and %d hits in mode loose", strictly.Loose, loosely.Loose, len(loosely.Hits))
	}
	for query, want := range map[string]string{"增长 > 6%": "“增长”的数值 > 6%", "≥1.2万亿元": "数值 ≥ 1.2万亿元", "同句:(就业 增长>6%)": "同一句中包含“就业”且“增长”的数值 > 6%", "就业 NEAR/5 增长>6%": "“就业”与“增长”的数值 > 6%相距不超过 5 字", "-增长<1% 就业": "包含“就业”，排除“增长”的数值 < 1%的段落"} {
		if a := ask(t, s, search.Request{Query: query, Lang: language.ZH}); a.Query.ReadAs != want {
			t.Errorf("%s is read as %s, want %s", query, a.Query.ReadAs, want)
		}
	}
	view, err := s.Report(t.Context(), "liaoning-2024", search.Marking{Query: "失业率<=5.5%"})
	if err != nil || len(view.Paragraphs[4].Marks) != 1 || len(view.Paragraphs[3].Marks) != 0 {
		t.Errorf("marked for reading: %+v, %v", view.Paragraphs, err)
	}
}

// A countingSnapshot counts how often figures are read.
type countingSnapshot struct {
	engine.Snapshot
	read *int
}

func (s countingSnapshot) Figures(ctx context.Context, r engine.FigureRequest) iter.Seq2[engine.Figure, error] {
	*s.read++
	return s.Snapshot.Figures(ctx, r)
}

type countingEngine struct {
	engine.Engine
	read *int
}

func (e countingEngine) Snapshot(ctx context.Context) (engine.Snapshot, error) {
	s, err := e.Engine.Snapshot(ctx)
	return countingSnapshot{s, e.read}, err
}

// TestValuesOfAVersion holds that what a condition stands for is found once in each version of the index, by whatever requests.
func TestValuesOfAVersion(t *testing.T) {
	e, read := bleve.New(), 0
	t.Cleanup(func() { e.Close() })
	put := func(number string) {
		r := &corpus.Report{Header: corpus.Header{ID: "a"}, Paragraphs: []corpus.Paragraph{{Ordinal: 1, Text: "地区生产总值增长" + number + "。"}}}
		if err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) { yield(engine.Change{Put: r}, nil) }); err != nil {
			t.Fatal(err)
		}
	}
	s := search.New(countingEngine{e, &read}, nil)
	for i, step := range []struct {
		number, query string
		paragraphs    int
		read          int
	}{
		{"6.5%", "增长>6%", 1, 1},
		{"", "增长>6%", 1, 1},
		{"", "增长>6% 总值", 1, 1},
		{"", "增长>6% year:2020..", 0, 2}, // other filters, other figures
		{"5.5%", "增长>6%", 0, 3},
		{"", "增长>6%", 0, 3},
	} {
		if step.number != "" {
			put(step.number)
		}
		if a := ask(t, s, search.Request{Query: step.query}); a.Total.Paragraphs != step.paragraphs || read != step.read {
			t.Errorf("step %d, %s: %d paragraphs, figures read %d times; want %d, %d", i, step.query, a.Total.Paragraphs, read, step.paragraphs, step.read)
		}
	}
}
