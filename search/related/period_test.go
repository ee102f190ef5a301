package related

import (
	"slices"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/engine"
)

// TestPeriod checks which reports answer a question, where the newest is of 2025, and for what.
func TestPeriod(t *testing.T) {
	for _, tc := range []struct {
		question string
		aim      aim
		reports  []int
	}{
		{"2023年粮食产量是多少", results, []int{2024}},
		{"2023年的GDP增长目标是多少", targets, []int{2023}},
		{"2023年地区生产总值预期增长多少", targets, []int{2023}},
		{"2023年要新增就业多少人", targets, []int{2023}},
		{"2023年将建多少套保障房", targets, []int{2023}},
		{"2023年拟安排多少赤字", targets, []int{2023}},
		{"2023年主要指标是多少", results, []int{2024}},
		{"2023年重要产品产量有多少", results, []int{2024}},
		{"2023年需要多少电", results, []int{2024}},
		{"2023年计划生育率是多少", results, []int{2024}},
		{"2023年虚拟现实产值多少", results, []int{2024}},
		{"2023年增长目标完成了吗", results, []int{2024}},
		{"2023年政府工作报告里增长多少", mentions, []int{2023}},
		{"2023年提出了哪些新举措", mentions, []int{2023}},
		{"二〇二三年粮食产量", results, []int{2024}},
		{"２０２３年粮食产量", results, []int{2024}},
		{"2020年至2022年增速", results, []int{2021, 2022, 2023}},
		{"2020-2022年增速", results, []int{2021, 2022, 2023}},
		{"广东 2023 低空经济", mentions, []int{2023}},
		{"去年粮食产量达到多少", results, []int{2025}},
		{"前年粮食产量是多少", results, []int{2024}},
		{"今年的经济增长预期目标定的多少", targets, []int{2025}},
		{"今年怎么稳就业", targets, []int{2025}},
		{"上年级要多少钱", targets, nil},
		{"粮食产量是多少", mentions, nil},
		{"怎样优化营商环境", mentions, nil},
	} {
		p := periodOf(text.Fold(tc.question), 2025)
		if p.aim != tc.aim || !slices.Equal(p.reports(), tc.reports) {
			t.Errorf("%s: aim %d, reports %v; want %d, %v", tc.question, p.aim, p.reports(), tc.aim, tc.reports)
		}
	}
}

// TestYearFactor checks which report comes before which, by their years alone.
func TestYearFactor(t *testing.T) {
	for _, tc := range []struct {
		question, paragraph string
		years               []int // of reports, best first; a gap between neighbours
	}{
		{"2023年粮食产量是多少", "粮食增产。", []int{2024, 2023, 2022}},
		{"2023年粮食产量目标是多少", "粮食增产。", []int{2023, 2024, 2022}},
		{"2023年政府工作报告", "粮食增产。", []int{2023, 2024, 2021}},
		{"2020年粮食产量是多少", "2020年粮食增产。", []int{2021, 2025, 2020, 2019}},
		{"2020年粮食产量目标是多少", "到2020年粮食增产。", []int{2020, 2016, 2021, 2022}},
		{"粮食产量", "粮食增产。", []int{2025, 2024, 2010}},
		{"最新粮食产量", "粮食增产。", []int{2025, 2024, 2020}},
	} {
		p := periodOf(text.Fold(tc.question), 2025)
		last := 2.0
		for _, year := range tc.years {
			f := p.factor(&corpus.Header{Year: year}, tc.paragraph) * p.recency(year)
			if f >= last {
				t.Errorf("%s: the report of %d has %v, the one before it in %v has %v", tc.question, year, f, tc.years, last)
			}
			last = f
		}
	}
	for _, question := range []string{"历年粮食产量", "改革开放以来粮食产量", "十一五时期粮食产量", "八十年代粮食产量", "首次提出生态文明"} {
		p := periodOf(question, 2025)
		if f := p.recency(1980); f != 1 {
			t.Errorf("%s: a report of 1980 has the factor %v", question, f)
		}
	}
	for _, question := range []string{"粮食产量", "2023年粮食产量"} {
		p := periodOf(question, 2025)
		if f := p.factor(&corpus.Header{}, ""); f != 1 {
			t.Errorf("%s: a text without a year has the factor %v", question, f)
		}
		if f := p.factor(&corpus.Header{Year: 1954}, ""); f < leastRecent {
			t.Errorf("%s: a report of 1954 has the factor %v", question, f)
		}
	}
}

// TestRoleFactor checks which paragraphs set targets.
func TestRoleFactor(t *testing.T) {
	const target, result = "今年主要预期目标是:增长5%左右。", "去年增长5.2%,完成预期目标。"
	for _, tc := range []struct {
		aim       aim
		year      int
		role      corpus.Role
		paragraph string
		want      float64
	}{
		{results, 2024, "", target, ofOtherRole},
		{results, 2024, "", result, 1},
		{targets, 2024, "", target, 1 / ofOtherRole},
		{targets, 2024, "", result, 1},
		{mentions, 2024, "", target, 1},
		{results, 0, "", target, 1},
		{results, 2024, corpus.RoleReview, target, 1},
		{results, 2024, corpus.RolePlan, result, ofOtherRole},
		{results, 2024, corpus.RoleAnnex, result, 1},
		{targets, 2024, corpus.RoleReview, target, 1},
		{targets, 2024, corpus.RolePlan, result, 1 / ofOtherRole},
	} {
		c := engine.Candidate{Report: corpus.Header{Year: tc.year}, Paragraph: corpus.Paragraph{Role: tc.role}, Folded: text.Fold(tc.paragraph)}
		if got := tc.aim.factor(&c); got != tc.want {
			t.Errorf("aim %d, %v, %s: %v, want %v", tc.aim, tc.role, tc.paragraph, got, tc.want)
		}
	}
}
