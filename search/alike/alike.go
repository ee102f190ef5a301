// Package alike finds what a corpus says that sounds or looks like what a person typed: 新质生产力 for 新制生产力, 碳达峰 for
// tandafeng.
//
// [New] keeps the characters of reports, and [Text.Find] passes over them once. No dictionary is involved, so whatever it finds
// stands in the corpus.
package alike

import (
	"fmt"
	"iter"
	"slices"
	"unicode"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/sound"
)

// enough is the number of characters to keep: those of some 100 long reports, or 200 short ones, and four megabytes. A pass over
// them takes some hundredths of a second.
const enough = 2_000_000

// A Text is the text of some reports. It is immutable and safe for concurrent use.
type Text struct {
	characters []uint16 // as indexes of alphabet; 0 at the borders that nothing found crosses
	alphabet   []letter // that of index 0 is none
}

// A letter is a character of a Text.
type letter struct {
	shown   rune
	folded  rune
	sounds  []string
	blurred []string
}

// isWord reports whether a letter belongs to a word of letters and digits, which is never split.
func (l *letter) isWord() bool { return isWord(l.folded) }

func isWord(r rune) bool { return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' }

// isCharacter reports whether a folded rune is one that texts are compared by. The others are borders.
func isCharacter(r rune) bool { return unicode.Is(unicode.Han, r) || isWord(r) }

// New keeps the text of reports. It stops reading when it has seen enough, so the most important ones should come first. It
// returns the first error of reports.
func New(reports iter.Seq2[corpus.Report, error]) (*Text, error) {
	b := builder{text: &Text{alphabet: make([]letter, 1)}, index: map[rune]uint16{}}
	for r, err := range reports {
		if err != nil {
			return nil, fmt.Errorf("alike: %w", err)
		}
		for _, p := range r.Paragraphs {
			b.add(p.Text)
		}
		if len(b.text.characters) >= enough {
			break
		}
	}
	b.text.characters = slices.Clip(b.text.characters)
	return b.text, nil
}

type builder struct {
	text  *Text
	index map[rune]uint16 // of the alphabet
}

// add appends a paragraph and a border.
func (b *builder) add(paragraph string) {
	f := text.NewFolded(paragraph)
	for i, r := range f.Text {
		shown := r
		if 'a' <= r && r <= 'z' {
			if at := f.Span(text.Span{From: i, To: i + 1}); unicode.IsUpper([]rune(f.Display[at.From:at.To])[0]) {
				shown = unicode.ToUpper(r)
			}
		}
		b.text.characters = append(b.text.characters, b.letter(shown, r))
	}
	b.text.characters = append(b.text.characters, 0)
}

// letter returns the index of a letter in the alphabet: 0 for what is no character of a word.
func (b *builder) letter(shown, folded rune) uint16 {
	if !isCharacter(folded) {
		return 0
	}
	i, known := b.index[shown]
	if !known && len(b.text.alphabet) <= 1<<16-1 {
		i = uint16(len(b.text.alphabet))
		b.index[shown] = i
		b.text.alphabet = append(b.text.alphabet, newLetter(shown, folded))
	}
	return i
}

func newLetter(shown, folded rune) letter {
	l := letter{shown: shown, folded: folded, sounds: sound.Readings(folded)}
	for _, s := range l.sounds {
		l.blurred = append(l.blurred, sound.Blurred(s))
	}
	return l
}
