// Package phrase finds the phrases of a text: character sequences that are frequent, cohesive inside and free at both ends, and the
// everyday words that stand in it. All of it is pure functions over texts.
package phrase

import (
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// The thresholds of a phrase. They were tuned by reading what they admit on reports of the State Council and of the
// provinces.
const (
	fewest   = 3       // minimum occurrences in a small corpus
	rarity   = 250_000 // characters of the corpus that raise the minimum by one
	cohesion = 3.0     // minimum pointwise mutual information of its parts, in nats
	freedom  = 0.9     // minimum entropy of its left and of its right neighbours, in nats
)

// loose holds characters that cannot begin or end a phrase, since they tie it to its neighbours, unless they are part of an
// everyday word there: 中国式现代化, 碳中和.
const loose = "的了和与及在是为以等将把被对从向到也都就而并或其这那各个中上下"

// LongestWord is the number of characters of the longest everyday words.
const LongestWord = 6

// A Phrase is a character sequence of a text.
type Phrase struct {
	Folded string // its search form
	Shown  string // how it is spelled most often
	Count  int    // occurrences
}

// Phrases returns the phrases of the text, and the everyday words in it, by length. No texts can be added then.
func (t *Text) Phrases() []Phrase {
	t.sort()
	least := fewest + len(t.folded)/rarity
	words := t.wordsByLength()
	var found []Phrase
	for n := 2; n <= Longest; n++ {
		shorter := len(found)
		add := func(group []int32) {
			at := int(group[0])
			found = append(found, Phrase{Folded: string(t.folded[at : at+n]), Shown: t.spelling(group, n), Count: len(group)})
		}
		for _, word := range words[n] {
			if group := t.group(word); len(group) > 0 && t.isWhole(int(group[0]), n) {
				add(group)
			}
		}
		t.each(n, least, func(group []int32) {
			at := int(group[0])
			phrase := t.folded[at : at+n]
			if known := n <= LongestWord && t.words[string(phrase)]; !known && meaningful(phrase, t.words) && t.free(group, n) && t.coheres(phrase, len(group)) {
				add(group)
			}
		})
		slices.SortFunc(found[shorter:], func(a, b Phrase) int { return strings.Compare(a.Folded, b.Folded) })
	}
	return found
}

// wordsByLength has the everyday words of each number of characters, as far as these may be phrases.
func (t *Text) wordsByLength() (words [Longest + 1][][]rune) {
	for word := range t.words {
		if n := utf8.RuneCountInString(word); n >= 2 && n <= LongestWord {
			words[n] = append(words[n], []rune(word))
		}
	}
	return words
}

func beginsWithWord(phrase []rune, words map[string]bool) bool {
	for n := 2; n < min(len(phrase), LongestWord); n++ {
		if words[string(phrase[:n])] {
			return true
		}
	}
	return false
}

func endsWithWord(phrase []rune, words map[string]bool) bool {
	for n := 2; n < min(len(phrase), LongestWord); n++ {
		if words[string(phrase[len(phrase)-n:])] {
			return true
		}
	}
	return false
}

// spelling returns how a phrase of n characters is spelled most often.
func (t *Text) spelling(group []int32, n int) string {
	times := map[string]int{}
	for _, at := range group {
		times[string(t.shown[at:int(at)+n])]++
	}
	return mostOften(times)
}

// mostOften returns the spelling that is there most often, the first of several.
func mostOften(times map[string]int) string {
	return slices.MaxFunc(slices.Sorted(maps.Keys(times)), func(a, b string) int { return times[a] - times[b] })
}

// meaningful reports whether a phrase begins and ends with content characters and not with a number: 5G passes, 2021年
// does not.
func meaningful(phrase []rune, words map[string]bool) bool {
	first, last := phrase[0], phrase[len(phrase)-1]
	if strings.ContainsRune(loose, first) && !beginsWithWord(phrase, words) || strings.ContainsRune(loose, last) && !endsWithWord(phrase, words) {
		return false
	}
	latin := strings.FieldsFunc(string(phrase), func(r rune) bool { return !isWord(r) })
	isNumber := func(word string) bool { return strings.Trim(word, "0123456789") == "" }
	return (!isWord(first) || !isNumber(latin[0])) && (!isWord(last) || !isNumber(latin[len(latin)-1]))
}

// free reports whether a phrase of n characters has diverse neighbours on both sides and is no fragment of one longer
// phrase.
func (t *Text) free(group []int32, n int) bool {
	before, behind := map[rune]int{}, map[rune]int{}
	borders := [2]int{}
	for _, at := range group {
		if i := int(at); i > 0 && t.folded[i-1] != 0 {
			before[t.folded[i-1]]++
		} else {
			borders[0]++
		}
		if next := t.folded[int(at)+n]; next != 0 {
			behind[next]++
		} else {
			borders[1]++
		}
	}
	return entropy(before, borders[0], len(group)) >= freedom && entropy(behind, borders[1], len(group)) >= freedom
}

// entropy returns the entropy of the neighbours on one side. Each border counts as a distinct neighbour.
func entropy(neighbours map[rune]int, borders, total int) float64 {
	h := float64(borders) / float64(total) * math.Log(float64(total))
	for _, n := range neighbours {
		p := float64(n) / float64(total)
		h -= p * math.Log(p)
	}
	return h
}

// coheres reports whether a phrase holds together at every possible split.
func (t *Text) coheres(phrase []rune, count int) bool {
	return holding(phrase, count, len(t.starts), func(part []rune) int { return len(t.group(part)) }) >= cohesion
}

// holding returns how much a phrase holds together at its weakest split: the pointwise mutual information of the two parts, in nats.
// It occurs so often in a text of so many beginnings, and its parts as often as count says. What cannot be split holds without bound.
func holding(phrase []rune, occurs, beginnings int, count func(part []rune) int) float64 {
	least := math.Inf(1)
	for cut := 1; cut < len(phrase); cut++ {
		if isWord(phrase[cut-1]) && isWord(phrase[cut]) {
			continue // words are not split
		}
		left, right := float64(count(phrase[:cut])), float64(count(phrase[cut:]))
		least = min(least, math.Log(float64(occurs)*float64(beginnings)/(left*right)))
	}
	return least
}
