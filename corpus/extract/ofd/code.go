package ofd

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/typeset"
)

// readDeltas parses the distances between characters: numbers, and "g 10 3" for ten times three. It returns at most
// most of them.
func readDeltas(s string, most int) []float64 {
	var deltas []float64
	fields := strings.Fields(s)
	for i := 0; i < len(fields) && len(deltas) < most; i++ {
		if fields[i] == "g" && i+2 < len(fields) {
			times, value := int(number(fields[i+1], 0)), number(fields[i+2], 0)
			times = min(max(times, 0), most-len(deltas))
			deltas = append(deltas, slices.Repeat([]float64{value}, times)...)
			i += 2
			continue
		}
		deltas = append(deltas, number(fields[i], 0))
	}
	return deltas
}

// positioned drops the spaces without a position of their own: some programs count only visible characters.
func positioned(runes []rune, deltas int) []rune {
	seen := slices.DeleteFunc(slices.Clone(runes), func(r rune) bool { return typeset.IsSpace(string(r)) })
	if len(seen) < len(runes) && len(seen) == deltas+1 {
		return seen
	}
	return runes
}

// trimLayout drops the line breaks and indents that lay out the XML around text.
func trimLayout(code string) string {
	if !strings.ContainsAny(code, "\r\n") {
		return code
	}
	return strings.TrimSpace(code)
}

// unescape decodes characters written as a backslash with four hexadecimal digits.
func unescape(code string) string {
	const digits = 4
	var b strings.Builder
	for {
		before, after, found := strings.Cut(code, `\`)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		code = after
		if r := file.HexRune(after[:min(digits, len(after))]); len(after) >= digits && r != utf8.RuneError {
			b.WriteRune(r)
			code = after[digits:]
			continue
		}
		b.WriteByte('\\')
	}
}
