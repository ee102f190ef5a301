package query

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gongbao/corpus"
)

// Pattern returns a regular expression of ECMA-262 for the usual ways to write values of a field: ParseFilter reads whatever
// matches it. It also reads full-width forms of signs and digits, which do not match.
func Pattern(field Field) string {
	switch value := valuePattern(field); {
	case value == "":
		return anyText
	case field == Month: // months of any year, or of one
		return PatternOfList(value) + "|" + PatternOfList(`[1-9]\d{3}-(?:0[1-9]|1[0-2])`)
	default:
		return PatternOfList(value)
	}
}

// PatternOfOne returns the pattern of one value of a field, which may be a range.
func PatternOfOne(field Field) string {
	if value := valuePattern(field); value != "" {
		return "^(?:" + value + ")$"
	}
	return anyText
}

// PatternOfList returns the pattern of values with commas between them, of which each matches value.
func PatternOfList(value string) string {
	return fmt.Sprintf(`^ *(?:%s)(?: *[,，、|] *(?:%[1]s))* *$`, value)
}

// anyText is the pattern of a text with a letter or digit and without control characters.
const anyText = `^[^\u0000-\u001f\u007f-\u009f]*[0-9A-Za-z一-龥][^\u0000-\u001f\u007f-\u009f]*$`

// valuePattern returns an expression for a value of a field, empty if any text is one.
func valuePattern(field Field) string {
	switch field {
	case Year:
		return rangeOf(`[1-9]\d{3}年?`, `--?|`) + `|(?:[<>]=|[≥≤])[1-9]\d{3}年?|>(?:[1-8]\d|9[0-8])\d\d|<(?:1[1-9]|[2-9]\d)\d\d`
	case Level:
		return strings.Join(corpus.LevelNames(), "|")
	case Kind:
		return strings.Join(corpus.KindNames(), "|")
	case Role:
		return strings.Join(corpus.RoleNames(), "|")
	case Missing:
		return strings.Join(slices.Sorted(maps.Keys(missingNames)), "|")
	case Date:
		return rangeOf(dayPattern(), "--|") + "|(?:[<>]=?|[≥≤])(?:" + dayPattern() + ")"
	case Month:
		return monthPattern()
	}
	return ""
}

// rangeOf returns the pattern of a value or a range of them. hyphens are the marks of a range with hyphens, each with a bar behind.
func rangeOf(value, hyphens string) string {
	mark := `(?:` + hyphens + `\.{2,3}|…{1,2}|—{1,2}|~{1,2}|[–−〜至到])`
	return fmt.Sprintf(`(?:%s)(?:%s(?:%[1]s)?)?|%[2]s(?:%[1]s)`, value, mark)
}

// dayPattern returns the pattern of a day, a month or a year.
func dayPattern() string {
	const year, between, end = `[1-9]\d{3}`, `[-./月]`, `日?`
	return year + `[-./年](?:(?:0?[13578]|1[02])` + between + `(?:0?[1-9]|[12]\d|3[01])` + end +
		`|(?:0?[469]|11)` + between + `(?:0?[1-9]|[12]\d|30)` + end +
		`|0?2` + between + `(?:0?[1-9]|1\d|2[0-8])` + end + `|(?:0?[1-9]|1[0-2])月?)` +
		`|(?:[1-9]\d(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)[-./年]0?2` + between + `29` + end +
		`|` + year + `年?`
}

// monthPattern returns the pattern of a month, or of a range from an earlier to a later one.
func monthPattern() string {
	months := []string{`(?:` + strings.Join(monthNames, "|") + `)月份?`}
	for first := 1; first <= len(monthNames); first++ {
		from, to := fmt.Sprintf(`0?%d`, first), fmt.Sprintf(`0?[%d-9]|1[0-2]`, first)
		if first > 9 {
			from, to = fmt.Sprint(first), fmt.Sprintf(`1[%d-2]`, first-10)
		}
		months = append(months, from+`月?(?:(?:\.\.|-|至|到)(?:`+to+`)月?)?`)
	}
	return strings.Join(months, "|")
}
