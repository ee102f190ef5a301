package related

import "regexp"

// An expectation is a kind of thing to ask for, such as a date: patterns of searches for it and of paragraphs that
// contain it.
type expectation struct{ asks, answers *regexp.Regexp }

// expectations are tried in order; the first match wins.
var expectations = []expectation{
	{regexp.MustCompile(`电话|热线|号码|联系方式|怎么联系`), regexp.MustCompile(`\d{3,4}-\d{6,8}|1\d{4}(?:\D|$)|\d{7,8}(?:\D|$)|400-?\d|电话`)},
	{regexp.MustCompile(`何时|什么时候|什么时间|哪天|哪一天|哪年|几月|几号|日期|时间是`), regexp.MustCompile(`\d月|\d日|\d年|月底|日起|[上下]旬|\d时`)},
	{regexp.MustCompile(`网站|网址|域名|哪个网|哪些网`), regexp.MustCompile(`www|http|\.cn|\.com|网站|网址|app|公众号`)},
}

func expectationOf(search string) *expectation {
	for i := range expectations {
		if expectations[i].asks.MatchString(search) {
			return &expectations[i]
		}
	}
	return nil
}

// factor returns the score factor for a folded paragraph.
func (e *expectation) factor(folded string) float64 {
	if e != nil && e.answers.MatchString(folded) {
		return expectedWeight
	}
	return 1
}
