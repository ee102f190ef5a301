package rank

import (
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// A Shape is what the formula looks at in the text of a paragraph besides the terms.
type Shape struct {
	Lead  int  // where the lead ends, in bytes of the folded text
	Brief bool // the paragraph says little
}

// What decides the shape of a paragraph.
const (
	// LongestLead is the number of bytes, some 40 characters, up to which a first sentence is the lead of what follows: the title
	// of a paragraph that stands in its own line hardly has more.
	LongestLead = 120
	// A brief paragraph has at most so many sentences and bytes, of which the last is a line feed, and no digit but in what it
	// begins with: it announces or defines what others tell, with measures and figures.
	MostSentences = 2
	MostBytes     = 361
)

// ShapeOf returns the shape of a paragraph by its folded text. The lead is the first sentence, by text.Sentences, if others follow it and
// it is short enough, or else the first clause.
func ShapeOf(folded string) Shape {
	first, sentences := "", 0
	for sentence := range text.Sentences(folded) {
		if sentences++; sentences == 1 {
			first = sentence
		}
		if sentences > MostSentences {
			break
		}
	}
	s := Shape{Lead: len(first), Brief: sentences <= MostSentences && len(folded)+1 <= MostBytes && !hasFigure(folded)}
	if len(first) > LongestLead || sentences == 1 {
		s.Lead = len(text.FirstClause(first))
	}
	return s
}

// hasFigure reports whether a text has a digit behind the first rune that is not of ASCII: what stands before numbers a paragraph.
func hasFigure(folded string) bool {
	begin := strings.IndexFunc(folded, func(r rune) bool { return r >= utf8.RuneSelf })
	return begin >= 0 && strings.ContainsAny(folded[begin:], "0123456789")
}
