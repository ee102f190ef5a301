package api_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/server"
	"gongbao/server/problem"
	"gongbao/server/servertest"
)

// A search by POST answers as the same search by GET, however its parameters are written.
func TestSearchByBody(t *testing.T) {
	s := site(t, server.Options{})
	for _, test := range []struct{ address, media, body, same string }{
		{"/api/v1/search", "application/json", `{"q":"发展","year":[2020,2021],"region":["辽宁","吉林"],"limit":3}`, "q=发展&year=2020,2021&region=辽宁,吉林&limit=3"},
		{"/api/v1/search", "application/json", `{"q":"发展","year":2021.0,"limit":3.0e0}`, "q=发展&year=2021&limit=3"},
		{"/api/v1/search", "application/json", `{"q":"发展","month":[""],"year":["",2021,""],"title":[]}`, "q=发展&year=2021"},
		{"/api/v1/search", "application/json; charset=utf-8", `{"q":"发展","year":"2020,2021"}`, "q=发展&year=2020,2021"},
		{"/api/v1/search", "application/json", `{"q":"发展","year":2021,"section":["绿色，低碳","发展"]}`, `q=发展&year=2021&section="绿色，低碳",发展`},
		{"/api/v1/search", "application/x-www-form-urlencoded", "q=改革;" + url.QueryEscape("发展") + "&mode=exact", "q=改革;发展&mode=exact"},
		{"/api/v1/search", "application/x-www-form-urlencoded", ` {"q":"发展"}`, "q=发展"},
		{"/api/v1/search", "", `{"q":"发展"}`, "q=发展"},
		{"/api/v1/search?mode=exact&limit=2", "application/json", `{"q":"发展"}`, "q=发展&mode=exact&limit=2"},
		{"/api/v1/search?q=发展", "", "", "q=发展"},
	} {
		r := servertest.Do(t, s, http.MethodPost, test.address, strings.NewReader(test.body), "Content-Type", test.media)
		got, want := decoded(t, servertest.Read(t, r)), decoded(t, servertest.Read(t, servertest.Get(t, s, "/api/v1/search?"+test.same)))
		if diff := cmp.Diff(want, got); diff != "" || want["total"] == nil {
			t.Errorf("%s %s differs from GET (-get +post):\n%s", test.media, test.body, diff)
		}
		if r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("ETag") != "" {
			t.Errorf("%s: %v", test.body, r.Header)
		}
	}
}

func decoded(t *testing.T, body string) map[string]any {
	var answer map[string]any
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatalf("%.300s: %v", body, err)
	}
	delete(answer, "took_ms")
	return answer
}

// A long list has room in a body.
func TestLongSearchByBody(t *testing.T) {
	s := site(t, server.Options{})
	q := strings.Repeat("没有 ", 9_000) + "发展"
	body, err := json.Marshal(map[string]any{"q": q})
	if err != nil {
		t.Fatal(err)
	}
	if r := servertest.Do(t, s, http.MethodPost, "/api/v1/search", strings.NewReader(string(body))); r.StatusCode != http.StatusOK {
		t.Errorf("%d %.300s", r.StatusCode, servertest.Read(t, r))
	}
}

func TestBadBodies(t *testing.T) {
	s := site(t, server.Options{})
	for _, test := range []struct {
		media, body string
		status      int
		kind        string
	}{
		{"application/json", `{"q":"绿"`, 400, "invalid-body"},
		{"application/json", `{"q":"绿"} {"q":"红"}`, 400, "invalid-body"},
		{"application/json", `["绿"]`, 400, "invalid-body"},
		{"application/json", `绿`, 400, "invalid-body"},
		{"application/json", `{"q":{"text":"绿"}}`, 400, "invalid-body"},
		{"application/json", `{"q":"绿","title":6.4e16}`, 400, "invalid-body"},
		{"application/json", `{"q":"绿","title":[1.5]}`, 400, "invalid-body"},
		{"application/json", `{"q":"绿","title":1e999}`, 400, "invalid-body"},
		{"application/json", `{"q":"绿","year":[[2020]]}`, 400, "invalid-body"},
		{"application/json", `{"q":["绿"]}`, 400, "invalid-body"},
		{"application/json", `{"q":"绿","mode":["exact"]}`, 400, "invalid-body"},
		{"application/json", `{"q":2021}`, 400, "invalid-body"},
		{"application/json", `{"q":"绿","fold":0}`, 400, "invalid-body"},
		{"application/json", `{"q":"绿","limit":"3"}`, 400, "invalid-body"},
		{"application/json", `{"q":"绿","level":1}`, 400, "invalid-body"},
		{"application/json", `{"q":"绿","mode":null}`, 400, "invalid-body"},
		{"application/json", `{"q":"绿","month":["",null]}`, 400, "invalid-body"},
		{"application/json", `{"q":"绿","year":[2020` + strings.Repeat(",2020", 100) + `]}`, 400, "invalid-body"},
		{"application/json", `{"q":"绿","q":"红"}`, 400, "invalid-parameter"},
		{"application/json", `{"q":"绿","yaer":2020}`, 400, "unknown-parameter"},
		{"application/json", `{"q":"绿","limit":1000}`, 400, "invalid-parameter"},
		{"application/json", `{"q":""}`, 400, "invalid-parameter"},
		{"application/json", "{\"q\":\"\xcc\xbc\xc5\"}", 400, "not-utf-8"},
		{"application/x-www-form-urlencoded", "q=%CC%BC%C5", 400, "not-utf-8"},
		{"application/x-www-form-urlencoded", "q=%zz", 400, "not-utf-8"},
		{"text/plain", "q=绿", 415, "unsupported-media-type"},
		{"multipart/form-data; boundary=x", "--x--", 415, "unsupported-media-type"},
		{"application/json", `{"q":"` + strings.Repeat("绿", 500_000) + `"}`, 413, "too-large"},
	} {
		r := servertest.Do(t, s, http.MethodPost, "/api/v1/search", strings.NewReader(test.body), "Content-Type", test.media)
		var p problem.Problem
		if err := json.NewDecoder(r.Body).Decode(&p); err != nil || r.StatusCode != test.status || p.Type != problem.Prefix+test.kind {
			t.Errorf("%s %.40s: %d %+v %v", test.media, test.body, r.StatusCode, p, err)
		}
	}
}

// A search that wants no hits counts what the same search with hits counts.
func TestLimitNought(t *testing.T) {
	s := site(t, server.Options{})
	for _, q := range []string{"发展", "发展 改革 就业", "没有这样的词"} {
		got, full := decoded(t, servertest.Read(t, servertest.Get(t, s, "/api/v1/search?limit=0&q="+url.QueryEscape(q)))),
			decoded(t, servertest.Read(t, servertest.Get(t, s, "/api/v1/search?q="+url.QueryEscape(q))))
		for _, field := range []string{"total", "loose", "query"} {
			if diff := cmp.Diff(full[field], got[field]); diff != "" {
				t.Errorf("%s: %s\n%s", q, field, diff)
			}
		}
		if hits := got["hits"].([]any); len(hits) > 0 || got["next"] != "" || got["related"] != nil {
			t.Errorf("%s: %v", q, got)
		}
	}
}
