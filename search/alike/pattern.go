package alike

import (
	"slices"
	"strings"

	"gongbao/corpus/text"
	"gongbao/search/sound"
)

// What a letter costs that is not the one of the pattern, and what a slip of the writer does.
const (
	otherSound = 1  // it sounds the same
	otherShape = 2  // it looks alike, or sounds the same to many
	swapped    = 5  // two letters stand in the wrong order
	doubled    = 5  // a letter is written twice
	initial    = 1  // only the first letter of its syllable is typed
	slip       = 8  // a letter is wrong, missing, or too many
	no         = -1 // it is no such letter
)

// A spot is one place of a pattern: a character, or the syllable that letters spell, or the first letter of one.
type spot struct {
	character rune // 0 for letters
	looks     string
	sounds    []string
	blurred   []string
	letters   string
}

// cost returns what a letter costs at the spot.
func (s *spot) cost(l *letter) int {
	switch {
	case s.character == l.folded:
		return 0
	case s.character == 0 && len(s.letters) == 1:
		if slices.ContainsFunc(l.sounds, func(sound string) bool { return sound[0] == s.letters[0] }) {
			return initial
		}
		return no
	case shareAny(s.sounds, l.sounds):
		if s.character == 0 {
			return 0
		}
		return otherSound
	case shareAny(s.blurred, l.blurred), strings.ContainsRune(s.looks, l.folded):
		return otherShape
	}
	return no
}

func shareAny(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// The bounds of patterns.
const (
	mostPatterns  = 8
	longestInput  = 60 // characters of an input
	fewestForSlip = 3  // spots of a pattern that may have a slip
)

// A pattern is one way to read an input.
type pattern struct {
	spots []spot
	slips bool // whether one slip is allowed
	cost  int  // of reading the input so
}

// patternsOf returns the ways to read a folded input: as it stands, and its letters as pinyin.
func patternsOf(folded string) []pattern {
	ways := [][]spot{nil}
	for run, latin := range runs(folded) {
		var next [][]spot
		for _, spots := range readingsOf(run, latin) {
			for _, way := range ways {
				if len(next) < mostPatterns {
					next = append(next, append(slices.Clone(way), spots...))
				}
			}
		}
		ways = next
	}
	var patterns []pattern
	for _, spots := range ways {
		if len(spots) < 2 || len(spots) > longestInput {
			continue
		}
		spelled := slices.ContainsFunc(spots, func(s spot) bool { return s.character == 0 })
		patterns = append(patterns, pattern{spots: spots, slips: len(spots) >= fewestForSlip && !spelled})
		if len(spots) == 2 && !spelled {
			patterns = append(patterns, pattern{spots: []spot{spots[1], spots[0]}, cost: swapped})
		}
	}
	return patterns
}

// runs yields the runs of Latin letters of a folded input, and of other characters of words. What belongs to no word is left out.
func runs(folded string) func(yield func(run string, latin bool) bool) {
	return func(yield func(run string, latin bool) bool) {
		isLatin := func(r rune) bool { return 'a' <= r && r <= 'z' }
		kept := strings.Map(func(r rune) rune {
			if isCharacter(r) {
				return r
			}
			return -1
		}, strings.ReplaceAll(folded, "ü", "v"))
		for kept != "" {
			latin := isLatin(rune(kept[0]))
			n := strings.IndexFunc(kept, func(r rune) bool { return isLatin(r) != latin })
			if n < 0 {
				n = len(kept)
			}
			if !yield(kept[:n], latin) {
				return
			}
			kept = kept[n:]
		}
	}
}

// readingsOf returns the ways to read a run: character by character, and a Latin one as pinyin too.
func readingsOf(run string, latin bool) [][]spot {
	var asIs []spot
	for _, r := range run {
		s := spot{character: r}
		if !isWord(r) {
			l := newLetter(r, r)
			s.sounds, s.blurred, s.looks = l.sounds, l.blurred, shapes()[r]
		}
		asIs = append(asIs, s)
	}
	ways := [][]spot{asIs}
	if !latin || len(run) > longestInput {
		return ways
	}
	for _, cut := range sound.Cut(run, mostPatterns-1) {
		var spots []spot
		for _, part := range cut {
			s := spot{letters: part}
			if len(part) > 1 {
				s.sounds, s.blurred = []string{part}, []string{sound.Blurred(part)}
			}
			spots = append(spots, s)
		}
		ways = append(ways, spots)
	}
	return ways
}

// foldedInput returns the input as patterns take it.
func foldedInput(input string) string {
	runes := []rune(text.Fold(input))
	return string(runes[:min(len(runes), longestInput+1)])
}
