package figure

import (
	"slices"
	"strings"

	"gongbao/corpus/quantity"
)

// compare fills the comparator of a figure, and its qualifiers.
func (sn *sentence) compare(m *mention, f *Figure) {
	if !sn.aimed(m) {
		f.Comparator, f.Qualifiers = m.comparator, slices.Clone(m.qualifiers)
	}
	for _, c := range []struct{ word, sign string }{
		{"左右", "~"}, {"上下", "~"}, {"及以上", ">="}, {"以上", ">="}, {"以内", "<="}, {"之内", "<="}, {"及以下", "<="}, {"以下", "<"}, {"级", ">="},
	} {
		if strings.HasPrefix(m.right, c.word) {
			f.Comparator = c.sign
			f.Qualifiers = append(f.Qualifiers, c.word)
			break
		}
	}
	if f.Comparator == "" && sn.upTo(m) {
		f.Comparator, f.Qualifiers = ">=", append([]string{"上"}, f.Qualifiers...)
	}
	switch doubled := sn.s[m.q.From:m.q.To]; {
	case f.Comparator == "" && strings.HasPrefix(doubled, "翻") && hasOne(doubled, []string{"近", "约"}):
		f.Comparator = "~"
	case f.Comparator == "" && m.q.More:
		f.Comparator = ">"
	case m.q.Rank && strings.HasPrefix(sn.s[m.q.From:], "前"):
		f.Comparator = "<="
	case f.Comparator == "":
		f.Comparator = "="
	}
	if m.q.Bare && !m.q.High.IsZero() && strings.ContainsAny(f.Comparator, "<>") {
		f.High = quantity.Number{} // 不低于两位数
		if f.Comparator == ">" {
			f.Comparator = ">=" // 突破两位数
		}
	}
	for _, word := range []string{"力争", "确保", "争取", "努力"} {
		if strings.Contains(m.left, word) && !slices.Contains(f.Qualifiers, word) {
			f.Qualifiers = append(f.Qualifiers, word)
		}
	}
}

// upTo reports whether 上 before a number without a digit makes it a bound: 产量上|百万吨.
func (sn *sentence) upTo(m *mention) bool {
	return m.q.Bare && m.q.Unit != "%" && strings.HasSuffix(sn.s[m.from:m.q.From], "上") && !strings.HasSuffix(sn.s[m.from:m.q.From], "以上")
}

// measure fills what a figure states.
func (m *mention) measure(f *Figure) {
	move := m.move
	f.Measure = Amount
	switch {
	case m.q.Rank:
		f.Measure = Rank
		return
	case m.q.Unit == "倍":
		f.Measure = Multiple
		return
	case m.gap:
		f.Measure = Gap
	case move == 0:
		return
	case m.q.Dimension == quantity.Ratio && m.q.Unit != "个百分点":
		f.Measure = Growth
	default:
		f.Measure = Change
	}
	if f.Sign = map[bool]string{true: "up", false: "down"}[move > 0]; f.Measure == Growth && f.Value.IsZero() && f.High.IsZero() {
		f.Sign = "" // 零增长
	}
}

// moves reports whether what stands behind a number makes it a rate of growth: 保持8%左右的增长, 实现两位数增长.
func (m *mention) moves() bool {
	rest, of := strings.CutPrefix(trimLimit(m.right), "的")
	if !of {
		beyond := trimLimit(m.beyond)
		word := rates.prefix(beyond)
		return word != "" && m.q.Unit == "%" && (beyond == word || strings.ContainsRune(clauseMarks+"、和", firstRune(beyond[len(word):])))
	}
	_, grows := growing(behind(rest))
	return grows || runes(ups.prefix(rest)) > 1
}

// isGrowth reports whether a number is a growth by itself: 零增长, 两位数.
func (sn *sentence) isGrowth(m *mention) bool {
	return endsIn(sn.s[m.q.From:m.q.To], "增长", "位数")
}

// growing splits a rate of growth from what grows: 国内生产总值|增长目标.
func growing(noun string) (what string, ok bool) {
	what = noun
	for _, word := range []string{"目标", "预期", "速度", "要求", "率"} {
		what = strings.TrimSuffix(what, word)
	}
	for _, word := range []string{"增长", "增速", "速度", "较快增长"} {
		if strings.HasSuffix(what, word) {
			return strings.TrimSuffix(what, word), true
		}
	}
	return noun, false
}
