package figure_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/figure"
)

// reportOf makes a report of 2025 with one paragraph in a chapter.
func reportOf(role corpus.Role, chapter, text string) *corpus.Report {
	p := corpus.Paragraph{Ordinal: 1, Text: text, Role: role}
	if chapter != "" {
		p.Section = []string{chapter}
	}
	return &corpus.Report{Header: corpus.Header{Year: 2025, Region: "辽宁"}, Paragraphs: []corpus.Paragraph{p}}
}

// show writes figures as lines: number, indicator, comparator with value and unit, measure, kind, years.
func show(all []figure.Figure) string {
	var lines []string
	for _, f := range all {
		value := f.Value.String()
		if !f.High.IsZero() {
			value += ".." + f.High.String()
		}
		measure := string(f.Measure)
		if f.Sign != "" {
			measure += " " + f.Sign
		}
		lines = append(lines, fmt.Sprintf("%s|%s|%s%s%s|%s|%s|%s", f.Number, f.Indicator, f.Comparator, value, f.Unit, measure, f.Kind, years(f)))
	}
	return strings.Join(lines, "\n")
}

func TestOf(t *testing.T) {
	const review, plan = "一、2024年工作回顾", "二、2025年工作安排"
	for _, c := range []struct {
		name, chapter, text string
		want                []string
	}{
		{"main targets", plan, "今年的主要预期目标是：地区生产总值增长5%左右，城镇新增就业40万人以上，城镇调查失业率控制在5.5%以内，居民消费价格涨幅2%左右。", []string{
			"5%|地区生产总值|~5%|growth up|target|2025",
			"40万人|城镇新增就业|>=400000人|amount|target|2025",
			"5.5%|城镇调查失业率|<=5.5%|amount|target|2025",
			"2%|居民消费价格|~2%|growth up|target|2025",
		}},
		{"a range", plan, "经济增长4.5%—5%。", []string{"4.5%—5%|经济|=4.5..5%|growth up|target|2025"}},
		{"what a clause leaves out comes from the one before", review, "财政收入2.5万亿元，比上年增长6%，占全国的十分之一。", []string{
			"2.5万亿元|财政收入|=2500000000000元|amount|result|2024",
			"6%|财政收入|=6%|growth up|result|2024",
			"十分之一|财政收入占全国|=1/10|amount|result|2024",
		}},
		{"分别 after names", review, "进口、出口分别增长3%和4.5%。", []string{"3%|进口|=3%|growth up|result|2024", "4.5%|出口|=4.5%|growth up|result|2024"}},
		{"分别 after figures", review, "城镇居民收入4万元，农村居民收入2万元，分别增长5%、6%左右。", []string{
			"4万元|城镇居民收入|=40000元|amount|result|2024", "2万元|农村居民收入|=20000元|amount|result|2024",
			"5%|城镇居民收入|~5%|growth up|result|2024", "6%|农村居民收入|~6%|growth up|result|2024",
		}},
		{"分别 of two in one word", review, "城乡居民收入分别增长5%、6%。", []string{"5%|城镇居民收入|=5%|growth up|result|2024", "6%|农村居民收入|=6%|growth up|result|2024"}},
		{"分别 with a head that only the last name has", review, "水稻、玉米产量分别达到400万吨、2000万吨。", []string{
			"400万吨|水稻产量|=4000000吨|amount|result|2024", "2000万吨|玉米产量|=20000000吨|amount|result|2024",
		}},
		{"分别 with what the modifiers share, and a rate beside a growth", review, "城镇、农村居民收入分别增长5%、6%，失业率、消费价格涨幅分别为5%、2%。", []string{
			"5%|城镇居民收入|=5%|growth up|result|2024", "6%|农村居民收入|=6%|growth up|result|2024",
			"5%|失业率|=5%|amount|result|2024", "2%|消费价格|=2%|growth up|result|2024",
		}},
		{"things done, before and behind the number", plan, "改造老旧小区300个、老旧管网800公里，新建5所特殊教育学校、20所幼儿园。", []string{
			"300个|改造老旧小区|=300个|amount|target|2025", "800公里|改造老旧管网|=800公里|amount|target|2025",
			"5所|新建特殊教育学校|=5所|amount|target|2025", "20所|新建幼儿园|=20所|amount|target|2025",
		}},
		{"产量 of what stands before", review, "粮食播种面积5000万亩、产量2600万吨。", []string{
			"5000万亩|粮食播种面积|=50000000亩|amount|result|2024", "2600万吨|粮食产量|=26000000吨|amount|result|2024",
		}},
		{"changes, gaps, multiples and ranks", review, "失业率下降0.3个百分点，增速高于全国1.2个百分点，工业产值翻一番，出口额升至全国第5位。", []string{
			"0.3个百分点|失业率|=0.3个百分点|change down|result|2024", "1.2个百分点|失业率增速|=1.2个百分点|gap up|result|2024",
			"翻一番|工业产值|=2倍|multiple|result|2024", "第5位|出口额|=5位|rank|result|2024",
		}},
		{"a base", review, "城镇化率由2019年的68%提高到74%。", []string{"68%|城镇化率|=68%|amount|base|2019", "74%|城镇化率|=74%|amount|result|2024"}},
		{"a base and a share, each with its year", review, "研发经费从2002年的12亿元增加到2024年的36亿元，占生产总值比重由1.1%提高到1.5%。", []string{
			"12亿元|研发经费|=1200000000元|amount|base|2002", "36亿元|研发经费|=3600000000元|amount|result|2024",
			"1.1%|研发经费占生产总值比重|=1.1%|amount|base|2023", "1.5%|研发经费占生产总值比重|=1.5%|amount|result|2024",
		}},
		{"comparators", plan, "投入不低于30亿元，债务不超过80亿元，失业率低于6%，游客突破3亿人次，培训近200余万人。", []string{
			"30亿元|投入|>=3000000000元|amount|target|2025", "80亿元|债务|<=8000000000元|amount|target|2025", "6%|失业率|<6%|amount|target|2025",
			"3亿人次|游客|>300000000人次|amount|target|2025", "200余万人|培训|~2000000人|amount|target|2025",
		}},
		{"an aim of last year", review, "居民消费价格上涨0.2%，低于3%左右的预期目标。", []string{
			"0.2%|居民消费价格|=0.2%|growth up|result|2024", "3%|居民消费价格|~3%|growth up|target|2024",
		}},
		{"years named", plan, "到2030年，森林覆盖率达到45%。去年造林80万亩，今年造林90万亩。", []string{
			"45%|森林覆盖率|=45%|amount|target|2030", "80万亩|造林|=800000亩|amount|result|2024", "90万亩|造林|=900000亩|amount|target|2025",
		}},
		{"a review of five years", "一、过去五年工作回顾", "累计新增就业240万人，人均寿命达到79岁，财政收入年均增长7%。", []string{
			"240万人|新增就业|=2400000人|amount|result|2020..2024", "79岁|人均寿命|=79岁|amount|result|2024", "7%|财政收入|=7%|growth up|result|2020..2024",
		}},
		{"a plan for five years", "二、“十五五”时期主要目标", "经济年均增长5%左右，建成高速公路1000公里，森林覆盖率达到46%。", []string{
			"5%|经济|~5%|growth up|target|2026..2030", "1000公里|建成高速公路|=1000公里|amount|target|2026..2030", "46%|森林覆盖率|=46%|amount|target|2030",
		}},
		{"traditional characters, wide digits", review, "糧食產量達到２５００萬噸，增長百分之三點五。", []string{
			"２５００萬噸|糧食產量|=25000000吨|amount|result|2024", "百分之三點五|糧食產量|=3.5%|growth up|result|2024",
		}},
		{"transitive verbs of change", plan, "减轻2000万户企业负担，提高300万农村人口用水保障水平。", []string{
			"2000万户|减轻企业负担|=20000000户|amount|target|2025", "300万|提高农村人口用水保障水平|=3000000|amount|target|2025",
		}},
		{"dates, durations, ordinals, names", review, "2024年12月，连续6年，第十四届，5G网络，“15分钟生活圈”，《三年行动计划》，用好240小时过境免签政策。", nil},
		{"counts of lists", plan, "办好10件民生实事，确保20件实事件件落实，出台20条措施，围绕三个方面，坚持两个确保。", nil},
		{"thresholds, attributes and places", plan, "照顾65岁以上老人，开工120万吨乙烯项目，支持总投资5亿元的项目，培育百亿级企业，在8个省试点。", nil},
		{"figures of speech", review, "坚持把人民放在第一位，以百倍努力开创新局面。", nil},
	} {
		role := corpus.RolePlan
		if strings.Contains(c.chapter, "回顾") {
			role = corpus.RoleReview
		}
		got, want := show(figure.Of(reportOf(role, c.chapter, c.text))), strings.Join(c.want, "\n")
		if got != want {
			t.Errorf("%s: %s\ngot\n%s\nwant\n%s", c.name, c.text, got, want)
		}
	}
}

// TestRoles reads the same sentence in a review, in a plan, in an annex and where the role is unknown.
func TestRoles(t *testing.T) {
	const text = "新建学校30所。"
	for _, c := range []struct {
		role corpus.Role
		want string
	}{
		{corpus.RoleReview, "30所|新建学校|=30所|amount|result|2024"},
		{corpus.RolePlan, "30所|新建学校|=30所|amount|target|2025"},
		{corpus.RoleAnnex, ""},
		{"", "30所|新建学校|=30所|amount|result|2024"},
	} {
		if got := show(figure.Of(reportOf(c.role, "", text))); got != c.want {
			t.Errorf("role %q: %s, want %s", c.role, got, c.want)
		}
	}
	r := reportOf(corpus.RoleReview, "", text)
	r.Paragraphs[0].Heading = true
	if got := show(figure.Of(r)); got != "" {
		t.Errorf("a heading has %s", got)
	}
	r = reportOf(corpus.RolePlan, "", text)
	r.Year = 0
	if got, want := show(figure.Of(r)), "30所|新建学校|=30所|amount|target|0"; got != want {
		t.Errorf("a report of an unknown year has %s, want %s", got, want)
	}
}

// TestPlaces holds the places of figures to the text of the paragraph.
func TestPlaces(t *testing.T) {
	const text = "一是　“新三样”出口增长近３０％。力争粮食产量达到5000万吨以上。"
	all := figure.Of(reportOf(corpus.RolePlan, "", text))
	if len(all) != 2 {
		t.Fatalf("%d figures", len(all))
	}
	first, second := all[0], all[1]
	if first.Number != "３０％" || text[first.Span.From:first.Span.To] != "３０％" || text[first.Sentence.From:first.Sentence.To] != "一是　“新三样”出口增长近３０％。" {
		t.Errorf("%+v", first)
	}
	if first.Indicator != "新三样出口" || strings.Join(first.Qualifiers, " ") != "近" || first.Subject != "辽宁" {
		t.Errorf("%+v", first)
	}
	if strings.Join(second.Qualifiers, " ") != "以上 力争" || second.Paragraph != 1 {
		t.Errorf("%+v", second)
	}
}

// TestAnyText reads texts made of the words that the rules are about: every figure has a place, an indicator and a comparator.
func TestAnyText(t *testing.T) {
	pieces := strings.Fields("地区生产总值 增长 5% 、 和 ， ， 。 ； ： （ ） 分别 达到 从 由 提高到 今年 2024年 去年 五年来 300个 30万 20元 以上 左右 的 目标 占 第3位 居全国 二是 等 新建 学校 “ ” 翻一番 1/3 百亿 级 比上年 0.5个百分点 三、四倍 累计 每 在 8个省 65岁 年均")
	random := rand.New(rand.NewPCG(5, 6))
	for range 20000 {
		var b strings.Builder
		for range random.IntN(16) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		text := b.String()
		role := []corpus.Role{"", corpus.RoleReview, corpus.RolePlan}[random.IntN(3)]
		end := 0
		for _, f := range figure.Of(reportOf(role, "过去五年", text)) {
			if f.Span.From < end || text[f.Span.From:f.Span.To] != f.Number || f.Sentence.From > f.Span.From || f.Sentence.To < f.Span.To {
				t.Fatalf("%s: the place of %+v", text, f)
			}
			if f.Indicator == "" || f.Comparator == "" || f.Kind == "" || f.Measure == "" || f.From > f.To {
				t.Fatalf("%s: %+v", text, f)
			}
			end = f.Span.To
		}
	}
}
