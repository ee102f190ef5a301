package figure

import (
	"regexp"
	"strings"
	"unicode"

	"gongbao/corpus"
	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
)

// A reader collects the figures of a report.
type reader struct {
	report     *corpus.Report
	figures    []Figure
	quantities []quantity.Quantity
}

// A sentence is read from left to right; each figure may take from those before it what its clause leaves out.
type sentence struct {
	*reader
	text.Span           // bytes of s
	shown     text.Span // bytes of the text as published
	s         string
	folded    *text.Folded
	paragraph *corpus.Paragraph
	frame     frame
	periods   []period
	carried   *period // the time that sentences before this one set
	opened    *period // the several years that the paragraph opens with, if carried is now the last of them: of things done
	rows      []row   // of this sentence, in order
}

// A row is a figure and what later ones need to know of it.
type row struct {
	Figure
	m *mention
}

// A mention is a quantity in its clause.
type mention struct {
	q        quantity.Quantity
	from, to int    // the clause: bytes of the paragraph's search form
	left     string // from the clause's beginning, or the figure before
	right    string // to the clause's end, or the next figure
	joined   bool   // a figure of the same clause precedes
	part     bool   // 占…: a share of something
	aim      bool   // what the last of a list is, 的目标, holds for it
	raises   bool   // a verb before the name makes the figure a change
	noun     bool   // what stands behind the number names the figure
	verb     string // what the figure before it in the clause was governed by
	likewise bool   // a growth as that of the whole is
	half     bool   // 半 and 半数, behind which the noun may stand at once
	beyond   string // from the number to the end of the sentence

	tail
}

// paragraph reads the figures of one paragraph.
func (rd *reader) paragraph(p *corpus.Paragraph, folded *text.Folded) {
	rd.quantities = quantity.AppendAll(rd.quantities[:0], folded.Text)
	if len(rd.quantities) == 0 {
		return
	}
	s := folded.Text
	sn := sentence{reader: rd, s: s, folded: folded, paragraph: p, frame: frameOf(p, rd.report.Year)}
	next := 0
	for part := range text.Sentences(s) {
		sn.From, sn.To = sn.To, sn.To+len(part)
		sn.shown = shownOf(folded, sn.Span, sn.shown.To)
		first := next
		for next < len(rd.quantities) && rd.quantities[next].From < sn.To {
			next++
		}
		if next > first || first == 0 || sn.frame.role == "" || sn.carried != nil {
			sn.periods = periodsOf(s, sn.Span, rd.report.Year, sn.frame)
			sn.read(rd.quantities[first:next])
			sn.carry()
		}
	}
}

// shownOf returns the place of a sentence in the text as published, with the quotation marks around it, which the search form lacks.
// before is the end of the sentence before.
func shownOf(folded *text.Folded, sentence text.Span, before int) text.Span {
	span := folded.Span(sentence)
	gap := folded.Display[before:span.From]
	span.From = before + len(gap) - len(strings.TrimLeftFunc(gap, unicode.IsSpace))
	rest := folded.Display[span.To:]
	span.To += len(rest) - len(strings.TrimLeft(rest, "”’」』"))
	return span
}

// counted reports whether a quantity is a number of people or things.
func counted(m *mention) bool {
	return !m.q.Rank && (m.q.Dimension == quantity.Count || m.q.Dimension == quantity.People)
}

// carry keeps a time for the sentences behind this one: several years that open a paragraph, 过去一年 that opens a sentence of a plan,
// and any time where the report does not say which of its chapters look back.
func (sn *sentence) carry() {
	for i := range sn.periods {
		p := &sn.periods[i]
		if p.compared || p.From < sn.From || p.From >= sn.To {
			continue
		}
		opens := p.From < len("从过去的") && p.from < p.to && p.to < sn.report.Year
		switch {
		case opens, sn.frame.role == "", sn.looksBack(p):
			sn.carried = p
		case sn.carried != nil && p.From == sn.From && p.from == p.to && p.to == sn.frame.year && sn.frame.role == corpus.RoleReview:
			sn.carried, sn.opened = p, sn.carried // 五年来…。1987年工业总产值…。物价…
		case sn.carried != nil && sn.carried.from == sn.carried.to && p.to >= sn.report.Year:
			sn.carried = nil
		}
	}
}

// looksBack reports whether a time lets a plan look back from its sentence on: 过去的一年,…. 去年 alone is more often compared with.
func (sn *sentence) looksBack(p *period) bool {
	return sn.frame.role == corpus.RolePlan && p.from == p.to && p.From-sn.From <= len("在经济领域,") && strings.HasPrefix(sn.s[p.From:], "过去") && p.to < sn.report.Year
}

// read reads the figures of the sentence, whose quantities are given.
func (sn *sentence) read(quantities []quantity.Quantity) {
	var mentions []mention
	for i, q := range quantities {
		if i > 0 && quantities[i-1].To == q.From && quantities[i-1].Unit == "个" && (quantities[i-1].Written || strings.HasPrefix(sn.s[q.To:], "级")) {
			continue // 三个1亿人, 1个400亿级
		}
		m := mention{q: q}
		m.from, m.to = sn.clause(q.Span)
		if mark, rest := point(sn.s[m.from:q.From]); rest != "" {
			m.from += len(mark)
		}
		m.left, m.right, m.beyond = sn.s[m.from:q.From], sn.s[q.To:m.to], sn.s[q.To:sn.To]
		if !sn.neither(&m) && (i+1 == len(quantities) || !sn.modifies(&m, quantities[i+1])) {
			mentions = append(mentions, m)
		} else if m.q.Dimension == quantity.Count && listCount(&m) {
			mentions = sn.withoutList(mentions, &m)
		}
	}
	sn.rows = sn.rows[:0]
	for i := range mentions {
		m := &mentions[i]
		if i > 0 && mentions[i-1].from == m.from {
			m.joined, m.left = true, sn.s[mentions[i-1].q.To:m.q.From]
		}
		if i+1 < len(mentions) && mentions[i+1].from == m.from {
			m.right = cutNext(sn.s[m.q.To:mentions[i+1].q.From])
			if counted(m) && trimMarks(sn.s[m.q.To:mentions[i+1].q.From]) == "" {
				m.right = cutNext(mentions[i+1].right) // 6万户、14万名群众
			}
		}
	}
	for i := range mentions {
		m := &mentions[i]
		if m.joined && mentions[i-1].noun {
			if rest := strings.TrimPrefix(m.left, mentions[i-1].right); strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, "和") {
				m.left = rest
			}
		}
		if _, rest, ok := strings.Cut(m.left, "增长"); ok && m.joined && mentions[i-1].moves() {
			m.left = rest // 保持30%以上增长、达90万辆
		}
		m.aim = i+1 < len(mentions) && mentions[i+1].from == m.from && mentions[i+1].q.Unit == m.q.Unit && sn.aimed(&mentions[i+1]) &&
			!strings.ContainsAny(sn.s[m.q.To:mentions[i+1].q.From], "超低完达")
		m.withoutReference(i > 0)
		if sn.negative(m) {
			m.left = strings.TrimSuffix(m.left, "-")
		}
		if sn.upTo(m) {
			m.left = strings.TrimSuffix(m.left, "上")
		}
		m.half = endsIn(sn.s[m.q.From:m.q.To], "半", "半数")
		m.tail = readTailBefore(trimRight(m.left, m.joined), behind(m.right) != "" && m.q.Unit != "%")
		sn.add(m, mentions[i+1:])
	}
	sn.share()
	for _, r := range sn.rows {
		sn.figures = append(sn.figures, r.Figure)
	}
}

// withoutList removes the counts in front of that of a list which count parts of it: 国务院33条、省政府52条、市政府|41条举措.
func (sn *sentence) withoutList(mentions []mention, m *mention) []mention {
	for last := len(mentions) - 1; last >= 0; last-- {
		before := &mentions[last]
		if before.from != m.from || before.q.Unit != m.q.Unit || !strings.HasPrefix(before.right, "、") {
			break
		}
		mentions = mentions[:last]
	}
	return mentions
}

// clauseMarks part clauses.
const clauseMarks = ",;:。!?()\n"

// clause returns the clause around a quantity: to the marks of a pause, or to a bracket with more in it than a word (省市(州)).
func (sn *sentence) clause(q text.Span) (from, to int) {
	from, to = q.From, q.To
	for {
		i := strings.LastIndexAny(sn.s[sn.From:from], clauseMarks)
		if i < 0 {
			from = sn.From
			break
		}
		i += sn.From
		if open := strings.LastIndexByte(sn.s[sn.From:i], '('); sn.s[i] == ')' && open >= 0 && aside(sn.s[sn.From+open:i+1]) {
			from = sn.From + open
			continue
		}
		from = i + runeLen(sn.s[i:])
		break
	}
	for {
		i := strings.IndexAny(sn.s[to:sn.To], clauseMarks)
		if i < 0 {
			return from, sn.To
		}
		to += i
		if end := strings.IndexByte(sn.s[to:sn.To], ')'); sn.s[to] == '(' && end >= 0 && aside(sn.s[to:to+end+1]) {
			to += end + 1
			continue
		}
		return from, to
	}
}

// aside reports whether a text in brackets is a word within a name.
func aside(bracketed string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	return runes(bracketed) <= 10 && !strings.ContainsAny(bracketed, ",;:") && (!strings.ContainsAny(bracketed, "0123456789") || strings.ContainsAny(bracketed, letters))
}

func runeLen(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

// cutNext cuts what stands between two figures of one clause at what begins the second: 500个、老旧管网.
func cutNext(between string) string {
	const joins = "、和"
	if trimmed := strings.TrimRight(between, joins); trimmed != between {
		return trimmed // 城镇职工和居民、8亿
	}
	if i := strings.IndexAny(between, "、和"); i >= 0 {
		return between[:i]
	}
	return between
}

// trimRight removes from the words before a figure what still belongs to the one before it: 左右、.
func trimRight(left string, joined bool) string {
	if !joined {
		return left
	}
	for _, word := range []string{"左右", "及以上", "以上", "以内", "之内", "以下", "上下"} {
		left = strings.TrimPrefix(left, word)
	}
	return left[len(border(left)):]
}

// add makes a figure of a mention.
func (sn *sentence) add(m *mention, later []mention) {
	f := Figure{
		Paragraph: sn.paragraph.Ordinal, Span: sn.folded.Span(m.q.Span), Sentence: sn.shown,
		Value: m.q.Value, High: m.q.High, Unit: m.q.Unit,
	}
	negative := sn.negative(m)
	if negative {
		f.Span = sn.folded.Span(text.Span{From: m.q.From - len("-"), To: m.q.To})
	}
	f.Number = sn.folded.Display[f.Span.From:f.Span.To]
	sn.inheritTail(m)
	sn.growsLikewise(m)
	sn.compare(m, &f)
	if m.move == 0 && (m.moves() || sn.isGrowth(m)) {
		m.move = 1
	}
	if f.Indicator = sn.indicator(m); f.Indicator == "" {
		return
	}
	m.measure(&f)
	if negative {
		if f.Measure == Amount && f.Unit == "%" && !endsIn(text.Fold(f.Indicator), "率", "比重", "占比", "比例") {
			f.Measure, f.Sign = Growth, "up" // 增加值由上年的-0.6%
		}
		f.Sign = map[string]string{"": "down", "up": "down", "down": "up"}[f.Sign]
	}
	sn.kindAndPeriod(m, &f)
	sn.rows = append(sn.rows, row{f, m})
	sn.base(m, later)
	f = sn.rows[len(sn.rows)-1].Figure
	sn.rows[len(sn.rows)-1].Subject = sn.subject(m, f.Indicator)
}

// growsLikewise lets a percentage that 其中 gives to a part without a verb be a growth as that of the whole is: 工业增长14%,其中轻工业16%、
// 重工业12%.
func (sn *sentence) growsLikewise(m *mention) {
	if len(sn.rows) == 0 || m.q.Unit != "%" || m.move != 0 || m.said || m.gap || strings.Contains(m.left, "占") || isRate(m.rest) {
		return
	}
	last := &sn.rows[len(sn.rows)-1]
	switch {
	case last.Measure != Growth || trimLead(m.rest) == "":
	case strings.HasPrefix(m.left, "其中") && !strings.ContainsRune(sn.s[last.m.q.To:m.q.From], ';'), m.joined && last.m.likewise:
		m.move, m.likewise = last.m.move, true
	}
}

// inheritTail lets a number that only 、 or 和 parts from the one before it state the same as that: 分别增长5%和6%.
func (sn *sentence) inheritTail(m *mention) {
	if len(sn.rows) == 0 || !m.joined || m.rest != "" || m.move != 0 || m.said {
		return
	}
	last := sn.rows[len(sn.rows)-1].m
	if (last.q.Unit == m.q.Unit || last.q.Dimension == quantity.Money && m.q.Dimension == quantity.Money) && last.from == m.from {
		m.tail = last.tail
		m.rest = ""
	}
}

// base makes a base of a figure that a change begins with: 从A提高到B.
func (sn *sentence) base(m *mention, later []mention) {
	if !begun(m) || !nought.MatchString(m.right) && (len(later) == 0 || !sameUnit(m.q, later[0].q) || !changesTo(sn.s[m.q.To:later[0].q.From])) {
		return
	}
	r := &sn.rows[len(sn.rows)-1]
	r.Kind = Base
	r.From, r.To = 0, 0
	for i := range sn.periods {
		if p := &sn.periods[i]; p.From >= m.from && p.From < m.q.From {
			r.From, r.To = p.to, p.to
			if t := sn.governing(m.q.From); p.relative && t != nil {
				r.From, r.To = t.to-1, t.to-1
			} else if p.relative && sn.frame.role == corpus.RoleReview {
				r.From, r.To = sn.report.Year-2, sn.report.Year-2 // 由上年的5%提高到6%
			}
		}
	}
	if t := sn.governing(m.q.From); r.To == 0 && t != nil && (t.whole || t.from < t.to) {
		r.From, r.To = t.from, t.from
		if !t.whole {
			r.From, r.To = t.from-1, t.from-1
		}
	}
	if r.To == 0 && sn.report.Year > 0 {
		r.From, r.To = sn.report.Year-2, sn.report.Year-2
		if sn.frame.role == corpus.RolePlan {
			r.From, r.To = sn.report.Year-1, sn.report.Year-1
		}
		if sn.frame.to > 0 {
			r.From, r.To = sn.frame.from-1, sn.frame.from-1
		}
	}
}

// begun reports whether a change begins with a number: 从A提高到B, 将A的税率降至B.
func begun(m *mention) bool {
	return origin(m.left) >= 0 || strings.HasPrefix(m.right, "的") && hasOne(m.left, []string{"将", "把"})
}

// nought matches a change to nothing behind a number.
var nought = regexp.MustCompile(`^(?:左右|以上)?(?:下?降|减少|压减|减)?[为至到](?:零|0)(?:$|[^` + text.Digits + `\d.])`)

// changesTo reports whether the words between two numbers make the first what a change began with.
func changesTo(between string) bool {
	if strings.ContainsAny(between, "。;") || strings.Count(between, ",") > 1 {
		return false
	}
	if at := strings.IndexByte(between, ',') + 1; at > 0 && trimLead(readTail(between[at:]).rest) != "" {
		return false // 稳定在90%以上,羁押率降至
	}
	return hasOne(between, []string{"到", "至", "为"})
}

// sameUnit reports whether two quantities measure in one unit, be one of them a fraction: 25.4%, 三分之一.
func sameUnit(a, b quantity.Quantity) bool {
	return a.Unit == b.Unit || a.Dimension == quantity.Ratio && b.Dimension == quantity.Ratio && strings.Trim(a.Unit+b.Unit, "%") == ""
}

// subject returns the region that a figure is about: that which stands before its name, else that of the figure from which the name
// is taken, else that of the report.
func (sn *sentence) subject(m *mention, indicator string) string {
	name := text.Fold(indicator)
	for prefix, subject := range subjects {
		if strings.HasPrefix(name, prefix) {
			return subject
		}
	}
	before := sn.s[m.from:m.q.From]
	if i := strings.LastIndex(before, name); i > 0 && name != "" {
		before = strings.TrimRight(before[:i], " 的")
		for _, word := range []string{"共", "累计", "完成", "实现"} {
			before = strings.TrimSuffix(before, word) // 全国|实现粮食产量
		}
		for word, subject := range subjects {
			if strings.HasSuffix(before, word) && m.totals(name) && !endsIn(strings.TrimSuffix(before, word), "占", "居", "列", "于", "达到") {
				return subject
			}
		}
		return sn.report.Region
	}
	for _, r := range sn.rows {
		if r.Indicator == indicator && r.m != m {
			return r.Subject
		}
	}
	return sn.report.Region
}

// totals reports whether a figure is of a kind that a whole country has: an indicator, not a thing that 全国 describes as in
// 全国重点实验室17家.
func (m *mention) totals(name string) bool {
	return !m.q.Rank && (!counted(m) || m.q.Dimension == quantity.People) &&
		(heads.suffix(name) != "" || dependents.suffix(name) != "" || endsIn(name, "率", "值", "额", "量", "度", "比", "价", "投资", "人口", "经济"))
}

// subjects are the words before a name that say whom it is about, where that is not the region of the report.
var subjects = map[string]string{"全国": "全国", "世界": "世界", "全球": "世界"}
