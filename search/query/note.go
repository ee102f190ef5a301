package query

import (
	"slices"
	"strings"
)

// A Note reports what Parse ignored or changed. Code is stable, for programs; package explain words it for people.
type Note struct {
	Code Code
	Term string // the piece of the input concerned, shortened; empty for the whole
}

// A Code identifies the kind of a note.
type Code string

const (
	NoteCut          Code = "cut"           // longer than MaxText: the rest is ignored
	NoteTooMany      Code = "too-many"      // more terms than MaxTerms: the rest is ignored
	NoteTooDeep      Code = "too-deep"      // brackets deeper than MaxDepth are ignored
	NoteRepaired     Code = "repaired"      // control characters or invalid bytes are dropped
	NoteStrayQuote   Code = "stray-quote"   // a quotation mark without a partner is ignored
	NoteStrayBracket Code = "stray-bracket" // a bracket without a partner is ignored
	NoteEmptyGroup   Code = "empty-group"   // brackets around nothing are ignored
	NoteStrayWord    Code = "stray-word"    // an operator with nothing to join is ignored
	NoteBlank        Code = "blank"         // a term of nothing but quotation marks is ignored
	NoteBadValue     Code = "bad-value"     // a field with an invalid value is read as text
	NoteSwapped      Code = "swapped"       // a range from late to early is reversed
	NoteNear         Code = "near"          // NEAR is not between two texts: read as AND
	NoteFar          Code = "far"           // a distance beyond MaxDistance is reduced to it
	NoteNestedUnit   Code = "nested-unit"   // a 同句 or 同段 within another is read as brackets
	NoteMended       Code = "mended"        // digits or characters set apart by spaces are closed up
	NoteLoneWord     Code = "lone-word"     // an operator with no text beside it is read as text
	NoteLoneSign     Code = "lone-sign"     // a text with a minus sign is read as text, since there is no other
	NoteListMark     Code = "list-mark"     // the mark of a list item is ignored
	NoteMinus        Code = "minus"         // a number with a minus sign is left out, and not a negative one
	NoteOffer        Code = "offer"         // a word is text that may be meant as the operator Offer
	NoteNegative     Code = "negative"      // the query only leaves out: it finds all other paragraphs
	NoteUnit         Code = "unit"          // a 同句 or the like without brackets takes several texts
	NoteWholeUnit    Code = "whole-unit"    // a 同句 or the like has one text, which it does not restrict
	NoteChain        Code = "chain"         // a text with several gaps is read pair by pair
	NoteOutside      Code = "outside"       // an exclusion inside words is ignored, since none of the texts occurs in it
	NoteNearInUnit   Code = "near-in-unit"  // NEAR within a 同句 or the like is read as AND
	NoteFieldInUnit  Code = "field-in-unit" // a field within a 同句 or 同段 is ignored
)

// maxNotes bounds the notes of a query; nobody reads more.
const maxNotes = 16

// notes collects notes, each once.
type notes struct{ list []Note }

func (n *notes) add(code Code, term string) {
	note := Note{code, Shorten(term)}
	if len(n.list) < maxNotes && !slices.Contains(n.list, note) {
		n.list = append(n.list, note)
	}
}

// A longer quoted text is shown by its beginning and end.
const (
	longestShown = 60
	shownHead    = 40
	shownTail    = 15
)

// Shorten fits a piece of the input into a sentence: one line, and short enough to recognise.
func Shorten(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	runes := []rune(s)
	if len(runes) <= longestShown {
		return s
	}
	return string(runes[:shownHead]) + "……" + string(runes[len(runes)-shownTail:])
}
