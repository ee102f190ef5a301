package suggest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/search/sound"
)

// longestSound is the maximum number of letters of an input that are matched by sound.
const longestSound = 60

// spell fills letters and sounds.
func (ix *Index) spell() {
	for i, e := range ix.entries {
		for _, r := range e.runes {
			if ix.letters[r] == nil {
				ix.letters[r] = sound.Readings(r)
			}
		}
		ix.spellShown(e)
		var first []rune
		for _, reading := range ix.letters[e.runes[0]] {
			if letter := rune(reading[0]); !slices.Contains(first, letter) {
				first = append(first, letter)
				ix.sounds[letter] = append(ix.sounds[letter], i)
			}
		}
	}
	for _, entries := range ix.sounds {
		ix.sort(entries)
	}
}

// spellShown adds the readings of the characters that a phrase is shown with where these are others: 着 is also read as 著.
func (ix *Index) spellShown(e entry) {
	shown := []rune(e.Text)
	if len(shown) != len(e.runes) {
		return // a title, shown with its punctuation
	}
	for i, r := range e.runes {
		if shown[i] == r || !unicode.Is(unicode.Han, shown[i]) {
			continue
		}
		for _, reading := range sound.Readings(shown[i]) {
			if !slices.Contains(ix.letters[r], reading) {
				ix.letters[r] = append(slices.Clip(ix.letters[r]), reading)
			}
		}
	}
}

// soundingLike returns the entries that sound like the input: matches of whole syllables, then those whose initials it has, each
// of them, then others with initials.
func (ix *Index) soundingLike(folded string) []int {
	spelled, chinese := spelledOut(folded)
	if spelled == "" || chinese && utf8.RuneCountInString(folded) < 2 {
		return nil // too many phrases sound like a single character
	}
	var whole, initials, short []int
	for _, i := range ix.sounds[rune(spelled[0])] {
		switch phrase := ix.entries[i].runes; {
		case ix.reads(phrase, spelled, false):
			whole = append(whole, i)
		case !chinese && ix.hasInitials(phrase, spelled):
			initials = append(initials, i)
		case !chinese && ix.reads(phrase, spelled, true):
			short = append(short, i)
		}
	}
	return slices.Concat(whole, initials, short)
}

// hasInitials reports whether letters are the initials of a phrase, one for each character.
func (ix *Index) hasInitials(phrase []rune, letters string) bool {
	if len(phrase) != len(letters) {
		return false
	}
	for i, r := range phrase {
		if !slices.ContainsFunc(ix.letters[r], func(reading string) bool { return reading[0] == letters[i] }) {
			return false
		}
	}
	return true
}

// spelledOut converts an input to pinyin letters. It returns "" if the input has characters other than Chinese ones,
// letters and digits, or is too long.
func spelledOut(folded string) (spelled string, chinese bool) {
	var b strings.Builder
	for _, r := range strings.ReplaceAll(folded, "ü", "v") {
		switch {
		case unicode.Is(unicode.Han, r):
			chinese = true
			b.WriteString(sound.Readings(r)[0])
		case r == ' ' || r == '\'':
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		default:
			return "", false
		}
	}
	if b.Len() > longestSound {
		return "", false
	}
	return b.String(), chinese
}

// reads reports whether a phrase begins with the sounds that letters spell. The last syllable may be incomplete. If
// short is set, an initial is enough for any syllable.
func (ix *Index) reads(phrase []rune, letters string, short bool) bool {
	if letters == "" {
		return true
	}
	if len(phrase) == 0 {
		return false
	}
	for _, reading := range ix.letters[phrase[0]] {
		if strings.HasPrefix(reading, letters) {
			return true
		}
		if rest, ok := strings.CutPrefix(letters, reading); ok && ix.reads(phrase[1:], rest, short) {
			return true
		}
		if short && reading[0] == letters[0] && len(reading) > 1 && ix.reads(phrase[1:], letters[1:], short) {
			return true
		}
	}
	return false
}
