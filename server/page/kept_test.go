package page_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"gongbao/server"
	"gongbao/server/servertest"
)

// post sends a form.
func post(t *testing.T, s http.Handler, address string, form url.Values) *http.Response {
	t.Helper()
	return servertest.Do(t, s, http.MethodPost, address, strings.NewReader(form.Encode()), "Content-Type", "application/x-www-form-urlencoded")
}

// TestExcerptsByForm holds that the page does with a list what the buttons say, and is at the address of the result.
func TestExcerptsByForm(t *testing.T) {
	s := site(t, server.Options{})
	list := []string{"liaoning-2021#3", "liaoning-2021#12", "gone#4-00000000"}
	for _, test := range []struct {
		button, value string
		want          []string
	}{
		{"up", list[1], []string{list[1], list[0], list[2]}}, {"up", list[0], list}, {"down", list[1], []string{list[0], list[2], list[1]}}, {"down", list[2], list},
		{"remove", list[1], []string{list[0], list[2]}}, {"remove", "other#1", list},
		{"links", "https://example.org/reports/liaoning-2021/p/5-00000000\r\n\r\n", append(list[:3:3], "liaoning-2021#5-00000000")},
	} {
		form := url.Values{"p": list}
		form.Set(test.button, test.value)
		r := post(t, s, "/excerpts", form)
		to, err := url.Parse(r.Header.Get("Location"))
		if err != nil || r.StatusCode != http.StatusSeeOther || to.Path != "/excerpts" {
			t.Fatalf("%s %s: %d to %s, %v", test.button, test.value, r.StatusCode, to, err)
		}
		if got := to.Query()["p"]; strings.Join(got, " ") != strings.Join(test.want, " ") {
			t.Errorf("%s %s: %q, want %q", test.button, test.value, got, test.want)
		}
	}
	p := look(t, s, "/excerpts?lang=en&links=nonsense&p=liaoning-2021%233&p=gone%234-00000000&p=liaoning-2021%233")
	if titles := p.all(".excerpt h2"); len(titles) != 2 || !strings.HasSuffix(titles[0], ", paragraph 3") || titles[1] != "gone, paragraph 4" || p.one("[role=alert]") != "Not the link of a paragraph: nonsense" {
		t.Errorf("%q %q", titles, p.all("[role=alert]"))
	}
}

// TestExcerptsOfALongList holds that a list that no address holds is shown all the same, and that a longer one says what it leaves out.
func TestExcerptsOfALongList(t *testing.T) {
	s := site(t, server.Options{})
	form := url.Values{}
	for i := range 301 {
		form.Add("p", "liaoning-2021#"+strings.Repeat("0", i)+"3-0000000z")
	}
	r := post(t, s, "/excerpts", form)
	if body := servertest.Read(t, r); r.StatusCode != http.StatusOK || !strings.Contains(body, "后面\u00a01\u00a0段没有列出") {
		t.Errorf("%d %.200s", r.StatusCode, body)
	}
	form.Set("format", "ris")
	if r := post(t, s, "/excerpts", form); r.StatusCode != http.StatusBadRequest {
		t.Errorf("a file of too many: %d", r.StatusCode)
	}
}

// TestExcerptsAsFiles holds that the files have the citations of the pages, and their names and types.
func TestExcerptsAsFiles(t *testing.T) {
	s := site(t, server.Options{Origin: "https://example.org"})
	cited := look(t, s, "/reports/liaoning-2021/cite?p=67").one("#text-gbt7714")
	if shown := look(t, s, "/excerpts?p=liaoning-2021%2367").one(".excerpt-citation"); shown != cited {
		t.Errorf("the page cites %s, and the page of citations %s", shown, cited)
	}
	for format, media := range map[string]string{
		"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"bib": "application/x-bibtex; charset=utf-8", "ris": "application/x-research-info-systems; charset=utf-8",
	} {
		r := post(t, s, "/excerpts", url.Values{"p": {"liaoning-2021#67", "liaoning-2021#12"}, "format": {format}})
		body := servertest.Read(t, r)
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != media || !strings.Contains(r.Header.Get("Content-Disposition"), "gongbao-excerpts."+format) {
			t.Errorf("%s: %d %v", format, r.StatusCode, r.Header)
		}
		if text := format == "bib" || format == "ris"; text && strings.Count(body, "第67段")+strings.Count(body, "第12段") != 2 {
			t.Errorf("%s:\n%s", format, body)
		}
	}
	if r := post(t, s, "/excerpts", url.Values{"format": {"exe"}}); r.StatusCode != http.StatusNotFound {
		t.Errorf("an unknown format: %d", r.StatusCode)
	}
}
