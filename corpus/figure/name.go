package figure

import (
	"regexp"
	"strings"

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
	name := strings.TrimPrefix(strings.TrimPrefix(trimLimit(right), "级"), "的")
	if cut := firstOf(name, predicates); cut >= 0 && (runes(name[:cut]) >= 2 || strings.HasPrefix(name[cut:], "达到")) {
		name = name[:cut]
	}
	return trimMarks(name)
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
		if word := leads.prefix(name); word != "" && len(verbs.prefix(name)) <= len(word) && wholes.prefix(name) == "" {
			name = name[len(word):]
		}
		if name == before {
			return name
		}
	}
}

var (
	someYears = regexp.MustCompile(`^(?:已?连续)?[数几二两三四五六七八九十\d]+(?:年|个月)(?:来|内|间|里|中|时间)?(?:内|里)?`)
	planName  = regexp.MustCompile(`^(?:十[一二三四五六七八九]?|[一二三四五六七八九])五$`)
	yearsEnd  = regexp.MustCompile(`^(?:年底|年末|年初|底|末|内|间|以来|来|前|时)`)
)

// trimTime removes from a name what stands up to the last time in it: 决定今年|安排.
func trimTime(name string) string {
	name = name[len(someYears.FindString(name)):]
	if !mayName(name) {
		return name
	}
	if planName.MatchString(name) {
		return ""
	}
	all := periodForms.FindAllStringIndex(name, -1)
	for i := len(all) - 1; i >= 0; i-- {
		before, after := name[:all[i][0]], name[all[i][1]:]
		after = after[len(yearsEnd.FindString(after)):]
		if after != "" && !endsIn(before, comparing...) || len(before) <= len("到") {
			return after
		}
	}
	return name
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
	return trimLead(t.rest)
}
