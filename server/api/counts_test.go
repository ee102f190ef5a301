package api_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search/table"
	"gongbao/server"
	"gongbao/server/problem"
	"gongbao/server/servertest"
)

// reports are some of two regions and years, one of an ambiguous region and one of an unknown year.
func countedReports() []corpus.Report {
	var reports []corpus.Report
	for i, r := range []struct {
		region string
		year   int
		texts  []string
	}{
		{"辽宁", 2020, []string{"发展就业发展。", "就业。"}},
		{"辽宁", 2021, []string{"发 展，稳定。"}},
		{"吉林", 2021, []string{"没有这个词。"}},
		{"朝阳区", 2021, []string{"发展。"}},
		{"北京朝阳区", 2022, []string{"发展，发展，发，展。"}},
		{"吉林", 0, []string{"发展"}},
	} {
		report := corpus.Report{Header: corpus.Header{ID: fmt.Sprint("r", i), Title: "=报告", Region: r.region, Level: corpus.Province, Kind: corpus.Work, Year: r.year}}
		for j, text := range r.texts {
			report.Paragraphs = append(report.Paragraphs, corpus.Paragraph{Ordinal: j + 1, Text: text, Hash: fmt.Sprintf("%04d%04d", i, j)})
		}
		reports = append(reports, report)
	}
	return reports
}

// Every row of every table is the total of the search that it links to, and the rows of a table add up to its total.
func TestCountsAreTotals(t *testing.T) {
	s := servertest.Serve(t, servertest.Index(t, countedReports()...), server.Options{BasePath: "/gongbao"})
	for _, by := range []string{"", "report", "year", "region", "level", "kind", "year,region", "region,level"} {
		for _, rest := range []string{"", "&mode=loose", "&year=2020..2021", "&region=辽宁,吉林,朝阳区", "&report=r0,r2"} {
			address := "/gongbao/api/v1/counts?q=发展&by=" + by + rest
			counted := servertest.Answer[table.Table](t, s, rawAddress(address))
			paragraphs, occurrences, reports, characters := 0, 0, 0, 0
			for _, row := range counted.Rows {
				paragraphs, occurrences, reports, characters = paragraphs+row.Paragraphs, occurrences+row.Occurrences, reports+row.Of.Reports, characters+row.Of.Characters
				if row.URL == "" {
					continue
				}
				found := servertest.Answer[struct {
					Total struct{ Paragraphs, Reports, Occurrences int }
					Loose *struct{ Paragraphs, Occurrences int }
				}](t, s, strings.Replace(row.URL, "/search?", "/api/v1/search?", 1))
				if strings.Contains(rest, "loose") && found.Loose != nil {
					found.Total.Paragraphs, found.Total.Occurrences, found.Total.Reports = found.Loose.Paragraphs, found.Loose.Occurrences, row.Reports
				}
				if found.Total.Paragraphs != row.Paragraphs || found.Total.Occurrences != row.Occurrences || found.Total.Reports != row.Reports {
					t.Errorf("%s: %+v, its search %s has %+v", address, row, row.URL, found)
				}
			}
			if total := counted.Total; paragraphs != total.Paragraphs || occurrences != total.Occurrences || reports != counted.Of.Reports || characters != counted.Of.Characters {
				t.Errorf("%s: the rows add up to %d, %d of %d, %d; %+v", address, paragraphs, occurrences, reports, characters, counted)
			}
		}
	}
}

// A table has rows for reports without a hit, none for what has no report, and links only where a filter selects just the row.
func TestCountRows(t *testing.T) {
	s := servertest.Serve(t, servertest.Index(t, countedReports()...), server.Options{})
	for address, want := range map[string]string{
		"by=year&sort=value":                       "2022:2/1 2021:2/3 2020:2/1 :1/1",
		"by=year":                                  "2022:2/1 2021:2/3 2020:2/1 :1/1",
		"by=year&sort=rate":                        ":1/1 2022:2/1 2020:2/1 2021:2/3",
		"by=region&sort=value":                     "北京朝阳区:2/1 辽宁:3/2 吉林:1/2 朝阳区:1/1",
		"by=region&sort=paragraphs":                "辽宁:2/2 北京朝阳区:1/1 吉林:1/2 朝阳区:1/1",
		"by=year,region&sort=value&year=2020,2021": "2021 辽宁:1/1 2021 吉林:0/1 2021 朝阳区:1/1 2020 辽宁:2/1",
		"by=report&region=吉林":                      "r5:1/1 r2:0/1",
		"":                                         ":7/6",
	} {
		var got []string
		for _, row := range servertest.Answer[table.Table](t, s, "/api/v1/counts?q=发展&"+address).Rows {
			count := row.Occurrences
			if strings.Contains(address, "paragraphs") {
				count = row.Paragraphs
			}
			got = append(got, fmt.Sprintf("%s:%d/%d", strings.Join(row.Values, " "), count, row.Of.Reports))
			if unlinked := len(row.Values) > 0 && row.Values[len(row.Values)-1] == "朝阳区"; unlinked != (row.URL == "") {
				t.Errorf("%s: %s links to %q", address, got[len(got)-1], row.URL)
			}
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s:\n%s", address, diff)
		}
	}
}

// A list of queries makes the tables that each makes alone, as JSON, as a form and as CSV.
func TestCountAll(t *testing.T) {
	s := servertest.Serve(t, servertest.Index(t, countedReports()...), server.Options{})
	want := []table.Table{}
	for _, q := range []string{"发展", "就业 稳定", "-发展"} {
		want = append(want, servertest.Answer[table.Table](t, s, "/api/v1/counts?by=year&q="+url.QueryEscape(q)))
	}
	for media, body := range map[string]string{
		"application/json":                  `{"queries":["发展","就业 稳定","-发展"],"by":"year"}`,
		"application/json; charset=utf-8":   `{"queries":["发展","","就业\n稳定","-发展"],"by":"year"}`,
		"application/x-www-form-urlencoded": "queries=发展&queries=就业+稳定&queries=-发展&by=year",
	} {
		var got table.List
		r := servertest.Do(t, s, http.MethodPost, "/api/v1/counts", strings.NewReader(body), "Content-Type", media)
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.Tables); diff != "" || got.Version == "" {
			t.Errorf("%s (-alone +list):\n%s", media, diff)
		}
	}
	r := servertest.Do(t, s, http.MethodPost, "/api/v1/counts", strings.NewReader(`{"queries":["发展","-发展"],"by":"report","format":"csv"}`))
	rows, err := csv.NewReader(r.Body).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1+2*6 || rows[0][1] != "report" || rows[1][0] != "发展" || rows[1][2] != "'=报告" || rows[12][0] != "'-发展" || !strings.HasPrefix(rows[1][len(rows[1])-2], "http://example.com/search?") {
		t.Errorf("%q", rows)
	}
	for body, kind := range map[string]string{
		`{"queries":[]}`:                                       "invalid-parameter",
		`{"queries":[" \n "]}`:                                 "invalid-parameter",
		`{"q":"发展"}`:                                           "invalid-parameter",
		`{"queries":["发展"],"q":"发展"}`:                          "unknown-parameter",
		`{"queries":["发展"],"by":"year,report"}`:                "invalid-parameter",
		`{"queries":"发\n展"}`:                                   "invalid-body",
		`{"queries":["发"` + strings.Repeat(`,""`, 1000) + `]}`: "invalid-parameter",
	} {
		var p problem.Problem
		r := servertest.Do(t, s, http.MethodPost, "/api/v1/counts", strings.NewReader(body))
		if err := json.NewDecoder(r.Body).Decode(&p); err != nil || p.Type != problem.Prefix+kind {
			t.Errorf("%.60s: %+v %v", body, p, err)
		}
	}
}
