package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/outline"
	"gongbao/corpus/text"
)

var (
	salutation = regexp.MustCompile(`^(?:各位|尊敬的各位|同志们)(?:代表|委员|同志)?[^。]{0,12}[：:！!，,]`)
	// addressed matches a salutation behind the front in one line that lost its ends, folded.
	addressed = regexp.MustCompile(`(?:尊敬的)?各位(?:代表|委员)(?:、各位(?:代表|委员)|、同志们|、列席的?同志们)*[:!]`)
	frontLike = regexp.MustCompile(`日在|会议|来源|报告人|` + issuing + `$|(?:` + office + `).{0,12}$`)
	// glue matches where a new line began in one that lost its ends, folded: before a date behind a dash or in brackets.
	glue = regexp.MustCompile(`(?:-{1,2}|\()(?:\d{4}|[` + zeros + text.Digits + `]{4})年[十\d` + text.Digits + `]{1,2}月`)
	// gluedEnd matches the end of the line that names the meeting.
	gluedEnd = regexp.MustCompile(assembly + `(?:全体会议)?上\)?`)
	contents = regexp.MustCompile(`^目录$`)
)

const (
	mostBefore   = 120 // blocks of a site before a report
	longestFront = 15  // blocks from the title to the salutation
	longestLine  = 90  // characters of a line of a front where nothing addresses the audience
)

// lostSpaces removes the question marks that stand for spaces lost on the way.
var lostSpaces = strings.NewReplacer("?", "", "？", "")

// A front is what precedes the body of a report: its title, meeting, speaker and date.
type front struct {
	lines []string // folded pieces, each what one line would hold
	shown []string // the same as they stand
	from  []string // the texts that they are pieces of, as these stand
	title int      // the index of the last title in lines; a day above it may be that of a page
	body  int      // the number of blocks before the body
}

// frontOf finds the lines before the body: up to the salutation from the last title before it, or the short lines at the
// beginning of a text that addresses nobody.
func frontOf(blocks []file.Block) front {
	folded := make([]string, min(mostBefore, len(blocks)))
	for i := range folded {
		folded[i] = text.Spell(lostSpaces.Replace(blocks[i].Text))
	}
	for i := range folded {
		before, ok := beforeSalutation(blocks[i].Text, folded[i])
		if !ok {
			continue
		}
		if from, title, ok := frontBefore(folded[:i], before); ok {
			f := front{body: i}
			for j := from; j < i; j++ {
				if j == title {
					f.title = len(f.lines)
				}
				f.add(blocks[j].Text, blocks[j].Text, folded[j])
			}
			f.add(before, blocks[i].Text, before)
			return f
		}
	}
	return unaddressed(blocks, folded)
}

// beforeSalutation returns what precedes the salutation in a block, folded, and whether there is one.
func beforeSalutation(shown, folded string) (before string, ok bool) {
	if salutation.MatchString(shown) {
		return "", true
	}
	const longest = 400 // bytes of a front in one line
	at := addressed.FindStringIndex(folded[:min(longest, len(folded))])
	if at == nil || strings.HasSuffix(folded[:at[0]], "。") {
		return "", false
	}
	return folded[:at[0]], true
}

// frontBefore returns the indexes of the first line of the front that ends with lines, and of the last title in it; before is
// what stands in the line of the salutation. It reports false if the salutation stands within the text.
func frontBefore(lines []string, before string) (from, title int, ok bool) {
	if strings.Contains(before, "报告") {
		return len(lines), len(lines), true
	}
	from, title = len(lines), -1
	for i := len(lines) - 1; i >= max(0, len(lines)-longestFront) && !isBody(lines[i]); i-- {
		isTitle := readTitle(lines[i], lines[i]) != ""
		if isTitle {
			title = max(title, i)
		}
		if isTitle || title >= 0 && i == from-1 && isRegion(lines[i]) {
			from = i
		}
	}
	if title >= 0 {
		return from, title, true
	}
	isFront := len(lines) <= longestFront && !slices.ContainsFunc(lines, isBody)
	return 0, 0, isFront
}

// isBody reports whether a folded line is of a text and of no front: the marker of a section, or sentences.
func isBody(folded string) bool {
	if m, _ := outline.Mark(folded); m.Class == outline.Part || m.Class == outline.Numeral || m.Class == outline.Bracketed {
		return true
	}
	const shortest = 30 // characters
	if !strings.HasSuffix(folded, "。") || utf8.RuneCountInString(folded) < shortest {
		return false
	}
	_, _, meets := readMeeting(folded)
	return !meets
}

// unaddressed returns the short lines before the body of a text without a salutation, up to the last one that only a front has.
func unaddressed(blocks []file.Block, folded []string) front {
	var f front
	body := 0
	for i, line := range folded[:min(longestFront, len(folded))] {
		if utf8.RuneCountInString(line) > longestLine || strings.HasSuffix(line, "。") || isBody(line) || contents.MatchString(line) {
			break
		}
		if _, firmness := dayOf(line); firmness != notSaid || frontLike.MatchString(line) || isTitle(line) || numberForm.MatchString(line) {
			body = i + 1
		}
	}
	for i := range body {
		f.add(blocks[i].Text, blocks[i].Text, folded[i])
	}
	f.body = body
	return f
}

// add adds a line of a text, cut where it was glued together.
func (f *front) add(shown, from, folded string) {
	pieces := unglued(folded)
	for i, piece := range pieces {
		f.from = append(f.from, from)
		switch {
		case len(pieces) == 1:
			f.shown = append(f.shown, shown)
		case i == 0 && readTitle(shown, folded) != "":
			f.shown = append(f.shown, readTitle(shown, folded))
		default:
			f.shown = append(f.shown, piece)
		}
		f.lines = append(f.lines, piece)
	}
}

// dispatch matches what an agency puts before a text, folded: 新华社北京3月14日电.
var dispatch = regexp.MustCompile(`^.*(?:。|\d日电)`)

// unglued cuts a folded line where lines lost their ends.
func unglued(folded string) []string {
	var pieces []string
	take := func(piece string) {
		if piece = strings.Trim(piece, ":,;"); strings.Trim(piece, "-()") != "" {
			pieces = append(pieces, piece)
		}
	}
	if at := glue.FindStringIndex(folded); at != nil {
		take(dispatch.ReplaceAllString(folded[:at[0]], ""))
		folded = folded[at[0]:]
	}
	if at := gluedEnd.FindStringIndex(folded); at != nil {
		take(folded[:at[1]])
		folded = folded[at[1]:]
	}
	take(folded)
	return pieces
}

// readFront reads the lines before the body.
func readFront(from front) facts {
	var f facts
	firmest, month := notSaid, 0
	for i, line := range from.lines {
		keep(&f.title, readTitle(from.shown[i], line))
		if place, meeting, ok := readMeeting(line); ok && f.meeting == "" {
			f.meeting = asWritten(meeting, from.from[i])
			f.addPlace(place)
			keep(&f.township, townshipIn(place))
		}
		date, firmness := dayOf(line)
		if firmness == bareDay && (i < from.title || from.stamped(i)) {
			continue
		}
		if firmness > firmest {
			f.date, firmest = date, firmness
		}
		if month == 0 {
			month = monthYear(line)
		}
	}
	if f.title == "" {
		f.title = from.documentTitle()
	}
	if name, at := readSpeaker(from.lines); name != "" {
		f.speaker = asWritten(name, from.from[at])
	}
	for _, line := range from.lines {
		f.addPlace(governed(line))
		keep(&f.township, townshipIn(governed(line)))
	}
	f.addPlace(regionIn(text.Spell(f.title)))
	keep(&f.township, townshipIn(text.Spell(f.title)))
	for _, line := range from.lines {
		f.addPlace(issuedBy(line))
	}
	f.kind = kindOf(f.title)
	f.year = firstYear(f.kind == corpus.Bulletin, text.Spell(f.title), f.date, month, numberYear(from.lines))
	return f
}

// stamped reports whether a line beside line i is of the site that put a page up, so that the day on it is of the page.
func (f front) stamped(i int) bool {
	return i > 0 && stamp.MatchString(f.lines[i-1]) || i+1 < len(f.lines) && stamp.MatchString(f.lines[i+1])
}

// firstYear returns the year of delivery: that of the date, of the month, of the document's number, or the only one in the
// title. A bulletin is of the year in its title.
func firstYear(ofTitle bool, title, date string, more ...int) int {
	inTitle := singleYear(title)
	if ofTitle && inTitle != 0 {
		return inTitle
	}
	for _, year := range append([]int{yearOf(date)}, more...) {
		if year != 0 {
			return year
		}
	}
	return inTitle
}
