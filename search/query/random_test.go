package query_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	. "gongbao/search/query"
)

// A gardener grows random trees in normal form, knowing nothing of how Parse makes them.
type gardener struct{ *rand.Rand }

var (
	oddTexts = []string{
		"甲", "乙丙", "and", "和", "甲…乙", "a...b", "…", "*", "1.", "-5.2%", "3.5%", "高质量发展", "GDP", "5%", "AND", "或", "不含", "NEAR/3", "ＯＲ", "-甲", "－乙", "甲 乙", " 丙 ", "(", ")", "（八）坚持", "甲)乙", "year:2020", "目标:发展",
		"“一带一路”建设", "‘甲’", "乙「丙」", "l'an", "the dogs' life", "«甲 乙» 丙", "《甲 乙》", "*", "/x/", "、", "a|b", "甲，乙", "同句:丙", "年>=2020", "国发〔2021〕23号", "甲9", "7", "5%", "政 府", "《决议》", "-", "&&", "\\", "%", "％以上", "year=2020", "地区=辽宁", "a=b",
	}
	oddValues = []string{"辽宁", "辽宁+", "内蒙古自治区", "一、 主要目标", "甲,乙", "甲，乙", "甲|乙", "(甲", "甲)", "“双碳”行动", "AND", "-", "year:2020", "liaoning-2021#3", "'甲'"}
)

func pick[T any](g gardener, from []T) T { return from[g.IntN(len(from))] }

func (g gardener) text() Text { return Text{pick(g, oddTexts)} }

func (g gardener) filter() Filter {
	switch field := pick(g, []Field{Year, Level, Kind, Region, Section, Title, Report, Date, Month, Speaker, Meeting, Missing}); field {
	case Year:
		from := 1990 + g.IntN(40)
		return Filter{Field: Year, Years: pick(g, []Years{{from, from}, {from, from + 1 + g.IntN(9)}, {from, 0}, {0, from}})}
	case Level:
		return Filter{Field: field, Values: g.some([]string{"national", "province", "city", "county"})}
	case Kind:
		return Filter{Field: field, Values: g.some([]string{"report", "resolution", "other"})}
	case Date:
		return Filter{Field: field, Values: g.some([]string{"2021", "2021-01", "2021-01-28", "2021..2022-03", "2020-02-29..", "..1999-12"})}
	case Month:
		return Filter{Field: field, Values: g.some([]string{"1", "2", "10", "12"})}
	case Missing:
		return Filter{Field: field, Values: g.some([]string{"date", "region", "speaker"})}
	default:
		return Filter{Field: field, Values: g.some(oddValues)}
	}
}

// some gives one to three different values.
func (g gardener) some(from []string) []string {
	var values []string
	for _, i := range g.Perm(len(from))[:1+g.IntN(3)] {
		values = append(values, from[i])
	}
	return values
}

// node grows a node with at most so many brackets inside each other. Below another it is none of the kinds barred.
func (g gardener) node(depth int, inUnit bool, barred ...any) Node {
	for {
		n := g.any(depth, inUnit)
		ok := true
		for _, b := range barred {
			ok = ok && reflect.TypeOf(n) != reflect.TypeOf(b)
		}
		if ok {
			return n
		}
	}
}

func (g gardener) any(depth int, inUnit bool) Node {
	kind := g.IntN(10)
	switch {
	case kind == 0 && depth > 0:
		return And{g.nodes(depth-1, inUnit, And{})}
	case kind == 1 && depth > 0:
		return Or{g.nodes(depth-1, inUnit, Or{})}
	case kind == 2 && depth > 0:
		return Not{g.node(depth-1, inUnit, Not{})}
	case kind == 3 && depth > 0 && !inUnit:
		return Same{Unit: pick(g, []Unit{Sentence, Paragraph, WholeReport}), Node: g.node(depth-1, true)}
	case kind == 4 && !inUnit:
		return Near{Left: g.text(), Right: g.text(), Distance: g.IntN(MaxDistance + 1), Ordered: g.IntN(2) == 0}
	case kind == 6:
		return Outside{Text{"国有"}, []Text{{"中国有"}, {"国有 企业"}}[:1+g.IntN(2)]}
	case kind == 5 && !inUnit:
		return g.filter()
	case kind == 7 && !inUnit:
		return Value{pick(g, []string{"", "增长", "GDP", "城镇调查失业率"}), pick(g, []string{">", ">=", "<", "<="}), pick(g, []string{"6%", "1.2万亿元", "百分之六", "1200万"})}
	}
	return g.text()
}

// nodes grows two to four different nodes.
func (g gardener) nodes(depth int, inUnit bool, barred Node) []Node {
	var nodes []Node
	for len(nodes) < 2+g.IntN(3) {
		n := g.node(depth, inUnit, barred)
		known := false
		for _, other := range nodes {
			known = known || reflect.DeepEqual(n, other)
		}
		if !known {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

func TestPrintReadsBack(t *testing.T) {
	g := gardener{rand.New(rand.NewPCG(3, 4))}
	kinds := map[reflect.Type]int{}
	for range 20_000 {
		n := g.node(5, false)
		kinds[reflect.TypeOf(n)]++
		printed := Print(n)
		if q := Parse(printed); !reflect.DeepEqual(q.Root, n) || len(unsaid(q)) > 0 {
			t.Fatalf("%#v\nprints as %q\nwhich reads as %#v with notes %v", n, printed, q.Root, q.Notes)
		}
	}
	if len(kinds) != 9 {
		t.Errorf("grew only %v", kinds)
	}
}
