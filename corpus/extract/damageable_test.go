package extract_test

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"

	"gongbao/corpus/extract/extracttest"
)

// damageableOffice are the files of office and mail programs among them.
func damageableOffice() []seed {
	var word []extracttest.Word97Paragraph
	for _, p := range extracttest.Report {
		word = append(word, extracttest.Word97Paragraph{Text: p + "\r"})
	}
	const (
		officeNames = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"`
		xmlHead     = `<?xml version="1.0" encoding="UTF-8"?>`
	)
	body := `<office:body><office:text>` + extracttest.Paragraphs("<text:p>", "</text:p>") + `</office:text></office:body>`
	runs := extracttest.Paragraphs("<w:p><w:r><w:t>", "</w:t></w:r></w:p>")
	const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	top := func(target string) string {
		return `<Relationships><Relationship Id="rId1" Type="` + relation + `/officeDocument" Target="` + target + `"/></Relationships>`
	}
	flatPart := func(name, content string) string {
		return `<pkg:part pkg:name="/` + name + `"><pkg:xmlData>` + content + `</pkg:xmlData></pkg:part>`
	}
	slide := func(n int) string {
		return `<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree><p:sp><p:txBody>` + extracttest.Paragraphs("<a:p><a:r><a:t>", "</a:t></a:r></a:p>") + fmt.Sprint(n) + `</p:txBody></p:sp></p:spTree></p:cSld></p:sld>`
	}
	chapter := `<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>` + extracttest.Paragraphs("<p>", "</p>") + `</body></html>`
	return []seed{
		{"a.rtf", richText()},
		{"a.eml", message()},
		{"a.xls", oldWorkbook()},
		{"a.doc", extracttest.Word97{Main: word}.Pack()},
		{"a.wordxml", []byte(xmlHead + `<?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>` + runs + `</w:body></w:wordDocument>`)},
		{"a.flat", []byte(xmlHead + `<?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">` + flatPart("_rels/.rels", top("word/document.xml")) +
			flatPart("word/document.xml", `<w:document xmlns:w="w"><w:body>`+runs+`</w:body></w:document>`) + `</pkg:package>`)},
		{"a.excelxml", []byte(xmlHead + `<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>标题</Data></Cell><Cell><Data>正文</Data></Cell></Row>` +
			strings.Repeat(`<Row><Cell><Data>报告</Data></Cell><Cell><Data>`+strings.Join(extracttest.Report, "&#10;")+`</Data></Cell></Row>`, 3) + `</Table></Worksheet></Workbook>`)},
		{"a.fodt", []byte(xmlHead + `<office:document` + officeNames + `>` + body + `</office:document>`)},
		{"a.odt", extracttest.Pack(extracttest.Member{Name: "mimetype", Content: "application/vnd.oasis.opendocument.text"},
			extracttest.Member{Name: "content.xml", Content: `<office:document-content` + officeNames + `>` + body + `</office:document-content>`},
			extracttest.Member{Name: "META-INF/manifest.xml", Content: `<manifest:manifest xmlns:manifest="m"/>`})},
		{"a.epub", extracttest.Pack(extracttest.Member{Name: "mimetype", Content: "application/epub+zip"},
			extracttest.Member{Name: "META-INF/container.xml", Content: `<container><rootfiles><rootfile full-path="content.opf"/></rootfiles></container>`},
			extracttest.Member{Name: "content.opf", Content: `<package><manifest><item id="a" href="a.xhtml"/><item id="b" href="b.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>`},
			extracttest.Member{Name: "a.xhtml", Content: chapter}, extracttest.Member{Name: "b.xhtml", Content: chapter})},
		{"a.pptx", extracttest.Pack(extracttest.Member{Name: "[Content_Types].xml", Content: "<Types/>"}, extracttest.Member{Name: "_rels/.rels", Content: top("ppt/presentation.xml")},
			extracttest.Member{Name: "ppt/presentation.xml", Content: `<p:presentation xmlns:p="p" xmlns:r="` + relation + `"><p:sldIdLst><p:sldId id="1" r:id="rId1"/><p:sldId id="2" r:id="rId2"/></p:sldIdLst></p:presentation>`},
			extracttest.Member{Name: "ppt/_rels/presentation.xml.rels", Content: `<Relationships><Relationship Id="rId1" Type="` + relation + `/slide" Target="slides/slide1.xml"/><Relationship Id="rId2" Type="` + relation + `/slide" Target="slides/slide2.xml"/></Relationships>`},
			extracttest.Member{Name: "ppt/slides/slide1.xml", Content: slide(1)}, extracttest.Member{Name: "ppt/slides/slide2.xml", Content: slide(2)})},
	}
}

// richText is a document in rich text, whose characters are bytes of GBK in one half and codes in the other.
func richText() []byte {
	var b strings.Builder
	b.WriteString(`{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}{\f1\fcharset0{\*\panose 02020603050405020304} Times;}}{\stylesheet{\s0 Normal;}}` +
		`{\info{\title x}}{\*\generator x;}\pard\plain `)
	for i, p := range extracttest.Report {
		if i%2 == 0 {
			for _, c := range extracttest.Encode("GB18030", p) {
				fmt.Fprintf(&b, `\'%02x`, c)
			}
		} else {
			b.WriteString(`{\uc1`)
			for _, unit := range utf16.Encode([]rune(p)) {
				fmt.Fprintf(&b, `\u%d?`, int16(unit))
			}
			b.WriteString(`}`)
		}
		b.WriteString("\\par\r\n")
	}
	return []byte(b.String() + "}")
}

// message is a message with a text in base64, and one attached to it.
func message() []byte {
	coded := base64.StdEncoding.EncodeToString([]byte(strings.Join(extracttest.Report, "\n")))
	part := func(head string) string {
		var lines strings.Builder
		for rest := coded; rest != ""; {
			line := rest[:min(len(rest), 76)]
			rest = rest[len(line):]
			lines.WriteString(line + "\r\n")
		}
		return "--b\r\n" + head + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + lines.String()
	}
	return []byte("Received: from mx\r\nFrom: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" +
		part("Content-Type: text/plain; charset=utf-8") + part("Content-Type: text/plain; name=b.txt\r\nContent-Disposition: attachment; filename=b.txt") + "--b--\r\n")
}

// oldWorkbook is a workbook of Excel 97 with a row for each of three reports.
func oldWorkbook() []byte {
	le := binary.LittleEndian
	record := func(number uint16, data ...byte) []byte {
		return append(le.AppendUint16(le.AppendUint16(nil, number), uint16(len(data))), data...)
	}
	label := func(row, column int, text string) []byte {
		units := utf16.Encode([]rune(text))
		data := []byte{byte(row), 0, byte(column), 0, 0, 0, byte(len(units)), byte(len(units) >> 8), 1}
		for _, unit := range units {
			data = le.AppendUint16(data, unit)
		}
		return record(0x0204, data...)
	}
	begin := func(kind byte) []byte { return record(0x0809, append([]byte{0, 6, kind}, make([]byte, 13)...)...) }
	end := record(0x000A)
	top := begin(5)
	sheetAt := len(top) + len(record(0x0085, make([]byte, 9)...)) + len(end)
	stream := append(append(top, record(0x0085, byte(sheetAt), byte(sheetAt>>8), 0, 0, 0, 0, 1, 0, 'a')...), end...)
	stream = append(append(append(stream, begin(0x10)...), label(0, 0, "标题")...), label(0, 1, "正文")...)
	for row := 1; row <= 3; row++ {
		stream = append(append(stream, label(row, 0, "报告")...), label(row, 1, strings.Join(extracttest.Report, "\n"))...)
	}
	return extracttest.Compound(extracttest.Member{Name: "Workbook", Content: string(append(stream, end...))})
}
