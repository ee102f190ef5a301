package quantity

import (
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// perUnits are the fractions with a unit of their own.
var perUnits = []struct{ written, unit string }{{"百分之", "%"}, {"千分之", "‰"}, {"万分之", "‱"}}

// percent reads a fraction with a unit of its own: 百分之十一点七, 千分之三, 一半.
func (f finder) percent(at int) (q Quantity, to int, ok bool) {
	rest := f.s[at:]
	for _, per := range perUnits {
		if number, ok := strings.CutPrefix(rest, per.written); ok {
			return f.percentOf(at, at+len(rest)-len(number), per.unit)
		}
	}
	if strings.HasPrefix(rest, "一半") && !strings.HasSuffix(f.s[:at], "第") {
		after, more := cutMore(rest[len("一半"):])
		to = len(f.s) - len(after)
		return Quantity{Span: text.Span{From: at, To: to}, Value: NewNumber(50, 0), Unit: "%", Dimension: Ratio, More: more, Written: true}, to, true
	}
	return q, at, false
}

// percentOf reads the number behind 百分之, and the range that it may be: 百分之五到百分之六, 百分之五至七.
func (f finder) percentOf(from, at int, unit string) (q Quantity, to int, ok bool) {
	n, ok := f.number(at)
	if !ok {
		return q, at, false
	}
	q = Quantity{Span: text.Span{From: from, To: n.to}, Value: n.low, High: n.high, Unit: unit, Dimension: Ratio, Written: true, More: n.more}
	for _, more := range []string{"多", "几", "余"} {
		if strings.HasPrefix(f.s[q.To:], more) && !q.More {
			q.More = true
			q.To += len(more)
		}
	}
	if r, ok := f.ranged(q); ok {
		q = r
	}
	return q, q.To, true
}

// fraction reads 三分之二 and 1/3, given the number that it begins with.
func (f finder) fraction(n numeral) (Quantity, bool) {
	above, ok := strings.CutPrefix(f.s[n.to:], "分之")
	if !ok {
		return f.slashed(n)
	}
	over, fits := n.low.at(0)
	m, ok := readNumeral(f.s, len(f.s)-len(above))
	if !ok || !fits || n.high != (Number{}) || over < 2 || n.low.Exponent < 0 {
		return Quantity{}, false
	}
	value := m.low
	value.Over = over
	return Quantity{Span: text.Span{From: n.from, To: m.to}, Value: value, Dimension: Ratio, Written: m.chinese}, true
}

// slashed reads 1/3, given its upper number.
func (f finder) slashed(above numeral) (Quantity, bool) {
	rest, ok := strings.CutPrefix(f.s[above.to:], "/")
	if !ok || above.chinese || !above.digits || above.from > 0 && f.s[above.from-1] == '/' {
		return Quantity{}, false
	}
	n, ok := readNumeral(rest, 0)
	over, fits := n.low.at(0)
	if !ok || !fits || n.low.Exponent < 0 || over < 2 || over > 100 || n.low.Compare(above.low) <= 0 || strings.HasPrefix(rest[n.to:], "/") {
		return Quantity{}, false
	}
	value := above.low
	value.Over = over
	return Quantity{Span: text.Span{From: above.from, To: above.to + len("/") + n.to}, Value: value, Dimension: Ratio}, true
}

// cutMore removes the word behind a ratio that says that it is somewhat more: 翻一番|多, 一成|还多.
func cutMore(s string) (rest string, more bool) {
	rest, more = strings.CutPrefix(strings.TrimPrefix(s, "还"), "多")
	if more && endsHere(rest) {
		return rest, true
	}
	return s, false
}

// doubling reads 翻一番, 翻了两番 and 翻番.
func (f finder) doubling(from, at int) (q Quantity, to int, ok bool) {
	rest := strings.TrimPrefix(f.s[at:], "了")
	rest = strings.TrimPrefix(rest, words{"将近", "接近", "近", "大约", "约"}.startOf(rest)) // 翻了近两番
	times := int64(1)
	if n, ok := readNumeral(rest, 0); ok && n.low.Exponent == 0 && n.low.Digits < 10 {
		times, rest = n.low.Digits, rest[n.to:]
	}
	after, ok := strings.CutPrefix(rest, "番")
	if !ok {
		return q, at, false
	}
	after, more := cutMore(after)
	to = len(f.s) - len(after)
	value := NewNumber(1<<times, 0)
	return Quantity{Span: text.Span{From: from, To: to}, Value: value, Unit: "倍", Dimension: Ratio, More: more, Written: true}, to, true
}

// rank reads 第三位, 前10名, and 第三 where a word before says that it is a rank: 居全国第三.
func (f finder) rank(from, at int) (q Quantity, to int, ok bool) {
	n, ok := readNumeral(f.s, at)
	if !ok {
		return q, max(at, f.runEnd(at)), false
	}
	q = Quantity{Span: text.Span{From: from, To: n.to}, Value: n.low, High: n.high, Unit: "位", Dimension: Count, Rank: true, Written: n.chinese}
	rest := f.s[n.to:]
	first := f.s[from:at] == "第"
	for _, unit := range []string{"位", "名"} {
		if after, ok := strings.CutPrefix(rest, unit); ok && !strings.HasPrefix(after, "额") {
			q.To = n.to + len(unit)
			return q, q.To, first || n.low.Compare(NewNumber(1, 0)) > 0
		}
	}
	if first && (f.ranked(from) || strings.HasPrefix(rest, "、第")) && (endsRank(rest)) {
		return q, n.to, f.ranked(from)
	}
	if first {
		return q, f.ordinalEnd(n.to), false
	}
	// 前10年, 前三季度: what follows 前 is read by itself
	return q, at, false
}

// ordinalEnd returns the end of what an ordinal numbers, so that 第三个五年计划 and 第一、二、三产业 have no quantity.
func (f finder) ordinalEnd(at int) int {
	rest := f.s[at:]
	for {
		next, ok := strings.CutPrefix(rest, "、")
		if !ok {
			break
		}
		n, ok := readNumeral(next, 0)
		if !ok {
			break
		}
		rest = next[n.to:]
	}
	rest = strings.TrimPrefix(rest, "个")
	if n, ok := readNumeral(rest, 0); ok {
		rest = rest[n.to:]
	}
	return len(f.s) - len(rest)
}

// ranked reports whether a word of ranks stands closely before 第.
func (f finder) ranked(from int) bool {
	before := f.s[max(0, from-30):from]
	if i := strings.LastIndexAny(before, ",。;"); i >= 0 {
		before = before[i+1:]
	}
	for _, word := range []string{"居", "列", "排", "升至", "升到", "跃", "位次", "进到", "保持", "稳居", "由", "从"} {
		if strings.Contains(before, word) {
			return true
		}
	}
	for _, word := range []string{"全国", "世界", "全球", "全省", "全区", "全市", "地区", "中部", "西部", "东部", "亚洲"} {
		if strings.HasSuffix(before, word) {
			return true
		}
	}
	return false
}

// endsRank reports whether nothing that a number could count follows.
func endsRank(rest string) bool {
	c, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !strings.ContainsRune("大个次届批季产轮部章条期一二三四五六七八九十步阶方梯代家条种类套号人年天任所", c)
}

// proportion reads 2.3:1 and 1:3.4 behind a word that says that it is one: 收入比, 比例. The value of both is the number that is not 1,
// in the unit :1 or 1:.
func (f finder) proportion(n numeral) (Quantity, bool) {
	const colon = ":"
	if !strings.HasPrefix(f.s[n.to:], colon) || n.chinese || n.scaled || n.more || strings.HasSuffix(f.s[:n.from], colon) {
		return Quantity{}, false
	}
	clause := f.s[max(0, n.from-len("城乡居民收入比例缩小到")):n.from]
	if i := strings.LastIndexAny(clause, ",。;("); i >= 0 {
		clause = clause[i:]
	}
	m, ok := readNumeral(f.s, n.to+len(colon))
	one := NewNumber(1, 0)
	if !ok || m.chinese || m.scaled || m.more || !strings.Contains(clause, "比") || (n.low == one) == (m.low == one) {
		return Quantity{}, false
	}
	q := Quantity{Span: text.Span{From: n.from, To: m.to}, Value: n.low, Unit: ":1", Dimension: Ratio}
	if n.low == one {
		q.Value, q.Unit = m.low, "1:"
	}
	return q, true
}
