package suggest

import (
	"strings"
	"unicode/utf8"

	"gongbao/corpus/outline"
	"gongbao/corpus/text"
)

// The bounds of a title in characters: shorter ones are too vague, and nobody types longer ones.
const (
	shortestTitle = 3
	longestTitle  = 20
)

// addTitle counts a title without its number.
func addTitle(titles map[string]*entry, title string) {
	_, title = outline.Mark(strings.TrimSpace(title))
	title = strings.TrimRight(title, "。；：")
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
