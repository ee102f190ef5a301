// Package outline knows how reports number and name their sections.
//
// [Of] reads the outline of a report from its paragraphs; [Mark] reads one marker. Sections begin with marked headings
// (一、 （一） 1. 第一，), bare lines above prose, and run-in headings (the short first sentence that names a paragraph). In
// doubt, a paragraph counts as plain text.
package outline

import "slices"

// A Line is a paragraph of a report.
type Line struct {
	Text    string
	Heading bool // the file itself marks it as a heading
	Row     bool // it is part of a table
	Front   bool // it precedes the body: title, meeting, speaker
}

// A Section runs from its first line to the next section that is not below it.
type Section struct {
	Level int // from 1
	Title string
	Line  int // index of its first line
}

// A Tree is the outline of a report.
type Tree struct {
	Sections []Section
	Paths    [][]string // for each line, the titles of the sections around it, outermost first
	Headings []bool     // for each line, whether it is nothing but a heading or a title
}

// Of returns the outline of lines.
func Of(lines []Line) Tree {
	t := Tree{Paths: make([][]string, len(lines)), Headings: make([]bool, len(lines))}
	r := newReader(lines)
	for i, line := range r.lines {
		if line.Front {
			t.Headings[i] = line.Heading || frontTitle.MatchString(line.Text)
			continue
		}
		if r.contents[i] {
			t.Paths[i], t.Headings[i] = r.titles(), line.Heading
			continue
		}
		r.closeBefore(line)
		if rank, ok := r.ends[i]; ok {
			r.closeFrom(rank)
		}
		h, ok := r.headingAt(i)
		if ok {
			r.open(h)
			t.Sections = append(t.Sections, Section{Level: len(r.path), Title: h.title, Line: i})
			t.Headings[i] = h.whole
		}
		t.Paths[i] = r.titles()
		if ok && h.rank >= rankOwn {
			r.closeFrom(h.rank)
		}
	}
	return t
}

// A rank orders sections for nesting: a smaller one contains a greater one.
type rank int

const (
	rankEnd     rank = 5                    // 结束语 and annexes
	rankAbove   rank = 10*rank(Article) + 5 // bare lines above numbered sections
	rankNumeral rank = 10 * rank(Numeral)
	rankBelow   rank = 10*rank(Bracketed) + 5  // bare lines below them
	rankAlone   rank = 10*rank(BracketedN) + 5 // sentences on a line of their own
	rankPoint   rank = 10 * rank(Point)
	rankOwn     rank = 10 * rank(Dash) // from here on, a section is only the paragraph it begins
	rankRunIn   rank = rankOwn + 10
)

// heading opens a section.
type heading struct {
	rank  rank
	title string
	whole bool // the line is nothing but the heading
}

// A reader walks the lines and keeps the open sections.
type reader struct {
	lines []Line
	path  []heading

	contents  []bool          // lines of a table of contents
	numbered  []bool          // lines that are headings because all of their siblings are, or may be
	decimal   map[int]heading // lines that are headings because of the numbers of sections in theirs
	companies []*company      // of the paragraphs that may have run-in headings
	begins    map[string]int  // how many lines that may be bare headings begin alike
	bare      rank            // of bare lines in this report
	chapters  bool            // some of them name chapters, so that those with a comma are below
	sentences bool            // sentences on a line of their own are headings in it
	ends      map[int]rank    // the rank of the sections that end before a line, though nothing marks it
	glossary  bool            // the section at hand explains terms, and has no sections
}

func newReader(lines []Line) *reader {
	r := &reader{lines: slices.Clone(lines), contents: contentsOf(lines)}
	r.endFront()
	r.numbered = r.siblings()
	r.decimal = r.decimals()
	r.companies = r.companiesOf()
	r.begins = r.beginnings()
	r.bare = r.rankOfBareLines()
	r.chapters = r.bare == rankAbove && r.namesChapters()
	r.sentences = r.usesSentenceHeadings()
	r.ends = r.endings()
	return r
}

// endFront ends the front before its first numbered heading: a salutation in the middle of a report is not its first.
func (r *reader) endFront() {
	body := false
	for i := range r.lines {
		line := &r.lines[i]
		if m, ok := markedHeading(line.Text); ok && line.Front && !r.contents[i] && m.rank <= 10*rank(Bracketed) {
			body = true
		}
		line.Front = line.Front && !body
	}
}

// rankOfBareLines returns the rank of headings without a marker in this report: above the numbered sections if several
// of them come first, otherwise below.
func (r *reader) rankOfBareLines() rank {
	bare := 0
	for i, line := range r.lines {
		if m, ok := markedHeading(line.Text); ok && !r.contents[i] && m.rank <= 10*rank(Bracketed) {
			if bare == 0 {
				return rankBelow
			}
			break
		}
		if r.isBareHeading(i) {
			bare++
		}
	}
	all := 0
	for i := range r.lines {
		if r.isBareHeading(i) {
			all++
		}
	}
	if bare > 0 && all > 1 {
		return rankAbove
	}
	return rankBelow
}

func (r *reader) open(h heading) {
	r.closeFrom(h.rank)
	r.path = append(r.path, h)
}

// closeFrom closes the open sections of a rank and below.
func (r *reader) closeFrom(from rank) {
	for len(r.path) > 0 && r.path[len(r.path)-1].rank >= from {
		r.path = r.path[:len(r.path)-1]
	}
}

// closeBefore closes the sections that a change of subject ends: 各位代表！ ends all but the chapter, 一年来，… the points of a
// list.
func (r *reader) closeBefore(line Line) {
	switch {
	case salutation.MatchString(line.Text):
		r.closeFrom(rankNumeral + 1)
	case turn.MatchString(line.Text):
		r.closeFrom(rankPoint)
	}
}

func (r *reader) titles() []string {
	var list []string
	for _, h := range r.path {
		list = append(list, h.title)
	}
	return list
}
