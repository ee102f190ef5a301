package query

import (
	"strconv"
	"strings"
)

// A voice is how one language says a tree.
type voice struct {
	nothing    string // the nil tree
	everything string // what a tree of nothing but Nots and Filters starts from

	contains, containsBoth string
	containsOne, ofThem    string // before and after the list
	lacks, lacksBoth       string
	lacksAll, anyOfThem    string // before and after the list
	excluding              string // filters
	excludingThose, those  string // before and after any other clause
	within                 map[Unit]string
	apart, adjacent        string

	comma, and, andAlso, orElse      string // between clauses
	listComma, lastAnd, lastOr       string // between texts
	open, close, openText, closeText string
	innerOpen, innerClose            string // for quotation marks within a text

	field                           map[Field]string
	value                           map[string]string
	valueOr                         string
	yearRange, yearSince, yearUntil string
}

var chinese = voice{
	nothing:    "没有可以查找的内容",
	everything: "全部段落",

	contains: "包含", containsBoth: "同时包含",
	containsOne: "包含", ofThem: "之一",
	lacks: "不含", lacksBoth: "不同时包含",
	lacksAll: "不含", anyOfThem: "中的任何一个",
	excluding: "排除", excludingThose: "排除", those: "的段落",
	within: map[Unit]string{Sentence: "同一句中", Paragraph: "同一段中"},
	apart:  "{a}与{b}相距不超过 {n} 字", adjacent: "{a}与{b}紧邻",

	comma: "，", and: "且", andAlso: "，并且", orElse: "，或者",
	listComma: "、", lastAnd: "和", lastOr: "或",
	open: "（", close: "）", openText: "“", closeText: "”", innerOpen: "‘", innerClose: "’",

	field: map[Field]string{
		Year: "年份 ", Region: "地区 ", Level: "级别 ", Kind: "类型 ", Section: "章节含", Title: "标题含", Report: "报告 ",
	},
	value: map[string]string{
		"national": "全国", "province": "省级", "city": "市级", "county": "县级",
		"report": "报告", "resolution": "决议", "other": "其他",
	},
	valueOr:   " 或 ",
	yearRange: "{from}—{to}", yearSince: "{from} 及以后", yearUntil: "{to} 及以前",
}

var english = voice{
	nothing:    "nothing to search for",
	everything: "every paragraph",

	contains: "contains ", containsBoth: "contains ",
	containsOne: "contains one of ",
	lacks:       "not ", lacksBoth: "not both ",
	lacksAll:  "none of ",
	excluding: "except ", excludingThose: "except where ",
	within: map[Unit]string{Sentence: "in one sentence: ", Paragraph: "in one paragraph: "},
	apart:  "{a} is within {n} characters of {b}", adjacent: "{a} is next to {b}",

	comma: ", ", and: " and ", andAlso: ", and ", orElse: ", or ",
	listComma: ", ", lastAnd: " and ", lastOr: " or ",
	open: "(", close: ")", openText: "“", closeText: "”", innerOpen: "‘", innerClose: "’",

	field: map[Field]string{
		Year: "year ", Region: "region ", Level: "level ", Kind: "kind ", Section: "section with ", Title: "title with ", Report: "report ",
	},
	valueOr:   " or ",
	yearRange: "{from}–{to}", yearSince: "{from} or later", yearUntil: "{to} or earlier",
}

// list joins two items or more, or gives the one there is: “甲”、“乙”和“丙”.
func (v *voice) list(items []string, last string) string {
	end := len(items) - 1
	if end == 0 {
		return items[0]
	}
	return strings.Join(items[:end], v.listComma) + last + items[end]
}

// quote puts a text in quotation marks, and those within it into the lesser ones.
func (v *voice) quote(text string) string {
	inner := strings.NewReplacer(v.openText, v.innerOpen, v.closeText, v.innerClose)
	return v.openText + inner.Replace(shorten(text)) + v.closeText
}

func (v *voice) filter(f Filter) string {
	if f.Field == Year {
		return v.field[Year] + v.years(f.Years)
	}
	said := make([]string, len(f.Values))
	for i, value := range f.Values {
		said[i] = shorten(value)
		if name, ok := v.value[value]; ok && (f.Field == Level || f.Field == Kind) {
			said[i] = name
		}
		if f.Field == Section || f.Field == Title {
			said[i] = v.quote(value)
		}
	}
	return v.field[f.Field] + v.list(said, v.valueOr)
}

func (v *voice) years(years Years) string {
	form := v.yearRange
	switch {
	case years.From == years.To:
		form = "{from}"
	case years.To == 0:
		form = v.yearSince
	case years.From == 0:
		form = v.yearUntil
	}
	return strings.NewReplacer("{from}", strconv.Itoa(years.From), "{to}", strconv.Itoa(years.To)).Replace(form)
}
