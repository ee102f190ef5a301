package query

import (
	"slices"
	"strings"
)

// A Note says what Parse passed over or changed. Code is stable, for programs; package explain says it to people.
type Note struct {
	Code Code
	Term string // the piece of the input that it is about, shortened; empty when it is about the whole
}

// A Code names what happened.
type Code string

const (
	NoteCut          Code = "cut"           // longer than MaxText: the rest is passed over
	NoteTooMany      Code = "too-many"      // more terms than MaxTerms: the rest is passed over
	NoteTooDeep      Code = "too-deep"      // brackets deeper than MaxDepth are passed over
	NoteRepaired     Code = "repaired"      // control characters or broken bytes are dropped
	NoteStrayQuote   Code = "stray-quote"   // a quotation mark without its partner is passed over
	NoteStrayBracket Code = "stray-bracket" // a bracket without its partner is passed over
	NoteEmptyGroup   Code = "empty-group"   // brackets with nothing in them are passed over
	NoteStrayWord    Code = "stray-word"    // an operator with nothing to join is passed over
	NoteBlank        Code = "blank"         // a term of nothing but quotation marks is passed over
	NoteBadValue     Code = "bad-value"     // a field with a value that it cannot have is read as text
	NoteSwapped      Code = "swapped"       // a range that ran backwards is turned round
	NoteNear         Code = "near"          // NEAR does not stand between two texts: read as AND
	NoteFar          Code = "far"           // a distance beyond MaxDistance is cut to it
	NoteNestedUnit   Code = "nested-unit"   // a 同句 or 同段 within another is read as brackets
	NoteFieldInUnit  Code = "field-in-unit" // a field within a 同句 or 同段 is passed over
)

// maxNotes is as many as anybody reads.
const maxNotes = 16

// notes gathers notes, each once.
type notes struct{ list []Note }

func (n *notes) add(code Code, term string) {
	note := Note{code, Shorten(term)}
	if len(n.list) < maxNotes && !slices.Contains(n.list, note) {
		n.list = append(n.list, note)
	}
}

// A quoted text longer than this is shown by its beginning and end.
const (
	longestShown = 60
	shownHead    = 40
	shownTail    = 15
)

// Shorten makes a piece of the input fit into a sentence: one line, and no longer than a reader can place it.
func Shorten(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	runes := []rune(s)
	if len(runes) <= longestShown {
		return s
	}
	return string(runes[:shownHead]) + "……" + string(runes[len(runes)-shownTail:])
}
