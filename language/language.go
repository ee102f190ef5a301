// Package language holds the sentences that the program says to people, in Chinese and English.
//
// A sentence has a name, and its texts stand in a file of catalogue: "index.failed" in catalogue/index.txt. [Lang.Say]
// fills in its arguments and [New] makes an error of it, which is said in a language later. Logs and what only programs
// read are no sentences of the catalogue.
package language

import "strings"

// A Lang is a language that the program speaks. Any Lang but EN speaks Chinese, the zero one included.
type Lang string

const (
	ZH Lang = "zh"
	EN Lang = "en"
)

// Langs lists the languages, the usual one first.
func Langs() []Lang { return []Lang{ZH, EN} }

// Parse reads the name of a language: zh or en.
func Parse(name string) (lang Lang, ok bool) {
	lang = Lang(name)
	return lang, lang == ZH || lang == EN
}

// Default returns the language of whoever runs the process. The first of LC_ALL, LC_MESSAGES and LANG that is set
// decides; where none is, Windows says which language its user interface has. What is not Chinese is English.
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

// Join joins clauses that stand side by side: 甲；乙 or 甲; 乙.
func (l Lang) Join(clauses []string) string {
	if l == EN {
		return strings.Join(clauses, "; ")
	}
	return strings.Join(clauses, "；")
}
