package search

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// The lengths of a snippet and its parts, in code points.
const (
	snippetLength    = 120 // target
	longestSnippet   = 300
	longestClause    = 60 // longer ones, and longer quotations, are cut
	longestPiece     = 40 // of what they are cut into
	shortestPiece    = 20
	snippetFragments = 3
	ellipsis         = "…"
)

// A clause is a byte range of a paragraph that begins and ends at clause borders, or some in a row.
type clause struct {
	text.Span
	runes int
	marks int
	shown bool
}

// A snipper has the memory that a snippet is made in.
type snipper struct {
	clauses []clause
	whole   []text.Span // what is not to be split: quotations and marks
	open    []opening   // of quotations that are not closed
	shown   []clause    // fragments
	moved   []text.Span // marks in the snippet
}

var snippers = sync.Pool{New: func() any { return new(snipper) }}

// marked returns the marks of a paragraph in code points, and its snippet.
func marked(paragraph string, marks []text.Span) ([]Span, Marked) {
	all := appendCodePoints(make([]Span, 0, 2*len(marks)), paragraph, marks)
	return all[:len(marks):len(marks)], snippet(paragraph, marks, all[len(marks):])
}

// snippet returns the clauses of a paragraph that have marks, or its beginning if it has none: verbatim fragments in
// order, joined by an ellipsis. It has no more than longestSnippet code points, and cuts a mark only if that has more. Its marks are
// appended to room.
func snippet(paragraph string, marks []text.Span, room []Span) Marked {
	s := snippers.Get().(*snipper)
	defer snippers.Put(s)
	fragments := bounded(s.fragments(paragraph, marks), paragraph, marks)
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
	return Marked{b.String(), appendCodePoints(room, b.String(), s.move(marks, fragments))}
}

// bounded returns fragments that fit into longestSnippet with their ellipses. Fragments too long for that become one, around
// their first mark, which begins and ends inside a word or a number only if that has no other border.
func bounded(fragments []clause, paragraph string, marks []text.Span) []clause {
	length := (len(fragments) + 1) * utf8.RuneCountInString(ellipsis)
	for _, f := range fragments {
		length += f.runes
	}
	if length <= longestSnippet {
		return fragments
	}
	f, room := fragments[0], longestSnippet-2*utf8.RuneCountInString(ellipsis)
	first := slices.IndexFunc(marks, func(m text.Span) bool { return m.From >= f.From && m.To <= f.To })
	least := f.From // where the fragment may end
	if first >= 0 {
		mark := marks[first]
		least = mark.To
		lead := min(shortestPiece, max(0, room-utf8.RuneCountInString(paragraph[mark.From:mark.To])))
		for ; lead > 0 && mark.From > f.From; lead-- {
			_, width := utf8.DecodeLastRuneInString(paragraph[:mark.From])
			mark.From -= width
		}
		for f.From = mark.From; f.From < marks[first].From && cutsWord(paragraph, f.From); {
			_, width := utf8.DecodeRuneInString(paragraph[f.From:])
			f.From += width
		}
	}
	end := f.To
	if i, ok := after(paragraph[f.From:f.To], room); ok {
		end = wordEnd(paragraph, max(least, f.From), f.From+i)
	}
	for _, m := range marks[first+1:] {
		if m.From < end && end < m.To && m.From > f.From {
			end = m.From
		}
	}
	return []clause{{Span: text.Span{From: f.From, To: end}}}
}

// wordEnd returns the last border up to end, behind least, that cuts no word; end itself if there is none.
func wordEnd(paragraph string, least, end int) int {
	for at := end; at > least; {
		if !cutsWord(paragraph, at) {
			return at
		}
		_, width := utf8.DecodeLastRuneInString(paragraph[:at])
		at -= width
	}
	return end
}

// cutsWord reports whether a border lies inside a word, a number (1,200) or a character.
func cutsWord(paragraph string, border int) bool {
	before, _ := utf8.DecodeLastRuneInString(paragraph[:border])
	after, _ := utf8.DecodeRuneInString(paragraph[border:])
	switch {
	case before == ',':
		return cutsNumber(paragraph, border)
	case after == ',':
		return cutsNumber(paragraph, border+len(","))
	}
	return joined(before, after)
}

// joined reports whether two runes side by side are parts of one word, one number without a comma, or one character.
func joined(before, after rune) bool {
	return isWordRune(before) && isWordRune(after) || unicode.In(after, unicode.M, unicode.Cf) || before == '\u200d'
}

// after returns the byte index behind n code points of s, if it has more.
func after(s string, n int) (int, bool) {
	for i := range s {
		if n == 0 {
			return i, true
		}
		n--
	}
	return len(s), false
}

// move returns the marks that fragments have, as spans of their snippet. Of a mark that a fragment cuts they have the part in it.
func (s *snipper) move(marks []text.Span, fragments []clause) []text.Span {
	spans := s.moved[:0]
	at := 0
	for i, f := range fragments {
		if i > 0 || f.From > 0 {
			at += len(ellipsis)
		}
		for ; len(marks) > 0 && marks[0].From < f.To; marks = marks[1:] {
			if m := marks[0]; m.From >= f.From {
				spans = append(spans, text.Span{From: m.From - f.From + at, To: min(m.To, f.To) - f.From + at})
			}
		}
		at += f.To - f.From
	}
	s.moved = spans
	return spans
}

// fragments selects the clauses to show: marked ones up to the target length, then their neighbours while there is
// room.
func (s *snipper) fragments(paragraph string, marks []text.Span) []clause {
	clauses := s.clausesOf(paragraph, marks)
	room, groups := snippetLength, 0
	show := func(i int) {
		clauses[i].shown = true
		room -= clauses[i].runes
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
			if !c.shown && next && c.runes <= room {
				show(i)
				widened = true
			}
		}
	}
	return s.join(clauses)
}

// join returns the shown clauses, with adjacent ones merged.
func (s *snipper) join(clauses []clause) []clause {
	shown := s.shown[:0]
	for i, c := range clauses {
		switch {
		case !c.shown:
		case i > 0 && clauses[i-1].shown:
			shown[len(shown)-1].add(c)
		default:
			shown = append(shown, c)
		}
	}
	s.shown = shown
	return shown
}

// add adds the clause behind c.
func (c *clause) add(next clause) { c.To, c.runes = next.To, c.runes+next.runes }

// clausesOf splits a paragraph into clauses, and those that are too long into pieces. It never splits marks and numbers, nor
// quotations unless they are too long.
func (s *snipper) clausesOf(paragraph string, marks []text.Span) []clause {
	s.whole = append(s.quotations(paragraph), marks...)
	whole := s.whole
	slices.SortFunc(whole, func(a, b text.Span) int { return a.From - b.From })
	clauses := s.clauses[:0]
	at, end := 0, 0 // end is that of the spans of whole that begin before at
	add := func(length, runes int) {
		c := clause{Span: text.Span{From: at, To: at + length}, runes: runes}
		at = c.To
		for ; len(whole) > 0 && whole[0].From < c.From; whole = whole[1:] {
			end = max(end, whole[0].To)
		}
		if n := len(clauses); n > 0 && (c.From < end || cutsNumber(paragraph, c.From)) {
			clauses[n-1].add(c)
			return
		}
		clauses = append(clauses, c)
	}
	for c := range text.Clauses(paragraph) {
		runes := text.Runes(c)
		for runes > longestClause {
			length, n := pieceOf(c)
			add(length, n)
			c, runes = c[length:], runes-n
		}
		add(len(c), runes)
	}
	for i := range clauses {
		for ; len(marks) > 0 && marks[0].To <= clauses[i].To; marks = marks[1:] {
			clauses[i].marks++
		}
	}
	s.clauses = clauses
	return clauses
}

// isLong reports whether s has more than longestClause code points.
func isLong(s string) bool {
	return len(s) > longestClause && text.Runes(s) > longestClause
}

// pieceOf returns the length in bytes, and in code points, of the piece to cut from the beginning of a clause that is too long: up to the
// last 、 or space, else to the last border between characters that belong to no word, else as long as a piece may be.
func pieceOf(s string) (length, runes int) {
	type place struct{ length, runes int }
	var comma, border place
	before := utf8.RuneError
	for i, r := range s {
		if runes >= shortestPiece {
			switch {
			case before == '、' || unicode.IsSpace(before):
				comma = place{i, runes}
			case !joined(before, r):
				border = place{i, runes}
			}
		}
		if runes == longestPiece {
			at := cmp.Or(comma, border, place{i, runes})
			return at.length, at.runes
		}
		before = r
		runes++
	}
	return len(s), runes
}

// isWordRune reports whether r may be inside a word or a number of letters that have no meaning each.
func isWordRune(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '%' || r == '-') && !unicode.Is(unicode.Han, r)
}

// cutsNumber reports whether a border follows the comma of a number: 1,200.
func cutsNumber(paragraph string, border int) bool {
	after, _ := utf8.DecodeRuneInString(paragraph[border:])
	if !unicode.IsDigit(after) {
		return false
	}
	_, comma := utf8.DecodeLastRuneInString(paragraph[:border])
	before, _ := utf8.DecodeLastRuneInString(paragraph[:border-comma])
	return unicode.IsDigit(before)
}

// quotations returns the spans of closed pairs of quotation marks and brackets that are not too long to keep whole.
func (s *snipper) quotations(paragraph string) (spans []text.Span) {
	spans = s.whole[:0]
	open := s.open[:0]
	for i := text.Ideographs(paragraph); i < len(paragraph); i += text.Ideographs(paragraph[i:]) {
		r, width := utf8.DecodeRuneInString(paragraph[i:])
		i += width
		if close, ok := text.Closer(r); ok {
			open = append(open, opening{close, i - width})
			continue
		}
		for n := len(open) - 1; n >= 0; n-- {
			if open[n].close == r {
				if !isLong(paragraph[open[n].at:i]) {
					spans = append(spans, text.Span{From: open[n].at, To: i})
				}
				open = open[:n]
				break
			}
		}
	}
	s.open = open
	return spans
}

// An opening is the mark that opens a quotation, and the one that closes it.
type opening struct {
	close rune
	at    int
}
