package excerpt_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gongbao/corpus"
	"gongbao/corpus/extract"
	"gongbao/corpus/extract/file"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/cite"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/excerpt"
)

func TestParseName(t *testing.T) {
	for text, want := range map[string]string{
		"liaoning-2021#67-0f3a9b21": "liaoning-2021#67-0f3a9b21", " liaoning-2021#67 ": "liaoning-2021#67", "liaoning-2021#0f3a9b21": "liaoning-2021#0f3a9b21",
		"https://example.cn/x/reports/liaoning-2021/p/67-0f3a9b21?q=绿&lang=en": "liaoning-2021#67-0f3a9b21", "/reports/liaoning-2021/p/67-0f3a9b21": "liaoning-2021#67-0f3a9b21",
		"http://127.0.0.1:8080/reports/liaoning-2021?q=绿&at=67-0f3a9b21#p67": "liaoning-2021#67-0f3a9b21", "/reports/liaoning-2021#p67": "liaoning-2021#67",
		"": "", "就业": "", "liaoning-2021": "", "#67": "", "liaoning-2021#": "", "/reports/liaoning-2021": "", "/reports/": "", "/search?q=就业#p3": "", "https://%zz/reports/a#p1": "",
	} {
		if got, ok := excerpt.ParseName(text); ok != (want != "") || ok && got.String() != want {
			t.Errorf("%q is %q, %t; want %q", text, got, ok, want)
		}
	}
}

// texts are the paragraphs of a report, with what XML and spreadsheets could take for something of theirs.
var texts = []string{"第一段：<b>增长</b> & \"5%\"\x00。", "=1+1 不是公式。", "第三段。"}

func report(id string, year int, texts ...string) *corpus.Report {
	r := &corpus.Report{Header: corpus.Header{ID: id, Title: "政府工作报告", Region: "辽宁", Level: corpus.Province, Kind: corpus.Work, Year: year, Date: "2021-01-28", Speaker: "刘宁", SourceURL: "https://example.cn/" + id}}
	for i, text := range texts {
		r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: text, Section: []string{"一、工作"}, Hash: hash(text)})
	}
	return r
}

// hash names a text as corpus does: by eight hexadecimal digits.
func hash(text string) string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(text))) }

// list finds names in an index of two reports.
func list(t *testing.T, names ...string) excerpt.List {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) {
		_ = yield(engine.Change{Put: report("liaoning-2021", 2021, texts...)}, nil) && yield(engine.Change{Put: report("liaoning-2020", 2020, texts[2])}, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	var parsed []excerpt.Name
	for _, name := range names {
		n, ok := excerpt.ParseName(name)
		if !ok {
			t.Fatalf("%q is no name", name)
		}
		parsed = append(parsed, n)
	}
	l := excerpt.List{Address: func(path string) string { return "https://example.org" + path }, Time: time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC), Lang: language.ZH}
	err = search.New(e, nil).Read(t.Context(), func(edition *search.Edition) (err error) {
		l.Version = edition.Version()
		l.Excerpts, err = excerpt.Find(t.Context(), edition, parsed)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestFind finds what is there and what has moved, and says what is gone.
func TestFind(t *testing.T) {
	l := list(t, "liaoning-2020#1", "liaoning-2021#9-"+hash(texts[1]), "liaoning-2021#2", "liaoning-2021#3-00000000", "liaoning-2021#9-00000000", "jilin-2021#5-00000000", "jilin-2021#00000000")
	var got []string
	for _, e := range l.Excerpts {
		got = append(got, strings.Join([]string{e.Now().String(), e.Title(l.Lang), e.Note(l.Lang), e.Path(), l.Cite(e, cite.GBT)}, "|"))
	}
	want := []string{
		"liaoning-2020#1-" + hash(texts[2]) + "|辽宁2020年政府工作报告，第 1 段||/reports/liaoning-2020/p/1-" + hash(texts[2]) + "|刘宁. 政府工作报告：2021年1月28日[R/OL]. 辽宁省人民政府，2020：第1段（2021-01-28）[2026-03-05]. https://example.cn/liaoning-2020.",
		"liaoning-2021#2-" + hash(texts[1]) + "|辽宁2021年政府工作报告，第 2 段|原来是第 9 段，现在是第 2 段，文字没有变|/reports/liaoning-2021/p/2-" + hash(texts[1]) + "|刘宁. 政府工作报告：2021年1月28日[R/OL]. 辽宁省人民政府，2021：第2段（2021-01-28）[2026-03-05]. https://example.cn/liaoning-2021.",
		"liaoning-2021#3-00000000|辽宁2021年政府工作报告，第 3 段|报告里这一段的文字已经改了，原来的文字不在了||",
		"liaoning-2021#9-00000000|辽宁2021年政府工作报告，第 9 段|报告里已经没有这一段||",
		"jilin-2021#5-00000000|jilin-2021，第 5 段|索引里已经没有这篇报告||",
		"jilin-2021#00000000|jilin-2021|索引里已经没有这篇报告||",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestDOCX reads the document as the program reads Word documents, and holds every part to be XML.
func TestDOCX(t *testing.T) {
	l := list(t, "liaoning-2021#1", "jilin-2021#5-00000000", "liaoning-2021#2")
	var out bytes.Buffer
	if err := l.DOCX(&out); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for doc, err := range extract.Read(t.Context(), "excerpts.docx", bytes.NewReader(out.Bytes()), int64(out.Len()), file.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range doc.Blocks {
			lines = append(lines, b.Text)
		}
	}
	want := []string{
		"摘录", "辽宁2021年政府工作报告，第 1 段", "一、工作", "第一段：<b>增长</b> & \"5%\"\ufffd。[1]", "辽宁2021年政府工作报告，第 2 段", "一、工作", "=1+1 不是公式。[2]",
		"参考文献", "[1] " + l.Cite(l.Excerpts[0], cite.GBT), "[2] " + l.Cite(l.Excerpts[2], cite.GBT), "索引里已经没有的摘录", "jilin-2021，第 5 段：索引里已经没有这篇报告",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	archive, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if first := archive.File[0].Name; first != "[Content_Types].xml" {
		t.Errorf("the first part is %s", first)
	}
	for _, part := range archive.File {
		checkXML(t, part)
	}
}

func checkXML(t *testing.T, part *zip.File) {
	t.Helper()
	in, err := part.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	d := xml.NewDecoder(in)
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%s: %v", part.Name, err)
		}
	}
}

// TestXLSX reads the workbook back.
func TestXLSX(t *testing.T) {
	l := list(t, "liaoning-2021#2", "jilin-2021#5-00000000")
	var out bytes.Buffer
	if err := l.XLSX(&out); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("数据")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"序号", "地区", "年份", "标题", "报告人", "日期", "会议", "章节", "段序", "原文", "GB/T 7714—2025", "链接", "说明"},
		{"1", "辽宁", "2021", "政府工作报告", "刘宁", "2021-01-28", "", "一、工作", "2", "=1+1 不是公式。", l.Cite(l.Excerpts[0], cite.GBT), "https://example.org" + l.Excerpts[0].Path()},
		{"2", "", "", "jilin-2021，第 5 段", "", "", "", "", "5", "", "", "", "索引里已经没有这篇报告"},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if formula, err := book.GetCellFormula("数据", "J2"); err != nil || formula != "" {
		t.Errorf("a text is the formula %q, %v", formula, err)
	}
}

// TestCitations holds that a file has a record for each text that is there, each as it is cited alone.
func TestCitations(t *testing.T) {
	l := list(t, "liaoning-2021#1", "jilin-2021#5-00000000", "liaoning-2021#2")
	for _, f := range []cite.Format{cite.BibTeX, cite.RIS} {
		if got, want := l.Citations(f), l.Cite(l.Excerpts[0], f)+l.Cite(l.Excerpts[2], f); got != want || !strings.Contains(got, "第2段") {
			t.Errorf("%s:\n%s", f, got)
		}
	}
}
