package typeset

import (
	"math"
	"slices"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
)

// Recognised returns the characters of words that were recognised in a picture of a page. scale is the number of the page's
// units to a pixel. The print of a line is nearly as high as its type, so lines of about the usual height get one size.
func Recognised(words []file.Word, scale float64) []Glyph {
	const (
		print   = 0.9  // the height of a line's print, in sizes
		descent = 0.08 // how far print reaches below the baseline, in sizes
		about   = 0.25 // of the usual height
	)
	usual := usualHeight(words)
	var glyphs []Glyph
	for _, word := range words {
		height := float64(word.Line.Dy())
		if math.Abs(height-usual) <= about*usual {
			height = usual
		}
		size := RoundSize(height / print * scale)
		x, step := float64(word.Box.Min.X)*scale, float64(word.Box.Dx())*scale/widthOf(word.Text)
		for _, r := range word.Text {
			width := step * widthOf(string(r))
			glyphs = append(glyphs, Glyph{Text: string(r), X: x, Y: float64(word.Line.Max.Y)*scale - descent*size, Width: width, Size: size})
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
