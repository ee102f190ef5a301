package phrase

import (
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/text"
)

const (
	Longest = 10        // characters of the longest phrases
	Enough  = 4_000_000 // characters to read: some 200 long reports, or 400 short ones
)

// A Text is the concatenated folded text of a corpus with a suffix array. A 0 marks borders that no phrase
// crosses. After sort, all occurrences of a phrase are adjacent in starts.
type Text struct {
	words  map[string]bool
	folded []rune
	shown  []rune  // folded, as mainland texts of today spell it, with the capitals of the text
	starts []int32 // positions where a phrase may begin, sorted by the text from there on
	common []uint8 // length of the common prefix of each start with the one before, at most Longest+1
}

// New returns an empty Text, whose everyday words these are; see [Words].
func New(words map[string]bool) *Text { return &Text{words: words} }

// Full reports whether the text has enough characters for its phrases to be known, and too many would take long.
func (t *Text) Full() bool { return len(t.folded) >= Enough }

// Add appends a paragraph.
func (t *Text) Add(paragraph string) {
	f := text.NewFolded(paragraph)
	spelled := f.Spelled()
	for i, r := range f.Text {
		shown, _ := utf8.DecodeRuneInString(spelled[i:])
		if !unicode.Is(unicode.Han, r) && !isWord(r) {
			r, shown = 0, 0
		}
		if at := f.Span(text.Span{From: i, To: i + 1}); r != 0 && unicode.IsUpper([]rune(f.Display[at.From:at.To])[0]) {
			shown = unicode.ToUpper(r)
		}
		t.folded, t.shown = append(t.folded, r), append(t.shown, shown)
	}
	t.folded, t.shown = append(t.folded, 0), append(t.shown, 0)
}

// isWord reports whether r belongs to a word of letters and digits, which phrases never split.
func isWord(r rune) bool { return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' }

// sort builds starts and common.
func (t *Text) sort() {
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

// from returns the text from position i on, as far as it matters for phrases.
func (t *Text) from(i int) []rune { return t.folded[i:min(i+Longest+1, len(t.folded))] }

// insideWord reports whether position i is inside a word.
func (t *Text) insideWord(i int) bool {
	return i > 0 && i < len(t.folded) && isWord(t.folded[i-1]) && isWord(t.folded[i])
}

// count returns the number of occurrences of a phrase.
func (t *Text) count(phrase []rune) int {
	compare := func(i int) int {
		from := t.from(int(t.starts[i]))
		return slices.Compare(from[:min(len(from), len(phrase))], phrase)
	}
	first := sort.Search(len(t.starts), func(i int) bool { return compare(i) >= 0 })
	behind := sort.Search(len(t.starts), func(i int) bool { return compare(i) > 0 })
	return behind - first
}

// each calls visit for each group of starts that share their first n characters, if no border is among these.
func (t *Text) each(n int, visit func(group []int32)) {
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
