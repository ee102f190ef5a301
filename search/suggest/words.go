package suggest

import (
	_ "embed"
	"strings"
	"sync"

	"gongbao/corpus/text"
	"gongbao/search/thesaurus"
)

//go:embed words.txt
var wordList string

// everyday are the words, and terms of policy language, folded, that are suggested wherever they stand in a corpus: the commonest
// are too frequent in it for their parts to cohere.
var everyday = sync.OnceValue(func() map[string]bool {
	words := make(map[string]bool, strings.Count(wordList, "\n"))
	for line := range strings.Lines(wordList) {
		if word := strings.TrimSuffix(line, "\n"); !strings.HasPrefix(word, "#") {
			words[text.Fold(word)] = true
		}
	}
	for _, term := range thesaurus.Default().Terms(longestWord) {
		words[text.Fold(term)] = true
	}
	return words
})
