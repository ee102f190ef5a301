package ingest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/text"
)

const (
	// office is that of whoever reports to an assembly, for a government, one of its departments, a standing committee or a court.
	office = `总理|省长|市长|主席|州长|县长|区长|镇长|乡长|盟长|旗长|专员|主任委员|主任|部长|厅长|局长|院长|检察长`
	// person is a name: of two to four characters, or of several parts such as 艾尔肯·吐尼亚孜.
	person = `(?:\p{Han}{2,4}?|\p{Han}{1,8}(?:·\p{Han}{1,8})+)`
)

// A speaker's name follows the office or 报告人：, precedes the office (龚正市长在…), stands behind the day in brackets, or has a
// line of its own below the office. What follows an office may be no name: 主任会议, 市长信箱.
var (
	behindOffice = regexp.MustCompile(`(?:` + office + `):?(` + person + `)(?:同志)?(?:代表|作|在|向|所作|各位|尊敬|现在|$|[,。):])`)
	beforeOffice = regexp.MustCompile(`日(` + person + `)(?:` + office + `)(?:同志)?在`)
	behindDay    = regexp.MustCompile(`^\((?:` + inFigures.String() + `|` + inCharacters.String() + `)(?P<name>` + person + `)\)$`)
	labelled     = regexp.MustCompile(`^(?:报告人|汇报人):(?:.{0,30}(?:` + office + `))?(` + person + `)(?:同志)?$`)
	noName       = regexp.MustCompile(`报告|会议|讲话|致辞|信箱|办公|寄语`)
	officeAtEnd  = regexp.MustCompile(`(?:` + office + `)$`)
	onlyName     = regexp.MustCompile(`^` + person + `$`)
	placeOffice  = regexp.MustCompile(`^(\p{Han}{2,24}?)(?:人民政府)?(?:代理?|副|常务)*(?:` + office + `)`)
)

// readSpeaker finds the speaker's name in the folded lines before a report. It returns the name, folded, and the index of its line.
func readSpeaker(lines []string) (name string, at int) {
	for i, line := range lines {
		for _, form := range []*regexp.Regexp{labelled, beforeOffice, behindOffice} {
			if m := form.FindStringSubmatch(line); m != nil && !noName.MatchString(m[1]) {
				return m[1], i
			}
		}
		if m := behindDay.FindStringSubmatch(line); m != nil && !isRegion(m[behindDay.SubexpIndex("name")]) {
			return m[behindDay.SubexpIndex("name")], i
		}
		if i > 0 && onlyName.MatchString(line) && followsOffice(lines[i-1], i+1 == len(lines)) {
			return line, i
		}
	}
	return "", 0
}

// asWritten returns a name that was found in the folded form of a text with the characters that the text writes it with: 傅崐萁 and
// 劉寧 are names of people, whose characters search takes for 昆, 刘 and 宁, and 第一屆全國人民代表大會 of a meeting. White space in it,
// and forms of print, are gone.
func asWritten(name, shown string) string {
	folded := text.NewFolded(lostSpaces.Replace(shown))
	at := strings.Index(folded.Spelled(), name)
	if at < 0 {
		return name
	}
	var written strings.Builder
	for i, r := range name {
		from := folded.Span(text.Span{From: at + i, To: at + i + utf8.RuneLen(r)}).From
		if w, _ := utf8.DecodeRuneInString(folded.Display[from:]); unicode.Is(unicode.Unified_Ideograph, w) {
			r = w
		}
		written.WriteRune(r)
	}
	return written.String()
}

// followsOffice reports whether a line with nothing but a name is the speaker's: the line above it names the office, or
// it is the last line and the line above names the meeting.
func followsOffice(above string, last bool) bool {
	_, _, isMeeting := readMeeting(above)
	return officeAtEnd.MatchString(above) || last && isMeeting
}

// governed returns the region governed by the office in a folded line: 北京市 of 北京市市长 殷勇.
func governed(line string) string {
	if m := placeOffice.FindStringSubmatch(line); m != nil {
		return m[1]
	}
	return ""
}
