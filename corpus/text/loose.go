package text

import (
	"strings"
	"unicode/utf8"
	"unsafe"
)

// Loosen removes the separators from a folded text: in loose mode they count as white space, so that 碳达峰碳中和 finds
// 碳达峰、碳中和. A space stays where two words would run together. Loosening a loosened text changes nothing.
func Loosen(folded string) string {
	loose, _ := loosen(make([]byte, 0, len(folded)), nil, folded)
	return unsafe.String(unsafe.SliceData(loose), len(loose))
}

// AppendLoosen appends the loose form of folded to dst and returns the result, for callers that reuse a buffer.
func AppendLoosen(dst []byte, folded string) []byte {
	dst, _ = loosen(dst, nil, folded)
	return dst
}

// Loosened returns f without its separators; its spans still refer to the display text.
func (f *Folded) Loosened() *Folded {
	loose, from := loosen(make([]byte, 0, len(f.Text)), make([]int, 0, len(f.Text)), f.Text)
	origins := make([]int32, len(from))
	for i, at := range from {
		origins[i] = f.from[at]
	}
	return &Folded{Display: f.Display, Text: string(loose), from: origins}
}

// loosen appends the loose form to dst and, unless from is nil, the offset in folded of each of its bytes to from.
func loosen(dst []byte, from []int, folded string) ([]byte, []int) {
	table := loadFoldings()
	last, gap := space, -1 // the class of the rune written last, and the start of the gap behind it
	for i := 0; i < len(folded); {
		if n := ideographs(folded[i:]); n > 0 {
			dst, from = appendBytes(dst, from, folded[i:i+n], i)
			last, gap = other, -1
			i += n
			continue
		}
		if n := wordBytes(folded[i:]); n > 0 {
			if gap >= 0 && last.word() {
				dst, from = appendBytes(dst, from, " ", gap)
			}
			dst, from = appendBytes(dst, from, folded[i:i+n], i)
			last, gap = letter, -1 // or digit, which makes no difference here
			i += n
			continue
		}
		r, width := utf8.DecodeRuneInString(folded[i:])
		c := table.of(r).class
		if isPoint(folded, i) {
			c = digit
		}
		switch {
		case c.gap():
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

// ideographs returns the length in bytes of the run of unified ideographs (U+4E00 to U+9FFF) that s begins with. Nine of
// ten runes are in one, and all of them are of class other.
func ideographs(s string) int {
	n := 0
	for n+2 < len(s) && (s[n]-0xE5 < 5 || s[n] == 0xE4 && s[n+1] >= 0xB8) {
		n += 3
	}
	return n
}

// wordBytes returns the length of the run of letters and digits of ASCII that s begins with.
func wordBytes(s string) int {
	n := 0
	for n < len(s) && isWordByte(s[n]) {
		n++
	}
	return n
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

// CountLoosely returns the number of occurrences of p, a pattern of NewLoosePattern, in Loosen(folded), without making it.
func (p Pattern) CountLoosely(folded string) int {
	n := 0
	for at, next := p.nextLoosely(folded, Span{}, 0); next > 0; at, next = p.nextLoosely(folded, at, next) {
		n++
	}
	return n
}

// CountBoth returns p.Count and p.CountLoosely of a folded text in one pass, for a pattern that is Plain.
func (p Pattern) CountBoth(folded string) (strictly, loosely int) {
	for at, next := p.nextLoosely(folded, Span{}, 0); next > 0; at, next = p.nextLoosely(folded, at, next) {
		loosely++
		if at.To-at.From == len(p.folded) {
			strictly++
		}
	}
	return strictly, loosely
}

// AppendAllLoosely appends to dst what the occurrences of p, a pattern of NewLoosePattern, in Loosen(folded) are in folded
// itself: ascending and not overlapping, with the separators inside them.
func (p Pattern) AppendAllLoosely(dst []Span, folded string) []Span {
	for at, next := p.nextLoosely(folded, Span{}, 0); next > 0; at, next = p.nextLoosely(folded, at, next) {
		dst = append(dst, at)
	}
	return dst
}

// nextLoosely returns the first occurrence behind the span last whose rarest byte is at byte i of folded or later, and where
// to go on looking for that byte; next is 0 when there is no occurrence.
func (p Pattern) nextLoosely(folded string, last Span, i int) (at Span, next int) {
	if p.folded == "" {
		return Span{}, 0
	}
	anchor := runeStart(p.folded, p.rare)
	_, width := utf8.DecodeRuneInString(p.folded[anchor:])
	for i = max(i, last.To+p.rare-anchor); i < len(folded); i++ {
		n := strings.IndexByte(folded[i:], p.folded[p.rare])
		if n < 0 {
			break
		}
		i += n
		from := i - (p.rare - anchor)
		if !strings.HasPrefix(folded[from:], p.folded[anchor:anchor+width]) {
			continue
		}
		begin, ok := p.backwards(folded, from, anchor)
		if !ok || begin < last.To || p.begins && insideWord(folded, begin) {
			continue
		}
		end, ok := p.forwards(folded, from+width, anchor+width)
		if !ok || p.ends && insideWord(folded, end) {
			continue
		}
		return Span{begin, end}, i + 1
	}
	return Span{}, 0
}

// forwards matches the pattern from its byte k on against folded from byte i on, passing over what Loosen removes. It
// returns where the match ends.
func (p Pattern) forwards(folded string, i, k int) (end int, ok bool) {
	if rest := p.folded[k:]; strings.HasPrefix(folded[i:], rest) {
		return i + len(rest), true // nothing to pass over, as nearly always
	}
	for k < len(p.folded) {
		_, width := utf8.DecodeRuneInString(p.folded[k:])
		begin := i
		i = behindGap(folded, i)
		switch gap := i > begin; {
		case p.folded[k] == ' ':
			if !gap {
				return 0, false
			}
			k++
			_, width = utf8.DecodeRuneInString(p.folded[k:])
		case gap && wordBefore(p.folded, k) && wordAfter(p.folded, k):
			return 0, false // Loosen leaves a space there
		}
		if !strings.HasPrefix(folded[i:], p.folded[k:k+width]) {
			return 0, false
		}
		i, k = i+width, k+width
	}
	return i, true
}

// backwards matches the pattern before its byte k against folded before byte i, passing over what Loosen removes. It returns
// where the match begins.
func (p Pattern) backwards(folded string, i, k int) (begin int, ok bool) {
	if strings.HasSuffix(folded[:i], p.folded[:k]) {
		return i - k, true
	}
	for k > 0 {
		end := i
		for i > 0 {
			_, w := utf8.DecodeLastRuneInString(folded[:i])
			if !gapAt(folded, i-w) {
				break
			}
			i -= w
		}
		switch gap := i < end; {
		case p.folded[k-1] == ' ':
			if !gap {
				return 0, false
			}
			k--
		case gap && wordBefore(p.folded, k) && wordAfter(p.folded, k):
			return 0, false // Loosen leaves a space there
		}
		_, width := utf8.DecodeLastRuneInString(p.folded[:k])
		if !strings.HasSuffix(folded[:i], p.folded[k-width:k]) {
			return 0, false
		}
		i, k = i-width, k-width
	}
	return i, true
}

// LooseDistance returns the number of code points that Loosen(folded) has between two runes of folded that it keeps: behind the
// one that ends at byte from, before the one that begins at byte to. Where it has more than most, any greater number will do.
func LooseDistance(folded string, from, to, most int) int {
	n := 0
	for i := from; i < to && n <= most; {
		if run := ideographs(folded[i:to]); run > 0 {
			n += run / len("字")
			i += run
			continue
		}
		begin := i
		i = behindGap(folded, i)
		switch {
		case i == begin:
			_, width := utf8.DecodeRuneInString(folded[i:])
			i += width
			n++
		case wordBefore(folded, begin) && wordAfter(folded, i):
			n++ // Loosen leaves a space there
		}
	}
	return n
}

// behindGap returns where what Loosen removes ends that begins at byte i of a folded text; i itself if it removes nothing there.
func behindGap(folded string, i int) int {
	for i < len(folded) && gapAt(folded, i) {
		_, width := utf8.DecodeRuneInString(folded[i:])
		i += width
	}
	return i
}

// gapAt reports whether Loosen removes the rune at byte i of a folded text.
func gapAt(folded string, i int) bool {
	if ideographs(folded[i:min(len(folded), i+utf8.UTFMax)]) > 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(folded[i:])
	return loadFoldings().of(r).class.gap() && !isPoint(folded, i)
}

// runeStart returns where the rune begins that byte i of s is part of.
func runeStart(s string, i int) int {
	for !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}
