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
	for _, word := range []string{"力争", "确保", "争取", "努力"} {
		if strings.Contains(m.left, word) && !slices.Contains(f.Qualifiers, word) {
			f.Qualifiers = append(f.Qualifiers, word)
		}
	}
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
	f.Sign = map[bool]string{true: "up", false: "down"}[move > 0]
}

// moves reports whether what stands behind a number makes it a rate of growth: 保持8%左右的增长.
func moves(right string) bool {
	rest, ok := strings.CutPrefix(trimLimit(right), "的")
	if !ok {
		return false
	}
	_, grows := growing(behind(rest))
	return grows || runes(ups.prefix(rest)) > 1
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
