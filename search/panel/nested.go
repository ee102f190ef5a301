package panel

import (
	"slices"
	"strings"

	"gongbao/corpus/text"
	"gongbao/search/query"
)

// A nesting knows the words that stand inside others.
type nesting struct {
	loose    bool
	patterns []text.Pattern
	longer   map[int][]int // for a word those that it stands inside
	involved []int         // all of both
	tree     []query.Node  // the longer ones, each once
}

func nestedWords(words []query.Text, loose bool) nesting {
	n := nesting{loose: loose, longer: map[int][]int{}}
	for _, w := range words {
		pattern := text.NewPattern
		if loose {
			pattern = text.NewLoosePattern
		}
		n.patterns = append(n.patterns, pattern(w.Value))
	}
	for i := range words {
		var containers []query.Node
		for j := range words {
			one, other := n.patterns[i].Folded(), n.patterns[j].Folded()
			if one != other && strings.Contains(other, one) {
				n.longer[i] = append(n.longer[i], j)
				n.involved = append(n.involved, i, j)
				containers = append(containers, words[j])
			}
		}
		n.tree = append(n.tree, containers...)
	}
	slices.SortFunc(n.tree, func(a, b query.Node) int { return strings.Compare(query.Print(a), query.Print(b)) })
	n.tree = slices.CompactFunc(n.tree, func(a, b query.Node) bool { return a == b })
	slices.Sort(n.involved)
	n.involved = slices.Compact(n.involved)
	return n
}

// count calls found for each place of a word that lies in a place of a longer one.
func (n *nesting) count(paragraph string, found func(word int)) {
	folded := text.Fold(paragraph)
	places := make([][]text.Span, len(n.patterns))
	for _, i := range n.involved {
		p := n.patterns[i]
		if n.loose {
			places[i] = p.AppendAllLoosely(nil, folded)
		} else {
			places[i] = p.AppendAll(nil, folded)
		}
	}
	for word, longer := range n.longer {
		for _, place := range places[word] {
			within := func(of text.Span) bool { return of.From <= place.From && place.To <= of.To }
			if slices.ContainsFunc(longer, func(i int) bool { return slices.ContainsFunc(places[i], within) }) {
				found(word)
			}
		}
	}
}
