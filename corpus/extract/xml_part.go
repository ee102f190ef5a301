package extract

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// errNoPart is a part that an office document does not have.
var errNoPart = errors.New("part is missing")

// xmlPart opens a part of an office document for reading; errNoPart says that there is none of that name.
func (in input) xmlPart(ctx context.Context, name string) (*xmlReader, error) {
	f, err := in.member(name)
	if err != nil {
		if _, broken := in.archive(); broken != nil {
			return nil, broken
		}
		return nil, fmt.Errorf("%w (%w)", err, errNoPart)
	}
	data, err := in.unpackXML(f)
	if err != nil {
		return nil, err
	}
	return newXMLReader(ctx, name, bytes.NewReader(data)), nil
}

// unpackXML unpacks a part that will be parsed, whose limit is lower because parsing takes several times its size.
func (in input) unpackXML(f *zip.File) ([]byte, error) {
	in.opt.Limits.MemberBytes = min(in.opt.Limits.MemberBytes, xmlPartBytes)
	return in.unpack(f)
}

// attr returns an element's attribute by its local name, empty when it has none.
func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// attrInt returns an attribute that is a whole number, or otherwise when it is missing or is none.
func attrInt(e xml.StartElement, local string, otherwise int) int {
	n, err := strconv.Atoi(attr(e, local))
	if err != nil {
		return otherwise
	}
	return n
}

// hexRune reads a character given by its code point in hexadecimal digits, utf8.RuneError when it is none.
func hexRune(digits string) rune {
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return utf8.RuneError
	}
	return rune(n)
}
