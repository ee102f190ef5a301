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
	t.sortFrom(t.starts, make([]uint64, len(t.starts)), 0)
	t.common = make([]uint8, len(t.starts))
	for i := 1; i < len(t.starts); i++ {
		a, b := t.from(int(t.starts[i-1])), t.from(int(t.starts[i]))
		for t.common[i] < uint8(min(len(a), len(b))) && a[t.common[i]] == b[t.common[i]] {
			t.common[i]++
		}
	}
}

// sortFrom sorts starts whose first characters are alike by those behind. It has as many keys: the next two characters and the start, as
// numbers, which are sorted several times faster than texts.
func (t *Text) sortFrom(starts []int32, keys []uint64, alike int) {
	const runeBits, startBits = 18, 28 // characters of words and of the script Han are below 1<<18
	for i, start := range starts {
		key, at := uint64(0), int(start)+alike
		for n := range 2 {
			if key <<= runeBits; at+n < len(t.folded) {
				key |= uint64(t.folded[at+n])
			}
		}
		keys[i] = key<<startBits | uint64(start)
	}
	slices.Sort(keys)
	for i, key := range keys {
		starts[i] = int32(key & (1<<startBits - 1))
	}
	if alike += 2; alike > Longest {
		return
	}
	for begin := 0; begin < len(keys); {
		end := begin + 1
		for end < len(keys) && keys[end]>>startBits == keys[begin]>>startBits {
			end++
		}
		if end > begin+1 {
			t.sortFrom(starts[begin:end], keys[begin:end], alike)
		}
		begin = end
	}
}

// from returns the text from position i on, as far as it matters for phrases.
func (t *Text) from(i int) []rune { return t.folded[i:min(i+Longest+1, len(t.folded))] }

// insideWord reports whether position i is inside a word.
func (t *Text) insideWord(i int) bool {
	return i > 0 && i < len(t.folded) && isWord(t.folded[i-1]) && isWord(t.folded[i])
}

// group returns the starts of a phrase.
func (t *Text) group(phrase []rune) []int32 {
	compare := func(i int) int {
		from := t.from(int(t.starts[i]))
		return slices.Compare(from[:min(len(from), len(phrase))], phrase)
	}
	first := sort.Search(len(t.starts), func(i int) bool { return compare(i) >= 0 })
	behind := sort.Search(len(t.starts), func(i int) bool { return compare(i) > 0 })
	return t.starts[first:behind]
}

// each calls visit for each group of at least so many starts that share their first n characters, if these may be a phrase.
func (t *Text) each(n, least int, visit func(group []int32)) {
	for begin := 0; begin < len(t.starts); {
		end := begin + 1
		for end < len(t.starts) && int(t.common[end]) >= n {
			end++
		}
		if end-begin >= least && t.isWhole(int(t.starts[begin]), n) {
			visit(t.starts[begin:end])
		}
		begin = end
	}
}

// isWhole reports whether n characters from position i on have no border among them and end with no part of a word.
func (t *Text) isWhole(i, n int) bool {
	return i+n < len(t.folded) && !slices.Contains(t.folded[i:i+n], 0) && !t.insideWord(i+n)
}
