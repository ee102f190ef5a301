package extracttest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"strings"

	"github.com/xuri/excelize/v2"
)

type Member struct{ Name, Content string }

// Pack makes a zip archive. Names that are not UTF-8 stay as they are, as in archives of old programs.
func Pack(members ...Member) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range members {
		f, err := w.CreateHeader(&zip.FileHeader{Name: m.Name, Method: zip.Deflate})
		if err != nil {
			panic(err)
		}
		io.WriteString(f, m.Content)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// Archive packs parts as an office document does.
func Archive(parts map[string]string) []byte {
	var members []Member
	for name, content := range parts {
		members = append(members, Member{name, content})
	}
	return Pack(members...)
}

const wordNames = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`

// Word makes a Word document from the content of its body and other parts in its folder, by name.
func Word(body string, others map[string]string) []byte {
	parts := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"word/document.xml":   `<w:document` + wordNames + `><w:body>` + body + `</w:body></w:document>`,
	}
	for name, content := range others {
		parts["word/"+name] = strings.Replace(content, ">", wordNames+">", 1)
	}
	return Archive(parts)
}

const OFDNames = ` xmlns:ofd="http://www.ofdspec.org/2016"`

// OFD makes an OFD file, laid out like the standard's examples, from the layers of its pages; others are parts by their
// path, which replace the usual ones.
func OFD(others map[string]string, pages ...string) []byte {
	parts := map[string]string{
		"OFD.xml": `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD` + OFDNames + ` Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0a1b</ofd:DocID>` +
			`<ofd:Title>2024年政府工作报告</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
		"Doc_0/PublicRes.xml": `<ofd:Res` + OFDNames + ` BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="仿宋_GB2312"/></ofd:Fonts></ofd:Res>`,
	}
	var list strings.Builder
	for i, layers := range pages {
		fmt.Fprintf(&list, `<ofd:Page ID="%d" BaseLoc="Pages/Page_%d/Content.xml"/>`, 100+i, i)
		parts[fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i)] = OFDPart(layers)
	}
	parts["Doc_0/Document.xml"] = `<ofd:Document` + OFDNames + `><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID>` +
		`<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>` +
		`<ofd:DocumentRes>/Doc_0/DocumentRes.xml</ofd:DocumentRes>` +
		`<ofd:TemplatePage ID="9" ZOrder="Background" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>` + list.String() + `</ofd:Pages></ofd:Document>`
	maps.Copy(parts, others)
	return Archive(parts)
}

// OFDPart returns the part of a page or template with one layer that holds objects.
func OFDPart(objects string) string {
	before, inside, found := strings.Cut(objects, "|")
	if !found {
		before, inside = "", objects
	}
	return `<ofd:Page` + OFDNames + `>` + before + `<ofd:Content><ofd:Layer ID="8" Type="Body">` + inside + `</ofd:Layer></ofd:Content></ofd:Page>`
}

// OFDLine returns a text object of Chinese characters, all in one size.
func OFDLine(x, y, size float64, text string) string {
	n := len([]rune(text)) - 1
	return fmt.Sprintf(`<ofd:TextObject ID="5" Boundary="%g %g 150 %g" Font="2" Size="%g"><ofd:FillColor Value="0 0 0"/><ofd:TextCode X="0" Y="%g" DeltaX="g %d %g">%s</ofd:TextCode></ofd:TextObject>`,
		x, y-size, size, size, size, n, size, text)
}

// Workbook makes a workbook of one sheet.
func Workbook(rows [][]any) []byte {
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
			panic(err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		panic(err)
	}
	return out.Bytes()
}
