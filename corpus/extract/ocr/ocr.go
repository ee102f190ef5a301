// Package ocr recognises the text in pictures of pages with Tesseract, a program that is installed apart from this one.
package ocr

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// ErrMissing means that Tesseract, or its data for Chinese, is not installed. The error's sentence says how to install them.
var ErrMissing = language.New("ocr.missing")

// wanted is the language that the text is read in: Simplified Chinese, which includes digits and Latin letters.
const wanted = "chi_sim"

// Tesseract is the installed program. It is safe for concurrent use: every page is read by a process of its own.
type Tesseract struct{ path string }

// Find returns the installed program; the error wraps ErrMissing if it cannot read Chinese.
func Find(ctx context.Context) (*Tesseract, error) {
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrMissing, err)
	}
	languages, err := exec.CommandContext(ctx, path, "--list-langs").Output()
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrMissing, err)
	}
	for language := range strings.Lines(string(languages)) {
		if strings.TrimSpace(language) == wanted {
			return &Tesseract{path}, nil
		}
	}
	return nil, ErrMissing
}

// Recognise returns the words in a picture of a page with their lines, in reading order. Without the right dpi Tesseract guesses
// the size of the type, and misses most of it.
func (t *Tesseract) Recognise(ctx context.Context, page image.Image, dpi int) ([]file.Word, error) {
	const automatic = "3" // the way to find blocks, columns and lines
	c := exec.CommandContext(ctx, t.path, "stdin", "stdout", "-l", wanted, "--psm", automatic, "--dpi", strconv.Itoa(dpi), "tsv")
	c.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1") // files are read side by side, and threads of a page gain little
	c.Stdin = bytes.NewReader(portable(page))
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &said
	if err := c.Run(); err != nil {
		return nil, language.New("ocr.failed", errors.Join(err, ctx.Err()), strings.TrimSpace(said.String()))
	}
	return words(out.String())
}

// portable returns a picture in grey as a portable graymap, which needs no compression.
func portable(page image.Image) []byte {
	box := page.Bounds()
	grey, isGrey := page.(*image.Gray)
	out := bytes.NewBuffer(make([]byte, 0, box.Dx()*box.Dy()+32))
	fmt.Fprintf(out, "P5\n%d %d\n255\n", box.Dx(), box.Dy())
	for y := box.Min.Y; y < box.Max.Y; y++ {
		if isGrey {
			start := grey.PixOffset(box.Min.X, y)
			out.Write(grey.Pix[start : start+box.Dx()])
			continue
		}
		for x := box.Min.X; x < box.Max.X; x++ {
			r, g, b, _ := page.At(x, y).RGBA()
			const red, green, blue, all = 299, 587, 114, 1000 // the weights of ITU-R BT.601
			out.WriteByte(byte((red*r + green*g + blue*b) / all >> 8))
		}
	}
	return out.Bytes()
}

// words reads Tesseract's table of what it has found: level, page, block, paragraph, line, word, left, top, width, height,
// confidence, text, separated by tabs. A row of a line precedes those of its words.
func words(table string) ([]file.Word, error) {
	const (
		columns   = 12
		level     = 0
		left      = 6
		text      = 11
		lineLevel = "4"
		wordLevel = "5"
	)
	var all []file.Word
	var line image.Rectangle
	rows := bufio.NewScanner(strings.NewReader(table))
	for rows.Scan() {
		cells := strings.SplitN(rows.Text(), "\t", columns)
		if len(cells) < columns || cells[level] != lineLevel && cells[level] != wordLevel {
			continue
		}
		var n [4]int
		for i := range n {
			var err error
			if n[i], err = strconv.Atoi(cells[left+i]); err != nil {
				return nil, language.New("ocr.table", rows.Text())
			}
		}
		box := image.Rect(n[0], n[1], n[0]+n[2], n[1]+n[3])
		if cells[level] == lineLevel {
			line = box
			continue
		}
		if word := strings.TrimSpace(cells[text]); word != "" {
			all = append(all, file.Word{Text: word, Box: box, Line: line})
		}
	}
	return all, rows.Err()
}
