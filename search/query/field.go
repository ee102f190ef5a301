package query

import (
	"strings"
)

// fieldNames are what people may write before the colon, in lower case.
var fieldNames = map[string]Field{
	"year": Year, "年": Year, "年份": Year,
	"region": Region, "地区": Region,
	"level": Level, "级别": Level,
	"kind": Kind, "类型": Kind,
	"section": Section, "章节": Section,
	"title": Title, "标题": Title,
	"report": Report, "报告": Report,
}

// unitNames stand before the colon of a Same.
var unitNames = map[string]Unit{"同句": Sentence, "同段": Paragraph}

// longestName bounds the look ahead for a colon.
const longestName = len("section")

func isField(name string) bool {
	_, field := fieldNames[name]
	_, unit := unitNames[name]
	return field || unit
}

// fieldName gives the name that begins at i and where its value begins. After a year the colon may be left out before
// a comparison: year>=2020.
func (l *lexer) fieldName(i int) (name string, value int) {
	for end := i; end < len(l.in) && end-i <= longestName; end++ {
		r := narrow(l.in[end])
		compares := strings.ContainsRune("<>≤≥", r)
		if r != ':' && !compares {
			continue
		}
		name = strings.ToLower(narrowed(l.in[i:end]))
		if r == ':' {
			return name, end + 1
		}
		if fieldNames[name] == Year {
			return name, end
		}
		return "", 0
	}
	return "", 0
}

// field reads a filter, or the beginning of a Same. A field whose value means nothing is a text.
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

// filter adds what readFilters made of a field that ends before end: one filter, or an Or of years.
func (l *lexer) filter(filters []Filter, end int) {
	if !l.room(len(filters), cost(filters)) {
		return
	}
	l.count(len(filters), cost(filters))
	nodes := make([]Node, len(filters))
	for i, f := range filters {
		nodes[i] = f
	}
	l.emit(token{kind: filterToken, node: either(nodes)}, end)
}
