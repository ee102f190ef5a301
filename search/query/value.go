package query

import (
	"strings"
	"unicode"
)

// separates says whether r stands between the values of a field. Section headings and titles are prose with commas of
// its own, so for them only the marks that prose does not use count.
func separates(field Field, r rune) bool {
	switch {
	case r == ',' || narrow(r) == '|':
		return true
	case field == Section || field == Title:
		return false
	}
	return r == '，' || r == '、'
}

// valueEnd gives the place before which a field's list of values ends, as termEnd does for a text. A quotation mark
// that begins a value keeps it together, and a bar belongs to the list when a value follows it. Whole says that the
// list has no brackets that stay open.
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
		case unicode.IsSpace(r), r == '|' && l.boundary(i+1), r == ')' && inner == 0:
			return i, inner == 0
		case r == '(':
			inner++
		case r == ')':
			inner--
		}
	}
	return len(l.in), inner == 0
}

// splitValues gives the values of a list, without the space and the quotation marks around them, each once.
func splitValues(field Field, list string) []string {
	q := quoted{in: []rune(list)}
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

// itemEnd gives the place of the separator after the value that begins at i.
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

// unquote takes off a pair of quotation marks that holds the whole value, and the straight ones inside it.
func unquote(value string) string {
	q := quoted{in: []rune(value)}
	if last := len(q.in) - 1; last > 0 && q.closing(0) == last {
		value = string(q.in[1:last])
	}
	return strings.TrimSpace(strings.ReplaceAll(value, `"`, ""))
}
