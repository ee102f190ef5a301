package ingest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/region"
	"gongbao/corpus/text"
)

// addRegion adds the name of a region as people wrote it, unless it is empty or only a rank, as in 我代表省人民政府.
func (f *facts) addRegion(name string) {
	name = strings.TrimSuffix(name, "人民政府")
	for _, rank := range []string{"", "省", "市", "县", "区", "州", "盟", "旗", "自治区", "自治州", "自治县", "我省", "我市", "我县", "我区", "全省", "全市", "全县", "全区", "本省", "本市", "本县", "本区"} {
		if name == rank {
			return
		}
	}
	f.regions = append(f.regions, name)
}

// ordinalTerm matches the term of a government behind its region: 容城县第十四届人民政府.
var ordinalTerm = regexp.MustCompile(`第?` + numeral + `届.*$`)

// addPlace adds a name that stands in a text, if it is one of a region, known or not: 容城县 of 容城县第十四届.
func (f *facts) addPlace(name string) {
	name = strings.TrimSuffix(ordinalTerm.ReplaceAllString(name, ""), "人民政府")
	if name == "国务院" || name == "全国" || isRegion(name) {
		f.addRegion(name)
	}
}

// regionIn returns the name of a region at the beginning or in the middle of words, such as a title or a file's name:
// 2025年辽宁省政府工作报告, 1954_国务院_政府工作报告, 关于保定市2023年预算执行情况的报告. It is empty if there is none.
func regionIn(words string) string {
	for _, part := range strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune(" _-—()（）[]【】.,，、~·:：《》<>|", r) }) {
		about := part
		for _, end := range []string{"人民政府工作报告", "政府工作报告", "工作报告", "人民政府", "政府", "关于"} {
			about, _, _ = strings.Cut(about, end)
		}
		if about = withoutYear(about); isRegion(about) {
			return about
		}
		if _, behind, ok := strings.Cut(part, "关于"); ok {
			for _, verb := range []string{"印发", "批转", "转发"} {
				behind = strings.TrimPrefix(behind, verb)
			}
			if name := leadingRegion(withoutYear(behind)); name != "" {
				return name
			}
		}
		if name := leadingRegion(withoutYear(part)); name != "" {
			return name
		}
	}
	return ""
}

var yearBefore = regexp.MustCompile(`^(?:\d+年?|年|[` + zeros + text.Digits + `]{4}年)`)

// withoutYear cuts the year around the name of a region.
func withoutYear(words string) string {
	words = yearBefore.ReplaceAllString(words, "")
	return strings.TrimRight(words, "0123456789年度")
}

// behindRegion matches what stands behind the short name of a region in the title of a document.
var behindRegion = regexp.MustCompile(`^(?:(?:19|20)\d{2}年|"?十[一二三四五六七八九]?五|国民经济|人民政府|政府|统计|预算|第[一二三四五六七八九十])`)

// leadingRegion returns the region that a title begins with: one with its rank, or a short name where the words behind it leave
// no doubt, since 朝阳 is a word too.
func leadingRegion(title string) string {
	r, rest, ok := region.FindPrefix(title)
	if !ok || rest == "" {
		return ""
	}
	name := strings.TrimSuffix(title, rest)
	last, _ := utf8.DecodeLastRuneInString(name)
	if r.Level != region.National && strings.ContainsRune(ranks, last) && utf8.RuneCountInString(name) > 2 || behindRegion.MatchString(rest) {
		return name
	}
	return ""
}

// ranks are the characters that full names of regions end with.
const ranks = "省市县区州盟旗"

// townshipForm matches a township, folded, and what stands behind it where it has an assembly or an administration of its own.
var townshipForm = regexp.MustCompile(`^(\p{Han}{1,10}?(?:镇|乡|街道|苏木))(?:(?:19|20)\d{2}年.*|第?` + numeral + `届.*|人民政府.*|政府.*|办事处.*|工作报告.*)?$`)

// townshipIn returns the township that words such as a title begin with, without the regions that it lies in: 石湾镇 of
// 博罗县石湾镇人民政府工作报告. The table of regions ends with counties, so it is none of them, and least of all the county.
func townshipIn(words string) string {
	words = withoutYear(strings.TrimPrefix(words, "关于"))
	for {
		_, rest, ok := region.FindPrefix(words)
		last, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(words, rest))
		if !ok || rest == "" || !strings.ContainsRune(ranks, last) {
			break
		}
		words = rest
	}
	m := townshipForm.FindStringSubmatch(words)
	if m == nil || noTownship.MatchString(m[1]) {
		return ""
	}
	if _, known := region.Find(m[1]); known { // 景德镇, 新乡
		return ""
	}
	return m[1]
}

// noTownship matches words that end like the name of a township and are none.
var noTownship = regexp.MustCompile(`^(?:全|各|我|本|该|乡|城|建制|特色小|中心|重点)(?:乡?镇|乡|街道)$`)

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
	return strings.ContainsRune(ranks, last) && utf8.RuneCountInString(word) > 2 && utf8.RuneCountInString(word) <= longest && !notPlace.MatchString(word)
}

// notPlace matches words that end like a name of a region and are none.
var notPlace = regexp.MustCompile(`^(?:全|各|我|本|该|某些|其他|有关)|(?:园区|社区|小区|景区|灾区|革命老区)$`)
