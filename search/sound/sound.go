// Package sound knows how Chinese characters are pronounced: their pinyin without tones, and how letters are cut into syllables.
package sound

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// Readings returns all pinyin spellings of a character without tones, ü as v. Other characters are their own reading.
func Readings(r rune) []string {
	spelled := pinyin.SinglePinyin(r, pinyin.Args{Style: pinyin.Normal, Heteronym: true, Fallback: pinyin.Fallback})
	if len(spelled) == 0 {
		return []string{string(r)}
	}
	var each []string
	for _, s := range spelled {
		if s != "" && !slices.Contains(each, s) {
			each = append(each, s)
		}
	}
	return each
}

// Usual returns the spelling of a unified ideograph as it is usually read, of those of Readings; empty for other characters, and for
// those that have none.
func Usual(r rune) string {
	if r < firstIdeograph || r > lastIdeograph {
		return ""
	}
	return usual()[r-firstIdeograph]
}

const firstIdeograph, lastIdeograph = 0x4E00, 0x9FFF

var usual = sync.OnceValue(func() []string {
	spelled := make([]string, lastIdeograph-firstIdeograph+1)
	for i := range spelled {
		r := rune(firstIdeograph + i)
		if all := Readings(r); len(all) > 0 && all[0] != string(r) {
			spelled[i] = all[0]
		}
	}
	return spelled
})

// Blurred returns what a spelling has in common with those that people of many provinces take for it: zh, ch and sh are z, c
// and s, ang, eng and ing are an, en and in, n is l, and hu is f.
func Blurred(spelling string) string {
	for _, pair := range [][2]string{{"zh", "z"}, {"ch", "c"}, {"sh", "s"}, {"n", "l"}, {"hu", "f"}} {
		if rest, ok := strings.CutPrefix(spelling, pair[0]); ok && rest != "" {
			spelling = pair[1] + rest
			break
		}
	}
	if strings.HasSuffix(spelling, "ng") && !strings.HasSuffix(spelling, "ong") {
		return spelling[:len(spelling)-1]
	}
	return spelling
}

// syllables are the spellings of all characters in common use.
var syllables = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for r := rune(0x4E00); r <= 0x9FA5; r++ {
		for _, s := range Readings(r) {
			if len(s) < utf8.UTFMax+3 && strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0 && strings.ContainsAny(s, "aeiouv") {
				all[s] = true
			}
		}
	}
	return all
})

// longestSyllable is the number of letters of zhuang.
const longestSyllable = 6

// Cut returns the ways to cut letters into syllables and single letters, which stand for a syllable that begins with them: those
// of the fewest parts first, and at most so many. It returns none for other characters than the letters a to z.
func Cut(letters string, most int) [][]string {
	if strings.IndexFunc(letters, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLower(r) }) >= 0 {
		return nil
	}
	ways := make([][][]string, len(letters)+1) // by where they end
	ways[0] = [][]string{nil}
	for end := 1; end <= len(letters); end++ {
		for n := 1; n <= min(end, longestSyllable); n++ {
			part := letters[end-n : end]
			if n > 1 && !syllables()[part] {
				continue
			}
			for _, before := range ways[end-n] {
				ways[end] = append(ways[end], append(slices.Clone(before), part))
			}
		}
		slices.SortStableFunc(ways[end], func(a, b []string) int { return len(a) - len(b) })
		ways[end] = ways[end][:min(len(ways[end]), most)]
	}
	return ways[len(letters)]
}

// tones are the letters of pinyin with marks of tones, and what they are without.
var tones = map[rune]string{
	'ā': "a", 'á': "a", 'ǎ': "a", 'ă': "a", 'à': "a", 'ē': "e", 'é': "e", 'ě': "e", 'ĕ': "e", 'è': "e", 'ī': "i", 'í': "i", 'ǐ': "i", 'ĭ': "i", 'ì': "i",
	'ō': "o", 'ó': "o", 'ǒ': "o", 'ŏ': "o", 'ò': "o", 'ū': "u", 'ú': "u", 'ǔ': "u", 'ŭ': "u", 'ù': "u",
	'ü': "v", 'ǖ': "v", 'ǘ': "v", 'ǚ': "v", 'ǜ': "v", 'ɡ': "g", 'ɑ': "a", 'ń': "n", 'ň': "n", 'ǹ': "n",
}

// toneMarks are the marks that follow a letter as characters of their own.
const toneMarks = "\u0300\u0301\u0304\u030c\u0306"

// Letters returns pinyin without its tones, xīn zhì and xin1zhi4, where each digit follows a syllable, and without the signs between syllables, in small letters with ü as
// v. ok is false for a text with anything else in it, or of nothing.
func Letters(s string) (letters string, ok bool) {
	var b strings.Builder
	for _, r := range s {
		switch plain := tones[unicode.ToLower(r)]; {
		case plain != "":
			b.WriteString(plain)
		case r <= unicode.MaxASCII && unicode.IsLetter(r):
			b.WriteRune(unicode.ToLower(r))
		case 'ａ' <= unicode.ToLower(r) && unicode.ToLower(r) <= 'ｚ':
			b.WriteRune(unicode.ToLower(r) - 'ａ' + 'a')
		case r == '\u0308' && strings.HasSuffix(b.String(), "u"):
			before := strings.TrimSuffix(b.String(), "u")
			b.Reset()
			b.WriteString(before + "v")
		case '1' <= r && r <= '5' && endsSyllable(b.String()), strings.ContainsRune(toneMarks, r), strings.ContainsRune("'’-·", r), unicode.IsSpace(r):
		default:
			return "", false
		}
	}
	return b.String(), b.Len() > 0
}

// endsSyllable reports whether the end of letters is a syllable.
func endsSyllable(letters string) bool {
	for n := 1; n <= min(len(letters), longestSyllable); n++ {
		if syllables()[letters[len(letters)-n:]] {
			return true
		}
	}
	return false
}
