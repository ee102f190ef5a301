package text

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const graphemeJoiner = '\u034F'

// joins reports whether r may join the rune before it: a combining mark, a Hangul vowel or final consonant.
func joins(r rune) bool {
	return isVoiceMark(r) || unicode.In(r, unicode.Mn, unicode.Mc) || r >= 0x300 && !boundaryBefore(r)
}

func boundaryBefore(r rune) bool {
	var b [utf8.UTFMax]byte
	return norm.NFC.Properties(b[:utf8.EncodeRune(b[:], r)]).BoundaryBefore()
}

// isVoiceMark reports whether r is a mark that voices kana, of full or half width.
func isVoiceMark(r rune) bool { return r == 0x3099 || r == 0x309A || r == 0xFF9E || r == 0xFF9F }

// marksEnd returns the end of the marks at byte i of a display text, at most limit.
func marksEnd(display string, i, limit int) int {
	for i < limit {
		r, width := utf8.DecodeRuneInString(display[i:])
		if r < 0x300 || loadFoldings().of(r).kind != mark {
			break
		}
		i += width
	}
	return i
}

// putMarks folds the marks at byte i of s together with the rune before them, and returns where they end. Canonically
// equivalent texts fold alike: e and an acute accent as é, and conjoining letters as the Hangul syllable. Then marks behind
// Latin letters, digits, ideographs and signs are dropped. Letters of other scripts keep theirs, which tell words apart.
func (f *folder) putMarks(s string, i int) (end int) {
	end = marksEnd(s, i, len(s))
	base, width := utf8.DecodeLastRuneInString(s[:i])
	at := f.of(base)
	if i == 0 || at.class == dropped || at.class == space || at.kind == script {
		return end
	}
	f.unwrite(at, base)
	f.raised = false
	runes := f.composed(s[i-width : end])
	keeps, from := false, i-width
	for n, r := range runes {
		c := classify(r)
		switch {
		case c == dropped:
		case n == 0 || !joins(r):
			f.last = c
			keeps = c == letter && !unicode.Is(unicode.Latin, r) || c == other && !unicode.Is(unicode.Han, r)
			f.write(r, from)
		case keeps:
			f.last = c
			f.write(r, from)
		}
		if from < end {
			_, width := utf8.DecodeRuneInString(s[from:])
			from = min(from+width, i+lastRune(s[i:end]))
		}
	}
	return end
}

// lastRune returns where the last rune of s begins.
func lastRune(s string) int {
	_, width := utf8.DecodeLastRuneInString(s)
	return len(s) - width
}

// unwrite takes back what a rune with the folding at has written.
func (f *folder) unwrite(at folding, r rune) {
	n := utf8.RuneLen(at.to)
	if at.kind == more {
		n = len(f.expansion(r))
	}
	f.out = f.out[:len(f.out)-n]
	if f.track {
		f.from = f.from[:len(f.from)-n]
	}
}

// composed returns the folded runes of a rune with its marks, composed as far as they go.
func (f *folder) composed(cluster string) []rune {
	for {
		var runes []rune
		for _, r := range norm.NFC.String(cluster) {
			to := f.of(r)
			switch {
			case to.kind == more:
				runes = append(runes, []rune(f.expansion(r))...)
			case to.class != dropped:
				runes = append(runes, to.to)
			}
		}
		if next := string(runes); next != cluster {
			cluster = next
			continue
		}
		return runes
	}
}
