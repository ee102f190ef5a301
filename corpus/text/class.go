package text

import (
	_ "embed"
	"slices"
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
	kind  kind
}

// A kind says what a rune needs besides its folding.
type kind uint8

const (
	plain     kind = iota
	more           // the folding is several runes, in expansions
	mark           // it may join the rune before it
	script         // a raised or lowered digit, which counts as a digit behind letters alone
	zero           // a shape of zero, which is 〇 in a Chinese year
	enclosing      // one with other brackets around digits
)

// foldings holds the foldings of the Basic Multilingual Plane; those of other runes are computed when needed.
type foldings struct {
	table      [1 << 16]folding
	same       [1 << 16 / 64]uint64 // bits of the runes that are their own folding, and need nothing else and have no borders
	variants   map[rune]rune
	current    map[rune]bool // variants that mainland texts of today write too
	expansions map[rune]string
}

//go:embed variants.txt
var variantPairs string

// loadFoldings runs on the first fold. Reading the table takes a few milliseconds, which most programs that import the
// package for its sentences need not pay.
var loadFoldings = sync.OnceValue(func() *foldings {
	f := &foldings{variants: make(map[rune]rune, len(variantPairs)/20), current: map[rune]bool{}, expansions: map[rune]string{}}
	for line := range strings.Lines(variantPairs) {
		from, width := utf8.DecodeRuneInString(line)
		if from == '#' {
			continue
		}
		to, more := utf8.DecodeRuneInString(line[width:])
		f.variants[from] = to
		if line[width+more] == '=' {
			f.current[from] = true
		}
	}
	for r := range rune(len(f.table)) {
		f.table[r] = f.work(r)
		if f.table[r].kind == more {
			f.expansions[r] = string(compatible(r))
		}
		if f.table[r] == (folding{r, other, plain}) {
			f.same[r/64] |= 1 << (r % 64)
		}
	}
	return f
})

func (f *foldings) of(r rune) folding {
	if int(r) < len(f.table) {
		return f.table[r]
	}
	return f.work(r)
}

// expansion returns the several runes that r folds to.
func (f *foldings) expansion(r rune) string {
	if int(r) < len(f.table) {
		return f.expansions[r]
	}
	return string(compatible(r))
}

// work computes the folding of r. Folding the result again changes nothing.
func (f *foldings) work(r rune) folding {
	if scriptDigit(r) >= 0 {
		return folding{to: r, class: separator, kind: script}
	}
	to := r
	if !unicode.Is(unicode.Unified_Ideograph, r) {
		forms := compatible(r)
		if len(forms) > 1 {
			return folding{to: r, class: classify(forms[0]), kind: more}
		}
		to = forms[0]
	}
	if one, ok := special[to]; ok {
		to = one
	}
	if s, ok := f.variants[to]; ok {
		to = s
	}
	return folding{to: to, class: classify(to), kind: kindOf(r, to)}
}

// kindOf returns the kind of a rune r that folds to one rune.
func kindOf(r, to rune) kind {
	switch {
	case to >= '一' && to <= '鿿':
		if to == '零' {
			return zero
		}
	case joins(r):
		return mark
	case strings.ContainsRune(zeros, to):
		return zero
	case strings.ContainsRune(openers+closing, to):
		return enclosing
	}
	return plain
}

// special maps the runes that neither Unicode compatibility nor the table of variants unifies.
var special = map[rune]rune{
	'○': '〇', '◯': '〇', // zero, as scraped and typed; the ideograph is 〇
	// one form for dashes and tildes of every kind
	'‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '―': '-', '⸺': '-', '⸻': '-', '﹘': '-', '﹣': '-', '－': '-', '⁃': '-',
	'−': '-', '─': '-', '━': '-', '~': '-', '～': '-', '〜': '-', '〰': '-', '∼': '-', '˜': '-', '⁓': '-',
	// decimal points and middle dots that differ in width alone
	'・': '·', '･': '·', '•': '·', '‧': '·', '∙': '·', '⋅': '·',
	// signs that are typed for each other since they look alike
	'∶': ':', '︰': ':', '꞉': ':', '∕': '/', '⁄': '/', '˚': '°',
}

// compatible returns the lower-case compatibility form of r, composed, and without accents if it is a Latin letter: one rune,
// or several for a word or a unit. A rune keeps its form where another would join separate things (① would run into a digit
// behind it), split a sign (… into three stops) or change its meaning (≠ into =).
func compatible(r rune) []rune {
	if enclosed(r) || unicode.In(r, unicode.Hangul, unicode.Hiragana) {
		return []rune{r}
	}
	lower := string(unicode.ToLower(r))
	if norm.NFKD.PropertiesString(lower).Decomposition() == nil {
		return []rune{unicode.ToLower(r)}
	}
	forms := []rune(norm.NFKC.String(lower))
	if parts := []rune(norm.NFKD.String(lower)); unicode.Is(unicode.Latin, parts[0]) {
		forms = slices.DeleteFunc(parts, func(d rune) bool { return unicode.Is(unicode.Mn, d) })
	}
	for i, d := range forms {
		forms[i] = unicode.ToLower(d)
	}
	if len(forms) == 1 && (joins(r) || !joins(forms[0])) {
		return forms
	}
	if len(forms) > 1 && !joins(forms[0]) && (allWord(forms) || isUnit(r, forms)) {
		return forms
	}
	return []rune{unicode.ToLower(r)}
}

// isUnit reports whether r is a unit of letters with a degree sign or a stroke: ℃, ㎧. It gives the stroke the form that is
// typed.
func isUnit(r rune, forms []rune) bool {
	if !(r >= 0x2100 && r <= 0x214F || r >= 0x32CC && r <= 0x33DF) {
		return false
	}
	for i, d := range forms {
		if d == '∕' {
			forms[i] = '/'
		}
	}
	return !slices.ContainsFunc(forms, func(d rune) bool { return d != '°' && d != '/' && classify(d) != letter })
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
	case quotes[r], unicode.Is(unicode.Variation_Selector, r), r == graphemeJoiner:
		return dropped
	case isVoiceMark(r):
		return other
	case unicode.In(r, unicode.Mn, unicode.Mc):
		return letter // of the scripts that keep their marks
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
