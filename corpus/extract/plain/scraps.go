package plain

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongbao/language"
)

// These are left in a text by programs that fetch pages.
var (
	leftComment = regexp.MustCompile(`(?s)<!--.*?-->|(?i:<script\b[^>]*>.*?</script\s*>|<style\b[^>]*>.*?</style\s*>)`)
	leftBreak   = regexp.MustCompile(`(?i)<br\s*/?>|</?(?:p|div|li|ul|ol|tr|h[1-6])(?:\s[^<>]*)?>`)
	leftTag     = regexp.MustCompile(`(?i)</?(?:span|font|strong|em|b|i|u|a|td|th|table|tbody|center|img)(?:\s[^<>]*)?/?>`)
	leftEntity  = regexp.MustCompile(`&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31}[0-9]{0,2});`)
	leftRune    = regexp.MustCompile(`<U\+([0-9A-Fa-f]{4,8})>`)
	leftEscape  = regexp.MustCompile(`\\r\\n|\\[rn]|\\t|\\u[0-9a-fA-F]{4}|\\x[aA]0`)
)

// withoutScraps restores a text that a program saved with scraps of the page in it: comments, scripts, tags, entities,
// escaped line ends, characters spelled as <U+00A0>. It returns notes on what it did, for Document.Notes.
func withoutScraps(text string) (string, []language.Sayer) {
	var notes []language.Sayer
	restore := func(left *regexp.Regexp, note string, with func(string) string) {
		found := 0
		text = left.ReplaceAllStringFunc(text, func(scrap string) string {
			restored := with(scrap)
			if restored != scrap {
				found++
			}
			return restored
		})
		if found > 0 {
			notes = append(notes, language.Sentence(note, found))
		}
	}
	// Most texts have no scraps, and a search for one byte is much cheaper than six expressions.
	if strings.Contains(text, "<") {
		restore(leftComment, "read.note.comments", func(string) string { return "\n" })
		restore(leftBreak, "read.note.breaks", func(string) string { return "\n" })
		restore(leftTag, "read.note.tags", func(string) string { return "" })
		restore(leftRune, "read.note.spelled", spelledRune)
	}
	if strings.Contains(text, "&") {
		restore(leftEntity, "read.note.entities", html.UnescapeString)
	}
	if strings.Contains(text, `\`) {
		restore(leftEscape, "read.note.escapes", unescaped)
	}
	return text, notes
}

// spelledRune returns the character behind <U+200D>.
func spelledRune(scrap string) string {
	code, err := strconv.ParseUint(scrap[len("<U+"):len(scrap)-1], 16, 32)
	if err != nil || !utf8.ValidRune(rune(code)) {
		return scrap
	}
	return string(rune(code))
}

// unescaped returns the character behind \n, \r\n, \t, \xa0 or \u3000, spelled out.
func unescaped(scrap string) string {
	switch scrap[1] {
	case 'r', 'n':
		return "\n"
	case 't':
		return "\t"
	}
	code, err := strconv.ParseUint(scrap[2:], 16, 32)
	if err != nil || code < ' ' || !utf8.ValidRune(rune(code)) {
		return scrap
	}
	return string(rune(code))
}
