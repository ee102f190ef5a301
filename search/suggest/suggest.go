// Package suggest completes what a user types with phrases of the corpus.
//
// [New] builds an Index from reports and [Index.Suggest] looks phrases up. Phrases come from the corpus itself:
// character sequences that are frequent, cohesive inside and free at both ends, the everyday words that stand in it, and section
// titles. So every suggestion has hits. Input may be Chinese or pinyin, in full (tandafeng) or as initials (tdf).
package suggest

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/phrase"
	"gongbao/corpus/text"
)

// An Index holds the phrases of some reports. It is immutable and safe for concurrent use.
type Index struct {
	entries []entry           // sorted by folded text
	sounds  map[rune][]int    // entries by pinyin initial of their first character, most frequent first
	letters map[rune][]string // pinyin readings of every character in an entry
}

// A Suggestion is a phrase to search for.
type Suggestion struct {
	Text    string `json:"text"`
	Section bool   `json:"section,omitempty"` // the phrase is a section title
	Count   int    `json:"count"`             // approximate frequency in the corpus, for ordering
}

type entry struct {
	Suggestion
	folded string
	runes  []rune // of folded
}

// New builds an Index. It stops reading when it has seen enough text, so the most important reports should come first,
// and keeps no report. It returns the first error of reports.
func New(reports iter.Seq2[corpus.Report, error]) (*Index, error) {
	t := phrase.New(everyday())
	titles := map[string]*entry{}
	for r, err := range reports {
		if err != nil {
			return nil, fmt.Errorf("suggest: %w", err)
		}
		for _, p := range r.Paragraphs {
			t.Add(p.Text)
		}
		for _, s := range r.Outline {
			addTitle(titles, s.Title)
		}
		if t.Full() {
			break
		}
	}
	var entries []entry
	for _, p := range t.Phrases() {
		entries = append(entries, entry{Suggestion: Suggestion{Text: p.Shown, Count: p.Count}, folded: p.Folded, runes: []rune(p.Folded)})
	}
	return newIndex(append(entries, sections(titles)...)), nil
}

// most is the maximum number of entries. Rarer phrases would hardly be missed.
const most = 60_000

func newIndex(entries []entry) *Index {
	slices.SortStableFunc(entries, func(a, b entry) int { return b.Count - a.Count })
	seen := map[string]bool{}
	entries = slices.DeleteFunc(entries, func(e entry) bool {
		known := seen[e.folded]
		seen[e.folded] = true
		return known
	})
	entries = entries[:min(len(entries), most)]
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.folded, b.folded) })
	ix := &Index{entries: entries, sounds: map[rune][]int{}, letters: map[rune][]string{}}
	ix.spell()
	return ix
}

// Suggest returns at most limit phrases: first those that begin with the input, then those that sound like it, each
// most frequent first.
func (ix *Index) Suggest(input string, limit int) []Suggestion {
	folded := text.Fold(input)
	if folded == "" || limit <= 0 {
		return []Suggestion{}
	}
	found := ix.beginningWith(folded)
	if utf8.RuneCountInString(folded) == 1 {
		found = ix.headsFirst(found)
	}
	suggestions := make([]Suggestion, 0, limit)
	seen := map[int]bool{}
	for _, i := range append(found, ix.soundingLike(folded)...) {
		if len(suggestions) < limit && !seen[i] {
			seen[i] = true
			suggestions = append(suggestions, ix.entries[i].Suggestion)
		}
	}
	return suggestions
}

func (ix *Index) beginningWith(folded string) []int {
	i, _ := slices.BinarySearchFunc(ix.entries, folded, func(e entry, s string) int { return cmp.Compare(e.folded, s) })
	var found []int
	for ; i < len(ix.entries) && strings.HasPrefix(ix.entries[i].folded, folded); i++ {
		found = append(found, i)
	}
	ix.sort(found)
	return found
}

// headsFirst moves phrases that are no everyday words behind the others that continue a phrase before them and are less than half as frequent, so that a
// single character shows many words and not one with its continuations.
func (ix *Index) headsFirst(found []int) []int {
	var heads, others []int
	for _, i := range found {
		continues := func(head int) bool {
			h := &ix.entries[head]
			return 2*ix.entries[i].Count < h.Count && strings.HasPrefix(ix.entries[i].folded, h.folded)
		}
		if !everyday()[ix.entries[i].folded] && slices.ContainsFunc(heads, continues) {
			others = append(others, i)
		} else {
			heads = append(heads, i)
		}
	}
	return append(heads, others...)
}

func (ix *Index) sort(found []int) {
	slices.SortFunc(found, func(a, b int) int {
		return cmp.Or(ix.entries[b].Count-ix.entries[a].Count, len(ix.entries[a].runes)-len(ix.entries[b].runes), a-b)
	})
}
