package typeset

import (
	"strconv"
	"strings"
	"unicode"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

const (
	// MaxPages is the maximum number of pages in a file; the longest yearbooks have two thousand.
	MaxPages = 10_000
	// MaxChars is the maximum number of characters in a file: as many as a library of reports.
	MaxChars = 10_000_000
	// scanChars is the number of letters that the page of a scan may have: the mark of a scanning program.
	scanChars = 20
	// scanSigns is the number of characters of any kind on such a page from which on they count as text, as on a certificate that
	// is printed on a picture.
	scanSigns = 40
)

// Page is one page of a format with fixed pages.
type Page struct {
	Sheet   Sheet
	Unknown int  // characters without a code in the file
	Picture bool // it shows a picture

	Recognised bool // its text was recognised in a picture
}

// IsBare reports whether a page has hardly any text, like the page of a scan.
func (p *Page) IsBare() bool {
	return p.letters() < scanChars
}

func (p *Page) letters() int { return p.count(unicode.IsLetter) }

// count returns the number of characters of a kind.
func (p *Page) count(is func(rune) bool) int {
	n := 0
	for _, g := range p.Sheet.Glyphs {
		if strings.ContainsFunc(g.Text, is) {
			n++
		}
	}
	return n
}

// A Text is the text of a file with fixed pages, page by page.
type Text struct {
	Format   string // its name for people
	lines    []printedLine
	chars    int
	letters  int
	signs    int // visible characters
	unknown  int
	pages    int
	pictures []int // the pages with a picture and hardly any text

	recognised []int // the pages whose text was recognised in a picture
}

func (t *Text) Add(page *Page) error {
	if t.chars += len(page.Sheet.Glyphs); t.chars > MaxChars {
		return language.New("typeset.characters", file.ErrTooLarge, t.Format, MaxChars)
	}
	t.lines = append(t.lines, page.Sheet.lines()...)
	t.letters += page.letters()
	t.signs += page.count(func(r rune) bool { return !file.IsBlank(r) })
	t.unknown += page.Unknown
	t.pages++
	switch {
	case page.Recognised:
		t.recognised = append(t.recognised, page.Sheet.Page)
	case page.Picture && page.IsBare():
		t.pictures = append(t.pictures, page.Sheet.Page)
	}
	return nil
}

// Document returns the text, or an error if there is none to read.
func (t *Text) Document() (file.Document, error) {
	switch {
	case t.unknown > t.letters:
		return file.Document{}, language.New("typeset.shapes", file.ErrNoText, t.Format)
	case t.pages > 0 && len(t.pictures) == t.pages && t.signs < scanSigns*t.pages:
		return file.Document{}, language.New("typeset.pictures", file.ErrNoText, t.Format)
	case t.letters == 0:
		return file.Document{}, language.New("typeset.letters", file.ErrEmpty, t.Format)
	}
	return file.Document{Blocks: printedBlocks(t.lines), Notes: t.notes(), Recognised: len(t.recognised)}, nil
}

// notes returns notes on what the text lacks.
func (t *Text) notes() []language.Sayer {
	var notes []language.Sayer
	if len(t.recognised) > 0 {
		notes = append(notes, language.Sentence("read.note.recognised", numbers(t.recognised)))
	}
	if len(t.pictures) > 0 {
		notes = append(notes, language.Sentence("read.note.pictures", numbers(t.pictures)))
	}
	if t.unknown > 0 {
		notes = append(notes, language.Sentence("read.note.unknown", t.unknown))
	}
	return notes
}

func numbers(pages []int) []string {
	all := make([]string, len(pages))
	for i, page := range pages {
		all[i] = strconv.Itoa(page)
	}
	return all
}
