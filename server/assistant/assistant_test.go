package assistant_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/server/assistant"
)

// connect connects a client to the tools of an index of reports.
func connect(t *testing.T, reports ...*corpus.Report) *mcp.ClientSession {
	t.Helper()
	session, put := connectToIndex(t)
	put(reports...)
	return session
}

// connectToIndex connects a client to the tools of an empty index, and returns what puts reports into it.
func connectToIndex(t *testing.T) (session *mcp.ClientSession, put func(...*corpus.Report)) {
	t.Helper()
	return connectToSite(t, "https://example.org")
}

// connectToSite does so where the pages of the index are at a base address, nowhere if that is empty.
func connectToSite(t *testing.T, base string) (session *mcp.ClientSession, put func(...*corpus.Report)) {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	near, far := mcp.NewInMemoryTransports()
	s := assistant.New(search.New(e, nil), assistant.Options{Base: base, Timeout: time.Minute})
	if _, err := s.Connect(t.Context(), far, nil); err != nil {
		t.Fatal(err)
	}
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), near, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close() })
	return session, func(reports ...*corpus.Report) { putInto(t, e, reports) }
}

func putInto(t *testing.T, e engine.Engine, reports []*corpus.Report) {
	t.Helper()
	err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) {
		for _, r := range reports {
			if !yield(engine.Change{Put: r}, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

// sample is the report that comes with the program.
func sample(t *testing.T) *corpus.Report {
	t.Helper()
	r := corpustest.Sample(t)
	return &r
}

type hit struct {
	ID, Match, Text, Section, Score string
	Occurrences                     int
	Cut                             bool
}

type found struct {
	Match    string
	Total    struct{ Paragraphs, Reports, Occurrences int }
	Hits     []hit
	Sources  map[string]string
	Address  string
	Hints    []string
	Complete bool
	Next     string
}

// call calls a tool and decodes its answer. It also returns the length of the answer in tokens.
func call[T any](t *testing.T, session *mcp.ClientSession, name string, arguments map[string]any) (answer T, tokens int) {
	t.Helper()
	result, err := session.CallTool(context.Background(), &mcp.CallToolParams{Name: name, Arguments: arguments})
	if err != nil {
		t.Fatal(err)
	}
	text := result.Content[0].(*mcp.TextContent).Text
	if result.IsError {
		t.Fatalf("%s: %s", name, text)
	}
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		t.Fatal(err)
	}
	return answer, assistant.TokensOf(json.RawMessage(text))
}

func TestTools(t *testing.T) {
	tools, err := connect(t, sample(t)).ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if written, err := json.Marshal(tools); err != nil || len(written) > 56_000 { // 13,000 tokens
		t.Errorf("the list of tools has %d bytes, %v", len(written), err)
	}
	var names []string
	for _, tool := range tools.Tools {
		names = append(names, tool.Name)
		if tool.Description == "" || tool.Title == "" || !tool.Annotations.ReadOnlyHint || tool.OutputSchema == nil {
			t.Errorf("%s: %+v", tool.Name, tool)
		}
	}
	if got := strings.Join(names, " "); got != "absence cite compare count coverage figures lines outline panel read repeats reports search trend" {
		t.Errorf("tools: %s", got)
	}
}

// everyCall has arguments for each tool.
var everyCall = map[string]map[string]any{
	"search": {"query": "碳排放达峰"}, "count": {"query": "绿"}, "absence": {"query": "绿", "year": 2021}, "coverage": {},
	"trend": {"query": "绿", "by": "year"}, "panel": {"words": "绿\n碳"}, "lines": {"query": "绿"}, "figures": {}, "reports": {},
	"compare": {"new": "liaoning-2021"}, "repeats": {"id": "liaoning-2021#67"}, "read": {"id": "liaoning-2021"},
	"outline": {"id": "liaoning-2021"}, "cite": {"id": "liaoning-2021#67"},
}

// TestAnswersMeetTheirSchemas holds the answer of each tool to the schema in the list of tools, which says once what comes several times.
func TestAnswersMeetTheirSchemas(t *testing.T) {
	session, put := connectToSite(t, "")
	older := *sample(t)
	older.ID, older.Year, older.Date = "liaoning-2020", 2020, "2020-01-14"
	put(sample(t), &older)
	tools, err := session.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	shared := 0
	for _, tool := range tools.Tools {
		written, err := json.Marshal(tool.OutputSchema)
		if err != nil {
			t.Fatal(err)
		}
		shared += strings.Count(string(written), "#/$defs/")
		var schema jsonschema.Schema
		if err := json.Unmarshal(written, &schema); err != nil {
			t.Fatal(err)
		}
		resolved, err := schema.Resolve(nil)
		if err != nil {
			t.Fatalf("%s: %v", tool.Name, err)
		}
		answer, _ := call[any](t, session, tool.Name, everyCall[tool.Name])
		if err := resolved.Validate(answer); err != nil {
			t.Errorf("%s: %v", tool.Name, err)
		}
		if resolved.Validate(map[string]any{"nothing": true}) == nil {
			t.Errorf("%s: its schema admits anything", tool.Name)
		}
	}
	if shared < 4 {
		t.Errorf("%d references", shared)
	}
}

// TestNoRelativeAddresses holds that addresses are whole, and absent where the pages are nowhere: a path alone opens nothing.
func TestNoRelativeAddresses(t *testing.T) {
	older := *sample(t)
	older.ID, older.Year, older.Date = "liaoning-2020", 2020, "2020-01-14"
	for _, base := range []string{"", "https://example.org"} {
		session, put := connectToSite(t, base)
		put(sample(t), &older)
		addresses := 0
		for name, arguments := range everyCall {
			answer, _ := call[json.RawMessage](t, session, name, arguments)
			if s := string(answer); strings.Contains(s, `"/reports`) || strings.Contains(s, `"/search`) || strings.Contains(s, "{/reports") {
				t.Errorf("base %q, %s: %s", base, name, s)
			}
			addresses += strings.Count(string(answer), "https://example.org/")
		}
		if (addresses > 0) != (base != "") {
			t.Errorf("base %q: %d addresses", base, addresses)
		}
	}
}

func TestSearch(t *testing.T) {
	r := sample(t)
	got, _ := call[found](t, connect(t, r), "search", map[string]any{"query": "碳排放达峰", "mode": "exact"})
	if got.Match != "exact" || got.Total.Occurrences != 2 || len(got.Hits) != 1 || !got.Complete || got.Next != "" {
		t.Fatalf("%+v", got)
	}
	h := got.Hits[0]
	if h.Match != "" || h.Cut || strings.Count(h.Text, "碳排放达峰") != 2 || h.Section != "" {
		t.Errorf("%+v", h)
	}
	cited, _ := call[struct{ Citations map[string]string }](t, connect(t, r), "cite", map[string]any{"id": r.ID, "format": "gbt7714"})
	want := map[string]string{r.ID: strings.Replace(cited.Citations["gbt7714"], "在"+r.Meeting+"上", "", 1)} // one report has one citation, but for the meeting
	if diff := gocmp.Diff(want, got.Sources); diff != "" || !strings.Contains(want[r.ID], "日[R/OL]. ") || got.Address != "https://example.org/reports/{report}#p{paragraph}" {
		t.Errorf("%s (-cite +search):\n%s", got.Address, diff)
	}
	explained, _ := call[found](t, connect(t, r), "search", map[string]any{"query": "碳排放达峰", "mode": "exact", "explain": "1"})
	if score := explained.Hits[0].Score; h.Score != "" || !strings.HasPrefix(score, "score ") || !strings.Contains(score, "×1.500") {
		t.Errorf("unasked %q, asked %q", h.Score, score)
	}
	related, _ := call[found](t, connect(t, r), "search", map[string]any{"query": "碳达峰"})
	for _, h := range related.Hits {
		if match := cmp.Or(h.Match, related.Match); match == "exact" != strings.Contains(h.Text, "碳达峰") {
			t.Errorf("%s says %s of %s", h.ID, match, h.Text)
		}
	}
}

// With any budget, following the cursor yields every hit once, and no answer exceeds its budget.
func TestBudget(t *testing.T) {
	r := sample(t)
	session := connect(t, r)
	whole, _ := call[found](t, session, "search", map[string]any{"query": "发展", "mode": "exact", "max_tokens": 50_000, "limit": 100})
	for _, tokens := range []int{500, 1000, 4000} {
		seen := map[string]bool{}
		for next := ""; ; {
			got, cost := call[found](t, session, "search", map[string]any{"query": "发展", "mode": "exact", "max_tokens": tokens, "cursor": next, "limit": 20})
			if cost > tokens {
				t.Errorf("%d tokens, of which %d were allowed", cost, tokens)
			}
			for _, h := range got.Hits {
				if seen[h.ID] {
					t.Fatalf("%s comes twice", h.ID)
				}
				seen[h.ID] = true
				if !h.Cut != (textOf(t, r, h.ID) == h.Text) || !strings.Contains(textOf(t, r, h.ID), h.Text) || !strings.Contains(h.Text, "发展") {
					t.Errorf("%s: cut %t, %s", h.ID, h.Cut, h.Text)
				}
			}
			if next = got.Next; got.Complete {
				break
			}
		}
		if len(seen) != whole.Total.Paragraphs {
			t.Errorf("with %d tokens: %d hits of %d", tokens, len(seen), whole.Total.Paragraphs)
		}
	}
}

// textOf is the text of a paragraph of the sample.
func textOf(t *testing.T, r *corpus.Report, id string) string {
	t.Helper()
	for _, p := range r.Paragraphs {
		if _, place, _ := strings.Cut(id, "#"); place == jsonOf(p.Ordinal) {
			return p.Text
		}
	}
	t.Fatalf("no paragraph %s", id)
	return ""
}

func jsonOf(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func TestReadWhole(t *testing.T) {
	r := sample(t)
	session := connect(t, r)
	type reading struct {
		Text     []hit
		Complete bool
		Next     string
	}
	ordinal := 0
	for next := ""; ; {
		got, cost := call[reading](t, session, "read", map[string]any{"id": "liaoning-2021", "cursor": next, "max_tokens": 3000})
		if cost > 3000 {
			t.Errorf("%d tokens", cost)
		}
		for _, p := range got.Text {
			ordinal++
			if p.ID != "liaoning-2021#"+jsonOf(ordinal) || p.Text != textOf(t, r, p.ID) {
				t.Fatalf("at %d: %+v", ordinal, p)
			}
		}
		if next = got.Next; got.Complete {
			break
		}
	}
	if want := len(r.Paragraphs); ordinal != want {
		t.Errorf("read %d of %d", ordinal, want)
	}
	if got, _ := call[reading](t, session, "read", map[string]any{"id": "liaoning-2021#20"}); got.Text[0].ID != "liaoning-2021#20" {
		t.Errorf("begins at %s", got.Text[0].ID)
	}
}

func TestCountReportsCite(t *testing.T) {
	r := sample(t)
	session := connect(t, r)
	type counted struct {
		Total         struct{ Occurrences int }
		Columns, Rows []string
		Complete      bool
	}
	for by, want := range map[string]string{
		"":            "",
		"year":        "2021\t2\t1\t1\t1\t",
		"year,region": "2021\t辽宁\t2\t1\t1\t1\t",
		"report":      "liaoning-2021\t2\t1\t1\t1\t",
		"role":        "plan\t2\t1",
	} {
		count, _ := call[counted](t, session, "count", map[string]any{"query": "碳排放达峰", "by": by})
		if count.Total.Occurrences != 2 || !count.Complete || !strings.HasPrefix(strings.Join(count.Rows, "\n"), want) || len(count.Rows) > 1 {
			t.Errorf("by %s: %+v", by, count)
		}
	}
	for region, want := range map[string]int{"辽宁省": 1, "吉林": 0, "": 1} {
		if list, _ := call[struct{ Total int }](t, session, "reports", map[string]any{"region": region}); list.Total != want {
			t.Errorf("%s: %d reports", region, list.Total)
		}
	}
	cited, _ := call[struct {
		Text      string
		Citations map[string]string
	}](t, session, "cite", map[string]any{"id": "liaoning-2021#20", "format": "gbt7714"})
	if len(cited.Citations) != 1 || !strings.Contains(cited.Citations["gbt7714"], "第20段") || cited.Text != textOf(t, r, "liaoning-2021#20") {
		t.Errorf("%+v", cited)
	}
}

// A cursor that crosses an update says so, in each tool that has one; one that does not says nothing.
func TestCursorAcrossUpdate(t *testing.T) {
	type paged struct {
		Notes   []string
		Next    string
		Version string `json:"index_version"`
		Changed bool   `json:"index_changed"`
	}
	tools := map[string]map[string]any{
		"search":  {"query": "发展", "max_tokens": 600},
		"read":    {"id": "liaoning-2021", "max_tokens": 600},
		"reports": {"max_tokens": 500},
	}
	session, put := connectToIndex(t)
	reports := []*corpus.Report{sample(t)}
	for i := range 20 {
		r := *sample(t)
		r.ID, r.Paragraphs = fmt.Sprintf("more-%d", 2000+i), r.Paragraphs[:5]
		reports = append(reports, &r)
	}
	put(reports...)
	firsts := map[string]paged{}
	for tool, arguments := range tools {
		first, _ := call[paged](t, session, tool, arguments)
		firsts[tool] = first
		arguments["cursor"] = first.Next
		second, _ := call[paged](t, session, tool, arguments)
		if first.Next == "" || first.Version == "" || second.Version != first.Version || second.Changed || len(second.Notes) > 0 {
			t.Errorf("%s: pages of one version: %+v, %+v", tool, first, second)
		}
	}
	put(reports[1])
	for tool, arguments := range tools {
		third, _ := call[paged](t, session, tool, arguments)
		if third.Version == firsts[tool].Version || len(third.Notes) != 1 || !strings.Contains(third.Notes[0], "has changed") || third.Changed != (tool == "search") {
			t.Errorf("%s: a page behind an update: %+v", tool, third)
		}
	}
}

func TestErrorsSayWhatToDo(t *testing.T) {
	session := connect(t, sample(t))
	for _, test := range []struct {
		tool      string
		arguments map[string]any
		want      string
	}{
		{"read", map[string]any{"id": "none"}, "the tool reports"},
		{"read", map[string]any{"id": "liaoning-2022#3"}, "no such report: liaoning-2022; there is liaoning-2021; the tool reports"},
		{"outline", map[string]any{"id": "liaonin-2021"}, "there is liaoning-2021"},
		{"cite", map[string]any{"id": "liaoning-2022"}, "there is liaoning-2021"},
		{"compare", map[string]any{"new": "liaoning-2021", "old": "liaoning-2020"}, "no such report: liaoning-2020; there is liaoning-2021"},
		{"repeats", map[string]any{"id": "liaoning-2020#1"}, "there is liaoning-2021"},
		{"read", map[string]any{"id": "liaoning-2021#9999"}, "no paragraph"},
		{"search", map[string]any{"query": "绿", "level": "provnce"}, "national, province, city, county"},
		{"search", map[string]any{"query": "绿", "kind": "reprt"}, "report, resolution"},
		{"search", map[string]any{"query": "绿", "cursor": "?"}, "cursor"},
		{"search", map[string]any{"query": "绿", "mode": "fuzzy"}, "smart, exact, loose or equal"},
		{"search", map[string]any{}, "query is missing"},
		{"search", map[string]any{"query": "绿", "limit": 1000}, "1 to 200"},
		{"search", map[string]any{"query": "绿", "year": map[string]any{}}, "year cannot be read"},
		{"search", map[string]any{"query": "绿", "year": "abc"}, "year"},
		{"count", map[string]any{"query": "绿", "by": "colour"}, "role"},
		{"cite", map[string]any{"id": "liaoning-2021", "format": "apa"}, "gbt7714"},
		{"count", map[string]any{"query": "绿", "by": "colour"}, "it must be year, region"},
		{"panel", map[string]any{"words": "绿", "nested": "some"}, "all or longest"},
		{"search", map[string]any{"query": "绿", "regions": "辽宁"}, "did you mean region?"},
		{"outline", map[string]any{"id": "liaoning-2021", "colour": 1}, "there are id, max_tokens"},
		{"outline", map[string]any{}, "id is missing"},
		{"cite", map[string]any{"id": ""}, "id is missing"},
		{"read", map[string]any{"cursor": map[string]any{}, "id": "liaoning-2021"}, "cursor cannot be read"},
		{"compare", map[string]any{"old": "liaoning-2021"}, "new is missing"},
	} {
		result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: test.tool, Arguments: test.arguments})
		if err != nil {
			t.Fatal(err)
		}
		if text := result.Content[0].(*mcp.TextContent).Text; !result.IsError || !strings.Contains(text, test.want) {
			t.Errorf("%s %v: %s", test.tool, test.arguments, text)
		}
	}
}

// TestTrendTool holds that all cells are there, or the answer says that they are not, and that it keeps to its budget.
func TestTrendTool(t *testing.T) {
	session := connect(t, sample(t))
	type cells struct {
		Series []struct {
			Total struct{ Occurrences int }
			URL   string
			First *struct{ ID, Text, URL string }
			Cells []struct {
				Values      []string
				Occurrences *int
			}
		}
		Coverage, Definition string
		Complete             bool
	}
	a, _ := call[cells](t, session, "trend", map[string]any{"query": "就业\n没有这个词", "by": "role"})
	if !a.Complete || len(a.Series) != 2 || len(a.Series[0].Cells) != 4 || a.Series[0].Total.Occurrences != 13 || a.Series[0].First == nil ||
		!strings.HasPrefix(a.Series[0].URL, "https://example.org/search?") || !strings.HasPrefix(a.Series[0].First.URL, "https://example.org/reports/") || a.Series[1].First != nil || a.Coverage != "1 report" {
		t.Errorf("%+v", a)
	}
	words := make([]string, 10)
	for i := range words {
		words[i] = fmt.Sprint("词", i)
	}
	cut, tokens := call[cells](t, session, "trend", map[string]any{"query": strings.Join(words, "\n"), "by": "role,level", "max_tokens": 1500})
	if cut.Complete || tokens > 1500 {
		t.Errorf("complete %v in %d tokens", cut.Complete, tokens)
	}
}

func TestPanelTool(t *testing.T) {
	session := connect(t, sample(t))
	type rows struct {
		Columns, Rows []string
		Total         struct{ Occurrences int }
		Complete      bool
	}
	a, _ := call[rows](t, session, "panel", map[string]any{"words": "就业\n5G\n互联网+", "by": "region"})
	if !a.Complete || strings.Join(a.Columns, " ") != "region reports 就业 5G 互联网+ total per_10000" || len(a.Rows) != 1 || !strings.HasPrefix(a.Rows[0], "辽宁\t1\t13\t4\t") {
		t.Errorf("%+v", a)
	}
}

// TestArguments holds that numbers may be texts and texts numbers, where people send either, and lists are texts with commas.
func TestArguments(t *testing.T) {
	session := connect(t, sample(t))
	for _, arguments := range []map[string]any{
		{"year": 2021}, {"year": "2021"}, {"year": []any{2020, "2021"}}, {"limit": "5"}, {"limit": 5, "max_tokens": "4000"}, {"month": nil}, {"one_per_report": true, "year": 2021.0},
	} {
		arguments["query"], arguments["mode"] = "碳排放达峰", "exact"
		if got, _ := call[found](t, session, "search", arguments); got.Total.Occurrences != 2 || len(got.Hits) != 1 {
			t.Errorf("%v: %+v", arguments, got)
		}
	}
	tools, err := session.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{
		"search":  {`"enum":["smart","exact",`, `"type":["string","integer"]`, `"maximum":200`, `"required":["query"]`, `there is the tool count`},
		"cite":    {`"enum":["gbt7714",`, `"required":["id"]`},
		"compare": {`"required":["new"]`},
		"panel":   {`"enum":["all","longest"]`},
	}
	for _, tool := range tools.Tools {
		shown := jsonOf(tool.InputSchema)
		parts := append(want[tool.Name], `"additionalProperties":`)
		if strings.Contains(shown, "max_tokens") {
			parts = append(parts, `"minimum":500`, `"maximum":50000`)
		}
		for _, part := range parts {
			if !strings.Contains(shown, part) {
				t.Errorf("%s: no %s in %s", tool.Name, part, shown)
			}
		}
	}
}

// manyReports are the sample and copies of it of other years and regions.
func manyReports(t *testing.T) []*corpus.Report {
	var reports []*corpus.Report
	for year := 2018; year <= 2022; year++ {
		r := *sample(t)
		if r.Year != year {
			r.ID, r.Year = fmt.Sprintf("liaoning-%d", year), year
		}
		reports = append(reports, &r)
	}
	return reports
}

// TestOnePerReport holds that each report has its best passage once, over all pages, and that the text is most of an answer.
func TestOnePerReport(t *testing.T) {
	session, put := connectToSite(t, "")
	put(manyReports(t)...)
	arguments := map[string]any{"query": "发展", "mode": "exact", "one_per_report": true, "limit": 2}
	seen := map[string]bool{}
	for pages := 0; ; pages++ {
		got, _ := call[found](t, session, "search", arguments)
		for _, h := range got.Hits {
			report, _, _ := strings.Cut(h.ID, "#")
			if seen[report] || pages > 3 {
				t.Fatalf("%s comes twice", report)
			}
			seen[report] = true
		}
		if arguments["cursor"] = got.Next; got.Complete {
			break
		}
	}
	if len(seen) != 5 {
		t.Errorf("%d reports", len(seen))
	}
	got, tokens := call[found](t, session, "search", map[string]any{"query": "发展", "mode": "exact", "limit": 20, "fold": "0"})
	text := 0
	for _, h := range got.Hits {
		text += assistant.TokensOf(h.Text)
	}
	if text*10 < tokens*7 || len(got.Hits) == 0 || len(got.Sources) > 5 {
		t.Errorf("%d of %d tokens are text, of %d passages", text, tokens, len(got.Hits))
	}
}

func TestAbsenceOutlineCoverage(t *testing.T) {
	session := connect(t, manyReports(t)...)
	absence, _ := call[struct {
		Said, Unsaid, Uncollected []string
		Complete                  bool
	}](t, session, "absence", map[string]any{"query": "碳排放达峰", "year": 2021})
	if len(absence.Said) != 1 || absence.Said[0] != "辽宁 2" || len(absence.Unsaid) != 0 || len(absence.Uncollected) < 30 || !absence.Complete {
		t.Errorf("%+v", absence)
	}
	outline, _ := call[struct {
		Report   string
		Sections []string
		Complete bool
	}](t, session, "outline", map[string]any{"id": "liaoning-2021"})
	if !outline.Complete || len(outline.Sections) < 3 || !strings.Contains(outline.Sections[0], " #") || !strings.Contains(outline.Report, "2021") {
		t.Errorf("%+v", outline)
	}
	coverage, tokens := call[struct {
		Reports int
		Table   []string
	}](t, session, "coverage", map[string]any{})
	if coverage.Reports != 5 || jsonOf(coverage.Table) != `["2018-2022: 辽宁"]` || tokens > 300 {
		t.Errorf("%+v in %d tokens", coverage, tokens)
	}
}

// TestLanguage holds that the sentences of an answer are in English, as the tools are, or in the language asked for.
func TestLanguage(t *testing.T) {
	session := connect(t, sample(t))
	for lang, want := range map[string]string{"": "contains", "zh": "包含"} {
		got, _ := call[struct {
			ReadAs string `json:"read_as"`
		}](t, session, "search", map[string]any{"query": "碳排放达峰", "lang": lang})
		if !strings.Contains(got.ReadAs, want) {
			t.Errorf("%q: %s", lang, got.ReadAs)
		}
	}
}

func TestPromptsAndResources(t *testing.T) {
	r := sample(t)
	session := connect(t, r)
	prompts, err := session.ListPrompts(t.Context(), nil)
	if err != nil || len(prompts.Prompts) != 3 {
		t.Fatalf("%v, %v", prompts, err)
	}
	job, err := session.GetPrompt(t.Context(), &mcp.GetPromptParams{Name: "targets", Arguments: map[string]string{"indicator": "地区生产总值", "year": "2025"}})
	if err != nil || !strings.Contains(job.Messages[0].Content.(*mcp.TextContent).Text, "“地区生产总值” with the tool figures: kind target, year 2025") {
		t.Errorf("%v, %v", job, err)
	}
	if _, err := session.GetPrompt(t.Context(), &mcp.GetPromptParams{Name: "quote"}); err == nil || !strings.Contains(err.Error(), "words is missing") {
		t.Errorf("%v", err)
	}
	report, err := session.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: "gongbao://reports/liaoning-2021"})
	if err != nil || !strings.HasPrefix(report.Contents[0].Text, r.Paragraphs[0].Text+"\n") || strings.Count(report.Contents[0].Text, "\n") != len(r.Paragraphs) {
		t.Errorf("%v, %v", report, err)
	}
	if _, err := session.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: "gongbao://reports/none"}); err == nil {
		t.Error("a report that is not there can be read")
	}
}
