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

// TextPattern is a regular expression of ECMA-262 for a text that is surely something to find: with a letter, a digit or a sign of
// ASCII, and without control characters.
const TextPattern = `^[^` + control + `]*` + visible + `[^` + control + `]*$`

// WordPattern is an expression for such a text in one line, to be anchored.
const WordPattern = `[^\r\n` + control + `]*` + visible + `[^\r\n` + control + `]*`

const (
	control = `\u0000-\u0008\u000e-\u001f\u007f-\u009f`
	visible = `[!#-&*+./0-9:;=?@A-Za-z~㐀-䶿一-龥-]`
)

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
