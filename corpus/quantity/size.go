package quantity

import (
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// places reads the growth of which only the number of digits is told, 两位数增长: from 10 to 99 %, 10 before 以上 and 以下, and 99 before
// 以内. Where no word of growth stands beside it, the digits are of something else: 死亡人数降到两位数.
func (f finder) places(n numeral) (Quantity, bool) {
	rest, ok := strings.CutPrefix(f.s[n.to:], "位数")
	digits, whole := n.low.at(0)
	if !ok || !whole || n.low.Exponent != 0 || n.high != (Number{}) || digits < 1 || digits > 3 || !f.tellsGrowth(n.from, rest) {
		return Quantity{}, false
	}
	q := Quantity{
		Span: text.Span{From: n.from, To: len(f.s) - len(rest)}, Value: NewNumber(pow10(int(digits)-1), 0), High: NewNumber(pow10(int(digits))-1, 0),
		Unit: "%", Dimension: Ratio, Written: true, Bare: true,
	}
	switch limits.startOf(rest) {
	case "":
		return q, true
	case "及以下", "以内":
		q.Value = q.High
	}
	q.High = Number{}
	return q, true
}

// words lists a few words.
type words []string

// startOf returns the first of the words that s begins with, or "".
func (w words) startOf(s string) string {
	for _, word := range w {
		if strings.HasPrefix(s, word) {
			return word
		}
	}
	return ""
}

// endOf returns the first of the words that s ends with, or "".
func (w words) endOf(s string) string {
	for _, word := range w {
		if strings.HasSuffix(s, word) {
			return word
		}
	}
	return ""
}

var (
	limits  = words{"及以上", "以上", "及以下", "以下", "以内"}
	growths = words{"增长", "增速", "增幅", "涨幅", "升幅", "降幅", "递增", "上升", "上涨", "下降", "跌幅"}
	paces   = words{"较快", "快速", "高速", "稳定", "平稳", "平均", "年均", "左右"}
)

// tellsGrowth reports whether a word of growth stands in the clause before byte from, or right at the beginning of rest.
func (f finder) tellsGrowth(from int, rest string) bool {
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, limits.startOf(rest)), "的")
	for word := paces.startOf(rest); word != ""; word = paces.startOf(rest) {
		rest = strings.TrimPrefix(rest[len(word):], "的")
	}
	if growths.startOf(rest) != "" {
		return true
	}
	clause := f.s[:from]
	clause = clause[strings.LastIndexAny(clause, ",。;:、")+1:]
	for _, word := range growths {
		if strings.Contains(clause, word) {
			return true
		}
	}
	return false
}

// noGrowth reads 零增长.
func (f finder) noGrowth(n numeral) (Quantity, bool) {
	if n.low != (Number{}) || n.high != (Number{}) || !n.chinese || !strings.HasPrefix(f.s[n.to:], "增长") {
		return Quantity{}, false
	}
	return Quantity{Span: text.Span{From: n.from, To: n.to + len("增长")}, Unit: "%", Dimension: Ratio, Written: true, Bare: true}, true
}

// halfOf reads the half of 过半, 近半 and 半数以上: 50 %. That of 过半年 and 近半个月 is no share, and neither is the 过半数 of a vote.
func (f finder) halfOf(from, at int) (q Quantity, to int, ok bool) {
	before, rest := f.s[:from], f.s[at:]
	rest, number := strings.CutPrefix(rest, "数")
	next, _ := utf8.DecodeRuneInString(rest)
	switch {
	case !number && (!compares(before) || strings.ContainsRune(halved, next)):
		return q, at, false
	case voting.startOf(rest) != "":
		return q, at, false
	}
	to = len(f.s) - len(rest)
	return Quantity{Span: text.Span{From: from, To: to}, Value: NewNumber(50, 0), Unit: "%", Dimension: Ratio, Written: true, Bare: true}, to, true
}

// halved are the characters that make with 半 before them a word of its own: 半年, 半成品.
const halved = "年月天日个小世百千夜生辈里公斤亩截圆山坡价票径空腰路点分秒钟岁壁成品导封边岛场旬载途身晌米尺吨程周学开"

// voting are words behind 半数 that make it a rule of votes: 全体代表过半数|通过.
var voting = words{"通过", "同意", "赞成", "票", "选票", "的赞成", "的同意", "的票"}

// whole are the words before 过半 and its like that make it no share: 双过半, 经过半开放.
var whole = words{"双", "时间", "经", "通", "渡", "不", "附", "最"}

// ofHalves are words that compare what follows with a half.
var ofHalves = words{"过", "近", "超", "逾", "约", "达"}

// compares reports whether a text ends with a word that compares what follows with a half: 过|半, but not 双过|半.
func compares(before string) bool {
	word := ofHalves.endOf(before)
	return word != "" && whole.endOf(strings.TrimSuffix(before, word)) == ""
}
