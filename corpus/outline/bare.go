package outline

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// isBareHeading reports whether line i is a heading without a marker: a short line that is no sentence, above prose.
func (r *reader) isBareHeading(i int) bool {
	line := r.lines[i]
	if line.Front || line.Row || salutation.MatchString(line.Text) || i+1 == len(r.lines) {
		return false
	}
	if m, _ := Mark(line.Text); m.Class != None {
		return false
	}
	if namesChapter(line.Text) {
		return line.Heading || r.standsAbove(i+1) || closesSentence(r.lines[i+1].Text) || r.hasBareShape(i+1)
	}
	if !r.hasBareShape(i) || namesAnnex(line.Text) { // where that is a heading, isAnnexHeading says so
		return false
	}
	return line.Heading || r.standsAbove(i+1) || r.begins[text.First(line.Text, alikeLength)] > 1 && closesSentence(r.lines[i+1].Text)
}

// hasBareShape reports whether line i may be a heading without a marker, whatever is below it.
func (r *reader) hasBareShape(i int) bool {
	line := r.lines[i]
	n := utf8.RuneCountInString(line.Text)
	return !line.Front && !line.Row && !r.contents[i] && n >= 2 && n <= longestBare && hasHan(line.Text) &&
		!strings.ContainsAny(line.Text, "。！？；：") && !endsOpen(line.Text) && !strings.Contains(line.Text, "但是")
}

// alikeLength is the number of characters with which siblings begin alike: 一年来，我们坚持….
const alikeLength = 5

// beginnings counts the lines that begin alike and have the shape of a bare heading with a comma.
func (r *reader) beginnings() map[string]int {
	counts := map[string]int{}
	for i, line := range r.lines {
		if strings.Contains(line.Text, "，") && r.hasBareShape(i) {
			counts[text.First(line.Text, alikeLength)]++
		}
	}
	return counts
}

// closesSentence reports whether text ends as prose does.
func closesSentence(text string) bool {
	return strings.HasSuffix(text, "。") || strings.HasSuffix(text, "！")
}

var (
	chapterEnd = regexp.MustCompile(`(?:回顾|总结|安排|部署|打算|展望|成就|目标|任务|要求|建议|思路|重点|工作)$`)
	ahead      = regexp.MustCompile(`^(?:今年|今后|明年|来年|下一步|未来)`)
)

// namesChapter reports whether a line without a marker is the title of a chapter: it says that something is over or to come, and
// ends as such titles do. A motto with a colon may precede it: 站在新起点：2012年工作回顾.
func namesChapter(line string) bool {
	const longest = 30 // characters
	title := text.Spell(line)
	if motto, rest, ok := strings.Cut(title, ":"); ok && motto != "" {
		title = rest
	}
	return utf8.RuneCountInString(line) <= longest && !strings.ContainsAny(title, ",。;:!?") && chapterEnd.MatchString(title) &&
		(lastYear(title) > 0 || reviewTitle.MatchString(title) || ahead.MatchString(title))
}

// namesChapters reports whether the bare lines name a chapter that looks back and one that looks ahead.
func (r *reader) namesChapters() bool {
	back, forth := false, false
	for i, line := range r.lines {
		if line.Front || r.contents[i] || !namesChapter(line.Text) || !r.isBareHeading(i) {
			continue
		}
		if reviewTitle.MatchString(text.Spell(line.Text)) {
			back = true
		} else {
			forth = true
		}
	}
	return back && forth
}

// rankOfBare returns the rank of a bare line. Where some name chapters, those that are half a sentence are below.
func (r *reader) rankOfBare(line string) rank {
	if r.chapters && strings.Contains(line, "，") && !namesChapter(line) {
		return rankBelow
	}
	return r.bare
}

var glossaryTitle = regexp.MustCompile(`(?:名词|术语|用语|词语|概念|缩略语)(?:解释|注释|说明|释义|注解)|^(?:注释|释义|注解)[:：]?$`)

// isAnnexHeading reports whether line i announces an annex behind the text of a report, whatever is below it.
func (r *reader) isAnnexHeading(i int) bool {
	return i+1 < len(r.lines) && !r.lines[i].Front && namesAnnex(r.lines[i].Text) && r.isBehindText(i)
}

// namesAnnex reports whether a line is the title of an annex.
func namesAnnex(line string) bool {
	const longest = 30 // characters
	title := tidy(line)
	return utf8.RuneCountInString(line) <= longest && !strings.ContainsAny(title, "，。；！？") && annexTitle.MatchString(text.Spell(title))
}

// isBehindText reports whether a line before line i ends as prose does.
func (r *reader) isBehindText(i int) bool {
	return slices.ContainsFunc(r.lines[:i], func(before Line) bool { return !before.Front && closesSentence(before.Text) })
}

// standsAbove reports whether line i is prose, or itself a heading.
func (r *reader) standsAbove(i int) bool {
	const shortest = 40 // characters
	next := r.lines[i]
	if next.Row {
		return false
	}
	if _, ok := markedHeading(next.Text); ok {
		return true
	}
	return utf8.RuneCountInString(next.Text) >= shortest && strings.ContainsAny(next.Text, "。！？")
}

// endsOpen reports whether text stops within a sentence.
func endsOpen(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune("，、,（《“", last)
}

func hasHan(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// isSentenceHeading reports whether line i is one short sentence above prose: some files put a run-in heading on a line
// of its own.
func (r *reader) isSentenceHeading(i int) bool {
	line := r.lines[i]
	if line.Row || line.Front || i+1 == len(r.lines) || !strings.HasSuffix(line.Text, "。") {
		return false
	}
	if m, _ := Mark(line.Text); m.Class != None {
		return false
	}
	title := tidy(line.Text)
	n := utf8.RuneCountInString(title)
	return n >= 4 && n <= longestSentence && !mark.MatchString(title) && strings.Count(title, "，") <= 1 &&
		!notTitle.MatchString(title) && r.standsAbove(i+1)
}

// usesSentenceHeadings reports whether there are too many of them to be accidents.
func (r *reader) usesSentenceHeadings() bool {
	const enough = 4
	n := 0
	for i := range r.lines {
		if r.isSentenceHeading(i) {
			n++
		}
	}
	return n >= enough
}
