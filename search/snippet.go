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
	before, runes int // code points of the paragraph before it, and in it
	marks         int
	shown         bool
}

// A snipper has the memory that a snippet is made in.
type snipper struct {
	pauses  []clause    // from one border to the next
	clauses []clause    // these, with what is not to be split in one and the long ones in pieces
	whole   []text.Span // what is not to be split: quotations and marks
	open    []opening   // of quotations that are not closed
	shown   []clause    // fragments
}

var snippers = sync.Pool{New: func() any { return new(snipper) }}

// marked returns the marks of a paragraph in code points, and its snippet: the clauses that have marks, or its beginning if it has none, as
// verbatim fragments in order, joined by an ellipsis. A snippet has no more than longestSnippet code points, and cuts a mark only if that
// has more.
func marked(paragraph string, marks []text.Span) ([]Span, Marked) {
	s := snippers.Get().(*snipper)
	defer snippers.Put(s)
	all := make([]Span, 0, 2*len(marks))
	clauses := s.clausesOf(paragraph, marks)
	all = appendMarks(all, paragraph, clauses, marks)
	fragments := bounded(s.fragments(clauses), paragraph, marks)
	n := len(all)
	return all[:n:n], Marked{snippet(paragraph, fragments), move(all[n:], all[:n], fragments)}
}

// appendMarks appends the marks of a paragraph in code points to dst, and counts those of each clause.
func appendMarks(dst []Span, paragraph string, clauses []clause, marks []text.Span) []Span {
	for i := range clauses {
		c := &clauses[i]
		points := pointCounter{paragraph, c.From, c.before}
		for ; len(marks) > 0 && marks[0].To <= c.To; marks = marks[1:] {
			c.marks++
			dst = append(dst, Span{points.to(marks[0].From), points.to(marks[0].To)})
		}
	}
	return dst
}

// snippet joins fragments of a paragraph.
func snippet(paragraph string, fragments []clause) string {
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
	return b.String()
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
	before := fragments[0].before + text.Runes(paragraph[fragments[0].From:f.From])
	return []clause{{Span: text.Span{From: f.From, To: end}, before: before, runes: text.Runes(paragraph[f.From:end])}}
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

// move appends the marks that fragments have, in code points of their snippet, to dst. Of a mark that a fragment cuts it has the part in it.
func move(dst, marks []Span, fragments []clause) []Span {
	at := 0
	for i, f := range fragments {
		if i > 0 || f.From > 0 {
			at += utf8.RuneCountInString(ellipsis)
		}
		end := f.before + f.runes
		for ; len(marks) > 0 && marks[0][0] < end; marks = marks[1:] {
			if m := marks[0]; m[0] >= f.before {
				dst = append(dst, Span{m[0] - f.before + at, min(m[1], end) - f.before + at})
			}
		}
		at += f.runes
	}
	return dst
}

// fragments selects the clauses to show: marked ones up to the target length, then their neighbours while there is
// room.
func (s *snipper) fragments(clauses []clause) []clause {
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
	s.read(paragraph)
	s.whole = append(s.whole, marks...)
	whole := s.whole
	slices.SortFunc(whole, func(a, b text.Span) int { return a.From - b.From })
	clauses := s.clauses[:0]
	end := 0 // of the spans of whole that begin before the clause at hand
	add := func(c clause) {
		for ; len(whole) > 0 && whole[0].From < c.From; whole = whole[1:] {
			end = max(end, whole[0].To)
		}
		if n := len(clauses); n > 0 && (c.From < end || cutsNumber(paragraph, c.From)) {
			clauses[n-1].add(c)
			return
		}
		clauses = append(clauses, c)
	}
	for _, c := range s.pauses {
		for c.runes > longestClause {
			length, n := pieceOf(paragraph[c.From:c.To])
			piece := c
			piece.To, piece.runes = c.From+length, n
			add(piece)
			c.From, c.before, c.runes = piece.To, c.before+n, c.runes-n
		}
		add(c)
	}
	s.clauses = clauses
	return clauses
}

// read goes through a paragraph: it cuts it at the borders of its clauses, and finds the closed pairs of quotation marks and brackets that
// are not too long to keep whole.
func (s *snipper) read(paragraph string) {
	pauses, whole, open := s.pauses[:0], s.whole[:0], s.open[:0]
	var borders text.Borders
	from, before, runes := 0, 0, 0
	for i := 0; i < len(paragraph); {
		r, width := text.Decode(paragraph, i)
		if borders.Before(r) {
			pauses = append(pauses, clause{Span: text.Span{From: from, To: i}, before: before, runes: runes - before})
			from, before = i, runes
		}
		if n := text.Ideographs(paragraph[i:]); n > 0 {
			i, runes = i+n, runes+n/len("字")
			continue
		}
		i, runes = i+width, runes+1
		if close, ok := text.Closer(r); ok {
			open = append(open, opening{close, i - width, runes - 1})
			continue
		}
		for n := len(open) - 1; n >= 0; n-- {
			if open[n].close == r {
				if runes-open[n].before <= longestClause {
					whole = append(whole, text.Span{From: open[n].at, To: i})
				}
				open = open[:n]
				break
			}
		}
	}
	if from < len(paragraph) {
		pauses = append(pauses, clause{Span: text.Span{From: from, To: len(paragraph)}, before: before, runes: runes - before})
	}
	s.pauses, s.whole, s.open = pauses, whole, open
}

// An opening is the mark that opens a quotation, and the one that closes it.
type opening struct {
	close  rune
	at     int
	before int // code points of the paragraph
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
