package figure

import (
	"regexp"
	"slices"
	"strings"

	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
)

// indicator names what a mention measures; it is empty when the text does not say.
func (sn *sentence) indicator(m *mention) string {
	name := m.raised(m.nameBefore())
	verb, only := endVerb(name)
	noun := m.nounBehind(name, only)
	if word := sn.transitive(m); word != "" {
		return word
	}
	m.noun = noun != ""
	if what, grows := growing(behind(m.right)); grows && m.move > 0 && what != "" && (name == "" || only) {
		return sn.display(m, what) // 8%左右的国内生产总值增长目标
	}
	switch {
	case noun == "" && name != "" && sn.leans(m, name, only):
		return sn.inherited(m) + sn.display(m, name)
	case name == "" && noun != "":
		if m.joined && len(sn.rows) > 0 {
			m.verb = sn.rows[len(sn.rows)-1].m.verb
		}
		return sn.display(m, m.verb) + sn.display(m, noun)
	case noun != "" && (verb != "" || runes(name) <= 2):
		m.verb = verb
		return sn.display(m, name) + sn.display(m, noun)
	case name != "" && averages.suffix(name) == name, sn.aimed(m) && runes(name) <= 4:
		return sn.inherited(m)
	case m.shareOf() && (name == "" || runes(behind(m.right)) <= 10):
		return sn.display(m, name) + sn.display(m, behind(m.right))
	case name == "" && m.move != 0 && len(sn.rows) == 0 && m.from == sn.From:
		return sn.display(m, "增长")
	case name == "":
		return sn.inherited(m)
	case strings.HasPrefix(name, "占"):
		m.part = true
		return sn.inherited(m) + sn.display(m, name)
	}
	m.verb, m.noun = leadingVerb(name), false
	return sn.complete(m, name)
}

// nameBefore returns the words before the number that may name what is measured.
func (m *mention) nameBefore() string {
	name := trimLead(m.rest)
	switch {
	case strings.HasSuffix(name, "等") && behind(m.right) != "":
		return ""
	case m.q.Rank:
		name = trimRanked(name)
	}
	if i := max(strings.LastIndex(name, "从"), strings.LastIndex(name, "由")); i > 0 && runes(name[i:]) <= 5 {
		name = trimMarks(name[:i])
	}
	return name
}

// nounBehind returns the words behind the number that name what is counted, given those before it; only says that these are a verb.
func (m *mention) nounBehind(name string, only bool) string {
	if m.q.Rank || m.q.Unit != "" && m.q.Dimension == quantity.Ratio || m.said && name != "" && !only || m.move != 0 {
		return ""
	}
	if noun := behind(m.right); !states(noun) {
		return noun
	}
	return ""
}

// leans reports whether a name says nothing without the figure before it: 新增, 增幅, or the verb of 废止20件 behind 清理规章300件.
func (sn *sentence) leans(m *mention, name string, only bool) bool {
	if len(sn.rows) == 0 {
		return false
	}
	return bares.suffix(name) == name || only && m.move == 0 && counted(m) && sn.rows[len(sn.rows)-1].Unit == m.q.Unit
}

// shareOf reports whether a percentage stands before the noun that it is a share of: 80%以上的乡镇.
func (m *mention) shareOf() bool {
	return m.q.Unit == "%" && !m.said && m.move == 0 && strings.HasPrefix(trimLimit(m.right), "的")
}

// raised takes the verb from a name that says what has been raised or lowered, 将增加|支出, and lets the figure be the change.
func (m *mention) raised(name string) string {
	if m.move != 0 || m.said || m.q.Rank || counted(m) && m.q.Dimension == quantity.Count {
		return name
	}
	for i := range name {
		if i > 0 && !endsIn(name[:i], "将", "要", "再", "可", "已", "约") {
			continue
		}
		for move, l := range map[int]list{1: raises, -1: lowers} {
			if word := l.prefix(name[i:]); word != "" && runes(name[i+len(word):]) > 1 && !endsIn(word+name[i+len(word):], "任务") {
				m.move = move
				if i > 0 {
					return name // 中央财政将增加支出
				}
				return name[len(word):]
			}
		}
	}
	return name
}

// transitive names a thing done whose verb says elsewhere that something has changed: 降低|900万|个体工商户税负.
func (sn *sentence) transitive(m *mention) string {
	noun := behind(m.right)
	if m.move == 0 || m.noun || !counted(m) && m.q.Unit != "" || noun == "" || states(noun) || m.rest != "" {
		return ""
	}
	word := trimLead(trimRight(m.left, m.joined))
	if ups.suffix(word) != word && downs.suffix(word) != word {
		return ""
	}
	m.move, m.noun = 0, true
	return sn.display(m, word) + sn.display(m, noun)
}

// states reports whether a text begins with a verb that states a level or a change, and so is no noun.
func states(s string) bool {
	for _, l := range []list{levels, ups, downs} {
		if runes(l.prefix(s)) > 1 {
			return true
		}
	}
	return false
}

// display gives the words of an indicator as they are printed, without quotation marks and spaces: the nearest place before the
// figure, or else behind it, where they stand.
func (sn *sentence) display(m *mention, name string) string {
	if name == "" {
		return ""
	}
	at := strings.LastIndex(sn.s[sn.From:m.q.From], name)
	if at < 0 {
		if at = strings.Index(sn.s[sn.From:sn.To], name); at < 0 {
			return strings.Clone(name)
		}
	}
	span := sn.folded.Span(text.Span{From: sn.From + at, To: sn.From + at + len(name)})
	return unquoted.Replace(sn.folded.Display[span.From:span.To])
}

var unquoted = strings.NewReplacer("“", "", "”", "", "‘", "", "’", "", "\"", "", " ", "", "\u3000", "")

// complete adds to a name what the figure before it in the clause has said already: the verb of an enumeration, and the thing whose
// 产量 or 面积 it is.
func (sn *sentence) complete(m *mention, name string) string {
	if !m.joined || len(sn.rows) == 0 || m.move != 0 || dependents.prefix(name) == name {
		return sn.dependent(m, name)
	}
	last := sn.rows[len(sn.rows)-1].m
	if last.verb != "" && leadingVerb(name) == "" && strings.HasPrefix(trimRight(m.left, true), "、") && !m.said {
		m.verb = last.verb
		return sn.display(m, last.verb) + sn.display(m, name)
	}
	return sn.dependent(m, name)
}

// dependent puts before 产量 or 面积 alone the thing that the figure before it is about.
func (sn *sentence) dependent(m *mention, name string) string {
	if len(sn.rows) == 0 || dependents.prefix(name) != name {
		return sn.display(m, name)
	}
	last := sn.rows[len(sn.rows)-1].Indicator
	last = strings.TrimPrefix(last, sn.rows[len(sn.rows)-1].m.verb)
	if head := dependents.suffix(last); head != "" && head != last {
		return strings.TrimSuffix(last, head) + name
	}
	return last + name
}

// inherited returns the indicator of the figure before in the sentence, or what the clause before speaks of. An aim has the
// direction of the result that it is compared with.
func (sn *sentence) inherited(m *mention) string {
	for i := len(sn.rows) - 1; i >= 0; i-- {
		r := sn.rows[i]
		if m.move == 0 && sn.parted(r.m, m) {
			break
		}
		if r.m.part {
			continue
		}
		if sn.aimed(m) && r.m.q.Unit == m.q.Unit {
			m.move = r.m.move
		}
		return r.Indicator
	}
	before := strings.TrimRight(sn.s[sn.From:m.from], ",;:( ")
	before = before[strings.LastIndexAny(before, ",;:")+1:]
	name := trimLead(readTail(before).rest)
	for _, l := range []list{predicates, rates} {
		if cut := firstOf(name, l); cut > 0 {
			name = name[:cut]
		}
	}
	return sn.display(m, name)
}

// parted reports whether a semicolon parts two figures, and the clause of the second one goes on from another: 煤…;钢更多,达到….
func (sn *sentence) parted(first, second *mention) bool {
	return strings.ContainsRune(sn.s[min(first.q.To, second.from):second.from], ';') && second.from > 0 && sn.s[second.from-1] == ','
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

// aimed reports whether a figure is an aim that a result is compared with: 低于13%的预期目标.
func (sn *sentence) aimed(m *mention) bool {
	return m.aim || aimed.prefix(trimAim(m.right)) != ""
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
	switch {
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
