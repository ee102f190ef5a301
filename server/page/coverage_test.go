package page_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"gongbao/server"
	"gongbao/server/servertest"
)

// TestGapsAreShown holds that years without a report are seen wherever years are, that each is named on a page of its own, and that
// totals lead there.
func TestGapsAreShown(t *testing.T) {
	s := counted(t)
	p := look(t, s, "/reports")
	equal(t, strings.Join(p.all(".matrix thead .year"), " "), "2022 2021 2020 2019 2018")
	equal(t, strings.Join(p.all(".matrix tbody tr:first-child th, .matrix tbody tr:first-child td"), "|"), "辽宁|1|1|缺|缺|1")
	equal(t, strings.Join(p.all(".matrix tbody tr:last-child th, .matrix tbody tr:last-child td"), "|"), "吉林|1|")
	equal(t, p.attribute(".matrix tbody tr:last-child .empty", "colspan"), "4")
	home := look(t, s, "/")
	equal(t, home.one(".coverage .coverage-span"), "2018—2022 缺 2 年")
	if cells, filled := len(home.all(".coverage li:first-child rect")), len(home.all(".coverage li:first-child rect.has")); cells != 5 || filled != 3 {
		t.Errorf("%d of %d years", filled, cells)
	}
	gaps := look(t, s, "/coverage")
	equal(t, gaps.one("#kind-gap"), "缺少的年份 2") // as many as the home page says
	equal(t, gaps.one(".findings li"), "辽宁缺 2019—2020 年 · 已收录的年份")
	equal(t, look(t, s, "/add").one(".ways .whole"), "--token")
	equal(t, fmt.Sprint(len(gaps.all(".undated li"))), "4")
	for _, link := range hrefs(gaps, "main a") {
		if r := servertest.Get(t, s, link); r.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", link, r.StatusCode)
		}
	}
	for _, address := range []string{"/search?q=就业", "/counts?q=就业", "/trends?q=就业", "/regions?q=就业", "/lines?q=就业", "/sentences?q=就业", "/reports", "/"} {
		if len(look(t, s, address).all(`main a[href="/coverage"]`)) == 0 {
			t.Errorf("%s does not say what its totals are of", address)
		}
	}
}

// TestEveryHitIsReached holds that the pages of an answer have all hits once, whether one goes on by the next page, back, or by number.
func TestEveryHitIsReached(t *testing.T) {
	s := shelf(t)
	hits := func(p page) []string { return hrefs(p, ".hit-link") }
	first := look(t, s, "/search?q=发展&fold=0")
	total := look(t, s, "/search?q=发展&fold=0&limit=100")
	var forward []string
	p := first
	seen := map[string]bool{}
	for n := 1; ; n++ {
		forward = append(forward, strings.Join(trimmed(hits(p)), " "))
		for _, hit := range trimmed(hits(p)) {
			if seen[hit] {
				t.Errorf("%s twice", hit)
			}
			seen[hit] = true
		}
		numbered := look(t, s, fmt.Sprintf("/search?q=发展&fold=0&page=%d", n))
		if got := strings.Join(trimmed(hits(numbered)), " "); got != forward[n-1] {
			t.Errorf("page %d by its number has other hits", n)
		}
		if n > 1 {
			equal(t, strings.Join(trimmed(hits(look(t, s, p.attribute(".pages [rel=prev]", "href")))), " "), forward[n-2])
		}
		if len(p.all(".pages [rel=next]")) == 0 {
			equal(t, p.one(".page-numbers a[aria-current]"), fmt.Sprint(n))
			equal(t, p.one(".page-numbers a:last-child"), fmt.Sprint(n))
			break
		}
		p = look(t, s, p.attribute(".pages [rel=next]", "href"))
	}
	equal(t, fmt.Sprint(len(seen), " 段"), total.one("#totals strong"))
}

// trimmed are addresses without the page to go back to.
func trimmed(links []string) []string {
	var paragraphs []string
	for _, link := range links {
		report, _, _ := strings.Cut(link, "?")
		paragraphs = append(paragraphs, report+link[strings.Index(link, "#"):])
	}
	return paragraphs
}

// TestFacetsInOrder holds that filters come in the order in which readers use them, and regions in the official one.
func TestFacetsInOrder(t *testing.T) {
	p := look(t, shelf(t), "/search?q=发展")
	equal(t, strings.Join(p.all(".facets section h2"), " "), "部分 地区 章节")
	equal(t, strings.Join(p.all(`[aria-labelledby="facet-region"] .facet-name`), " "), "辽宁 吉林")
}

// TestPagesAreRevalidated holds that a page that has not changed is not sent again, and that another language is another page.
func TestPagesAreRevalidated(t *testing.T) {
	s := site(t, server.Options{})
	for _, address := range []string{"/", "/search?q=发展", "/reports", "/reports/liaoning-2021", "/feed.atom", "/search.atom?q=发展", "/coverage", "/lines?q=发展"} {
		tag := servertest.Get(t, s, address).Header.Get("ETag")
		if r := servertest.Get(t, s, address, "If-None-Match", tag); tag == "" || r.StatusCode != http.StatusNotModified {
			t.Errorf("%s: %q %d", address, tag, r.StatusCode)
		}
		if r := servertest.Get(t, s, address, "If-None-Match", tag, "Cookie", "gongbao_lang=en"); r.StatusCode != http.StatusOK {
			t.Errorf("%s in English: %d", address, r.StatusCode)
		}
	}
	if r := servertest.Get(t, s, "/reports/nowhere"); r.Header.Get("ETag") != "" {
		t.Error("an error has an entity tag")
	}
}
