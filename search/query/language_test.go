package query_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"gongbao/language"
	"gongbao/search/explain"
	. "gongbao/search/query"
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
		got := reading{want.input, Print(q.Root), explain.Tree(q.Root, language.ZH), codes(q.Notes)}
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
		" - ":         Text{"-"},
		"就业":          Text{"就业"},
		"“稳就业 保就业”":   Text{"稳就业 保就业"},
		"“就业”优先":      Text{"“就业”优先"},
		"\"就业\"优先":    Text{"就业优先"},
		"甲 (乙 丙)":     And{[]Node{Text{"甲"}, Text{"乙"}, Text{"丙"}}},
		"甲 OR 乙 丙":    Or{[]Node{Text{"甲"}, And{[]Node{Text{"乙"}, Text{"丙"}}}}},
		"不含 甲":        Not{Text{"甲"}},
		"同句:(甲 乙)":    Same{Sentence, And{[]Node{Text{"甲"}, Text{"乙"}}}},
		"同段:甲":        Same{Paragraph, Text{"甲"}},
		"甲 NEAR/3 乙":  Near{Left: Text{"甲"}, Right: Text{"乙"}, Distance: 3},
		"甲…乙":         Near{Left: Text{"甲"}, Right: Text{"乙"}, Distance: GapDistance, Ordered: true},
		"同篇:(甲 乙)":    Same{WholeReport, And{[]Node{Text{"甲"}, Text{"乙"}}}},
		"年份:>=2020":   Filter{Field: Year, Years: Years{From: 2020}},
		"日期:2021年1月":  Filter{Field: Date, Values: []string{"2021-01"}},
		"地区:辽宁下辖":     Filter{Field: Region, Values: []string{"辽宁+"}},
		"地区:辽宁,吉林":    Filter{Field: Region, Values: []string{"辽宁", "吉林"}},
		"级别:省|市级":     Filter{Field: Level, Values: []string{"province", "city"}},
		"甲 year:2020": And{[]Node{Text{"甲"}, Filter{Field: Year, Years: Years{2020, 2020}}}},
	} {
		if got := Parse(input).Root; !reflect.DeepEqual(got, want) {
			t.Errorf("Parse(%q).Root = %#v, want %#v", input, got, want)
		}
	}
}
