// Package language holds every sentence that the program shows to people, in Chinese and English.
//
// A sentence has a name, and its texts are in a file of catalogue: "index.failed" in catalogue/index.txt. [Lang.Say]
// fills in its arguments, and [New] makes an error of it, which gets its language when it is shown. The catalogue does
// not cover logs and text for programs.
package language

import "strings"

// A Lang is a language of the program. Every Lang but EN means Chinese, the zero one included.
type Lang string

const (
	ZH Lang = "zh"
	EN Lang = "en"
)

// Langs lists the languages, default first.
func Langs() []Lang { return []Lang{ZH, EN} }

// Parse reads the name of a language: zh or en.
func Parse(name string) (lang Lang, ok bool) {
	lang = Lang(name)
	return lang, lang == ZH || lang == EN
}

// Default returns the language of the user who runs the process. The first of LC_ALL, LC_MESSAGES and LANG that is set
// decides; without any, Windows reports the language of its user interface. Anything but Chinese means English.
func Default(getenv func(string) string) Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := getenv(name); locale != "" {
			return ofLocale(locale)
		}
	}
	return ofLocale(systemLocale())
}

func ofLocale(locale string) Lang {
	if strings.HasPrefix(strings.ToLower(locale), "zh") {
		return ZH
	}
	return EN
}

// List joins items: 甲、乙 or 甲, 乙.
func (l Lang) List(items []string) string {
	if l == EN {
		return strings.Join(items, ", ")
	}
	return strings.Join(items, "、")
}

// Span writes a range: 1961—1963 or 1961–1963. A range of one is that one.
func (l Lang) Span(from, to string) string {
	switch {
	case from == to:
		return from
	case l == EN:
		return from + "–" + to
	}
	return from + "—" + to
}

// Gap returns what stands between two sentences, or behind a colon: a space in English, nothing in Chinese, whose marks bring
// their own.
func (l Lang) Gap() string {
	if l == EN {
		return " "
	}
	return ""
}

// Join joins clauses: 甲；乙 or 甲; 乙.
func (l Lang) Join(clauses []string) string {
	if l == EN {
		return strings.Join(clauses, "; ")
	}
	return strings.Join(clauses, "；")
}
