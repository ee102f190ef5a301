// Package frequent makes and reads the table of the strings that stand in many paragraphs of a part, so that a search for
// one of them reads no texts.
//
// A string is frequent if it stands in at least one of 200 paragraphs of the part, and in 50. The table has those of 1 to 16
// characters of the Basic Multilingual Plane, with a separator before them, behind them, or neither or both, and those of one separator
// or two alone, whose occurrences are wherever their characters stand: none of their ends is a letter or digit (text.Pattern.Anywhere),
// nor is one beside the separators. For each it holds what text.Pattern counts in every cell, which is a run of paragraphs of one
// report under one first-level title; by how much counting loosely finds more in a report; the paragraphs that rank highest;
// and a bound for all others. What counting loosely finds of a string with separators is what it finds of text.Loosen of it,
// which the table has as well; nothing of separators alone.
//
// The bound and the order of the paragraphs are those of package rank. When it changes, so does the format of the index,
// so that no program takes the tables of another for its own.
//
// Of a text that is rare for its separators alone, as ，升 is beside 升, [Edges] have the few paragraphs that may have it.
//
// [Make] turns texts into bytes; [Open] and [OpenEdges] read them in place, and [Table.Find] finds a string.
package frequent

import "gongbao/search/rank"

// What the table takes in.
const (
	longest = 16  // characters of a string
	share   = 200 // a frequent string stands in one of so many paragraphs
	least   = 50  // and in so many
)

// A Source is what a table is made from: the paragraphs of a part, numbered from 0, report by report.
type Source struct {
	Cells   []Cell                     // of all paragraphs, in their order
	Folded  func(paragraph int) string // the search form of the text
	Path    func(paragraph int) int    // the section path; the same for paragraphs in a row under the same titles
	Titles  func(path int) string      // its search form, a line feed behind each title
	Heading func(paragraph int) bool
	Shape   func(paragraph int) rank.Shape
	Age     func(report int) int // by rank.Collection.Age, beside the newest report of the part
}

// A Cell is a run of paragraphs of one report that stand under the same first-level title, or under none.
type Cell struct {
	Report   int // index in the part; ascending from cell to cell
	From, To int // paragraphs; To is behind the last
}

// paragraphs returns the number of paragraphs.
func (s *Source) paragraphs() int {
	if len(s.Cells) == 0 {
		return 0
	}
	return s.Cells[len(s.Cells)-1].To
}

// threshold returns how many paragraphs a frequent string stands in.
func (s *Source) threshold() uint32 {
	return uint32(max(least, (s.paragraphs()+share-1)/share))
}

// average returns the mean length of a paragraph, as package rank has it.
func (s *Source) average() float64 {
	bytes, n := 0, s.paragraphs()
	for i := range n {
		bytes += len(s.Folded(i)) + 1
	}
	return float64(bytes) / float64(max(n, 1))
}
