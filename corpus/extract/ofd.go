package extract

import (
	"context"
	"encoding/xml"
	"fmt"
	"path"
	"strings"
)

// readOFD reads an OFD file (GB/T 33190-2016, the national format of documents with fixed pages) line by line, as it is
// printed: the text of a page and of the templates under and over it. A file of several documents yields one for each.
// Annotations and seals are left out.
func readOFD(ctx context.Context, in input) ([]Document, error) {
	if err := in.checkOFDEncryption(); err != nil {
		return nil, err
	}
	bodies, err := in.ofdBodies(ctx)
	if err != nil {
		return nil, err
	}
	docs := make([]Document, 0, len(bodies))
	for _, body := range bodies {
		doc, err := in.readOFDBody(ctx, body)
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

// checkOFDEncryption knows an encrypted file by the list of what is encrypted in it (GM/T 0099).
func (in input) checkOFDEncryption() error {
	archive, err := in.archive()
	if err != nil {
		return err
	}
	for _, f := range archive.File {
		if strings.EqualFold(path.Base(f.Name), "Encryptions.xml") {
			return fmt.Errorf("%w: the OFD has parts that ask for a key; save it without encryption", ErrEncrypted)
		}
	}
	return nil
}

// An ofdBody is a document of an OFD file as OFD.xml lists it.
type ofdBody struct {
	root  string // the path of its Document.xml
	title string
}

// ofdBodies reads OFD.xml.
func (in input) ofdBodies(ctx context.Context) ([]ofdBody, error) {
	x, err := in.xmlPart(ctx, "OFD.xml")
	if err != nil {
		return nil, err
	}
	if _, err := x.root(); err != nil {
		return nil, err
	}
	var bodies []ofdBody
	err = x.children(func(e xml.StartElement) error {
		if e.Name.Local != "DocBody" {
			return nil
		}
		body, err := readOFDBodyEntry(x)
		bodies = append(bodies, body)
		return err
	})
	if err == nil && len(bodies) == 0 {
		err = fmt.Errorf("%w: its OFD.xml lists no document; fetch it again", ErrTruncated)
	}
	return bodies, err
}

func readOFDBodyEntry(x *xmlReader) (ofdBody, error) {
	var body ofdBody
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) (err error) {
		switch e.Name.Local {
		case "DocInfo":
			return x.children(visit)
		case "Title":
			body.title, err = x.text()
		case "DocRoot":
			var root string
			root, err = x.text()
			body.root = ofdPath("", root)
		}
		return err
	}
	err := x.children(visit)
	return body, err
}

// ofdPath resolves a path as parts of an OFD write it (ST_Loc): from the root of the archive when it begins with a
// slash, from the folder of the part that names it otherwise.
func ofdPath(from, loc string) string {
	loc = strings.ReplaceAll(strings.TrimSpace(loc), `\`, "/")
	if !strings.HasPrefix(loc, "/") {
		loc = path.Join("/", path.Dir(from), loc)
	}
	return strings.TrimPrefix(path.Clean(loc), "/")
}

// readOFDBody reads one document.
func (in input) readOFDBody(ctx context.Context, body ofdBody) (Document, error) {
	file, err := in.openOFD(ctx, body.root)
	if err != nil {
		return Document{}, err
	}
	text := &printedText{format: "OFD"}
	for i, part := range file.pages {
		if err := ctx.Err(); err != nil {
			return Document{}, err
		}
		page, err := file.page(ctx, i+1, part)
		if err != nil {
			return Document{}, err
		}
		if err := text.add(page); err != nil {
			return Document{}, err
		}
	}
	doc, err := text.document()
	if title := strings.TrimSpace(body.title); err == nil && title != "" {
		doc.Fields = map[string]string{"title": title}
	}
	return doc, err
}
