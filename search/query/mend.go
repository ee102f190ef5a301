package query

import (
	"regexp"
	"strings"
	"unicode"

	"gongbao/corpus/text"
)

// asTyped matches the numbers of operators and fields, which stay apart from what follows: NEAR/5 3%, month:1.
var asTyped = regexp.MustCompile(`[/／:：,，.．][0-9０-９]+`)

// mend undoes in a query that was copied from a file what reading mends in the file: 1 7 个, 政 府 工 作 报 告.
func mend(in []rune, notes *notes) []rune {
	typed := string(in)
	mended, changed := text.CloseLine(strings.TrimSpace(plainSpaces(typed)))
	if !changed {
		mended = closePercent(closeNumbers(typed))
	}
	if mended == typed {
		return in
	}
	if mended != strings.TrimSpace(typed) {
		notes.add(NoteMended, mended)
	}
	return []rune(mended)
}

// plainSpaces writes the spaces of typography as those that reading mends: pages and programs for text set words apart with them.
func plainSpaces(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Zs, r) {
			return ' '
		}
		return r
	}, s)
}

// percent matches a number with spaces before its percent sign; one that an operator or field has in front of it is none.
var percent = regexp.MustCompile(`(^|[^/／:：,，.．<>=≤≥＜＞＝~～\p{Pd}\d０-９])([\d０-９]+(?:[.．][\d０-９]+)?)\pZ+([` + percentSigns + `])`)

const percentSigns = "%％‰"

func closePercent(s string) string {
	if !strings.ContainsAny(s, percentSigns) {
		return s // as nearly always
	}
	return percent.ReplaceAllString(s, "$1$2$3")
}

func closeNumbers(s string) string {
	var b strings.Builder
	from := 0
	for _, span := range append(asTyped.FindAllStringIndex(s, -1), []int{len(s), len(s)}) {
		closed, _ := text.CloseNumbers(s[from:span[0]], false)
		b.WriteString(closed + s[span[0]:span[1]])
		from = span[1]
	}
	return b.String()
}

// joinLines joins the lines of a phrase, as reading joins those of a paragraph.
func joinLines(value string) string {
	if !strings.Contains(value, "\n") {
		return value
	}
	joined := ""
	for line := range strings.Lines(value) {
		joined = text.JoinLines(joined, strings.TrimSpace(line))
	}
	return closeNumbers(joined)
}
