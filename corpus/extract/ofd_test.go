package extract

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const ofdNames = ` xmlns:ofd="http://www.ofdspec.org/2016"`

// ofdPackage makes an OFD file, laid out as the standard's examples are, of the layers of its pages; others are parts
// by their path, which replace the usual ones.
func ofdPackage(others map[string]string, pages ...string) []byte {
	parts := map[string]string{
		"OFD.xml": `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD` + ofdNames + ` Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0a1b</ofd:DocID>` +
			`<ofd:Title>2024年政府工作报告</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
		"Doc_0/PublicRes.xml": `<ofd:Res` + ofdNames + ` BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="仿宋_GB2312"/></ofd:Fonts></ofd:Res>`,
	}
	var list strings.Builder
	for i, layers := range pages {
		fmt.Fprintf(&list, `<ofd:Page ID="%d" BaseLoc="Pages/Page_%d/Content.xml"/>`, 100+i, i)
		parts[fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i)] = ofdPart(layers)
	}
	parts["Doc_0/Document.xml"] = `<ofd:Document` + ofdNames + `><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID>` +
		`<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>` +
		`<ofd:DocumentRes>/Doc_0/DocumentRes.xml</ofd:DocumentRes>` +
		`<ofd:TemplatePage ID="9" ZOrder="Background" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>` + list.String() + `</ofd:Pages></ofd:Document>`
	maps.Copy(parts, others)
	return archiveOf(parts)
}

// ofdPart is the part of a page or template, of what comes before its layers and the objects of its only layer.
func ofdPart(objects string) string {
	before, inside, found := strings.Cut(objects, "|")
	if !found {
		before, inside = "", objects
	}
	return `<ofd:Page` + ofdNames + `>` + before + `<ofd:Content><ofd:Layer ID="8" Type="Body">` + inside + `</ofd:Layer></ofd:Content></ofd:Page>`
}

// ofdLine is a text object of one stretch of Chinese characters that stand in a size.
func ofdLine(x, y, size float64, text string) string {
	n := len([]rune(text)) - 1
	return fmt.Sprintf(`<ofd:TextObject ID="5" Boundary="%g %g 150 %g" Font="2" Size="%g"><ofd:FillColor Value="0 0 0"/><ofd:TextCode X="0" Y="%g" DeltaX="g %d %g">%s</ofd:TextCode></ofd:TextObject>`,
		x, y-size, size, size, size, n, size, text)
}

// ofdObject is a text object with attributes of its own, around its TextCodes.
func ofdObject(attributes, inside string) string {
	return `<ofd:TextObject ID="5" Font="2" ` + attributes + `>` + inside + `</ofd:TextObject>`
}

func TestOFD(t *testing.T) {
	line := strings.Repeat("稳中求进", 7)
	page := ofdLine(80, 40, 7.8, "政府工作报告") +
		ofdLine(28, 70, 5.6, line) + ofdLine(39.2, 60, 5.6, line[:26*3]) + ofdLine(28, 80, 5.6, "完成。")
	template := map[string]string{"Doc_0/Tpls/Tpl_0/Content.xml": ofdPart(ofdLine(28, 20, 4, "北京市人民政府"))}
	doc := one(t, "", ofdPackage(template, `<ofd:Template TemplateID="9"/>|`+page, `<ofd:Template TemplateID="9" ZOrder="Foreground"/>|`+ofdLine(28, 60, 5.6, line)))
	want := "LS|北京市人民政府\nHLIS|政府工作报告\nLI|" + line[:26*3] + "\nL|" + line + "\nLS|完成。\n" + "LS|北京市人民政府\nL|" + line + "\n"
	if diff := cmp.Diff(want, said(doc.Blocks)); diff != "" {
		t.Error(diff)
	}
	if doc.Format != "ofd" || doc.Fields["title"] != "2024年政府工作报告" || doc.Blocks[6].Page != 2 {
		t.Errorf("got %s, %v, page %d", doc.Format, doc.Fields, doc.Blocks[6].Page)
	}
}

func TestOFDText(t *testing.T) {
	for _, test := range []struct{ name, objects, want string }{
		{"ways between characters, in groups and alone", ofdObject(`Boundary="10 10 90 5" Size="5"`, `<ofd:TextCode X="0" Y="5" DeltaX="5 g 2 5 12">稳中求进好</ofd:TextCode>`), "稳中求进 好"},
		{"stretches go on where they say", ofdObject(`Boundary="10 10 90 5" Size="5"`, `<ofd:TextCode X="0" Y="5" DeltaX="5">稳中</ofd:TextCode><ofd:TextCode X="10" DeltaX="5">求进</ofd:TextCode>`), "稳中求进"},
		{"no ways at all", ofdObject(`Boundary="10 10 90 5" Size="5"`, `<ofd:TextCode X="0" Y="5">稳中求进</ofd:TextCode>`) + ofdLine(30, 15, 5, "好"), "稳中求进好"},
		{"a character an object", ofdLine(15, 15, 5, "中") + ofdLine(10, 15, 5, "稳"), "稳中"},
		{"a matrix", ofdObject(`Boundary="10 10 90 5" CTM="0.5 0 0 0.5 0 0" Size="10"`, `<ofd:TextCode X="0" Y="10" DeltaX="10">稳中</ofd:TextCode>`) + ofdLine(20, 15, 5, "求进"), "稳中求进"},
		{"letters as wide as they are", ofdObject(`Boundary="10 10 90 5" Size="5"`, `<ofd:TextCode X="0" Y="5" DeltaX="4.2 3.6 3.6">MWhi</ofd:TextCode>`), "MWhi"},
		{"escaped characters", ofdObject(`Boundary="10 10 90 5" Size="5"`, `<ofd:TextCode X="0" Y="5" DeltaX="g 4 3">a\0020b\7A33\</ofd:TextCode>`), `a b稳\`},
		{"spaces without a place", ofdObject(`Boundary="10 10 90 5" Size="5"`, `<ofd:TextCode X="0" Y="5" DeltaX="20">甲 乙</ofd:TextCode>`), "甲 乙"},
		{"a shape in the place of a code", ofdObject(`Boundary="10 10 90 5" Size="5"`, `<ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>7</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="5" DeltaX="g 2 5">稳¤中</ofd:TextCode>`), "稳 中"},
		{"what is not visible", ofdObject(`Boundary="10 10 90 5" Size="5" Visible="false"`, `<ofd:TextCode X="0" Y="5">隐</ofd:TextCode>`) + ofdLine(30, 15, 5, "显"), "显"},
		{"what is not on the page", ofdLine(300, 15, 5, "外") + ofdLine(30, 15, 5, "内"), "内"},
		{"blocks in blocks", `<ofd:PageBlock ID="3"><ofd:PageBlock ID="4">` + ofdLine(30, 15, 5, "内") + `</ofd:PageBlock></ofd:PageBlock>`, "内"},
		{"from top to bottom", ofdObject(`Boundary="100 10 5 90" Size="5" ReadDirection="90"`, `<ofd:TextCode X="0" Y="5" DeltaY="5">稳中</ofd:TextCode>`) +
			ofdObject(`Boundary="90 10 5 90" Size="5"`, `<ofd:TextCode X="0" Y="5" DeltaY="5">求进</ofd:TextCode>`), "稳中/求进"},
		{"a drawing", `<ofd:CompositeObject ID="6" Boundary="10 20 90 90" ResourceID="77"/>`, "图中文字"},
	} {
		t.Run(test.name, func(t *testing.T) {
			drawing := `<ofd:Res` + ofdNames + `><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="77" Width="9" Height="9"><ofd:Content>` + ofdLine(0, 5, 5, "图中文字") + `</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`
			doc := one(t, "", ofdPackage(map[string]string{"Doc_0/DocumentRes.xml": drawing}, test.objects))
			var lines []string
			for _, block := range doc.Blocks {
				lines = append(lines, block.Text)
			}
			if got := strings.Join(lines, "/"); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestOFDOfSeveralDocuments(t *testing.T) {
	body := `<ofd:DocBody><ofd:DocRoot>%s/Document.xml</ofd:DocRoot></ofd:DocBody>`
	others := map[string]string{
		"OFD.xml":            `<ofd:OFD` + ofdNames + `>` + fmt.Sprintf(body, "Doc_0") + fmt.Sprintf(body, "/Doc_1") + `</ofd:OFD>`,
		"Doc_1/Document.xml": `<ofd:Document` + ofdNames + `><ofd:Pages><ofd:Page ID="1" BaseLoc="../Doc_1/P.xml"/></ofd:Pages></ofd:Document>`,
		"Doc_1/P.xml":        ofdPart(ofdLine(20, 20, 5, "决议")),
	}
	file := ofdPackage(others, ofdLine(20, 20, 5, "报告"))
	var got []string
	for doc, err := range Read(t.Context(), "", strings.NewReader(string(file)), int64(len(file)), Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, doc.Member+": "+doc.Blocks[0].Text)
	}
	if diff := cmp.Diff([]string{"Doc_0: 报告", "Doc_1: 决议"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestOFDRefusals(t *testing.T) {
	image := `<ofd:ImageObject ID="7" ResourceID="6" Boundary="0 0 210 297"/>`
	text := ofdLine(20, 20, 5, "报告")
	shape := ofdObject(`Size="5" Boundary="0 0 9 9"`, `<ofd:TextCode X="1" Y="5">¤</ofd:TextCode>`)
	for _, test := range []struct {
		name   string
		others map[string]string
		page   string
		want   error
	}{
		{"a scan", nil, image, ErrNoText},
		{"shapes alone", nil, shape, ErrNoText},
		{"an empty page", nil, "", ErrEmpty},
		{"encryption", map[string]string{"Encryptions.xml": "x", "OFD.xml": "\x00\x01"}, text, ErrEncrypted},
		{"no document", map[string]string{"OFD.xml": "<OFD/>"}, text, ErrTruncated},
		{"no pages", map[string]string{"Doc_0/Document.xml": "<Document/>"}, text, ErrTruncated},
		{"a page that is missing", map[string]string{"Doc_0/Document.xml": `<Document><Pages><Page BaseLoc="P.xml"/></Pages></Document>`}, text, ErrTruncated},
		{"a template that is missing", nil, `<ofd:Template TemplateID="9"/>|` + text, ErrTruncated},
		{"a template that is not known", nil, `<ofd:Template TemplateID="10"/>|` + text, ErrTruncated},
		{"entities", map[string]string{"OFD.xml": `<!DOCTYPE a [<!ENTITY b "c">]><OFD/>`}, text, ErrUnsupported},
		{"depth", nil, strings.Repeat("<ofd:PageBlock>", 1000), ErrTooLarge},
		{"a broken page", nil, "<ofd:TextObject>", ErrTruncated},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := readOffice(t.Context(), ofdPackage(test.others, test.page)); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestOFDEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := readOffice(ctx, ofdPackage(nil, ofdLine(20, 20, 5, "报告"))); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func FuzzOFD(f *testing.F) {
	f.Add(ofdLine(20, 20, 5, "报告"), `<ofd:Res/>`)
	f.Add(`<ofd:Template TemplateID="9"/>|`+ofdObject(`Boundary="1 2 3 4" CTM="1 2 3 4 5 6" HScale="0.5" Size="NaN"`, `<ofd:TextCode X="1e300" DeltaX="g 99999999 1" DeltaY="g -1 2 x">\00</ofd:TextCode>`), "")
	f.Add(`<ofd:CompositeObject ResourceID="1" CTM="0 0 0 0 0 0"/>`, `<R><CompositeGraphicUnits><CompositeGraphicUnit ID="1"><CompositeObject ResourceID="1"/></CompositeGraphicUnit></CompositeGraphicUnits></R>`)
	f.Fuzz(func(t *testing.T, page, resources string) {
		_, err := readOffice(t.Context(), ofdPackage(map[string]string{"Doc_0/DocumentRes.xml": resources}, page))
		if errors.Is(err, errCrashed) {
			t.Fatal(err)
		}
	})
}
