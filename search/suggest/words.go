package suggest

import (
	"sync"

	"gongbao/corpus/phrase"
	"gongbao/search/thesaurus"
)

// everyday are the words, and terms of policy language, folded, that are suggested wherever they stand in a corpus.
var everyday = sync.OnceValue(func() map[string]bool { return phrase.Words(thesaurus.Default().Terms(phrase.LongestWord)) })
