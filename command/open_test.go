package command

import "testing"

func TestShown(t *testing.T) {
	for location, want := range map[string]string{
		"./gongbao.index":                           "./gongbao.index",
		"/srv/a@b/gongbao.index":                    "/srv/a@b/gongbao.index",
		"":                                          "",
		"https://host:9200/gongbao":                 "https://host:9200/gongbao",
		"https://h1:9200,h2:9200/gongbao":           "https://h1:9200,h2:9200/gongbao",
		"https://user:secret@host:9200/gongbao":     "https://xxxxx@host:9200/gongbao",
		"http://user@host:9200/gongbao":             "http://xxxxx@host:9200/gongbao",
		"HTTPS://:secret@host":                      "HTTPS://xxxxx@host",
		"https://u:secret@h1:9200,h2:9200/gongbao":  "https://xxxxx@h1:9200,h2:9200/gongbao",
		"https://u:secret@h1,u:secret@h2/gongbao":   "https://xxxxx@h2/gongbao",
		"https://u:se@cret@host:9200/gongbao":       "https://xxxxx@host:9200/gongbao",
		"https://u:se/cr?et#@host:9200/gongbao":     "https://xxxxx@host:9200/gongbao",
		"https://u:se,cret@h1:9200,h2:9200/gongbao": "https://xxxxx@h1:9200,h2:9200/gongbao",
		"https://u:%zz secret@[::1]:9200/gongbao":   "https://xxxxx@[::1]:9200/gongbao",
	} {
		if got := shown(location); got != want {
			t.Errorf("%s is shown as %s, not %s", location, got, want)
		}
	}
}
