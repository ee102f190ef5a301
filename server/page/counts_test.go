package page_test

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/server"
	"gongbao/server/servertest"
)

// counted is a site of small reports: one in 2018 and in 2021, two in 2022, none in 2019 and 2020.
func counted(t *testing.T) http.Handler {
	t.Helper()
	var reports []corpus.Report
	for i, r := range []struct {
		region, indexed string
		year            int
		texts           []string
	}{
		{"辽宁", "2026-03-01T11:30:00Z", 2018, []string{"就业优先，促进发展。"}},
		{"辽宁", "2026-03-03T11:30:00Z", 2021, []string{"没有这两个字的一段。"}},
		{"辽宁", "2026-03-04T11:30:00Z", 2022, []string{"就业就业就业就业。", "民生。"}},
		{"吉林", "2026-03-02T11:30:00Z", 2022, []string{"稳就业，保就业。", "就业。"}},
	} {
		report := corpus.Report{Header: corpus.Header{ID: fmt.Sprint("r", i), Title: "政府工作报告", Region: r.region, Level: corpus.Province, Kind: corpus.Work, Year: r.year, Indexed: r.indexed}}
		for j, text := range r.texts {
			report.Paragraphs = append(report.Paragraphs, corpus.Paragraph{Ordinal: j + 1, Text: text, Hash: fmt.Sprintf("%04d%04d", i, j)})
		}
		reports = append(reports, report)
	}
	return servertest.Serve(t, servertest.Index(t, reports...), server.Options{})
}

// TestYearChart holds that the chart measures the same length of text, and that a year without a report is a
// gap, which a year whose report says nothing of it is not.
func TestYearChart(t *testing.T) {
	p := look(t, counted(t), "/search?q=就业")
	want := []string{
		"2018 年：1 篇报告，1 段，1 处，每万字 1250.00", "2019 年：没有报告", "2020 年：没有报告", "2021 年：1 篇报告，0 段，0 处，每万字 0.00",
		"2022 年：2 篇报告，3 段，7 处，每万字 3888.89",
	}
	if diff := cmp.Diff(want, p.all("[data-year] title")); diff != "" {
		t.Errorf("bars (-want +got):\n%s", diff)
	}
	if gaps := p.all(".chart-line .gap"); len(gaps) != 1 {
		t.Errorf("%d gaps", len(gaps))
	}
	if noughts := p.all(".chart-line .nought"); len(noughts) != 1 {
		t.Errorf("%d noughts", len(noughts))
	}
	equal(t, p.one(".chart-line .peak"), "2022 · 3889")
	equal(t, p.one(".year-list p"), "没有报告的年份：2019—2020")
	// 2018 and 2021 have reports without a hit: the chart begins with them all the same.
	want = []string{"2018 年：1 篇报告，0 段，0 处，每万字 0.00", "2019 年：没有报告", "2020 年：没有报告", "2021 年：1 篇报告，0 段，0 处，每万字 0.00"}
	if got := look(t, counted(t), "/search?q=民生").all("[data-year] title"); len(got) != 5 || !slices.Equal(got[:4], want) {
		t.Errorf("bars of what is first said in 2022: %q", got)
	}
	if p := look(t, counted(t), "/search?q=就业&year=2018"); len(p.all("[data-year]")) != 5 {
		t.Errorf("with a year chosen the others are gone: %q", p.all("[data-year] title"))
	}
}

// TestCountsPage holds that every figure is the total of the search that it leads to, and what is no report from what is no hit.
func TestCountsPage(t *testing.T) {
	s := counted(t)
	for _, address := range []string{"/counts?q=就业", "/counts?q=就业&by=year", "/counts?q=就业&by=report&lang=en", "/counts?q=就业&by=region,level&year=2021..", "/counts?q=就业&mode=loose&by=kind"} {
		p := look(t, s, address)
		figures, links := p.all("td.figure a"), hrefs(p, "td.figure a")
		if len(figures) == 0 || len(figures) != len(links) {
			t.Errorf("%s: %d figures, %d links", address, len(figures), len(links))
		}
		for i, link := range links {
			answer := servertest.Answer[struct{ Total, Loose struct{ Occurrences int } }](t, s, strings.Replace(link, "/search", "/api/v1/search", 1))
			if strings.Contains(address, "loose") {
				answer.Total = answer.Loose
			}
			if want := fmt.Sprint(answer.Total.Occurrences); figures[i] != want {
				t.Errorf("%s: %s leads to %s with %s", address, figures[i], link, want)
			}
		}
	}
	p := look(t, s, "/counts?q=就业")
	if gaps, noughts := p.all(".grid .gap"), p.all(".grid .nought"); len(gaps) != 2 || len(noughts) != 2 {
		t.Errorf("%d gaps, noughts %q", len(gaps), noughts)
	}
	equal(t, strings.Join(p.all(".grid tbody th"), " "), "2022 2021 2018 合计")
	equal(t, strings.Join(look(t, s, "/counts?q=就业&by=year&sort=occurrences").all("tbody th"), " "), "2022 2018 2021")
	equal(t, look(t, s, "/counts?q=就业&by=section").one(".notes li")[:len("by 不能是“section”")], "by 不能是“section”")
	if r := servertest.Get(t, s, p.attribute(".export", "href")); r.StatusCode != http.StatusOK || !strings.HasPrefix(servertest.Read(t, r), "\ufeff检索词,年份,地区,") {
		t.Errorf("export: %d", r.StatusCode)
	}
}

// TestFeedOfASearch holds that the feed has the paragraphs that the search finds and no others, by when their reports came, and
// refuses what it cannot read.
func TestFeedOfASearch(t *testing.T) {
	s := counted(t)
	p := look(t, s, "/search?q=就业&region=辽宁,吉林&sort=newest")
	address := ""
	for _, link := range hrefs(p, ".tools a") {
		if strings.HasPrefix(link, "/search.atom") {
			address = link
		}
	}
	if u, err := url.Parse(address); err != nil || u.Query().Get("region") != "辽宁,吉林" || u.Query().Get("q") != "就业" {
		t.Fatalf("the page leads to %q", address)
	}
	type feed struct {
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Entries []struct {
			ID      string `xml:"id"`
			Updated string `xml:"updated"`
			Summary string `xml:"summary"`
			Link    struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	read := func(address string) (f feed) {
		if err := xml.Unmarshal([]byte(servertest.Read(t, servertest.Get(t, s, address))), &f); err != nil {
			t.Fatal(err)
		}
		return f
	}
	all := read(address)
	ids := map[string]bool{}
	var got []string
	for _, e := range all.Entries {
		got = append(got, e.Updated[:10]+" "+e.Summary)
		if ids[e.ID] || e.ID == "" {
			t.Errorf("%q is the id of several", e.ID)
		}
		ids[e.ID] = true
		if marks := look(t, s, strings.TrimPrefix(e.Link.Href, "http://example.com")).all("mark"); len(marks) == 0 {
			t.Errorf("%s marks nothing", e.Link.Href)
		}
	}
	want := []string{"2026-03-04 就业就业就业就业。", "2026-03-02 稳就业，保就业。", "2026-03-02 就业。", "2026-03-01 就业优先，促进发展。"}
	if diff := cmp.Diff(want, got); diff != "" || all.Updated != "2026-03-04T11:30:00Z" || !strings.Contains(all.Title, "就业") {
		t.Errorf("%+v (-want +got):\n%s", all, diff)
	}
	for asked, want := range map[string]int{"q=就业&year=2022": 3, "q=就业&year=2022&region=吉林": 2, "q=业保&mode=loose": 1, "q=业保": 0, "q=业就": 1} {
		if entries := read("/search.atom?" + asked).Entries; len(entries) != want {
			t.Errorf("%s: %d entries, want %d", asked, len(entries), want)
		}
	}
	if r := servertest.Get(t, s, "/search.atom?q=就业&year=去年"); r.StatusCode != http.StatusBadRequest {
		t.Errorf("a year that is none: %d", r.StatusCode)
	}
	if r := servertest.Get(t, s, "/feed.atom?q=就业&region=吉林"); r.StatusCode != http.StatusMovedPermanently || !strings.HasPrefix(r.Header.Get("Location"), "/search.atom?q=") {
		t.Errorf("the feed of reports with a search: %d %s", r.StatusCode, r.Header.Get("Location"))
	}
}
