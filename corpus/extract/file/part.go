package file

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/charset"
	"gongbao/language"
)

// ErrNoPart means that an office document lacks a part.
var ErrNoPart = language.New("xml.missing")

// XMLPart opens a part of an office document for reading; the error is ErrNoPart if the part does not exist.
func (in Input) XMLPart(ctx context.Context, name string) (*XML, error) {
	data, err := in.Part(name)
	if err != nil {
		return nil, err
	}
	return newXML(ctx, name, data), nil
}

// Part returns the content of a part of an office document; the error is ErrNoPart if the part does not exist.
func (in Input) Part(name string) ([]byte, error) {
	if in.sniffed.flat != nil {
		data, ok := in.sniffed.flat[partName(name)]
		if !ok {
			return nil, fmt.Errorf("%w (%w)", language.New("zip.part", ErrTruncated, name), ErrNoPart)
		}
		return data, nil
	}
	f, err := in.member(name)
	if err != nil {
		if _, broken := in.Archive(); broken != nil {
			return nil, broken
		}
		return nil, fmt.Errorf("%w (%w)", err, ErrNoPart)
	}
	return in.unpackXML(f)
}

// WithParts returns an input whose parts are given, for an office document in one file. Their names are paths.
func (in Input) WithParts(parts map[string][]byte) Input {
	in.sniffed = &sniffed{flat: make(map[string][]byte, len(parts))}
	for name, data := range parts {
		in.sniffed.flat[partName(name)] = data
	}
	return in
}

// XML returns the whole content as XML, and notes on its encoding.
func (in Input) XML(ctx context.Context) (*XML, []language.Sayer, error) {
	data, err := in.Text()
	if err != nil {
		return nil, nil, err
	}
	text, notes := charset.Decode(data, "")
	return newXML(ctx, in.Name, []byte(xmlDeclaration.ReplaceAllString(text, ""))), notes, nil
}

// A Relation is a link from one part of an office document to another.
type Relation struct{ Type, Target string }

// Relations returns the links of a part of an office document by id, with targets as paths of parts. It is empty for a part
// without any.
func (in Input) Relations(ctx context.Context, part string) (map[string]Relation, error) {
	folder, name := path.Split(part)
	x, err := in.XMLPart(ctx, folder+"_rels/"+name+".rels")
	if errors.Is(err, ErrNoPart) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if err := x.Root(); err != nil {
		return nil, err
	}
	all := map[string]Relation{}
	err = x.Children(func(e xml.StartElement) error {
		target := strings.ReplaceAll(Attr(e, "Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") && Attr(e, "TargetMode") != "External" {
			target = path.Join("/", folder, target)
		}
		all[Attr(e, "Id")] = Relation{Attr(e, "Type"), strings.TrimPrefix(target, "/")}
		return nil
	})
	return all, err
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
