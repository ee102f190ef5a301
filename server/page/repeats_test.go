package page_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/server"
	"gongbao/server/servertest"
)

// TestRepeats goes from a paragraph to where it stands, with what differs there, and holds the page's links and files.
func TestRepeats(t *testing.T) {
	var reports []corpus.Report
	for i, text := range []string{"全力推进高质量发展，保障和改善民生。就业是最大的民生之本源。", "各位代表：全力推进高质量发展，切实保障改善民生。", "全力推动高质量发展，保障和改善民生。"} {
		reports = append(reports, corpus.Report{
			Header:     corpus.Header{ID: fmt.Sprint("r", i), Title: "政府工作报告", Region: []string{"全国", "辽宁", "全国"}[i], Level: []corpus.Level{corpus.National, corpus.Province, corpus.National}[i], Kind: corpus.Work, Year: 2020 + i},
			Paragraphs: []corpus.Paragraph{{Ordinal: 1, Text: text, Hash: fmt.Sprintf("0000000%d", i)}, {Ordinal: 2, Text: "各位代表", Heading: true, Hash: "ffffffff"}},
		})
	}
	s := servertest.Serve(t, servertest.Index(t, reports...), server.Options{})
	links := hrefs(look(t, s, "/reports/r2"), ".para-repeats")
	if len(links) != 1 || links[0] != "/repeats?id=r2%2300000002" {
		t.Fatalf("the report leads to %q", links)
	}
	p := look(t, s, links[0])
	equal(t, p.one(".passage h2"), "全力推动高质量发展，保障和改善民生。")
	want := []string{"全力推动进高质量发展，保障和改善民生", "全力推动高质量发展，保障和改善民生"}
	if diff := cmp.Diff(want, p.all(".passage .sentence")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"动"}, p.all(".passage del")); diff != "" {
		t.Error(diff)
	}
	equal(t, p.attribute(".passage .first a", "href"), "/reports/r0#p1")
	follow(t, s, links[0])
	files(t, s, p, "原句,字数,年份")

	p = look(t, s, "/repeats?id=r0%231")
	if got := p.all(".passage h2"); len(got) != 1 || got[0] != "全力推进高质量发展，保障和改善民生。" {
		t.Errorf("passages %q", got)
	}
	if got := p.all(".alone li"); len(got) != 2 || got[1] != "就业是最大的民生之本源。" {
		t.Errorf("alone %q", got)
	}
	p = look(t, s, "/repeats?text=全力推进高质量发展，保障改善民生&level=province")
	if got := p.all(".passage .sentence"); len(got) != 0 || p.one("#text") != "全力推进高质量发展，保障改善民生" {
		t.Errorf("%q", got) // 切实 is two edits
	}
	long := strings.Repeat("保障改善民生。", 300) // what is pasted stays to be shortened
	if p := look(t, s, "/repeats?text="+long); p.one("[role=alert]") != "文字超过 2,000 字，请截取一段再查" || p.one("textarea") != long || p.attribute("textarea", "maxlength") != "" {
		t.Errorf("a passage that is too long: %q, and %d bytes of it stay", p.one("[role=alert]"), len(p.one("textarea")))
	}
	if p := look(t, s, "/repeats?text=发展"); !strings.Contains(p.one("[role=alert]"), "8") {
		t.Errorf("%q", p.all("[role=alert]"))
	}
	if p := look(t, s, "/repeats?id=r0%239"); p.status != http.StatusNotFound {
		t.Errorf("a paragraph that is not there: %d", p.status)
	}
}
