package suggest

import (
	"slices"
	"sort"
	"unicode"

	"gongbao/corpus/text"
)

const (
	longest = 10        // characters of a phrase
	enough  = 4_000_000 // characters to learn the phrases from: the text of some 200 long reports, or 400 short ones
)

// A corpusText is the folded text of a corpus, one character beside the other, with a border (0) wherever a phrase cannot
// run on. Sorted, all places where a phrase stands are neighbours.
type corpusText struct {
	folded []rune
	shown  []rune // the same with the capitals that the text has
	starts []int32
	common []uint8 // how many characters a start has in common with the one before it, longest+1 at most
}

func (t *corpusText) full() bool { return len(t.folded) >= enough }

// add takes in a paragraph.
func (t *corpusText) add(paragraph string) {
	f := text.NewFolded(paragraph)
	for i, r := range f.Text {
		if !unicode.Is(unicode.Han, r) && !isWord(r) {
			r = 0
		}
		shown := r
		if at := f.Span(text.Span{From: i, To: i + 1}); r != 0 && unicode.IsUpper([]rune(f.Display[at.From:at.To])[0]) {
			shown = unicode.ToUpper(r)
		}
		t.folded, t.shown = append(t.folded, r), append(t.shown, shown)
	}
	t.folded, t.shown = append(t.folded, 0), append(t.shown, 0)
}

// isWord tells the characters of words of letters and figures, which a phrase has whole or not at all.
func isWord(r rune) bool { return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' }

// sort sorts the places where a phrase may begin.
func (t *corpusText) sort() {
	for i, r := range t.folded {
		if r != 0 && !t.insideWord(i) {
			t.starts = append(t.starts, int32(i))
		}
	}
	slices.SortFunc(t.starts, func(a, b int32) int { return slices.Compare(t.from(int(a)), t.from(int(b))) })
	t.common = make([]uint8, len(t.starts))
	for i := 1; i < len(t.starts); i++ {
		a, b := t.from(int(t.starts[i-1])), t.from(int(t.starts[i]))
		for t.common[i] < uint8(min(len(a), len(b))) && a[t.common[i]] == b[t.common[i]] {
			t.common[i]++
		}
	}
}

// from is the text from a place on, as far as it matters for phrases.
func (t *corpusText) from(i int) []rune { return t.folded[i:min(i+longest+1, len(t.folded))] }

// insideWord says whether the border before i runs through a word.
func (t *corpusText) insideWord(i int) bool {
	return i > 0 && i < len(t.folded) && isWord(t.folded[i-1]) && isWord(t.folded[i])
}

// count is the number of places where a phrase stands.
func (t *corpusText) count(phrase []rune) int {
	compare := func(i int) int {
		from := t.from(int(t.starts[i]))
		return slices.Compare(from[:min(len(from), len(phrase))], phrase)
	}
	first := sort.Search(len(t.starts), func(i int) bool { return compare(i) >= 0 })
	behind := sort.Search(len(t.starts), func(i int) bool { return compare(i) > 0 })
	return behind - first
}

// each visits the groups of places that have their first n characters in common, borders not among them.
func (t *corpusText) each(n int, visit func(group []int32)) {
	for begin := 0; begin < len(t.starts); {
		end := begin + 1
		for end < len(t.starts) && int(t.common[end]) >= n {
			end++
		}
		at := int(t.starts[begin])
		if at+n < len(t.folded) && !slices.Contains(t.folded[at:at+n], 0) && !t.insideWord(at+n) {
			visit(t.starts[begin:end])
		}
		begin = end
	}
}
