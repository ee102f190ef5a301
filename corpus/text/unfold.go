package text

import "unicode/utf8"

// Unfold turns ascending spans of folded, the search form of display, into those of display, as Folded.Span does, without folding
// anew: rune by rune, where each is itself, one that folds to the other, or dropped. Where that does not tell, as of a span that ends
// with a space or a dash, of which a text may have more than its search form, it returns false, and some of the spans may have been
// turned.
func Unfold(spans []Span, display, folded string) bool {
	w := walk{foldings: loadFoldings(), display: display, folded: folded}
	for i, s := range spans {
		if !w.to(s.From) || !w.skip() {
			return false
		}
		from, last := w.shown, folded[s.To-1]
		if last == ' ' || last == '-' || !w.to(s.To) || w.marked() {
			return false
		}
		spans[i] = Span{from, w.shown}
	}
	return true
}

// A walk goes through a text and its search form side by side.
type walk struct {
	*foldings
	display, folded string
	shown, at       int // in display and in folded, behind runes that belong together
}

// to goes on to a byte of the search form. It reports false where it cannot.
func (w *walk) to(end int) bool {
	for {
		same := CommonPrefix(w.display[w.shown:], w.folded[w.at:end])
		w.shown, w.at = w.shown+same, w.at+same
		if w.at >= end {
			return w.at == end
		}
		if !w.skip() {
			return false
		}
		want, long := Decode(w.folded, w.at)
		r, width := Decode(w.display, w.shown)
		if w.of(r).to != want {
			return false
		}
		w.shown, w.at = w.shown+width, w.at+long
	}
}

// skip goes on to the next rune of the text that is not dropped. It reports false where there is none.
func (w *walk) skip() bool {
	for w.shown < len(w.display) {
		r, width := Decode(w.display, w.shown)
		if w.of(r).class != dropped {
			return true
		}
		w.shown += width
	}
	return false
}

// marked reports whether a combining mark comes next in the text.
func (w *walk) marked() bool {
	if w.shown == len(w.display) {
		return false
	}
	r, _ := Decode(w.display, w.shown)
	return w.of(r).kind == mark
}

// CommonPrefix returns the length in bytes of what two texts begin with alike, whole runes of b.
func CommonPrefix(a, b string) int {
	n, most := 0, min(len(a), len(b))
	for n+8 <= most && a[n:n+8] == b[n:n+8] {
		n += 8
	}
	for n < most && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(b) && !utf8.RuneStart(b[n]) {
		n--
	}
	return n
}
