package search

import (
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/text"
)

const (
	snippetLength    = 120 // target length in code points
	snippetFragments = 3
	ellipsis         = "…"
)

// A fragment is a byte range of a paragraph that begins and ends at clause borders.
type fragment struct {
	text.Span
	marks int
}

// snippet returns the clauses of a paragraph that have marks, or its beginning if it has none: verbatim fragments in
// order, joined by an ellipsis.
func snippet(paragraph string, marks []text.Span) Marked {
	var shown string
	var spans []text.Span
	end := 0
	for _, f := range fragments(paragraph, marks) {
		if f.From > end {
			shown += ellipsis
		}
		moved := len(shown) - f.From
		for _, m := range marks {
			if m.From >= f.From && m.To <= f.To {
				spans = append(spans, text.Span{From: m.From + moved, To: m.To + moved})
			}
		}
		shown += paragraph[f.From:f.To]
		end = f.To
	}
	if end < len(paragraph) {
		shown += ellipsis
	}
	return Marked{shown, codePoints(shown, spans)}
}

// fragments selects the clauses to show: marked ones up to the target length, then their neighbours while there is
// room.
func fragments(paragraph string, marks []text.Span) []text.Span {
	clauses := clausesOf(paragraph, marks)
	shown := make([]bool, len(clauses))
	room, groups := snippetLength, 0
	show := func(i int) {
		shown[i] = true
		room -= utf8.RuneCountInString(paragraph[clauses[i].From:clauses[i].To])
	}
	for i, c := range clauses {
		beside := i > 0 && shown[i-1]
		if c.marks == 0 || room <= 0 || groups == snippetFragments && !beside {
			continue
		}
		if !beside {
			groups++
		}
		show(i)
	}
	if groups == 0 && len(clauses) > 0 {
		show(0)
	}
	for widened := true; widened && room > 0; {
		widened = false
		for i := range clauses {
			next := i > 0 && shown[i-1] || i+1 < len(clauses) && shown[i+1]
			if !shown[i] && next && utf8.RuneCountInString(paragraph[clauses[i].From:clauses[i].To]) <= room {
				show(i)
				widened = true
			}
		}
	}
	return joined(clauses, shown)
}

// joined returns the shown clauses, with adjacent ones merged.
func joined(clauses []fragment, shown []bool) []text.Span {
	var spans []text.Span
	for i, c := range clauses {
		switch {
		case !shown[i]:
		case i > 0 && shown[i-1]:
			spans[len(spans)-1].To = c.To
		default:
			spans = append(spans, c.Span)
		}
	}
	return spans
}

// clausesOf splits a paragraph into clauses. It never splits marks, numbers and quotations.
func clausesOf(paragraph string, marks []text.Span) []fragment {
	whole := append(quotations(paragraph), marks...)
	var clauses []fragment
	at := 0
	for clause := range text.Clauses(paragraph) {
		c := fragment{Span: text.Span{From: at, To: at + len(clause)}}
		at = c.To
		if n := len(clauses); n > 0 && (cuts(whole, c.From) || cutsNumber(paragraph, c.From)) {
			clauses[n-1].To = c.To
			continue
		}
		clauses = append(clauses, c)
	}
	for i := range clauses {
		for _, m := range marks {
			if m.From >= clauses[i].From && m.To <= clauses[i].To {
				clauses[i].marks++
			}
		}
	}
	return clauses
}

// cuts reports whether a border is inside one of the spans.
func cuts(spans []text.Span, border int) bool {
	for _, s := range spans {
		if s.From < border && border < s.To {
			return true
		}
	}
	return false
}

// cutsNumber reports whether a border follows the comma of a number: 1,200.
func cutsNumber(paragraph string, border int) bool {
	after, _ := utf8.DecodeRuneInString(paragraph[border:])
	_, comma := utf8.DecodeLastRuneInString(paragraph[:border])
	before, _ := utf8.DecodeLastRuneInString(paragraph[:border-comma])
	return unicode.IsDigit(before) && unicode.IsDigit(after)
}

// quotations returns the spans of closed pairs of quotation marks and brackets.
func quotations(paragraph string) (spans []text.Span) {
	type opening struct {
		close rune
		at    int
	}
	var open []opening
	for i, r := range paragraph {
		if close, ok := text.Closer(r); ok {
			open = append(open, opening{close, i})
			continue
		}
		for n := len(open) - 1; n >= 0; n-- {
			if open[n].close == r {
				spans = append(spans, text.Span{From: open[n].at, To: i + utf8.RuneLen(r)})
				open = open[:n]
				break
			}
		}
	}
	return spans
}
