package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"gongbao/search/panel"
	"gongbao/search/trend"
	"gongbao/search/trend/trendtest"
	"gongbao/server"
	"gongbao/server/servertest"
)

func figures(t *testing.T) *server.Server {
	t.Helper()
	return servertest.Serve(t, servertest.Index(t, trendtest.Reports()...), server.Options{})
}

// read returns the body of an answer, which must have a status.
func read(t *testing.T, s http.Handler, address string, status int) string {
	t.Helper()
	r := servertest.Get(t, s, address)
	body := servertest.Read(t, r)
	if r.StatusCode != status {
		t.Fatalf("%s: %d, want %d: %.300s", address, r.StatusCode, status, body)
	}
	return body
}

func TestTrends(t *testing.T) {
	s := figures(t)
	var a trend.Answer
	if err := json.Unmarshal([]byte(read(t, s, "/api/v1/trends?q=数字经济&q=发展+year:2019..&level=national", http.StatusOK)), &a); err != nil {
		t.Fatal(err)
	}
	if len(a.Series) != 2 || a.Series[0].Total.Occurrences != 4 || a.Series[0].First.ID != "national-2018#2" || a.Series[1].Coverage == nil || a.Coverage.Reports != 3 {
		t.Errorf("%+v", a)
	}
	for _, p := range a.Series[0].Points {
		if p.Known() != (p.URL != "") {
			t.Errorf("%v links to %q", p.Values, p.URL)
		}
	}
	table := read(t, s, "/api/v1/trends?q=数字经济&level=national&format=csv", http.StatusOK)
	want := []string{
		"query,year,occurrences,paragraphs,reports_with,reports,letters,per_10000,url,note",
		"数字经济,2018,3,3,1,1,39,769.23,http://example.com/search?" + url.Values{"kind": {"report"}, "level": {"national"}, "q": {"数字经济"}, "year": {"2018"}}.Encode() + ",",
		"数字经济,2019,1,1,1,1,33,303.03,http://example.com/search?" + url.Values{"kind": {"report"}, "level": {"national"}, "q": {"数字经济"}, "year": {"2019"}}.Encode() + ",",
		"数字经济,2020,,,,0,0,,,",
		"数字经济,2021,,,,0,0,,,",
	}
	if lines := strings.Split(table, "\r\n"); len(lines) != 7 || strings.Join(lines[:5], "\n") != strings.Join(want, "\n") {
		t.Errorf("as a table\n%s\nwant\n%s", table, strings.Join(want, "\n"))
	}
	apart := strings.Split(read(t, s, "/api/v1/trends?q=数字经济&region=全国,吉林&by=role&apart=region&format=csv", http.StatusOK), "\r\n")
	if want := "query,region,role,occurrences,"; !strings.HasPrefix(apart[0], want) || !strings.HasPrefix(apart[1], "数字经济,全国,review,") || !strings.HasPrefix(apart[5], "数字经济,吉林,review,") {
		t.Errorf("regions that are kept apart\n%s", strings.Join(apart, "\n"))
	}
	var many strings.Builder
	for i := range trend.MostSeries + 1 {
		fmt.Fprintf(&many, "&q=词%d", i)
	}
	for address, about := range map[string]string{
		"/api/v1/trends?" + many.String()[1:]: "may have 1 to 10",
		"/api/v1/trends":                      "q is missing",
		"/api/v1/trends?q=发展&by=section":      "by",
		"/api/v1/trends?q=发展&apart=region":    "kept apart",
		"/api/v1/trends?q=发展&apart=year":      "apart",
		"/api/v1/panel?words=发展&by=role":      "by",
		"/api/v1/panel?words=%22":             "1 to 500 words",
		"/api/v1/panel":                       "words is missing",
		"/api/v1/absence":                     "q is missing",
	} {
		if body := read(t, s, address, http.StatusBadRequest); !strings.Contains(body, about) || !strings.Contains(body, "invalid-parameter") {
			t.Errorf("%s: %s", address, body)
		}
	}
}

func TestPanel(t *testing.T) {
	s := figures(t)
	body := `{"words": ["数字", "数字经济", "互联网+"], "by": "region", "level": "province,national", "nested": "longest"}`
	answer := servertest.Read(t, servertest.Do(t, s, http.MethodPost, "/api/v1/panel", strings.NewReader(body), "Content-Type", "application/json"))
	var p panel.Panel
	if err := json.Unmarshal([]byte(answer), &p); err != nil {
		t.Fatal(err)
	}
	if len(p.Rows) != 3 || fmt.Sprint(p.Rows[0].Values, p.Rows[0].Counts, *p.Rows[0].Total) != "[全国] [3 4 2] 9" {
		t.Errorf("%s", answer)
	}
	book, err := excelize.OpenReader(bytes.NewReader([]byte(read(t, s, "/api/v1/panel?words=数字&words=互联网%2B&by=region&level=national&format=xlsx&per=10000&lang=en", http.StatusOK))))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("Data")
	if err != nil || len(rows) != 2 || strings.Join(rows[0], " ") != "region reports letters 数字 互联网+ total per 10,000 letters link" || strings.Join(rows[1][:7], " ") != "全国 3 92 760.87 217.39 9 978.26" {
		t.Errorf("%q, %v", rows, err)
	}
	about, err := book.GetRows("About")
	if err != nil || !strings.Contains(fmt.Sprint(about), p.Version) || !strings.Contains(fmt.Sprint(about), "互联网+") || !strings.Contains(fmt.Sprint(about), "union") {
		t.Errorf("%q, %v", about, err)
	}
}

func TestAbsence(t *testing.T) {
	table := read(t, figures(t), "/api/v1/absence?q=改革开放&year=2021&format=csv", http.StatusOK)
	for _, line := range []string{"state,region,level,occurrences,paragraphs,reports,letters,per_10000,url\r\n", "unsaid,辽宁,province,0,0,liaoning-2021,", "unsaid,吉林,province,0,0,jilin-2021,", "uncollected,北京,province,,,,,,\r\n"} {
		if !strings.Contains(table, line) {
			t.Errorf("%s is not in\n%s", line, table)
		}
	}
}
