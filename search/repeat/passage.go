package repeat

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// A pattern is a passage prepared for finding where it stands nearly word for word.
type pattern struct {
	shown   string
	letters []rune   // of the text as loose search sees it, without separators
	most    int      // edits
	pieces  []string // parts of the folded passage, one more than edits, so that one of them stands unedited where the passage does
	loose   []string // the same without separators
}

// ofLetters is the number of letters for which there may be an edit.
const ofLetters = 10

// newPattern prepares a passage, a text as displayed. A text of too few letters has no pieces and is found nowhere.
func newPattern(shown string) pattern {
	folded := text.Fold(shown)
	p := pattern{shown: shown, letters: []rune(text.Loosen(folded))}
	if len(p.letters) < FewestLetters {
		return p
	}
	// pieces begin and end with characters, because words and numbers are found only whole
	var characters []text.Span
	for u := range text.Units(folded) {
		if !u.Word {
			characters = append(characters, u.Span)
		}
	}
	const leastPiece = 2 // characters
	n := min(len(p.letters)/ofLetters+1, len(characters)/leastPiece)
	for i := range n {
		first, last := characters[i*len(characters)/n], characters[(i+1)*len(characters)/n-1]
		piece := folded[first.From:last.To]
		p.pieces, p.loose = append(p.pieces, piece), append(p.loose, text.Loosen(piece))
	}
	p.most = max(0, n-1)
	return p
}

// A stretch is a part of a text, in code points, and the edits that make a passage of it.
type stretch struct{ from, to, edits int }

// ends reports whether s is t with another letter behind it, and as near: a letter that is replaced at the end is part of the place.
func (s stretch) ends(t stretch) bool {
	return s.edits == t.edits && s.from == t.from && s.to == t.to+1
}

// in returns the stretch of some letters that is nearest to the passage; of several, the first. ok is false if none is near
// enough. It is the algorithm of Sellers (The theory and computation of evolutionary distances, 1980) with the cut-off of Ukkonen
// (Finding approximate patterns in strings, 1985).
func (p *pattern) in(letters []rune) (best stretch, ok bool) {
	if len(p.pieces) == 0 {
		return stretch{}, false
	}
	n := len(p.letters)
	cells := make([]stretch, n+1) // where the best alignment of the first letters of the passage begins, and its edits
	for i := range cells {
		cells[i].edits = i
	}
	last := p.most // the last cell with few edits
	for at, r := range letters {
		diagonal := cells[0]
		cells[0].from = at + 1
		end := min(last+1, n)
		for i := 1; i <= end; i++ {
			left := cells[i]
			if p.letters[i-1] != r {
				diagonal.edits++
			}
			cell := diagonal
			if e := left.edits + 1; e < cell.edits {
				cell = stretch{from: left.from, edits: e}
			}
			if above := cells[i-1]; above.edits+1 < cell.edits {
				cell = stretch{from: above.from, edits: above.edits + 1}
			}
			cells[i], diagonal = cell, left
		}
		for last = end; cells[last].edits > p.most; last-- {
		}
		if found := (stretch{cells[n].from, at + 1, cells[n].edits}); last == n && (!ok || found.edits < best.edits || found.ends(best)) {
			best, ok = found, true
		}
	}
	return best, ok
}

// nearIn returns where the passage stands nearly word for word in a paragraph, in bytes of its text, and the edits.
func (p *pattern) nearIn(paragraph *loosened) (at text.Span, edits int, ok bool) {
	if !slices.ContainsFunc(p.loose, func(piece string) bool { return strings.Contains(paragraph.Text, piece) }) {
		return text.Span{}, 0, false
	}
	s, ok := p.in(paragraph.letters)
	if !ok {
		return text.Span{}, 0, false
	}
	return paragraph.Span(text.Span{From: paragraph.offsets[s.from], To: paragraph.offsets[s.to]}), s.edits, true
}

// A loosened is the text of a paragraph as loose search sees it.
type loosened struct {
	*text.Folded
	letters []rune
	offsets []int // in bytes, of each letter, and of the end
}

func loosen(shown string) *loosened {
	l := &loosened{Folded: text.NewFolded(shown).Loosened()}
	for i, r := range l.Text {
		l.letters, l.offsets = append(l.letters, r), append(l.offsets, i)
	}
	l.offsets = append(l.offsets, len(l.Text))
	return l
}

// passagesOf returns the whole of a text and, if it has several, its sentences that say enough.
func passagesOf(shown string) (list []pattern) {
	shown = strings.TrimSpace(shown)
	list = []pattern{newPattern(shown)}
	var sentences []pattern
	n := 0
	for s := range text.Sentences(shown) {
		if text.Letters(s) == 0 {
			continue
		}
		n++
		if p := newPattern(strings.TrimSpace(s)); len(p.pieces) > 0 {
			sentences = append(sentences, p)
		}
	}
	if n > 1 {
		list = append(list, sentences...)
	}
	return list
}

// points returns a span of bytes as one of code points.
func points(s string, at text.Span) [2]int {
	from := utf8.RuneCountInString(s[:at.From])
	return [2]int{from, from + utf8.RuneCountInString(s[at.From:at.To])}
}
