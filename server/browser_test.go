package server_test

import (
	"encoding/json"
	"encoding/xml"
	"image/png"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"gongbao/server"
	"gongbao/server/servertest"
)

// TestOpenSearchDescription follows what the description says to browsers: pictures are of the size and kind that it names, and each
// address answers a search with its kind.
func TestOpenSearchDescription(t *testing.T) {
	s := site(t, server.Options{BasePath: "/gb"})
	var description struct {
		Image []struct {
			Type    string `xml:"type,attr"`
			Width   int    `xml:"width,attr"`
			Height  int    `xml:"height,attr"`
			Address string `xml:",chardata"`
		}
		URL []struct {
			Type     string `xml:"type,attr"`
			Rel      string `xml:"rel,attr"`
			Template string `xml:"template,attr"`
		} `xml:"Url"`
	}
	if err := xml.Unmarshal([]byte(servertest.Read(t, servertest.Get(t, s, "/gb/opensearch.xml"))), &description); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for _, image := range description.Image {
		r := servertest.Get(t, s, strings.TrimPrefix(image.Address, "http://example.com"))
		if got := r.Header.Get("Content-Type"); r.StatusCode != http.StatusOK || got != image.Type {
			t.Errorf("%s is %d %s, not %s", image.Address, r.StatusCode, got, image.Type)
		}
		if image.Type != "image/png" {
			continue
		}
		kinds[image.Type] = true
		if picture, err := png.DecodeConfig(r.Body); err != nil || picture.Width != image.Width || picture.Height != image.Height {
			t.Errorf("%s: %d × %d (%v), not %d × %d", image.Address, picture.Width, picture.Height, err, image.Width, image.Height)
		}
	}
	for _, u := range description.URL {
		kinds[u.Rel] = true
		r := servertest.Get(t, s, strings.TrimPrefix(strings.ReplaceAll(u.Template, "{searchTerms}", url.QueryEscape("高质量")), "http://example.com"))
		if got, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); r.StatusCode != http.StatusOK || got != u.Type {
			t.Errorf("%s is %d %s, not %s", u.Template, r.StatusCode, got, u.Type)
		}
	}
	for _, kind := range []string{"image/png", "results", "suggestions", "self"} {
		if !kinds[kind] {
			t.Errorf("the description names no %s", kind)
		}
	}
}

// TestBrowserSuggestions holds that browsers get the completions of the API, as the two lists that they read.
func TestBrowserSuggestions(t *testing.T) {
	s := site(t, server.Options{})
	long := strings.Repeat("发", 101)
	for typed, some := range map[string]bool{"gaozhiliang": true, "高质": true, "": false, "没有这样的话": false, long: false} {
		r := servertest.Get(t, s, "/suggestions?q="+url.QueryEscape(typed))
		var echo string
		var completions []string
		if err := json.Unmarshal([]byte(servertest.Read(t, r)), &[]any{&echo, &completions}); err != nil || echo != typed || completions == nil || (len(completions) > 0) != some {
			t.Errorf("%.20s: %q %v (%v)", typed, echo, completions, err)
		}
		if typed == long || typed == "" {
			continue
		}
		var want []string
		for _, one := range servertest.Answer[struct{ Suggestions []struct{ Text string } }](t, s, "/api/v1/suggest?q="+url.QueryEscape(typed)).Suggestions {
			want = append(want, one.Text)
		}
		if strings.Join(completions, " ") != strings.Join(want, " ") {
			t.Errorf("%s: %v, the API has %v", typed, completions, want)
		}
	}
}

// TestFeedsAreRevalidated holds that a reader of a feed who polls it gets its text once.
func TestFeedsAreRevalidated(t *testing.T) {
	s := site(t, server.Options{})
	for _, feed := range []string{"/feed.atom", "/search.atom?q=%E7%BB%BF"} {
		tag := servertest.Get(t, s, feed).Header.Get("ETag")
		if r := servertest.Get(t, s, feed, "If-None-Match", tag); tag == "" || r.StatusCode != http.StatusNotModified || servertest.Read(t, r) != "" {
			t.Errorf("%s with its tag %q: %d", feed, tag, r.StatusCode)
		}
	}
}
