package rtf

import (
	"bytes"
	"context"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/symbol"
	"gongbao/language"
)

// A reader follows the groups and control words of a file.
type reader struct {
	data  []byte
	at    int
	state state
	outer []state // of the groups that are open
	text  *text

	ansi     int // the code page of the file
	deff     int // its usual font
	fonts    map[int]*font
	styles   map[int]bool // which are headings
	raw      []byte       // characters that wait to be decoded together
	half     rune         // the first half of a surrogate pair
	skip     int          // characters left that stand in for one in Unicode
	replaced int          // characters that could not be decoded
	cut      bool         // the file ends before its outermost group does
}

// A font is what the text in it needs to be decoded.
type font struct {
	page int // its code page, or 0
	sign bool
	name []byte
}

// A state is what a group inherits and restores.
type state struct {
	to        destination
	starred   bool // the group began with \*
	deleted   bool
	hidden    bool
	units     int // characters that stand in for one in Unicode
	font      int
	wideFont  int // of characters of two bytes; -1 when none is named
	wide      bool
	style     int
	outline   int // -1 where the paragraph does not say
	tabulated bool
	number    bool  // the group is the number of a list
	note      *text // the text around the note or text box that the group is
}

// A destination is where the text of a group goes.
type destination int

const (
	toText destination = iota
	toNothing
	toFonts
	toStyles
	toShape // to nothing, but for the text boxes inside
)

const noOutline = -1

func newReader(data []byte) *reader {
	const western = 1252
	return &reader{
		data: data, text: &text{}, ansi: western, fonts: map[int]*font{}, styles: map[int]bool{},
		state: state{units: 1, wideFont: -1, outline: noOutline},
	}
}

// read reads to the end of the outermost group.
func (r *reader) read(ctx context.Context) error {
	r.at = bytes.IndexByte(r.data, '{')
	const tokensPerLook = 4096
	for tokens := 1; r.at < len(r.data); tokens++ {
		if tokens%tokensPerLook == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		c := r.data[r.at]
		r.at++
		switch c {
		case '{':
			if err := r.open(); err != nil {
				return err
			}
		case '}':
			if len(r.outer) > 1 {
				r.close()
				continue
			}
			if len(bytes.Trim(r.data[r.at:], "\x00\x1a \t\r\n")) == 0 {
				r.close()
				return nil
			}
			r.cut = true // a damaged sign ends the outermost group before the file does
			r.flush()
		case '\\':
			r.control()
		case '\r', '\n':
		default:
			r.byte(c)
		}
	}
	r.flush()
	r.cut = true
	for len(r.outer) > 0 {
		r.close()
	}
	return nil
}

func (r *reader) open() error {
	r.flush()
	r.skip = 0
	const deepest = 1000
	if len(r.outer) >= deepest {
		return language.New("rtf.deep", file.ErrTooLarge, deepest)
	}
	r.outer = append(r.outer, r.state)
	r.state.starred, r.state.note = false, nil
	return nil
}

func (r *reader) close() {
	r.flush()
	r.skip = 0
	if r.state.number && r.state.to == toText && !r.outer[len(r.outer)-1].number {
		r.text.dropBullet()
	}
	if around := r.state.note; around != nil {
		around.after = append(around.after, r.text.finish()...)
		r.text = around
	}
	last := len(r.outer) - 1
	r.state, r.outer = r.outer[last], r.outer[:last]
}

// control reads a control word or symbol; its backslash has been read.
func (r *reader) control() {
	if r.at >= len(r.data) {
		return
	}
	c := r.data[r.at]
	if !isLetter(c) {
		r.at++
		r.symbol(c)
		return
	}
	from := r.at
	for r.at < len(r.data) && isLetter(r.data[r.at]) {
		r.at++
	}
	word := string(r.data[from:r.at])
	from = r.at
	if r.at < len(r.data) && r.data[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.data) && '0' <= r.data[r.at] && r.data[r.at] <= '9' {
		r.at++
	}
	n, err := strconv.Atoi(string(r.data[from:r.at]))
	if r.at < len(r.data) && r.data[r.at] == ' ' {
		r.at++
	}
	if r.skip > 0 && word != "u" && word != "bin" {
		r.skip--
		return
	}
	r.decode()
	r.word(word, n, err == nil)
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// symbol reads a control symbol.
func (r *reader) symbol(c byte) {
	if !bytes.ContainsRune([]byte(`'\{}`), rune(c)) {
		r.flush()
	}
	switch c {
	case '\'':
		n, err := strconv.ParseUint(string(r.data[min(r.at, len(r.data)):min(r.at+2, len(r.data))]), 16, 8)
		if r.at += 2; err == nil {
			r.byte(byte(n))
		}
	case '\\', '{', '}':
		r.byte(c)
	case '~':
		r.write("\u00a0")
	case '_':
		r.write("-")
	case '\r', '\n':
		r.word("par", 0, false)
	case '\t':
		r.word("tab", 0, false)
	case '*':
		r.state.starred = true
	}
}

// byte reads a byte of text. Bytes are decoded together, because a Chinese character has two.
func (r *reader) byte(c byte) {
	if r.skip > 0 {
		r.skip--
		return
	}
	r.raw = append(r.raw, c)
}

// unicode reads a character by its code, a signed number of sixteen bits.
func (r *reader) unicode(n int) {
	r.decode()
	char := rune(uint16(n))
	r.skip = r.state.units
	switch {
	case r.half != 0:
		char, r.half = utf16.DecodeRune(r.half, char), 0
	case utf16.IsSurrogate(char):
		r.half = char
		return
	}
	if f := r.fonts[r.state.font]; f != nil && f.sign {
		r.write(symbol.Sign(f.family(), char))
		return
	}
	r.write(string(char))
}

// flush ends a run of characters.
func (r *reader) flush() {
	r.decode()
	if r.half != 0 {
		r.half = 0
		r.replaced++
		r.write(string(utf8.RuneError))
	}
}

// decode writes the bytes that wait.
func (r *reader) decode() {
	if len(r.raw) == 0 {
		return
	}
	raw := r.raw
	r.raw = nil
	r.flush() // half of a pair that another character follows
	f := r.fonts[r.state.font]
	if r.state.to == toFonts {
		if f != nil {
			f.name = append(f.name, raw...)
		}
		return
	}
	if f != nil && f.sign {
		for _, b := range raw {
			r.write(symbol.Sign(f.family(), 0xF000+rune(b)))
		}
		return
	}
	decoded, broken := decodeBytes(raw, r.page())
	if r.state.to == toText {
		r.replaced += broken
	}
	r.write(decoded)
}

// family returns the name of a font without what follows it in the table.
func (f *font) family() string {
	name, _, _ := strings.Cut(string(f.name), ";")
	return strings.TrimSpace(name)
}

// page returns the code page of text: the one of the font, where it is Chinese, else that of the font for Chinese beside it, else
// the file's.
func (r *reader) page() int {
	pages := []int{0, 0, r.ansi}
	if f := r.fonts[r.state.font]; f != nil {
		pages[0] = f.page
	}
	if f := r.fonts[r.state.wideFont]; f != nil {
		pages[1] = f.page
	}
	for _, page := range pages {
		if isWide(page) {
			return page
		}
	}
	for _, page := range pages {
		if page != 0 {
			return page
		}
	}
	return r.ansi
}

// write sends decoded text to where the group's text goes.
func (r *reader) write(s string) {
	switch r.state.to {
	case toText:
		if !r.state.hidden && !r.state.deleted {
			r.text.write(s)
		}
	case toStyles:
		if isHeadingName(s) {
			r.styles[r.state.style] = true
		}
	}
}

// isHeadingName recognises the names of Word's own styles, and of those that WPS writes.
func isHeadingName(name string) bool {
	name = strings.ToLower(strings.TrimRight(name, "; "))
	return strings.HasPrefix(name, "heading ") || strings.HasPrefix(name, "标题") || name == "title" || name == "subtitle" || name == "副标题"
}
