package page

import (
	"fmt"
	"testing"
)

// TestSitemaps holds that every address is in one of the sitemaps that crawlers are led to.
func TestSitemaps(t *testing.T) {
	const most = 3
	for n := range 8 {
		var addresses []string
		for i := range n {
			addresses = append(addresses, fmt.Sprint("a", i))
		}
		var got []string
		switch first := sitemapOf(addresses, "self", most, 0).(type) {
		case sitemapXML:
			for _, u := range first.URLs {
				got = append(got, u.Loc)
			}
		case sitemapIndexXML:
			for i, s := range first.Sitemaps {
				if want := fmt.Sprint("self?part=", i+1); s.Loc != want {
					t.Errorf("%s, want %s", s.Loc, want)
				}
				for _, u := range sitemapOf(addresses, "self", most, i+1).(sitemapXML).URLs {
					got = append(got, u.Loc)
				}
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(addresses) {
			t.Errorf("%d addresses: %v", n, got)
		}
	}
	if list := sitemapOf(nil, "self", most, 9).(sitemapXML); len(list.URLs) != 0 {
		t.Error("a sitemap that is none has addresses")
	}
}
