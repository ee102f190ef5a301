package ingest

import (
	"regexp"

	"gongbao/corpus"
	"gongbao/corpus/text"
)

// otherBodies matches bodies other than a government that deliver work reports.
var otherBodies = regexp.MustCompile(`法院|检察院|常务委员会|常委会|政协|政治协商|监察委员会`)

// kindForms lists what a title ends with, folded, by the kind that it names; the first that fits counts.
var kindForms = []struct {
	kind corpus.Kind
	form *regexp.Regexp
}{
	{corpus.Resolution, regexp.MustCompile(`决议`)},
	{corpus.Bulletin, regexp.MustCompile(`统计公报|普查公报|(?:环境状况|质量状况|水资源)公报`)},
	{corpus.Budget, regexp.MustCompile(`(?:预算|决算).*(?:报告|草案)|(?:预算|决算)$`)},
	{corpus.Plan, regexp.MustCompile(`计划.*(?:执行|草案|安排).*报告|(?:规划|纲要|计划)(?:\(.*\))?$`)},
	{corpus.Regulation, regexp.MustCompile(`(?:条例|规定|办法|细则|规则|章程)(?:\(.*\))?$`)},
	{corpus.Document, regexp.MustCompile(`(?:意见|通知|方案|决定|要点|公告|通告|批复|预案|措施|清单)(?:\(.*\))?$`)},
}

// kindOf returns the kind that a title names, or "".
func kindOf(title string) corpus.Kind {
	folded := text.Spell(title)
	switch {
	case folded == "":
		return ""
	case workReport.MatchString(folded) && !aboutWork.MatchString(folded) && !otherBodies.MatchString(folded):
		return corpus.Work
	}
	for _, k := range kindForms {
		if k.form.MatchString(folded) {
			return k.kind
		}
	}
	return corpus.Other
}

var (
	workReport = regexp.MustCompile(`工作报告`)
	// aboutWork matches titles of what is about a work report.
	aboutWork = regexp.MustCompile(`决议|工作报告.{0,20}(?:通知|意见|方案|决定|要点|分工|说明|解读)`)
)
