package typeset

import (
	"image"
	"testing"

	"gongbao/corpus/extract/file"
)

// The words of a line stay in their order, though their boxes overlap, and a mark's height makes no line of its own.
func TestRecognised(t *testing.T) {
	first, second := image.Rect(100, 100, 500, 127), image.Rect(100, 150, 300, 176)
	words := []file.Word{
		{Text: "2023", Box: image.Rect(96, 96, 151, 140), Line: first},
		{Text: "年", Box: image.Rect(140, 100, 170, 127), Line: first},
		{Text: "人", Box: image.Rect(165, 100, 190, 127), Line: first},
		{Text: "人", Box: image.Rect(165, 100, 200, 127), Line: first},
		{Text: "，", Box: image.Rect(195, 118, 205, 130), Line: first},
		{Text: "第一", Box: image.Rect(100, 150, 155, 176), Line: second},
	}
	if got, want := marked(printedBlocks(Sheet{Page: 1, Width: 300, Glyphs: Recognised(words, 0.36)}.lines())), "L|2023年人人，\nL|第一\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
