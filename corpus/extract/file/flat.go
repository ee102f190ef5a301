package file

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/xml"
	"strings"

	"gongbao/language"
)

// FlatPackage is the root of an office document whose parts stand in one XML file.
var FlatPackage = xml.Name{Space: "http://schemas.microsoft.com/office/2006/xmlPackage", Local: "package"}

// IsFlatOf reports whether the head of such a document names the program that it belongs to.
func IsFlatOf(head []byte, program string) bool {
	return bytes.Contains(head, []byte(`progid="`+program))
}

// ReadFlat reads an office document whose parts stand in one XML file with the reader for its archive.
func ReadFlat(ctx context.Context, in Input, read func(context.Context, Input) ([]Document, error)) ([]Document, error) {
	x, notes, err := in.XML(ctx)
	if err != nil {
		return nil, err
	}
	parts, err := flatParts(x)
	if err != nil {
		return nil, err
	}
	docs, err := read(ctx, in.WithParts(parts))
	for i := range docs {
		docs[i].Notes = append(docs[i].Notes, notes...)
	}
	return docs, err
}

// flatParts returns the parts by name.
func flatParts(x *XML) (map[string][]byte, error) {
	if err := x.Root(); err != nil {
		return nil, err
	}
	parts := map[string][]byte{}
	err := x.Children(func(part xml.StartElement) error {
		name := Attr(part, "name")
		return x.Children(func(e xml.StartElement) (err error) {
			switch e.Name.Local {
			case "xmlData":
				parts[name], err = x.Inner()
			case "binaryData":
				parts[name], err = binaryPart(x)
			}
			return err
		})
	})
	return parts, err
}

func binaryPart(x *XML) ([]byte, error) {
	text, err := x.Text()
	if err != nil {
		return nil, err
	}
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		return nil, language.New("xml.whole", ErrTruncated, x.part, err)
	}
	return data, nil
}
