package figure

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A tail is what the words directly before a number say about it.
type tail struct {
	rest       string // the words before the tail: they name what is measured
	move       int    // 1 for an increase, -1 for a decrease, 0 for neither
	noun       bool   // the move is the name of a rate: 涨幅
	said       bool   // a word of level: 达到, 为
	gap        bool   // 高于全国
	comparator string
	qualifiers []string
	ahead      bool // a noun stands behind the number
}

// readTail reads the words before a number from their end.
func readTail(left string) tail { return readTailBefore(left, false) }

// readTailBefore is readTail where a noun may stand behind the number: 安排|30亿元|资金.
func readTailBefore(left string, noun bool) tail {
	t := tail{rest: left, ahead: noun}
	for t.cut() {
	}
	t.rest = trimMarks(t.rest)
	return t
}

// cut takes one word of the tail from the rest.
func (t *tail) cut() bool {
	t.rest = strings.TrimRight(t.rest, "、 ")
	if word, sign := comparatorOf(t.rest); word != "" && (t.move == 0 || word == "约" || word == "大约") {
		if t.comparator == "" {
			t.comparator = sign
			t.qualifiers = append(t.qualifiers, word)
		}
		return t.drop(word)
	}
	if t.cutPlanned() || t.cutGap() || t.cutYear() {
		return true
	}
	word, kind := longestOf(t.rest)
	switch {
	case word == "":
		return t.cutCompared()
	case !t.fits(word, kind):
		return false
	}
	switch kind {
	case isLevel:
		t.said = true
	case isUp, isDown:
		if !t.said || rates.suffix(word) == word {
			t.move, t.noun = map[wordKind]int{isUp: 1, isDown: -1}[kind], rates.suffix(word) == word
			t.said = t.said && !t.noun
		}
	case isAdverb:
		t.said = t.said && !strings.HasSuffix(word, "目标") // 增长目标为
		if aims.suffix(word) == word {
			t.qualifiers = append(t.qualifiers, word)
		}
	}
	return t.drop(word)
}

func (t *tail) drop(word string) bool {
	t.rest = t.rest[:len(t.rest)-len(word)]
	return true
}

type wordKind int

const (
	isLevel wordKind = iota
	isUp
	isDown
	isAdverb
)

// longestOf returns the longest word of a tail that s ends with.
func longestOf(s string) (word string, kind wordKind) {
	for k, l := range []list{levels, ups, downs, adverbs} {
		if w := l.suffix(s); len(w) > len(word) {
			word, kind = w, wordKind(k)
		}
	}
	return word, kind
}

// fits reports whether a word is one where it stands, and not the end of another one or the verb of what is measured.
func (t *tail) fits(word string, kind wordKind) bool {
	before := t.rest[:len(t.rest)-len(word)]
	if verb := verbs.suffix(t.rest); len(verb) > len(word) && strings.HasSuffix(verb, word) {
		return false // 下|达
	}
	switch {
	case rates.suffix(word) == word && endsIn(before, "自然"):
		return false
	case (word == "增产" || word == "减产") && trimLead(before) == "":
		return false // 又|增产
	case kind == isUp || kind == isDown:
		if t.ahead && verbs.suffix(before) != "" && endsIn(word, "提升", "提高", "扩大") {
			return false // 改造|提升|3000条|村道
		}
		if word == "提升" && endsIn(before, "改造", "整治", "治理", "修缮", "扩容") {
			return false
		}
		return t.move == 0 && !endsIn(before, "新", "净", "创", "节", "精") || t.noun
	case word == "计划":
		return (t.said || t.move != 0) && !endsIn(before, "年", "年度", "原定", "原", "按", "按照", "完成", "了")
	case word == "可":
		return !endsIn(before, "许", "认", "宁")
	case word == "为":
		return !endsIn(before, "作", "因", "成", "行")
	case word == "在":
		return rates.suffix(before) != "" || endsIn(before, "率", "重", "平", "例", "比", "持")
	case word == "有":
		return !endsIn(before, "国", "所", "拥", "公", "私", "占", "享", "持")
	case word == "完成", word == "实现", word == "安排":
		_, only := endVerb(before)
		return before != "" && !only && !t.ahead
	case word == "均":
		return !endsIn(before, "人", "日", "户", "亩", "平", "年", "月", "地", "单")
	}
	return true
}

func endsIn(s string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// comparatorOf returns the word of comparison that s ends with, and its sign.
func comparatorOf(s string) (word, sign string) {
	for _, c := range []struct {
		words list
		sign  string
	}{{atLeasts, ">="}, {atMosts, "<="}, {unders, "<"}, {overs, ">"}, {approxes, "~"}} {
		if w := c.words.suffix(s); len(w) > len(word) {
			word, sign = w, c.sign
		}
	}
	if word == "约" && endsIn(strings.TrimSuffix(s, "约"), "条", "合", "节", "公", "契", "盟", "签", "制") {
		return "", ""
	}
	if word == "过" && endsIn(strings.TrimSuffix(s, "过"), "通", "经", "渡", "度") && !endsIn(s, "进度过", "幅度过", "程度过") || word == "近" && endsIn(strings.TrimSuffix(s, "近"), "最", "附", "邻") {
		return "", ""
	}
	return word, sign
}

var planned = regexp.MustCompile(`(超过|超出|超|高于|多于|低于|少于)了?(?:[^,;:]{0,18}(?:的|原定|年度|全年|国家|上述|规定|预定|分配|下达|上级))?(?:计划|预算|指标|目标|任务|定额|控制数)的?$`)

// cutPlanned takes a comparison with what was planned: 超过原定计划的.
func (t *tail) cutPlanned() bool {
	if t.gap || t.move != 0 || !endsIn(strings.TrimSuffix(t.rest, "的"), "计划", "预算", "指标", "目标", "任务", "定额", "控制数") {
		return false
	}
	m := planned.FindStringSubmatchIndex(t.rest)
	if m == nil {
		return false
	}
	t.gap, t.move = true, 1
	if word := t.rest[m[2]:m[3]]; word == "低于" || word == "少于" {
		t.move = -1
	}
	t.rest = t.rest[:m[0]]
	return true
}

// cutGap takes a comparison with something else: 高于全国, 比全国平均水平高.
func (t *tail) cutGap() bool {
	if t.gap || t.move != 0 {
		return false
	}
	at := -1
	for _, c := range []struct {
		words list
		move  int
	}{{aboves, 1}, {belows, -1}} {
		for _, words := range c.words.endings {
			for _, word := range words {
				if i := strings.LastIndex(t.rest, word); i > at && len(t.rest)-i <= len(word)+len("全国平均水平和全省平均") {
					at, t.gap, t.move = i, true, c.move
				}
			}
		}
	}
	if at >= 0 {
		t.rest = t.rest[:at]
	}
	return t.gap
}

// cutYear takes a time: 比重由2019年的.
func (t *tail) cutYear() bool {
	if !endsIn(t.rest, "年", "末", "底") {
		return false
	}
	start := max(0, len(t.rest)-len("到一九八〇年年底"))
	for !utf8.RuneStart(t.rest[start]) {
		start++
	}
	m := firstTime(t.rest[start:])
	if m == nil || endsIn(t.rest[:start+m[0]], "比", "较", "同", "与", "占", "为", "是") && runes(longestMove(strings.TrimSuffix(t.rest[:start+m[0]], "为"))) < 2 || strings.Trim(t.rest[start+m[1]:], "年末底") != "" {
		return false
	}
	rest, reached := strings.CutSuffix(t.rest[:start+m[0]], "到")
	for _, word := range []string{"为", "至"} {
		if before, ok := strings.CutSuffix(rest, word); ok && runes(longestMove(before)) > 1 {
			rest, reached = before, true // 下降为2007年的
		}
	}
	if reached {
		move := longestMove(rest)
		rest, t.said = strings.TrimSuffix(rest, move), t.said || move != "" // 增加到2007年的
	}
	t.rest = rest
	return true
}

// longestMove returns the word of change that s ends with.
func longestMove(s string) string {
	if word := ups.suffix(s); word != "" {
		return word
	}
	return downs.suffix(s)
}

// cutCompared takes a comparison behind 比: 比2015年, 比全国平均水平.
func (t *tail) cutCompared() bool {
	for _, word := range []string{"比", "较"} {
		i := strings.LastIndex(t.rest, word)
		if i < 0 {
			continue
		}
		other := t.rest[i+len(word):]
		if t.move == 0 && !endsIn(other, "年", "同期", "水平", "年底", "年末", "计划") || len(other) == 0 || len(other) > len("一九八〇年一九八一年平均") || endsIn(t.rest[:i], "占", "同", "环", "对", "可", "相") || strings.HasPrefix(other, "重") || strings.HasPrefix(other, "例") {
			continue
		}
		if strings.Contains(other, "平均") || strings.HasPrefix(other, "全") || strings.HasSuffix(other, "计划") {
			t.gap = !t.noun
		}
		t.rest = t.rest[:i]
		return true
	}
	return false
}

// trimMarks removes marks and conjunctions from both ends of a name.
func trimMarks(s string) string {
	for {
		before := s
		s = strings.Trim(s, "、 -,.·|/①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
		for _, word := range []string{"和", "及", "以及", "与", "或者", "或", "而", "则"} {
			if rest, ok := strings.CutPrefix(s, word); ok && !strings.HasPrefix(rest, "平") && !strings.HasPrefix(rest, "谐") && !strings.HasPrefix(rest, "美") {
				s = rest
			}
		}
		if s == before {
			return s
		}
	}
}

func runes(s string) int { return utf8.RuneCountInString(s) }
