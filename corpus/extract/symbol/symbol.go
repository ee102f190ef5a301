// Package symbol knows the characters of the font Symbol, which office documents use for signs such as ± and ≤.
package symbol

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed symbol.txt
var table string

// signs are the characters by their codes in the font.
var signs = sync.OnceValue(func() map[rune]rune {
	all := make(map[rune]rune)
	for line := range strings.Lines(table) {
		row := strings.Fields(line)
		if len(row) < 2 || row[0] == "#" {
			continue
		}
		first, err := strconv.ParseUint(row[0], 16, 8)
		if err != nil {
			panic(err) // the table is part of the program
		}
		for i, sign := range []rune(row[1]) {
			all[rune(first)+rune(i)] = sign
		}
	}
	return all
})

// The private characters to which Windows moves the codes of fonts of signs.
const firstPrivate, lastPrivate = 0xF000, 0xF0FF

// Text returns a text in a font with the private characters of the font Symbol looked up.
func Text(font, text string) string {
	if !isSymbol(font) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if r < firstPrivate || r > lastPrivate {
			return r
		}
		return lookUp(r)
	}, text)
}

// Sign returns the sign that a document places by its code in a font, or an empty string where it is a picture: no character
// stands for the private ones of other fonts, nor for U+FFFD.
func Sign(font string, code rune) string {
	switch {
	case isSymbol(font) && (code <= 0xFF || firstPrivate <= code && code <= lastPrivate):
		if code = lookUp(code); code < 0 {
			return ""
		}
	case 0xE000 <= code && code <= 0xF8FF, code == utf8.RuneError, code <= 0xFF && isPictures(font):
		return ""
	}
	return string(code)
}

func isSymbol(font string) bool { return strings.EqualFold(font, "Symbol") }

// isPictures reports whether a font has pictures in place of letters.
func isPictures(font string) bool {
	font = strings.ReplaceAll(strings.ToLower(font), " ", "")
	for _, name := range []string{"wingdings", "webdings", "zapfdingbats", "monotypesorts", "marlett"} {
		if strings.HasPrefix(font, name) {
			return true
		}
	}
	return false
}

// lookUp returns the character of a code, or -1.
func lookUp(code rune) rune {
	if sign, ok := signs()[code&0xFF]; ok {
		return sign
	}
	if code&0xFF == ' ' {
		return ' '
	}
	return -1
}
