package extract_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"gongbao/corpus/extract"
	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		name, file, data string
		want             error
		says             string
	}{
		{"nothing", "a.txt", "", file.ErrEmpty, "download"},
		{"white space", "a.txt", " \r\n\u3000\r\n", file.ErrEmpty, "check"},
		{"a bitmap", "a.txt", "BM\x00\x00\x00\x00", file.ErrNoText, "save it as png"},
		{"zero bytes", "a.txt", strings.Repeat("\x00", 5000), file.ErrTruncated, "download"},
		{"rar", "a.txt", "Rar!\x1a\x07\x00 rest", file.ErrUnsupported, "zip"},
		{"7z", "a.7z", "7z\xbc\xaf\x27\x1c rest", file.ErrUnsupported, "zip"},
		{"gz", "a.gz", "\x1f\x8b\x08 rest", file.ErrUnsupported, "zip"},
		{"png", "a.docx", "\x89PNG\r\n\x1a\n rest", file.ErrNoText, "--ocr"},
		{"jpeg", "a.txt", "\xff\xd8\xff\xe0 rest", file.ErrNoText, "--ocr"},
		{"tiff", "a.tif", "II*\x00 rest", file.ErrNoText, "--ocr"},
		{"gif", "a.gif", "GIF89a rest", file.ErrNoText, "save it as png"},
		{"a cut office file", "a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest", file.ErrTruncated, "download"},
		{"a part of a saved page", "a.css", "body { color: red }", file.ErrUnsupported, "page"},
		{"a program", "a.txt", "\x7fELF" + noise(4000), file.ErrUnsupported, "save it as"},
		{"a text that is lost", "a.txt", strings.Repeat("锟斤拷", 60), file.ErrUnsupported, "wrong encoding"},
		{"a text that is mostly lost", "a.txt", strings.Repeat("工作\uFFFD\uFFFD\n", 60), file.ErrUnsupported, "wrong encoding"},
		{"a cut zip", "a.zip", "PK\x03\x04 rest", file.ErrTruncated, "download"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := extracttest.ReadAll(t, c.file, []byte(c.data), file.Options{})
			if len(got.Docs) != 0 || len(got.Errs) != 1 || !errors.Is(got.Errs[0], c.want) {
				t.Fatalf("documents %v, errors %v, want %v", got.Docs, got.Errs, c.want)
			}
			if !strings.Contains(got.Errs[0].Error(), c.says) {
				t.Errorf("%q does not say what to do (%q)", got.Errs[0], c.says)
			}
		})
	}
}

// TestMisreadParts holds that a document of any format has its misread paragraphs restored, and says what is lost.
func TestMisreadParts(t *testing.T) {
	const misread, want = "鍚勪綅浠ｈ〃锛氱幇鍦ㄦ姤鍛婂幙閲屽伐浣\ufffd", "各位代表：现在报告县里工\ufffd"
	doc := extracttest.One(t, "a.docx", extracttest.Word("<w:p><w:r><w:t>政府工作报告</w:t></w:r></w:p><w:p><w:r><w:t>"+misread+"</w:t></w:r></w:p><w:p><w:r><w:t>锟斤拷锟斤拷</w:t></w:r></w:p>", nil))
	if got := extracttest.Texts(doc); got[0] != "政府工作报告" || got[1] != want {
		t.Errorf("%q", got)
	}
	notes := strings.Join(extracttest.Notes(doc), "\n")
	for _, word := range []string{"1 行原为 UTF-8，曾被误作 GBK", "1 个字丢失了字节", "2 处“锟斤拷”"} {
		if !strings.Contains(notes, word) {
			t.Errorf("notes %q do not say %s", notes, word)
		}
	}
}

// noise is bytes that mean nothing.
func noise(n int) string {
	rnd := rand.New(rand.NewPCG(5, 6))
	data := make([]byte, n)
	for i := range data {
		data[i] = byte(rnd.Uint32())
	}
	return string(data)
}

func TestSizeLimits(t *testing.T) {
	for _, limits := range []file.Limits{{FileBytes: 200}, {DocumentBytes: 200}} {
		for name, data := range map[string]string{"a.txt": strings.Repeat("字", 100), "a.html": extracttest.ModernPage, "a.mht": string(extracttest.SavedPage())} {
			got := extracttest.ReadAll(t, name, []byte(data), file.Options{Limits: limits})
			if len(got.Errs) != 1 || !errors.Is(got.Errs[0], file.ErrTooLarge) {
				t.Errorf("%s within %+v: errors %v, want one of ErrTooLarge", name, limits, got.Errs)
			}
		}
	}
}

func TestReadEndsWithItsContext(t *testing.T) {
	table := "标题,正文\n" + strings.Repeat("报告,各位代表：现在报告工作。\n", 50)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	docs, errs := 0, []error{}
	for _, err := range extract.Read(ctx, "a.csv", strings.NewReader(table), int64(len(table)), file.Options{}) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if docs++; docs == 3 {
			cancel()
		}
	}
	if docs != 3 || len(errs) != 1 || !errors.Is(errs[0], context.Canceled) {
		t.Errorf("%d documents and errors %v, want 3 and the context's", docs, errs)
	}
}

func TestReadStopsWithItsLoop(t *testing.T) {
	table := "标题,正文\n" + strings.Repeat("报告,各位代表：现在报告工作。\n", 50)
	for range extract.Read(t.Context(), "a.csv", strings.NewReader(table), int64(len(table)), file.Options{}) {
		break // a reader that went on would panic
	}
}

func TestAPanicOfTheCallerIsItsOwn(t *testing.T) {
	defer func() {
		if recover() != "mine" {
			t.Error("the caller's panic did not reach the caller")
		}
	}()
	for range extract.Read(t.Context(), "a.txt", strings.NewReader("各位代表："), int64(len("各位代表：")), file.Options{}) {
		panic("mine")
	}
}

// FuzzRead holds Read to its first promise: whatever the bytes, it ends, and each pair is a document or an error.
func FuzzRead(f *testing.F) {
	for _, seed := range seeds() {
		f.Add(seed.name, seed.data)
	}
	limits := file.Limits{FileBytes: 1 * file.Megabyte, MemberBytes: 4 * file.Megabyte, TotalBytes: 8 * file.Megabyte, Members: 100}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		const longest = 20 * time.Second // far more than a megabyte takes, on a busy machine too
		ctx, cancel := context.WithTimeout(t.Context(), longest)
		defer cancel()
		for doc, err := range extract.Read(ctx, name, bytes.NewReader(data), int64(len(data)), file.Options{Limits: limits}) {
			if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, file.ErrCrashed) {
				t.Fatal(err)
			}
			if (err == nil) != (len(doc.Blocks) > 0) {
				t.Fatalf("error %v with %d blocks", err, len(doc.Blocks))
			}
			if slices.ContainsFunc(doc.Blocks, func(b file.Block) bool { return b.Text == "" }) {
				t.Fatal("an empty block")
			}
		}
	})
}

type seed struct {
	name string
	data []byte
}

// seeds is one small file of each kind.
func seeds() []seed {
	text := strings.Join(extracttest.Report, "\n")
	return []seed{
		{"a.txt", []byte(text)},
		{"a.txt", extracttest.Encode("GB18030", text)},
		{"a.txt", extracttest.Encode("UTF-16LE", text)},
		{"a.txt", []byte("正文&nbsp;<U+00A0>\\r\\n<!-- x --><script>y</script>")},
		{"a.md", []byte("---\ntitle: 报告\n---\n# 一\n\n**二**\n| a | b |\n|--|--|\n")},
		{"a.html", []byte(extracttest.ModernPage)},
		{"a.html", extracttest.Encode("GB18030", extracttest.OldPage)},
		{"a.mht", []byte(extracttest.SavedPage())},
		{"a.csv", []byte("标题,年份,正文\n报告,2021,\"各位代表：\n现在\"\n")},
		{"a.jsonl", []byte(`{"title":"报告","text":["各位代表：","现在"]}` + "\n{broken\n")},
		{"a.json", []byte(`{"data":[{"title":"报告","content":"<p>各位代表：</p><p>现在</p>"}]}`)},
		{"a.xlsx", extracttest.Workbook([][]any{{"标题", "正文"}, {"报告", text}})},
		{"a.docx", extracttest.Word("<w:p><w:r><w:t>"+text+"</w:t></w:r></w:p>", nil)},
		{"a.doc", extracttest.Word97{Main: []extracttest.Word97Paragraph{{Text: extracttest.Report[0] + "\r"}, {Text: extracttest.Report[3] + "\r"}}}.Pack()},
		{"a.doc", []byte(`<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:body></w:wordDocument>`)},
		{"a.rtf", []byte(`{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 x;}}\f0\'d5\'fe\u24220?\par\intbl a\cell b\cell\row}`)},
		{"a.xls", []byte(`<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>正文</Data></Cell></Row><Row><Cell><Data>` + text + `</Data></Cell></Row></Table></Worksheet></Workbook>`)},
		{"a.odt", openDocument("text", `<office:text><text:list><text:list-item><text:p>`+text+`</text:p></text:list-item></text:list></office:text>`)},
		{"a.ods", openDocument("spreadsheet", `<office:spreadsheet><table:table><table:table-row><table:table-cell><text:p>正文</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>`)},
		{"a.eml", []byte("From: a\r\nTo: b\r\nSubject: c\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + text + "\r\n--b--\r\n")},
		{"a.ofd", extracttest.OFD(nil, extracttest.OFDLine(20, 20, 5, extracttest.Report[0]))},
		{"a.zip", extracttest.Pack(extracttest.Member{Name: "a.txt", Content: text}, extracttest.Member{Name: "../b.html", Content: extracttest.ModernPage}, extracttest.Member{Name: "c.zip", Content: string(extracttest.Pack(extracttest.Member{Name: "d.txt", Content: text}))})},
	}
}

// openDocument is a file of OpenDocument for a purpose.
func openDocument(kind, body string) []byte {
	return extracttest.Pack(extracttest.Member{Name: "mimetype", Content: "application/vnd.oasis.opendocument." + kind}, extracttest.Member{
		Name:    "content.xml",
		Content: `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body>` + body + `</office:body></office:document-content>`,
	})
}
