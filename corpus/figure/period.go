package figure

import (
	"iter"
	"regexp"
	"strconv"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/text"
)

// A period is a time that a text names: years of which the first and the last are known.
type period struct {
	text.Span
	from, to int
	compared bool // 比2015年, 从2015年: the year something is compared with
	whole    bool // 从2015年到2020年: a change begins with the first year
	relative bool // 上年: the year before the one that is spoken of
	local    bool // 两年平均: of its own clause only
}

const (
	yearForm = `(?:(?:1[89]|20)\d\d|[一二][〇零` + text.Digits + `]{3})`
	count    = `(?:[二两三四五六七八九十]|\d{1,2})`
)

// periodForms are the wordings of times, each with groups of its own, at the beginning of a text. None is longer than longestForm bytes,
// and each begins with one of formStarts.
var periodForms = regexp.MustCompile(`^(?:` + strings.Join([]string{
	`(?P<first>` + yearForm + `)年?(?:-|至|到)(?P<last>` + yearForm + `)年`,
	`(?P<year>` + yearForm + `)年`,
	`(?P<now>今年)`,
	`(?P<before>去年|上年|上一年|过去的?一年|一年来)`,
	`(?P<next>明年|来年|下一年)`,
	`(?P<plan>十[一二三四五六七八九]?|[一二三四五六七八九])五(?:计划|规划)?(?P<part>时期|期间|以来|期?末|[前后][一二三四两]年|时|年均)`,
	`第(?P<nth>十?[一二三四五六七八九十])个五年计划(?P<end>期间|时期|期?末)?`,
	`(?:今后|未来|往后|下一个?)的?(?P<coming>` + count + `)年`,
	`(?:过去|近|最近|这|前)的?(?P<past>` + count + `)年`,
	`(?P<since>` + count + `)年(?:来|间|里|累计|共|总共|全[国社]|年均|平均|新增|中央|增加|增长|建成)`,
	`(?P<century>(?:本)?世纪末)`,
	`本届政府(?:任期|以来)?`,
}, "|") + `)`)

const (
	formStarts  = "0123456789一二两三四五六七八九十今去上过明来下第未往近最这前世本"
	longestForm = 48
)

// timesIn yields where each match of periodForms and its groups stand in a text, as FindAllStringSubmatchIndex would for them anywhere:
// trying the few places where one may begin takes a fifth of the time.
func timesIn(s string) iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		end := 0
		for i, r := range s {
			if i < end || !strings.ContainsRune(formStarts, r) {
				continue
			}
			ahead := s[i:min(i+longestForm, len(s))]
			if !mayName(ahead) {
				continue
			}
			m := periodForms.FindStringSubmatchIndex(ahead)
			if m == nil {
				continue
			}
			for n := range m {
				if m[n] >= 0 {
					m[n] += i
				}
			}
			if end = m[1]; !yield(m) {
				return
			}
		}
	}
}

// firstTime is the first of timesIn, nil if there is none.
func firstTime(s string) []int {
	for m := range timesIn(s) {
		return m
	}
	return nil
}

// comparing are the words before a time that only compare with it.
var comparing = []string{"比", "较", "同", "与", "于", "按", "以", "自", "从", "由", "占", "是", "为"}

// sameAs matches, behind a time, what was the same then: 保持近两年|的水平.
var sameAs = regexp.MustCompile(`^的?(?:平均|实际)?(?:水平|总和)(?:[^\d` + text.Digits + text.Powers + `]|$)`)

// comparedWith matches what describes, before it, a time that something is compared with: 比丰收的|1952年.
var comparedWith = regexp.MustCompile(`(?:比|较)(?:[^,;:。重例率较]{2,12})的$`)

// periodsOf returns the times that a sentence of a folded text names, in order. year is that of the report, and around what its chapter
// says.
func periodsOf(paragraph string, in text.Span, year int, around frame) (periods []period) {
	s := paragraph[in.From:in.To]
	if !mayName(s) {
		return nil
	}
	next := around.next(year)
	for m := range timesIn(s) {
		group := func(name string) string {
			n := periodForms.SubexpIndex(name)
			if m[2*n] < 0 {
				return ""
			}
			return s[m[2*n]:m[2*n+1]]
		}
		p := period{Span: text.Span{From: in.From + m[0], To: in.From + m[1]}}
		p.from, p.to = yearsOf(group, year, next)
		if p.to == 0 {
			continue
		}
		if n := group("since"); n != "" && around.plans(small(n)) && !endsIn(s[:m[1]], "来", "间") {
			p.from, p.to = around.from, around.to // 五年新增
		}
		if group("since") != "" && m[0] > 0 && !endsIn(s[:m[0]], ",", ";", ":", "。", "(", "在", "的") {
			continue // 增速6年来首次
		}
		if (group("plan") != "" || group("nth") != "") && m[0] > 0 && !endsIn(s[:m[0]], ",", ";", ":", "。", "(", "在", "到", "的", "整个", "和", "于", "从", "比", "与", "是", "为", "了") {
			continue // 谋划十五五时期项目
		}
		p.relative = group("before") == "上年"
		p.local = group("since") != "" && endsIn(s[:m[1]], "平均", "年均")
		for _, word := range comparing {
			p.compared = p.compared || strings.HasSuffix(s[:m[0]], word)
		}
		p.compared = p.compared || sameAs.MatchString(s[m[1]:])
		p.compared = p.compared || comparedWith.MatchString(s[:m[0]]) && !strings.HasPrefix(s[m[1]:], "的")
		if group("first") != "" && endsIn(s[:m[0]], "从", "自", "由") {
			p.compared, p.whole = false, true
		}
		periods = append(periods, p)
	}
	return periods
}

// mayName reports whether a text may name a time.
func mayName(s string) bool {
	return strings.Contains(s, "年") || strings.Contains(s, "五") || strings.Contains(s, "末") || strings.Contains(s, "本届")
}

// yearsOf returns the years that a match of periodForms names; 0 where they depend on the year of the report and it is unknown. year
// is that of the report, and next the first of the years to come.
func yearsOf(group func(string) string, year, next int) (from, to int) {
	switch {
	case group("first") != "":
		return number(group("first")), number(group("last"))
	case group("year") != "":
		return number(group("year")), number(group("year"))
	case group("plan") != "":
		return plan(text.ReadNumber(group("plan")), group("part"), year)
	case group("nth") != "":
		return plan(text.ReadNumber(group("nth")), group("end"), year)
	case year == 0:
		return 0, 0
	case group("now") != "":
		return year, year
	case group("before") != "":
		return year - 1, year - 1
	case group("next") != "":
		return year + 1, year + 1
	case group("coming") != "":
		return next, next + small(group("coming")) - 1
	case group("past") != "":
		return next - small(group("past")), next - 1
	case group("since") != "":
		return next - small(group("since")), next - 1
	case group("century") != "":
		return year/100*100 + 100, year/100*100 + 100
	}
	return year - 5, year - 1
}

func number(s string) int {
	n, _ := strconv.Atoi(text.ReadDigits(s)) // a form of four digits
	return n
}

func small(s string) int { return max(text.ReadNumber(strings.ReplaceAll(s, "两", "二")), 1) }

// plan returns the years of a five-year plan, of its beginning (前三年), of its later years (后三年), of its end (末), or of it so far (以来).
func plan(n int, part string, year int) (from, to int) {
	from, to = 1951+5*n, 1955+5*n
	if n < 3 {
		from, to = 1948+5*n, 1952+5*n // the third began late
	}
	switch {
	case strings.HasSuffix(part, "末"):
		from = to
	case part == "以来" && from < year && year <= to:
		to = year - 1
	case strings.HasPrefix(part, "前"):
		to = from + small(part[len("前"):]) - 1
	case strings.HasPrefix(part, "后"):
		from = to - small(part[len("后"):]) + 1
	}
	return from, to
}

// A frame is what a section says of all of its figures.
type frame struct {
	role     corpus.Role
	from, to int // the years of a review of several, or of a plan for several; 0 when there are none
	year     int // that a review looks back on or a plan is for
}

// next returns the first of the years to come for a chapter of a report.
func (f *frame) next(year int) int {
	switch {
	case f.year == 0 || f.role == "":
		return year
	case f.role == corpus.RoleReview:
		return f.year + 1
	}
	return f.year
}

// plans reports whether the chapter is a plan for n years.
func (f frame) plans(n int) bool {
	return f.role == corpus.RolePlan && f.to > 0 && f.to-f.from+1 == n
}

var (
	termTitle = regexp.MustCompile(`(?:过去|这|近|前)的?五年|五年(?:来|工作|的?回顾|政府工作|国内工作)`)
	planTitle = regexp.MustCompile(`(十[一二三四五六七八九]?|[一二三四五六七八九])五(?:时期|期间|计划|规划|$)|第(十?[一二三四五六七八九十])个五年计划`)
	yearTitle = regexp.MustCompile(`(` + yearForm + `)年`)
)

// frameOf reads the titles around a paragraph. A title that names one year besides several is about the one.
func frameOf(p *corpus.Paragraph, year int) frame {
	f := frame{role: p.Role}
	if year == 0 {
		return f
	}
	if f.year = year; f.role == corpus.RoleReview {
		f.year--
	}
	if len(p.Section) == 0 {
		return f
	}
	title := text.Fold(p.Section[0])
	if all := yearTitle.FindAllStringSubmatch(title, -1); !strings.Contains(title, "五年") {
		for _, m := range all {
			if named := number(m[1]); named >= year-1 {
				if len(all) == 1 && f.role != "" && named <= year+1 {
					f.year = named // a report of December looks back on its own year
				}
				return f
			}
		}
	}
	if m := planTitle.FindStringSubmatch(title); m != nil {
		from, to := plan(text.ReadNumber(m[1]+m[2]), "", year)
		if f.role == corpus.RoleReview == (to <= year) {
			f.from, f.to = from, to
		}
		return f
	}
	if termTitle.MatchString(title) && f.role == corpus.RoleReview {
		f.from, f.to = year-5, year-1
	}
	return f
}

// kindAndPeriod decides whether a figure was promised or reached, and when.
func (sn *sentence) kindAndPeriod(m *mention, f *Figure) {
	before, at := sn.s[sn.From:m.q.From], m.q.From
	year, t := sn.report.Year, sn.governing(at)
	past := isPast(before)
	coming := hasOne(before, comingCue) || isWanted(before)
	review := sn.frame.role == corpus.RoleReview
	plan := sn.frame.role == corpus.RolePlan
	if plan && coming && t != nil && t == sn.carried && t.from == t.to {
		t = nil // 过去一年…。今后要…
	}
	switch {
	case sn.aimed(m) && !plan, expected(m):
		f.Kind = Target
	case t != nil && year > 0 && t.to < year:
		f.Kind = Result
	case t != nil && year > 0 && t.to > year:
		f.Kind = Target
	case t != nil && year > 0 && review:
		f.Kind = Result
		if coming && t.to > sn.frame.year {
			f.Kind = Target
		}
	case t != nil && year > 0, plan:
		f.Kind = Target
		if past {
			f.Kind, t = Result, nil
		} else if sn.frame.role == "" && !coming && (reached.MatchString(before) || sn.wasReached(t)) {
			f.Kind = Result // 今年又达到
		}
	case review || past || !coming:
		f.Kind = Result
	default:
		f.Kind = Target
	}
	sn.setPeriod(m, f, t, before, review)
}

// reached matches the words of a level that there is already.
var reached = regexp.MustCompile(`又(?:达到?|增|提高|上升|有)|[到长加成高升过]了`)

// wasReached reports whether the figure before in the sentence was reached in the year of a time.
func (sn *sentence) wasReached(t *period) bool {
	last := len(sn.rows) - 1
	return last >= 0 && sn.rows[last].Kind == Result && sn.rows[last].To == t.to
}

// actual matches what stands behind an aim that has not been reached by just its number: 预期增长5%|,实际增长4%.
var actual = regexp.MustCompile(`^(?:左右|以上|以内|以下)?[,(](?:实际|实绩)`)

// expected reports whether a number was an aim, of which the words behind it say what became.
func expected(m *mention) bool {
	return hasOne(m.left, []string{"预期", "计划", "目标", "预算"}) && actual.MatchString(m.beyond)
}

// until returns the first of several years that end with a time, as the sentence before it or the chapter names them; else the year of the
// time.
func (sn *sentence) until(t *period) int {
	for i := range sn.periods {
		if p := &sn.periods[i]; p.From < t.From && p.from < p.to && p.to == t.to && !p.compared {
			return p.from
		}
	}
	if t.to == sn.frame.to {
		return sn.frame.from
	}
	return t.from
}

// spent reports whether a figure is what was spent, which several years that are named sum up: 五年内投资总额为….
func spent(f *Figure) bool {
	return f.Measure == Amount && f.Unit == "元" && endsIn(f.Indicator, "投资", "支出", "投入", "投资额", "投资总额", "支出总数", "支出总额")
}

func (sn *sentence) setPeriod(m *mention, f *Figure, t *period, before string, review bool) {
	year, flow := sn.report.Year, isFlow(m, f, before)
	if t != nil && t == sn.carried && sn.opened != nil && flow && f.Measure == Amount {
		t = sn.opened
	}
	switch {
	case t != nil && t.from == t.to && sn.until(t) < t.to && hasOne(before[strings.LastIndexAny(before, ",;:")+1:], yearly):
		f.From, f.To = sn.until(t), t.to // 2000年达到…,平均每年增长
	case t != nil:
		f.From, f.To = t.from, t.to
		if t.from < t.to && !flow && !spent(f) {
			f.From = t.to
		}
	case year == 0:
	case sn.frame.to > 0 && (f.Kind == Result) == review:
		if f.From, f.To = sn.frame.from, sn.frame.to; !flow {
			f.From = f.To
		}
	case review:
		f.From, f.To = sn.frame.year, sn.frame.year
	case f.Kind == Result:
		f.From, f.To = year-1, year-1
		if sn.frame.role == corpus.RolePlan {
			f.From, f.To = sn.frame.year-1, sn.frame.year-1
		}
	default:
		f.From, f.To = sn.frame.year, sn.frame.year
	}
	if last := len(sn.rows) - 1; last >= 0 && f.Measure == Amount && (t == nil || t.From < m.from) && strings.HasPrefix(m.left, "其中") && sn.rows[last].Unit == f.Unit && sn.rows[last].Measure == Amount && sn.rows[last].Kind == f.Kind {
		f.From, f.To = sn.rows[last].From, sn.rows[last].To // 公路2万公里,其中高速公路
	}
}

var (
	quarterCue = regexp.MustCompile(`[一二三两]个?季度`)
	comingCue  = []string{"将", "计划", "力争", "争取", "应当", "必须", "目标", "预计", "拟", "打算", "准备"}
	crossing   = []string{"突破", "冲破", "迈过", "跨过", "越过"} // of a level, unless of things done
	yearly     = []string{"年均", "平均每年", "递增", "累计"}
	stocks     = []string{"余额", "储备", "存栏", "存栏数", "保有量", "存量", "库存", "总人口", "常住人口"} // have a level and no sum
	averageCue = []string{"年均", "平均", "每年", "累计", "合计", "总计", "递增"}
	yearOnYear = regexp.MustCompile(`连续[^,]{1,3}年`)
	altogether = regexp.MustCompile(`(?:^|[^公中])共(?:[^同享产和建青]|$)`) // but not 公共, 共同
)

// isWanted reports whether a text has the 要 of what is to come, which is none of 主要 and its like.
func isWanted(s string) bool {
	for before, after, ok := strings.Cut(s, "要"); ok; before, after, ok = strings.Cut(after, "要") {
		if !strings.ContainsRune("纲主重首次摘必简险紧", lastRune(before)) {
			return true
		}
	}
	return false
}

// isPast reports whether the words before a figure say that it has been reached by now: those of its clause (已, 目前), or a part of
// the year that is over.
func isPast(before string) bool {
	part := before[strings.LastIndexAny(before, ";:")+1:]
	clause := part[strings.LastIndexByte(part, ',')+1:]
	for _, word := range []string{"目前", "现在", "已", "现有"} {
		if strings.Contains(clause, word) {
			return true
		}
	}
	return strings.Contains(part, "上半年") || strings.Contains(part, "季度") && quarterCue.MatchString(part)
}

// trimAim removes what stands between a number and the aim that it is: 左右的预期目标.
func trimAim(after string) string {
	for _, word := range []string{"左右", "以上", "以内", "的", "年度", "年初", "全年", "增长"} {
		after = strings.TrimPrefix(after, word)
	}
	return after
}

// isFlow reports whether a figure sums over its years or is their average, rather than being the level at their end.
func isFlow(m *mention, f *Figure, before string) bool {
	clause := before[strings.LastIndexAny(before, ",;:")+1:]
	switch {
	case hasOne(clause, averageCue), strings.Contains(clause, "共") && altogether.MatchString(clause):
		return true
	case strings.Contains(clause, "已"):
		return false // what there is by now
	case f.Measure == Amount && (endsIn(f.Indicator, stocks...) || strings.HasPrefix(f.Indicator, "每") || strings.Contains(clause, "连续") && yearOnYear.MatchString(clause)):
		return false // 存款余额, 每千人口拥有医师, 连续三年超过
	case f.Measure == Amount:
		return f.Unit != "%" && !m.said && !(hasOne(clause, crossing) && leadingVerb(text.Fold(f.Indicator)) == "" && !strings.Contains(f.Indicator, "新增"))
	case f.Measure == Change, f.Measure == Multiple:
		return true
	case f.Measure == Growth:
		return !strings.Contains(clause, "比上年")
	}
	return false
}

// governing returns the time that governs byte at: the last one named before it in the sentence, or else the one that the
// paragraph has so far.
func (sn *sentence) governing(at int) *period {
	var found *period
	for i := range sn.periods {
		p := &sn.periods[i]
		if p.From < sn.From || p.From >= at {
			continue
		}
		if !p.compared && !(p.local && strings.ContainsAny(sn.s[p.To:at], ",;:。")) {
			found = p
		}
	}
	if found == nil {
		return sn.carried
	}
	return found
}
