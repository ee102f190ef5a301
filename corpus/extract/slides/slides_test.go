package slides_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

const names = ` xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

func para(text string) string { return `<a:p><a:r><a:rPr/><a:t>` + text + `</a:t></a:r></a:p>` }

func shape(placeholder, inside string) string {
	return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/><p:nvPr><p:ph type="` + placeholder + `"/></p:nvPr></p:nvSpPr><p:txBody>` + inside + `</p:txBody></p:sp>`
}

func slide(inside string) string {
	return `<p:sld` + names + `><p:cSld><p:spTree>` + inside + `</p:spTree></p:cSld></p:sld>`
}

// parts are those of a presentation, whose second slide comes first.
func parts(first, second string) map[string]string {
	return map[string]string{
		"[Content_Types].xml":             "<Types/>",
		"ppt/presentation.xml":            `<p:presentation` + names + `><p:sldIdLst><p:sldId id="256" r:id="rId3"/><p:sldId id="257" r:id="rId2"/></p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation.xml.rels": `<Relationships><Relationship Id="rId2" Target="slides/slide1.xml"/><Relationship Id="rId3" Target="/ppt/slides/slide2.xml"/></Relationships>`,
		"ppt/slides/slide1.xml":           slide(second),
		"ppt/slides/slide2.xml":           slide(first),
		"ppt/slides/_rels/slide2.xml.rels": `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData" Target="../diagrams/data1.xml"/>` +
			`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/notesSlide" Target="../notesSlides/notesSlide1.xml"/></Relationships>`,
		"ppt/diagrams/data1.xml":          `<dgm:dataModel` + names + `><dgm:ptLst><dgm:pt><dgm:t><a:bodyPr/>` + para("流程") + `</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`,
		"ppt/notesSlides/notesSlide1.xml": slide(shape("body", para("讲稿"))),
	}
}

func TestSlides(t *testing.T) {
	cell := func(text string) string { return `<a:tc><a:txBody>` + para(text) + `</a:txBody></a:tc>` }
	first := shape("ctrTitle", para("2024年工作")) + shape("ftr", para("页脚")) + shape("sldNum", `<a:p><a:fld><a:t>1</a:t></a:fld></a:p>`) +
		`<p:grpSp>` + shape("body", `<a:p><a:r><a:t>地区生产</a:t></a:r><a:r><a:t>总值</a:t></a:r><a:br/><a:r><a:t>增长6.1%</a:t></a:r></a:p>`+para(" ")) + `</p:grpSp>` +
		`<mc:AlternateContent><mc:Choice>` + shape("body", para("甲")) + `</mc:Choice><mc:Fallback>` + shape("body", para("乙")) + `</mc:Fallback></mc:AlternateContent>`
	second := `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr>` + cell("指标") + cell("2024") + `</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
	want := "H|2024年工作\nL|地区生产总值\n|增长6.1%\n|甲\n|流程\nR|指标\t2024\n"
	all := parts(first, second)
	flat := `<?xml version="1.0" standalone="yes"?><?mso-application progid="PowerPoint.Show"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">`
	for name, part := range all {
		flat += `<pkg:part pkg:name="/` + name + `"><pkg:xmlData>` + part + `</pkg:xmlData></pkg:part>`
	}
	for name, data := range map[string][]byte{"archive": extracttest.Archive(all), "one file": []byte(flat + `</pkg:package>`)} {
		doc := extracttest.One(t, "a.pptx", data)
		if diff := cmp.Diff(want, extracttest.Marked(doc.Blocks)); diff != "" || doc.Format != "pptx" {
			t.Error(name, doc.Format, diff)
		}
	}
}

func TestRefusals(t *testing.T) {
	missing := parts("", "")
	delete(missing, "ppt/slides/slide1.xml")
	if _, err := extracttest.Read(t.Context(), extracttest.Archive(missing)); !errors.Is(err, file.ErrTruncated) {
		t.Errorf("a missing slide: %v", err)
	}
	pictures := parts("<p:pic/>", "")
	delete(pictures, "ppt/slides/_rels/slide2.xml.rels")
	if _, err := extracttest.Read(t.Context(), extracttest.Archive(pictures)); !errors.Is(err, file.ErrNoText) {
		t.Errorf("slides of pictures: %v", err)
	}
}
