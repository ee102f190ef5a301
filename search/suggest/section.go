package suggest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// numbering matches the number in front of a title: 一、 （八） 1. 第三章 一是.
var numbering = regexp.MustCompile(`^(?:第?[一二三四五六七八九十百\d]+[、.章节条]|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+是)\s*`)

// The bounds of a title in characters: shorter ones are too vague, and nobody types longer ones.
const (
	shortestTitle = 3
	longestTitle  = 20
)

// addTitle counts a title without its number.
func addTitle(titles map[string]*entry, title string) {
	title = strings.TrimRight(numbering.ReplaceAllString(strings.TrimSpace(title), ""), "。；：")
	n := utf8.RuneCountInString(title)
	if n < shortestTitle || n > longestTitle {
		return
	}
	folded := text.Fold(title)
	if folded == "" {
		return
	}
	if titles[folded] == nil {
		titles[folded] = &entry{Suggestion: Suggestion{Text: title, Section: true}, folded: folded, runes: []rune(folded)}
	}
	titles[folded].Count++
}

func sections(titles map[string]*entry) []entry {
	entries := make([]entry, 0, len(titles))
	for _, e := range titles {
		entries = append(entries, *e)
	}
	return entries
}
