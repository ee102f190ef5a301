package ingest

import (
	"strings"
	"unicode/utf8"

	"gongbao/corpus/region"
)

// addRegion adds the name of a region, unless it is empty or only a rank, as in 我代表省人民政府.
func (f *facts) addRegion(name string) {
	name = strings.TrimSuffix(name, "人民政府")
	for _, rank := range []string{"", "省", "市", "县", "区", "州", "盟", "旗", "自治区", "自治州", "自治县", "我省", "我市", "我县", "我区", "全省", "全市"} {
		if name == rank {
			return
		}
	}
	f.regions = append(f.regions, name)
}

// regionIn returns the name of a region at the beginning or in the middle of words, such as a title or a file's name:
// 2025年辽宁省政府工作报告, 1954_国务院_政府工作报告. It is empty if there is none.
func regionIn(words string) string {
	for _, part := range strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune(" _-—()（）[]【】.,，、~·", r) }) {
		part = strings.TrimLeft(part, "0123456789")
		part = strings.TrimPrefix(part, "年")
		for _, end := range []string{"人民政府工作报告", "政府工作报告", "工作报告", "人民政府", "政府", "关于"} {
			part, _, _ = strings.Cut(part, end)
		}
		part = strings.TrimRight(part, "0123456789年度")
		if isRegion(part) {
			return part
		}
	}
	return ""
}

// isRegion reports whether a word is a region's name: a known one, or one that ends with a rank.
func isRegion(word string) bool {
	if utf8.RuneCountInString(word) < 2 {
		return false
	}
	if _, ok := region.Find(word); ok {
		return true
	}
	const longest = 12 // characters of a name with its rank
	last, _ := utf8.DecodeLastRuneInString(word)
	return strings.ContainsRune("省市县区州盟旗", last) && utf8.RuneCountInString(word) > 2 && utf8.RuneCountInString(word) <= longest
}
