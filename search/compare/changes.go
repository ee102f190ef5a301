package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// A Change is a part of a sentence that another one has not: code points From to To of the newer sentence stand in the place of
// Old in the older one. Either may be empty, but not both.
type Change struct {
	From int    `json:"from"`
	To   int    `json:"to"`
	Old  string `json:"old"`
}

// mostCells bounds the work of one comparison: the characters of one sentence by those of the other.
const mostCells = 1_000_000

// Changes returns what differs between the search forms of two sentences, in order. What they share is the longest run of characters
// in both, and what they share before it and behind it. Nothing is shared that is shorter than two characters, unless it is a number or
// a mark between clauses or items; a number or a word of letters changes as a whole, whether the number is written in digits or in
// characters, and with the brackets around it. Sentences that are too long for that, of some thousand characters, share their beginning
// and their end.
func Changes(newer, older string) []Change {
	d := differ{newer: tokensOf(newer), older: tokensOf(older)}
	begin, endNew, endOld := 0, len(d.newer), len(d.older)
	if endNew*endOld > mostCells {
		for begin < min(endNew, endOld) && d.newer[begin].key == d.older[begin].key {
			begin++
		}
		for endNew > begin && endOld > begin && d.newer[endNew-1].key == d.older[endOld-1].key {
			endNew, endOld = endNew-1, endOld-1
		}
		d.change(begin, endNew, begin, endOld)
		return d.changes
	}
	d.compare(begin, endNew, begin, endOld)
	return d.changes
}

// A token is a character, a number or a word of letters.
type token struct {
	shown  string
	key    string // its search form
	at     int    // code points before it
	length int    // code points
	alone  bool   // it may be shared alone
}

// tokensOf cuts a sentence into tokens.
func tokensOf(s string) (tokens []token) {
	points := 0
	for s != "" {
		n := tokenLength(s)
		t := token{shown: s[:n], at: points, length: utf8.RuneCountInString(s[:n])}
		if t.key = text.Fold(t.shown); t.key == "" {
			t.key = t.shown
		}
		first, _ := utf8.DecodeRuneInString(t.key)
		t.alone = unicode.IsDigit(first) || strings.ContainsRune("。！？!?；;，,：:、", first)
		tokens = append(tokens, t)
		points += t.length
		s = s[n:]
	}
	return tokens
}

// tokenLength returns the length in bytes of the token that s begins with: a number, in brackets or not, letters that have no meaning
// each, or one character.
func tokenLength(s string) int {
	r, end := utf8.DecodeRuneInString(s)
	switch {
	case r == '（' || r == '(':
		if n := numberLength(s[end:]); n > 0 {
			if last, width := utf8.DecodeRuneInString(s[end+n:]); last == '）' || last == ')' {
				return end + n + width
			}
		}
	case isLetter(r):
		return len(s) - len(strings.TrimLeftFunc(s, isLetter))
	}
	return max(end, numberLength(s))
}

// numberLength returns the length in bytes of the number that s begins with, 0 if it begins with none: digits with points and commas
// between them and a sign of percent behind them, or Chinese numerals.
func numberLength(s string) (end int) {
	of, between := unicode.IsDigit, ".,．，"
	if begins(s, isNumeral) {
		of, between = isNumeral, "点"
	}
	for begins(s[end:], of) {
		end = len(s) - len(strings.TrimLeftFunc(s[end:], of))
		if r, width := utf8.DecodeRuneInString(s[end:]); strings.ContainsRune(between, r) && begins(s[end+width:], of) {
			end += width
		}
	}
	if r, width := utf8.DecodeRuneInString(s[end:]); end > 0 && (r == '%' || r == '％') {
		end += width
	}
	return end
}

// begins reports whether s begins with a character of a kind.
func begins(s string, of func(rune) bool) bool {
	r, width := utf8.DecodeRuneInString(s)
	return width > 0 && of(r)
}

func isNumeral(r rune) bool { return strings.ContainsRune(text.Zeros+text.Digits+text.Powers+"两", r) }

func isLetter(r rune) bool { return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) }

// A differ finds the changes between two lists of tokens.
type differ struct {
	newer, older []token
	changes      []Change
}

// compare finds the changes between two parts, in order.
func (d *differ) compare(fromNew, toNew, fromOld, toOld int) {
	atNew, atOld, n := d.longest(fromNew, toNew, fromOld, toOld)
	if n == 0 {
		d.change(fromNew, toNew, fromOld, toOld)
		return
	}
	d.compare(fromNew, atNew, fromOld, atOld)
	d.compare(atNew+n, toNew, atOld+n, toOld)
}

// longest returns the first of the longest runs of tokens that two parts share.
func (d *differ) longest(fromNew, toNew, fromOld, toOld int) (atNew, atOld, n int) {
	most := 0 // code points
	lengths := make([]int, toOld-fromOld+1)
	for i := fromNew; i < toNew; i++ {
		for j := toOld - 1; j >= fromOld; j-- {
			k := j - fromOld
			if d.newer[i].key != d.older[j].key {
				lengths[k+1] = 0
				continue
			}
			lengths[k+1] = lengths[k] + 1
			run := lengths[k+1]
			size := d.newer[i].at + d.newer[i].length - d.newer[i-run+1].at
			if size > most && (size >= 2 || d.newer[i].alone) {
				atNew, atOld, n, most = i-run+1, j-run+1, run, size
			}
		}
	}
	return atNew, atOld, n
}

// change adds the change of one part into another, unless both are empty.
func (d *differ) change(fromNew, toNew, fromOld, toOld int) {
	if fromNew == toNew && fromOld == toOld {
		return
	}
	var old strings.Builder
	for _, t := range d.older[fromOld:toOld] {
		old.WriteString(t.shown)
	}
	d.changes = append(d.changes, Change{From: pointsBefore(d.newer, fromNew), To: pointsBefore(d.newer, toNew), Old: old.String()})
}

// pointsBefore returns the number of code points before a token.
func pointsBefore(tokens []token, i int) int {
	if i < len(tokens) {
		return tokens[i].at
	}
	if i == 0 {
		return 0
	}
	return tokens[i-1].at + tokens[i-1].length
}
