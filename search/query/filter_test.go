package query_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	. "gongbao/search/query"
)

func TestParseFilter(t *testing.T) {
	for _, c := range []struct {
		field Field
		value string
		want  Node
	}{
		{Year, "2020", Filter{Field: Year, Years: Years{2020, 2020}}},
		{Year, " 2020 .. 2024 ", Filter{Field: Year, Years: Years{2020, 2024}}},
		{Year, "２０２０—２０２４年", Filter{Field: Year, Years: Years{2020, 2024}}},
		{Year, "2024..2020", Filter{Field: Year, Years: Years{2020, 2024}}},
		{Year, "2020,2022", Or{[]Node{Filter{Field: Year, Years: Years{2020, 2020}}, Filter{Field: Year, Years: Years{2022, 2022}}}}},
		{Year, "2020、2020", Filter{Field: Year, Years: Years{2020, 2020}}},
		{Year, "<2020", Filter{Field: Year, Years: Years{To: 2019}}},
		{Region, "辽宁, 吉林", Filter{Field: Region, Values: []string{"辽宁", "吉林"}}},
		{Region, "辽宁省", Filter{Field: Region, Values: []string{"辽宁省"}}},
		{Level, "Province，县", Filter{Field: Level, Values: []string{"province", "county"}}},
		{Kind, "决议", Filter{Field: Kind, Values: []string{"resolution"}}},
		{Kind, "政府工作报告", Filter{Field: Kind, Values: []string{"report"}}},
		{Level, "县区级", Filter{Field: Level, Values: []string{"county"}}},
		{Section, "一、稳中求进，以进促稳", Filter{Field: Section, Values: []string{"一、稳中求进，以进促稳"}}},
		{Section, `"甲,乙"|丙`, Filter{Field: Section, Values: []string{"甲,乙", "丙"}}},
		{Title, "政府 工作 报告", Filter{Field: Title, Values: []string{"政府 工作 报告"}}},
		{Report, "liaoning-2021", Filter{Field: Report, Values: []string{"liaoning-2021"}}},
		{Region, "辽宁下辖,吉林＋、山东省及下辖", Filter{Field: Region, Values: []string{"辽宁+", "吉林+", "山东省+"}}},
		{Date, "2021-01-28", Filter{Field: Date, Values: []string{"2021-01-28"}}},
		{Date, "2021年1月28日,２０２１０３０５、2022/3/5", Filter{Field: Date, Values: []string{"2021-01-28", "2021-03-05", "2022-03-05"}}},
		{Date, "2021年1月|2021.2,202103", Filter{Field: Date, Values: []string{"2021-01", "2021-02", "2021-03"}}},
		{Date, "2021-2023,2019年", Filter{Field: Date, Values: []string{"2021..2023", "2019"}}},
		{Date, "2021-01 .. 2021-03-05", Filter{Field: Date, Values: []string{"2021-01..2021-03-05"}}},
		{Date, "2021-03..2021-01", Filter{Field: Date, Values: []string{"2021-01..2021-03"}}},
		{Date, "2021..2021-03", Filter{Field: Date, Values: []string{"2021..2021-03"}}},
		{Date, "2021-03..,..2020", Filter{Field: Date, Values: []string{"2021-03..", "..2020"}}},
		{Date, ">=2021-03", Filter{Field: Date, Values: []string{"2021-03.."}}},
		{Date, ">2021-12", Filter{Field: Date, Values: []string{"2022-01.."}}},
		{Date, "<2020-03-01", Filter{Field: Date, Values: []string{"..2020-02-29"}}},
		{Date, "<=2020", Filter{Field: Date, Values: []string{"..2020"}}},
		{Month, "1,03、十二月", Filter{Field: Month, Values: []string{"1", "3", "12"}}},
		{Month, "1..3", Filter{Field: Month, Values: []string{"1", "2", "3"}}},
		{Month, "1月至2月", Filter{Field: Month, Values: []string{"1", "2"}}},
		{Month, "2021-01,2021年3月", Filter{Field: Date, Values: []string{"2021-01", "2021-03"}}},
		{Speaker, "李克强,刘宁", Filter{Field: Speaker, Values: []string{"李克强", "刘宁"}}},
		{Meeting, "第十三届，第五次", Filter{Field: Meeting, Values: []string{"第十三届，第五次"}}},
		{Title, strings.Repeat("甲", MaxText), Filter{Field: Title, Values: []string{strings.Repeat("甲", MaxText)}}},
		{Missing, "日期,region", Filter{Field: Missing, Values: []string{"date", "region"}}},
	} {
		got, err := ParseFilter(c.field, c.value)
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("ParseFilter(%q, %q) = %v, %v; want %v", c.field, c.value, got, err, c.want)
		}
		if again, err := ParseFilter(c.field, PrintValues(got)); err != nil || !reflect.DeepEqual(again, got) {
			t.Errorf("%q prints as %q, which reads as %v, %v", c.value, PrintValues(got), again, err)
		}
	}
}

func TestParseFilterFails(t *testing.T) {
	for _, c := range []struct {
		field Field
		value string
	}{
		{Year, ""}, {Year, "abc"}, {Year, "20"}, {Year, "2020,abc"}, {Year, ".."}, {Year, "<1000"}, {Year, "2020..abc"}, {Year, "..0"},
		{Region, ""}, {Region, " , "}, {Region, "\x00辽宁"}, {Level, "village"}, {Level, "省,village"}, {Kind, "letter"}, {"colour", "red"},
		{Date, "2021-13"}, {Date, "2021-02-30"}, {Date, "去年"}, {Date, "2021-00"}, {Date, "0999-01"}, {Date, ".."}, {Date, "2021-01..x"}, {Month, "13"}, {Month, "0"}, {Month, "+1"}, {Month, "001"}, {Month, "-1"},
		{Report, strings.Repeat("甲,", MaxTerms) + strings.Repeat("乙", MaxText)}, {Title, strings.Repeat("甲", MaxText+1)},
		{Month, "3..1"}, {Month, "1,2021-01"}, {Month, "2021"}, {Missing, "text"}, {Speaker, ""}, {"", "甲"},
	} {
		if f, err := ParseFilter(c.field, c.value); !errors.Is(err, ErrValue) {
			t.Errorf("ParseFilter(%q, %q) = %v, %v", c.field, c.value, f, err)
		}
	}
}

func TestShorten(t *testing.T) {
	for s, want := range map[string]string{
		"": "", " 甲\n 乙 ": "甲 乙", strings.Repeat("甲", 60): strings.Repeat("甲", 60),
		strings.Repeat("甲", 45) + strings.Repeat("乙", 16): strings.Repeat("甲", 40) + "……" + strings.Repeat("乙", 15),
	} {
		if got := Shorten(s); got != want {
			t.Errorf("%q is shown as %q, want %q", s, got, want)
		}
	}
}

func TestTexts(t *testing.T) {
	for input, want := range map[string][]Text{
		"":             nil,
		"year:2020 -甲": nil,
		"甲 乙 OR 甲 丙":   {{"甲"}, {"乙"}, {"丙"}},
		"同句:(甲 -乙) 丙 NEAR/3 丁 -(戊 -己) 地区:庚": {{"甲"}, {"丙"}, {"丁"}},
	} {
		if got := Texts(Parse(input).Root); !reflect.DeepEqual(got, want) {
			t.Errorf("Texts(%q) = %v, want %v", input, got, want)
		}
	}
}

func TestWithFilters(t *testing.T) {
	year := Filter{Field: Year, Years: Years{2020, 2024}}
	region := Filter{Field: Region, Values: []string{"辽宁"}}
	for _, c := range []struct {
		input string
		with  []Node
		print string
	}{
		{"", []Node{year}, ""},
		{"甲", nil, "甲"},
		{"甲", []Node{year, region}, "甲 year:2020..2024 region:辽宁"},
		{"甲 OR 乙", []Node{year}, "(甲 OR 乙) year:2020..2024"},
		{"甲 region:辽宁", []Node{region, year}, "甲 region:辽宁 year:2020..2024"},
		{"region:辽宁", []Node{region}, "region:辽宁"},
		{"甲 OR region:辽宁", nil, "甲 OR region:辽宁"},
		{"甲 -region:辽宁", nil, "甲 -region:辽宁"},
	} {
		n := WithFilters(Parse(c.input).Root, c.with...)
		if got := Print(n); got != c.print {
			t.Errorf("%q with %v is %q, want %q", c.input, c.with, got, c.print)
		}
	}
}

func TestConditions(t *testing.T) {
	for input, want := range map[string]string{
		"":       "",
		"甲 OR 乙": "",
		"甲 year:2020,2022 region:辽宁 -kind:other": "year:2020,2022 region:辽宁",
		"甲 (region:辽宁 OR year:2020)":             "(region:辽宁 OR year:2020)",
		"甲 (region:辽宁 OR 乙)":                     "",
		"year:2020,2022":                         "year:2020,2022",
	} {
		if got := Print(WithFilters(Text{"丙"}, Conditions(Parse(input).Root)...)); got != strings.TrimSpace("丙 "+want) {
			t.Errorf("conditions of %q: %s, want %s", input, got, want)
		}
	}
}
