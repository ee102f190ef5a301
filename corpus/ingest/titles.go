package ingest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

var (
	titleForm  = regexp.MustCompile(`^.{0,60}?(?:报告|决议)(?:\(.{1,12}\))?$`)
	titleYear  = regexp.MustCompile(`^.{0,30}工作报告\((?:\d{4}|[` + zeros + text.Digits + `]{4})年度?\)$`)
	titleGlued = regexp.MustCompile(`^(.{0,30}工作报告)(?:--|\()`)
	// documentForm matches the title of an official document, folded: it ends with the name of a kind of document.
	documentForm = regexp.MustCompile(`^.{2,90}?(?:报告|决议|公报|纲要|规划|计划|意见|通知|条例|方案|办法|决定|规定|细则|要点|公告|通告|批复|规则|章程|预案|措施|清单|白皮书|讲话|草案|预算|决算)(?:\(.{1,16}\))?$`)
	// numberForm matches the number of an official document, folded: 国发〔2024〕3号.
	numberForm = regexp.MustCompile(`^\p{Han}{2,16}[\[(【〔]((?:19|20)\d{2})[\])】〕]第?\d{1,4}号$`)
	aboutForm  = regexp.MustCompile(`^关于|^印发|^转发`)
	withList   = regexp.MustCompile(`[\s　]*目[\s　]*录[\s　]*$`)
)

// readTitle returns the title that a line consists of or begins with.
func readTitle(line, folded string) string {
	if m := titleGlued.FindStringSubmatch(folded); m != nil && !titleYear.MatchString(folded) {
		title := line
		if cut := strings.IndexAny(line, "—－-（("); cut > 0 {
			title = line[:cut]
		}
		closed, _ := text.CloseLine(bareTitle(title))
		return closed
	}
	if titleForm.MatchString(folded) && !strings.ContainsAny(folded, "。;") && leadingDate(folded) == "" {
		return bareTitle(line)
	}
	return ""
}

// beforeTitle matches what agencies and sites put before a title in one line: 新华社北京3月14日电, 资料：.
var beforeTitle = regexp.MustCompile(`^(?:.*\d日电|(?:资料|标题|题目|全文|实录)[：:])[\s　]*`)

// bareTitle returns a title without what precedes it. The cells of a table that lays it out are one line.
func bareTitle(line string) string {
	return strings.ReplaceAll(strings.TrimSpace(beforeTitle.ReplaceAllString(line, "")), "\t", "")
}

// isTitle reports whether a folded line is the title of a document or its end.
func isTitle(folded string) bool {
	return documentForm.MatchString(withList.ReplaceAllString(folded, "")) && !strings.ContainsAny(folded, "。;:") && leadingDate(folded) == ""
}

// documentTitle returns the title in the front of an official document, which may go over several lines: whose it is, what it
// is about, and what it is.
func (f front) documentTitle() string {
	for i, line := range f.lines {
		if !isTitle(line) {
			continue
		}
		title := strings.TrimSpace(withList.ReplaceAllString(f.shown[i], ""))
		for i--; i >= 0 && precedes(f.lines[i], text.Spell(title)); i-- {
			title = text.JoinLines(f.shown[i], title)
		}
		return title
	}
	return ""
}

// precedes reports whether a folded line is the beginning of the title that goes on below it.
func precedes(line, title string) bool {
	const longest = 40 // characters
	switch {
	case utf8.RuneCountInString(line) > longest || numberForm.MatchString(line) || stamp.MatchString(line) || isTitle(line):
		return false
	case isRegion(line):
		return !strings.HasPrefix(title, line)
	case issuer.MatchString(line):
		return aboutForm.MatchString(title)
	}
	return aboutForm.MatchString(line) && !strings.HasSuffix(line, "。")
}

// numberYear returns the year in the number of a document, 0 without one.
func numberYear(lines []string) int {
	for _, line := range lines {
		if m := numberForm.FindStringSubmatch(line); m != nil {
			return singleYear(m[1])
		}
	}
	return 0
}
