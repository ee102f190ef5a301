package explain

import "gongbao/search/query"

// A phrasing holds one language's phrases for trees.
type phrasing struct {
	nothing    string // the nil tree
	everything string // the start of a tree of nothing but Nots and Filters

	contains, containsBoth string
	containsOne, ofThem    string // before and after the list
	lacks, lacksBoth       string
	lacksAll, anyOfThem    string // before and after the list
	excluding              string // filters
	excludingThose, those  string // before and after any other clause
	within                 map[query.Unit]string
	apart, adjacent        string
	then, next             string // the same in order

	figure, anyFigure string // {a} is what it is about, {n} what its value compares with

	outside string // behind a text: {a} is what it stands outside of

	comma, and, andAlso, orElse      string // between clauses
	listComma, lastAnd, lastOr       string // between texts
	inAll                            string // behind a list that is cut
	open, close, openText, closeText string
	innerOpen, innerClose            string // for quotation marks inside a text

	field                           map[query.Field]string
	value                           map[string]string // of levels and kinds
	role                            map[string]string
	missing                         map[string]string // what a report may lack
	inside                          string            // behind a region
	valueOr                         string
	yearRange, yearSince, yearUntil string
}

var chinese = phrasing{
	nothing:    "没有可以查找的内容",
	everything: "全部段落",

	contains: "包含", containsBoth: "同时包含",
	containsOne: "包含", ofThem: "之一",
	lacks: "不含", lacksBoth: "不同时包含",
	lacksAll: "不含", anyOfThem: "中的任何一个",
	excluding: "排除", excludingThose: "排除", those: "的段落",
	within: map[query.Unit]string{query.Sentence: "同一句中", query.Paragraph: "同一段中", query.WholeReport: "同一篇报告中"},
	apart:  "{a}与{b}相距不超过 {n} 字", adjacent: "{a}与{b}紧邻",
	then: "{a}之后不超过 {n} 字有{b}", next: "{a}紧接着{b}",

	figure: "{a}的数值 {n}", anyFigure: "数值 {n}",

	outside: "（{a}里的不算）",

	comma: "，", and: "且", andAlso: "，并且", orElse: "，或者",
	listComma: "、", lastAnd: "和", lastOr: "或", inAll: "（共 {n} 个）",
	open: "（", close: "）", openText: "“", closeText: "”", innerOpen: "‘", innerClose: "’",

	field: map[query.Field]string{
		query.Year: "年份 ", query.Region: "地区 ", query.Level: "级别 ", query.Kind: "类型 ", query.Section: "章节含", query.Role: "部分 ", query.Title: "标题含", query.Report: "报告 ",
		query.Date: "日期 ", query.Month: "月份 ", query.Speaker: "报告人 ", query.Meeting: "会议名称含", query.Missing: "缺少",
	},
	value: map[string]string{
		"national": "全国", "province": "省级", "city": "市级", "county": "县级",
		"report": "报告", "resolution": "决议", "bulletin": "统计公报", "plan": "规划", "budget": "预算报告", "regulation": "法规", "document": "公文", "other": "其他",
	},
	role: map[string]string{"review": "回顾", "plan": "安排", "annex": "附件"},
	missing: map[string]string{
		"title": "标题", "region": "地区", "level": "级别", "year": "年份", "date": "日期", "meeting": "会议名称", "speaker": "报告人",
	},
	inside:    "及下辖地区",
	valueOr:   " 或 ",
	yearRange: "{from}—{to}", yearSince: "{from} 及以后", yearUntil: "{to} 及以前",
}

var english = phrasing{
	nothing:    "nothing to search for",
	everything: "every paragraph",

	contains: "contains ", containsBoth: "contains ",
	containsOne: "contains one of ",
	lacks:       "not ", lacksBoth: "not both ",
	lacksAll:  "none of ",
	excluding: "except ", excludingThose: "except where ",
	within: map[query.Unit]string{query.Sentence: "in one sentence: ", query.Paragraph: "in one paragraph: ", query.WholeReport: "in one report: "},
	apart:  "{a} is within {n} characters of {b}", adjacent: "{a} is next to {b}",
	then: "{a} is followed by {b} within {n} characters", next: "{a} is followed by {b} directly",

	figure: "a figure of {a} {n}", anyFigure: "a figure {n}",

	outside: " (but not in {a})",

	comma: ", ", and: " and ", andAlso: ", and ", orElse: ", or ",
	listComma: ", ", lastAnd: " and ", lastOr: " or ", inAll: " ({n} in all)",
	open: "(", close: ")", openText: "“", closeText: "”", innerOpen: "‘", innerClose: "’",

	field: map[query.Field]string{
		query.Year: "year ", query.Region: "region ", query.Level: "level ", query.Kind: "kind ", query.Section: "section with ", query.Role: "part ", query.Title: "title with ", query.Report: "report ",
		query.Date: "date ", query.Month: "month ", query.Speaker: "speaker ", query.Meeting: "meeting with ", query.Missing: "without ",
	},
	inside:    " with all that lies in it",
	valueOr:   " or ",
	yearRange: "{from}–{to}", yearSince: "{from} or later", yearUntil: "{to} or earlier",
}
