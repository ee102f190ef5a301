package api_test

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/search"
	"gongbao/search/concordance"
	"gongbao/search/repeat"
	"gongbao/search/wording"
	"gongbao/server"
	"gongbao/server/servertest"
)

// occurrences follows an address of an answer, and returns the occurrences of that search.
func occurrences(t *testing.T, s http.Handler, address string) int {
	t.Helper()
	address, ok := strings.CutPrefix(address, "/gongbao/search")
	if !ok {
		t.Fatalf("%s is no search", address)
	}
	found := servertest.Answer[search.Answer](t, s, "/gongbao/api/v1/search"+address)
	if strings.Contains(address, "mode=loose") {
		return found.Loose.Occurrences
	}
	return found.Total.Occurrences
}

// Pages of lines, the table and the lines of JSON have the same lines; each figure is the total of the search that it links to.
func TestLines(t *testing.T) {
	s := servertest.Serve(t, servertest.Index(t, countedReports()...), server.Options{BasePath: "/gongbao"})
	for _, rest := range []string{"", "&sort=left", "&sample=3&seed=2", "&mode=loose&sort=right", "&year=2021", "&within=sentence&left=1"} {
		address := "/gongbao/api/v1/concordance?q=发展&limit=2&continuations=right&n=2" + rest
		var lines []concordance.Line
		for next := ""; ; {
			page := servertest.Answer[concordance.Concordance](t, s, rawAddress(address+"&cursor="+next))
			lines = append(lines, page.Lines...)
			if got := occurrences(t, s, page.URL); got != page.Total.Occurrences {
				t.Errorf("%s: %+v, but %s has %d", address, page.Total, page.URL, got)
			}
			for _, of := range page.Continuations {
				if of.URL == "" {
					continue
				}
				if got := occurrences(t, s, of.URL); got != of.Count {
					t.Errorf("%s: %+v, but its search has %d", address, of, got)
				}
			}
			if next = page.Next; next == "" {
				break
			}
		}
		var whole []concordance.Line
		body := servertest.Read(t, servertest.Get(t, s, rawAddress(address+"&format=jsonl")))
		for line := range strings.Lines(body) {
			var l concordance.Line
			if err := json.Unmarshal([]byte(line), &l); err != nil {
				t.Fatal(err)
			}
			l.URL = strings.TrimPrefix(l.URL, "http://example.com")
			whole = append(whole, l)
		}
		if diff := cmp.Diff(lines, whole); diff != "" || len(lines) == 0 {
			t.Errorf("%s (-pages +jsonl):\n%s", address, diff)
		}
		rows, err := csv.NewReader(strings.NewReader(servertest.Read(t, servertest.Get(t, s, rawAddress(address+"&format=csv"))))).ReadAll()
		if err != nil || len(rows) != len(lines)+1 || rows[0][0] != "id" || rows[0][3] != "place" {
			t.Fatalf("%s: %d rows, %v", address, len(rows), err)
		}
		for i, l := range lines {
			if rows[i+1][0] != l.ID || rows[i+1][3] != l.Place || rows[i+1][10] != "'=报告" {
				t.Errorf("%s: %q, want %+v", address, rows[i+1], l)
			}
		}
	}
}

func TestSentences(t *testing.T) {
	s := servertest.Serve(t, servertest.Index(t, countedReports()...), server.Options{BasePath: "/gongbao"})
	found := servertest.Answer[wording.Sentences](t, s, rawAddress("/gongbao/api/v1/sentences?q=发展"))
	if len(found.Years) != 4 || found.URL == "" {
		t.Errorf("%d years: %+v", len(found.Years), found)
	}
	for _, y := range found.Years {
		if got := occurrences(t, s, y.URL); got != y.Occurrences {
			t.Errorf("%s %d: %d, but %s has %d", y.Region, y.Year, y.Occurrences, y.URL, got)
		}
	}
}

func TestRepeats(t *testing.T) {
	reports := countedReports()
	for i, end := range []string{"开放", "开发", "开"} {
		reports[i].Paragraphs[0].Text = "各位代表：全力推进高质量发展，加快改革" + end + "。"
	}
	s := servertest.Serve(t, servertest.Index(t, reports...), server.Options{BasePath: "/gongbao"})
	address := "/gongbao/api/v1/repeats?id=" + url.QueryEscape(reports[0].ID+"#1")
	found := servertest.Answer[repeat.Answer](t, s, address)
	if len(found.Passages) != 1 || found.Passages[0].Total.Paragraphs != 3 || found.URL != "/gongbao/reports/"+reports[0].ID+"#p1" {
		t.Fatalf("%+v", found)
	}
	for _, place := range found.Places() {
		if want := "/gongbao/reports/" + place.Report.ID + "#p1"; place.URL != want {
			t.Errorf("%s is at %s, want %s", place.ID, place.URL, want)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(servertest.Read(t, servertest.Get(t, s, address+"&format=csv")))).ReadAll()
	if err != nil || len(rows) != 4 || rows[0][0] != "passage" {
		t.Errorf("%q, %v", rows, err)
	}
	for address, status := range map[string]int{
		"/gongbao/api/v1/repeats": http.StatusBadRequest, "/gongbao/api/v1/repeats?text=发展": http.StatusBadRequest,
		"/gongbao/api/v1/repeats?id=nowhere%231": http.StatusNotFound, "/gongbao/api/v1/repeats?id=" + reports[0].ID + "%2399": http.StatusNotFound,
	} {
		if r := servertest.Get(t, s, rawAddress(address)); r.StatusCode != status {
			t.Errorf("%s: %d, want %d", address, r.StatusCode, status)
		}
	}
}

func TestWording(t *testing.T) {
	reports := countedReports()
	reports[1].Paragraphs[0].Text = "大模型甲，乙大模型，丙大模型丁。"
	s := servertest.Serve(t, servertest.Index(t, reports...), server.Options{BasePath: "/gongbao"})
	address := "/gongbao/api/v1/wording?report=r1"
	found := servertest.Answer[wording.Wording](t, s, address)
	if len(found.Units)+len(found.Single) == 0 || len(found.Earlier) != 1 {
		t.Errorf("%+v", found)
	}
	for _, u := range found.Units {
		if got := occurrences(t, s, u.URL); got != u.Count {
			t.Errorf("%s: %d, but %s has %d", u.Text, u.Count, u.URL, got)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(servertest.Read(t, servertest.Get(t, s, address+"&format=csv")))).ReadAll()
	if err != nil || len(rows) != len(found.Units)+len(found.Single)+1 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	for _, address := range []string{address, "/gongbao/api/v1/sentences?q=发展", "/gongbao/api/v1/concordance?q=发展"} {
		if file := servertest.Read(t, servertest.Get(t, s, rawAddress(address+"&format=xlsx"))); !strings.HasPrefix(file, "PK") {
			t.Errorf("%s: no workbook: %.40q", address, file)
		}
	}
	for address, status := range map[string]int{
		"/gongbao/api/v1/wording?report=nowhere": http.StatusNotFound, "/gongbao/api/v1/wording?report=r5": http.StatusBadRequest,
		"/gongbao/api/v1/wording": http.StatusBadRequest, "/gongbao/api/v1/wording?report=r1&side=old": http.StatusBadRequest,
	} {
		if r := servertest.Get(t, s, address); r.StatusCode != status {
			t.Errorf("%s: %d, want %d", address, r.StatusCode, status)
		}
	}
}
