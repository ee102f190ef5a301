package page_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"

	"gongbao/corpus/corpustest"
	"gongbao/server"
	"gongbao/server/servertest"
)

// TestFollowing holds that what is new in a question is what reports say that arrived after its reader had looked, and that each number
// leads to what it counts.
func TestFollowing(t *testing.T) {
	old, fresh, other := corpustest.Sample(t), corpustest.Sample(t), corpustest.Sample(t)
	old.Indexed = "2026-03-01T10:00:00Z"
	fresh.ID, fresh.Year, fresh.Indexed = "liaoning-2022", 2022, "2026-03-02T10:00:00Z"
	other.ID, other.Region, other.Indexed = "jilin-2021", "吉林", "2026-03-03T10:00:00Z"
	s := servertest.Serve(t, servertest.Index(t, old, fresh, other), server.Options{})
	const phrase = "碳排放达峰"
	each := len(look(t, s, "/reports/liaoning-2021?q="+phrase).all(".para:has(mark)"))
	for _, test := range []struct {
		question string
		says     string
		reports  int
	}{
		{"2026-03-01T10:00:00Z?q=" + phrase, "新增 2 段（2026-03-01", 2}, {"2026-03-02T10:00:00Z?q=" + phrase, "新增 1 段（2026-03-02", 1}, {"2026-03-03T10:00:00Z?q=" + phrase, "2026-03-03 以后收录的报告里没有新的", 0},
		{"2026-03-01T10:00:00Z?region=辽宁&q=" + phrase, "新增 1 段（", 1}, {"2026-03-01T10:00:00Z?q=龘靐齉", "没有新的", 0}, {"?q=" + phrase, "从现在起", 0},
	} {
		p := look(t, s, "/following?s="+url.QueryEscape(test.question))
		if said := p.one(".question-new"); !strings.Contains(said, test.says) || len(p.all(".question-reports li")) != test.reports {
			t.Errorf("%s: %q with %q", test.question, said, p.all(".question-reports li"))
		}
	}
	if each != 1 {
		t.Fatalf("the sample says it in %d paragraphs; the sums of this test are for 1", each)
	}
	p := look(t, s, "/following?s="+url.QueryEscape("2026-03-01T10:00:00Z?q="+phrase))
	for _, link := range p.links(".question-reports a, .question h2 a") {
		if linked := look(t, s, link); linked.status != http.StatusOK || len(linked.all("mark")) == 0 {
			t.Errorf("%s leads to no marks: %d", link, linked.status)
		}
	}
	if bad := look(t, s, "/following?lang=en&s=nonsense&s=%3Fq%3D"+phrase+"&s=yesterday%3Fq%3D1"); len(bad.all(".question")) != 1 || !strings.HasPrefix(bad.one("[role=alert]"), "2 searches") {
		t.Errorf("%q %q", bad.all(".question h2"), bad.all("[role=alert]"))
	}
}

// TestSavingASearch holds that the page of results leads to the question as it is followed, seen as of now, and that the buttons of its
// page lead on to the result.
func TestSavingASearch(t *testing.T) {
	r := corpustest.Sample(t)
	r.Indexed = "2026-03-01T10:00:00Z"
	s := servertest.Serve(t, servertest.Index(t, r), server.Options{})
	for _, asked := range []string{"q=就业", "q=龘靐齉", "limit=20&q=就业&region=辽宁&sort=oldest"} {
		links := look(t, s, "/search?"+asked).links(".save")
		if len(links) != 1 {
			t.Fatalf("%s: %q", asked, links)
		}
		p := look(t, s, links[0])
		if said := p.one(".question-new"); !strings.HasPrefix(said, "2026-03-01 以后") {
			t.Errorf("%s: %q", asked, said)
		}
	}
	question := url.Values{"s": {"?q=就业", "?q=绿色"}}
	question.Set("seen", "?q=绿色")
	to, err := post(t, s, "/following", question).Location()
	if err != nil || strings.Join(to.Query()["s"], " ") != "?q=就业 2026-03-01T10:00:00Z?q=绿色" {
		t.Errorf("seen: %s, %v", to, err)
	}
	question.Del("seen")
	question.Set("remove", "?q=就业")
	to, err = post(t, s, "/following", question).Location()
	if err != nil || strings.Join(to.Query()["s"], " ") != "?q=绿色" {
		t.Errorf("removed: %s, %v", to, err)
	}
}

// links gives where the links lead that a selector finds.
func (p page) links(selector string) []string {
	p.Helper()
	var links []string
	for _, n := range cascadia.QueryAll(p.root, cascadia.MustCompile(selector)) {
		for _, a := range n.Attr {
			if a.Key == "href" {
				links = append(links, a.Val)
			}
		}
	}
	return links
}
