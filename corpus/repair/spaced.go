package repair

import (
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/text"
)

// closedUp closes up numbers and titles with spaced characters.
func closedUp(blocks []file.Block, done Repairs) []file.Block {
	always := isSpacedStyle(blocks)
	for i := range blocks {
		b := &blocks[i]
		if b.Row {
			continue
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
