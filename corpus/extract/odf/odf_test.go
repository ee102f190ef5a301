package odf_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

const names = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"` +
	` xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"`

// styles are two lists, and styles of headings.
const styles = `<office:automatic-styles>` +
	`<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>` +
	`<text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="（" style:num-suffix="）"/>` +
	`<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="2" style:num-suffix="."/></text:list-style>` +
	`<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>` +
	`<text:list-style style:name="L3"><text:list-level-style-number text:level="1" style:num-format="1" loext:num-list-format="第%1%条 "/></text:list-style>` +
	`<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>` +
	`<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Heading_20_1"/>` +
	`<style:style style:name="P3" style:family="paragraph" style:display-name="标题 3"/>` +
	`<style:style style:name="P4" style:family="paragraph" style:parent-style-name="Standard"/>` +
	`<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>` +
	`<style:style style:name="T2" style:family="text"><style:text-properties style:font-name="Symbol"/></style:style>` +
	`<style:style style:name="P5" style:family="paragraph" style:list-style-name="L3"/></office:automatic-styles>`

func content(body string) string {
	return `<office:document-content` + names + `>` + styles + `<office:body>` + body + `</office:body></office:document-content>`
}

func packed(kind, body string, others ...extracttest.Member) []byte {
	return extracttest.Pack(append([]extracttest.Member{{Name: "mimetype", Content: "application/vnd.oasis.opendocument." + kind}, {Name: "content.xml", Content: content(body)}}, others...)...)
}

func text(body string) []byte { return packed("text", `<office:text>`+body+`</office:text>`) }

func p(inside string) string { return `<text:p>` + inside + `</text:p>` }

func item(inside ...string) string {
	return `<text:list-item>` + strings.Join(inside, "") + `</text:list-item>`
}

func list(style string, items ...string) string {
	return `<text:list text:style-name="` + style + `">` + strings.Join(items, "") + `</text:list>`
}

func TestText(t *testing.T) {
	cell := func(inside string) string { return `<table:table-cell>` + inside + `</table:table-cell>` }
	for _, c := range []struct{ name, body, want string }{
		{"spans are one paragraph", p(`碳<text:span>排<text:span>放</text:span></text:span>达峰`), "|碳排放达峰\n"},
		{"white space", p("　　GDP \n  growth<text:s text:c=\"2\"/>x<text:tab/>y"), "|GDP growth  x y\n"},
		{"a break ends a line", p(`一<text:line-break/>二`), "L|一\n|二\n"},
		{"headings", `<text:h text:outline-level="1">一</text:h>` + `<text:p text:style-name="P1">二</text:p><text:p text:style-name="P2">三</text:p><text:p text:style-name="P3">四</text:p><text:p text:style-name="P4">五</text:p>`, "H|一\nH|二\nH|三\nH|四\n|五\n"},
		{"sections and what a revision deleted", `<text:tracked-changes><text:changed-region><text:deletion>` + p("旧") + `</text:deletion></text:changed-region></text:tracked-changes><text:section>` + p("甲<text:change text:change-id=\"1\"/>乙") + `</text:section><text:section text:display="none">` + p("隐") + `</text:section>`, "|甲乙\n"},
		{"what a revision deleted in its place", `<text:tracked-changes><text:changed-region text:id="c1"><text:insertion/></text:changed-region><text:changed-region text:id="c2"><text:deletion/></text:changed-region></text:tracked-changes>` +
			p(`<text:change-start text:change-id="c1"/>新<text:change-end text:change-id="c1"/><text:change-start text:change-id="c2"/>旧`) + p(`旧<text:change-end text:change-id="c2"/>完`), "|新\n|完\n"},
		{"hidden characters, and a sign of the font Symbol", p("显<text:span text:style-name=\"T1\">隐</text:span><text:span text:style-name=\"T2\">\uF0B1</text:span>2%"), "|显±2%\n"},
		{"cells that cover others", `<table:table><table:table-row><table:table-cell table:number-columns-spanned="2">` + p("一") + p("二") + `</table:table-cell><table:covered-table-cell/></table:table-row></table:table>`, "|一\n|二\n"},
		{"a note and a comment", p(`总量<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>`+p("不变价。")+`</text:note-body></text:note>增长<office:annotation>`+p("批")+`</office:annotation>`) + p("完"), "|总量增长\n|不变价。\n|完\n"},
		{"a text box", p(`文<draw:frame><draw:text-box>` + p("框") + `</draw:text-box><svg:title>图</svg:title></draw:frame>字`), "|文字\n|框\n"},
		{"fields and links", p(`<text:a>链接</text:a>，第<text:page-number>7</text:page-number>页，<text:ruby><text:ruby-base>拼</text:ruby-base><text:ruby-text>pin</text:ruby-text></text:ruby>`), "|链接，第7页，拼\n"},
		{"a table", `<table:table><table:table-header-rows><table:table-row>` + cell(p("指标")) + cell(p("2024")) + `</table:table-row></table:table-header-rows><table:table-row>` + cell(p("总量")) + cell(p("3")+p("万亿")) + `</table:table-row><table:table-row>` + cell(p("合")) + `<table:covered-table-cell/></table:table-row></table:table>`, "R|指标\t2024\nR|总量\t3 万亿\nR|合\t\n"},
		{"a list counts", list("L1", item(p("甲"), p("续")), item(p("乙"), `<text:list>`+item(p("子"))+item(p("丑"), `<text:list>`+item(p("寅"))+`</text:list>`)+`</text:list>`), item(p("丙"))), "|一、甲\n|续\n|二、乙\n|（1）子\n|（2）丑\n|2.1. 寅\n|三、丙\n"},
		{"a new list begins again", list("L1", item(p("甲"))) + list("L1", item(p("乙"))) + strings.Replace(list("L1", item(p("丙"))), "<text:list ", `<text:list text:continue-numbering="true" `, 1), "|一、甲\n|一、乙\n|二、丙\n"},
		{"a list begins at a number", list("L1", strings.Replace(item(p("甲")), "<text:list-item", `<text:list-item text:start-value="5"`, 1), item(p("乙"))), "|五、甲\n|六、乙\n"},
		{"bullets are none", list("L2", item(p("甲"))), "|甲\n"},
		{"the list of a paragraph's style", `<text:list>` + item(`<text:p text:style-name="P5">甲</text:p>`) + item(`<text:p text:style-name="P5">乙</text:p>`) + `</text:list>`, "|第1条 甲\n|第2条 乙\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			flat := strings.ReplaceAll(strings.ReplaceAll(content(`<office:text>`+c.body+`</office:text>`), "<office:document-content", "<office:document"), "</office:document-content", "</office:document")
			for format, data := range map[string][]byte{"odt": text(c.body), "fodt": []byte(`<?xml version="1.0" encoding="UTF-8"?>` + flat)} {
				doc := extracttest.One(t, "a.zip", data)
				if diff := cmp.Diff(c.want, extracttest.Marked(doc.Blocks)); diff != "" || doc.Format != format {
					t.Error(doc.Format, diff)
				}
			}
		})
	}
}

func TestSlides(t *testing.T) {
	page := `<draw:page><draw:frame presentation:class="title"><draw:text-box>` + p("二〇二四年工作") + `</draw:text-box></draw:frame>` +
		`<draw:g><draw:custom-shape>` + p("增长6.1%") + `</draw:custom-shape></draw:g><presentation:notes>` + p("讲稿") + `</presentation:notes></draw:page>`
	doc := extracttest.One(t, "a.odp", packed("presentation", `<office:presentation>`+page+`</office:presentation>`))
	if got := extracttest.Marked(doc.Blocks); got != "H|二〇二四年工作\n|增长6.1%\n" || doc.Format != "odp" {
		t.Errorf("%s: %q", doc.Format, got)
	}
}

func TestSheets(t *testing.T) {
	row := func(times int, cells ...string) string {
		return fmt.Sprintf(`<table:table-row table:number-rows-repeated="%d">`, times) + strings.Join(cells, "") + `</table:table-row>`
	}
	cell := func(text string) string { return `<table:table-cell>` + p(text) + `</table:table-cell>` }
	blanks := func(n int) string { return fmt.Sprintf(`<table:table-cell table:number-columns-repeated="%d"/>`, n) }
	body := `<office:spreadsheet><table:table table:name="表"><table:table-column/>` +
		row(1, cell("标题"), blanks(2), cell("日期"), cell("正文"), blanks(16379)) + row(3, blanks(16384)) +
		row(1, cell("甲"), blanks(2), `<table:table-cell office:date-value="2024-01-18T00:00:00">`+p("2024年1月18日")+`</table:table-cell>`, `<table:table-cell>`+p("各位代表：")+p("")+p("现在报告工作。")+p("")+p("请予审议。")+p("")+p("一年来，")+p("成绩显著。")+`</table:table-cell>`) +
		row(1048570, blanks(16384)) + `</table:table></office:spreadsheet>`
	got := extracttest.ReadAll(t, "a.ods", packed("spreadsheet", body), file.Options{})
	if len(got.Docs) != 1 || len(got.Errs) != 0 {
		t.Fatalf("%d documents, errors %v", len(got.Docs), got.Errs)
	}
	doc := got.Docs[0]
	if doc.Member != "第5行" || doc.Format != "ods" || doc.Fields["title"] != "甲" || doc.Fields["date"] != "2024-01-18" || extracttest.Marked(doc.Blocks) != "|各位代表：\n|现在报告工作。\n|请予审议。\nL|一年来，\n|成绩显著。\n" {
		t.Errorf("%+v %q", doc, extracttest.Marked(doc.Blocks))
	}
}

func TestRefusals(t *testing.T) {
	bomb := `<office:spreadsheet><table:table>` + strings.Repeat(`<table:table-row><table:table-cell table:number-columns-repeated="16384"><text:p>字</text:p></table:table-cell></table:table-row>`, 300) + `</table:table></office:spreadsheet>`
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"a password", packed("text", "x", extracttest.Member{Name: "META-INF/manifest.xml", Content: `<manifest:manifest xmlns:manifest="m"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`}), file.ErrEncrypted},
		{"cells without end", packed("spreadsheet", bomb), file.ErrTooLarge},
		{"no table of reports", packed("spreadsheet", `<office:spreadsheet><table:table/></office:spreadsheet>`), file.ErrNoReport},
		{"a database", packed("base", ""), file.ErrUnsupported},
		{"no end", text("<text:p>"), file.ErrTruncated},
		{"no text", text(p(" ")), file.ErrEmpty},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := extracttest.Read(t.Context(), c.data); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}
