package charset

import (
	"strings"
	"unicode/utf8"

	"gongbao/language"
)

// Mended says what Mend has done.
type Mended struct {
	Lines, Lost int    // lines restored; characters in them that are lost
	own, taken  string // the encoding of the lines, and the one that a program took it for
}

// Notes returns notes for Document.Notes.
func (m Mended) Notes() (notes []language.Sayer) {
	if m.Lines > 0 {
		notes = append(notes, language.Sentence("read.note.misread", m.Lines, m.own, m.taken))
	}
	if m.Lost > 0 {
		notes = append(notes, language.Sentence("read.note.lost", m.Lost))
	}
	return notes
}

// Mend restores the lines of a text that a program has misread, in place. A line is changed only if it makes no sense as it is and
// good sense as what it would have been; a short or damaged one only beside others that have been misread in the same way. A
// character that has lost a byte becomes U+FFFD.
func Mend(lines []string) (done Mended) {
	var strange []int
	for i, line := range lines {
		if isStrange(line) {
			strange = append(strange, i)
		}
	}
	if len(strange) == 0 {
		return done
	}
	best, most := misreading{}, 0
	for _, m := range misreadings() {
		sure := 0 // characters
		for _, i := range strange {
			if text, lost, ok := m.undo(lines[i]); ok && m.isSure(lines[i], text, lost) {
				sure += Count(text).Beyond() - lost
			}
		}
		if sure > most {
			best, most = m, sure
		}
	}
	if most == 0 {
		return done
	}
	done.own, done.taken = best.own, best.taken
	for _, i := range strange {
		if text, lost, ok := best.undo(lines[i]); ok && isLikely(lines[i], text, lost) {
			lines[i] = text
			done.Lines++
			done.Lost += lost
		}
	}
	return done
}

// familiarity returns the share of familiar characters among those beyond ASCII.
func (t tally) familiarity() float64 { return float64(t.Familiar) / float64(max(t.Beyond(), 1)) }

// isStrange reports whether a line is worth a look: prose has more familiar characters.
func isStrange(line string) bool {
	known := familiar()
	beyond, common := 0, 0
	for _, r := range line {
		if r >= utf8.RuneSelf {
			beyond++
			if known[r] {
				common++
			}
		}
	}
	return float64(common) < leastFamiliar*float64(beyond)
}

// isSure reports whether a line is certainly text that was misread, whatever stands around it. Nearly any bytes are text in GBK and in
// Big5, but hardly any in UTF-8.
func (m misreading) isSure(line, text string, lost int) bool {
	const fewest, fewestDamaged, fewestOfAny, gain = 4, 6, 12, 0.3
	t := Count(text)
	least := fewest
	switch {
	case m.own != "UTF-8" && m.taken != "Windows-1252":
		least = fewestOfAny
	case lost > 0:
		least = fewestDamaged
	}
	if t.Broken != lost || t.Beyond() < least || lost*3 > t.Beyond() {
		return false
	}
	share := float64(t.Familiar) / float64(t.Beyond()-lost)
	return share >= leastFamiliar && share >= Count(line).familiarity()+gain
}

// isLikely reports whether a line is another one that was misread, beside lines that certainly are.
func isLikely(line, text string, lost int) bool {
	const most = 2 // lost characters of a short line
	t := Count(text)
	return t.Broken == lost && t.Beyond() > 0 && lost <= most+t.Beyond()/4 && t.familiarity() > Count(line).familiarity()
}

// mendLines restores the lines of a text.
func mendLines(text string) (string, Mended) {
	lines := strings.Split(text, "\n")
	done := Mend(lines)
	if done.Lines == 0 {
		return text, done
	}
	return strings.Join(lines, "\n"), done
}

// Text returns the text as Decode does, with the lines restored that a program has misread.
func (cs Charset) Text(data []byte) string {
	text, _ := mendLines(cs.Decode(data))
	return text
}

// dead is what UTF-8 taken for GBK makes of U+FFFD twice: the characters were lost before.
const dead = "锟斤拷"

// Dead returns how often a text has the signs of characters that were lost before it was saved, and that nothing can restore.
func Dead(text string) int { return strings.Count(text, dead) }
