package outline

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

var (
	contentsHead = regexp.MustCompile(`^[【\[（(]?目[\s　]*[录錄次][】\])）]?[:：]?$`)
	// A title, a leader and the number of a page: 第一章 发展基础..............1.
	contentsLine = regexp.MustCompile(`^\S.{0,80}?(?:\.{3,}|．{3,}|…{1,}|·{3,}|‧{3,}|[-—－_]{5,}|\t|[ 　]{3,})[\s　.．…·]*[-—(（]?[\s　]*[0-9０-９]{1,4}[\s　]*[-—)）]?$`)
)

// IsContents reports whether a line belongs to a table of contents by its form alone: its heading, or a title with a leader and the
// number of a page.
func IsContents(line string) bool {
	return contentsHead.MatchString(line) || contentsLine.MatchString(line)
}

// contentsOf marks the lines of tables of contents: the heading with the titles behind it that come again, and whatever has
// leaders.
func contentsOf(lines []Line) []bool {
	marked := make([]bool, len(lines))
	var keys []string
	for i, line := range lines {
		switch {
		case line.Row:
		case contentsHead.MatchString(line.Text):
			marked[i] = true
			if keys == nil {
				keys = keysOf(lines)
			}
		case contentsLine.MatchString(line.Text):
			marked[i] = i > 0 && marked[i-1] || i+1 < len(lines) && contentsLine.MatchString(lines[i+1].Text)
		case i > 0 && marked[i-1] && keys != nil:
			key := keys[i]
			n := utf8.RuneCountInString(key)
			marked[i] = n >= 2 && n <= longestTitle && slices.ContainsFunc(keys[i+1:], func(other string) bool { return strings.HasPrefix(other, key) })
		}
	}
	return marked
}

// keysOf returns the beginnings of lines without white space.
func keysOf(lines []Line) []string {
	keys := make([]string, len(lines))
	for i, line := range lines {
		keys[i] = strings.Join(strings.Fields(text.First(line.Text, 2*longestTitle)), "")
	}
	return keys
}
