package query

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ErrValue says that a field cannot have such a value.
var ErrValue = errors.New("query: no such value")

// levels and kinds are the ways of writing the values of these fields.
var (
	levels = map[string]string{
		"national": "national", "全国": "national", "国家": "national", "国家级": "national", "中央": "national",
		"province": "province", "省": "province", "省级": "province",
		"city": "city", "市": "city", "市级": "city", "地级": "city", "地市级": "city",
		"county": "county", "县": "county", "县级": "county", "区县": "county",
	}
	kinds = map[string]string{
		"report": "report", "报告": "report",
		"resolution": "resolution", "决议": "resolution",
		"other": "other", "其他": "other",
	}
)

// ParseFilter reads the value of a field as Parse does what follows the colon, for values that come on their own, from
// a URL or a flag: ParseFilter(Year, "2020..2024"), ParseFilter(Region, "辽宁,吉林"). It fails with ErrValue when the
// field is none of ours or the value means nothing there; for years that lie apart (2020,2022) too, since one Filter
// cannot hold them. A range from late to early is turned round.
func ParseFilter(field Field, value string) (Filter, error) {
	var notes notes
	filters, _ := readFilters(field, string(clean(value, &notes)))
	if len(filters) != 1 || cost(filters) > MaxText || len(notes.list) > 0 {
		return Filter{}, fmt.Errorf("%w: %s %q", ErrValue, field, shorten(value))
	}
	return filters[0], nil
}

// PrintValues writes what stands behind the colon of a filter, so that ParseFilter(f.Field, PrintValues(f)) equals f.
func PrintValues(f Filter) string {
	if f.Field == Year {
		return printYears(f.Years)
	}
	printed := make([]string, len(f.Values))
	for i, v := range f.Values {
		printed[i] = printText(v)
		if strings.ContainsAny(v, ",，、") {
			printed[i] = `"` + v + `"`
		}
	}
	return strings.Join(printed, ",")
}

func printYears(years Years) string {
	from, to := "", ""
	if years.From > 0 {
		from = strconv.Itoa(years.From)
	}
	if years.To > 0 {
		to = strconv.Itoa(years.To)
	}
	if from == to {
		return from
	}
	return from + ".." + to
}

// readFilters gives one filter for a list of values, or one for each of a list of years; none when a value means
// nothing. Swapped says that a range was turned round.
func readFilters(field Field, list string) (filters []Filter, swapped bool) {
	values := splitValues(field, list)
	switch {
	case field == Year:
		return readYearFilters(values)
	case field == Level:
		values = named(levels, values)
	case field == Kind:
		values = named(kinds, values)
	case !slices.Contains([]Field{Region, Section, Title, Report}, field):
		return nil, false
	}
	if len(values) == 0 {
		return nil, false
	}
	return []Filter{{Field: field, Values: values}}, false
}

// named gives the names that the values stand for, each once, or nil when one of them stands for none.
func named(names map[string]string, values []string) []string {
	var out []string
	for _, v := range values {
		name, ok := names[strings.ToLower(narrowed([]rune(v)))]
		if !ok {
			return nil
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func readYearFilters(values []string) (filters []Filter, swapped bool) {
	for _, v := range values {
		years, turned, ok := readYears(v)
		if !ok {
			return nil, false
		}
		filters = append(filters, Filter{Field: Year, Years: years})
		swapped = swapped || turned
	}
	return filters, swapped
}

// cost counts the code points of the values.
func cost(filters []Filter) int {
	n := 0
	for _, f := range filters {
		for _, v := range f.Values {
			n += utf8.RuneCountInString(v)
		}
	}
	return n
}
