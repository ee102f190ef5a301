package repair

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
)

// usage counts how a document uses its characters, so that no dictionary is needed to know which of them make a word.
type usage struct {
	total  int
	chars  map[rune]int
	pairs  map[[2]rune]int
	firsts map[[2]rune]int // pairs that begin a sentence
}

func usageOf(blocks []file.Block) usage {
	u := usage{chars: map[rune]int{}, pairs: map[[2]rune]int{}, firsts: map[[2]rune]int{}}
	for _, b := range blocks {
		last, beforeLast := rune(0), '。'
		for _, r := range b.Text {
			u.total++
			u.chars[r]++
			if last != 0 {
				u.pairs[[2]rune{last, r}]++
				if strings.ContainsRune(ends, beforeLast) {
					u.firsts[[2]rune{last, r}]++
				}
				beforeLast = last
			}
			last = r
		}
	}
	return u
}

// coheres reports whether the characters on both sides of a cut are neighbours elsewhere, much more often than by
// chance: then the cut went through a word.
func (u usage) coheres(text, next string) bool {
	const timesChance = 4 // headings and what follows them reach 2.1 in the reports, words are mostly above 10
	a, _ := utf8.DecodeLastRuneInString(text)
	b, _ := utf8.DecodeRuneInString(next)
	if !unicode.Is(unicode.Han, a) && !isDigit(a) || !unicode.Is(unicode.Han, b) {
		return false
	}
	together := u.pairs[[2]rune{a, b}]
	return together > 0 && float64(together)*float64(u.total) >= timesChance*float64(u.chars[a])*float64(u.chars[b])
}

// opensParagraph lists words that begin sentences, whatever the counts of one document suggest.
var opensParagraph = []string{"这", "我们", "同志们", "同时，", "此外，", "总之", "今年", "去年", "过去", "当前，", "目前，"}

// isRarelyFirst reports whether the document hardly ever begins another sentence as next begins: then next probably
// continues one.
func (u usage) isRarelyFirst(next string) bool {
	const fewest = 0.2 // of all occurrences of the words
	for _, word := range opensParagraph {
		if strings.HasPrefix(next, word) {
			return false
		}
	}
	runes := []rune(next)
	if len(runes) < 2 {
		return true
	}
	pair := [2]rune{runes[0], runes[1]}
	// The counts include the beginning of next itself.
	firsts, all := u.firsts[pair]-1, u.pairs[pair]-1
	return firsts <= 0 || float64(firsts) < fewest*float64(all)
}
