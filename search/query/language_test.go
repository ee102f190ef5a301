package query

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// A reading is an input with what the language makes of it.
type reading struct {
	input string
	print string
	zh    string
	codes string // of the notes
}

func TestReadings(t *testing.T) {
	for _, want := range slices.Concat(wordReadings, signReadings) {
		q := Parse(want.input)
		if q.Input != want.input {
			t.Errorf("Parse(%q).Input = %q", want.input, q.Input)
		}
		got := reading{want.input, Print(q.Root), Explain(q.Root, LangZH), codes(q.Notes)}
		if got != want {
			t.Errorf("read %q as\n\t%q\nwant\n\t%q", want.input, got, want)
		}
		checkQuery(t, want.input)
	}
}

func codes(notes []Note) string {
	var codes []string
	for _, n := range notes {
		codes = append(codes, string(n.Code))
	}
	return strings.Join(codes, " ")
}

// TestTrees shows the trees themselves, one of every kind.
func TestTrees(t *testing.T) {
	for input, want := range map[string]Node{
		"":            nil,
		" - ":         nil,
		"就业":          Text{"就业"},
		"“稳就业 保就业”":   Text{"稳就业 保就业"},
		"“就业”优先":      Text{"“就业”优先"},
		"\"就业\"优先":    Text{"就业优先"},
		"甲 (乙 丙)":     And{[]Node{Text{"甲"}, Text{"乙"}, Text{"丙"}}},
		"甲 OR 乙 丙":    Or{[]Node{Text{"甲"}, And{[]Node{Text{"乙"}, Text{"丙"}}}}},
		"-甲":          Not{Text{"甲"}},
		"同句:(甲 乙)":    Same{Sentence, And{[]Node{Text{"甲"}, Text{"乙"}}}},
		"同段:甲":        Same{Paragraph, Text{"甲"}},
		"甲 NEAR/3 乙":  Near{Text{"甲"}, Text{"乙"}, 3},
		"年份:>=2020":   Filter{Field: Year, Years: Years{From: 2020}},
		"地区:辽宁,吉林":    Filter{Field: Region, Values: []string{"辽宁", "吉林"}},
		"级别:省|市级":     Filter{Field: Level, Values: []string{"province", "city"}},
		"甲 year:2020": And{[]Node{Text{"甲"}, Filter{Field: Year, Years: Years{2020, 2020}}}},
	} {
		if got := Parse(input).Root; !reflect.DeepEqual(got, want) {
			t.Errorf("Parse(%q).Root = %#v, want %#v", input, got, want)
		}
	}
}

func TestExplainInEnglish(t *testing.T) {
	for input, want := range map[string]string{
		"-": "nothing to search for",
		"高质量发展 乡村振兴 年份:2020..2024": "contains “高质量发展” and “乡村振兴”, year 2020–2024",
		"甲 乙 丙":                       "contains “甲”, “乙” and “丙”",
		"(账单 -工作) OR 就业":              "contains “账单” and not “工作”, or contains “就业”",
		"(就业 | 保密) -账单":               "contains “就业” or “保密”, not “账单”",
		"同句:(就业 稳定) 甲":                "contains “甲”, and in one sentence: contains “就业” and “稳定”",
		"就业 NEAR/20 稳定":               "“就业” is within 20 characters of “稳定”",
		"就业 NEAR/0 稳定":                "“就业” is next to “稳定”",
		"-甲 region:辽宁,吉林 level:省":     "every paragraph, not “甲”, region 辽宁 or 吉林, level province",
		"-(甲 乙) -(丙 | 丁) year:2020..": "every paragraph, not both “甲” and “乙”, none of “丙”, “丁”, year 2020 or later",
		"甲 -year:2020,2022":           "contains “甲”, except year 2020 or 2022",
		"-(甲 NEAR/3 乙)":               "every paragraph, except where “甲” is within 3 characters of “乙”",
		"章节:就业 year:..2020":           "every paragraph, section with “就业”, year 2020 or earlier",
	} {
		if got := Explain(Parse(input).Root, LangEN); got != want {
			t.Errorf("Explain(%q) = %q, want %q", input, got, want)
		}
	}
}
