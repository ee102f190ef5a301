package search

import (
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/text"
)

const (
	snippetLength    = 120 // code points that a snippet aims at
	snippetFragments = 3
	ellipsis         = "…"
)

// A fragment is a stretch of a paragraph, in bytes, that begins and ends where a clause does.
type fragment struct {
	text.Span
	marks int
}

// snippet shows a paragraph by the clauses that have marks, and by its beginning where nothing is marked: fragments of it
// in order, joined by an ellipsis. Every fragment is a stretch of the paragraph as it stands.
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

// fragments chooses the clauses to show: those with marks, as many as there is room for, widened by their neighbours
// while there is room left.
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

// joined gives the shown clauses, neighbours as one.
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

// clausesOf cuts a paragraph into clauses, leaving together what a border must not run through: marks, numbers, and what
// stands in quotation marks.
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

// cuts says whether a border runs through one of the spans.
func cuts(spans []text.Span, border int) bool {
	for _, s := range spans {
		if s.From < border && border < s.To {
			return true
		}
	}
	return false
}

// cutsNumber says whether a border stands behind the comma of a number: 1,200.
func cutsNumber(paragraph string, border int) bool {
	after, _ := utf8.DecodeRuneInString(paragraph[border:])
	_, comma := utf8.DecodeLastRuneInString(paragraph[:border])
	before, _ := utf8.DecodeLastRuneInString(paragraph[:border-comma])
	return unicode.IsDigit(before) && unicode.IsDigit(after)
}

// quotations gives what stands between pairs of quotation marks and brackets, as far as they are closed.
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
