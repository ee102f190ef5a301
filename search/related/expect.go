package related

import "regexp"

// An expectation is a kind of thing to ask for, such as a date: patterns of searches for it and of paragraphs that
// contain it, and the score factor of these.
type expectation struct {
	asks, answers *regexp.Regexp
	factor        float64
}

// expectations are tried in order; the first match wins.
var expectations = []expectation{
	{regexp.MustCompile(`电话|热线|号码|联系方式|怎么联系`), regexp.MustCompile(`\d{3,4}-\d{6,8}|1\d{4}(?:\D|$)|\d{7,8}(?:\D|$)|400-?\d|电话`), containsKind},
	{regexp.MustCompile(`何时|什么时候|什么时间|哪天|哪一天|哪年|几月|几号|日期|时间是`), regexp.MustCompile(`\d月|\d日|\d年|月底|日起|[上下]旬|\d时`), containsKind},
	{regexp.MustCompile(`网站|网址|域名|哪个网|哪些网`), regexp.MustCompile(`www|http|\.cn|\.com|网站|网址|app|公众号`), containsKind},
	{regexp.MustCompile(`多少|几[` + counters + `]|第几|占比|比重|增速|增长率|增幅|多[大高长快]`),
		regexp.MustCompile(`\d ?(?:%|‰|个百分点|[` + counters + `])|百分之|第[一二三四五六七八九十\d]`), containsNumber},
}

// counters are characters that begin what is counted behind a number: magnitudes, units of measure, classifiers. Those of
// calendar dates are not among them.
const counters = "个十百千万亿元吨斤亩顷户人名位家所座条项台套件辆架艘次倍成公平立千兆里米度分只头株册场批种类级层届岁"

func expectationOf(search string) *expectation {
	for i := range expectations {
		if expectations[i].asks.MatchString(search) {
			return &expectations[i]
		}
	}
	return nil
}

// factorFor returns the score factor for a folded paragraph.
func (e *expectation) factorFor(folded string) float64 {
	if e != nil && e.answers.MatchString(folded) {
		return e.factor
	}
	return 1
}
