package typeset

import (
	"image"
	"math"
	"slices"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
)

// Recognised returns the characters of words that were recognised in a picture of a page. scale is the number of the page's
// units to a pixel. The print of a line is nearly as high as its type, so lines of about the usual height get one size. The
// boxes of words are rough, and overlap; the words of a line stay in their order.
func Recognised(words []file.Word, scale float64) []Glyph {
	const (
		print   = 0.9  // the height of a line's print, in sizes
		descent = 0.08 // how far print reaches below the baseline, in sizes
		about   = 0.25 // of the usual height
		closest = 0.3  // the least step from a character to the next, in sizes
	)
	usual := usualHeight(words)
	var glyphs []Glyph
	var line image.Rectangle
	var free float64 // where the next character of the line may stand
	for _, word := range words {
		height := float64(word.Line.Dy())
		if math.Abs(height-usual) <= about*usual {
			height = usual
		}
		size := RoundSize(height / print * scale)
		if word.Line != line {
			line, free = word.Line, 0
		}
		x, step := float64(word.Box.Min.X)*scale, float64(word.Box.Dx())*scale/widthOf(word.Text)
		for _, r := range word.Text {
			x = max(x, free)
			width := step * widthOf(string(r))
			glyphs = append(glyphs, Glyph{Text: string(r), X: x, Y: float64(line.Max.Y)*scale - descent*size, Width: width, Size: size})
			free = x + closest*size
			x += width
		}
	}
	return glyphs
}

// widthOf returns the width of a text in Chinese characters; a letter has half of one.
func widthOf(text string) float64 {
	width := 0.0
	for _, r := range text {
		if IsWide(string(r)) {
			width++
		} else {
			width += 0.5
		}
	}
	return width
}

// usualHeight returns the height of the line around the middle character, when the characters are sorted by it.
func usualHeight(words []file.Word) float64 {
	var heights []int
	for _, word := range words {
		heights = append(heights, slices.Repeat([]int{word.Line.Dy()}, utf8.RuneCountInString(word.Text))...)
	}
	if len(heights) == 0 {
		return 0
	}
	slices.Sort(heights)
	return float64(heights[len(heights)/2])
}
