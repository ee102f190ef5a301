package text

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A class determines how a folded rune affects its neighbours.
type class uint8

const (
	other     class = iota // Han characters, kana and the like: no borders, nothing to keep together
	dropped                // never in a folded text
	space                  // kept, as one space, only between two words
	letter                 // part of a word
	digit                  // part of a word, and of a number
	separator              // kept: punctuation and symbols
)

func (c class) word() bool { return c == letter || c == digit }

// gap reports whether Loosen removes runes of class c.
func (c class) gap() bool { return c == space || c == separator }

// folding maps one rune of display text to a rune, or to a string for the few runes that fold to a whole word (㎡, Ⅲ).
type folding struct {
	to    rune
	class class
	more  bool // the folding is a word of several runes, in expansions
}

// foldings holds the foldings of the Basic Multilingual Plane; those of other runes are computed when needed.
type foldings struct {
	table      [1 << 16]folding
	simplified map[rune]rune
	expansions map[rune]string
}

//go:embed simplified.txt
var simplifiedPairs string

// loadFoldings runs on the first fold. Reading the table takes a few milliseconds, which most programs that import the
// package for its sentences need not pay.
var loadFoldings = sync.OnceValue(func() *foldings {
	f := &foldings{simplified: map[rune]rune{}, expansions: map[rune]string{}}
	for line := range strings.Lines(simplifiedPairs) {
		if from, width := utf8.DecodeRuneInString(line); from != '#' {
			f.simplified[from], _ = utf8.DecodeRuneInString(line[width:])
		}
	}
	for r := range rune(len(f.table)) {
		f.table[r] = f.work(r)
	}
	return f
})

func (f *foldings) of(r rune) folding {
	if int(r) < len(f.table) {
		return f.table[r]
	}
	return f.work(r)
}

// work computes the folding of r. Folding the result again changes nothing.
func (f *foldings) work(r rune) folding {
	forms := compatible(r)
	if len(forms) > 1 {
		f.expansions[r] = string(forms)
		return folding{to: r, class: classify(forms[0]), more: true}
	}
	r = forms[0]
	if one, ok := special[r]; ok {
		r = one
	}
	if s, ok := f.simplified[r]; ok {
		r = s
	}
	return folding{to: r, class: classify(r)}
}

// special maps the runes that neither Unicode compatibility nor the table of simplified characters unifies.
var special = map[rune]rune{
	'○': '〇', '◯': '〇', // zero, as scraped and typed; the ideograph is 〇
	// one form for dashes and tildes of every kind
	'‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '―': '-', '⸺': '-', '⸻': '-', '﹘': '-', '﹣': '-', '－': '-',
	'−': '-', '─': '-', '━': '-', '~': '-', '～': '-', '〜': '-', '〰': '-', '∼': '-', '˜': '-', '⁓': '-',
	// decimal points and middle dots that differ in width alone
	'・': '·', '･': '·', '•': '·', '‧': '·', '∙': '·', '⋅': '·',
}

// compatible returns the lower-case compatibility form of r without accents: one rune, or several for a word. A rune
// keeps its form where another would join separate things (① would run into a digit behind it), split a sign (… into
// three stops) or change its meaning (≠ into =), so that a border in the folded text is always one in the display text
// too.
func compatible(r rune) []rune {
	if enclosed(r) || unicode.In(r, unicode.Hangul, unicode.Hiragana) {
		return []rune{r}
	}
	var forms []rune
	for _, d := range norm.NFKD.String(string(unicode.ToLower(r))) {
		if !unicode.Is(unicode.Mn, d) {
			forms = append(forms, unicode.ToLower(d))
		} else if !unicode.IsLetter(r) {
			return []rune{r}
		}
	}
	if len(forms) == 1 || len(forms) > 1 && allWord(forms) {
		return forms
	}
	return []rune{unicode.ToLower(r)}
}

// enclosed reports whether r is a circled, bracketed or dotted number: a list mark that precedes text.
func enclosed(r rune) bool {
	return r >= 0x2460 && r <= 0x24FF || r >= 0x2776 && r <= 0x2793 || r >= 0x3200 && r <= 0x32FF || r >= 0x1F100 && r <= 0x1F1FF
}

func allWord(rs []rune) bool {
	for _, r := range rs {
		if !classify(r).word() {
			return false
		}
	}
	return true
}

// classify returns the class of a folded rune.
func classify(r rune) class {
	switch {
	case r >= '0' && r <= '9':
		return digit
	case quotes[r], unicode.Is(unicode.Mn, r):
		return dropped
	case unicode.IsSpace(r), unicode.Is(unicode.Z, r):
		return space
	case unicode.In(r, unicode.Cc, unicode.Cf):
		return dropped
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul, unicode.Co):
		return other
	case unicode.IsLetter(r), unicode.IsNumber(r) && !enclosed(r):
		return letter
	}
	return separator
}
