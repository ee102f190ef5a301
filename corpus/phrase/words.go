package phrase

import (
	_ "embed"
	"strings"

	"gongbao/corpus/text"
)

//go:embed words.txt
var wordList string

// Words returns everyday words, and more words with them, folded: they are phrases wherever they stand in a text, because the
// commonest are too frequent in it for their parts to cohere.
func Words(more []string) map[string]bool {
	words := make(map[string]bool, strings.Count(wordList, "\n")+len(more))
	for line := range strings.Lines(wordList) {
		if word := strings.TrimSuffix(line, "\n"); !strings.HasPrefix(word, "#") {
			words[text.Fold(word)] = true
		}
	}
	for _, word := range more {
		words[text.Fold(word)] = true
	}
	return words
}
