// Package quantity finds the quantities in a folded text and says what they are worth.
//
// A quantity is a number with its unit (1.2万亿元, 二千四百四十二万吨, 百分之十一点七, 翻两番), a number of 万 or 亿 without a unit, a
// percentage that is told by its size (两位数增长, 零增长, 过半), or a rank (第三位). Numbers are exact: no value is rounded. Dates,
// ordinals (第三届), numbers that mark a list (一是), names with a number in them (5G, C919) and years are no quantities, and neither
// is a mere direction (负增长, 由负转正). The table of units is units.txt.
//
// All positions are bytes of the folded text, half open, at rune borders.
package quantity

import (
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// A Quantity is a quantity in a folded text.
type Quantity struct {
	// Span begins at the number, or at 百分之, 第, 前 or 翻, and ends behind the unit, or behind the number when it has none.
	text.Span
	// Value is in Unit: 万 and 亿, and 百分之, are multiplied in. 翻两番 is 4 倍, 三成 is 30 %.
	Value Number
	// High is the upper end of a range (5%至6%, 二三百万), and 0 for any other quantity.
	High      Number
	Unit      string // as in units.txt, 元/吨 for one over another; 位 for a rank; :1 and 1: of proportions; empty when there is none
	Dimension Dimension
	Rank      bool // a position in an order: 第三位, 前10名
	More      bool // 多, 余 or 几 says that it is somewhat more than Value: 三十多个, 十几亿
	Written   bool // in characters: 三百, 百分之五
	Bare      bool // without a digit of its own: 千亿元, 万场, 过半, 两位数
}

// Find returns the quantities of a folded text in order.
func Find(folded string) []Quantity {
	return AppendAll(nil, folded)
}

// AppendAll appends the quantities of a folded text to dst, in order.
func AppendAll(dst []Quantity, folded string) []Quantity {
	f := finder{s: folded}
	for at := 0; at < len(folded); {
		c := rune(folded[at])
		size := 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(folded[at:])
		}
		if !begins(c) {
			at += size
			continue
		}
		q, to, ok := f.read(at, c, size)
		if ok {
			dst = append(dst, q)
		}
		at = max(to, at+size)
	}
	return dst
}

// begins reports whether a quantity, or what must be passed over as none, may begin with c.
func begins(c rune) bool {
	switch c {
	case '十', '百', '千', '万', '亿', '第', '前', '翻', '半':
		return true
	}
	return '0' <= c && c <= '9' || chineseDigit(c) >= 0
}

// A finder reads quantities of s.
type finder struct{ s string }

// read reads what begins at byte at with the rune c. It goes on at byte to; ok is false when what is there is no quantity.
func (f finder) read(at int, c rune, size int) (q Quantity, to int, ok bool) {
	switch c {
	case '第', '前':
		return f.rank(at, at+size)
	case '翻':
		return f.doubling(at, at+size)
	case '半':
		return f.halfOf(at, at+size)
	}
	if q, to, ok := f.percent(at); ok {
		return q, to, true
	}
	n, ok := f.number(at)
	if !ok {
		return q, max(n.to, f.runEnd(at)), false
	}
	if q, ok := f.special(n); ok {
		return q, q.To, true
	}
	if to, ok := f.none(n); ok {
		return q, to, false
	}
	q, ok = f.withUnit(n)
	if r, ok := f.ranged(q); ok {
		return r, r.To, true
	}
	if !ok {
		return q, n.to, false
	}
	return q, q.To, true
}

// special reads what is no number with a unit: 三分之二, 2.3:1, 两位数增长, 零增长.
func (f finder) special(n numeral) (q Quantity, ok bool) {
	for _, form := range []func(numeral) (Quantity, bool){f.fraction, f.proportion, f.places, f.noGrowth} {
		if q, ok = form(n); ok {
			return q, true
		}
	}
	return q, false
}

// runEnd returns the end of the characters of numerals that stand at byte at, for a row of them that is no numeral.
func (f finder) runEnd(at int) int {
	for i, c := range f.s[at:] {
		if c != '.' && (!begins(c) || strings.ContainsRune("第前翻半", c)) {
			return at + i
		}
	}
	return len(f.s)
}

// number reads a numeral, be it one of two that mean a range: 二、三百亿.
func (f finder) number(at int) (numeral, bool) {
	first, size := utf8.DecodeRuneInString(f.s[at:])
	if rest, comma := strings.CutPrefix(f.s[at+size:], "、"); comma && chineseDigit(first) > 0 && !strings.HasSuffix(f.s[:at], "、") {
		second, size2 := utf8.DecodeRuneInString(rest)
		if chineseDigit(second) == chineseDigit(first)+1 && carriesOn(rest[size2:]) {
			if n, ok := readNumeral(f.s, at+size+len("、")); ok && n.high == (Number{}) {
				low, _ := readNumeral(string(first)+rest[size2:], 0)
				n.low, n.high, n.from, n.digits = low.low, n.low, at, false
				return n, true
			}
		}
	}
	return readNumeral(f.s, at)
}

// carriesOn reports whether what stands behind 二、三 makes it a range and no list.
func carriesOn(rest string) bool {
	c, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune(text.Powers+"倍成", c) {
		return true
	}
	_, d, _ := measure(rest)
	return d != "" && d != Count
}

// none reports whether a numeral is a date, a name or an indefinite number, and where to go on.
func (f finder) none(n numeral) (to int, ok bool) {
	before, _ := utf8.DecodeLastRuneInString(f.s[:n.from])
	first, _ := utf8.DecodeRuneInString(f.s[n.from:])
	rest := f.s[n.to:]
	after, _ := utf8.DecodeRuneInString(rest)
	switch {
	case before == '第', strings.ContainsRune("几数", before) && strings.ContainsRune(text.Powers, first):
		return n.to, true
	case !n.chinese && n.from > 0 && (isWord(before) || strings.ContainsRune("+×/.#&", before)):
		return n.to, true
	case !n.chinese && before == ':' && n.from > 1 && isDigit(f.s[n.from-2]):
		return n.to, true // 1:1.5
	case !n.chinese && strings.ContainsRune("+×", after) && after > 0:
		return n.to, true
	}
	return f.date(n)
}

func isWord(c rune) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' }

// date reports whether a numeral is a year, one of several years, a month, a day or a decade, and where to go on.
func (f finder) date(n numeral) (to int, ok bool) {
	rest := f.s[n.to:]
	whole := n.digits && n.low.Exponent >= 0 && n.high == (Number{})
	value := int64(0)
	if n.low.Exponent >= 0 && n.low.Exponent < 5 {
		value = n.low.Digits * pow10(n.low.Exponent)
	}
	year := whole && value >= 1000 && value < 3000 && n.to-n.from >= 4
	switch {
	case year && strings.HasPrefix(rest, "年"):
		return n.to + len("年"), true
	case year && f.listsYears(rest):
		return n.to, true
	case strings.HasPrefix(rest, "年代"), strings.HasPrefix(rest, "世纪"):
		return n.to, true
	case n.more || n.scaled || value > 31:
		return 0, false
	case strings.HasPrefix(rest, "月"):
		return n.to + len("月"), true
	case strings.HasPrefix(rest, "日"), strings.HasPrefix(rest, "号"), strings.HasPrefix(rest, "时") && value < 25:
		return n.to, true
	}
	return 0, false
}

// listsYears reports whether rest, behind four digits, goes on to another year and 年: -2002年, 、1999年, 至2002年.
func (f finder) listsYears(rest string) bool {
	for _, sign := range []string{"-", "、", "至", "到", "和", "与"} {
		if next, ok := strings.CutPrefix(rest, sign); ok {
			n, ok := readNumeral(next, 0)
			return ok && n.digits && (strings.HasPrefix(next[n.to:], "年") || f.listsYears(next[n.to:]))
		}
	}
	return false
}

// withUnit reads the unit behind a numeral. ok is false when the two are no quantity.
func (f finder) withUnit(n numeral) (Quantity, bool) {
	q := Quantity{Span: text.Span{From: n.from, To: n.to}, Value: n.low, High: n.high, More: n.more, Written: n.chinese, Bare: n.bare}
	rest := f.s[n.to:]
	for _, more := range []string{"多", "余"} {
		if after, ok := strings.CutPrefix(rest, more); ok && !q.More && endsHere(after) && !n.digits {
			q.More, rest, q.To = true, after, q.To+len(more) // 八千余。
		}
	}
	if tenths(rest, n) {
		return f.inTenths(n, q), true
	}
	name, d, length := measure(rest)
	if length == 0 {
		if shared, ok := f.shared(n, q); ok {
			return shared, true
		}
		return q, f.unitless(n, q)
	}
	if name == "个" {
		if points, ok := f.points(q); ok {
			return points, true
		}
	}
	q.Unit, q.Dimension = name, d
	q.To += length
	q.half(f.s[q.To:])
	if after, ok := strings.CutPrefix(f.s[q.To:], "多"); ok && !q.More && endsHere(after) {
		q.More = true // 一倍多
		q.To += len("多")
	}
	if name == "百分点" {
		q.Unit = "个百分点"
	}
	return q, f.counts(n, q)
}

// shared gives a number the unit of the next one in a list: 11.1、11.2个百分点.
func (f finder) shared(n numeral, q Quantity) (Quantity, bool) {
	next, ok := strings.CutPrefix(f.s[q.To:], "、")
	if !ok {
		next, ok = strings.CutPrefix(f.s[q.To:], "和")
	}
	if !ok || n.chinese || n.scaled || next == "" || !isDigit(next[0]) {
		return q, false
	}
	m, ok := readNumeral(next, 0)
	if !ok {
		return q, false
	}
	end, ok := finder{next}.withUnit(m)
	if !ok || end.Unit == "" || end.Dimension == Time {
		return q, false
	}
	q.Unit, q.Dimension = end.Unit, end.Dimension
	if m.scale > 0 {
		q.Value = q.Value.shift(m.scale)
	}
	return q, true
}

// points gives 4.1个 the unit of the next number in a list, if that is 个百分点: 4.1个、3.3个百分点.
func (f finder) points(q Quantity) (Quantity, bool) {
	at := q.To + len("个")
	for _, sign := range []string{"、", "和", "与", "及"} {
		next, ok := strings.CutPrefix(f.s[at:], sign)
		if !ok {
			continue
		}
		n, ok := readNumeral(next, 0)
		if !ok {
			continue
		}
		end, ok := finder{next}.withUnit(n)
		if ok && end.Unit == "个百分点" {
			q.Unit, q.Dimension, q.To = end.Unit, end.Dimension, at
			return q, true
		}
	}
	return q, false
}

// half adds the half of 一倍半 and 三年半.
func (q *Quantity) half(rest string) {
	if q.Unit == "个半月" {
		q.Unit = "个月"
	} else if q.Unit != "倍" && q.Unit != "年" || !strings.HasPrefix(rest, "半") {
		return
	} else {
		q.To += len("半")
	}
	if v, ok := q.Value.plus(NewNumber(5, -1)); ok {
		q.Value = v
	}
}

// counts reports whether a numeral and a unit are a quantity: 一个 is an article, and 万 alone no number of 家 (万家灯火).
func (f finder) counts(n numeral, q Quantity) bool {
	one := n.low == NewNumber(1, 0) && n.high == Number{} && !n.more
	before := f.s[:n.from]
	switch {
	case n.chinese && one && (q.Dimension == Count || q.Dimension == People || q.Unit == "天" || q.Unit == "代"):
		return false
	case n.bare && n.to-n.from == len("万"):
		return f.stressed(before)
	case n.bare && q.Dimension == Time:
		return f.stressed(before)
	case (q.Unit == "度" || q.Unit == "方") && !n.scaled:
		return false // 一度, 四方
	case n.chinese && strings.Contains("分首角令尾封袋盒", q.Unit) && n.low.Compare(NewNumber(100, 0)) < 0:
		return false // 十分, 四首, 长三角, 三令五申
	case n.chinese && n.digits && n.to-n.from > len("〇〇") && q.Dimension == Time:
		return false // a row of digits in characters is a year
	}
	return true
}

// stressed reports whether a word before a number says that it is one: 超万场, 近千家.
func (f finder) stressed(before string) bool {
	return words{"超", "近", "过", "破", "达", "上", "逾", "约", "足", "到"}.endOf(before) != ""
}

// unitless reports whether a numeral without a unit is a quantity: one of 万 or 亿, or one that 多 or 以上 shows to be one.
func (f finder) unitless(n numeral, q Quantity) bool {
	rest := f.s[q.To:]
	if c, _ := utf8.DecodeRuneInString(rest); isWord(c) {
		return false
	}
	if n.scaled && strings.HasPrefix(rest, "级") {
		return true
	}
	limited := words{"以上", "以下", "以内", "左右"}.startOf(rest) != ""
	switch {
	case n.bare:
		return limited || f.stressed(f.s[:n.from]) && n.to-n.from > len("万")
	case n.scaled:
		return true
	case n.chinese:
		return q.More || limited && n.low.Compare(NewNumber(10, 0)) > 0
	}
	return q.More || limited
}

// inTenths reads on behind a number of tenths: 七成, 一成五, 三成多.
func (f finder) inTenths(n numeral, q Quantity) Quantity {
	q.Value, q.High, q.Unit, q.Dimension = n.low.shift(1), n.high.shift(1), "%", Ratio
	rest := f.s[n.to+len("成"):]
	digit, size := utf8.DecodeRuneInString(rest)
	next, _ := utf8.DecodeRuneInString(rest[size:])
	if d := chineseDigit(digit); d > 0 && n.chinese && q.High.IsZero() && !begins(next) {
		q.Value, _ = q.Value.plus(NewNumber(int64(d), 0))
		rest = rest[size:]
	}
	rest, q.More = cutMore(rest)
	q.To = len(f.s) - len(rest)
	return q
}

// tenths reports whether rest begins with the 成 of 七成: ten percent.
func tenths(rest string, n numeral) bool {
	after, ok := strings.CutPrefix(rest, "成")
	if !ok || n.low.Compare(NewNumber(10, 0)) > 0 || n.low.Digits == 0 || n.more {
		return false
	}
	for _, word := range []string{"为", "了", "立", "效", "果", "就", "功", "员", "都", "本", "熟", "品", "长", "型", "套", "人", "份", "分", "绩", "片", "体"} {
		if strings.HasPrefix(after, word) {
			return false
		}
	}
	return true
}
