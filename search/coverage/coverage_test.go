package coverage_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search/coverage"
	"gongbao/search/engine"
)

func report(id, region string, level corpus.Level, year int, kind corpus.Kind, characters int) engine.Summary {
	h := corpus.Header{ID: id, Title: id + "的标题", Region: region, Level: level, Year: year, Kind: kind, Origin: corpus.Origin{File: id + ".txt"}}
	return engine.Summary{Header: h, Characters: characters}
}

func TestOf(t *testing.T) {
	reports := []engine.Summary{
		report("liaoning-2015", "辽宁", corpus.Province, 2015, corpus.Work, 18000),
		report("liaoning-2018", "辽宁", corpus.Province, 2018, corpus.Work, 18000),
		report("liaoning-2018-a", "辽宁", corpus.Province, 2018, corpus.Work, 17000),
		report("liaoning-2019", "辽宁", corpus.Province, 2019, corpus.Work, 17500),
		report("liaoning-2019-resolution", "辽宁", corpus.Province, 2019, corpus.Resolution, 500),
		report("beijing-2019", "北京", corpus.Province, 2019, corpus.Work, 4000),
		report("national-2019", "全国", corpus.National, 2019, corpus.Work, 20000),
		report("report-2019", "", "", 2019, corpus.Work, 19000),
		report("note", "辽宁", corpus.Province, 0, corpus.Other, 50),
	}
	got := coverage.Of(reports, language.ZH)
	want := []coverage.Region{
		{Region: "全国", Level: corpus.National, Years: []coverage.Year{{Year: 2019, IDs: []string{"national-2019"}}}},
		{Region: "北京", Level: corpus.Province, Years: []coverage.Year{{Year: 2019, IDs: []string{"beijing-2019"}}}},
		{Region: "辽宁", Level: corpus.Province, Years: []coverage.Year{
			{Year: 0, IDs: []string{"note"}}, {Year: 2015, IDs: []string{"liaoning-2015"}},
			{Year: 2018, IDs: []string{"liaoning-2018", "liaoning-2018-a"}},
			{Year: 2019, IDs: []string{"liaoning-2019", "liaoning-2019-resolution"}},
		}},
		{Years: []coverage.Year{{Year: 2019, IDs: []string{"report-2019"}}}},
	}
	if diff := cmp.Diff(want, got.Regions); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{
		"gap 辽宁缺 2016—2017 年",
		"several 辽宁 2018 年有 2 篇",
		"short 北京 2019 年只有 4,000 字，可能不全",
		"unknown note.txt 不知年份，可在文件夹的 gongbao.csv 中写明",
		"unknown report-2019.txt 不知地区，可在文件夹的 gongbao.csv 中写明",
		"other 《note的标题》不是政府工作报告",
		"resolution 《liaoning-2019-resolution的标题》是关于报告的决议",
	}, texts(got.Findings)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{
		"gap 辽宁 lacks the years 2016 to 2017",
		"several 辽宁 has 2 reports for 2018",
		"short 北京 2019 has only 4,000 characters and may be incomplete",
		"unknown note.txt: year not known; say it in gongbao.csv in its folder",
		"unknown report-2019.txt: region not known; say it in gongbao.csv in its folder",
		"other “note的标题” is not a work report",
		"resolution “liaoning-2019-resolution的标题” is a resolution on a report",
	}, texts(coverage.Of(reports, language.EN).Findings)); diff != "" {
		t.Error(diff)
	}
	if first, last := got.Span(); first != 2015 || last != 2019 {
		t.Errorf("from %d to %d", first, last)
	}
	if n := got.Regions[2].Count(2018); n != 2 {
		t.Errorf("%d reports", n)
	}
}

func texts(findings []coverage.Finding) (texts []string) {
	for _, f := range findings {
		texts = append(texts, string(f.Kind)+" "+f.Text)
	}
	return texts
}

func TestOfNothing(t *testing.T) {
	got := coverage.Of(nil, language.ZH)
	if first, last := got.Span(); got.Regions == nil || got.Findings == nil || first != 0 || last != 0 {
		t.Errorf("%+v", got)
	}
}
