// Package outline knows how reports number and name their sections.
//
// [Of] reads the outline of a report from its paragraphs; [Mark] reads one marker. Marked headings (一、 （一） 1. 第一，),
// bare lines above prose, and run-in headings (the short first sentence that names a paragraph) are sections. Where a
// paragraph may as well be plain text, it is taken for that.
package outline

// A Line is a paragraph of a report.
type Line struct {
	Text    string
	Heading bool // the file itself marks it as a heading
	Row     bool // it is part of a table
	Front   bool // it stands before the body: title, meeting, speaker
}

// A Section begins with a line and goes on to the next section that is not below it.
type Section struct {
	Level int // from 1
	Title string
	Line  int // index of the line it begins with
}

// A Tree is the outline of a report.
type Tree struct {
	Sections []Section
	Paths    [][]string // for each line, the titles of the sections around it, the outermost first
	Headings []bool     // for each line, whether it is a heading or a title and nothing else
}

// Of reads the outline of lines.
func Of(lines []Line) Tree {
	t := Tree{Paths: make([][]string, len(lines)), Headings: make([]bool, len(lines))}
	r := newReader(lines)
	for i, line := range lines {
		if line.Front {
			t.Headings[i] = line.Heading || frontTitle.MatchString(line.Text)
			continue
		}
		r.closeBefore(line)
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

// A rank orders what may contain what: a smaller one contains a greater one.
type rank int

const (
	rankEnd     rank = 5  // 结束语 and annexes
	rankAbove   rank = 15 // bare lines that stand above numbered sections
	rankNumeral rank = 10 * rank(Numeral)
	rankBelow   rank = 35 // bare lines that stand below them
	rankAlone   rank = 65 // sentences that stand alone
	rankPoint   rank = 10 * rank(Point)
	rankOwn     rank = 10 * rank(Dash) // from here on, a section is the one paragraph that it begins
	rankRunIn   rank = 90
)

// heading opens a section.
type heading struct {
	rank  rank
	title string
	whole bool // the line is the heading and nothing else
}

// A reader goes through the lines with the open sections.
type reader struct {
	lines []Line
	path  []heading

	bare      rank // of bare lines in this report
	sentences bool // sentences that stand alone are headings in it
}

func newReader(lines []Line) *reader {
	r := &reader{lines: lines}
	r.bare = r.rankOfBareLines()
	r.sentences = r.usesSentenceHeadings()
	return r
}

// rankOfBareLines says where headings without a marker stand in this report: above the numbered sections when they come
// first and there are several, otherwise below.
func (r *reader) rankOfBareLines() rank {
	bare := 0
	for i, line := range r.lines {
		if m, ok := markedHeading(line.Text); ok && m.rank <= 10*rank(Bracketed) {
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

// closeBefore closes what a line that turns to another matter ends: 各位代表！ ends all but the chapter, 一年来，… the points
// of a list.
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
