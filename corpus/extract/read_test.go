package extract

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// result is all that a file yields.
type result struct {
	docs []Document
	errs []error
	bad  []string // the members with an error
}

func readAll(t *testing.T, name string, data []byte, opt Options) result {
	t.Helper()
	var got result
	for doc, err := range Read(t.Context(), name, bytes.NewReader(data), int64(len(data)), opt) {
		if err != nil {
			got.errs, got.bad = append(got.errs, err), append(got.bad, doc.Member)
			continue
		}
		got.docs = append(got.docs, doc)
	}
	return got
}

// one returns the only document of a file.
func one(t *testing.T, name string, data []byte) Document {
	t.Helper()
	got := readAll(t, name, data, Options{})
	if len(got.docs) != 1 || len(got.errs) != 0 {
		t.Fatalf("%s: %d documents, errors %v", name, len(got.docs), got.errs)
	}
	return got.docs[0]
}

func texts(doc Document) []string {
	var all []string
	for _, b := range doc.Blocks {
		all = append(all, b.Text)
	}
	return all
}

// report is a short report, a paragraph a line.
var report = []string{
	"政府工作报告",
	"——2021年1月28日在辽宁省第十三届人民代表大会第五次会议上",
	"各位代表：",
	"现在，我代表辽宁省人民政府向大会报告工作，请予审议，并请省政协委员和其他列席人员提出意见。",
	"一、2020年工作和“十三五”时期回顾",
	"过去的一年极不平凡。面对复杂严峻的国内外形势和突如其来的新冠肺炎疫情严重冲击，我们坚持以习近平新时代中国特色社会主义思想为指导，经济运行逐季回升向好，决胜全面建成小康社会取得决定性成就。",
	"（一）坚持绿色低碳发展。开展碳排放达峰行动，单位地区生产总值能耗下降3.2%，PM2.5平均浓度39微克/立方米。",
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		name, file, data string
		want             error
		says             string
	}{
		{"nothing", "a.txt", "", ErrEmpty, "fetch"},
		{"white space", "a.txt", " \r\n\u3000\r\n", ErrEmpty, "check"},
		{"a bitmap", "a.txt", "BM\x00\x00\x00\x00", ErrNoText, "OCR"},
		{"zero bytes", "a.txt", strings.Repeat("\x00", 5000), ErrTruncated, "fetch"},
		{"rar", "a.txt", "Rar!\x1a\x07\x00 rest", ErrUnsupported, "zip"},
		{"7z", "a.7z", "7z\xbc\xaf\x27\x1c rest", ErrUnsupported, "zip"},
		{"gz", "a.gz", "\x1f\x8b\x08 rest", ErrUnsupported, "zip"},
		{"rtf", "a.doc", `{\rtf1\ansi rest}`, ErrUnsupported, "docx"},
		{"png", "a.docx", "\x89PNG\r\n\x1a\n rest", ErrNoText, "OCR"},
		{"jpeg", "a.txt", "\xff\xd8\xff\xe0 rest", ErrNoText, "OCR"},
		{"a cut office file", "a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest", ErrTruncated, "fetch"},
		{"a part of a saved page", "a.css", "body { color: red }", ErrUnsupported, "page"},
		{"a program", "a.txt", "\x7fELF" + noise(4000), ErrUnsupported, "save it as"},
		{"a cut zip", "a.zip", "PK\x03\x04 rest", ErrTruncated, "fetch"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := readAll(t, c.file, []byte(c.data), Options{})
			if len(got.docs) != 0 || len(got.errs) != 1 || !errors.Is(got.errs[0], c.want) {
				t.Fatalf("documents %v, errors %v, want %v", got.docs, got.errs, c.want)
			}
			if !strings.Contains(got.errs[0].Error(), c.says) {
				t.Errorf("%q does not say what to do (%q)", got.errs[0], c.says)
			}
		})
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
	for _, limits := range []Limits{{FileBytes: 200}, {DocumentBytes: 200}} {
		for name, data := range map[string]string{"a.txt": strings.Repeat("字", 100), "a.html": modernPage, "a.mht": string(savedPage())} {
			got := readAll(t, name, []byte(data), Options{Limits: limits})
			if len(got.errs) != 1 || !errors.Is(got.errs[0], ErrTooLarge) {
				t.Errorf("%s within %+v: errors %v, want one of ErrTooLarge", name, limits, got.errs)
			}
		}
	}
}

func TestReadEndsWithItsContext(t *testing.T) {
	table := "标题,正文\n" + strings.Repeat("报告,各位代表：现在报告工作。\n", 50)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	docs, errs := 0, []error{}
	for _, err := range Read(ctx, "a.csv", strings.NewReader(table), int64(len(table)), Options{}) {
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
	for range Read(t.Context(), "a.csv", strings.NewReader(table), int64(len(table)), Options{}) {
		break // a reader that went on would panic
	}
}

func TestACrashIsTheDocumentsError(t *testing.T) {
	var errs []error
	out := &output{ctx: t.Context(), format: "txt", yield: func(_ Document, err error) bool {
		errs = append(errs, err)
		return true
	}}
	out.run(func() {
		var none []int
		_ = none[3]
	})
	if len(errs) != 1 || !errors.Is(errs[0], errCrashed) || !strings.Contains(errs[0].Error(), "index out of range") {
		t.Errorf("errors %v, want the crash and its cause", errs)
	}
}

func TestAPanicOfTheCallerIsItsOwn(t *testing.T) {
	defer func() {
		if recover() != "mine" {
			t.Error("the caller's panic did not reach the caller")
		}
	}()
	for range Read(t.Context(), "a.txt", strings.NewReader("各位代表："), int64(len("各位代表：")), Options{}) {
		panic("mine")
	}
}

// FuzzRead holds Read to its first promise: whatever the bytes, it ends, and each pair is a document or an error.
func FuzzRead(f *testing.F) {
	for _, seed := range seeds() {
		f.Add(seed.name, seed.data)
	}
	limits := Limits{FileBytes: 1 * megabyte, MemberBytes: 4 * megabyte, TotalBytes: 8 * megabyte, Members: 100}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		const longest = 20 * time.Second // far more than a megabyte takes, on a busy machine too
		ctx, cancel := context.WithTimeout(t.Context(), longest)
		defer cancel()
		for doc, err := range Read(ctx, name, bytes.NewReader(data), int64(len(data)), Options{Limits: limits}) {
			if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, errCrashed) {
				t.Fatal(err)
			}
			if (err == nil) != (len(doc.Blocks) > 0) {
				t.Fatalf("error %v with %d blocks", err, len(doc.Blocks))
			}
			if slices.ContainsFunc(doc.Blocks, func(b Block) bool { return b.Text == "" }) {
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
	text := strings.Join(report, "\n")
	return []seed{
		{"a.txt", []byte(text)},
		{"a.txt", encoded("GB18030", text)},
		{"a.txt", encoded("UTF-16LE", text)},
		{"a.txt", []byte("正文&nbsp;<U+00A0>\\r\\n<!-- x --><script>y</script>")},
		{"a.md", []byte("---\ntitle: 报告\n---\n# 一\n\n**二**\n| a | b |\n|--|--|\n")},
		{"a.html", []byte(modernPage)},
		{"a.html", encoded("GB18030", oldPage)},
		{"a.mht", []byte(savedPage())},
		{"a.csv", []byte("标题,年份,正文\n报告,2021,\"各位代表：\n现在\"\n")},
		{"a.jsonl", []byte(`{"title":"报告","text":["各位代表：","现在"]}` + "\n{broken\n")},
		{"a.json", []byte(`{"data":[{"title":"报告","content":"<p>各位代表：</p><p>现在</p>"}]}`)},
		{"a.xlsx", workbook([][]any{{"标题", "正文"}, {"报告", text}})},
		{"a.docx", wordFile(para(run(text)), nil)},
		{"a.ofd", ofdPackage(nil, ofdLine(20, 20, 5, report[0]))},
		{"a.zip", packed(member{"a.txt", text}, member{"../b.html", modernPage}, member{"c.zip", string(packed(member{"d.txt", text}))})},
	}
}
