package corpus

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract"
	"gongbao/corpus/text"
)

// frontOf returns the lines before the body: up to the salutation, or the short ones that a report begins with.
func frontOf(blocks []extract.Block) []string {
	const most, longest = 15, 60 // lines before a salutation; characters of a line where there is none
	var lines []string
	for i, b := range blocks {
		if i == most {
			break
		}
		if salutation.MatchString(b.Text) {
			return lines
		}
		lines = append(lines, b.Text)
	}
	for i, line := range lines {
		if utf8.RuneCountInString(line) > longest || strings.HasSuffix(line, "。") || !frontLike.MatchString(text.Fold(line)) {
			return lines[:i]
		}
	}
	return lines
}

var (
	salutation = regexp.MustCompile(`^(?:各位|尊敬的各位|同志们)(?:代表|委员|同志)?[^。]{0,12}[：:！!，,]`)
	frontLike  = regexp.MustCompile(`报告|决议|日在|会议|来源|(?:总理|长|主席|专员|主任).{0,12}$`)
)

const numeral = `[一二三四五六七八九十百\d]{1,4}`

// The forms of the lines before a report, folded.
var (
	delivered   = regexp.MustCompile(`(\d{4})年(\d{1,2})月(\d{1,2})日`)
	inCharacter = regexp.MustCompile(`([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日`)
	assembly    = regexp.MustCompile(`(?:在|向|^)(\p{Han}{0,30}?)(第?` + numeral + `届(?:全国)?(?:人民代表大会|人大)(?:常务委员会|常委会)?第?` + numeral + `次(?:全体)?(?:会议|大会)?)`)
	afterOffice = regexp.MustCompile(`(?:总理|省长|市长|主席|州长|县长|区长|盟长|旗长|专员|委员会主任)(` + person + `)(?:同志)?(?:代表|作|在|向|所作|$|[,。)])`)
	beforeOffce = regexp.MustCompile(`日(` + person + `)(?:省长|市长|主席|总理|州长|县长|区长|盟长|旗长|专员)(?:同志)?在`)
	officeAtEnd = regexp.MustCompile(`(?:总理|省长|市长|主席|州长|县长|区长|盟长|旗长|专员|委员会主任)$`)
	officeFull  = regexp.MustCompile(`^(\p{Han}{2,24}?)(?:人民政府)?(?:代理?|副|常务)*(?:总理|省长|市长|主席|州长|县长|区长|盟长|旗长|专员)`)
	onlyName    = regexp.MustCompile(`^` + person + `$`)
	titleForm   = regexp.MustCompile(`^.{0,60}?(?:报告|决议)(?:\(.{1,12}\))?$`)
	titleGlued  = regexp.MustCompile(`^(.{0,30}工作报告)(?:--|\()`)
)

const person = `(?:\p{Han}{2,4}?|\p{Han}{1,8}(?:·\p{Han}{1,8})+)`

// readFront reads the lines before the body.
func readFront(lines []string) facts {
	var f facts
	for i, line := range lines {
		folded := text.Fold(line)
		keep(&f.title, readTitle(line, folded))
		if place, meeting, ok := readMeeting(folded); ok && f.meeting == "" {
			f.meeting = meeting
			f.addPlace(place)
			f.date = readDate(folded)
		}
		keep(&f.date, readDate(leadingDate.FindString(folded)))
		if name := readSpeaker(folded); name != "" {
			keep(&f.speaker, name)
		} else if i > 0 && onlyName.MatchString(folded) && followsOffice(text.Fold(lines[i-1]), i+1 == len(lines)) {
			keep(&f.speaker, folded)
		}
	}
	for _, line := range lines {
		if m := officeFull.FindStringSubmatch(text.Fold(line)); m != nil {
			f.addPlace(m[1])
		}
	}
	f.addPlace(placeIn(text.Fold(f.title)))
	f.year = yearOf(f.date)
	if f.year == 0 {
		f.year = singleYear(text.Fold(f.title))
	}
	f.kind = kindOf(f.title)
	return f
}

// leadingDate is a date that begins a line, as only the date of delivery does: (2021年1月28日).
var leadingDate = regexp.MustCompile(`^[-(]*(?:\d{4}年\d{1,2}月\d{1,2}日|[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)`)

// readTitle returns the title that a line is, or begins with.
func readTitle(line, folded string) string {
	if m := titleGlued.FindStringSubmatch(folded); m != nil {
		cut := strings.IndexAny(line, "—－-（(")
		return strings.TrimSpace(line[:cut])
	}
	if titleForm.MatchString(folded) && !strings.ContainsAny(folded, "。;") && !leadingDate.MatchString(folded) {
		return line
	}
	return ""
}

// readMeeting returns the region's name in a meeting's, and the whole name.
func readMeeting(folded string) (place, meeting string, ok bool) {
	m := assembly.FindStringSubmatch(folded)
	if m == nil {
		return "", "", false
	}
	if place = m[1]; strings.Contains(m[2], "全国") {
		place = "全国"
	}
	return place, m[1] + m[2], true
}

// readSpeaker returns the name beside an office.
func readSpeaker(folded string) string {
	if m := beforeOffce.FindStringSubmatch(folded); m != nil {
		return m[1]
	}
	if m := afterOffice.FindStringSubmatch(folded); m != nil {
		return m[1]
	}
	return ""
}

// followsOffice says whether a line with nothing but a name is the speaker's: the office stands above it, or it is the
// last line and the meeting stands above it.
func followsOffice(above string, last bool) bool {
	return officeAtEnd.MatchString(above) || last && assembly.MatchString(above)
}

// readDate finds the first date in a folded line, as 2021-01-28.
func readDate(folded string) string {
	m := delivered.FindStringSubmatch(folded)
	if m == nil {
		if m = inCharacter.FindStringSubmatch(folded); m == nil {
			return ""
		}
		m = []string{"", digits(m[1]), counted(m[2]), counted(m[3])}
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}
