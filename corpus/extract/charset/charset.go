// Package charset detects and decodes the encodings of Chinese texts.
package charset

import (
	"bufio"
	"bytes"
	_ "embed"
	"io"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"gongbao/language"
)

// A Charset is an encoding used for Chinese texts.
type Charset struct {
	Name   string
	labels string // its names in pages, between spaces
	bom    string
	enc    encoding.Encoding
}

// charsets returns the encodings, in order of preference for content that favours none of them.
func charsets() []Charset {
	return []Charset{
		{"UTF-8", " utf-8 utf8 ", "\xef\xbb\xbf", xunicode.UTF8},
		{"GB18030", " gb18030 gbk gb2312 gb_2312-80 x-gbk cp936 ", "\x84\x31\x95\x33", simplifiedchinese.GB18030},
		{"Big5", " big5 big5-hkscs big-5 cp950 ", "", traditionalchinese.Big5},
		{"UTF-16LE", " utf-16 utf-16le ", "\xff\xfe", xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM)},
		{"UTF-16BE", " utf-16be ", "\xfe\xff", xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM)},
	}
}

// Detect returns the encoding of a text, given its beginning, by how much familiar Chinese each encoding makes of it.
// declared is the encoding that the text names, or empty; it only breaks ties, because converted pages often still
// declare their old encoding.
func Detect(data []byte, declared string) Charset {
	sample := sampleOf(data)
	all := charsets()
	best, bestScore := all[0], float64(-100)
	for _, cs := range all {
		score := cs.score(sample)
		if cs.bom != "" && bytes.HasPrefix(data, []byte(cs.bom)) {
			score += 1
		}
		if cs.enc == xunicode.UTF8 && validUTF8(sample) {
			score += 0.5 // other encodings hardly ever make valid UTF-8, and plain ASCII would be noise in UTF-16
		}
		if declared != "" && strings.Contains(cs.labels, " "+strings.ToLower(declared)+" ") {
			score += 0.1
		}
		if score > bestScore {
			best, bestScore = cs, score
		}
	}
	return best
}

// sampleOf returns the part of a text that decides its encoding: from the first byte beyond ASCII, or the first zero
// byte of UTF-16, at an even offset to keep UTF-16 aligned.
func sampleOf(data []byte) []byte {
	start := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf || r == 0 })
	start = max(start, 0) &^ 1
	return data[start:min(len(data), start+sampleBytes)]
}

// validUTF8 tolerates a character that the sample's end cuts.
func validUTF8(sample []byte) bool {
	for cut := range min(utf8.UTFMax, len(sample)+1) {
		if piece := sample[:len(sample)-cut]; utf8.Valid(piece) {
			return bytes.IndexByte(piece, 0) < 0
		}
	}
	return false
}

// sampleBytes is enough of a text to detect its encoding: the score hardly changes after a thousand characters.
const sampleBytes = 16 << 10

// score rates how well a text reads in the encoding: the share of familiar characters among those beyond ASCII, less
// those that are broken or do not belong in prose. It is 0 for plain ASCII, at most 1, and far below 0 for the wrong
// encoding.
func (cs Charset) score(sample []byte) float64 {
	text := cs.Decode(sample)
	if cs.enc == xunicode.UTF8 {
		text, _ = mendLines(text) // most of what programs have misread is saved in it
	}
	t := Count(text)
	if t.Beyond() == 0 {
		return 0
	}
	// Markup around a few characters makes ASCII the rule and not the exception, so it weighs next to nothing.
	return (float64(t.Familiar) - 2*float64(t.Broken)) / (float64(t.Beyond()) + 0.001*float64(t.ascii))
}

// A tally counts the characters of a text by how well they fit in Chinese prose.
type tally struct{ Familiar, others, Broken, ascii int }

func (t tally) Beyond() int { return t.Familiar + t.others + t.Broken }
func (t tally) All() int    { return t.Beyond() + t.ascii }

func Count(text string) tally {
	var t tally
	known := familiar()
	for _, r := range text {
		switch {
		case !belongs(r):
			t.Broken++
		case known[r]:
			t.Familiar++
		case r < utf8.RuneSelf:
			t.ascii++
		default:
			t.others++
		}
	}
	return t
}

// belongs reports whether a text can contain a character at all. Unassigned and private ones come from wrong decoding.
func belongs(r rune) bool {
	return r != utf8.RuneError && (unicode.IsGraphic(r) || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r))
}

// Decode returns the text without its byte order mark; invalid bytes become U+FFFD.
func (cs Charset) Decode(data []byte) string {
	data = bytes.TrimPrefix(data, []byte(cs.bom))
	text, err := cs.enc.NewDecoder().Bytes(data)
	if err != nil {
		return string(bytes.ToValidUTF8(data, []byte("\uFFFD")))
	}
	return string(text)
}

// Reader decodes a stream as Decode does.
func (cs Charset) Reader(r io.Reader) io.Reader {
	from := bufio.NewReader(r)
	if begin, err := from.Peek(len(cs.bom)); err == nil && string(begin) == cs.bom {
		from.Discard(len(begin)) // cannot fail: these bytes were peeked
	}
	return transform.NewReader(from, cs.enc.NewDecoder())
}

// Decode detects the encoding of a text and decodes it, and restores lines that a program has misread before. Invalid bytes are
// replaced, and the notes report it.
func Decode(data []byte, declared string) (text string, notes []language.Sayer) {
	cs := Detect(data, declared)
	text = cs.Decode(data)
	if Count(text).Broken > 0 && (cs.Name == "UTF-8" || cs.Name == "GB18030") {
		text = byLine(cs, data)
	}
	text, mended := mendLines(text)
	if cs.Name != "UTF-8" {
		notes = append(notes, language.Sentence("read.note.charset", cs.Name))
	}
	notes = append(notes, mended.Notes()...)
	if replaced := strings.Count(text, "\uFFFD") - mended.Lost; replaced > 0 {
		notes = append(notes, language.Sentence("read.note.replaced", replaced))
	}
	return text, notes
}

// byLine decodes a text of which some lines are in the other of the two usual encodings than most, as programs that join files leave it.
func byLine(cs Charset, data []byte) string {
	utf8Charset, gbCharset := charsets()[0], charsets()[1]
	var text strings.Builder
	for line := range bytes.Lines(bytes.TrimPrefix(data, []byte(cs.bom))) {
		of := cs
		switch isUTF8 := utf8.Valid(line); {
		case cs.Name == gbCharset.Name && isUTF8 && utf8Charset.score(line) > gbCharset.score(line):
			of = utf8Charset
		case cs.Name == utf8Charset.Name && !isUTF8 && gbCharset.score(line) > max(leastFamiliar, utf8Charset.score(line)):
			of = gbCharset
		}
		text.WriteString(of.Decode(line))
	}
	return text.String()
}

// leastFamiliar is the share of familiar characters that a line of another encoding has at least. Damaged bytes make others.
const leastFamiliar = 0.5

var metaCharset = regexp.MustCompile(`(?i)charset\s*=\s*["']?\s*([\w-]+)`)

// Declared returns the encoding that a page declares, or an empty string.
func Declared(head []byte) string {
	if found := metaCharset.FindSubmatch(head[:min(len(head), 4096)]); found != nil {
		return string(found[1])
	}
	return ""
}

//go:embed familiar.txt
var familiarText string

// familiar returns the characters that make up five sixths of government reports, in their Simplified and their
// Traditional forms, with the punctuation of prose.
var familiar = sync.OnceValue(func() map[rune]bool {
	known := make(map[rune]bool)
	for _, r := range familiarText {
		known[r] = r > utf8.RuneSelf
	}
	return known
})
