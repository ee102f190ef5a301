package rtf

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// symbolCharset is the charset of fonts of signs.
const symbolCharset = 2

// pageOf returns the code page of a font's charset, or 0 for the file's own.
func pageOf(charset int) int {
	pages := map[int]int{
		128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
	}
	return pages[charset]
}

// isWide reports whether characters of a code page may have two bytes.
func isWide(page int) bool {
	switch page {
	case 932, 936, 949, 950, 54936:
		return true
	}
	return false
}

func encodingOf(page int) encoding.Encoding {
	switch page {
	case 936, 54936:
		return simplifiedchinese.GB18030
	case 950:
		return traditionalchinese.Big5
	case 932:
		return japanese.ShiftJIS
	case 949:
		return korean.EUCKR
	case 65001:
		return unicode.UTF8
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1253:
		return charmap.Windows1253
	case 1254:
		return charmap.Windows1254
	case 1257:
		return charmap.Windows1257
	}
	return charmap.Windows1252
}

// decodeBytes decodes text in a code page. Western letters may stand alone under a code page for Chinese, so what it makes no
// character of is read as Western. broken counts characters that cannot be read.
func decodeBytes(raw []byte, page int) (text string, broken int) {
	text = decodeIn(raw, encodingOf(page))
	if !strings.ContainsRune(text, utf8.RuneError) {
		return text, 0
	}
	isChinese := func(r rune) bool { return r > 0xFF && r != utf8.RuneError }
	if !strings.ContainsFunc(text, isChinese) {
		text = decodeIn(raw, charmap.Windows1252)
	}
	return text, strings.Count(text, string(utf8.RuneError))
}

func decodeIn(raw []byte, enc encoding.Encoding) string {
	decoded, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return string(utf8.RuneError)
	}
	return string(decoded)
}
