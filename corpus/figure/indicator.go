package figure

import (
	"regexp"
	"strings"

	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
)

// indicator names what a mention measures; it is empty when the text does not say.
func (sn *sentence) indicator(m *mention) string {
	name := m.raised(m.stated(m.nameBefore()))
	verb, only := endVerb(name)
	if done, well := strings.CutSuffix(name, "好"); well && verb == "" {
		if verb, only = endVerb(done); verb != "" {
			verb += "好" // 推进好|20个|项目
		}
	}
	noun := m.nounBehind(name, only)
	if word := sn.transitive(m); word != "" {
		return word
	}
	m.noun = noun != ""
	if noun != "" && !m.joined && !m.said && endsIn(strings.TrimRight(m.left, " "), "和", "及") && !endsIn(m.left, "惠及", "涉及", "普及", "遍及", "波及") && counted(m) {
		m.verb = leadingVerb(name)
		return sn.display(m, m.verb) + sn.display(m, noun) // 获评试验区和|9个|重点专科
	}
	if what, grows := growing(behind(m.right)); grows && m.move > 0 && what != "" && (name == "" || only) {
		return sn.display(m, what) // 8%左右的国内生产总值增长目标
	}
	switch {
	case sn.yields(m, name):
		return sn.inherited(m)
	case noun == "" && name != "" && sn.leans(m, name, only):
		return sn.inherited(m) + sn.display(m, name)
	case noun != "" && (name == "" || enumerates(name) && runes(noun) > 1):
		if m.joined && len(sn.rows) > 0 {
			m.verb = sn.rows[len(sn.rows)-1].m.verb
		}
		return sn.display(m, m.verb) + sn.display(m, noun)
	case noun != "" && (verb != "" || runes(name) <= 2 || endsIn(name, "使", "让", "给", "向")):
		m.verb = verb
		if name == noun {
			return sn.display(m, noun) // 项目10个,共80个项目
		}
		return sn.display(m, name) + sn.display(m, noun)
	case name != "" && averages.suffix(name) == name, sn.aimed(m) && runes(name) <= 4:
		return sn.inherited(m)
	case m.shareOf() && (name == "" || runes(behind(m.right)) <= 10):
		noun := behind(m.right)
		if m.q.To+len(m.right) < m.to {
			noun = readTail(noun).rest // 一半以上的|村集体收入|超过20万元
		}
		return sn.display(m, name) + sn.display(m, noun)
	case name == "" && m.move != 0 && len(sn.rows) == 0 && m.from == sn.From:
		return sn.display(m, "增长")
	case name == "" && m.q.Dimension == quantity.People && !m.joined && becomes.MatchString(m.right):
		return sn.display(m, becomes.FindStringSubmatch(m.right)[1]) // 1217户|全部脱贫
	case name == "":
		return sn.inherited(m)
	case strings.HasPrefix(name, "占"), m.q.Unit == "%" && strings.HasPrefix(name, "相当于"):
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
	if i := origin(name); i > 0 && runes(name[i:]) <= 5 {
		name = trimMarks(name[:i])
	}
	if reckoned.MatchString(name) {
		return ""
	}
	if before := outOf(name); before != "" && !m.q.Rank {
		name = before
	}
	name = withoutTime(name)
	if i := strings.LastIndex(name, "总投资"); i > 0 && strings.ContainsAny(name[i:], "0123456789") && behind(m.right) != "" {
		name = name[:i] // 推进总投资90亿元的|20个|项目
	}
	if things, within := strings.CutSuffix(name, "中"); within && counts.MatchString(things) {
		name = things[len(counts.FindString(things)):] // 300户|亏损企业|中
	}
	if nothings.prefix(name) == name || strings.Trim(name, text.Digits+"十百年") == "" || endsIn(name, "时", "以后", "之后", "期间") && !endsIn(name, "小时", "工时", "用时", "耗时", "限时") {
		return ""
	}
	return name
}

// counts matches a count that a name begins with.
var counts = regexp.MustCompile(`^[\d十百千万多` + text.Digits + `]+[户家个项名人]`)

// outOf removes from the end of a name the place among whose parts something stands out: 总产值|在全国率先突破.
func outOf(name string) string {
	before := strings.TrimSuffix(name, "率先")
	if word := wide.suffix(before); word != "" && strings.HasSuffix(before[:len(before)-len(word)], "在") {
		return before[:len(before)-len("在"+word)]
	}
	return name
}

// wide are the places that have parts.
var wide = listOf("全国", "全省", "全市", "全区", "全县", "全球", "世界")

// reckoned matches how a number was reckoned: 按可比价格计算, 扣除物价因素.
var reckoned = regexp.MustCompile(`^(?:按|按照|扣除|考虑|剔除|不含)[^,;]{1,16}(?:计算|核算|因素|影响|口径|价格?)后?$`)

// withoutTime removes from a name the time that something has lasted, and the one before the verb of what was done.
func withoutTime(name string) string {
	if endsIn(name, "年", "个月", "个季度") {
		if at := lasting.FindStringSubmatchIndex(name); at != nil {
			name = readTail(name[:at[2]]).rest
		}
	}
	name = strings.TrimSuffix(name, "提前") // 提前一年
	if strings.Contains(name, "年") {
		if at := meanwhile.FindStringSubmatchIndex(name); at != nil {
			name = name[:at[2]] + name[at[3]:]
		}
	}
	return name
}

// lasting matches the time that something has lasted, at the end of a name: 水利投资|连续两年.
var lasting = regexp.MustCompile(`(?:^|[^` + text.Digits + `十百几\d])((?:已?连续|已?持续|时隔|已?提前)[数几两` + text.Digits + `十\d]+(?:年|个月|个季度)|[三四五六七八九十两]年)$`)

// meanwhile matches the time within a name, before the verb of what was done then: 职工住宅|五年内共|新建.
var meanwhile = regexp.MustCompile(`^.{2,}?((?:今后)?在?[数几两` + text.Digits + `十\d]+年(?:以?来|以?内|间)(?:累计|总共|共)?).{2,}$`)

// enumerates reports whether a name only lists what is counted behind it: 甲、乙、丙|3家|高新区.
func enumerates(name string) bool {
	return strings.Contains(name, "、") && verbs.suffix(name) == "" && leadingVerb(name) == "" && heads.suffix(name) == ""
}

// becomes matches what has become of all the people that were counted. Group: the verb.
var becomes = regexp.MustCompile(`^(?:全部|全都|均已?)([^,的]{2,4})$`)

// sayer returns who says something, at the beginning of a name, before the verb.
func sayer(name string) (who string) {
	letters := 0
	for i := range name {
		if word := sayers.prefix(name[i:]); word != "" {
			who = name[:i+len(word)]
		}
		if letters++; letters > 12 {
			break
		}
	}
	return who
}

var sayers = listOf("会议", "报告", "规划", "计划", "草案", "纲要", "决议", "政府", "国务院")

// stated removes from a name the verb of what a plan says, 提出|国内生产总值, but not that of what is counted: 提出|建议10条.
func (m *mention) stated(name string) string {
	who := sayer(name)
	word := who + says.prefix(name[len(who):])
	if word == who || counted(m) && m.q.Dimension == quantity.Count && m.move == 0 || runes(name[len(word):]) < 2 {
		return name
	}
	return trimLead(name[len(word):])
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

// yields reports whether a name is a verb that says how much more or less there is of what the figure before it is about, and lets
// the figure be that change: 粮食产量5000万吨,增产|100万吨.
func (sn *sentence) yields(m *mention, name string) bool {
	if len(sn.rows) == 0 || m.move != 0 || m.q.Unit != "%" && !sn.speaksIn(m.q.Unit) {
		return false
	}
	switch word := strings.TrimPrefix(strings.TrimPrefix(name, "同比"), "相应"); word {
	case "净增", "净增加", "净减", "净减少":
		if !strings.Contains(m.left, "比") && !strings.Contains(m.left, "较") {
			return false // 企业300家,净增20家
		}
		m.move = 1
		if strings.HasPrefix(word, "净减") {
			m.move = -1
		}
	case "增产", "增收", "增支", "超收", "多收":
		m.move = 1
	case "减产", "减收", "减支", "短收", "少收":
		m.move = -1
	default:
		return false
	}
	return true
}

// speaksIn reports whether the figures of the indicator before have one in a unit.
func (sn *sentence) speaksIn(unit string) bool {
	last := sn.rows[len(sn.rows)-1].Indicator
	for i := len(sn.rows) - 1; i >= 0 && sn.rows[i].Indicator == last; i-- {
		if sn.rows[i].Unit == unit {
			return true
		}
	}
	return false
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
	where := trimLead(m.rest)
	has := endsIn(m.left, "有") && strings.HasPrefix(trimLimit(m.right), "的") && wide.prefix(where) == where // 全省已有40%的农户
	if m.q.Unit != "%" || m.said && !has || m.move != 0 {
		return false
	}
	right := trimLimit(m.right)
	who := m.rest == "" && !m.joined && (right != m.right || m.half) && runes(right) > 2 && verbs.prefix(right) == "" && predicates.prefix(right) == "" &&
		!strings.ContainsRune("、和的,在来由是为以用分有集投被", firstRune(right)) && !states(right) // 85%以上|农户参加合作社
	return who || strings.HasPrefix(right, "的")
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
				m.move, m.raises = move, true
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

// display gives the words of an indicator as they are printed, without quotation marks and spaces: the nearest place before the
// figure, or else behind it, where they stand.
func (sn *sentence) display(m *mention, name string) string {
	if name == "" {
		return ""
	}
	at := strings.LastIndex(sn.s[sn.From:m.q.From], name)
	if at < 0 {
		if at = strings.Index(sn.s[sn.From:sn.To], name); at < 0 {
			return sn.displayParts(m, name)
		}
	}
	span := sn.folded.Span(text.Span{From: sn.From + at, To: sn.From + at + len(name)})
	return unquoted.Replace(sn.folded.Display[span.From:span.To])
}

// displayParts is display for a name whose parts stand apart: 县|覆盖率 of 县、乡覆盖率.
func (sn *sentence) displayParts(m *mention, name string) string {
	for i := range name {
		if i > 0 && strings.Contains(sn.s[sn.From:sn.To], name[i:]) && strings.Contains(sn.s[sn.From:sn.To], name[:i]) {
			return sn.display(m, name[:i]) + sn.display(m, name[i:])
		}
	}
	return strings.Clone(name)
}

var unquoted = strings.NewReplacer("“", "", "”", "", "‘", "", "’", "", "\"", "", " ", "", "\u3000", "")

// complete adds to a name what the figure before it in the clause has said already: the verb of an enumeration, and the thing whose
// 产量 or 面积 it is.
func (sn *sentence) complete(m *mention, name string) string {
	if !m.joined || len(sn.rows) == 0 || m.move != 0 || dependents.prefix(name) == name {
		return sn.dependent(m, name)
	}
	last := sn.rows[len(sn.rows)-1].m
	if last.raises && !m.said && last.q.Unit == m.q.Unit && strings.HasPrefix(trimRight(m.left, true), "、") {
		m.move, m.raises = last.move, true // 减少税负300亿元、收费|200亿元
		return sn.dependent(m, name)
	}
	if last.verb != "" && leadingVerb(name) == "" && strings.HasPrefix(trimRight(m.left, true), "、") && !m.said {
		m.verb = last.verb
		return sn.display(m, last.verb) + sn.display(m, name)
	}
	return sn.dependent(m, name)
}

// dependent puts before 产量 or 面积 alone the thing that the figure before it is about.
func (sn *sentence) dependent(m *mention, name string) string {
	if len(sn.rows) == 0 || dependents.prefix(name) != name || hasOne(m.left, sums) {
		return sn.display(m, name)
	}
	if owner := sn.owner(m); owner != "" {
		return sn.display(m, owner) + name
	}
	last := sn.rows[len(sn.rows)-1].Indicator
	last = strings.TrimPrefix(last, sn.rows[len(sn.rows)-1].m.verb)
	if _, only := endVerb(text.Fold(last)); only || dependents.suffix(last) == last {
		return sn.display(m, name) // 播种面积300万亩,总产量
	}
	if head := dependents.suffix(last); head != "" && head != last {
		return strings.TrimSuffix(last, head) + name
	}
	return last + name
}

// owner returns the thing that the clause before speaks of, if that clause has no figure: 粮食产量再创新高,总产…, 棉花由于面积减少,产量….
func (sn *sentence) owner(m *mention) string {
	before := strings.TrimRight(sn.s[sn.From:m.from], ",:")
	at := strings.LastIndexAny(before, ",;:") + 1
	if last := sn.rows[len(sn.rows)-1].m; m.joined || sn.From+at < last.to {
		return ""
	}
	name := trimLead(before[at:])
	if cut := strings.Index(name, "由于"); cut > 0 {
		return name[:cut]
	}
	for _, l := range []list{predicates, settled} {
		if cut := firstOf(name, l); cut > 0 {
			name, _, _ = strings.Cut(name[:cut], "、")
			if head := dependents.suffix(name); head != "" {
				return strings.TrimSuffix(name, head)
			}
		}
	}
	return ""
}

var (
	giving   = regexp.MustCompile(`^(?:由于|因为|因|为了|随着|尽管|虽然)|` + reckoned.String()) // a clause that only gives a reason
	trailing = regexp.MustCompile(`(?:在|却|也|已|又|均|都|则|还)+$`)
)

// sums are words behind 收入 and its like that make it the sum of what was listed before: 收入总计.
var sums = []string{"总计", "合计", "共计"}

// inherited returns the indicator of the figure before in the sentence, or what the clause before speaks of. An aim has the
// direction of the result that it is compared with.
func (sn *sentence) inherited(m *mention) string {
	shared := false // a share stands between
	for i := len(sn.rows) - 1; i >= 0; i-- {
		r := sn.rows[i]
		if m.move == 0 && sn.parted(r.m, m) {
			break
		}
		if r.m.part && r.Kind != Base {
			shared = true
			continue
		}
		if name := sn.between(r.m, m); name != "" {
			return sn.display(m, name)
		}
		if r.m.q.Unit == m.q.Unit && (sn.aimed(m) || (r.m.tail.noun || r.Measure == Growth && !isRate(r.Indicator)) && m.said && !m.part && !shared && m.move == 0) {
			m.move, m.tail.noun = r.m.move, r.m.tail.noun // 涨幅预期3%,实际为1.7%
		}
		return r.Indicator
	}
	before := strings.TrimRight(sn.s[sn.From:m.from], ",;:( ")
	at := strings.LastIndexAny(before, ",;:") + 1
	if at > 0 && giving.MatchString(before[at:]) {
		before = strings.TrimRight(before[:at], ",;: ") // 零售额,由于前面说过的原因,只完成
		at = strings.LastIndexAny(before, ",;:") + 1
	}
	name := trimLead(readTail(before[at:]).rest)
	if endsIn(name, "比重", "占比", "比例") {
		return sn.display(m, name) // 占全部零售额的比重,由
	}
	for _, l := range []list{predicates, settled, rates} {
		if cut := firstOf(name, l); cut > 0 {
			if rate := rates.prefix(name[cut:]); rate != "" && m.said && m.move == 0 && m.q.Unit == "%" {
				m.move, m.tail.noun = 1, true // 增速由负转正,达到5%
				if downs.prefix(rate) == rate {
					m.move = -1
				}
			}
			name = trailing.ReplaceAllString(name[:cut], "") // 油料在|连续三年增产的基础上
		}
	}
	return sn.display(m, name)
}

// isRate reports whether an indicator is measured in percent itself: 失业率.
func isRate(indicator string) bool {
	return endsIn(text.Fold(indicator), "率", "比", "比重", "比例", "面", "度")
}

// between returns the indicator that a clause without a figure names between two figures, for the second: 产值增长6%,其占全国的比重,
// 由5%提高到7%.
func (sn *sentence) between(first, second *mention) string {
	if second.from <= first.q.To || second.from-1 < first.to {
		return ""
	}
	before := strings.TrimRight(sn.s[first.to:second.from], ",;: ")
	at := strings.LastIndexAny(before, ",;:") + 1
	if at == 0 {
		return ""
	}
	t := readTail(before[at:])
	name := trimLead(t.rest)
	if cut := firstOf(name, settled); cut > 0 && runes(name[:cut]) > 1 && strings.LastIndexByte(before, ';') < at {
		return trailing.ReplaceAllString(name[:cut], "") // 产值增长6%,出口由负转正,高于全国
	}
	if t.said || t.move != 0 || runes(name) < 4 || heads.suffix(name) == "" && dependents.suffix(name) == "" || firstOf(name, predicates) > 0 {
		return ""
	}
	return name
}

// parted reports whether a semicolon parts two figures, and the clause of the second one goes on from another: 煤…;钢更多,达到….
func (sn *sentence) parted(first, second *mention) bool {
	between := sn.s[min(first.q.To, second.from):second.from]
	semicolon := strings.LastIndexByte(between, ';')
	return semicolon >= 0 && strings.HasSuffix(between, ",") && !giving.MatchString(between[semicolon+1:])
}

// aimed reports whether a figure is an aim that a result is compared with: 低于13%的预期目标.
func (sn *sentence) aimed(m *mention) bool {
	word := aimed.prefix(trimAim(m.right))
	right := trimLimit(m.right)
	return m.aim || strings.HasSuffix(word, "目标") || word != "" && (strings.HasPrefix(right, "的") || strings.HasPrefix(right, "年"))
}
