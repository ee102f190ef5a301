package panel

import (
	"strings"

	"gongbao/corpus/text"
	"gongbao/search/query"
)

// apart returns words with the longer ones of the list that each of them stands inside, where a place of it does not count.
func apart(words []query.Text) []query.Outside {
	folded := make([]string, len(words))
	for i, w := range words {
		folded[i] = text.Fold(w.Value)
	}
	terms := make([]query.Outside, len(words))
	for i, w := range words {
		terms[i].Text = w
		for j, longer := range words {
			if folded[i] != folded[j] && strings.Contains(folded[j], folded[i]) {
				terms[i].Longer = append(terms[i].Longer, longer)
			}
		}
	}
	return terms
}

// alone returns words that count wherever they stand.
func alone(words []query.Text) []query.Outside {
	terms := make([]query.Outside, len(words))
	for i, w := range words {
		terms[i].Text = w
	}
	return terms
}

// asked prints the query whose occurrences are those of a term.
func asked(term query.Outside) string {
	if len(term.Longer) == 0 {
		return query.Print(term.Text)
	}
	return query.Print(term)
}
