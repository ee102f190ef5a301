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
