package web_test

import (
	"slices"
	"strings"
	"testing"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

func TestArticles(t *testing.T) {
	for _, c := range []struct {
		name string
		page []byte
		want []string
	}{
		{"modern", []byte(extracttest.ModernPage), append([]string{"2021年政府工作报告"}, extracttest.Report...)},
		{"laid out in tables, GBK", extracttest.Encode("GB18030", extracttest.OldPage), extracttest.Report},
		{"div soup", []byte(extracttest.SoupPage), extracttest.Report},
		{"a fragment", []byte(extracttest.Paragraphs("<p>", "</p>")), extracttest.Report},
		{"a fragment in a list, as programs print it", []byte("[<div>" + extracttest.Paragraphs("<p>", "</p>") + "</div>]"), extracttest.Report},
		{"a page without ends", []byte("<html><body>" + extracttest.Paragraphs("<p>", "")), extracttest.Report},
		{"a page that never closes its tags", []byte("<html><body>" + extracttest.Paragraphs(strings.Repeat("<div>", 100), "")), extracttest.Report},
		{"one paragraph with breaks", []byte("<html><body><p><span>" + extracttest.Paragraphs("", "<br/><br/>") + "</span></p></body></html>"), extracttest.Report},
		{"lines broken in the source", []byte("<html><body>" + extracttest.Paragraphs("<p>\n", "\n</p>") + "</body></html>"), extracttest.Report},
		{"with the head and foot of printed pages, as LibreOffice saves it",
			[]byte(`<html><body><div title="header"><p>内部资料</p></div>` + extracttest.Paragraphs("<p>", "</p>") + `<div title="footer"><p>5</p></div></body></html>`), extracttest.Report},
		{"UTF-16", extracttest.Encode("UTF-16LE", "\ufeff"+extracttest.SoupPage), extracttest.Report},
		{"saved in one file", extracttest.SavedPage(), append([]string{"2021年政府工作报告"}, extracttest.Report...)},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := extracttest.One(t, "a", c.page)
			got := slices.DeleteFunc(extracttest.Texts(doc), func(s string) bool { return s == "[" || s == "]" })
			if doc.Format != "html" || !slices.Equal(got, c.want) {
				t.Errorf("%s: %q", doc.Format, got)
			}
		})
	}
}

func TestWhatAPageSays(t *testing.T) {
	fields := extracttest.One(t, "a.html", []byte(extracttest.ModernPage)).Fields
	for field, want := range map[string]string{"title": "2021年政府工作报告", "source_url": "https://www.ln.gov.cn/a.html", "published": "2021-02-03 10:20"} {
		if fields[field] != want {
			t.Errorf("%s is %q, want %q", field, fields[field], want)
		}
	}
	if got := extracttest.One(t, "a.html", extracttest.Encode("GB18030", extracttest.OldPage)).Fields["title"]; got != "政府工作报告" {
		t.Errorf("title of the old page: %q", got)
	}
}

func TestTablesInPages(t *testing.T) {
	doc := extracttest.One(t, "a.html", []byte("<p>各位代表：下表。</p><table><tr><th>指标</th><th>值</th></tr><tr><td>GDP</td><td>5%</td></tr></table><h2>一、回顾</h2><p>现在，报告。</p>"))
	want := []file.Block{{Text: "各位代表：下表。"}, {Text: "指标\t值", Row: true}, {Text: "GDP\t5%", Row: true}, {Text: "一、回顾", Heading: true}, {Text: "现在，报告。"}}
	if !slices.Equal(doc.Blocks, want) {
		t.Errorf("%+v", doc.Blocks)
	}
}
