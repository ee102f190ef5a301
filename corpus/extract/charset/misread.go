package charset

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	xunicode "golang.org/x/text/encoding/unicode"
)

// A misreading is what a program did that took the bytes of a text for another encoding than their own and saved what it saw:
// 现在 in UTF-8, taken for GBK, is 鐜板湪.
type misreading struct {
	own, taken string // names of encodings
	decode     encoding.Encoding
	encode     func(seen string) ([]byte, bool) // the bytes that it took, with lostByte for each that it could not show
	times      int                              // how often it did so
}

// lostByte stands for a byte that a program replaced because its encoding had no character for it. No text has this byte in UTF-8, GBK or Big5.
const lostByte = 0xff

var misreadings = sync.OnceValue(func() []misreading {
	utf8Own := func(taken string, encode func(string) ([]byte, bool), times int) misreading {
		return misreading{"UTF-8", taken, xunicode.UTF8, encode, times}
	}
	return []misreading{
		utf8Own("GBK", fromGBK(0x80), 1),
		utf8Own("GBK", fromGBK(0xa2, 0xe3), 1), // as GB 18030 reads it
		utf8Own("Windows-1252", fromWestern, 1),
		utf8Own("Windows-1252", fromWestern, 2),
		utf8Own("Big5", fromBig5, 1),
		{"GB18030", "Windows-1252", simplifiedchinese.GB18030, fromWestern, 1},
		{"GB18030", "Big5", simplifiedchinese.GB18030, fromBig5, 1},
		{"Big5", "Windows-1252", traditionalchinese.Big5, fromWestern, 1},
		{"Big5", "GBK", traditionalchinese.Big5, fromGBK(0x80), 1},
	}
})

// fromBig5 returns the bytes of a text in Big5. It reports false for a text with a character that Big5 lacks.
func fromBig5(seen string) ([]byte, bool) {
	var all []byte
	for i, piece := range strings.Split(seen, "\uFFFD") {
		if i > 0 {
			all = append(all, lostByte)
		}
		taken, err := traditionalchinese.Big5.NewEncoder().Bytes([]byte(piece))
		if err != nil {
			return nil, false
		}
		all = append(all, taken...)
	}
	return all, true
}

// fromWestern returns the bytes of a text in Windows-1252, with ISO-8859-1 for those that it leaves out, as programs read either.
func fromWestern(seen string) ([]byte, bool) {
	all := make([]byte, 0, len(seen))
	for _, r := range seen {
		b, ok := charmap.Windows1252.EncodeRune(r)
		switch {
		case r == utf8.RuneError:
			b = lostByte
		case !ok && r <= 0xff:
			b = byte(r)
		case !ok:
			return nil, false
		}
		all = append(all, b)
	}
	return all, true
}

// undo returns what the text was before it was misread, with U+FFFD for each character that has lost a byte, and their number. It
// reports false for a text that cannot come from this misreading.
func (m misreading) undo(seen string) (text string, lost int, ok bool) {
	for range m.times {
		data, ok := m.encode(seen)
		if !ok {
			return "", 0, false
		}
		if m.own == "UTF-8" {
			seen, lost = m.fromUTF8(data)
			continue
		}
		decoded, err := m.decode.NewDecoder().Bytes(data)
		if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) { // behind a lost byte, any others make characters
			return "", 0, false
		}
		seen = string(decoded)
	}
	return seen, lost, true
}

// fromUTF8 decodes UTF-8 of which some bytes are lost.
func (m misreading) fromUTF8(data []byte) (text string, lost int) {
	var out strings.Builder
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError {
			if size == 1 {
				size = damaged(data)
				r = m.only(data[:size], data[size:])
			}
			if r == utf8.RuneError {
				lost++
			}
		}
		out.WriteRune(r)
		data = data[size:]
	}
	return out.String(), lost
}

// damaged returns the number of bytes at the beginning of data that are left of one character, with the marks of what it has lost.
func damaged(data []byte) int {
	whole := 1
	switch first := data[0]; {
	case first >= 0xf0 && first != lostByte:
		whole = 4
	case first >= 0xe0:
		whole = 3
	case first >= 0xc0:
		whole = 2
	}
	n := 1
	for n < len(data) && n < whole && (isContinuation(data[n]) || data[n] == lostByte) {
		n++
	}
	if n < whole && n < len(data) && data[n] == '?' { // programs write it for a byte at the end of a line
		n++
	}
	if n > 1 && data[n-1] == lostByte { // which may stand for the first byte of the next character too
		for n < len(data) && isContinuation(data[n]) {
			n++
		}
	}
	return n
}

func isContinuation(b byte) bool { return b&0xc0 == 0x80 }

// only returns the only common character that a damaged one can have been, or U+FFFD. A program that takes UTF-8 for GBK has no
// character for the lost byte and the one behind it: of 。 it loses the middle one.
func (m misreading) only(left, rest []byte) rune {
	at := bytes.IndexByte(left, lostByte)
	behind := append(bytes.Clone(left[at+1:]), rest...)
	if m.taken != "GBK" || at <= 0 || len(left) != 3 || len(behind) == 0 || bytes.IndexByte(left[at+1:], lostByte) >= 0 {
		return utf8.RuneError
	}
	found := utf8.RuneError
	for b := byte(0x80); b < 0xc0; b++ {
		whole := bytes.Clone(left)
		whole[at] = b
		r, size := utf8.DecodeRune(whole)
		if size != len(whole) || !gbk().isCommon(r) || gbk().shows(b, behind[0]) {
			continue
		}
		if found != utf8.RuneError {
			return utf8.RuneError
		}
		found = r
	}
	return found
}
