package page_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/server"
	"gongbao/server/servertest"
)

// site makes a server of the sample report.
func site(t testing.TB, opt server.Options) *server.Server {
	t.Helper()
	return servertest.Serve(t, servertest.Index(t, corpustest.Sample(t)), opt)
}

// A page is an answer as parsed by a browser.
type page struct {
	*testing.T
	root   *html.Node
	status int
	header http.Header
}

func look(t *testing.T, s http.Handler, address string, header ...string) page {
	t.Helper()
	address, _, _ = strings.Cut(address, "#") // which browsers keep to themselves
	r := servertest.Get(t, s, address, header...)
	root, err := html.Parse(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return page{t, root, r.StatusCode, r.Header}
}

// all gives the texts of the elements that a selector finds.
func (p page) all(selector string) []string {
	p.Helper()
	var texts []string
	for _, n := range cascadia.QueryAll(p.root, cascadia.MustCompile(selector)) {
		texts = append(texts, strings.Join(strings.Fields(textOf(n)), " "))
	}
	return texts
}

// one gives the text of the first element that a selector finds.
func (p page) one(selector string) string {
	p.Helper()
	texts := p.all(selector)
	if len(texts) == 0 {
		p.Fatalf("nothing on the page is %s", selector)
	}
	return texts[0]
}

// attribute gives an attribute of the first element that a selector finds.
func (p page) attribute(selector, name string) string {
	p.Helper()
	n := cascadia.Query(p.root, cascadia.MustCompile(selector))
	if n == nil {
		p.Fatalf("nothing on the page is %s", selector)
	}
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(textOf(c))
	}
	return b.String()
}

func equal(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestHomePage(t *testing.T) {
	s := site(t, server.Options{})
	p := look(t, s, "/")
	equal(t, p.one(".coverage .coverage-name"), "辽宁")
	equal(t, p.attribute(".newest a", "href"), "/reports/liaoning-2021")
	if examples := p.all(".examples a"); len(examples) < 3 {
		t.Errorf("examples: %q", examples)
	}
	for _, address := range hrefs(p, ".examples a") {
		if found := look(t, s, address).all(".group-exact mark"); len(found) == 0 {
			t.Errorf("the example %s finds nothing", address)
		}
	}
}

// A newest report without sections takes no examples away.
func TestExamplesOfAnOlderReport(t *testing.T) {
	bare := corpus.Report{
		Header:     corpus.Header{ID: "liaoning-2026", Title: "辽宁2026年政府工作报告", Region: "辽宁", Level: corpus.Province, Kind: corpus.Work, Year: 2026},
		Paragraphs: []corpus.Paragraph{{Ordinal: 1, Text: "推进深空探测。", Hash: "0badf00d"}},
	}
	s := servertest.Serve(t, servertest.Index(t, corpustest.Sample(t), bare), server.Options{})
	if examples := look(t, s, "/").all(".examples li"); len(examples) < 3 {
		t.Errorf("examples: %q", examples)
	}
}

// TestNewWordsAsExamples holds that the home page answers at once, and offers what is new in the latest year as soon as that is found.
func TestNewWordsAsExamples(t *testing.T) {
	known := []string{"持续推动各项事业发展。", "保障和改善人民生活。"}
	fresh := []string{"大力发展低空经济。", "培育新质生产力。", "用好超长期特别国债。", "推广以旧换新。", "建设零碳园区。", "发展银发经济。", "推进未来产业。"}
	report := func(year int, texts ...[]string) corpus.Report {
		r := corpus.Report{Header: corpus.Header{ID: fmt.Sprintf("national-%d", year), Title: "政府工作报告", Region: "全国", Level: corpus.National, Kind: corpus.Work, Year: year}}
		for _, text := range slices.Concat(texts...) {
			r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: len(r.Paragraphs) + 1, Text: text, Hash: fmt.Sprintf("%08d", len(r.Paragraphs))})
		}
		return r
	}
	again := slices.Clone(fresh)
	slices.Reverse(again)
	s := servertest.Serve(t, servertest.Index(t, report(2023, known), report(2024, known), report(2025, known, fresh, again, fresh)), server.Options{})
	var examples []string
	for range 500 { // five seconds on a machine that has time
		p := look(t, s, "/")
		if examples = p.all(".examples li"); len(examples) > 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if len(examples) != 6 {
		t.Fatalf("examples: %q", examples)
	}
	for _, example := range examples {
		if slices.ContainsFunc(known, func(text string) bool { return strings.Contains(text, example) }) || !strings.Contains(strings.Join(fresh, ""), example) {
			t.Errorf("%s is not new", example)
		}
	}
}

func hrefs(p page, selector string) []string {
	var all []string
	for _, n := range cascadia.QueryAll(p.root, cascadia.MustCompile(selector)) {
		for _, a := range n.Attr {
			if a.Key == "href" {
				all = append(all, a.Val)
			}
		}
	}
	return all
}

func TestLanguageOfPages(t *testing.T) {
	s := site(t, server.Options{})
	equal(t, look(t, s, "/").attribute("html", "lang"), "zh-CN")
	english := look(t, s, "/?lang=en")
	equal(t, english.attribute("html", "lang"), "en")
	if cookie := english.header.Get("Set-Cookie"); cookie != "" {
		t.Errorf("whoever follows a link gets the language of its sender for good: %s", cookie)
	}
	equal(t, look(t, s, "/reports", "Cookie", "gongbao_lang=en").one("h1"), "Reports")
	equal(t, look(t, s, "/reports?lang=zh", "Cookie", "gongbao_lang=en").one("h1"), "报告目录")
	for _, address := range hrefs(english, "main a") {
		if !strings.Contains(address, "lang=en") {
			t.Errorf("%s forgets the language", address)
		}
	}
}

// TestWordsOfPages finds sayings that only one language has.
func TestWordsOfPages(t *testing.T) {
	s := site(t, server.Options{})
	for _, address := range []string{
		"/", "/search?q=就业&year=2020..&region=辽宁", "/search?q=龘靐", "/search?q=碳达峰行动", "/reports", "/reports/liaoning-2021?q=绿",
		"/reports/liaoning-2021/cite?p=67", "/nowhere", "/search?q=改革发展&mode=loose",
		"/trends?q=就业|发展&by=level", "/regions?q=就业", "/sentences?q=就业&show=both", "/lines?q=就业&sample=3", "/panel?words=就业&nested=longest", "/panel", "/compare/liaoning-2021", "/compare/liaoning-2021/liaoning-2021",
		"/repeats", "/repeats?id=liaoning-2021%2367", "/repeats?text=推动高质量发展的就业&level=province", "/repeats?text=就业",
		"/excerpts", "/excerpts?p=liaoning-2021%2367&p=gone%231&links=x", "/following", "/following?s=2020-01-01T00:00:00Z%3Fq%3D就业&s=x",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		values := u.Query()
		for _, lang := range []string{"zh", "en"} {
			values.Set("lang", lang)
			p := look(t, s, u.Path+"?"+values.Encode())
			if p.status >= http.StatusInternalServerError || len(p.all("main")) != 1 {
				t.Errorf("%s in %s: %d", address, lang, p.status)
			}
		}
	}
}

// TestPagesHaveNoInlineCode holds pages to what the content security policy allows.
func TestPagesHaveNoInlineCode(t *testing.T) {
	s := site(t, server.Options{})
	for _, address := range []string{"/", "/search?q=就业", "/reports", "/reports/liaoning-2021?q=绿", "/reports/liaoning-2021/cite?p=67", "/nowhere", "/trends?q=就业", "/regions?q=就业", "/sentences?q=就业", "/lines?q=就业", "/panel?words=就业", "/repeats?id=liaoning-2021%2367", "/compare/liaoning-2021/liaoning-2021", "/excerpts?p=liaoning-2021%2367", "/following?s=%3Fq%3D就业"} {
		p := look(t, s, address)
		for _, forbidden := range []string{"[style]", "style", "script:not([src])", "[onclick]", `[src^="http"]`, `link[rel=stylesheet][href^="http"]`} {
			if found := cascadia.QueryAll(p.root, cascadia.MustCompile(forbidden)); len(found) > 0 {
				t.Errorf("%s has %s", address, forbidden)
			}
		}
	}
}

// TestHostileText shows that what reports and people say is text, whatever it looks like.
func TestHostileText(t *testing.T) {
	const evil = `<script>alert(1)</script><img src=x onerror="alert(2)">`
	r := corpustest.Sample(t)
	r.Title, r.Speaker, r.SourceURL = evil, evil, "javascript:alert(3)"
	r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: len(r.Paragraphs) + 1, Text: "恶意" + evil, Section: []string{evil}, Hash: "00000000"})
	s := servertest.Serve(t, servertest.Index(t, r), server.Options{})
	for _, address := range []string{"/", "/search?q=恶意" + url.QueryEscape(evil), "/search?q=恶意", "/reports", "/reports/liaoning-2021?q=恶意", "/reports/liaoning-2021/cite?p=1", "/feed.atom", "/no" + url.PathEscape(evil),
		"/trends?q=" + url.QueryEscape(evil), "/trends?q=恶意", "/regions?q=恶意", "/sentences?q=恶意", "/lines?q=恶意", "/lines?q=" + url.QueryEscape(evil), "/panel?words=" + url.QueryEscape("恶意"+evil), "/compare/liaoning-2021/liaoning-2021",
		"/repeats?id=liaoning-2021%2300000000", "/repeats?text=" + url.QueryEscape("恶意"+evil), "/excerpts?p=liaoning-2021%2300000000&p=" + url.QueryEscape(evil+"#1") + "&links=" + url.QueryEscape(evil), "/following?s=" + url.QueryEscape("?q="+url.QueryEscape(evil))} {
		p := look(t, s, address)
		if len(p.all("script:not([src])")) > 0 || len(p.all("img")) > 0 || len(p.all(`[href^="javascript:"]`)) > 0 {
			t.Errorf("%s lets it run", address)
		}
	}
}
