package docx_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

func TestWordInOneFile(t *testing.T) {
	part := func(name, content string) string {
		return `<pkg:part pkg:name="/` + name + `"><pkg:xmlData>` + content + `</pkg:xmlData></pkg:part>`
	}
	const w = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	flat := `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>` +
		`<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">` +
		part("_rels/.rels", `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`) +
		part("word/document.xml", `<w:document`+w+`><w:body>`+para(styled("1"), run("一"))+para(run("各位代表："))+`</w:body></w:document>`) +
		part("word/styles.xml", `<w:styles`+w+`><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>`) +
		`<pkg:part pkg:name="/word/media/image1.png"><pkg:binaryData>iVBO` + "\r\n" + `Rw0K</pkg:binaryData></pkg:part></pkg:package>`
	old := `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"` +
		` xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core">` +
		`<w:lists><w:listDef w:listDefId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="37"/><w:suff w:val="Nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:listDef><w:list w:ilfo="3"><w:ilst w:val="7"/></w:list></w:lists>` +
		`<w:styles><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles><w:body><wx:sect><wx:sub-section>` +
		para(styled("1"), run("一")) + `</wx:sub-section>` +
		para(props(`<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="（二）"/><wx:font wx:val="宋体"/></w:listPr>`), run("各位"),
			`<aml:annotation aml:type="Word.Deletion"><aml:content><w:r><w:delText>旧</w:delText></w:r></aml:content></aml:annotation>`,
			`<aml:annotation aml:type="Word.Insertion"><aml:content>`+run("代表")+`</aml:content></aml:annotation>`, `<w:hlink>`+run("：")+`</w:hlink>`,
			`<w:r><w:footnote>`+para(run("注"))+`</w:footnote></w:r>`) +
		para(props(`<w:listPr><wx:t wx:val="l"/><wx:font wx:val="Wingdings"/></w:listPr>`), run("点")) +
		para(props(`<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="3"/></w:listPr>`), run("甲")) + para(props(`<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="3"/></w:listPr>`), run("乙")) +
		`<w:tbl>` + cells(para(run("指标")), para(run("2024"))) + `</w:tbl><w:sectPr><w:hdr>` + para(run("页眉")) + `</w:hdr></w:sectPr></wx:sect></w:body></w:wordDocument>`
	for _, c := range []struct{ name, data, want string }{
		{"parts in one file", flat, "H|一\n|各位代表：\n"},
		{"in UTF-16", string(extracttest.Encode("UTF-16LE", "\ufeff"+strings.Replace(flat, "UTF-8", "UTF-16", 1))), "H|一\n|各位代表：\n"},
		{"Word 2003", old, "H|一\n|（二）各位代表：\n|注\n|点\n|一、甲\n|二、乙\nR|指标\t2024\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := extracttest.One(t, "a.doc", []byte(c.data))
			if diff := cmp.Diff(c.want, extracttest.Marked(doc.Blocks)); diff != "" || doc.Format != "wordxml" {
				t.Error(doc.Format, diff)
			}
		})
	}
	for cut := 400; cut < len(flat); cut += 50 {
		if doc, err := extracttest.Read(t.Context(), []byte(flat[:cut])); err == nil {
			t.Fatalf("cut at %d: %q", cut, extracttest.Marked(doc.Blocks))
		}
	}
}

// Web systems put a page into a document as it is; Word shows it in its place.
func TestImportedFiles(t *testing.T) {
	page := "<html><body>" + extracttest.Paragraphs("<p>", "</p>") + "</body></html>"
	inner := string(extracttest.Word(para(run("文件")), nil))
	body := para(run("前")) + `<w:altChunk r:id="rId9"/>` + `<w:tbl>` + cells(`<w:altChunk r:id="rId8"/>`, para(run("格"))) + `</w:tbl>`
	data := extracttest.Archive(map[string]string{
		"[Content_Types].xml":          "<Types/>",
		"word/document.xml":            `<w:document xmlns:w="w" xmlns:r="r"><w:body>` + body + `</w:body></w:document>`,
		"word/_rels/document.xml.rels": `<Relationships><Relationship Id="rId9" Target="afchunk.htm"/><Relationship Id="rId8" Target="/word/a.docx"/></Relationships>`,
		"word/afchunk.htm":             page,
		"word/a.docx":                  inner,
	})
	want := append(append([]string{"前"}, extracttest.Report...), "文件\t格")
	if diff := cmp.Diff(want, extracttest.Texts(extracttest.One(t, "a.docx", data))); diff != "" {
		t.Error(diff)
	}
	gone := extracttest.Word(`<w:altChunk r:id="rId9"/>`, nil)
	if _, err := extracttest.Read(t.Context(), gone); !errors.Is(err, file.ErrTruncated) {
		t.Errorf("an imported file that is not there: %v", err)
	}
}
