// Package suggest knows the phrases that a corpus uses, and proposes those that begin with or sound like what somebody
// has typed so far.
//
// [New] reads reports into an Index and [Index.Suggest] asks it. The phrases are the corpus's own: stretches of text that
// come up often, hold together inside and stand free outside, with the titles of sections beside them. No dictionary is
// asked, so that what is suggested can be found. Input may be Chinese or pinyin, whole (tandafeng) or first letters (tdf).
package suggest

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/text"
)

// An Index is the phrases of some reports. It does not change, and may be asked from many places at once.
type Index struct {
	entries []entry           // by their folded text
	sounds  map[rune][]int    // entries by the first letters that their first character may have in pinyin, the commonest first
	letters map[rune][]string // the readings of every character in an entry
}

// A Suggestion is something to search for.
type Suggestion struct {
	Text    string `json:"text"`
	Section bool   `json:"section,omitempty"` // it is the title of a section
	Count   int    `json:"count"`             // how often the corpus has it, roughly: enough to order by
}

type entry struct {
	Suggestion
	folded string
	runes  []rune // of folded
}

// New reads reports, which it does not keep, until it has seen enough to know the phrases: the ones that matter most
// should come first. It fails with the first error among them.
func New(reports iter.Seq2[corpus.Report, error]) (*Index, error) {
	var t corpusText
	titles := map[string]*entry{}
	for r, err := range reports {
		if err != nil {
			return nil, fmt.Errorf("suggest: %w", err)
		}
		for _, p := range r.Paragraphs {
			t.add(p.Text)
		}
		for _, s := range r.Outline {
			addTitle(titles, s.Title)
		}
		if t.full() {
			break
		}
	}
	return newIndex(append(t.phrases(), sections(titles)...)), nil
}

// most bounds the index: phrases beyond it are too rare for anybody to miss them.
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

// Suggest gives at most limit phrases for an input: first those that begin with it, then those that sound like it, the
// commonest first.
func (ix *Index) Suggest(input string, limit int) []Suggestion {
	folded := text.Fold(input)
	if folded == "" || limit <= 0 {
		return []Suggestion{}
	}
	found := ix.beginningWith(folded)
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

func (ix *Index) sort(found []int) {
	slices.SortFunc(found, func(a, b int) int {
		return cmp.Or(ix.entries[b].Count-ix.entries[a].Count, len(ix.entries[a].runes)-len(ix.entries[b].runes), a-b)
	})
}
