package repair

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
)

var (
	// Single digits, points and percent signs with one space between each two.
	spacedNumber = regexp.MustCompile(`[0-9０-９](?:[ 　][0-9０-９．.％%])+`)
	// Units that only a number precedes, so that even two digits before them are one number.
	beforeUnit = regexp.MustCompile(`^[ 　]?[年月日％%亿万元个]`)
	// A whole line of four or more single characters set apart: 政 府 工 作 报 告. Names have two or three.
	spacedLine = regexp.MustCompile(`^\p{Han}(?:[ 　]+\p{Han}){3,}$`)
	spaces     = regexp.MustCompile(`[ 　]+`)
)

// closedUp closes up numbers and titles with spaced characters.
func closedUp(blocks []file.Block, done Repairs) []file.Block {
	always := isSpacedStyle(blocks)
	for i := range blocks {
		b := &blocks[i]
		if b.Row {
			continue
		}
		if spacedLine.MatchString(b.Text) {
			b.Text = spaces.ReplaceAllString(b.Text, "")
			done.add(Spaced, 1)
			continue
		}
		var n int
		b.Text, n = closeNumbers(b.Text, always)
		done.add(Spaced, n)
	}
	return blocks
}

// isSpacedStyle reports whether a document spaces the digits of its numbers throughout: then every run of single digits
// is a number, however short.
func isSpacedStyle(blocks []file.Block) bool {
	const fewest = 5 // runs of four digits, as years are
	runs := 0
	for _, b := range blocks {
		for _, run := range spacedNumber.FindAllString(b.Text, -1) {
			if len(spaces.FindAllString(run, -1)) >= 3 {
				runs++
			}
		}
	}
	return runs >= fewest
}

// closeNumbers closes up the runs of digits in text that are certainly one number.
func closeNumbers(text string, always bool) (string, int) {
	var b strings.Builder
	from, n := 0, 0
	for _, span := range spacedNumber.FindAllStringIndex(text, -1) {
		run, after := text[span[0]:span[1]], text[span[1]:]
		if isPartOfNumber(text[:span[0]], after) {
			continue
		}
		gaps := len(spaces.FindAllString(run, -1))
		certain := always || beforeUnit.MatchString(after) || gaps >= 3 || gaps == 2 && endsIn(run, "％%")
		if !certain {
			continue
		}
		b.WriteString(text[from:span[0]])
		b.WriteString(spaces.ReplaceAllString(run, ""))
		from = span[1]
		n++
	}
	b.WriteString(text[from:])
	return b.String(), n
}

// isPartOfNumber reports whether a digit directly precedes or follows a run, so that its digits are not single ones.
func isPartOfNumber(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return isDigit(last) || isDigit(first)
}
