package plain

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/typeset"
)

// fewestLines is the number of lines of a text that tell how all of them begin.
const fewestLines = 8

// bareLines returns a text without what a program has put in front of each of its lines: the marks of a quotation in mail, or the
// numbers of the lines.
func bareLines(text string) string {
	if quoted, ok := withoutPrefix(text, quoteMark, func([]string) bool { return true }); ok {
		return quoted
	}
	if unnumbered, ok := withoutPrefix(text, lineNumber, countLines); ok {
		return unnumbered
	}
	return text
}

var (
	quoteMark  = regexp.MustCompile(`^(?:> ?)+`)
	lineNumber = regexp.MustCompile(`^[ \t]*\d{1,5}(?:[:：|.]?[ \t]|$)`)
)

// withoutPrefix takes a prefix away from all lines that are not blank, if all have it, and if the prefixes and the lines behind them are
// such as isMeant wants.
func withoutPrefix(text string, prefix *regexp.Regexp, isMeant func(all []string) bool) (string, bool) {
	if first := firstLine(text); prefix.FindString(first) == "" {
		return text, false
	}
	var all, bare []string
	for line := range strings.Lines(text) {
		found := prefix.FindString(line)
		if strings.TrimSpace(line) == "" {
			bare = append(bare, line)
			continue
		}
		if found == "" {
			return text, false
		}
		all = append(all, line)
		bare = append(bare, line[len(found):])
	}
	if len(all) < fewestLines || !isMeant(all) {
		return text, false
	}
	return strings.Join(bare, ""), true
}

func firstLine(text string) string {
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			return line
		}
	}
	return ""
}

// countLines reports whether the numbers in front of lines are those of the lines: they count by one, and the lines are those of a page,
// which end within sentences at one width. The numbers of a list are its own.
func countLines(all []string) bool {
	before, open, widths := 0, 0, []int{}
	for i, line := range all {
		found := lineNumber.FindString(line)
		n, _ := strconv.Atoi(strings.Trim(found, " \t\r\n:：|.")) // the pattern admits digits alone
		if i > 0 && n != before+1 {
			return false
		}
		before = n
		rest := strings.TrimSpace(line[len(found):])
		widths = append(widths, utf8.RuneCountInString(rest))
		if rest != "" && !typeset.Closed(rest) {
			open++
		}
	}
	slices.Sort(widths)
	const ragged, narrowest = 3, 15 // characters
	widest := widths[len(widths)*9/10]
	full := len(widths) - slices.IndexFunc(widths, func(n int) bool { return n >= widest-ragged })
	return widest >= narrowest && open*2 > len(all) && full*2 > len(all)
}
