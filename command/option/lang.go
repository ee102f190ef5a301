package option

import (
	"strings"

	"gongbao/language"
)

// A Lang is the value of the flag --lang.
type Lang struct{ Lang *language.Lang }

func (f Lang) Set(value string) error {
	lang, ok := language.Parse(value)
	if !ok {
		return language.New("command.lang")
	}
	*f.Lang = lang
	return nil
}

func (f Lang) String() string { return "" }
func (f Lang) Type() string   { return "string" }

// Spoken returns the language of a command line before it is parsed, since its texts are needed by then.
func Spoken(args []string, getenv func(string) string) language.Lang {
	lang := language.Default(getenv)
	for i, arg := range args {
		if arg == "--" {
			break
		}
		name, value, whole := strings.Cut(arg, "=")
		if !whole && i+1 < len(args) {
			value = args[i+1]
		}
		if given, ok := language.Parse(value); ok && name == "--lang" {
			lang = given
		}
	}
	return lang
}
