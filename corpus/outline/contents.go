package outline

import (
	"regexp"
	"strings"
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
	forms := contentsForms(lines)
	last := lastLines(lines, forms)
	paged := func(i int) bool { return i < len(forms) && last[forms[i].paged] > i }
	marked := make([]bool, len(lines))
	for i, form := range forms {
		behind := i > 0 && marked[i-1]
		switch {
		case form.head:
			marked[i] = true
		case form.leader:
			marked[i] = behind || i+1 < len(forms) && forms[i+1].leader
		default:
			marked[i] = behind && last[form.listed] > i || paged(i) && (behind || paged(i+1))
		}
	}
	return marked
}

// A contentsForm is what a line may be in a table of contents. That of a row of a table is empty.
type contentsForm struct {
	head   bool   // its heading
	leader bool   // a title, a leader and the number of a page
	listed string // the key of the line as a title below such a heading
	paged  string // the key of the title in front of the number of a page, which has no leader
}

func contentsForms(lines []Line) []contentsForm {
	forms := make([]contentsForm, len(lines))
	headed := false // a heading of a table of contents came before
	for i, line := range lines {
		if line.Row {
			continue
		}
		form := &forms[i]
		form.head, form.leader = contentsHead.MatchString(line.Text), contentsLine.MatchString(line.Text)
		if headed {
			form.listed = titleKey(line.Text)
		}
		if at := pageBehind.FindStringIndex(line.Text); at != nil {
			form.paged = titleKey(line.Text[:at[0]])
		}
		headed = headed || form.head
	}
	return forms
}

// lastLines returns the last line that begins with each of the titles of forms, by key. A title comes again if its last line is
// below it.
func lastLines(lines []Line, forms []contentsForm) map[string]int {
	last, lengths := map[string]int{}, map[int]bool{}
	for _, form := range forms {
		for _, title := range []string{form.listed, form.paged} {
			if title != "" {
				last[title], lengths[len(title)] = 0, true
			}
		}
	}
	for i := 0; i < len(lines) && len(last) > 0; i++ {
		key := keyOf(lines[i].Text)
		for n := range lengths {
			if n > len(key) {
				continue
			}
			if _, isTitle := last[key[:n]]; isTitle {
				last[key[:n]] = i
			}
		}
	}
	return last
}

// titleKey returns the key of a line that may be a title, and "" for any other.
func titleKey(line string) string {
	key := keyOf(line)
	if n := utf8.RuneCountInString(key); n < 2 || n > longestTitle {
		return ""
	}
	return key
}

// keyOf returns the beginning of a line without white space.
func keyOf(line string) string {
	return strings.Join(strings.Fields(text.First(line, 2*longestTitle)), "")
}
