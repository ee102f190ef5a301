package file

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"strconv"
	"unicode/utf8"

	"gongbao/language"
)

// ErrNoPart is a part that an office document does not have.
var ErrNoPart = language.New("xml.missing")

// XMLPart opens a part of an office document for reading; ErrNoPart says that there is none of that name.
func (in Input) XMLPart(ctx context.Context, name string) (*XML, error) {
	f, err := in.member(name)
	if err != nil {
		if _, broken := in.Archive(); broken != nil {
			return nil, broken
		}
		return nil, fmt.Errorf("%w (%w)", err, ErrNoPart)
	}
	data, err := in.unpackXML(f)
	if err != nil {
		return nil, err
	}
	return newXML(ctx, name, bytes.NewReader(data)), nil
}

// unpackXML unpacks a part that will be parsed, whose limit is lower because parsing takes several times its size.
func (in Input) unpackXML(f *zip.File) ([]byte, error) {
	in.Options.Limits.MemberBytes = min(in.Options.Limits.MemberBytes, maxPartBytes)
	return in.Unpack(f)
}

// Attr returns an element's attribute by its local name, empty when it has none.
func Attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// AttrInt returns an attribute that is a whole number, or otherwise when it is missing or is none.
func AttrInt(e xml.StartElement, local string, otherwise int) int {
	n, err := strconv.Atoi(Attr(e, local))
	if err != nil {
		return otherwise
	}
	return n
}

// HexRune reads a character given by its code point in hexadecimal digits, utf8.RuneError when it is none.
func HexRune(digits string) rune {
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return utf8.RuneError
	}
	return rune(n)
}
