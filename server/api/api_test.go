package api_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/corpus/text"
	"gongbao/search"
	"gongbao/search/concordance"
	"gongbao/server"
	"gongbao/server/openapi"
	"gongbao/server/problem"
	"gongbao/server/servertest"
)

// site makes a server of the sample report.
func site(t testing.TB, opt server.Options) *server.Server {
	t.Helper()
	return servertest.Serve(t, servertest.Index(t, corpustest.Sample(t)), opt)
}

type hits struct {
	Match string
	Total struct{ Paragraphs, Occurrences int }
	Hits  []struct {
		ID    string
		Text  string
		URL   string
		Marks [][2]int
	}
	Next string
}

func TestSearch(t *testing.T) {
	s := site(t, server.Options{})
	for _, q := range []string{"碳排放达峰", url.QueryEscape("碳排放达峰")} {
		got := servertest.Answer[hits](t, s, "/api/v1/search?mode=exact&q="+q)
		if got.Total.Paragraphs != 1 || got.Total.Occurrences != 2 || len(got.Hits) != 1 {
			t.Fatalf("%s: %+v", q, got)
		}
		hit := got.Hits[0]
		for _, m := range hit.Marks {
			if marked := string([]rune(hit.Text)[m[0]:m[1]]); marked != "碳排放达峰" {
				t.Errorf("marked %s", marked)
			}
		}
		if id, place, _ := strings.Cut(hit.ID, "#"); hit.URL != "/reports/"+id+"#p"+place {
			t.Errorf("%s is at %s", hit.ID, hit.URL)
		}
	}
}

func TestSearchPages(t *testing.T) {
	s := site(t, server.Options{})
	seen := map[string]bool{}
	address := "/api/v1/search?q=发展&limit=7&mode=exact&cursor="
	for cursor := ""; ; {
		got := servertest.Answer[hits](t, s, address+url.QueryEscape(cursor))
		for _, h := range got.Hits {
			if seen[h.ID] {
				t.Fatalf("%s comes twice", h.ID)
			}
			seen[h.ID] = true
		}
		if cursor = got.Next; cursor == "" {
			if len(seen) != got.Total.Paragraphs {
				t.Errorf("%d hits on all pages, %d in the total", len(seen), got.Total.Paragraphs)
			}
			return
		}
	}
}

func TestProblems(t *testing.T) {
	s := site(t, server.Options{})
	for _, test := range []struct {
		method, address string
		status          int
		kind, detail    string
	}{
		{"GET", "/api/v1/search", 400, "invalid-parameter", "q is missing"},
		{"GET", "/api/v1/search?q=", 400, "invalid-parameter", "q is missing"},
		{"GET", "/api/v1/search?q=绿&yaer=2020", 400, "unknown-parameter", `"yaer"`},
		{"GET", "/api/v1/search?q=绿&a=1&b=2", 400, "unknown-parameter", `"a", "b"`},
		{"GET", "/api/v1/search?q=绿&q=红", 400, "invalid-parameter", "2 times"},
		{"GET", "/api/v1/search?q=绿&limit=201", 400, "invalid-parameter", "from 0 to 200"},
		{"GET", "/api/v1/search?q=绿&limit=-1", 400, "invalid-parameter", "limit"},
		{"GET", "/api/v1/search?q=绿&limit=x", 400, "invalid-parameter", "limit"},
		{"GET", "/api/v1/search?q=绿&limit=99999999999999999999", 400, "invalid-parameter", "limit"},
		{"GET", "/api/v1/search?q=绿&mode=fuzzy", 400, "invalid-parameter", "smart, exact, loose"},
		{"GET", "/api/v1/search?q=绿&sort=best", 400, "invalid-parameter", "relevance"},
		{"GET", "/api/v1/search?q=绿&year=abc", 400, "invalid-parameter", "year"},
		{"GET", "/api/v1/search?q=绿&level=village", 400, "invalid-parameter", "national, province, city, county"},
		{"GET", "/api/v1/search?q=绿&kind=report,reprt", 400, "invalid-parameter", "report, resolution"},
		{"GET", "/api/v1/search?q=绿&role=plna", 400, "invalid-parameter", "review, plan, annex"},
		{"GET", "/api/v1/search?q=绿&cursor=nonsense", 400, "invalid-cursor", ""},
		{"GET", "/api/v1/search?q=绿&offsets=bytes", 400, "invalid-parameter", "codepoints, utf16"},
		{"GET", "/api/v1/search?q=" + strings.Repeat("绿", 20_000), 414, "address-too-long", "POST /api/v1/search"},
		{"GET", "/api/v1/search?q=%CC%BC%C5%C5%B7%C5", 400, "not-utf-8", "UTF-8"},
		{"GET", "/api/v1/search?q=\xcc\xbc\xc5\xc5", 400, "not-utf-8", "UTF-8"},
		{"GET", "/api/v1/search?q=%", 400, "not-utf-8", "%25"},
		{"GET", "/api/v1/search?q=%zz", 400, "not-utf-8", "%25"},
		{"GET", "/api/v1/reports/none", 404, "not-found", "no such report: none; /api/v1/reports lists"},
		{"GET", "/api/v1/reports/liaonin-2022", 404, "not-found", "no such report: liaonin-2022; there is liaoning-2021; /api/v1/reports lists"},
		{"GET", "/api/v1/reports/liaoning-2022/paragraphs/1", 404, "not-found", "there is liaoning-2021;"},
		{"GET", "/api/v1/wording?report=liaoning-2022", 404, "not-found", "there is liaoning-2021;"},
		{"GET", "/api/v1/compare?new=liaoning-2021&old=liaoning-2020", 404, "not-found", "no such report: liaoning-2020; there is liaoning-2021;"},
		{"GET", "/api/v1/repeats?id=liaoning-2022%231", 404, "not-found", "there is liaoning-2021;"},
		{"GET", "/api/v1/repeats?id=liaoning-2021%239999", 404, "not-found", "has no paragraph \"9999\"; it has 84"},
		{"GET", "/api/v1/repeats?id=liaoning-2021", 404, "not-found", "no id of a paragraph"},
		{"GET", "/api/v1/repeats", 400, "invalid-parameter", "exactly one"},
		{"GET", "/api/v1/repeats?id=liaoning-2021%2367&text=%E7%A2%B3", 400, "invalid-parameter", "exactly one"},
		{"GET", "/api/v1/reports/%E6%97%A0", 404, "not-found", ""},
		{"GET", "/api/v1/reports/..%2F..%2Fetc%2Fpasswd", 404, "not-found", ""},
		{"GET", "/api/v1/../../etc/passwd", 404, "not-found", ""},
		{"GET", "/api/v1/reports/liaoning-2021/paragraphs/0", 404, "not-found", "no paragraph"},
		{"GET", "/api/v1/reports/liaoning-2021/paragraphs/9999", 404, "not-found", "no paragraph"},
		{"GET", "/api/v1/reports/liaoning-2021/paragraphs/ffffffff", 404, "not-found", "no paragraph"},
		{"GET", "/api/v1/reports/liaoning-2021?x=1", 400, "unknown-parameter", `"x"`},
		{"GET", "/api/v1/stats?x=1", 400, "unknown-parameter", "there are: none"},
		{"GET", "/api/v1/nothing", 404, "not-found", "/api/v1/nothing"},
		{"GET", "/api/v1/suggest?q=" + strings.Repeat("a", 101), 400, "invalid-parameter", "100"},
		{"GET", "/api/v1/export?q=绿&mode=smart", 400, "invalid-parameter", "exact, loose"},
		{"GET", "/api/v1/export?q=绿&format=xml", 400, "invalid-parameter", "csv, jsonl, xlsx"},
		{"PUT", "/api/v1/search", 405, "method-not-allowed", "PUT"},
		{"DELETE", "/api/v1/stats", 405, "method-not-allowed", "DELETE"},
	} {
		r := servertest.Do(t, s, test.method, rawAddress(test.address), nil)
		var p problem.Problem
		if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
			t.Errorf("%s %.80s: %v", test.method, test.address, err)
			continue
		}
		if r.StatusCode != test.status || p.Status != test.status || p.Type != "urn:problem-type:gongbao:"+test.kind || !strings.Contains(p.Detail, test.detail) {
			t.Errorf("%s %.80s: %d %+v", test.method, test.address, r.StatusCode, p)
		}
		if r.Header.Get("Content-Type") != "application/problem+json" || p.Instance == "" || p.Instance != r.Header.Get("X-Request-Id") || r.Header.Get("ETag") != "" {
			t.Errorf("%s %.80s: header %v", test.method, test.address, r.Header)
		}
	}
}

// rawAddress keeps httptest from refusing a space.
func rawAddress(address string) string { return strings.ReplaceAll(address, " ", "%20") }

func TestSemicolonIsText(t *testing.T) {
	got := servertest.Answer[hits](t, site(t, server.Options{}), "/api/v1/search?q=改革;发展&limit=3")
	if got.Match == "" {
		t.Errorf("%+v", got)
	}
}

func TestParagraphByHash(t *testing.T) {
	s := site(t, server.Options{BasePath: "/gongbao"})
	type answer struct {
		URL       string
		Paragraph struct {
			Ordinal int
			Hash    string
			Marks   [][2]int
		}
		Citations map[string]string
	}
	first := servertest.Answer[answer](t, s, "/gongbao/api/v1/reports/liaoning-2021/paragraphs/30?q=的")
	again := servertest.Answer[answer](t, s, "/gongbao/api/v1/reports/liaoning-2021/paragraphs/"+first.Paragraph.Hash)
	if again.Paragraph.Ordinal != 30 || first.URL != "/gongbao/reports/liaoning-2021#p30" {
		t.Errorf("%+v, by hash %+v", first, again)
	}
	if !strings.Contains(first.Citations["gbt7714"], "刘宁. 政府工作报告") || !strings.Contains(first.Citations["bibtex"], "@techreport{liaoning-2021-p30") {
		t.Errorf("citations %v", first.Citations)
	}
}

func TestRevalidation(t *testing.T) {
	e := servertest.Index(t, corpustest.Sample(t))
	s := servertest.Serve(t, e, server.Options{})
	const address = "/api/v1/search?q=绿"
	tag := servertest.Get(t, s, address).Header.Get("ETag")
	if r := servertest.Get(t, s, address, "If-None-Match", `"other", `+tag); tag == "" || r.StatusCode != http.StatusNotModified || len(servertest.Read(t, r)) > 0 {
		t.Errorf("%s again: %d", tag, r.StatusCode)
	}
	servertest.Put(t, e, corpustest.Sample(t))
	if r := servertest.Get(t, s, address, "If-None-Match", tag); r.StatusCode != http.StatusOK || r.Header.Get("ETag") == tag {
		t.Errorf("after an update: %d %s", r.StatusCode, r.Header.Get("ETag"))
	}
}

// measured is what an answer says of the time it took or was made at.
var measured = regexp.MustCompile(`"took_ms":[\d.]+|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[-+]\d\d:\d\d)|\d{8}-\d{6}`)

// TestEveryAnswerIsRevalidated holds that each operation that reads has a tag, as its documentation says, by which a client learns that
// what it has still holds; that the tag is not that of another language's document; and that nothing but the address decides what is
// answered, so that no cache has one reader's answer for another.
func TestEveryAnswerIsRevalidated(t *testing.T) {
	e := servertest.Index(t, corpustest.Sample(t))
	s := servertest.Serve(t, e, server.Options{Index: e, IndexFile: indexInto(e), Token: token})
	tried := 0
	for place, path := range servertest.Document(t, s).Paths {
		op, ok := path["get"]
		if !ok {
			continue
		}
		if _, ok := op.Responses["304"]; !ok || op.Responses["200"].Headers["ETag"].Description == "" {
			t.Errorf("%s: the document has no 304, or no tag", place)
		}
		for _, e := range op.Examples {
			tried++
			address := rawAddress(e.Address)
			first := servertest.Get(t, s, address)
			for began := time.Now(); first.Header.Get("Cache-Control") == "no-store" && time.Since(began) < 20*time.Second; time.Sleep(20 * time.Millisecond) {
				first = servertest.Get(t, s, address) // the phrases are being read, and who asks meanwhile gets what there is
			}
			tag, body := first.Header.Get("ETag"), servertest.Read(t, first)
			if first.StatusCode != http.StatusOK || !strings.HasPrefix(tag, `W/"`) || first.Header.Get("Cache-Control") != "no-cache" {
				t.Errorf("%s: %d, tag %q, %q", address, first.StatusCode, tag, first.Header.Get("Cache-Control"))
			}
			if r := servertest.Get(t, s, address, "If-None-Match", tag); r.StatusCode != http.StatusNotModified || r.Header.Get("ETag") != tag || servertest.Read(t, r) != "" {
				t.Errorf("%s again: %d with tag %q", address, r.StatusCode, r.Header.Get("ETag"))
			}
			for name, value := range map[string]string{"Cookie": "gongbao_lang=en", "Accept-Language": "en", "Accept": "text/csv", "Authorization": "Bearer " + token, "If-None-Match": `W/"other"`} {
				r := servertest.Get(t, s, address, name, value)
				if other := servertest.Read(t, r); r.Header.Get("ETag") != tag || !bytes.HasPrefix([]byte(body), []byte("PK")) && measured.ReplaceAllString(other, "") != measured.ReplaceAllString(body, "") {
					t.Errorf("%s: %s changes the answer, tag %q instead of %q:\n%.300s\n%.300s", address, name, r.Header.Get("ETag"), tag, other, body)
				}
			}
		}
	}
	if tried < 20 {
		t.Errorf("%d examples", tried)
	}
}

// TestDocumentationIsRevalidated holds the same for the documentation, whose page is in the language of a cookie.
func TestDocumentationIsRevalidated(t *testing.T) {
	s := site(t, server.Options{})
	for _, address := range []string{"/api", "/api?lang=en", "/api/openapi.json"} {
		first := servertest.Get(t, s, address)
		tag := first.Header.Get("ETag")
		if r := servertest.Get(t, s, address, "If-None-Match", tag); tag == "" || r.StatusCode != http.StatusNotModified || !strings.Contains(r.Header.Get("Vary"), "Cookie") {
			t.Errorf("%s again: %d, tag %q, varies by %q", address, r.StatusCode, tag, r.Header.Get("Vary"))
		}
	}
	tag := servertest.Get(t, s, "/api").Header.Get("ETag")
	if r := servertest.Get(t, s, "/api", "If-None-Match", tag, "Cookie", "gongbao_lang=en"); r.StatusCode != http.StatusOK || !strings.Contains(servertest.Read(t, r), `<html lang="en"`) {
		t.Errorf("a reader of English gets the Chinese page: %d", r.StatusCode)
	}
}

func TestHead(t *testing.T) {
	s := site(t, server.Options{})
	for _, address := range []string{"/api/v1/search?q=绿", "/api/v1/reports", "/api/v1/export?q=绿", "/api", "/api/openapi.json", "/healthz"} {
		if r := servertest.Do(t, s, http.MethodHead, address, nil); r.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", address, r.StatusCode)
		}
	}
}

func TestGzip(t *testing.T) {
	s := site(t, server.Options{})
	r := servertest.Get(t, s, "/api/v1/search?q=发展", "Accept-Encoding", "gzip")
	if r.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(r.Header.Get("Vary"), "Accept-Encoding") {
		t.Fatalf("%v", r.Header)
	}
	unzipped, err := gzip.NewReader(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(unzipped); err != nil || !json.Valid(b) {
		t.Errorf("%v %.100s", err, b)
	}
}

func TestExportCSV(t *testing.T) {
	s := site(t, server.Options{})
	total := servertest.Answer[hits](t, s, "/api/v1/search?q=发展").Total.Paragraphs
	for address, begins := range map[string]string{
		"/api/v1/export?q=发展&region=辽宁":              "id,match,",
		"/api/v1/export?q=发展&region=辽宁&bom=1":        "\ufeffid,match,",
		"/api/v1/export?q=发展&region=辽宁&bom=1&head=1": "\ufeffquery,发展\r\nfilters,region:辽宁\r\nindex_version,",
	} {
		body := servertest.Read(t, servertest.Get(t, s, address))
		if !strings.HasPrefix(body, begins) {
			t.Errorf("%s begins %.100q", address, body)
		}
		table := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff")))
		if strings.Contains(address, "head=1") {
			table.FieldsPerRecord = -1 // the head has two columns
			total += 4
		}
		rows, err := table.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		last := rows[len(rows)-1]
		if len(rows) != total+1 || last[13] != "" {
			t.Errorf("%s: %d rows for %d hits", address, len(rows), total)
		}
		if len(last) != 26 || last[22] != "发展" || last[23] != "region:辽宁" || last[24] == "" || last[25] == "" {
			t.Errorf("%s: a row is of %q", address, last[22:])
		}
		if strings.Contains(address, "head=1") {
			total -= 4
		}
	}
}

// TestExportWords holds that a table for people has their words for columns and codes, and a name that says what is in it.
func TestExportWords(t *testing.T) {
	s := site(t, server.Options{})
	for address, want := range map[string][]string{
		"/api/v1/export?q=碳排放达峰&year=2021&labels=1&lang=zh": {"编号", "匹配", "省级", "报告", "逐字"},
		"/api/v1/export?q=碳排放达峰&year=2021&labels=1&lang=en": {"id", "match", "Province", "Report", "exact"},
		"/api/v1/export?q=碳排放达峰&year=2021":                  {"id", "match", "province", "report", "exact"},
	} {
		r := servertest.Get(t, s, address)
		rows, err := csv.NewReader(r.Body).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Fatalf("%s: %q, %v", address, rows, err)
		}
		if got := []string{rows[0][0], rows[0][1], rows[1][4], rows[1][5], rows[1][1]}; !cmp.Equal(got, want) {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
		_, given, err := mime.ParseMediaType(r.Header.Get("Content-Disposition"))
		if name := given["filename"]; err != nil || !strings.HasPrefix(name, "gongbao-碳排放达峰-year_2021-20") || !strings.HasSuffix(name, ".csv") {
			t.Errorf("%s: the file is called %q, %v", address, name, err)
		}
	}
}

// TestLabels holds that every table that the API gives can be had in words: with labels=1 its columns have Chinese names, and no cell is
// a code, while the figures are those of the table without.
func TestLabels(t *testing.T) {
	s := servertest.Serve(t, servertest.Index(t, append(countedReports(), corpustest.Sample(t))...), server.Options{})
	code := regexp.MustCompile(`^[a-z]+(_[a-z0-9]+)*$`)
	given := map[string]string{
		"trends": "q=发展&by=year,role", "absence": "q=发展", "panel": "words=发展", "counts": "q=发展&by=level,kind", "concordance": "q=发展", "figures": "name=GDP",
		"figures/links": "", "wording": "report=liaoning-2021", "repeats": "id=liaoning-2021%2369", "sentences": "q=发展", "compare": "new=liaoning-2021&old=liaoning-2021", "export": "q=发展",
	}
	for path, operations := range servertest.Document(t, s).Paths {
		get := operations["get"]
		if !slices.ContainsFunc(get.Parameters, func(p openapi.Parameter) bool { return p.Name == "labels" }) {
			continue
		}
		name := strings.TrimPrefix(path, "/api/v1/")
		query, known := given[name]
		if !known {
			t.Errorf("%s is a table that nobody asks for here", path)
			continue
		}
		delete(given, name)
		tables := map[string][][]string{}
		for _, labels := range []string{"0", "1"} {
			r := servertest.Get(t, s, path+"?format=csv&lang=zh&labels="+labels+"&"+query)
			rows, err := csv.NewReader(r.Body).ReadAll()
			if err != nil || r.StatusCode != http.StatusOK {
				t.Fatalf("%s: %d, %v", path, r.StatusCode, err)
			}
			tables[labels] = rows
		}
		plain, words := tables["0"], tables["1"]
		if len(plain) != len(words) || len(plain[0]) != len(words[0]) {
			t.Errorf("%s: %d rows, in words %d", path, len(plain), len(words))
			continue
		}
		for i, row := range words {
			for at, cell := range row {
				if code.MatchString(cell) {
					t.Errorf("%s: row %d has %q below %s", path, i, cell, plain[0][at])
				}
				if cell != plain[i][at] && !code.MatchString(plain[i][at]) && plain[0][at] != "time" && plain[0][at] != "note" {
					t.Errorf("%s: row %d has %q where the plain table has %q", path, i, cell, plain[i][at])
				}
			}
		}
	}
	for name := range given {
		t.Errorf("there is no table %s", name)
	}
}

// TestExportWorkbook reads the workbook of all hits back: its sheets count what search counts.
func TestExportWorkbook(t *testing.T) {
	s := servertest.Serve(t, servertest.Index(t, countedReports()...), server.Options{})
	found := servertest.Answer[search.Answer](t, s, "/api/v1/search?q=发展&limit=0")
	book, err := excelize.OpenReader(servertest.Get(t, s, "/api/v1/export?q=发展&format=xlsx").Body)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if names := book.GetSheetList(); !cmp.Equal(names, []string{"命中", "按地区", "按年份", "说明"}) {
		t.Errorf("sheets %q", names)
	}
	for name, column := range map[string]int{"命中": 2, "按地区": 1, "按年份": 1} {
		rows, err := book.GetRows(name)
		if err != nil || len(rows) < 2 || rows[0][column] != "处数" {
			t.Fatalf("%s: %q, %v", name, rows, err)
		}
		sum := 0
		for _, row := range rows[1:] {
			n, err := strconv.Atoi(row[column])
			if err != nil {
				t.Fatal(err)
			}
			sum += n
		}
		if sum != found.Total.Occurrences {
			t.Errorf("%s has %d occurrences, want %d", name, sum, found.Total.Occurrences)
		}
	}
	about, err := book.GetRows("说明")
	if err != nil {
		t.Fatal(err)
	}
	said := fmt.Sprint(about)
	for _, want := range []string{"发展", fmt.Sprint(found.Total.Paragraphs, " 段"), found.Version, "6 篇"} {
		if !strings.Contains(said, want) {
			t.Errorf("the workbook does not say %q: %s", want, said)
		}
	}
}

// What a spreadsheet would change is said in the last column, and nowhere else.
func TestExportNotes(t *testing.T) {
	long := strings.Repeat("发展", 16_384)
	report := corpus.Report{Header: corpus.Header{ID: "a-2021", Region: "辽宁", Year: 2021, Kind: corpus.Work, Recognised: 2}}
	for i, text := range []string{"＝发展", "-发展", "发展", long} {
		report.Paragraphs = append(report.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: text, Hash: fmt.Sprintf("%08d", i)})
	}
	s := servertest.Serve(t, servertest.Index(t, report), server.Options{})
	rows, err := csv.NewReader(strings.NewReader(servertest.Read(t, servertest.Get(t, s, "/api/v1/export?q=发展&lang=en")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	const guarded = "an apostrophe before text, left keeps it from being a formula"
	for i, want := range [][2]string{{"'＝发展", guarded}, {"'-发展", guarded}, {"发展", ""}, {long, "text has 32,768 characters, a cell of Excel 32,767"}} {
		if row := rows[i+1]; row[11] != want[0] || row[13] != want[1] || row[15] != "2" {
			t.Errorf("%.20s: %q", want[0], row[13:])
		}
	}
}

// TestExportPlaces holds what a row has beside its paragraph to what others say of it: the first of its lines, its citation, and the
// length that counts give. Positions asked for in UTF-16 change nothing in a table.
func TestExportPlaces(t *testing.T) {
	report := corpus.Report{Header: corpus.Header{ID: "a-2021", Title: "政府工作报告", Region: "辽宁", Level: "province", Year: 2021, Kind: corpus.Work, Speaker: "刘宁"}}
	for i, text := range []string{"𠮷发展，再发展。", "没有别的", strings.Repeat("前言，", 40) + "发展" + strings.Repeat("以后。", 40)} {
		report.Paragraphs = append(report.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: text, Hash: fmt.Sprintf("%08d", i)})
	}
	s := servertest.Serve(t, servertest.Index(t, report), server.Options{})
	lines := servertest.Answer[concordance.Concordance](t, s, "/api/v1/concordance?q=发展").Lines
	for _, address := range []string{"/api/v1/export?q=发展", "/api/v1/export?q=发展&offsets=utf16"} {
		rows, err := csv.NewReader(servertest.Get(t, s, address).Body).ReadAll()
		if err != nil || len(rows) != 3 {
			t.Fatalf("%s: %q, %v", address, rows, err)
		}
		for i, line := range []int{0, 2} {
			row, first := rows[i+1], lines[line]
			if got, want := row[16:21], []string{"刘宁", strconv.Itoa(text.Letters(row[11])), first.Left, first.Place, first.Right}; row[0] != first.ID || !cmp.Equal(got, want) {
				t.Errorf("%s: %s has %q, want %q", address, row[0], got, want)
			}
			id, ordinal, _ := strings.Cut(row[0], "#")
			cited := servertest.Answer[struct{ Citations map[string]string }](t, s, "/api/v1/reports/"+id+"/paragraphs/"+ordinal).Citations["gbt7714"]
			if row[21] != cited || !strings.Contains(cited, "[R/OL]") || !strings.Contains(cited, "/p/"+ordinal+"-") {
				t.Errorf("%s: %s is cited %q, want %q", address, row[0], row[21], cited)
			}
		}
	}
	none, err := csv.NewReader(servertest.Get(t, s, "/api/v1/export?q=year:2021").Body).ReadAll()
	if err != nil || len(none) != 4 || none[1][18]+none[1][19]+none[1][20] != "" {
		t.Errorf("a paragraph without a place has %q, %v", none, err)
	}
}

func TestExportJSONL(t *testing.T) {
	s := site(t, server.Options{})
	lines := bytes.Split([]byte(strings.TrimSpace(servertest.Read(t, servertest.Get(t, s, "/api/v1/export?q=发展&format=jsonl&head=1")))), []byte("\n"))
	var head struct{ Query, Time string }
	if err := json.Unmarshal(lines[0], &head); err != nil || head.Query != "发展" || head.Time == "" {
		t.Errorf("%s: %v", lines[0], err)
	}
	if total := servertest.Answer[hits](t, s, "/api/v1/search?q=发展").Total.Paragraphs; len(lines) != total+1 {
		t.Errorf("%d lines for %d hits", len(lines), total)
	}
}

// The version of the index stands in the body, and the entity tag has the same.
func TestVersion(t *testing.T) {
	e := servertest.Index(t, corpustest.Sample(t))
	s := servertest.Serve(t, e, server.Options{})
	for range 2 {
		version, err := e.Version(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, address := range []string{"/api/v1/search?q=绿", "/api/v1/reports", "/api/v1/reports/liaoning-2021", "/api/v1/reports/liaoning-2021/paragraphs/1", "/api/v1/export?q=绿&format=jsonl&head=1"} {
			r := servertest.Get(t, s, address)
			if body := servertest.Read(t, r); !strings.Contains(body, `"index_version":"`+version+`"`) || strings.Contains(body, "index_changed") {
				t.Errorf("%s: not of version %s: %.300s", address, version, body)
			}
			if tag := r.Header.Get("ETag"); !strings.HasSuffix(tag, "-"+version+`"`) {
				t.Errorf("%s: tag %s of version %s", address, tag, version)
			}
		}
		servertest.Put(t, e, corpustest.Sample(t))
	}
}

// TestFacetsSayOfWhat holds that a search tells what its counts by year and region are of.
func TestFacetsSayOfWhat(t *testing.T) {
	s := site(t, server.Options{})
	got := servertest.Read(t, servertest.Get(t, s, "/api/v1/search?q=%E5%8F%91%E5%B1%95&limit=0"))
	if !regexp.MustCompile(`"year":\[\{"value":"\d{4}","paragraphs":\d+,"occurrences":\d+,"of":\{"reports":[1-9]\d*,"characters":[1-9]\d*\}\}`).MatchString(got) {
		t.Errorf("%.300s", got)
	}
}
