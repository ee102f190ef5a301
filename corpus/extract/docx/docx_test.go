package docx_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

// run is a run of text, and para a paragraph of runs.
func run(text string) string         { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }
func para(inside ...string) string   { return `<w:p>` + strings.Join(inside, "") + `</w:p>` }
func listed(id, level string) string { return props(numPr(id, level)) }
func props(inside string) string     { return `<w:pPr>` + inside + `</w:pPr>` }
func styled(style string) string     { return props(`<w:pStyle w:val="` + style + `"/>`) }
func cells(inside ...string) string {
	return `<w:tr><w:tc>` + strings.Join(inside, `</w:tc><w:tc>`) + `</w:tc></w:tr>`
}
func numPr(id, level string) string {
	return `<w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + id + `"/></w:numPr>`
}
func field(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
func box(inside string) string { return `<w:txbxContent>` + inside + `</w:txbxContent>` }

func TestDocxText(t *testing.T) {
	for _, test := range []struct{ name, body, want string }{
		{"runs are one paragraph", para(run("碳排放"), run("达峰")), "|碳排放达峰\n"},
		{"line ends in the XML are white space", para(run("GDP\ngrowth")), "|GDP growth\n"},
		{"white space at the ends is an indent", para(run("　　各位代表：")), "|各位代表：\n"},
		{"empty paragraphs are none", para() + para(run(" ")) + para(run("一")), "|一\n"},
		{"deleted text is out, inserted text in",
			para(`<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>`, `<w:ins>`+run("新")+`</w:ins>`), "|新\n"},
		{"moved text is where it was moved to",
			para(`<w:moveFrom>`+run("甲")+`</w:moveFrom>`, run("乙")) + para(`<w:moveTo>`+run("甲")+`</w:moveTo>`), "|乙\n|甲\n"},
		{"a deleted paragraph mark joins what follows",
			para(props(`<w:rPr><w:del/></w:rPr>`), run("过去")) + para(run("一年")), "|过去一年\n"},
		{"hidden text is out", para(`<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>`, run("显")), "|显\n"},
		{"hidden text that is not", para(`<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>`), "|显\n"},
		{"a soft break ends a line", para(run("一"), `<w:r><w:br/></w:r>`, run("二")), "L|一\n|二\n"},
		{"a page break ends a block", para(run("一"), `<w:r><w:br w:type="page"/></w:r>`, run("二")), "|一\n|二\n"},
		{"of a field the result", para(field("begin"), `<w:r><w:instrText>PAGE</w:instrText></w:r>`, run("码"), field("separate"), run("7"), field("end"), run("页")), "|7页\n"},
		{"a simple field and a link", para(`<w:fldSimple w:instr="DATE">`+run("元月")+`</w:fldSimple>`, `<w:hyperlink>`+run("链接")+`</w:hyperlink>`), "|元月链接\n"},
		{"controls and smart tags", `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>` + para(`<w:smartTag>`+run("北京")+`</w:smartTag>`) + `</w:sdtContent></w:sdt>`, "|北京\n"},
		{"of ruby the base", para(`<w:r><w:ruby><w:rt>` + run("pin") + `</w:rt><w:rubyBase>` + run("拼") + `</w:rubyBase></w:ruby></w:r>`), "|拼\n"},
		{"a formula in its order", para(run("令"), `<m:oMath><m:r><m:t>a=</m:t></m:r><m:f><m:num><m:r><m:t>b</m:t></m:r></m:num></m:f></m:oMath>`), "|令a=b\n"},
		{"signs and hyphens", para(run("A"), `<w:r><w:noBreakHyphen/><w:sym w:char="2460"/><w:sym w:char="F0B7"/></w:r>`), "|A-①\n"},
		{"signs of the font Symbol", para(`<w:r><w:sym w:font="Symbol" w:char="F0B1"/></w:r>`, run("2%"), "<w:r><w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr><w:t>\uF0B3</w:t></w:r>", `<w:r><w:sym w:font="Wingdings" w:char="F0B1"/></w:r>`), "|±2%≥\n"},
		{"a text box follows its paragraph, once",
			para(run("文"), `<w:r><mc:AlternateContent><mc:Choice><w:drawing>`+box(para(run("框")))+`</w:drawing></mc:Choice><mc:Fallback><w:pict>`+box(para(run("框")))+`</w:pict></mc:Fallback></mc:AlternateContent></w:r>`, run("字")),
			"|文字\n|框\n"},
		{"a table row by row", `<w:tbl>` + cells(para(run("指标")), para(run("2024")+run("年"))) + cells(para(run("总量")), para(run("3"))+para(run("万亿"))) + `</w:tbl>`,
			"R|指标\t2024年\nR|总量\t3 万亿\n"},
		{"empty cells keep their place", `<w:tbl>` + cells(para(), para(run("二")), para()) + cells(para(), para()) + `</w:tbl>`, "R|\t二\t\n"},
		{"a frame is read as its paragraphs", `<w:tbl>` + cells(para(run("一"))+para(run("二"))) + `</w:tbl>`, "|一\n|二\n"},
		{"a table in a cell", `<w:tbl>` + cells(para(run("外")), `<w:tbl>`+cells(para(run("内")), para(run("里")))+`</w:tbl>`) + `</w:tbl>`, "R|外\t内 里\n"},
		{"a deleted row", `<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>` + para(run("旧")) + `</w:tc></w:tr>` + cells(para(run("新")), para()) + `</w:tbl>`, "R|新\t\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := extracttest.Marked(extracttest.One(t, "", extracttest.Word(test.body, nil)).Blocks)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDocxNotesFollowTheirParagraph(t *testing.T) {
	body := para(run("总量"), `<w:r><w:footnoteReference w:id="2"/></w:r>`, run("增长")) + para(run("完"))
	notes := `<w:footnotes><w:footnote w:type="separator" w:id="0">` + para(run("——")) + `</w:footnote>` +
		`<w:footnote w:id="2">` + para(run("按不变价计算。")) + `</w:footnote></w:footnotes>`
	got := extracttest.Marked(extracttest.One(t, "", extracttest.Word(body, map[string]string{"footnotes.xml": notes})).Blocks)
	if want := "|总量增长\n|按不变价计算。\n|完\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDocxHeadings(t *testing.T) {
	styles := `<w:styles>` +
		`<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="节"/><w:basedOn w:val="1"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="a4"><w:name w:val="章"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="文"/><w:basedOn w:val="a4"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="a6"><w:name w:val="圈"/><w:basedOn w:val="a6"/></w:style>` +
		`</w:styles>`
	body := para(styled("1"), run("一")) + para(styled("a3"), run("二")) + para(styled("a4"), run("三")) +
		para(styled("a5"), run("四")) + para(styled("a6"), run("五")) + para(props(`<w:outlineLvl w:val="0"/>`), run("六"))
	got := extracttest.Marked(extracttest.One(t, "", extracttest.Word(body, map[string]string{"styles.xml": styles})).Blocks)
	if want := "H|一\nH|二\nH|三\n|四\n|五\nH|六\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDocxDialects(t *testing.T) {
	strict := extracttest.Archive(map[string]string{
		"[Content_Types].xml": `<Types/>`,
		"_rels/.rels":         `<Relationships><Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>`,
		"word/document2.xml":  `<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>` + para(run("严格")) + `</w:body></w:document>`,
	})
	if got := extracttest.Marked(extracttest.One(t, "", strict).Blocks); got != "|严格\n" {
		t.Errorf("got %q", got)
	}
}

func TestDocxRefusals(t *testing.T) {
	entities := `<!DOCTYPE x [<!ENTITY a "赣赣赣赣"><!ENTITY b "&a;&a;&a;&a;">]>`
	for _, test := range []struct {
		name string
		file []byte
		want error
	}{
		{"entities", extracttest.Archive(map[string]string{"[Content_Types].xml": "<a/>", "word/document.xml": entities + `<document><body><p><r><t>&b;</t></r></p></body></document>`}), file.ErrUnsupported},
		{"an entity alone", extracttest.Word(para(run("&b;")), nil), file.ErrTruncated},
		{"depth", extracttest.Word(strings.Repeat("<w:tbl>", 1000), nil), file.ErrTooLarge},
		{"no end", extracttest.Word("<w:p>", nil), file.ErrTruncated},
		{"a bomb", extracttest.Word(para(run(strings.Repeat("赣", 4<<20))), nil), file.ErrTooLarge},
		{"no text part", extracttest.Archive(map[string]string{"[Content_Types].xml": "<a/>", "word/styles.xml": "<a/>"}), file.ErrTruncated},
		{"nothing in the part", extracttest.Archive(map[string]string{"[Content_Types].xml": "<a/>", "word/document.xml": ""}), file.ErrTruncated},
		{"no text", extracttest.Word(para(), nil), file.ErrEmpty},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := extracttest.Read(t.Context(), test.file); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestDocxEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := extracttest.Read(ctx, extracttest.Word(para(run("一")), nil)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func FuzzDocx(f *testing.F) {
	f.Add(para(run("碳排放达峰")), `<w:numbering/>`)
	f.Add(para(listed("1", "0"), run("总则")), numbering(level("chineseCounting", "%1、")))
	f.Add(`<w:tbl>`+cells(para(run("一")), para(run("二")))+`</w:tbl>`, "")
	f.Add(para(field("begin"), run("码"), field("separate"), field("end"), `<w:r><w:br/></w:r>`), "")
	f.Fuzz(func(t *testing.T, body, lists string) {
		doc, err := extracttest.Read(t.Context(), extracttest.Word(body, map[string]string{"numbering.xml": lists}))
		if errors.Is(err, file.ErrCrashed) {
			t.Fatal(err)
		}
		for _, block := range doc.Blocks {
			if strings.TrimSpace(block.Text) == "" {
				t.Errorf("a block without text: %+v", block)
			}
		}
	})
}
