package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/text"
)

const (
	snippetLength    = 120 // target length in code points
	snippetFragments = 3
	ellipsis         = "…"
)

// A clause is a byte range of a paragraph that begins and ends at clause borders.
type clause struct {
	text.Span
	marks int
	shown bool
}

// snippet returns the clauses of a paragraph that have marks, or its beginning if it has none: verbatim fragments in
// order, joined by an ellipsis.
func snippet(paragraph string, marks []text.Span) Marked {
	fragments := fragments(paragraph, marks)
	var b strings.Builder
	for i, f := range fragments {
		if i == 0 {
			b.Grow(fragments[len(fragments)-1].To - f.From + (len(fragments)+1)*len(ellipsis))
		}
		if i > 0 || f.From > 0 {
			b.WriteString(ellipsis)
		}
		b.WriteString(paragraph[f.From:f.To])
	}
	if n := len(fragments); n == 0 || fragments[n-1].To < len(paragraph) {
		if paragraph != "" {
			b.WriteString(ellipsis)
		}
	}
	return Marked{b.String(), codePoints(b.String(), moved(marks, fragments))}
}

// moved returns the marks that fragments have, as spans of their snippet.
func moved(marks []text.Span, fragments []text.Span) []text.Span {
	spans := make([]text.Span, 0, len(marks))
	at := 0
	for i, f := range fragments {
		if i > 0 || f.From > 0 {
			at += len(ellipsis)
		}
		for ; len(marks) > 0 && marks[0].To <= f.To; marks = marks[1:] {
			if m := marks[0]; m.From >= f.From {
				spans = append(spans, text.Span{From: m.From - f.From + at, To: m.To - f.From + at})
			}
		}
		at += f.To - f.From
	}
	return spans
}

// fragments selects the clauses to show: marked ones up to the target length, then their neighbours while there is
// room.
func fragments(paragraph string, marks []text.Span) []text.Span {
	clauses := clausesOf(paragraph, marks)
	room, groups := snippetLength, 0
	show := func(i int) {
		clauses[i].shown = true
		room -= utf8.RuneCountInString(paragraph[clauses[i].From:clauses[i].To])
	}
	for i, c := range clauses {
		beside := i > 0 && clauses[i-1].shown
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
		for i, c := range clauses {
			next := i > 0 && clauses[i-1].shown || i+1 < len(clauses) && clauses[i+1].shown
			if !c.shown && next && utf8.RuneCountInString(paragraph[c.From:c.To]) <= room {
				show(i)
				widened = true
			}
		}
	}
	return joined(clauses)
}

// joined returns the shown clauses, with adjacent ones merged.
func joined(clauses []clause) []text.Span {
	spans := make([]text.Span, 0, snippetFragments)
	for i, c := range clauses {
		switch {
		case !c.shown:
		case i > 0 && clauses[i-1].shown:
			spans[len(spans)-1].To = c.To
		default:
			spans = append(spans, c.Span)
		}
	}
	return spans
}

// clausesOf splits a paragraph into clauses. It never splits marks, numbers and quotations.
func clausesOf(paragraph string, marks []text.Span) []clause {
	whole := append(quotations(paragraph), marks...)
	slices.SortFunc(whole, func(a, b text.Span) int { return a.From - b.From })
	clauses := make([]clause, 0, 16+len(paragraph)/60)
	at, end := 0, 0 // end is that of the spans of whole that begin before at
	for s := range text.Clauses(paragraph) {
		c := clause{Span: text.Span{From: at, To: at + len(s)}}
		at = c.To
		for ; len(whole) > 0 && whole[0].From < c.From; whole = whole[1:] {
			end = max(end, whole[0].To)
		}
		if n := len(clauses); n > 0 && (c.From < end || cutsNumber(paragraph, c.From)) {
			clauses[n-1].To = c.To
			continue
		}
		clauses = append(clauses, c)
	}
	for i := range clauses {
		for ; len(marks) > 0 && marks[0].To <= clauses[i].To; marks = marks[1:] {
			clauses[i].marks++
		}
	}
	return clauses
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
	spans = make([]text.Span, 0, 8)
	for i := text.Ideographs(paragraph); i < len(paragraph); i += text.Ideographs(paragraph[i:]) {
		r, width := utf8.DecodeRuneInString(paragraph[i:])
		i += width
		if close, ok := text.Closer(r); ok {
			open = append(open, opening{close, i - width})
			continue
		}
		for n := len(open) - 1; n >= 0; n-- {
			if open[n].close == r {
				spans = append(spans, text.Span{From: open[n].at, To: i})
				open = open[:n]
				break
			}
		}
	}
	return spans
}
