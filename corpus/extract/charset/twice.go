package charset

import (
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// twice is UTF-8 of a text that a program took for one of another encoding than its own: ÕþÎñ is 政务 as GB18030 that was taken for
// Windows-1252. The other encoding must have all bytes: UTF-8 that was taken for GB18030 has lost some, and cannot be restored.
type twice struct{ taken, own encoding.Encoding }

func (t twice) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: transform.Chain(encoding.ReplaceUnsupported(t.taken.NewEncoder()), t.own.NewDecoder())}
}

func (t twice) NewEncoder() *encoding.Encoder {
	return &encoding.Encoder{Transformer: transform.Chain(t.own.NewEncoder(), t.taken.NewDecoder())}
}

// western is Windows-1252, with ISO-8859-1 for the bytes that it leaves out, as programs read either.
type western struct{}

func (western) NewDecoder() *encoding.Decoder { return &encoding.Decoder{Transformer: fromWestern{}} }
func (western) NewEncoder() *encoding.Encoder { return &encoding.Encoder{Transformer: toWestern{}} }

type fromWestern struct{ transform.NopResetter }

func (fromWestern) Transform(dst, src []byte, _ bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		r := charmap.Windows1252.DecodeByte(src[nSrc])
		if r == utf8.RuneError {
			r = rune(src[nSrc])
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc++
	}
	return nDst, nSrc, nil
}

type toWestern struct{ transform.NopResetter }

// lost stands for a character that no byte of the encoding is.
const lost = 0x1a

func (toWestern) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		if !atEOF && !utf8.FullRune(src[nSrc:]) {
			return nDst, nSrc, transform.ErrShortSrc
		}
		if nDst == len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		r, width := utf8.DecodeRune(src[nSrc:])
		b, ok := charmap.Windows1252.EncodeRune(r)
		switch {
		case ok:
		case r <= 0xff:
			b = byte(r)
		default:
			b = lost
		}
		dst[nDst] = b
		nDst++
		nSrc += width
	}
	return nDst, nSrc, nil
}
