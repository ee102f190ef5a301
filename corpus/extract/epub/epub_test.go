package epub_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

const (
	container = `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`
	contents  = `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>保定年鉴</dc:title></metadata><manifest>` +
		`<item id="b" href="Text/b.xhtml"/><item id="a" href="Text/%E7%AB%A0.xhtml"/><item id="css" href="x.css"/></manifest><spine toc="ncx"><itemref idref="a"/><itemref idref="b" linear="no"/></spine></package>`
)

func book(others ...extracttest.Member) []byte {
	return extracttest.Pack(append([]extracttest.Member{
		{Name: "mimetype", Content: "application/epub+zip"},
		{Name: "META-INF/container.xml", Content: container},
		{Name: "OEBPS/content.opf", Content: contents},
		{Name: "OEBPS/Text/b.xhtml", Content: `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p>二<a id="n"/>章</p><table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table></body></html>`},
		{Name: "OEBPS/Text/章.xhtml", Content: `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title><script src="a"/></head><body><h1>一章</h1><p>正文<sup>1</sup></p><aside epub:type="footnote"><p>注文</p></aside></body></html>`},
	}, others...)...)
}

func TestBook(t *testing.T) {
	doc := extracttest.One(t, "a.zip", book())
	if diff := cmp.Diff("H|一章\n|正文1\n|注文\n|二章\nR|甲\t1\nR|乙\t2\n", extracttest.Marked(doc.Blocks)); diff != "" {
		t.Error(diff)
	}
	if doc.Format != "epub" || doc.Fields["title"] != "保定年鉴" {
		t.Errorf("%s, fields %v", doc.Format, doc.Fields)
	}
}

func TestRefusals(t *testing.T) {
	locked := book(extracttest.Member{Name: "META-INF/encryption.xml", Content: `<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/Text/b.xhtml"/></CipherData></EncryptedData></encryption>`})
	if _, err := extracttest.Read(t.Context(), locked); !errors.Is(err, file.ErrEncrypted) {
		t.Errorf("a locked book: %v", err)
	}
	fonts := book(extracttest.Member{Name: "META-INF/encryption.xml", Content: `<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/a.ttf"/></CipherData></EncryptedData></encryption>`})
	if _, err := extracttest.Read(t.Context(), fonts); err != nil {
		t.Errorf("a book whose fonts are scrambled: %v", err)
	}
	empty := extracttest.Pack(extracttest.Member{Name: "mimetype", Content: "application/epub+zip"}, extracttest.Member{Name: "META-INF/container.xml", Content: "<container/>"})
	if _, err := extracttest.Read(t.Context(), empty); !errors.Is(err, file.ErrTruncated) {
		t.Errorf("a book without contents: %v", err)
	}
}
