package pdf_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/pdf"
)

// reportPage is a page of a report: a title, a paragraph over three lines, a page number.
func reportPage() string {
	line := strings.Repeat("稳中求进", 7)
	return show(200, 760, 22, "政府工作报告") +
		show(122, 700, 16, line[:26*3]) + show(90, 672, 16, line[:84]) + show(90, 644, 16, "增长5.2%。") +
		show(280, 40, 14, "- 1 -")
}

func TestPDF(t *testing.T) {
	line := strings.Repeat("稳中求进", 7)
	want := "HLIS|政府工作报告\nLI|" + line[:26*3] + "\nL|" + line + "\nLS|增长5.2%。\nLIS|- 1 -\n"
	for _, rotate := range []int{0, 90} {
		doc := extracttest.One(t, "", pdfBuild{pages: []string{reportPage(), show(90, 700, 16, "第二页")}, rotate: rotate}.bytes())
		if diff := cmp.Diff(want, extracttest.Marked(doc.Blocks[:5])); diff != "" {
			t.Error(diff)
		}
		if last := doc.Blocks[5]; last.Text != "第二页" || last.Page != 2 {
			t.Errorf("got %+v", last)
		}
	}
}

// Text is read whatever its font is and however it is cut into pieces.
func TestPDFReadsEveryCharacter(t *testing.T) {
	const title, line = "政府工作报告", "2024年1月18日，人人参与"
	for _, test := range []struct {
		name string
		file pdfBuild
		want string
	}{
		{"character by character", pdfBuild{pages: []string{apart(90, 700, 16, false, title) + apart(90, 670, 16, false, line)}}, title + "|" + line},
		{"a single character among letters", pdfBuild{pages: []string{show(90, 700, 16, "PM2.5") + show(140, 700, 16, "会") + show(156, 700, 16, "2024")}}, "PM2.5会2024"},
		{"in a form", pdfBuild{form: apart(90, 700, 16, false, title), pages: []string{"q 1 0 0 1 0 10 cm /X1 Do Q"}}, title},
		{"vertical columns of a font for them", pdfBuild{pages: []string{strings.ReplaceAll(show(400, 700, 16, "现在我代表市人民政府")+show(370, 700, 16, "请予审议"), "/F1", "/F2")}},
			"现在我代表市人民政府|请予审议"},
		{"vertical columns, character by character", pdfBuild{pages: []string{apart(400, 700, 16, true, "现在我代表市人民政府") + apart(370, 700, 16, true, "请予审议")}},
			"现在我代表市人民政府|请予审议"},
		{"a ligature", pdfBuild{pages: []string{"BT /F3 16 Tf 90 700 Td (o\310ce) Tj ET"}}, "office"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var lines []string
			for _, block := range extracttest.One(t, "", test.file.bytes()).Blocks {
				lines = append(lines, block.Text)
			}
			if diff := cmp.Diff(test.want, strings.Join(lines, "|")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPDFNotesPagesThatArePictures(t *testing.T) {
	doc := extracttest.One(t, "", pdfBuild{pages: []string{reportPage(), picture, picture + show(10, 10, 8, "扫描")}}.bytes())
	if diff := cmp.Diff([]string{"第 2、3 页有图片而几乎没有文字，图片中的文字未能读出"}, extracttest.Notes(doc)); diff != "" {
		t.Error(diff)
	}
}

// A reader of pictures that finds one line of text in each.
type lineFinder struct{ sizes []image.Point }

func (f *lineFinder) Recognise(_ context.Context, page image.Image, _ int) ([]file.Word, error) {
	f.sizes = append(f.sizes, page.Bounds().Size())
	line := image.Rect(250, 200, 250+40*4, 236)
	return []file.Word{
		{Text: "政府", Box: image.Rect(250, 202, 250+40*2, 230), Line: line},
		{Text: "工作", Box: image.Rect(250+40*2, 200, 250+40*4, 236), Line: line},
	}, nil
}

func TestPDFPagesThatArePicturesAreRecognised(t *testing.T) {
	data := pdfBuild{pages: []string{reportPage(), picture}}.bytes()
	finder, told := new(lineFinder), []int{}
	got := extracttest.ReadAll(t, "", data, file.Options{Recogniser: finder, Recognised: func(page, pages int) { told = append(told, page, pages) }})
	if len(got.Errs) > 0 || got.Docs[0].Recognised != 1 {
		t.Fatalf("errors %v, documents %+v", got.Errs, got.Docs)
	}
	last := got.Docs[0].Blocks[len(got.Docs[0].Blocks)-1]
	if last.Text != "政府工作" || last.Page != 2 {
		t.Errorf("recognised %+v", last)
	}
	if diff := cmp.Diff([]string{"第 2 页的文字由 OCR 识别，可能有误"}, extracttest.Notes(got.Docs[0])); diff != "" {
		t.Error(diff)
	}
	if !slices.Equal(told, []int{2, 2}) || len(finder.sizes) != 1 || finder.sizes[0] != image.Pt(1653, 2339) {
		t.Errorf("told of pages %v, pictures of %v", told, finder.sizes)
	}
}

func TestPDFRefusals(t *testing.T) {
	whole := pdfBuild{pages: []string{reportPage()}}.bytes()
	password := strings.Repeat("00", 32)
	protected := pdfBuild{pages: []string{reportPage()}, trailer: fmt.Sprintf("/ID [<%s> <%s>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>", password, password, password, password)}
	other := pdfBuild{pages: []string{reportPage()}, trailer: "/Encrypt << /Filter /Foreign /V 1 >>"}
	for _, test := range []struct {
		name string
		file []byte
		want error
	}{
		{"a scan", pdfBuild{pages: []string{picture, picture}}.bytes(), file.ErrNoText},
		{"a scan with the mark of its program", pdfBuild{pages: []string{picture + show(10, 10, 8, "扫描全能王")}}.bytes(), file.ErrNoText},
		{"an empty page", pdfBuild{pages: []string{""}}.bytes(), file.ErrEmpty},
		{"a password", protected.bytes(), file.ErrEncrypted},
		{"another protection", other.bytes(), file.ErrEncrypted},
		{"no end", whole[:len(whole)*9/10], file.ErrTruncated},
		{"no pages", pdfBuild{}.bytes(), file.ErrTruncated},
		{"nothing but an end", []byte("%PDF-1.4\nstartxref\n0\n%%EOF\n"), file.ErrTruncated},
	} {
		t.Run(test.name, func(t *testing.T) {
			if doc, err := extracttest.Read(t.Context(), test.file); !errors.Is(err, test.want) {
				t.Errorf("got %v (%d blocks), want %v", err, len(doc.Blocks), test.want)
			}
		})
	}
}

// A cut file is an error, and never a text with a part missing at the end.
func TestCutPDF(t *testing.T) {
	whole := pdfBuild{pages: []string{reportPage(), reportPage(), reportPage()}}.bytes()
	for cut := 1; cut < 16; cut++ {
		if _, err := extracttest.Read(t.Context(), whole[:len(whole)*cut/16]); !errors.Is(err, file.ErrTruncated) {
			t.Errorf("cut at %d/16: got %v", cut, err)
		}
	}
}

// A damaged page is an error, the whole text, or a text with a note about the damage.
func TestDamagedPDF(t *testing.T) {
	whole := pdfBuild{pages: []string{reportPage(), reportPage()}, packed: true}.bytes()
	want := extracttest.Marked(extracttest.One(t, "", whole).Blocks)
	for at := bytes.Index(whole, []byte("/Contents")); at < bytes.Index(whole, []byte("11 0 obj")); at += 5 {
		damaged := bytes.Clone(whole)
		damaged[at] ^= 1 << (at % 8)
		doc, err := extracttest.Read(t.Context(), damaged)
		if err == nil && len(doc.Notes) == 0 && extracttest.Marked(doc.Blocks) != want {
			t.Errorf("flip at %d, in %q: text is lost without a note", at, whole[at-20:at+20])
		}
	}
}

func TestPDFEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := extracttest.Read(ctx, pdfBuild{pages: []string{reportPage()}}.bytes()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestPDFEngineIsForMany(t *testing.T) {
	file := pdfBuild{pages: []string{reportPage()}}.bytes()
	var readers sync.WaitGroup
	for range 2 * pdf.Instances {
		readers.Go(func() {
			if doc, err := extracttest.Read(context.Background(), file); err != nil || len(doc.Blocks) != 5 {
				t.Errorf("got %d blocks, %v", len(doc.Blocks), err)
			}
		})
	}
	readers.Wait()
}

func TestPDFEngineOpensAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("compiling PDFium again takes seconds")
	}
	if err := pdf.CloseEngine(); err != nil {
		t.Fatal(err)
	}
	if _, err := extracttest.Read(t.Context(), pdfBuild{pages: []string{reportPage()}}.bytes()); err != nil {
		t.Error(err)
	}
}

// The published PDF has no headings and no page numbers: 464 lines, 90 of which begin a paragraph.
func TestPublishedPDF(t *testing.T) {
	file, err := os.ReadFile(extracttest.RealFiles(t, "messy/pdf/*.pdf")[0])
	if err != nil {
		t.Fatal(err)
	}
	doc := extracttest.One(t, "", file)
	indents, chars, wrong := 0, 0, 0
	for i, block := range doc.Blocks {
		chars += utf8.RuneCountInString(extracttest.WithoutSpace(block.Text))
		if block.Indent {
			indents++
		}
		last := i+1 == len(doc.Blocks) || doc.Blocks[i+1].Indent
		if block.Short && !last || block.Heading {
			wrong++
		}
	}
	type figures struct{ Lines, Indents, Chars, Wrong int }
	if diff := cmp.Diff(figures{464, 90, 16960, 0}, figures{len(doc.Blocks), indents, chars, wrong}); diff != "" {
		t.Error(diff)
	}
}

func TestPDFTitle(t *testing.T) {
	data := pdfBuild{pages: []string{show(72, 700, 12, "各位代表，现在报告工作。")}, info: "/Title <FEFF5DE54F5C62A5544A>"}.bytes()
	if doc := extracttest.One(t, "a.pdf", data); doc.Fields["title"] != "工作报告" {
		t.Errorf("fields %v", doc.Fields)
	}
}
