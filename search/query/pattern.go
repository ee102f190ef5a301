package query

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gongbao/corpus"
)

// Pattern returns a regular expression of ECMA-262 for the values of a field: ParseFilter reads whatever matches it. It also reads
// full-width forms of signs and digits, quotation marks around a value, and spaces within years, months and dates, which do not
// match; and as a month all dates that name one, of which only the months of a year do.
func Pattern(field Field) string {
	switch value := valuePattern(field); {
	case value == "":
		return TextPattern
	case field == Month: // months of any year, or of one
		return PatternOfList(value) + "|" + PatternOfList(`[1-9]\d{3}(?:-?0[1-9]|-[1-9]|-?1[0-2])`)
	default:
		return PatternOfList(value)
	}
}

// PatternOfOne returns the pattern of one value of a field, which may be a range.
func PatternOfOne(field Field) string {
	if value := valuePattern(field); value != "" {
		return "^(?:" + value + ")$"
	}
	return TextPattern
}

// PatternOfList returns the pattern of values with commas between them, of which each matches value. A comma too many does no harm.
func PatternOfList(value string) string {
	const spaces, commas = `[ \t\r\n\u3000]*`, `[ \t\r\n\u3000,，、|]*`
	return fmt.Sprintf(`^%s(?:%s)(?:%s[,，、|]%[1]s(?:%[2]s))*%[1]s$`, commas, value, spaces)
}

// TextPattern is a regular expression of ECMA-262, with its flag u or without it, for a text that is surely something to find: with a
// character that is so alone, and without control characters.
var TextPattern = `^[^` + control + `]*` + visible() + `[^` + control + `]*$`

// WordPattern is an expression for a text in one line that is surely something to find, to be anchored. A word is read without its
// control characters.
var WordPattern = `[^\r\n]*` + visible() + `[^\r\n]*`

// WordsPattern is the pattern of such a text, where a line break is a space.
var WordsPattern = visible()

const control = `\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f`

// visibleRanges are characters of which each is something to find alone, unlike white space, separators, quotation marks, and marks that
// combine with the character before them: those of ASCII, of Latin, of usual Chinese texts, and all others in runs of 256 or more. They are
// of the first 65,536, since programs read classes of others in two ways.
var visibleRanges = [][2]rune{
	{'!', '!'}, {'#', '&'}, {'(', '+'}, {'-', '{'}, {'}', '~'}, {0xa1, 0xaa}, {0xac, 0xac}, {0xae, 0xba}, {0xbc, 0x2ff},
	{0x3030, 0x3098}, {0xff01, 0xff01}, {0xff03, 0xff06}, {0xff08, 0xff0b}, {0xff0d, 0xff5b}, {0xff5d, 0xff61},
	{0x370, 0x482}, {0x488, 0x590}, {0x11c3, 0x135c}, {0x1360, 0x167f}, {0x1e00, 0x1fff}, {0x20f1, 0x2328}, {0x232b, 0x2cee},
	{0x2e00, 0x2fff}, {0x309b, 0xa66e}, {0xa6f2, 0xa801}, {0xabee, 0xd7ff}, {0xe000, 0xfb1d}, {0xfb1f, 0xfdff}, {0xfffc, 0xfffd},
}

// visible returns the class of such characters.
func visible() string {
	var class strings.Builder
	for _, r := range visibleRanges {
		class.WriteString(inClass(r[0]))
		if r[0] < r[1] {
			class.WriteString("-" + inClass(r[1]))
		}
	}
	return "[" + class.String() + "]"
}

// inClass writes a character as classes of all regular expressions have it.
func inClass(r rune) string {
	switch {
	case strings.ContainsRune(`-[]\^`, r):
		return `\` + string(r)
	case r < 0x80:
		return string(r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// valuePattern returns an expression for a value of a field, empty if any text is one.
func valuePattern(field Field) string {
	switch field {
	case Year:
		return rangeOf(`[1-9]\d{3}年?`, `--?|`) + `|(?:[<>]=|[≥≤])[1-9]\d{3}年?|>(?:[1-8]\d{3}|9(?:[0-8]\d\d|9[0-8]\d|99[0-8]))年?|<(?:[2-9]\d{3}|1(?:[1-9]\d\d|0[1-9]\d|00[1-9]))年?`
	case Level:
		return strings.Join(corpus.LevelNames(), "|")
	case Kind:
		return strings.Join(corpus.KindNames(), "|")
	case Role:
		return strings.Join(corpus.RoleNames(), "|")
	case Missing:
		return strings.Join(slices.Sorted(maps.Keys(missingNames)), "|")
	case Date:
		return datePattern()
	case Month:
		return monthPattern()
	}
	return ""
}

// rangeOf returns the pattern of a value or a range of them. hyphens are the marks of a range with hyphens, each with a bar behind.
func rangeOf(value, hyphens string) string {
	return fmt.Sprintf(`(?:%s)(?:%s(?:%[1]s)?)?|%[2]s(?:%[1]s)`, value, markOf(hyphens))
}

// markOf returns the pattern of the mark of a range.
func markOf(hyphens string) string {
	return `(?:` + hyphens + `\.{2,3}|…{1,2}|—{1,2}|~{1,2}|[–−〜至到])`
}

// datePattern returns the pattern of a date or a range of them.
func datePattern() string {
	date := dayPattern() + `|[1-9]\d{3}年?`
	return rangeOf(date, "--|") + `|[1-9]\d{3}-[1-9]\d{3}|(?:[<>]=?|[≥≤])(?:` + date + ")"
}

// dayPattern returns the pattern of a day or a month of a year.
func dayPattern() string {
	const year, between, end = `[1-9]\d{3}`, `[-./月]`, `日?`
	return year + `[-./年](?:(?:0?[13578]|1[02])` + between + `(?:0?[1-9]|[12]\d|3[01])` + end +
		`|(?:0?[469]|11)` + between + `(?:0?[1-9]|[12]\d|30)` + end +
		`|0?2` + between + `(?:0?[1-9]|1\d|2[0-8])` + end + `|(?:0?[1-9]|1[0-2])月?)` +
		`|(?:[1-9]\d(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)[-./年]0?2` + between + `29` + end +
		`|` + year + `(?:(?:0[13578]|1[02])(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)(?:0[1-9]|[12]\d|30)|02(?:0[1-9]|1\d|2[0-8])|0[1-9]|1[0-2])` +
		`|(?:[1-9]\d(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)0229`
}

// monthPattern returns the pattern of a month, or of a range from an earlier to a later one.
func monthPattern() string {
	const ending = `月?份?`
	written := make([]string, len(monthNames))
	for i, name := range monthNames {
		number := fmt.Sprint(i + 1)
		if i < 9 {
			number = "0?" + number
		}
		written[i] = number + "|" + name
	}
	var months []string
	for i, one := range written {
		months = append(months, "(?:"+one+")"+ending+"(?:"+markOf("--?|")+"(?:"+strings.Join(written[i:], "|")+")"+ending+")?")
	}
	return strings.Join(months, "|")
}
