package text

import "unicode/utf8"

// Loosen removes the separators from a folded text: in loose mode they count as white space, so that 碳达峰碳中和 finds
// 碳达峰、碳中和. A space stays where two words would run together. Loosening a loosened text changes nothing.
func Loosen(folded string) string {
	loose, _ := loosen(make([]byte, 0, len(folded)), nil, folded)
	return string(loose)
}

// AppendLoosen appends the loose form of folded to dst and returns the result, for callers that reuse a buffer.
func AppendLoosen(dst []byte, folded string) []byte {
	dst, _ = loosen(dst, nil, folded)
	return dst
}

// Loosened returns f without its separators; its spans still refer to the display text.
func (f *Folded) Loosened() *Folded {
	loose, from := loosen(make([]byte, 0, len(f.Text)), make([]int, 0, len(f.Text)), f.Text)
	spans := make([]Span, len(from))
	for i, at := range from {
		spans[i] = f.spans[at]
	}
	return &Folded{Display: f.Display, Text: string(loose), spans: spans}
}

// loosen appends the loose form to dst and, unless from is nil, the offset in folded of each of its bytes to from.
func loosen(dst []byte, from []int, folded string) ([]byte, []int) {
	table := loadFoldings()
	last, gap := space, -1 // the class of the rune written last, and the start of the gap behind it
	for i := 0; i < len(folded); {
		r, width := utf8.DecodeRuneInString(folded[i:])
		c := table.of(r).class
		if isPoint(folded, i) {
			c = digit
		}
		switch {
		case c == space || c == separator:
			if gap < 0 {
				gap = i
			}
		default:
			if gap >= 0 && last.word() && c.word() {
				dst, from = appendBytes(dst, from, " ", gap)
			}
			dst, from = appendBytes(dst, from, folded[i:i+width], i)
			last, gap = c, -1
		}
		i += width
	}
	return dst, from
}

func appendBytes(dst []byte, from []int, s string, at int) ([]byte, []int) {
	dst = append(dst, s...)
	if from != nil {
		for i := range len(s) {
			from = append(from, at+i)
		}
	}
	return dst, from
}
