package figure

import (
	"regexp"
	"strings"
)

// reference matches, at the end of what stands before a ratio, what it is measured by: 是上年|的1.7倍, 完成预算|的96%. Groups: the
// verb, and what it is measured by.
var reference = regexp.MustCompile(`(?:仅|只|约|大体上?|大致|大约|几乎|竟|基本上?|已经?|将|还|就|也|都)*(相当于|等于|达到|达|完成|实现|是|为)了?([^,;:、]{1,18}?)(的)?(?:约|近|将近|大约|超过|不足|不到)?$`)

// negative reports whether a minus sign stands before a number: 增长率为|-1.8‰. A dash between words is none.
func (sn *sentence) negative(m *mention) bool {
	before, ok := strings.CutSuffix(sn.s[:m.q.From], "-")
	return ok && !m.q.Written && !m.q.Rank && endsIn(before, "为", "是", "达", "达到", "到", "至", "长", "幅", "率", "速", "的", "从", "由", "(")
}

// aimsOf are the words that a reference to a plan ends with.
var aimsOf = regexp.MustCompile(`(?:计划|预算数?|任务数?|目标数?|指标|定额|收入预期|预算目标|决算数?|同期数?|水平|平均数?|总量|年)$`)

// ofPlan matches what says no more than that a plan was fulfilled: 年度预算.
var ofPlan = regexp.MustCompile(`^(?:年度?|全年|当年|本年|年初|原定|既定|调整|变动|汇总|五年|国家|上级|下达|预期|[省市县区]|的)*(?:计划|预算数?|预期|任务数?|目标任务|目标数?|指标|定额|决算数?)$`)

// partOf removes the place of which a ratio is a share, behind a word of comparison: 新增装机超过|全球|一半.
func partOf(left string) (before string, ok bool) {
	left = strings.TrimSuffix(strings.TrimSuffix(left, "的"), "总量")
	place := wide.suffix(left)
	before = left[:len(left)-len(place)]
	word, _ := comparatorOf(before)
	return before, place != "" && word != ""
}

// withoutReference removes from the words before a ratio what it is measured by, so that they name what is measured. later says that
// a number stands before it in the sentence, whose name holds for this one if its clause has none.
func (m *mention) withoutReference(later bool) {
	if m.q.Unit != "%" && m.q.Unit != "倍" && m.q.Unit != "" {
		return
	}
	if before, ok := partOf(m.left); ok {
		m.left = before
		return
	}
	if !strings.Contains(m.left, "的") && !strings.Contains(m.left, "完成") {
		return
	}
	at := reference.FindStringSubmatchIndex(m.left)
	if at == nil {
		return
	}
	verb, by := m.left[at[2]:at[3]], m.left[at[4]:at[5]]
	switch {
	case longestMove(m.left[:at[0]]) != "":
		return // 下降为2024年的40%
	case verb == "达" && strings.HasSuffix(m.left[:at[2]], "下"):
		return // 上级下达任务
	case strings.ContainsAny(by, "占") || shares.suffix(by) != "" || endsIn(by, "率"):
		return
	case at[6] < 0 && verb != "完成":
		return
	case verb == "完成" || verb == "实现" || verb == "达到" || verb == "达":
		if !ofPlan.MatchString(by) {
			return // 完成改造的80%
		}
	case trimLead(m.left[:at[0]]) == "" && !later:
		return
	case m.q.Unit == "%" && !aimsOf.MatchString(by) && !endsIn(by, "全国", "全省", "全市", "全县"):
		return // 为主体的60%
	}
	m.left = m.left[:at[0]]
}
