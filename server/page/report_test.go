package page_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/server"
	"gongbao/server/servertest"
)

func TestReportPage(t *testing.T) {
	p := look(t, site(t, server.Options{}), "/reports/liaoning-2021?q=碳排放达峰")
	equal(t, p.one("h1"), "辽宁2021年政府工作报告")
	equal(t, p.one(".hit-count"), "本篇 2 处")
	equal(t, p.one("mark#m2"), "碳排放达峰")
	equal(t, p.one(".hit-bar p a"), "清除标记")
	if ticks := p.all(".map a"); len(ticks) != 2 {
		t.Errorf("%d ticks on the map", len(ticks))
	}
	if all := p.all(".para"); len(all) != 84 {
		t.Errorf("%d paragraphs", len(all))
	}
	for _, address := range hrefs(p, ".outline a") {
		if len(p.all(address)) != 1 {
			t.Errorf("the outline leads to %s", address)
		}
	}
	if marked := p.all(".text [lang] mark, .text mark"); len(marked) != 2 {
		t.Errorf("marks: %q", marked)
	}
}

// TestNothingToMark opens a report with a query that has no words, and with words that it does not have.
func TestNothingToMark(t *testing.T) {
	s := site(t, server.Options{})
	for asked, want := range map[string]string{
		"地区:辽宁": "检索式只有条件，没有要标出的词句", "年份:2021 -龘": "检索式只有条件，没有要标出的词句", "地区:辽宁 龘": "本篇没有这个词句", "目标>90%": "本篇没有这个词句",
	} {
		p := look(t, s, "/reports/liaoning-2021?q="+url.QueryEscape(asked))
		if got := p.one(".hit-count"); got != want {
			t.Errorf("%s: got %s, want %s", asked, got, want)
		}
		if links := p.all(".hit-bar a"); len(links) > 0 {
			t.Errorf("%s: %q is offered where nothing is marked", asked, links)
		}
	}
}

// TestText shows a report exactly as it was published.
func TestText(t *testing.T) {
	r := corpustest.Sample(t)
	p := look(t, site(t, server.Options{}), "/reports/liaoning-2021?q=发展")
	shown := p.all(".para > :first-child")
	for i, paragraph := range r.Paragraphs {
		if want := strings.Join(strings.Fields(paragraph.Text), " "); shown[i] != want {
			t.Errorf("paragraph %d is\n%s\nwant\n%s", i+1, shown[i], want)
		}
	}
}

func TestNeighbouringYears(t *testing.T) {
	p := look(t, shelf(t), "/reports/liaoning-b")
	equal(t, p.attribute(".neighbours [rel=prev]", "href"), "/reports/liaoning-a")
	equal(t, p.attribute(".neighbours [rel=next]", "href"), "/reports/liaoning-c")
}

// TestPermalinks follows the link of a paragraph after the report has been indexed anew with small changes.
func TestPermalinks(t *testing.T) {
	r := corpustest.Sample(t)
	e := servertest.Index(t, r)
	s := servertest.Serve(t, e, server.Options{})
	link := look(t, s, "/reports/liaoning-2021").attribute("#p20 .para-link", "href")
	equal(t, servertest.Get(t, s, link).Header.Get("Location"), "/reports/liaoning-2021?at="+link[strings.LastIndex(link, "/")+1:]+"#p20")

	moved := r
	moved.Paragraphs = slices.Insert(slices.Clone(r.Paragraphs), 5, corpus.Paragraph{Text: "新的一段。", Hash: "12345678"})
	for i := range moved.Paragraphs {
		moved.Paragraphs[i].Ordinal = i + 1
	}
	servertest.Put(t, e, moved)
	to := servertest.Get(t, s, link).Header.Get("Location")
	if !strings.HasSuffix(to, "#p21") {
		t.Errorf("the link leads to %s", to)
	}
	equal(t, look(t, s, to).one(".notice"), "链接所指的段落已由第 20 段移到第 21 段。 第 21 段")

	changed := r
	changed.Paragraphs = slices.Clone(r.Paragraphs)
	changed.Paragraphs[19].Text, changed.Paragraphs[19].Hash = "改过的一段。", "87654321"
	servertest.Put(t, e, changed)
	to = servertest.Get(t, s, link).Header.Get("Location")
	if !strings.HasSuffix(to, "#p20") || !strings.Contains(look(t, s, to).one(".notice"), "已有改动") {
		t.Errorf("the link leads to %s", to)
	}
	if status := servertest.Get(t, s, "/reports/liaoning-2021/p/900-ffffffff").StatusCode; status != http.StatusNotFound {
		t.Errorf("a paragraph that never was: %d", status)
	}
}

func TestCitations(t *testing.T) {
	s := site(t, server.Options{})
	p := look(t, s, "/reports/liaoning-2021/cite?p=67")
	if forms := p.all("pre"); len(forms) != 7 || !strings.HasPrefix(p.one("#text-gbt7714"), "刘宁. 政府工作报告") {
		t.Errorf("forms: %q", forms)
	}
	file := servertest.Get(t, s, p.attribute("a[download]", "href"))
	if body := servertest.Read(t, file); !strings.HasPrefix(body, "@techreport{liaoning-2021-p67,") || !strings.Contains(file.Header.Get("Content-Disposition"), ".bib") {
		t.Errorf("%s", body)
	}
}

func TestReportsPage(t *testing.T) {
	s := shelf(t)
	p := look(t, s, "/reports")
	equal(t, strings.Join(p.all(".matrix tbody th"), " "), "辽宁 吉林")
	if cells := p.all(".matrix td a"); len(cells) != 5 {
		t.Errorf("%d cells", len(cells))
	}
	equal(t, look(t, s, "/reports?title=吉林").one(".totals strong"), "1 篇")
	filtered := look(t, s, "/reports?region=吉林&year=2021&title=报告&sort=oldest")
	if diff := cmp.Diff([]string{"地区 吉林 ×", "年份 2021 ×", "清除条件"}, filtered.all(".chips a")); diff != "" {
		t.Errorf("chips (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"/reports?sort=oldest&title=%E6%8A%A5%E5%91%8A&year=2021", "/reports?region=%E5%90%89%E6%9E%97&sort=oldest&title=%E6%8A%A5%E5%91%8A", "/reports?sort=oldest&title=%E6%8A%A5%E5%91%8A"}, hrefs(filtered, ".chips a")); diff != "" {
		t.Errorf("without them (-want +got):\n%s", diff)
	}
	if kept := filtered.all(".find input[type=hidden]"); len(kept) != 3 {
		t.Errorf("what is typed next forgets the filters: %q", kept)
	}
	if chips := look(t, s, "/reports?title=报告").all(".chips"); len(chips) > 0 {
		t.Errorf("chips %q without filters", chips)
	}
	equal(t, look(t, s, "/reports?sort=oldest").one(".report-list td:nth-child(2)"), "2018")
}

func TestErrorPages(t *testing.T) {
	s := site(t, server.Options{})
	p := look(t, s, "/reports/nowhere-1900")
	equal(t, p.one("h1"), "没有这一页")
	closed := look(t, servertest.Serve(t, nil, server.Options{}), "/")
	equal(t, closed.one("h1"), "索引还没有准备好")
	if closed.attribute(".error", "data-again") == "" || closed.status != http.StatusServiceUnavailable || len(closed.all(".error a")) != 3 {
		t.Errorf("%d: %q", closed.status, closed.all(".error a"))
	}
}

// TestErrorPagesKeepTheQuestion holds that what was asked stays in the box, so that it can be asked again.
func TestErrorPagesKeepTheQuestion(t *testing.T) {
	p := look(t, servertest.Serve(t, nil, server.Options{}), "/search?q=就业&region=辽宁")
	equal(t, p.attribute("#q", "value"), "就业")
	equal(t, p.attribute("input[name=region]", "value"), "辽宁")
}

// TestPreviewsOfLinks holds that a link to any page shows what that page is, and leads to it and not to one with other filters or to
// the beginning of a report.
func TestPreviewsOfLinks(t *testing.T) {
	s := site(t, server.Options{})
	home := look(t, s, "/").attribute("meta[name=description]", "content")
	link := look(t, s, "/reports/liaoning-2021").attribute("#p67 .para-link", "href")
	for address, about := range map[string]string{
		"/search?q=发展&region=辽宁": "/search?q=%E5%8F%91%E5%B1%95&region=%E8%BE%BD%E5%AE%81", "/reports": "/reports", "/reports?region=辽宁&title=2021": "/reports?region=%E8%BE%BD%E5%AE%81&title=2021",
		"/reports/liaoning-2021": "/reports/liaoning-2021", "/reports/liaoning-2021?q=发展&at=" + link[strings.LastIndex(link, "/")+1:]: link, "/reports/liaoning-2021/cite?p=67": "/reports/liaoning-2021/cite?p=67",
		"/trends?q=发展": "/trends?q=%E5%8F%91%E5%B1%95", "/regions?q=发展": "/regions?q=%E5%8F%91%E5%B1%95", "/sentences?q=发展": "/sentences?q=%E5%8F%91%E5%B1%95", "/lines?q=发展": "/lines?q=%E5%8F%91%E5%B1%95",
		"/counts?by=year&q=发展": "/counts?by=year&q=%E5%8F%91%E5%B1%95", "/figures": "/figures", "/compare/liaoning-2021": "/compare/liaoning-2021", "/panel": "/panel", "/repeats": "/repeats",
		"/coverage": "/coverage", "/excerpts": "/excerpts", "/following": "/following", "/api": "/api", "/add": "/add",
	} {
		for _, lang := range []string{"", "en"} {
			p := look(t, s, address)
			if lang != "" {
				p = look(t, s, inLanguage(address, lang))
				about = inLanguage(about, lang)
			}
			said := p.attribute("meta[name=description]", "content")
			if said == "" || said == home || said != p.attribute(`meta[property="og:description"]`, "content") {
				t.Errorf("%s in %q: the preview says %q", address, lang, said)
			}
			leads, err := url.Parse(p.attribute(`meta[property="og:url"]`, "content"))
			if want, wrong := url.Parse(about); err != nil || wrong != nil || leads.Path != want.Path || leads.Query().Encode() != want.Query().Encode() {
				t.Errorf("%s in %q: the preview leads to %v (%v)", address, lang, leads, err)
			}
		}
	}
}

func inLanguage(address, lang string) string {
	if strings.Contains(address, "?") {
		return address + "&lang=" + lang
	}
	return address + "?lang=" + lang
}

func TestWhatBrowsersAskFor(t *testing.T) {
	s := site(t, server.Options{BasePath: "/gb"})
	home := look(t, s, "/gb/")
	for address, part := range map[string]string{
		"/gb/opensearch.xml": `template="http://example.com/gb/search?q={searchTerms}"`, "/gb/feed.atom": "<title>辽宁2021年政府工作报告</title>",
		"/gb/sitemap.xml": "<loc>http://example.com/gb/reports/liaoning-2021</loc>", "/gb/robots.txt": "Disallow: /gb/search?*&\n",
		home.attribute("link[rel=stylesheet]", "href"): "@media print {", home.attribute("script", "src"): "const $main = ",
		home.attribute("link[rel=icon]", "href"): "<svg",
	} {
		if body := servertest.Read(t, servertest.Get(t, s, address)); !strings.Contains(body, part) {
			t.Errorf("%s has no %s:\n%.300s", address, part, body)
		}
	}
	kept := servertest.Get(t, s, home.attribute("link[rel=stylesheet]", "href")).Header
	if !strings.Contains(kept.Get("Cache-Control"), "immutable") || !strings.HasPrefix(kept.Get("Content-Type"), "text/css") {
		t.Errorf("the style sheet comes with %v", kept)
	}
	preview := look(t, s, "/gb/reports/liaoning-2021")
	equal(t, preview.attribute(`meta[property="og:title"]`, "content"), "辽宁2021年政府工作报告")
	if about := preview.attribute(`meta[property="og:description"]`, "content"); len(about) < 60 {
		t.Errorf("the preview says %q", about)
	}
}

// TestDrawingsHaveASize holds that no drawing fills the page where style sheets do not come.
func TestDrawingsHaveASize(t *testing.T) {
	files, err := filepath.Glob("templates/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d templates (%v)", len(files), err)
	}
	drawing, size := regexp.MustCompile(`<svg [^>]*>`), regexp.MustCompile(` width="[^"]+" height="[^"]+"`)
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, tag := range drawing.FindAllString(string(content), -1) {
			if !size.MatchString(tag) {
				t.Errorf("%s: %s", file, tag)
			}
		}
	}
}

// TestReportAsText holds that the file of a report has its text and nothing else, under its name, and is read as the same report.
func TestReportAsText(t *testing.T) {
	s, r := site(t, server.Options{}), corpustest.Sample(t)
	p := look(t, s, "/reports/"+r.ID)
	answer := servertest.Get(t, s, p.attribute(".report-actions [download]", "href"))
	if got := answer.Header.Get("Content-Disposition"); got != `attachment; filename="liaoning-2021.txt"; filename*=UTF-8''%E8%BE%BD%E5%AE%812021%E5%B9%B4%E6%94%BF%E5%BA%9C%E5%B7%A5%E4%BD%9C%E6%8A%A5%E5%91%8A.txt` {
		t.Errorf("Content-Disposition: %s", got)
	}
	body := servertest.Read(t, answer)
	var texts []string
	for _, paragraph := range r.Paragraphs {
		texts = append(texts, paragraph.Text)
	}
	equal(t, body, strings.Join(texts, "\n\n")+"\n")
	name := filepath.Join(t.TempDir(), "report.txt")
	if err := os.WriteFile(name, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	again := corpustest.Report(t, name)
	if diff := cmp.Diff(r.Paragraphs, again.Paragraphs); diff != "" {
		t.Errorf("read again (-before +after):\n%s", diff)
	}
}
