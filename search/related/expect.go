package related

import "regexp"

// An expectation is a kind of thing that a question may ask for, and what a paragraph that can answer it contains.
type expectation struct{ asks, answers *regexp.Regexp }

// expectations are tried in order; the first that a question asks for counts.
var expectations = []expectation{
	{regexp.MustCompile(`电话|热线|号码|联系方式|怎么联系`), regexp.MustCompile(`\d{3,4}-\d{6,8}|1\d{4}(?:\D|$)|\d{7,8}(?:\D|$)|400-?\d|电话`)},
	{regexp.MustCompile(`何时|什么时候|什么时间|哪天|哪一天|哪年|几月|几号|日期|时间是`), regexp.MustCompile(`\d月|\d日|\d年|月底|日起|[上下]旬|\d时`)},
	{regexp.MustCompile(`网站|网址|域名|哪个网|哪些网`), regexp.MustCompile(`www|http|\.cn|\.com|网站|网址|app|公众号`)},
}

func expectationOf(question string) *expectation {
	for i := range expectations {
		if expectations[i].asks.MatchString(question) {
			return &expectations[i]
		}
	}
	return nil
}

// factor is what a paragraph is worth for having what is expected.
func (e *expectation) factor(folded string) float64 {
	if e != nil && e.answers.MatchString(folded) {
		return expectedWeight
	}
	return 1
}
