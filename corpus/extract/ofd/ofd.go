// Package ofd reads OFD files.
package ofd

import (
	"context"
	"encoding/xml"
	"path"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/typeset"
	"gongbao/language"
)

// Format is the national format for documents with fixed pages.
var Format = file.Format{Name: "ofd", Is: is, Read: file.Whole(read)}

// read reads an OFD file (GB/T 33190-2016, the national format for documents with fixed pages) line by line, as
// printed: the text of each page and of the templates under and over it. A file of several documents yields one for
// each. read omits annotations and seals.
func read(ctx context.Context, in file.Input) ([]file.Document, error) {
	if err := checkEncryption(in); err != nil {
		return nil, err
	}
	bodies, err := docBodies(ctx, in)
	if err != nil {
		return nil, err
	}
	docs := make([]file.Document, 0, len(bodies))
	for _, body := range bodies {
		doc, err := readBody(ctx, in, body)
		if err != nil {
			return docs, err
		}
		if len(bodies) > 1 {
			doc.Member = path.Dir(body.root)
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

// checkEncryption detects an encrypted file by its list of encrypted parts (GM/T 0099).
func checkEncryption(in file.Input) error {
	archive, err := in.Archive()
	if err != nil {
		return err
	}
	for _, f := range archive.File {
		if strings.EqualFold(path.Base(f.Name), "Encryptions.xml") {
			return language.New("ofd.encrypted", file.ErrEncrypted)
		}
	}
	return nil
}

// A docBody is an entry of OFD.xml: one document of the file.
type docBody struct {
	root  string // the path of its Document.xml
	title string
}

// docBodies reads OFD.xml.
func docBodies(ctx context.Context, in file.Input) ([]docBody, error) {
	x, err := in.XMLPart(ctx, "OFD.xml")
	if err != nil {
		return nil, err
	}
	if err := x.Root(); err != nil {
		return nil, err
	}
	var bodies []docBody
	err = x.Children(func(e xml.StartElement) error {
		if e.Name.Local != "DocBody" {
			return nil
		}
		body, err := readBodyEntry(x)
		bodies = append(bodies, body)
		return err
	})
	if err == nil && len(bodies) == 0 {
		err = language.New("ofd.document", file.ErrTruncated)
	}
	return bodies, err
}

func readBodyEntry(x *file.XML) (docBody, error) {
	var body docBody
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) (err error) {
		switch e.Name.Local {
		case "DocInfo":
			return x.Children(visit)
		case "Title":
			body.title, err = x.Text()
		case "DocRoot":
			var root string
			root, err = x.Text()
			body.root = resolve("", root)
		}
		return err
	}
	err := x.Children(visit)
	return body, err
}

// resolve resolves a path in an OFD (ST_Loc): from the root of the archive if it begins with a slash, otherwise from
// the folder of the part that contains it.
func resolve(from, loc string) string {
	loc = strings.ReplaceAll(strings.TrimSpace(loc), `\`, "/")
	if !strings.HasPrefix(loc, "/") {
		loc = path.Join("/", path.Dir(from), loc)
	}
	return strings.TrimPrefix(path.Clean(loc), "/")
}

// readBody reads one document.
func readBody(ctx context.Context, in file.Input, body docBody) (file.Document, error) {
	opened, err := open(ctx, in, body.root)
	if err != nil {
		return file.Document{}, err
	}
	text := &typeset.Text{Format: "OFD"}
	for i, part := range opened.pages {
		if err := ctx.Err(); err != nil {
			return file.Document{}, err
		}
		page, err := opened.page(ctx, i+1, part)
		if err != nil {
			return file.Document{}, err
		}
		if err := text.Add(page); err != nil {
			return file.Document{}, err
		}
	}
	doc, err := text.Document()
	if title := strings.TrimSpace(body.title); err == nil && title != "" {
		doc.Fields = map[string]string{"title": title}
	}
	return doc, err
}

func is(head []byte, in file.Input) bool { return file.IsZip(head) && in.Holds("OFD.xml") }
