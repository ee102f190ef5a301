package extract_test

import (
	"errors"
	"strings"
	"testing"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

// Office programs put what they encrypt into their old container, which other programs use too.
func TestContainersWithoutAReader(t *testing.T) {
	for stream, want := range map[string]struct {
		err  error
		says string
	}{
		"EncryptedPackage":        {file.ErrEncrypted, "password"},
		"WordDocument":            {file.ErrTruncated, "FIB"},
		"Workbook":                {file.ErrTruncated, "BOF"},
		"WpsContent":              {file.ErrUnsupported, "WPS"},
		"PowerPoint Document":     {file.ErrUnsupported, "pptx"},
		"__properties_version1.0": {file.ErrUnsupported, "eml"},
		"Data":                    {file.ErrUnsupported, "Office"},
	} {
		_, err := extracttest.Read(t.Context(), extracttest.Compound(extracttest.Member{Name: stream}))
		if !errors.Is(err, want.err) || !strings.Contains(err.Error(), want.says) {
			t.Errorf("%s: got %v, want %v with %q", stream, err, want.err, want.says)
		}
	}
}

// A zip archive of one program's parts is that program's file: no part becomes a text.
func TestPackagesAreNoArchives(t *testing.T) {
	text := strings.Join(extracttest.Report, "\n")
	for _, c := range []struct {
		name    string
		members []extracttest.Member
		says    string
	}{
		{"a media type", []extracttest.Member{{Name: "mimetype", Content: "application/hwp+zip"}, {Name: "Contents/section0.xml", Content: text}}, "application/hwp+zip"},
		{"a drawing of Visio", []extracttest.Member{{Name: "[Content_Types].xml", Content: "<Types/>"}, {Name: "visio/document.xml", Content: text}}, "vsdx"},
		{"a binary workbook", []extracttest.Member{{Name: "[Content_Types].xml", Content: "<Types/>"}, {Name: "xl/workbook.bin", Content: text}}, "xlsb"},
		{"pages to print", []extracttest.Member{{Name: "[Content_Types].xml", Content: "<Types/>"}, {Name: "FixedDocSeq.fdseq", Content: text}}, "xps"},
		{"any other package of Office", []extracttest.Member{{Name: "[Content_Types].xml", Content: "<Types/>"}, {Name: "part/1.xml", Content: text}}, "Office Open XML"},
		{"a program in Java", []extracttest.Member{{Name: "META-INF/MANIFEST.MF", Content: "x"}, {Name: "a.txt", Content: text}}, "jar"},
		{"a text of Pages", []extracttest.Member{{Name: "Index/Document.iwa", Content: "x"}, {Name: "a.txt", Content: text}}, "Pages"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := extracttest.ReadAll(t, "a.zip", extracttest.Pack(c.members...), file.Options{})
			if len(got.Docs) != 0 || len(got.Errs) != 1 || !errors.Is(got.Errs[0], file.ErrUnsupported) || !strings.Contains(got.Errs[0].Error(), c.says) {
				t.Errorf("documents %v, errors %v", got.Docs, got.Errs)
			}
		})
	}
}

// Folders in an archive may have the names of parts, and a file may be called mimetype.
func TestArchivesThatLookLikePackages(t *testing.T) {
	text := strings.Join(extracttest.Report, "\n")
	for _, name := range []string{"visio/a.txt", "word/a.txt", "ppt/a.txt", "xl/a.txt", "mimetype"} {
		got := extracttest.ReadAll(t, "a.zip", extracttest.Pack(extracttest.Member{Name: name, Content: text}), file.Options{})
		if len(got.Docs) != 1 || len(got.Errs) != 0 {
			t.Errorf("%s: %d documents, errors %v", name, len(got.Docs), got.Errs)
		}
	}
}

// XML is read by a reader that knows its root, or refused with the root's name; its markup is no text.
func TestUnknownXML(t *testing.T) {
	inside := "<a><b>" + strings.Join(extracttest.Report, "</b><b>") + "</b></a>"
	for _, c := range []struct{ name, data, says string }{
		{"declared", `<?xml version="1.0" encoding="GB2312"?><项目>` + inside + `</项目>`, "项目"},
		{"with a name space", `<feed xmlns="http://www.w3.org/2005/Atom">` + inside + `</feed>`, "feed http://www.w3.org/2005/Atom"},
		{"behind a comment and a document type", "<!-- x -->\n<!DOCTYPE plist>\n<?xml-stylesheet href='a'?><plist>" + inside + "</plist>", "plist"},
		{"without a declaration", "<articles>" + inside + "</articles>", "articles"},
		{"of an element that pages have too", `<?xml version="1.0"?><content>` + inside + `</content>`, "content"},
		{"a picture", `<svg xmlns="http://www.w3.org/2000/svg"><text>各位代表</text></svg>`, "svg"},
		{"in UTF-16", string(extracttest.Encode("UTF-16LE", "\ufeff<?xml version=\"1.0\" encoding=\"utf-16\"?><data>"+inside+"</data>")), "data"},
		{"larger than its head", "<rows>" + strings.Repeat(inside, 300) + "</rows>", "rows"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, name := range []string{"a.xml", "a.doc", "a.csv", "a.html"} {
				got := extracttest.ReadAll(t, name, []byte(c.data), file.Options{})
				if len(got.Docs) != 0 || len(got.Errs) != 1 || !errors.Is(got.Errs[0], file.ErrUnsupported) || !strings.Contains(got.Errs[0].Error(), "root is "+c.says) {
					t.Errorf("%s: documents %v, errors %v", name, got.Docs, got.Errs)
				}
			}
		})
	}
}

func TestXMLWithoutAnElement(t *testing.T) {
	for _, data := range []string{`<?xml version="1.0" encoding="UTF-8"?>`, "<?xml version='1.0'?>\n<?mso-application prog", "<?xml version='1.0'?><w:wordDoc"} {
		if _, err := extracttest.Read(t.Context(), []byte(data)); !errors.Is(err, file.ErrTruncated) {
			t.Errorf("%s: %v", data, err)
		}
	}
}

func TestTextsThatLookLikeXML(t *testing.T) {
	text := strings.Join(extracttest.Report, "\n")
	for name, data := range map[string]string{
		"a title between angle brackets": "<政府工作报告>\n" + text,
		"a title at the head of a book":  "<政府工作报告>\n" + strings.Repeat(text, 200),
		"a page in XML":                  `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>` + extracttest.Paragraphs("<p>", "</p>") + `</body></html>`,
		"a piece of a page":              extracttest.Paragraphs("<p>", "</p>"),
		"a piece that Word marked":       `<?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" />` + extracttest.Paragraphs("<P class=MsoNormal>", "</P>"),
		"a page for Word":                `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><body>` + extracttest.Paragraphs("<p>", "</p>") + `</body></html>`,
		"a less-than sign":               "<5%的地区。\n" + text,
	} {
		got := extracttest.ReadAll(t, "a.txt", []byte(data), file.Options{})
		if len(got.Docs) != 1 || len(got.Errs) != 0 || !strings.Contains(strings.Join(extracttest.Texts(got.Docs[0]), "\n"), extracttest.Report[3]) {
			t.Errorf("%s: %d documents, errors %v", name, len(got.Docs), got.Errs)
		}
	}
}

// The title among a document's properties is a field, and one that cannot be read costs a note only.
func TestTitlesOfDocuments(t *testing.T) {
	body := extracttest.Member{Name: "word/document.xml", Content: `<w:document xmlns:w="w"><w:body>` + extracttest.Paragraphs("<w:p><w:r><w:t>", "</w:t></w:r></w:p>") + `</w:body></w:document>`}
	types := extracttest.Member{Name: "[Content_Types].xml", Content: "<Types/>"}
	const core = `<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc"><dc:creator>x</dc:creator><dc:title>2024年政府工作报告</dc:title></cp:coreProperties>`
	for content, want := range map[string]struct {
		title string
		notes int
	}{core: {"2024年政府工作报告", 0}, core[:100]: {"", 1}} {
		doc := extracttest.One(t, "a.docx", extracttest.Pack(types, body, extracttest.Member{Name: "docProps/core.xml", Content: content}))
		if doc.Fields["title"] != want.title || len(doc.Notes) != want.notes || len(doc.Blocks) != len(extracttest.Report) {
			t.Errorf("fields %v, notes %v, %d blocks", doc.Fields, extracttest.Notes(doc), len(doc.Blocks))
		}
	}
	meta := `<office:document-meta xmlns:office="o" xmlns:dc="dc"><office:meta><dc:title>政府工作报告</dc:title></office:meta></office:document-meta>`
	doc := extracttest.One(t, "a.odt", extracttest.Pack(extracttest.Member{Name: "mimetype", Content: "application/vnd.oasis.opendocument.text"},
		extracttest.Member{Name: "content.xml", Content: `<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:p>各位代表</text:p></office:text></office:body></office:document-content>`},
		extracttest.Member{Name: "meta.xml", Content: meta}))
	if doc.Fields["title"] != "政府工作报告" {
		t.Errorf("fields %v", doc.Fields)
	}
}
