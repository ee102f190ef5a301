package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"
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
	n := utf8.RuneCountInString(line.Text)
	if n < 2 || n > longestBare || !hasHan(line.Text) || strings.ContainsAny(line.Text, "。！？；：") || endsOpen(line.Text) ||
		strings.Contains(line.Text, "但是") {
		return false
	}
	return line.Heading || r.standsAbove(i+1)
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
