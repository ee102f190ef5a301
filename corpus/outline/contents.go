package outline

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongbao/corpus/text"
)

var (
	contentsHead = regexp.MustCompile(`^[【\[（(]?目[\s　]*[录錄次][】\])）]?[:：]?$`)
	// A title, a leader and the number of a page: 第一章 发展基础..............1.
	contentsLine = regexp.MustCompile(`^\S.{0,80}?(?:\.{3,}|．{3,}|…{1,}|·{3,}|‧{3,}|[-—－_]{5,}|\t|[ 　]{3,})[\s　.．…·]*[-—(（]?[\s　]*[0-9０-９]{1,4}[\s　]*[-—)）]?$`)
)

// pageBehind matches the number of a page behind a title and white space, which is all that is left of a leader where tabs are none.
var pageBehind = regexp.MustCompile(`[\s　.．…·]+[-—(（]?[\s　]*[0-9０-９]{1,4}[\s　]*[-—)）]?$`)

// IsContents reports whether a line belongs to a table of contents by its form alone: its heading, or a title with a leader and the
// number of a page.
func IsContents(line string) bool {
	return contentsHead.MatchString(line) || contentsLine.MatchString(line)
}

// contentsOf marks the lines of tables of contents: the heading with the titles behind it that come again, titles in a row that
// come again and have the number of a page behind them, and whatever has leaders.
func contentsOf(lines []Line) []bool {
	marked := make([]bool, len(lines))
	keys := sync.OnceValue(func() []string { return keysOf(lines) })
	comesAgain := func(i int, title string) bool {
		key := keyOf(title)
		n := utf8.RuneCountInString(key)
		return n >= 2 && n <= longestTitle && slices.ContainsFunc(keys()[i+1:], func(other string) bool { return strings.HasPrefix(other, key) })
	}
	paged := func(i int) bool {
		if i < 0 || i >= len(lines) || lines[i].Row || !pageBehind.MatchString(lines[i].Text) {
			return false
		}
		return comesAgain(i, pageBehind.ReplaceAllString(lines[i].Text, ""))
	}
	headed := false // a heading of a table of contents came before
	for i, line := range lines {
		behind := i > 0 && marked[i-1]
		switch {
		case line.Row:
		case contentsHead.MatchString(line.Text):
			marked[i], headed = true, true
		case contentsLine.MatchString(line.Text):
			marked[i] = behind || i+1 < len(lines) && contentsLine.MatchString(lines[i+1].Text)
		case behind && headed && comesAgain(i, line.Text):
			marked[i] = true
		default:
			marked[i] = paged(i) && (behind || paged(i+1))
		}
	}
	return marked
}

// keysOf returns the keys of lines.
func keysOf(lines []Line) []string {
	keys := make([]string, len(lines))
	for i, line := range lines {
		keys[i] = keyOf(line.Text)
	}
	return keys
}

// keyOf returns the beginning of a line without white space.
func keyOf(line string) string {
	return strings.Join(strings.Fields(text.First(line, 2*longestTitle)), "")
}
