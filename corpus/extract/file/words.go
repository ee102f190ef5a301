package file

import (
	"context"
	"image"
)

// A Recogniser reads the text in pictures of pages. It is safe for concurrent use.
type Recogniser interface {
	// Recognise returns the words in a picture in reading order. dpi is the number of the picture's pixels to an inch.
	Recognise(ctx context.Context, page image.Image, dpi int) ([]Word, error)
}

// A Word is a piece of text in a picture, in the picture's pixels.
type Word struct {
	Text string
	Box  image.Rectangle // around its print
	Line image.Rectangle // around the print of its line
}
