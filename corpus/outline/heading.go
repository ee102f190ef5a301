package outline

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

var (
	salutation = regexp.MustCompile(`^(?:各位|尊敬的各位|同志们)(?:代表|委员|同志)?[^。]{0,12}[：:！!，,]`)
	frontTitle = regexp.MustCompile(`(?:报告|决议)$`)
	turn       = regexp.MustCompile(`^(?:一年来|几年来|[三四五十]年来|过去[一五的]|回顾|总之|展望|当前|今年|明年|与此同时|在肯定|我们也?(?:清醒|深知|要?看到)|同志们|[\d０-９]{4}年)`)
	atEnd      = regexp.MustCompile(`^(?:结束语|结语|名词解释|名词注释|附件|附录|附表|注释|注[：:])`)
	mark       = regexp.MustCompile(`[。！？；]`)
)

// Lengths in characters, each a little above the longest of its kind in the reports read for them.
const (
	longestTitle = 70 // （三）……： 58 in the reports of 2011
	longestRunIn = 50
	longestPoint = 40
	longestPlain = 24 // a run-in heading without a marker
	longestBare  = 45

	longestSentence = 30
)

// headingAt reads the heading that line i is, or begins with.
func (r *reader) headingAt(i int) (heading, bool) {
	line := r.lines[i]
	if line.Row || salutation.MatchString(line.Text) {
		return heading{}, false
	}
	if r.isAnnexHeading(i) {
		r.glossary = glossaryTitle.MatchString(line.Text)
		return heading{rank: rankEnd, title: tidy(line.Text), whole: true}, true
	}
	if r.glossary {
		return heading{}, false
	}
	if h, ok := r.decimal[i]; ok {
		return h, true
	}
	if h, ok := markedHeading(line.Text); ok || r.numbered[i] {
		return h, true
	}
	if r.isBareHeading(i) {
		h := heading{rank: r.rankOfBare(line.Text), title: tidy(line.Text), whole: true}
		if atEnd.MatchString(line.Text) {
			h.rank = rankEnd
		}
		return h, true
	}
	if r.sentences && r.isSentenceHeading(i) {
		return heading{rank: rankAlone, title: tidy(line.Text), whole: true}, true
	}
	if title, ok := r.runInAt(i); ok {
		return heading{rank: rankRunIn, title: title}, true
	}
	return heading{}, false
}

// markedHeading reads a heading that begins with a marker.
func markedHeading(line string) (heading, bool) {
	m, rest := Mark(line)
	if m.Class == None {
		return heading{}, false
	}
	h := heading{rank: 10 * rank(m.Class)}
	if rest == "" {
		// 一 alone heads a section in old reports; any other lone marker has lost its text.
		h.title, h.whole = line, true
		return h, m.Class == Numeral
	}
	first, behind := firstSentence(rest)
	if behind == "" {
		h.title, h.whole = tidy(line), true
		return h, headsAlone(m.Class, rest)
	}
	h.title = tidy(strings.TrimSuffix(line, behind))
	if m.Class == Dash {
		h.title = tidy(first)
	}
	return h, utf8.RuneCountInString(first) <= longestFirst(m.Class) && !strings.ContainsAny(first, "：；！？")
}

// headsAlone reports whether a line of one sentence behind its marker is a heading. A chapter's may end with a full
// stop; a line that may be an item of a list may not.
func headsAlone(class Class, rest string) bool {
	n := utf8.RuneCountInString(rest)
	switch {
	case class == Dash, strings.HasSuffix(rest, "；"), strings.HasSuffix(rest, "，"), n > longestTitle:
		return false
	case class <= Bracketed:
		return !mark.MatchString(strings.TrimRight(rest, "。"))
	}
	return !mark.MatchString(rest) && n <= longestBare
}

func longestFirst(class Class) int {
	switch class {
	case Part, Chapter, Article, Numeral, Bracketed:
		return longestRunIn
	case Point, Dash:
		return longestPoint
	}
	return 30 // 第一， and 1. more often begin a sentence than a heading
}

// firstSentence cuts a line behind its first full stop outside quotation marks and brackets.
func firstSentence(line string) (first, rest string) {
	depth := 0
	for i, r := range line {
		switch {
		case strings.ContainsRune(text.Openers, r):
			depth++
		case strings.ContainsRune(text.Closers, r):
			depth--
		case r == '。' && depth <= 0:
			return line[:i], strings.TrimLeft(line[i+len("。"):], text.Closers)
		}
	}
	return line, ""
}

// tidy strips the closing marks from a title.
func tidy(title string) string {
	return strings.TrimRight(strings.TrimSpace(title), "。：；:; ")
}
