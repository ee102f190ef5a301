package identity

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Nothing here may change what Form returns, however much better it could be: names of texts hang on it that people have
// written down. What searches find is the affair of package text.

// A class determines how a rune of a form affects its neighbours.
type class uint8

const (
	other     class = iota // Han characters, kana and the like
	dropped                // never in a form
	space                  // kept, as one space, only between two words
	letter                 // part of a word
	digit                  // part of a word, and of a number
	separator              // kept
)

func (c class) word() bool { return c == letter || c == digit }

// A mapping maps one rune to a rune, or to a word of several.
type mapping struct {
	to    rune
	class class
	more  string
}

// A table holds the mappings of the Basic Multilingual Plane; those of other runes are computed when needed.
type table struct {
	mappings   [1 << 16]mapping
	simplified map[rune]rune
}

//go:embed simplified.txt
var simplifiedPairs string

var load = sync.OnceValue(func() *table {
	t := &table{simplified: map[rune]rune{}}
	for line := range strings.Lines(simplifiedPairs) {
		if from, width := utf8.DecodeRuneInString(line); from != '#' {
			t.simplified[from], _ = utf8.DecodeRuneInString(line[width:])
		}
	}
	for r := range rune(len(t.mappings)) {
		t.mappings[r] = t.work(r)
	}
	return t
})

func (t *table) of(r rune) mapping {
	if int(r) < len(t.mappings) {
		return t.mappings[r]
	}
	return t.work(r)
}

func (t *table) work(r rune) mapping {
	forms := compatible(r)
	if len(forms) > 1 {
		return mapping{to: r, class: classify(forms[0]), more: string(forms)}
	}
	r = forms[0]
	if one, ok := special[r]; ok {
		r = one
	}
	if s, ok := t.simplified[r]; ok {
		r = s
	}
	return mapping{to: r, class: classify(r)}
}

// special maps runes that neither Unicode compatibility nor the table of simplified characters unifies: zeros, dashes, and
// middle dots.
var special = map[rune]rune{
	'○': '〇', '◯': '〇',
	'‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '―': '-', '⸺': '-', '⸻': '-', '﹘': '-', '﹣': '-', '－': '-',
	'−': '-', '─': '-', '━': '-', '~': '-', '～': '-', '〜': '-', '〰': '-', '∼': '-', '˜': '-', '⁓': '-',
	'・': '·', '･': '·', '•': '·', '‧': '·', '∙': '·', '⋅': '·',
}

// compatible returns the lower-case compatibility form of r without accents: one rune, or several for a word.
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

// enclosed reports whether r is a circled, bracketed or dotted number.
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

// quotes are the marks that a form drops.
const quotes = "“”‘’「」『』《》〈〉\"'＂＇‚‛„‟﹁﹂﹃﹄〝〞〟«»﹏｢｣"

// classify returns the class of a rune of a form.
func classify(r rune) class {
	switch {
	case r >= '0' && r <= '9':
		return digit
	case strings.ContainsRune(quotes, r), unicode.Is(unicode.Mn, r):
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
