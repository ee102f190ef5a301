package related

import (
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/engine"
)

// TestRegionFactor checks what a report's region is worth to a question.
func TestRegionFactor(t *testing.T) {
	for _, tc := range []struct {
		question, region, paragraph string
		want                        float64
	}{
		{"辽宁粮食产量", "辽宁", "", 1},
		{"辽宁粮食产量", "沈阳", "", 1},
		{"辽宁省粮食产量", "全国", "", around},
		{"辽宁粮食产量", "广东", "", elsewhere},
		{"辽宁粮食产量", "广东", "支援辽宁。", mentioned},
		{"辽宁粮食产量", "", "", 1},
		{"沈阳市粮食产量", "辽宁", "", around},
		{"沈阳市粮食产量", "大连", "", elsewhere},
		{"全国粮食产量", "全国", "", 1},
		{"我国粮食产量", "辽宁", "", around},
		{"国家怎么帮大学生", "辽宁", "", around},
		{"国家级开发区", "辽宁", "", 1},
		{"发展中国家在增长", "辽宁", "", 1},
		{"全国人大代表建议", "辽宁", "", 1},
		{"辽宁与全国的增速", "全国", "", 1},
		{"平安建设", "广东", "", 1},
		{"粮食产量", "广东", "", 1},
	} {
		h := corpus.Header{Region: tc.region}
		if got := scopeOf(text.Fold(tc.question)).factor(&h, tc.paragraph); got != tc.want {
			t.Errorf("%s, report of %s, %q: %v, want %v", tc.question, tc.region, tc.paragraph, got, tc.want)
		}
	}
}

// TestNewest checks the present of a question: it is that of the regions that it names.
func TestNewest(t *testing.T) {
	var reports []engine.Summary
	for region, year := range map[string]int{"辽宁": 2021, "沈阳": 2022, "广东": 2025, "": 2023} {
		reports = append(reports, engine.Summary{Header: corpus.Header{Region: region, Year: year}})
	}
	for question, want := range map[string]int{"辽宁今年": 2022, "今年": 2025, "沈阳市今年": 2022, "海南今年": 2025} {
		if got := scopeOf(question).newest(reports); got != want {
			t.Errorf("%s: %d, want %d", question, got, want)
		}
	}
	if got := scopeOf("今年").newest(nil); got != 0 {
		t.Errorf("without reports: %d", got)
	}
}

// TestExpectation checks which kinds of things are asked for, and found.
func TestExpectation(t *testing.T) {
	for _, tc := range []struct {
		question, paragraph string
		want                float64
	}{
		{"粮食产量是多少", "粮食产量467亿斤。", containsNumber},
		{"粮食产量是多少", "2023年粮食增产,5月1日播种。", 1},
		{"增速排第几", "增速居全国第三。", containsNumber},
		{"新增几所学校", "新增学校20所。", containsNumber},
		{"服务业占比", "占比达到52.3%。", containsNumber},
		{"服务业占比", "占百分之五十。", containsNumber},
		{"服务电话是多少", "请拨打024-12345678。", containsKind},
		{"何时开工", "3月开工。", containsKind},
		{"怎样稳就业", "新增就业40万人。", 1},
	} {
		if got := expectationOf(text.Fold(tc.question)).factorFor(text.Fold(tc.paragraph)); got != tc.want {
			t.Errorf("%s, %s: %v, want %v", tc.question, tc.paragraph, got, tc.want)
		}
	}
}
