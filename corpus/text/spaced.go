package text

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	// Single digits, points and percent signs with one space between each two.
	spacedNumber = regexp.MustCompile(`[0-9０-９](?:[ 　][0-9０-９．.％%])+`)
	// Units that only a number precedes, so that even two digits before them are one number.
	beforeUnit = regexp.MustCompile(`^[ 　]?[年月日％%亿万元个]`)
	spaces     = regexp.MustCompile(`[ 　]+`)
)

// SpacedNumbers returns the runs of single digits set apart in a text, such as 1 9 9 8.
func SpacedNumbers(s string) []string { return spacedNumber.FindAllString(s, -1) }

// CloseNumbers closes up the runs of digits set apart that are certainly one number, or all of them, and returns how many
// these were. Reports are mended so when they are read, and queries that are copied from them too.
func CloseNumbers(s string, all bool) (string, int) {
	var b strings.Builder
	from, n := 0, 0
	for _, span := range spacedNumber.FindAllStringIndex(s, -1) {
		run, after := s[span[0]:span[1]], s[span[1]:]
		if isPartOfNumber(s[:span[0]], after) {
			continue
		}
		gaps := len(spaces.FindAllString(run, -1))
		last, _ := utf8.DecodeLastRuneInString(run)
		certain := all || beforeUnit.MatchString(after) || gaps >= 3 || gaps == 2 && strings.ContainsRune("％%", last)
		if !certain {
			continue
		}
		b.WriteString(s[from:span[0]])
		b.WriteString(spaces.ReplaceAllString(run, ""))
		from = span[1]
		n++
	}
	if n == 0 {
		return s, 0
	}
	b.WriteString(s[from:])
	return b.String(), n
}

// isPartOfNumber reports whether a digit directly precedes or follows a run, so that its digits are not single ones.
func isPartOfNumber(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return isNumeral(last) || isNumeral(first)
}

func isNumeral(r rune) bool { return '0' <= r && r <= '9' || '０' <= r && r <= '９' }

// spacedLine is a whole line of four or more single characters set apart: 政 府 工 作 报 告. Names have two or three.
var spacedLine = regexp.MustCompile(`^\p{Han}(?:[ 　]+\p{Han}){3,}$`)

// CloseLine closes up a line of nothing but single characters set apart; ok is false for any other.
func CloseLine(line string) (closed string, ok bool) {
	if spaced := strings.Contains(line, " ") || strings.Contains(line, "　"); !spaced || !spacedLine.MatchString(line) {
		return line, false
	}
	return spaces.ReplaceAllString(line, ""), true
}

var (
	spacedEnd   = regexp.MustCompile(`[0-9０-９] [0-9０-９．.]$`)
	spacedStart = regexp.MustCompile(`^[0-9０-９．.％%] [0-9０-９．.％%]`)
)

// JoinLines joins a text across the end of a line. Words in Latin letters keep a space in its place, and so do digits that are
// set apart, so that CloseNumbers finds the whole number.
func JoinLines(left, right string) string {
	l, _ := utf8.DecodeLastRuneInString(left)
	r, _ := utf8.DecodeRuneInString(right)
	spaced := isNumeral(r) && spacedEnd.MatchString(left) || isNumeral(l) && spacedStart.MatchString(right)
	if isLatin(l) && isLatin(r) || spaced {
		return left + " " + right
	}
	return left + right
}

func isLatin(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
