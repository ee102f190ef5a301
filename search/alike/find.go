package alike

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// A Found is what a corpus says that is like an input.
type Found struct {
	Text  string
	Count int  // how often it stands in the text
	Sound bool // it sounds like the input; otherwise it looks like it
}

// Find returns at most so many texts that sound or look like the input, likest first. It returns neither the input itself nor
// what contains it, nor what has another number: a wrong number is no spelling of the right one.
func (t *Text) Find(input string, most int) []Found {
	folded := foldedInput(input)
	if hasSignedNumber(folded) {
		return nil
	}
	fewest := 1 + len(t.characters)/rarity
	s := newScan(t, patternsOf(folded))
	s.run()
	stands := false // the input itself
	for _, f := range s.found {
		stands = stands || f.folded == folded
	}
	var list []*found
	for _, f := range s.found {
		if !strings.Contains(f.folded, folded) && sameNumbers(f.folded, folded) && !(stands && strings.Contains(folded, f.folded)) && (f.cost < swapped || f.count >= fewest) {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b *found) int {
		// what sounds just like letters that were typed stands before what sounds like them to many: 女性 is nvxing, and 履行 is not
		return cmp.Or(min(a.cost, 1)-min(b.cost, 1), cmp.Compare(b.worth(), a.worth()), a.cost-b.cost, strings.Compare(a.shown, b.shown))
	})
	var results []Found
	for _, f := range withoutParts(list[:min(len(list), mostCompared)]) {
		if len(results) == most || f.worth()*rarer < list[0].worth() {
			break
		}
		results = append(results, Found{f.shown, f.count, f.sound})
	}
	return results
}

// hasSignedNumber reports whether a sign stands beside a digit, as in 5.5% and 1:3.4. Patterns have no signs.
func hasSignedNumber(s string) bool {
	last := ' '
	for _, r := range s {
		isSign := func(r rune) bool { return r != ' ' && !isCharacter(r) }
		if isDigit(last) && isSign(r) || isSign(last) && isDigit(r) {
			return true
		}
		last = r
	}
	return false
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// sameNumbers reports whether two texts have the same figures. Chinese numerals may be words too, 以带一路 for 一带一路, so other
// ones are other numbers only where there are as many of them.
func sameNumbers(a, b string) bool {
	only := func(s string, is func(rune) bool) string {
		return strings.Map(func(r rune) rune {
			if is(r) {
				return r
			}
			return -1
		}, s)
	}
	isNumeral := func(r rune) bool { return strings.ContainsRune(text.Zeros+text.Digits+text.Powers, r) }
	inA, inB := only(a, isNumeral), only(b, isNumeral)
	return only(a, isDigit) == only(b, isDigit) && (inA == inB || utf8.RuneCountInString(inA) != utf8.RuneCountInString(inB))
}

// mostCompared is how many of the texts found are compared with each other.
const mostCompared = 50

// withoutParts drops what stands nowhere but in another text of the list.
func withoutParts(list []*found) []*found {
	return slices.DeleteFunc(slices.Clone(list), func(part *found) bool {
		return slices.ContainsFunc(list, func(whole *found) bool {
			return whole != part && whole.count == part.count && len(whole.folded) > len(part.folded) && strings.Contains(whole.folded, part.folded)
		})
	})
}

const (
	rarer    = 5       // how much more than the last result the first may be worth
	slipped  = 20      // how much less a text is worth that differs by more than sounds and shapes
	fragment = 10      // and one that is a part of something longer
	rarity   = 500_000 // characters of the text that raise the fewest times that a slip must stand in it by one
)

// A found is a text that is like the input.
type found struct {
	shown, folded string
	cost, count   int
	sound         bool
	before        map[uint16]int // letters next to it, 0 for borders
	behind        map[uint16]int
}

// worth says how likely it is that the writer means it.
func (f *found) worth() float64 {
	worth := float64(f.count)
	if f.cost >= swapped {
		worth /= slipped
	}
	if !f.free() {
		worth /= fragment
	}
	return worth
}

// The bounds of a fragment: what stands often, and nearly always beside the same letter.
const (
	fewestToJudge = 4
	freedom       = 0.9 // least entropy of its neighbours, in nats
)

func (f *found) free() bool {
	return f.count < fewestToJudge || entropy(f.before, f.count) >= freedom && entropy(f.behind, f.count) >= freedom
}

// entropy returns the entropy of neighbours. Each border counts as a neighbour of its own.
func entropy(neighbours map[uint16]int, total int) float64 {
	h := 0.0
	for letter, n := range neighbours {
		if letter == 0 {
			h += float64(n) / float64(total) * math.Log(float64(total))
			continue
		}
		p := float64(n) / float64(total)
		h -= p * math.Log(p)
	}
	return h
}
