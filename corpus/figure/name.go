package figure

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// states reports whether a text begins with a verb that states a level or a change, and so is no noun.
func states(s string) bool {
	for _, l := range []list{levels, ups, downs} {
		if runes(l.prefix(s)) > 1 {
			return true
		}
	}
	return false
}

// firstOf returns the first byte, behind the beginning, at which a word of l stands in s, or -1.
func firstOf(s string, l list) int {
	for i := range s {
		if i > 0 && l.prefix(s[i:]) != "" {
			return i
		}
	}
	return -1
}

// behind returns the noun behind a count: 8个|算力网项目.
func behind(right string) string {
	if end := strings.IndexByte(right, ')'); strings.HasPrefix(right, "(") && end >= 0 && runes(right[:end]) <= 3 {
		right = right[end+1:] // 6万台(套)
	}
	right = trimLimit(right)
	if next, ok := strings.CutPrefix(right, "、"); ok && (predicates.prefix(next) != "" || states(next)) {
		return "" // 7.75张、提前完成任务
	}
	name := strings.TrimPrefix(strings.TrimPrefix(right, "级"), "的")
	if act := acts.prefix(name); act != "" && !strings.HasPrefix(name[len(act):], "的") || border(name) != "" {
		return "" // 684件|全部办结, 8亿元|大关
	}
	for i := range name {
		if rest, ok := strings.CutPrefix(name[i:], "、"); ok && i > 0 && (dependents.prefix(rest) != "" || endsIn(rest[:min(len(rest), len("均"))], "均", "居", "占")) {
			name = name[:i] // 2个示范县、总数居全国首位
			break
		}
	}
	if cut := firstOf(name, predicates); cut >= 0 && (runes(name[:cut]) >= 2 || strings.HasPrefix(name[cut:], "达到")) {
		name = name[:cut]
	}
	if cut := strings.Index(name, "户均"); cut >= len("群众") {
		name = name[:cut] // 210户|群众户均增收
	}
	return trimMarks(name)
}

// acts are adverbs that open the predicate of what has been counted before.
var acts = listOf("全部", "全都", "均", "均已", "已", "已经", "都", "都已", "相继", "陆续", "先后", "如期", "按期", "正在", "无一", "悉数")

// origin returns where the last 从 or 由 of a text stands that begins a change, and is no part of a word like 从宽 and 自由; -1 if
// there is none.
func origin(s string) int {
	for end := len(s); ; {
		i := max(strings.LastIndex(s[:end], "从"), strings.LastIndex(s[:end], "由"))
		if i < 0 {
			return -1
		}
		if !withinWord(s, i) {
			return i
		}
		end = i
	}
}

// withinWord reports whether the 从 or 由 at byte i of a text is a part of a longer word.
func withinWord(s string, i int) bool {
	next, previous := firstRune(s[i+len("从"):]), lastRune(s[:i])
	if strings.HasPrefix(s[i:], "从") {
		return next > 0 && strings.ContainsRune("宽严轻业事优紧快属教艺而", next) || previous > 0 && strings.ContainsRune("服听遵跟随侍", previous)
	}
	return next == '于' || next == '来' || next == '此' || previous > 0 && strings.ContainsRune("自理缘事因案", previous)
}

func lastRune(s string) rune {
	c, _ := utf8.DecodeLastRuneInString(s)
	if s == "" {
		return 0
	}
	return c
}

// trimLimit removes the words of comparison that stand behind a number.
func trimLimit(right string) string {
	for _, word := range []string{"左右", "及以上", "以上", "以内", "之内", "以下", "上下"} {
		right = strings.TrimPrefix(right, word)
	}
	return right
}

// trimLead removes from the front of a name the words that do not belong to it: times, conjunctions, adverbs.
func trimLead(name string) string {
	for {
		before := name
		name = trimMarks(name)
		if _, rest := point(name); rest != "" {
			name = rest
		}
		name = trimTime(name)
		word := leads.prefix(name)
		whole := max(len(verbs.prefix(name)), len(says.prefix(name)))
		if word != "" && whole <= len(word) && wholes.prefix(name) == "" && !(word == "全国" && joins(name[len(word):])) && !rated(name[len(word):]) && !((word == "从" || word == "由") && withinWord(name, 0)) {
			name = name[len(word):]
		} else if who := whose.FindString(name); who != "" && wholes.prefix(name[len("全省"):]) == "" && !rated(name[len(who):]) && trimLead(name[len(who):]) != "" {
			name = name[len(who):]
		}
		if name == before {
			return name
		}
	}
}

// whose matches the place before a name, and the verbs that say that a number of it follows: 全县实现|地区生产总值.
var whose = regexp.MustCompile(`^[全我本][省市县区州镇乡旗盟国](?:全年|累计|共计|共有|共|预计|力争|确保|计划|已|将|实现|完成)+`)

// rated reports whether a text goes on from a verb to the name of its rate: 成功|率.
func rated(s string) bool { return strings.HasPrefix(s, "率") && !strings.HasPrefix(s, "率先") }

// joins reports whether a text begins with what joins two names.
func joins(s string) bool {
	for _, word := range []string{"、", "和", "与", "及"} {
		if strings.HasPrefix(s, word) {
			return true
		}
	}
	return false
}

// numbers are the characters that a numeral begins with.
const numbers = "0123456789十两" + text.Digits

var (
	someYears = regexp.MustCompile(`^(?:已?连续)?(?:[数几二两三四五六七八九十]{1,3}|\d{1,2})(?:年|个月)(?:以?来|以?内|间|里|前|时间)?(?:内|里)?`)
	decade    = regexp.MustCompile(`^(?:(?:上个?|本|\d{2}|[一二十]{2,3})世纪)?(?:[二三四五六七八九]十|\d0)年代(?:初期?|末期?|中期)?`)
	month     = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,2}|\d{1,2})月(?:份|底|末|初|[上中下]旬|(?:[一二三四五六七八九十]{1,3}|\d{1,2})日)?`)
	planName  = regexp.MustCompile(`^(?:十[一二三四五六七八九]?|[一二三四五六七八九])五$`)
	yearsEnd  = regexp.MustCompile(`^(?:年底|年末|年初|底|末|内|间|以来|来|前|时)`)
)

// trimTime removes from a name what stands up to the last time in it: 决定今年|安排.
func trimTime(name string) string {
	if strings.ContainsRune(numbers+"数几已连上本", firstRune(name)) {
		if word := decade.FindString(name); word != "" {
			name = name[len(word):]
		} else if word := someYears.FindString(name); word != "" {
			name = trimWithin(name[len(word):])
		}
		name = name[len(month.FindString(name)):]
	}
	if !mayName(name) {
		return name
	}
	if planName.MatchString(name) {
		return ""
	}
	all := slices.Collect(timesIn(name))
	for i := len(all) - 1; i >= 0; i-- {
		before, after := name[:all[i][0]], name[all[i][1]:]
		after = after[len(yearsEnd.FindString(after)):]
		if after != "" && !endsIn(before, comparing...) || len(before) <= len("到") {
			return after
		}
	}
	return name
}

// trimWithin removes the 中 of 五年中|投入 behind a time, but not that of 中央 and its like.
func trimWithin(name string) string {
	rest, ok := strings.CutPrefix(name, "中")
	switch {
	case strings.HasPrefix(rest, "间"):
		return rest[len("间"):]
	case !ok || strings.ContainsRune("央小等学西东部外医药华心试、", firstRune(rest)) || strings.HasPrefix(rest, "国") && !strings.HasPrefix(rest, "国家"):
		return name
	}
	return rest
}

// point splits the 一是 of a list from what follows it.
func point(s string) (mark, rest string) {
	rest = strings.TrimLeft(s, text.Digits+"十")
	if len(rest) == len(s) {
		return "", ""
	}
	for _, word := range []string{"是", "要"} {
		if after, ok := strings.CutPrefix(rest, word); ok {
			return s[:len(s)-len(after)], after
		}
	}
	return "", ""
}

// endVerb returns the verb that a name ends with; only says that the name is nothing else.
func endVerb(name string) (verb string, only bool) {
	rest := name
	for {
		word := verbs.suffix(rest)
		if word == "" {
			break
		}
		rest = rest[:len(rest)-len(word)]
	}
	return name[len(rest):], rest == ""
}

// leadingVerb returns the verb that a name begins with.
func leadingVerb(name string) string {
	word := verbs.prefix(name)
	if len(word) < len("建成") {
		return ""
	}
	return word
}

// trimRanked removes from the name of what has a rank the words of ranks: 居全国.
func trimRanked(name string) string {
	at := len(name)
	for _, word := range []string{"居", "列", "排名", "排", "位", "升至", "升到", "上升", "跃升", "跃居", "提升", "保持", "进入", "前移", "名列", "连续"} {
		if i := strings.Index(name, word); i >= 0 && i < at {
			at = i
		}
	}
	t := readTail(name[:at])
	for _, word := range []string{"全国", "全省", "世界", "全球"} {
		if before, ok := strings.CutSuffix(t.rest, word); ok {
			t.rest = strings.TrimSuffix(strings.TrimSuffix(before, "为"), "均")
		}
	}
	return trimLead(strings.TrimSuffix(t.rest, "中"))
}
