package ofd_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/extract"
	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

// ofdObject is a text object with attributes of its own, around its TextCodes.
func ofdObject(attributes, inside string) string {
	return `<ofd:TextObject ID="5" Font="2" ` + attributes + `>` + inside + `</ofd:TextObject>`
}

func TestOFD(t *testing.T) {
	line := strings.Repeat("稳中求进", 7)
	page := extracttest.OFDLine(80, 40, 7.8, "政府工作报告") +
		extracttest.OFDLine(28, 70, 5.6, line) + extracttest.OFDLine(39.2, 60, 5.6, line[:26*3]) + extracttest.OFDLine(28, 80, 5.6, "完成。")
	template := map[string]string{"Doc_0/Tpls/Tpl_0/Content.xml": extracttest.OFDPart(extracttest.OFDLine(28, 20, 4, "北京市人民政府"))}
	doc := extracttest.One(t, "", extracttest.OFD(template, `<ofd:Template TemplateID="9"/>|`+page, `<ofd:Template TemplateID="9" ZOrder="Foreground"/>|`+extracttest.OFDLine(28, 60, 5.6, line)))
	want := "LS|北京市人民政府\nHLIS|政府工作报告\nLI|" + line[:26*3] + "\nL|" + line + "\nLS|完成。\n" + "LS|北京市人民政府\nL|" + line + "\n"
	if diff := cmp.Diff(want, extracttest.Marked(doc.Blocks)); diff != "" {
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
		{"no ways at all", ofdObject(`Boundary="10 10 90 5" Size="5"`, `<ofd:TextCode X="0" Y="5">稳中求进</ofd:TextCode>`) + extracttest.OFDLine(30, 15, 5, "好"), "稳中求进好"},
		{"a character an object", extracttest.OFDLine(15, 15, 5, "中") + extracttest.OFDLine(10, 15, 5, "稳"), "稳中"},
		{"a matrix", ofdObject(`Boundary="10 10 90 5" CTM="0.5 0 0 0.5 0 0" Size="10"`, `<ofd:TextCode X="0" Y="10" DeltaX="10">稳中</ofd:TextCode>`) + extracttest.OFDLine(20, 15, 5, "求进"), "稳中求进"},
		{"letters as wide as they are", ofdObject(`Boundary="10 10 90 5" Size="5"`, `<ofd:TextCode X="0" Y="5" DeltaX="4.2 3.6 3.6">MWhi</ofd:TextCode>`), "MWhi"},
		{"escaped characters", ofdObject(`Boundary="10 10 90 5" Size="5"`, `<ofd:TextCode X="0" Y="5" DeltaX="g 4 3">a\0020b\7A33\</ofd:TextCode>`), `a b稳\`},
		{"spaces without a place", ofdObject(`Boundary="10 10 90 5" Size="5"`, `<ofd:TextCode X="0" Y="5" DeltaX="20">甲 乙</ofd:TextCode>`), "甲 乙"},
		{"a shape in the place of a code", ofdObject(`Boundary="10 10 90 5" Size="5"`, `<ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>7</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="5" DeltaX="g 2 5">稳¤中</ofd:TextCode>`), "稳 中"},
		{"what is not visible", ofdObject(`Boundary="10 10 90 5" Size="5" Visible="false"`, `<ofd:TextCode X="0" Y="5">隐</ofd:TextCode>`) + extracttest.OFDLine(30, 15, 5, "显"), "显"},
		{"what is not on the page", extracttest.OFDLine(300, 15, 5, "外") + extracttest.OFDLine(30, 15, 5, "内"), "内"},
		{"blocks in blocks", `<ofd:PageBlock ID="3"><ofd:PageBlock ID="4">` + extracttest.OFDLine(30, 15, 5, "内") + `</ofd:PageBlock></ofd:PageBlock>`, "内"},
		{"from top to bottom", ofdObject(`Boundary="100 10 5 90" Size="5" ReadDirection="90"`, `<ofd:TextCode X="0" Y="5" DeltaY="5">稳中</ofd:TextCode>`) +
			ofdObject(`Boundary="90 10 5 90" Size="5"`, `<ofd:TextCode X="0" Y="5" DeltaY="5">求进</ofd:TextCode>`), "稳中/求进"},
		{"a drawing", `<ofd:CompositeObject ID="6" Boundary="10 20 90 90" ResourceID="77"/>`, "图中文字"},
	} {
		t.Run(test.name, func(t *testing.T) {
			drawing := `<ofd:Res` + extracttest.OFDNames + `><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="77" Width="9" Height="9"><ofd:Content>` + extracttest.OFDLine(0, 5, 5, "图中文字") + `</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`
			doc := extracttest.One(t, "", extracttest.OFD(map[string]string{"Doc_0/DocumentRes.xml": drawing}, test.objects))
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
		"OFD.xml":            `<ofd:OFD` + extracttest.OFDNames + `>` + fmt.Sprintf(body, "Doc_0") + fmt.Sprintf(body, "/Doc_1") + `</ofd:OFD>`,
		"Doc_1/Document.xml": `<ofd:Document` + extracttest.OFDNames + `><ofd:Pages><ofd:Page ID="1" BaseLoc="../Doc_1/P.xml"/></ofd:Pages></ofd:Document>`,
		"Doc_1/P.xml":        extracttest.OFDPart(extracttest.OFDLine(20, 20, 5, "决议")),
	}
	data := extracttest.OFD(others, extracttest.OFDLine(20, 20, 5, "报告"))
	var got []string
	for doc, err := range extract.Read(t.Context(), "", strings.NewReader(string(data)), int64(len(data)), file.Options{}) {
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
	text := extracttest.OFDLine(20, 20, 5, "报告")
	shape := ofdObject(`Size="5" Boundary="0 0 9 9"`, `<ofd:TextCode X="1" Y="5">¤</ofd:TextCode>`)
	for _, test := range []struct {
		name   string
		others map[string]string
		page   string
		want   error
	}{
		{"a scan", nil, image, file.ErrNoText},
		{"shapes alone", nil, shape, file.ErrNoText},
		{"an empty page", nil, "", file.ErrEmpty},
		{"encryption", map[string]string{"Encryptions.xml": "x", "OFD.xml": "\x00\x01"}, text, file.ErrEncrypted},
		{"no document", map[string]string{"OFD.xml": "<OFD/>"}, text, file.ErrTruncated},
		{"no pages", map[string]string{"Doc_0/Document.xml": "<Document/>"}, text, file.ErrTruncated},
		{"a page that is missing", map[string]string{"Doc_0/Document.xml": `<Document><Pages><Page BaseLoc="P.xml"/></Pages></Document>`}, text, file.ErrTruncated},
		{"a template that is missing", nil, `<ofd:Template TemplateID="9"/>|` + text, file.ErrTruncated},
		{"a template that is not known", nil, `<ofd:Template TemplateID="10"/>|` + text, file.ErrTruncated},
		{"entities", map[string]string{"OFD.xml": `<!DOCTYPE a [<!ENTITY b "c">]><OFD/>`}, text, file.ErrUnsupported},
		{"depth", nil, strings.Repeat("<ofd:PageBlock>", 1000), file.ErrTooLarge},
		{"a broken page", nil, "<ofd:TextObject>", file.ErrTruncated},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := extracttest.Read(t.Context(), extracttest.OFD(test.others, test.page)); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestOFDEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := extracttest.Read(ctx, extracttest.OFD(nil, extracttest.OFDLine(20, 20, 5, "报告"))); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func FuzzOFD(f *testing.F) {
	f.Add(extracttest.OFDLine(20, 20, 5, "报告"), `<ofd:Res/>`)
	f.Add(`<ofd:Template TemplateID="9"/>|`+ofdObject(`Boundary="1 2 3 4" CTM="1 2 3 4 5 6" HScale="0.5" Size="NaN"`, `<ofd:TextCode X="1e300" DeltaX="g 99999999 1" DeltaY="g -1 2 x">\00</ofd:TextCode>`), "")
	f.Add(`<ofd:CompositeObject ResourceID="1" CTM="0 0 0 0 0 0"/>`, `<R><CompositeGraphicUnits><CompositeGraphicUnit ID="1"><CompositeObject ResourceID="1"/></CompositeGraphicUnit></CompositeGraphicUnits></R>`)
	f.Fuzz(func(t *testing.T, page, resources string) {
		_, err := extracttest.Read(t.Context(), extracttest.OFD(map[string]string{"Doc_0/DocumentRes.xml": resources}, page))
		if errors.Is(err, file.ErrCrashed) {
			t.Fatal(err)
		}
	})
}

// A reader of pictures that finds one line of text in each.
type lineFinder struct{ sizes []image.Point }

func (f *lineFinder) Recognise(_ context.Context, page image.Image, _ int) ([]file.Word, error) {
	f.sizes = append(f.sizes, page.Bounds().Size())
	line := image.Rect(80, 100, 400, 140)
	return []file.Word{{Text: "各位代表：", Box: line, Line: line}}, nil
}

// The pictures of scanned pages are recognised where the options say how, wherever the resources keep them.
func TestOFDScans(t *testing.T) {
	var scan bytes.Buffer
	if err := png.Encode(&scan, image.NewGray(image.Rect(0, 0, 840, 1188))); err != nil {
		t.Fatal(err)
	}
	show := `<ofd:ImageObject ID="6" Boundary="0 0 210 297" ResourceID="3"/>`
	names := extracttest.OFDNames
	for folder, kept := range map[string]string{"Res": "Doc_0/Res/a.png", "": "Doc_0/a.png", "Other": "Doc_0/a.png"} {
		others := map[string]string{
			"Doc_0/DocumentRes.xml": `<ofd:Res` + names + ` BaseLoc="` + folder + `"><ofd:MultiMedias><ofd:MultiMedia ID="3" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>`,
			kept:                    scan.String(),
		}
		data := extracttest.OFD(others, show, extracttest.OFDLine(20, 20, 5, "现在报告工作，请予审议，并请各位代表和列席的同志提出意见。"))
		finder := &lineFinder{}
		got := extracttest.ReadAll(t, "a.ofd", data, file.Options{Recogniser: finder})
		if len(got.Errs) > 0 || got.Docs[0].Recognised != 1 || got.Docs[0].Blocks[0].Text != "各位代表：" || len(got.Docs[0].Blocks) != 2 || !slices.Equal(finder.sizes, []image.Point{{840, 1188}}) {
			t.Errorf("%s: %v %+v", folder, got.Errs, got.Docs)
		}
		delete(others, kept)
		if got := extracttest.ReadAll(t, "a.ofd", extracttest.OFD(others, show), file.Options{Recogniser: finder}); len(got.Errs) != 1 || !errors.Is(got.Errs[0], file.ErrNoText) {
			t.Errorf("%s, without the picture: %v", folder, got.Errs)
		}
	}
}
