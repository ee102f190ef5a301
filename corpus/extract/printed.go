package extract

import (
	"fmt"
	"strings"
	"unicode"
)

const (
	// printedPages is how many pages a file may have; the longest yearbooks have two thousand.
	printedPages = 10_000
	// printedChars is how many characters a file may have: as many as a library of reports.
	printedChars = 10_000_000
	// scanChars is how many letters a page of a scan may have all the same: the mark of a scanning program.
	scanChars = 20
)

// A printedPage is what a page of a format with fixed pages shows.
type printedPage struct {
	sheet   sheet
	unknown int  // characters that the file gives no code for
	picture bool // it shows a picture
}

// isBare says whether a page has hardly any text, as the page of a scan.
func (p *printedPage) isBare() bool {
	return p.letters() < scanChars
}

func (p *printedPage) letters() int {
	n := 0
	for _, g := range p.sheet.glyphs {
		if strings.ContainsFunc(g.text, unicode.IsLetter) {
			n++
		}
	}
	return n
}

// A printedText is the text of a file with fixed pages, page by page.
type printedText struct {
	format   string // its name to people
	lines    []printedLine
	chars    int
	letters  int
	unknown  int
	pages    int
	pictures []int // the pages that show a picture and hardly any text
}

func (t *printedText) add(page *printedPage) error {
	if t.chars += len(page.sheet.glyphs); t.chars > printedChars {
		return fmt.Errorf("%w: the %s has more than %d characters; split it", ErrTooLarge, t.format, printedChars)
	}
	t.lines = append(t.lines, page.sheet.lines()...)
	t.letters += page.letters()
	t.unknown += page.unknown
	t.pages++
	if page.picture && page.isBare() {
		t.pictures = append(t.pictures, page.sheet.page)
	}
	return nil
}

// document returns the text, or says why there is none to read.
func (t *printedText) document() (Document, error) {
	switch {
	case t.unknown > t.letters:
		return Document{}, fmt.Errorf("%w: the %s shows the shapes of characters without saying which they are; recognise its text with an OCR program", ErrNoText, t.format)
	case t.pages > 0 && len(t.pictures) == t.pages:
		return Document{}, fmt.Errorf("%w: the %s consists of pictures; recognise its text with an OCR program", ErrNoText, t.format)
	case t.letters == 0:
		return Document{}, fmt.Errorf("%w: no page of the %s has a letter; check that it is the file you meant", ErrEmpty, t.format)
	}
	return Document{Blocks: printedBlocks(t.lines), Notes: t.notes()}, nil
}

// notes says what a reader of the text should know is missing.
func (t *printedText) notes() []string {
	var notes []string
	if len(t.pictures) > 0 {
		pages := strings.ReplaceAll(strings.Trim(fmt.Sprint(t.pictures), "[]"), " ", "、")
		notes = append(notes, fmt.Sprintf("第 %s 页有图片而几乎没有文字，图片中的文字未能读出", pages))
	}
	if t.unknown > 0 {
		notes = append(notes, fmt.Sprintf("%d 个字符没有编码，未能读出", t.unknown))
	}
	return notes
}
