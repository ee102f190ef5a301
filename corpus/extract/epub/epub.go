// Package epub reads electronic books.
package epub

import (
	"context"
	"encoding/xml"
	"errors"
	"net/url"
	"path"

	"gongbao/corpus/extract/charset"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/web"
	"gongbao/language"
)

// Format is EPUB, in any version.
var Format = file.Format{Name: "epub", Is: is, Read: file.Whole(read)}

const container = "META-INF/container.xml"

func is(head []byte, in file.Input) bool {
	return file.IsZip(head) && (in.Mimetype() == "application/epub+zip" || in.Mimetype() == "" && in.Holds(container))
}

// read reads the chapters of a book in their order, as one document.
func read(ctx context.Context, in file.Input) ([]file.Document, error) {
	main, err := mainPart(ctx, in)
	if err != nil {
		return nil, err
	}
	doc := file.Document{}
	chapters, err := contents(ctx, in, main, &doc)
	if err != nil {
		return nil, err
	}
	locked, err := lockedParts(ctx, in)
	if err != nil {
		return nil, err
	}
	for _, chapter := range chapters {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if locked[chapter] {
			return nil, language.New("refuse.password", file.ErrEncrypted)
		}
		page, err := in.Part(chapter)
		if err != nil {
			return nil, err
		}
		text, notes := charset.Decode(page, charset.Declared(page))
		blocks, err := web.Chapter(text)
		if err != nil {
			return nil, err
		}
		doc.Blocks, doc.Notes = append(doc.Blocks, blocks...), append(doc.Notes, notes...)
	}
	return []file.Document{doc}, nil
}

// mainPart returns the part that lists the others.
func mainPart(ctx context.Context, in file.Input) (string, error) {
	main := ""
	err := elements(ctx, in, container, func(x *file.XML, e xml.StartElement) error {
		if e.Name.Local == "rootfile" && main == "" {
			main = path.Clean(file.Attr(e, "full-path"))
		}
		return nil
	})
	if err == nil && main == "" {
		err = language.New("epub.document", file.ErrTruncated)
	}
	return main, err
}

// contents returns the parts of the chapters in reading order, and adds the book's title to its document.
func contents(ctx context.Context, in file.Input, main string, doc *file.Document) ([]string, error) {
	parts := map[string]string{}
	var chapters []string
	err := elements(ctx, in, main, func(x *file.XML, e xml.StartElement) error {
		switch e.Name.Local {
		case "title":
			title, err := x.Text()
			doc.AddField("title", title)
			return err
		case "item":
			href, err := url.PathUnescape(file.Attr(e, "href"))
			parts[file.Attr(e, "id")] = path.Join(path.Dir(main), href)
			return err
		case "itemref":
			if part, ok := parts[file.Attr(e, "idref")]; ok {
				chapters = append(chapters, part)
			}
		}
		return nil
	})
	if err == nil && len(chapters) == 0 {
		err = language.New("epub.document", file.ErrTruncated)
	}
	return chapters, err
}

// lockedParts returns the parts that only certain programs can read.
func lockedParts(ctx context.Context, in file.Input) (map[string]bool, error) {
	locked := map[string]bool{}
	err := elements(ctx, in, "META-INF/encryption.xml", func(x *file.XML, e xml.StartElement) error {
		if e.Name.Local == "CipherReference" {
			part, err := url.PathUnescape(file.Attr(e, "URI"))
			locked[path.Clean(part)] = true
			return err
		}
		return nil
	})
	if errors.Is(err, file.ErrNoPart) {
		return locked, nil
	}
	return locked, err
}

// elements calls visit for every element of a part, outer before inner.
func elements(ctx context.Context, in file.Input, part string, visit func(*file.XML, xml.StartElement) error) error {
	x, err := in.XMLPart(ctx, part)
	if err != nil {
		return err
	}
	if err := x.Root(); err != nil {
		return err
	}
	return x.Each(visit)
}
