package query

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus"
)

// fieldNames maps the names before the colon, in lower case, to fields.
var fieldNames = map[string]Field{
	"year": Year, "年": Year, "年份": Year,
	"region": Region, "地区": Region,
	"level": Level, "级别": Level,
	"kind": Kind, "类型": Kind,
	"section": Section, "章节": Section,
	"role": Role, "部分": Role,
	"title": Title, "标题": Title,
	"report": Report, "报告": Report,
	"date": Date, "日期": Date,
	"month": Month, "月": Month, "月份": Month,
	"speaker": Speaker, "报告人": Speaker,
	"meeting": Meeting, "会议": Meeting,
	"missing": Missing, "缺": Missing, "缺少": Missing,
}

// missingNames maps the names of what a report may lack to its values in a Missing filter.
var missingNames = map[string]string{
	"title": "title", "标题": "title", "region": "region", "地区": "region", "level": "level", "级别": "level", "year": "year", "年": "year", "年份": "year",
	"date": "date", "日期": "date", "meeting": "meeting", "会议": "meeting", "speaker": "speaker", "报告人": "speaker",
}

// unitNames are the names before the colon of a Same.
var unitNames = map[string]Unit{"同句": Sentence, "同段": Paragraph, "同篇": WholeReport}

// unitWords are the names that Print writes.
var unitWords = map[Unit]string{Sentence: "同句", Paragraph: "同段", WholeReport: "同篇"}

// longestName bounds the lookahead for a colon.
const longestName = len("section")

func isField(name string) bool {
	_, field := fieldNames[name]
	_, unit := unitNames[name]
	return field || unit
}

// fieldName returns the name that begins at i and the index of its value. An equals sign is as good as a colon, year=2020, as in
// addresses, and after a year or date a comparison needs none: year>=2020; nor do brackets after the name of a unit: 同句(甲 乙).
func (l *lexer) fieldName(i int) (name string, value int) {
	for end := i; end < len(l.in) && end-i <= longestName; end++ {
		r := narrow(l.in[end])
		compares := strings.ContainsRune("<>≤≥", r)
		if r != ':' && r != '(' && r != '=' && !compares {
			continue
		}
		name = strings.ToLower(narrowed(l.in[i:end]))
		if r == ':' {
			return name, end + 1
		}
		if _, field := fieldNames[name]; field && r == '=' {
			return name, end + 1
		}
		if _, unit := unitNames[name]; unit && r == '(' {
			return name, end
		}
		if r == '(' {
			return "", 0
		}
		if field := fieldNames[name]; field == Year || field == Date {
			return name, end
		}
		return "", 0
	}
	return "", 0
}

// field reads a filter, or the beginning of a Same. A field with an invalid value is a text.
func (l *lexer) field() bool {
	name, start := l.fieldName(l.at)
	if unit, ok := unitNames[name]; ok {
		l.emit(token{kind: sameToken, unit: unit}, start)
		return true
	}
	field, ok := fieldNames[name]
	if !ok {
		return false
	}
	end, whole := l.valueEnd(field, start)
	raw := string(l.in[l.at:end])
	filters, swapped := readFilters(field, string(l.in[start:end]))
	if len(filters) == 0 || !whole {
		l.notes.add(NoteBadValue, raw)
		if start < end {
			l.term(raw, end)
		}
		return start < end
	}
	if swapped {
		l.notes.add(NoteSwapped, raw)
	}
	l.filter(filters, end)
	return true
}

// filter adds the filters of a field that ends before end: one filter, or an Or of years.
func (l *lexer) filter(filters []Filter, end int) {
	if !l.room(len(filters), cost(filters)) {
		return
	}
	l.count(len(filters), cost(filters))
	l.emit(token{kind: filterToken, node: anyFilter(filters)}, end)
}

// ValuesOf returns the values that a filter of a field may have, nil for a field of which any text, number or day may be one.
func ValuesOf(field Field) []string {
	switch field {
	case Level:
		return namesOf(corpus.National, corpus.Province, corpus.City, corpus.County)
	case Kind:
		return namesOf(corpus.Work, corpus.Resolution, corpus.Bulletin, corpus.Plan, corpus.Budget, corpus.Regulation, corpus.Document, corpus.Other)
	case Role:
		return namesOf(corpus.RoleReview, corpus.RolePlan, corpus.RoleAnnex)
	case Missing:
		return []string{"title", "region", "level", "year", "date", "meeting", "speaker"}
	}
	return nil
}

func namesOf[N ~string](values ...N) []string {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = string(v)
	}
	return names
}

// ErrValue means that a field cannot have such a value.
var ErrValue = errors.New("query: no such value")

// ParseFilter parses the value of a field as Parse does behind a colon, for values from a URL or a flag:
// ParseFilter(Year, "2020..2024"), ParseFilter(Region, "辽宁,吉林"). It returns a Filter, or for several years (2020,2022)
// an Or of Filters. It fails with ErrValue if the field does not exist or the value is not valid for it. It reverses a
// range from late to early.
func ParseFilter(field Field, value string) (Node, error) {
	var notes notes
	filters, _ := readFilters(field, string(clean(value, &notes)))
	if len(filters) == 0 || len(filters) > MaxTerms || cost(filters) > MaxText || len(notes.list) > 0 {
		return nil, fmt.Errorf("%w: %s %q", ErrValue, field, Shorten(value))
	}
	return anyFilter(filters), nil
}

// anyFilter returns the node that matches what one of the filters admits.
func anyFilter(filters []Filter) Node {
	nodes := make([]Node, len(filters))
	for i, f := range filters {
		nodes[i] = f
	}
	return Either(nodes)
}

// PrintValues returns the text behind the colon of a node from ParseFilter, so that ParseFilter reads it as the same
// node. It returns the empty string for any other node.
func PrintValues(n Node) string {
	switch n := n.(type) {
	case Filter:
		return printValues(n)
	case Or:
		return strings.TrimPrefix(yearList(n), string(Year)+":")
	}
	return ""
}

func printValues(f Filter) string {
	if f.Field == Year {
		return printYears(f.Years)
	}
	if f.Field == Month {
		return strings.Join(f.Values, ",")
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

// readFilters returns one filter for a list of values, or one for each of a list of years; none if a value is invalid.
// swapped reports that a range was reversed.
func readFilters(field Field, list string) (filters []Filter, swapped bool) {
	values := splitValues(field, list)
	switch {
	case field == Year:
		return readYearFilters(values)
	case field == Level:
		values = named(corpus.ParseLevel, values)
	case field == Kind:
		values = named(corpus.ParseKind, values)
	case field == Role:
		values = named(corpus.ParseRole, values)
	case field == Missing:
		values = named(func(name string) string { return missingNames[name] }, values)
	case field == Date:
		values, swapped = dateValues(values)
	case field == Month:
		if dates, _ := dateValues(values); dates != nil && !slices.ContainsFunc(dates, wholeYears) {
			field, values = Date, dates // month:2021-01 is a month of one year
			break
		}
		values = monthValues(values)
	case field == Region:
		values = mapValues(values, withInside)
	case !slices.Contains([]Field{Section, Title, Report, Speaker, Meeting}, field):
		return nil, false
	}
	if len(values) == 0 {
		return nil, false
	}
	return []Filter{{Field: field, Values: values}}, swapped
}

// dateValues returns the values of a Date filter, nil if one is no date.
func dateValues(values []string) (dates []string, swapped bool) {
	for _, v := range values {
		date, turned, ok := readDates(v)
		if !ok {
			return nil, false
		}
		swapped = swapped || turned
		dates = appendNew(dates, date)
	}
	return dates, swapped
}

// wholeYears reports whether a value of a Date filter names no month.
func wholeYears(value string) bool { return strings.Trim(value, "0123456789.") == "" }

// monthValues returns the values of a Month filter, nil if one is no month.
func monthValues(values []string) (months []string) {
	for _, v := range values {
		some, ok := readMonths(v)
		if !ok {
			return nil
		}
		months = appendNew(months, some...)
	}
	return months
}

// withInside writes the name of a region with all that lies in it, 辽宁+ or 辽宁下辖, as 辽宁+.
func withInside(name string) string {
	for _, ending := range []string{"+", "＋", "及下辖", "下辖", "及所辖", "所辖"} {
		if of, ok := strings.CutSuffix(name, ending); ok && of != "" {
			return strings.TrimSpace(of) + Inside
		}
	}
	return name
}

func mapValues(values []string, f func(string) string) (mapped []string) {
	for _, v := range values {
		mapped = appendNew(mapped, f(v))
	}
	return mapped
}

// appendNew appends the values that a list has not yet.
func appendNew(list []string, values ...string) []string {
	for _, v := range values {
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// named returns the values that parse recognises, each once, or nil if it does not recognise one of them.
func named[V ~string](parse func(string) V, values []string) []string {
	var out []string
	for _, v := range values {
		name := string(parse(strings.ToLower(narrowed([]rune(v)))))
		if name == "" {
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

// cost returns the number of code points in the values.
func cost(filters []Filter) int {
	n := 0
	for _, f := range filters {
		for _, v := range f.Values {
			n += utf8.RuneCountInString(v)
		}
	}
	return n
}

// separates reports whether r separates the values of a field. Section headings and titles are prose with commas of its
// own, so for them only marks outside prose count.
func separates(field Field, r rune) bool {
	switch {
	case r == ',' || narrow(r) == '|':
		return true
	case field == Section || field == Title || field == Meeting:
		return false
	}
	return r == '，' || r == '、'
}

// valueEnd returns the index behind a field's list of values, as termEnd does for a text. A quotation mark at the
// beginning of a value keeps it together, and a bar belongs to the list if a value follows it. whole reports that all
// brackets in the list are closed.
func (l *lexer) valueEnd(field Field, start int) (end int, whole bool) {
	inner := 0
	first := true
	for i := start; i < len(l.in); i++ {
		if first {
			i = max(i, l.closing(i))
		}
		r := narrow(l.in[i])
		first = separates(field, l.in[i])
		switch {
		case unicode.IsSpace(r), r == '|' && (l.boundary(i+1) || narrow(l.in[i+1]) == '-'), r == ')' && inner == 0:
			return i, inner == 0
		case r == '(':
			inner++
		case r == ')':
			inner--
		}
	}
	return len(l.in), inner == 0
}

// splitValues returns the values of a list, each once, without the spaces and quotation marks around them.
func splitValues(field Field, list string) []string {
	q := newQuoted([]rune(list))
	seen := map[string]bool{}
	var values []string
	for start := 0; start < len(q.in); start++ {
		end := q.itemEnd(field, start)
		value := unquote(strings.TrimSpace(string(q.in[start:end])))
		if !blank(value) && !seen[value] {
			seen[value] = true
			values = append(values, value)
		}
		start = end
	}
	return values
}

// itemEnd returns the index of the separator behind the value that begins at i.
func (q *quoted) itemEnd(field Field, i int) int {
	for i < len(q.in) && unicode.IsSpace(q.in[i]) {
		i++
	}
	if i < len(q.in) {
		i = max(i, q.closing(i))
	}
	for i < len(q.in) && !separates(field, q.in[i]) {
		i++
	}
	return i
}

// unquote removes quotation marks around the whole value, and stray and straight ones inside it.
func unquote(value string) string {
	q := newQuoted([]rune(value))
	if last := len(q.in) - 1; last > 0 && q.closing(0) == last && isQuotation(q.in[0]) {
		value = string(q.in[1:last])
	}
	value, _ = tidy(joinLines(value))
	return strings.TrimSpace(value)
}
