package repair

import (
	"strings"
	"unicode"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/text"
)

// closedUp closes up numbers and titles with spaced characters, and those with doubled ones.
func closedUp(blocks []file.Block, done Repairs) []file.Block {
	always := isSpacedStyle(blocks)
	for i := range blocks {
		b := &blocks[i]
		if b.Row {
			continue
		}
		if single, ok := undoubled(b.Text); ok {
			b.Text = single
			done.add(Spaced, 1)
		}
		if closed, ok := text.CloseLine(b.Text); ok {
			b.Text = closed
			done.add(Spaced, 1)
			continue
		}
		var n int
		b.Text, n = text.CloseNumbers(b.Text, always)
		done.add(Spaced, n)
	}
	return blocks
}

// undoubled returns a line of which each character stands two or more times, as programs print bold and shadows, with each once; ok is
// false for any other. Words do that too, 轰轰烈烈扎扎实实, but hardly six in a row, and never with their marks.
func undoubled(line string) (single string, ok bool) {
	const fewest, fewestWithMarks = 6, 3 // characters
	for times := 4; times >= 2; times-- {
		once, marks, whole := []rune{}, false, true
		runes := []rune(strings.Join(strings.Fields(line), ""))
		for i := 0; i < len(runes) && whole; i += times {
			for k := i; k < i+times && whole; k++ {
				whole = k < len(runes) && runes[k] == runes[i]
			}
			once = append(once, runes[i])
			marks = marks || !unicode.IsLetter(runes[i]) && !unicode.IsNumber(runes[i])
		}
		different := map[rune]bool{}
		for _, r := range once {
			different[r] = true
		}
		if whole && len(different) > 2 && (len(different) >= fewest || marks && len(different) >= fewestWithMarks) {
			return string(once), true
		}
	}
	return line, false
}

// isSpacedStyle reports whether a document spaces the digits of its numbers throughout: then every run of single digits
// is a number, however short.
func isSpacedStyle(blocks []file.Block) bool {
	const fewest = 5 // runs of four digits, as years are
	runs := 0
	for _, b := range blocks {
		for _, run := range text.SpacedNumbers(b.Text) {
			if strings.Count(run, " ")+strings.Count(run, "　") >= 3 {
				runs++
			}
		}
	}
	return runs >= fewest
}
