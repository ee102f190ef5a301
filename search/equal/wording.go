package equal

import (
	"slices"
	"strconv"
	"strings"

	"gongbao/corpus/quantity"
)

// mostDigits is how many digits a number may have that is written in other wordings; no report prints longer ones.
const mostDigits = 13

// Wordings returns the wordings of a value in a unit, as folded texts: in digits and in characters, with and without 万 and 亿, with
// zeros behind the point, in units of the same meaning and in those that are a whole or decimal multiple. Each of them is read as
// that value by package quantity. There are none for a value that nobody would write, such as 三分之二.
func Wordings(value quantity.Number, unit string) []string {
	var all []string
	for i, m := range measures(value, unit) {
		all = append(all, m.wordings(i > 0 && m.value != value)...)
	}
	return all
}

// A measured is a number of units.
type measured struct {
	value quantity.Number
	unit  string
}

// wordings returns the wordings of a number in its unit, those of a converted one without the rarer ones.
func (m measured) wordings(converted bool) []string {
	if m.value.Over > 1 || m.value.Digits <= 0 || len(m.value.String()) > mostDigits+4 {
		return nil
	}
	var all []string
	add := func(written string) {
		if !slices.Contains(all, written) && m.isRead(written) {
			all = append(all, written)
		}
	}
	inDigits, inCharacters := m.inDigits(converted), inCharacters(m.value)
	for _, n := range inDigits {
		add(n + m.unit)
	}
	fraction := m.fraction()
	for _, n := range inCharacters {
		if fraction == "" {
			add(n + m.unit)
		} else {
			add(fraction + n)
		}
	}
	if fraction != "" {
		for _, n := range inDigits {
			add(fraction + n)
		}
	}
	if tenths, ok := shifted(m.value, -1); ok && m.unit == "%" && !strings.Contains(tenths, ".") {
		add(tenths + "成")
		if n, ok := wholeOf(tenths); ok {
			add(characters(n) + "成")
		}
	}
	return all
}

// ratios are the units of numbers that are printed with zeros behind the point.
var ratios = []string{"%", "个百分点", "百分点", "倍"}

// fraction returns what stands before the number instead of the unit, if anything may: 百分之.
func (m measured) fraction() string {
	return map[string]string{"%": "百分之", "‰": "千分之", "‱": "万分之"}[m.unit]
}

// isRead reports whether a text is one quantity, and this one.
func (m measured) isRead(written string) bool {
	all := quantity.Find(written)
	if len(all) != 1 {
		return false
	}
	q := all[0]
	return q.From == 0 && q.To == len(written) && isExact(&q) && sameUnit(q.Unit, m.unit) && q.Value == m.value
}

// isExact reports whether a quantity is one value, and neither a range, nor more than it says, nor a place in an order.
func isExact(q *quantity.Quantity) bool { return q.High.IsZero() && !q.More && !q.Rank && !q.Bare }

// scales are the powers of ten that have characters; only a single digit stands before those that are short.
var scales = []struct {
	written string
	power   int
	short   bool
}{{"", 0, false}, {"万", 4, false}, {"亿", 8, false}, {"万亿", 12, false}, {"百", 2, true}, {"千", 3, true}, {"百万", 6, true}, {"千万", 7, true}, {"百亿", 10, true}, {"千亿", 11, true}}

// inDigits writes a number in digits: 12000亿, 1.2万亿, 1万2千亿, 3亿5000万, 6.0.
func (m measured) inDigits(converted bool) (all []string) {
	for _, scale := range scales {
		n, ok := shifted(m.value, -scale.power)
		whole, behind, _ := strings.Cut(n, ".")
		if !ok || len(n) > mostDigits || scale.short && (converted || len(whole) > 1 || whole == "0") || scale.power > 0 && whole == "0" && len(behind) > 2 {
			continue
		}
		all = append(all, n+scale.written)
		if converted || scale.short || scale.power == 0 && !slices.Contains(ratios, m.unit) && behind == "" {
			continue
		}
		if whole == n {
			n += "."
		}
		for zeros := len(behind); zeros < 2; zeros++ {
			n += "0"
			all = append(all, n+scale.written)
		}
	}
	if converted {
		return all
	}
	return append(all, m.inSteps()...)
}

// inSteps writes a number in two steps: 3万5千, 3亿5000万, 1万2千亿.
func (m measured) inSteps() (all []string) {
	for _, step := range []struct {
		power       int
		first, last string
	}{{0, "万", ""}, {4, "亿", "万"}, {8, "万", "亿"}} {
		n, ok := shifted(m.value, -step.power)
		whole, isWhole := wholeOf(n)
		high, low := whole/10_000, whole%10_000
		if !ok || !isWhole || high == 0 || high >= 10_000 || low == 0 {
			continue
		}
		begin := strconv.FormatInt(high, 10) + step.first
		all = append(all, begin+strconv.FormatInt(low, 10)+step.last)
		if low%1000 == 0 {
			all = append(all, begin+strconv.FormatInt(low/1000, 10)+"千"+step.last)
		}
		if low < 1000 {
			all = append(all, begin+"零"+strconv.FormatInt(low, 10)+step.last)
		}
	}
	return all
}

// inCharacters writes a number in characters: 一万二千亿, 一点二万亿, 两千, 零点五.
func inCharacters(value quantity.Number) (all []string) {
	for _, scale := range scales[:4] {
		n, ok := shifted(value, -scale.power)
		whole, behind, decimal := strings.Cut(n, ".")
		high, isWhole := wholeOf(whole)
		if !ok || !isWhole || high == 0 && (!decimal || scale.power > 0) {
			continue
		}
		written := characters(high)
		if decimal {
			if len(behind) > 3 || high >= 10_000 {
				continue
			}
			written += "点" + digitByDigit(behind)
		} else if scale.power > 0 && high >= 10_000 {
			continue // 一万二千亿 comes of the whole number too
		}
		for _, form := range spoken(written) {
			all = append(all, form+scale.written)
		}
	}
	return all
}

// spoken returns a numeral in characters, also with 两 for 二 and without its 零.
func spoken(written string) []string {
	forms := []string{written}
	first := written
	if rest, ok := strings.CutPrefix(written, "二"); ok && (rest == "" || strings.ContainsAny(rest[:len("千")], "百千万亿")) {
		first = "两" + rest
	}
	for _, form := range []string{first, strings.ReplaceAll(first, "二千", "两千"), strings.ReplaceAll(written, "零", "")} {
		if form != "" && !slices.Contains(forms, form) {
			forms = append(forms, form)
		}
	}
	return forms
}

// characters writes a whole number in characters: 一万二千零三亿; 零 for 0.
func characters(n int64) string {
	switch {
	case n == 0:
		return "零"
	case n >= 1_0000_0000:
		return characters(n/1_0000_0000) + "亿" + behindScale(n%1_0000_0000, 1000_0000)
	case n >= 10_000:
		return characters(n/10_000) + "万" + behindScale(n%10_000, 1000)
	case n < 20 && n >= 10:
		return strings.TrimPrefix(below10000(n), "一")
	}
	return below10000(n)
}

// behindScale writes what follows 万 or 亿, with 零 where it is less than the next place.
func behindScale(n, place int64) string {
	switch {
	case n == 0:
		return ""
	case n < place:
		return "零" + strings.TrimPrefix(characters(n), "零")
	}
	return characters(n)
}

// below10000 writes a number from 1 to 9999, 12 as 一十二.
func below10000(n int64) string {
	var b strings.Builder
	zero := false
	for _, place := range []struct {
		by      int64
		written string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		digit := n / place.by % 10
		if digit == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteString("零")
			zero = false
		}
		b.WriteString(digitByDigit(strconv.FormatInt(digit, 10)) + place.written)
	}
	return b.String()
}

const digits = "零一二三四五六七八九"

// digitByDigit writes digits one by one.
func digitByDigit(s string) string {
	var b strings.Builder
	for _, c := range s {
		b.WriteString(string([]rune(digits)[c-'0']))
	}
	return b.String()
}

// shifted writes a number, times a power of ten, in digits.
func shifted(n quantity.Number, power int) (string, bool) {
	if n.Digits <= 0 || n.Exponent+power > mostDigits {
		return "", false
	}
	return quantity.Number{Digits: n.Digits, Exponent: n.Exponent + power}.String(), true
}

// wholeOf reads a whole number.
func wholeOf(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && len(s) <= mostDigits+3
}
