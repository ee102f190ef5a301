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

// ErrNoPart means that an office document lacks a part.
var ErrNoPart = language.New("xml.missing")

// XMLPart opens a part of an office document for reading; the error is ErrNoPart if the part does not exist.
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

// unpackXML unpacks a part that will be parsed. Its limit is lower because parsing takes several times the part's size.
func (in Input) unpackXML(f *zip.File) ([]byte, error) {
	in.Options.Limits.MemberBytes = min(in.Options.Limits.MemberBytes, maxPartBytes)
	return in.Unpack(f)
}

// Attr returns an element's attribute by its local name, or "" without one.
func Attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// AttrInt returns an attribute that is a whole number, or otherwise if it is missing or is not a number.
func AttrInt(e xml.StartElement, local string, otherwise int) int {
	n, err := strconv.Atoi(Attr(e, local))
	if err != nil {
		return otherwise
	}
	return n
}

// HexRune returns the character of a code point in hexadecimal digits, or utf8.RuneError.
func HexRune(digits string) rune {
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return utf8.RuneError
	}
	return rune(n)
}
