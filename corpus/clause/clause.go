// Package clause names the clauses by which a paragraph is known in the reports of other years: its first and its longest.
package clause

import (
	"hash/crc32"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"gongbao/corpus/outline"
	"gongbao/corpus/text"
)

const (
	fewest  = 6  // letters of a clause that tells anything; a paragraph may be shorter as a whole
	longest = 24 // code points of a clause that are looked at
)

// Of returns the clauses by which the folded text of a paragraph is known, two at most: the first and the longest, which end at
// years too, without the number in front, (三) and 三是, and cut to 24 code points. There is none where the text says too little.
func Of(folded string) (known []string) {
	_, body := outline.Mark(folded)
	var first, long part
	for c := range text.Clauses(body) {
		c = trim(c)
		p := between(c)
		if first.text == "" && c != "" {
			first = p
		}
		if p.letters > long.letters {
			long = p
		}
	}
	if first.tells(body) {
		known = append(known, text.First(first.text, longest))
	}
	if long.text != first.text && long.tells(body) {
		known = append(known, text.First(long.text, longest))
	}
	return known
}

// Keys returns the keys of the clauses of Of, each once: texts that share a clause share a key, and hardly any others do.
func Keys(folded string) (keys []uint32) {
	for _, c := range Of(folded) {
		if key := Key(c); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// Key returns the key of a clause, its CRC-32 of Castagnoli. It is never 0.
func Key(clause string) uint32 { return max(1, crc32.Checksum([]byte(clause), castagnoli)) }

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// First returns the first clause of a folded text that says something, without what is neither letter nor number at its ends; empty
// where that is too little to know the text by.
func First(folded string) string {
	for c := range text.Clauses(folded) {
		if c = trim(c); c == "" {
			continue
		}
		if !(part{c, text.Letters(c)}).tells(folded) {
			return ""
		}
		return c
	}
	return ""
}

// trim returns a clause without what is neither letter nor number at its ends.
func trim(clause string) string {
	return strings.TrimFunc(clause, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// WithoutYears returns a text without the years of the last century and of this: 2025年, 1999.
func WithoutYears(s string) string {
	if !mayHaveYears(s) {
		return s
	}
	return years.ReplaceAllString(s, "")
}

// IsYear reports whether a number is a year of the last century or of this.
func IsYear(number string) bool {
	return len(number) == len("2025") && mayHaveYears(number[:2]) && !strings.ContainsFunc(number[2:], func(r rune) bool { return r < '0' || r > '9' })
}

var years = regexp.MustCompile(`(?:19|20)\d\d年?`)

// mayHaveYears spares most texts the regular expression.
func mayHaveYears(s string) bool { return strings.Contains(s, "19") || strings.Contains(s, "20") }

// A part is a part of a clause, and the number of its letters.
type part struct {
	text    string
	letters int
}

// between returns the longest part of a clause between years.
func between(clause string) (long part) {
	if !mayHaveYears(clause) {
		return part{clause, text.Letters(clause)}
	}
	for _, s := range years.Split(clause, -1) {
		s = trim(s)
		if n := text.Letters(s); n > long.letters {
			long = part{s, n}
		}
	}
	return long
}

// tells reports whether a part of a text says enough to know the text by it.
func (p part) tells(whole string) bool {
	return p.letters >= fewest || p.letters > 1 && p.letters == text.Letters(whole)
}
