package docx_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/extract/extracttest"
)

// level is one level of a list, and numbering a document's only list, used as number 1, of such levels.
func level(format, text string) string {
	return `<w:start w:val="1"/><w:numFmt w:val="` + format + `"/><w:lvlText w:val="` + text + `"/>`
}

func numbering(levels ...string) string {
	var b strings.Builder
	b.WriteString(`<w:numbering><w:abstractNum w:abstractNumId="7">`)
	for i, inside := range levels {
		b.WriteString(`<w:lvl w:ilvl="` + strconv.Itoa(i) + `">` + inside + `</w:lvl>`)
	}
	b.WriteString(`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>`)
	b.WriteString(`<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`)
	b.WriteString(`<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>`)
	return b.String()
}

// item is a numbered paragraph.
func item(id, level, text string) string { return para(listed(id, level), run(text)) }

func TestDocxNumbers(t *testing.T) {
	outline := numbering(level("chineseCounting", "第%1章"), level("chineseCounting", "（%2）"), level("decimal", "%3."), level("decimal", "%1.%4")+`<w:isLgl/>`)
	for _, test := range []struct{ name, lists, body, want string }{
		{"levels begin anew under the next one above", outline,
			item("1", "0", "总则") + item("1", "1", "甲") + item("1", "2", "子") + item("1", "2", "丑") + item("1", "1", "乙") + item("1", "2", "寅") + item("1", "0", "附则") + item("1", "1", "丙"),
			"第一章总则\n（一）甲\n1. 子\n2. 丑\n（二）乙\n1. 寅\n第二章附则\n（一）丙\n"},
		{"outer numbers as arabic ones", outline, item("1", "0", "甲") + item("1", "0", "乙") + item("1", "3", "丙"), "第一章甲\n第二章乙\n2.1 丙\n"},
		{"a use goes on, one with a start begins anew", outline,
			item("1", "0", "甲") + item("3", "0", "乙") + item("2", "0", "丙") + item("2", "0", "丁"), "第一章甲\n第二章乙\n第一章丙\n第二章丁\n"},
		{"a level deep down counts those above as begun", outline, item("1", "2", "子") + item("1", "0", "甲"), "1. 子\n第二章甲\n"},
		{"the list named 0 is none", outline, item("0", "0", "甲"), "甲\n"},
		{"bullets are not text", numbering(level("bullet", "●")), item("1", "0", "甲"), "甲\n"},
		{"a level that always goes on", numbering(level("decimal", "%1、"), level("decimal", "%2）")+`<w:lvlRestart w:val="0"/>`),
			item("1", "0", "甲") + item("1", "1", "子") + item("1", "0", "乙") + item("1", "1", "丑"), "1、甲\n1）子\n2、乙\n2）丑\n"},
		{"nothing between", numbering(level("decimal", "%1.") + `<w:suff w:val="nothing"/>`), item("1", "0", "甲"), "1.甲\n"},
		{"once before the first line", numbering(level("decimal", "%1、")), para(listed("1", "0"), run("甲"), `<w:r><w:br/></w:r>`, run("乙")), "1、甲\n乙\n"},
		{"a level beyond the ninth", outline, item("1", "12", "甲"), "甲\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := extracttest.One(t, "", extracttest.Word(test.body, map[string]string{"numbering.xml": test.lists}))
			var got strings.Builder
			for _, block := range doc.Blocks {
				got.WriteString(block.Text + "\n")
			}
			if diff := cmp.Diff(test.want, got.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDocxNumbersOfStyles(t *testing.T) {
	styles := `<w:styles>` +
		`<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 3"/><w:basedOn w:val="2"/></w:style></w:styles>`
	lists := numbering(level("chineseCountingThousand", "%1、")+`<w:pStyle w:val="1"/>`, level("chineseCountingThousand", "（%2）"), level("decimal", "%3.")+`<w:pStyle w:val="3"/>`)
	body := para(styled("1"), run("甲")) + para(styled("2"), run("乙")) + para(styled("3"), run("丙")) +
		para(props(`<w:pStyle w:val="1"/>`+numPr("0", "0")), run("丁"))
	got := extracttest.Marked(extracttest.One(t, "", extracttest.Word(body, map[string]string{"styles.xml": styles, "numbering.xml": lists})).Blocks)
	if want := "H|一、甲\nH|（一）乙\nH|1. 丙\nH|丁\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
