package figure

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
)

// neither reports whether a quantity is no figure.
func (sn *sentence) neither(m *mention) bool {
	return sn.quoted(m) || sn.supposed(m) || sn.duration(m) || age(m) || rankOnly(m) || scope(m) || whole(m) || listCount(m) || attribute(m) || spoken(m)
}

// spoken reports whether a quantity is a way of speaking: 百倍努力, 六亿人民, 这三项, 每10万人, 先后4次, 二期工程.
func spoken(m *mention) bool {
	switch m.q.Unit {
	case "":
		for _, who := range []string{"农民", "人民", "群众", "同胞"} {
			if m.q.Written && m.q.Value.Compare(quantity.NewNumber(1, 8)) >= 0 && strings.HasPrefix(m.right, who) {
				return true // 八亿农民
			}
		}
	case "倍":
		if m.q.Bare {
			return true
		}
	case "个":
		if steps.MatchString(m.right) {
			return true // 跨上4个|万亿元台阶
		}
		if strings.HasPrefix(m.right, "民族") && m.q.Value == quantity.NewNumber(56, 0) {
			return true
		}
	case "寸":
		return m.q.Written
	case "期", "线":
		return m.q.Written
	case "人":
		if strings.HasPrefix(m.right, "民") {
			return true
		}
	case "次":
		if endsIn(m.left, "先后", "连续", "多") || session.MatchString(m.left) {
			return true
		}
	}
	return endsIn(m.left, "每", "这", "该", "上述", "这个", "第")
}

// steps matches borders with their level that are counted.
var steps = regexp.MustCompile(`^[\d` + text.Digits + text.Powers + `]+元?(?:大关|台阶|关口)`)

// session matches what stands before the number of a meeting: 十届三次、|四次全会.
var session = regexp.MustCompile(`[届大](?:[` + text.Digits + `十]+次、)*$`)

var (
	supposing = []string{"如果", "假如", "倘若", "假使", "假定"}
	reckoning = []string{"扣除", "按", "包括", "加上", "剔除", "抽出", "除去", "算上", "比较", "相比"}
)

// supposed reports whether a sentence only supposes what it says: 如果每亩少产10斤,全省就少产5亿斤. What it leaves out or adds to
// reckon is no supposition, and neither is what a plan rests on: 如果没有大灾,粮食产量将达到….
func (sn *sentence) supposed(m *mention) bool {
	before := sn.s[sn.From:m.q.From]
	at := earliest(before, supposing)
	if at < 0 || hasOne(before[at:], reckoning) {
		return false
	}
	clause := strings.LastIndexAny(before, ",;:")
	return clause < at || strings.Contains(before[clause:], "就")
}

// hasOne reports whether a text has one of some words.
func hasOne(s string, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(s, word) })
}

// earliest returns where the first of some words begins in a text; -1 if it has none.
func earliest(s string, words []string) (first int) {
	first = -1
	for _, word := range words {
		if at := strings.Index(s, word); at >= 0 && (first < 0 || at < first) {
			first = at
		}
	}
	return first
}

// quoted reports whether a number is part of a name in quotation marks or of a title: “15分钟公共服务圈”.
func (sn *sentence) quoted(m *mention) bool {
	at := sn.folded.Span(m.q.Span)
	before, after := sn.folded.Display[:at.From], sn.folded.Display[at.To:]
	const open, closed = "“‘「《", "”’」》"
	i := strings.LastIndexAny(before, open+closed+"。")
	if i < 0 || !strings.ContainsRune(open, firstRune(before[i:])) {
		return false
	}
	j := strings.IndexAny(after, open+closed+"。")
	return j >= 0 && strings.ContainsRune(closed, firstRune(after[j:])) && runes(before[i:])+runes(after[:j]) < 25
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

// duration reports whether a quantity is a time that nothing measurable takes: 连续6年, 过渡期5年.
func (sn *sentence) duration(m *mention) bool {
	if m.q.Dimension != quantity.Time {
		return false
	}
	t := readTail(m.left)
	if t.rest == "" && t.move != 0 && hasOne(sn.s[sn.From:m.q.From], []string{"天数", "时间", "用时", "时限", "工期", "年限", "寿命"}) {
		return false // 优良天数312天,增加68天
	}
	return times.suffix(t.rest) == "" && !strings.Contains(t.rest, "时间") && !strings.Contains(t.rest, "天数")
}

// age reports whether a quantity is the age of people, and not one that people reach.
func age(m *mention) bool {
	return m.q.Unit == "岁" && times.suffix(readTail(m.left).rest) == ""
}

// rankOnly reports whether a rank is an attribute or a figure of speech: 把人民放在第一位, 第二大经济体, 前三名选手.
func rankOnly(m *mention) bool {
	if !m.q.Rank {
		return false
	}
	return endsIn(m.left, "放在", "摆在", "作为", "置于", "放到", "摆到", "视为") || m.right != "" && !strings.ContainsRune("、和上升跃提前进下降退,", firstRune(m.right))
}

// scope reports whether a count says where something happens: 在8个省试点.
func scope(m *mention) bool {
	if m.q.Dimension != quantity.Count || m.q.Rank {
		return false
	}
	if endsIn(m.left, "占") && m.q.Written {
		return true // 占三个单位职工总数的四分之一
	}
	if endsIn(m.left, "在") && !readTail(m.left).said {
		return true
	}
	return endsIn(m.left, "于", "遍及", "涉及", "来自", "全国", "全省", "所有") && places.prefix(trimLimit(m.right)) != "" || places.prefix(m.q.Unit) != ""
}

// among matches, behind a count, the things of which a part is spoken of: 300户|亏损企业中已有近半.
var among = regexp.MustCompile(`^[^,、]{0,16}(?:企业|单位|项目|产品|[县村镇户人])中,?已?有`)

// whole reports whether a count is that of the things of which a part is spoken of.
func whole(m *mention) bool {
	return counted(m) && strings.Contains(m.right, "中") && among.MatchString(m.beyond)
}

// listCount reports whether a count is that of a list or a package: 办好10件实事.
func listCount(m *mention) bool {
	if m.q.Dimension != quantity.Count || m.q.Rank {
		return false
	}
	noun := behind(m.right)
	if next, ok := strings.CutPrefix(m.right, "、"); ok && !strings.ContainsRune("0123456789"+text.Digits, firstRune(next)) && readTail(m.left).rest != "" {
		noun = "" // 基站17万个、基本实现全覆盖
	}
	if strings.Contains(noun, "实事") && finished.prefix(m.right[strings.Index(m.right, "实事")+len("实事"):]) == "" {
		return true
	}
	small := m.q.Written && m.q.Value.Compare(quantity.NewNumber(10, 0)) <= 0
	if noun == "" {
		return small && m.q.Unit != "座" && m.q.Unit != "所" && m.q.Unit != "家" && readTail(m.left).rest == ""
	}
	if small {
		_, only := endVerb(trimLead(readTail(m.left).rest))
		return !only || strings.HasPrefix(noun, "翻") || listed.suffix(noun) != "" || listed.prefix(noun) != ""
	}
	return listed.suffix(noun) != "" && finished.prefix(strings.TrimPrefix(trimLimit(m.right), noun)) == ""
}

// attribute reports whether a quantity describes the noun behind it: 120万吨乙烯项目, 超10亿元企业, 投资5亿元的项目.
func attribute(m *mention) bool {
	d := m.q.Dimension
	if m.q.Value.IsZero() && listed.prefix(m.right) != "" && aimed.prefix(trimAim(m.right)) == "" {
		return true // 零增长行动
	}
	if next, of := strings.CutPrefix(trimLimit(m.right), "的"); of && d == "" && trimLimit(m.right) != m.right {
		return behind(next) != "" // 人口20万以上的县
	}
	if d == quantity.People && crowd(m) {
		return true
	}
	if m.q.Rank || d == quantity.Ratio || d == quantity.Count || d == quantity.People || d == "" && !strings.HasPrefix(m.right, "级") && things.prefix(m.right) == "" {
		return false
	}
	right := trimLimit(m.right)
	level := strings.HasPrefix(right, "级")
	right = strings.TrimPrefix(right, "级")
	if next, of := strings.CutPrefix(right, "的"); of && !m.moves() {
		return behind(next) != "" && aimed.prefix(trimAim(right)) == ""
	}
	noun := right
	if i := strings.IndexAny(noun, "、和0123456789"); i >= 0 {
		noun = noun[:i]
	}
	if d == "" && level {
		return noun != "" && !readTail(m.left).said
	}
	if level && noun != "" {
		return true
	}
	name := behind(noun)
	if border(noun) != "" {
		return endsIn(m.left, "个") // 突破8亿元大关, but 再上一个万亿元台阶
	}
	if name != "" && endsIn(m.left, "年产", "总投资") {
		return true
	}
	if name != "" && (m.q.Unit == "千伏" || m.q.Unit == "kV" || m.q.Unit == "伏") {
		return true // 110千伏变电站
	}
	if thing := things.prefix(name); thing != "" && (strings.HasPrefix(name[len(thing):], "(") || levels.prefix(name[len(thing):]) != "" || compares(name[len(thing):])) {
		return true // 超200亿元县(区)达26个
	}
	return name != "" && runes(name) <= 14 && (things.suffix(name) != "" || listed.suffix(name) != "" || strings.HasSuffix(name, "规划"))
}

// compares reports whether a text begins with a word of comparison: 项目|不少于4个.
func compares(s string) bool {
	return slices.ContainsFunc([]list{atLeasts, atMosts, overs, unders, approxes}, func(l list) bool { return l.prefix(s) != "" })
}

// border returns what a level is called that has been reached, at the beginning of a text.
func border(s string) string {
	rest := strings.TrimPrefix(s, "新")
	if word := borders.prefix(rest); word != "" {
		return s[:len(s)-len(rest)+len(word)]
	}
	return ""
}

var borders = listOf("大关", "台阶", "关口", "门槛")

// crowd reports whether a number of people describes the noun behind it: 13亿人口的大国, 50户以上村寨.
func crowd(m *mention) bool {
	if next, of := strings.CutPrefix(m.right, "的"); of {
		return behind(next) != ""
	}
	if m.q.Unit == "人口" && strings.ContainsRune("大小国省市县", firstRune(m.right)) {
		return true
	}
	for _, word := range []string{"以上", "以下"} {
		if next, ok := strings.CutPrefix(m.right, word); ok && !strings.HasPrefix(next, "、") && behind(next) != "" && !states(next) {
			return verbs.suffix(m.left) == ""
		}
	}
	return false
}

// modifies reports whether a count describes the name of the rate behind it: 17个产业增加值增长8%.
func (sn *sentence) modifies(m *mention, next quantity.Quantity) bool {
	if !counted(m) || next.From > m.to || next.Dimension != quantity.Ratio {
		return false
	}
	between := sn.s[m.q.To:next.From]
	if strings.ContainsAny(between, "、和") {
		return false
	}
	t := readTail(between)
	return (t.move != 0 || t.said) && (heads.suffix(t.rest) != "" || endsIn(t.rest, "率", "比", "值", "额", "量", "度", "比例"))
}
