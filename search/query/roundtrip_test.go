package query_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"gongbao/corpus/text"
	"gongbao/internal/processor"
	"gongbao/language"
	"gongbao/search/explain"
	. "gongbao/search/query"
)

// seedInputs begin the fuzzing where the language has corners.
var seedInputs = []string{
	"高质量发展 乡村振兴", "(账单 AND NOT 工作) OR 就业", "同句：（就业 OR 创业） -失业", "就业 NEAR/20 稳定 NEAR 创业", "-甲 NEAR/3 乙",
	"year:2020..2024 地区:辽宁,\"吉林 省\"|黑龙江", "year:2020,2022 -年份:＞＝２０２０", "“稳中求进 工作”总基调", "（八）坚持绿色低碳发展", "发展(改革(",
	"((((甲 OR 乙) 丙) OR 丁) 戊)", "甲|乙｜丙", "\"甲“乙”", "'a 'b' c", "NOT(AND(OR NOT", "同段:(同句:(甲 year:2020) OR)", "--- | （） 《》 、 * ? /x/",
	"\x00\xff\u200b甲\r\n", "类型:报告 kind:abc title:(a b)", "年份>=2020 年<甲",
}

// checkQuery tests what holds for the reading of every input.
func checkQuery(t *testing.T, input string) {
	t.Helper()
	q := Parse(input)
	printed := Print(q.Root)
	again := Parse(printed)
	if !reflect.DeepEqual(again.Root, q.Root) {
		t.Fatalf("Parse(%q) = %#v\nprints as %q\nwhich reads as %#v", input, q.Root, printed, again.Root)
	}
	if left := unsaid(again); len(left) > 0 {
		t.Fatalf("Parse(%q) prints as %q, which has notes %v", input, printed, left)
	}
	if q.Root != nil {
		checkNormal(t, q.Root, nil)
	}
	for _, lang := range language.Langs() {
		if said := explain.Tree(q.Root, lang); said == "" || !utf8.ValidString(said) {
			t.Fatalf("explain.Tree(Parse(%q)) = %q", input, said)
		}
		for _, n := range q.Notes {
			if said := explain.Note(n, lang); said == "" || said == "note."+string(n.Code) || strings.Contains(said, "%!") {
				t.Fatalf("note %v of %q says %q", n, input, said)
			}
		}
	}
	for _, n := range Conditions(q.Root) {
		f, ok := n.(Filter)
		if !ok {
			continue
		}
		if got, err := ParseFilter(f.Field, PrintValues(f)); err != nil || !reflect.DeepEqual(got, f) {
			t.Fatalf("ParseFilter(%q, %q) = %v, %v; want %v", f.Field, PrintValues(f), got, err, f)
		}
	}
}

// unsaid are the notes of a query but the one that its result needs, however it is written.
func unsaid(q Query) []Note {
	return slices.DeleteFunc(slices.Clone(q.Notes), func(n Note) bool { return n.Code == NoteNegative })
}

// checkNormal tests the promises of the normal form.
func checkNormal(t *testing.T, n, parent Node) {
	t.Helper()
	var nodes []Node
	switch n := n.(type) {
	case Text:
		if text.Fold(n.Value) == "" || strings.Contains(n.Value, `"`) || !utf8.ValidString(n.Value) {
			t.Fatalf("text %q", n.Value)
		}
	case Filter:
		if (n.Field == Year) != (len(n.Values) == 0) || (n.Field == Year) != (n.Years != Years{}) {
			t.Fatalf("filter %#v", n)
		}
	case And:
		nodes = n.Nodes
	case Or:
		nodes = n.Nodes
	case Not:
		nodes = []Node{n.Node, nil}
	case Same:
		nodes = []Node{n.Node, nil}
		if again := Parse("同段:(" + Print(n.Node) + ")"); !reflect.DeepEqual(again.Root, Same{Paragraph, n.Node}) || len(unsaid(again)) > 0 {
			t.Fatalf("%#v does not belong into a Same: %v", n.Node, again.Notes)
		}
	}
	if nodes != nil && (len(nodes) < 2 || reflect.TypeOf(n) == reflect.TypeOf(parent)) {
		t.Fatalf("%#v below %#v", n, parent)
	}
	for _, child := range nodes {
		if child != nil {
			checkNormal(t, child, n)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, input := range seedInputs {
		f.Add(input)
	}
	f.Fuzz(func(t *testing.T, input string) { checkQuery(t, input) })
}

// TestParseMixed puts the pieces of the language together at random, which meets more of its corners than bytes do.
func TestParseMixed(t *testing.T) {
	pieces := []string{
		"甲", "乙丙", "发展", "2020", "a", " ", " ", " ", "　", "\n", "(", ")", "（", "）", "|", "｜", "-", "－", "AND ", " OR ", " NOT ", "或", "不含",
		" NEAR/3 ", " NEAR ", " THEN/2 ", "…", "...", "- ", "1. ", "* ", " or ", "和", "3.5%", " 1 7 个", " -~", "甲乙", " -~甲乙", "5", "% ", "\n", "同句:", "同篇", "同篇:", "同段：", "year:", "year=", "地区＝", " %", "\u00a0", "年份：", "地区:", "title:", "kind:", "section:", "date:", "日期：", "month:", "报告人:", "缺:", "2021-01", "下辖", "+", "1月", "..", ",", "，", "、", "：", ">=", "<", "省", "报告",
		"\"", "“", "”", "‘", "’", "'", "「", "」", "＂", "《", "》", "«", "›", "〝", "＇", "\x00", "\xff", "\u200b", "*", "/x/", "ＯＲ",
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 50_000 {
		var input strings.Builder
		for range 1 + random.IntN(14) {
			input.WriteString(pieces[random.IntN(len(pieces))])
		}
		checkQuery(t, input.String())
		checkPhrase(t, input.String())
	}
}

// checkPhrase tests that whatever has something to find is a phrase, which is read as it is printed.
func checkPhrase(t *testing.T, value string) {
	t.Helper()
	phrase, ok := Phrase(value)
	bare := strings.Map(func(r rune) rune {
		if _, mark := text.QuotationOf(r); mark {
			return -1
		}
		return r
	}, strings.ToValidUTF8(value, ""))
	if !ok && text.Fold(bare) != "" {
		t.Fatalf("%q: %+v, %v", value, phrase, ok)
	}
	if again, _ := Phrase(phrase.Value); ok && (Parse(Print(phrase)).Root != Node(phrase) || again != phrase) {
		t.Fatalf("%q is the phrase %q, printed as %q, which is read as %#v", value, phrase.Value, Print(phrase), Parse(Print(phrase)).Root)
	}
}

// TestParseTime gives inputs that look ahead as far as they can, from as many places as they can.
func TestParseTime(t *testing.T) {
	const size, times = 1 << 15, 16
	parse := func(before, piece string, size int) time.Duration {
		input := before + strings.Repeat(piece, size/len(piece))
		began := processor.Time()
		checkQuery(t, input)
		return processor.Time() - began
	}
	for _, piece := range []string{
		"(", ")", "（", "-", "|", "\"", "“", "'", "甲", "甲 ", "甲 OR ", "-(", "同句:(", "NOT ", "year:", "year:\"", "year:“ ", "地区:“，", "地区:甲,", "(甲", "甲)",
		"((甲)乙", "a NEAR ", "year:2020,", "“”", "甲“", "甲(", " ", "\x00", "\u200b", "\xff", "(甲 乙 OR ", "甲' ", "year>=", "”", "(甲)乙", "NEAR/1", "甲…", "…", "甲 -~乙甲 ", "“甲 ", "“ ”", "- ", "- 甲\n", "《", "甲“", "“‘", "同句:甲 ", "..",
	} {
		for _, before := range []string{"", "甲", "year:"} {
			short := parse(before, piece, size)
			if long := parse(before, piece, times*size); long > times*times/3*short+50*time.Millisecond {
				t.Errorf("%q and then %q over and over took %v, and %v for %d times as many", before, piece, short, long, times)
			}
		}
	}
}
