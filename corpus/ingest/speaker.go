package ingest

import "regexp"

const (
	office = `总理|省长|市长|主席|州长|县长|区长|盟长|旗长|专员|委员会主任`
	// person is a name: of two to four characters, or of parts as 艾尔肯·吐尼亚孜.
	person = `(?:\p{Han}{2,4}?|\p{Han}{1,8}(?:·\p{Han}{1,8})+)`
)

// Speakers stand behind their office, before it (龚正市长在…), or on a line of their own below it.
var (
	behindOffice = regexp.MustCompile(`(?:` + office + `)(` + person + `)(?:同志)?(?:代表|作|在|向|所作|$|[,。)])`)
	beforeOffice = regexp.MustCompile(`日(` + person + `)(?:` + office + `)(?:同志)?在`)
	officeAtEnd  = regexp.MustCompile(`(?:` + office + `)$`)
	onlyName     = regexp.MustCompile(`^` + person + `$`)
	placeOffice  = regexp.MustCompile(`^(\p{Han}{2,24}?)(?:人民政府)?(?:代理?|副|常务)*(?:` + office + `)`)
)

// readSpeaker finds the speaker's name in the folded lines before a report.
func readSpeaker(lines []string) string {
	for i, line := range lines {
		if m := beforeOffice.FindStringSubmatch(line); m != nil {
			return m[1]
		}
		if m := behindOffice.FindStringSubmatch(line); m != nil {
			return m[1]
		}
		if i > 0 && onlyName.MatchString(line) && followsOffice(lines[i-1], i+1 == len(lines)) {
			return line
		}
	}
	return ""
}

// followsOffice reports whether a line with nothing but a name is the speaker's: the office stands above it, or it is the
// last line and the meeting stands above it.
func followsOffice(above string, last bool) bool {
	_, _, isMeeting := readMeeting(above)
	return officeAtEnd.MatchString(above) || last && isMeeting
}

// governed returns what the office in a folded line governs: 北京市 of 北京市市长 殷勇.
func governed(line string) string {
	if m := placeOffice.FindStringSubmatch(line); m != nil {
		return m[1]
	}
	return ""
}
