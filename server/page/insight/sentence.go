package insight

import (
	"unicode/utf8"

	"gongbao/corpus/text"
	"gongbao/search"
	"gongbao/search/compare"
	"gongbao/server/page/frame"
)

// firstSentence returns the sentence that the first mark of a paragraph begins in. Marks are in code points.
func firstSentence(paragraph string, marks []search.Span) []frame.Run {
	from := 0
	for s := range text.Sentences(paragraph) {
		to := from + utf8.RuneCountInString(s)
		var inside []search.Span
		for _, m := range marks {
			if from <= m[0] && m[0] < to {
				inside = append(inside, search.Span{m[0] - from, min(m[1], to) - from})
			}
		}
		if len(inside) > 0 {
			return frame.RunsOf(s, inside, 0, 1)
		}
		from = to
	}
	return frame.RunsOf(paragraph, marks, 0, 1)
}

// A piece is a stretch of a sentence in one style.
type piece struct {
	Text string
	Mark bool   // an occurrence
	New  bool   // not in the sentence of the year before
	Old  string // what stood here the year before, in front of Text
}

// piecesOf cuts a sentence where its marks and its changes begin and end. Both are in code points, and in order.
func piecesOf(s string, marks []search.Span, changes []compare.Change) []piece {
	runes := []rune(s)
	marked, fresh := make([]bool, len(runes)), make([]bool, len(runes))
	old := map[int]string{}
	for _, m := range marks {
		for i := m[0]; i < m[1]; i++ {
			marked[i] = true
		}
	}
	for _, c := range changes {
		for i := c.From; i < c.To; i++ {
			fresh[i] = true
		}
		old[c.From] = c.Old
	}
	var pieces []piece
	for at := 0; at < len(runes); {
		end := at + 1
		for end < len(runes) && marked[end] == marked[at] && fresh[end] == fresh[at] && old[end] == "" {
			end++
		}
		pieces = append(pieces, piece{string(runes[at:end]), marked[at], fresh[at], old[at]})
		at = end
	}
	if gone := old[len(runes)]; gone != "" {
		pieces = append(pieces, piece{Old: gone})
	}
	return pieces
}
