package command

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"gongbao/command/option"
	"gongbao/corpus/corpustest"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/query"
	"gongbao/server"
	"gongbao/server/assistant"
)

// A recorder is an engine that records the first search since the last call of taken.
type recorder struct {
	engine.Engine
	first *engine.Request
}

func (r *recorder) Snapshot(ctx context.Context) (engine.Snapshot, error) {
	s, err := r.Engine.Snapshot(ctx)
	return &recorded{s, r}, err
}

type recorded struct {
	engine.Snapshot
	by *recorder
}

func (s *recorded) Search(ctx context.Context, request engine.Request) (engine.Result, error) {
	if s.by.first == nil {
		s.by.first = &request
	}
	return s.Snapshot.Search(ctx, request)
}

// taken returns the first recorded search in text form: its tree, tier, order, limit and cursor. It is empty if there
// was none.
func (r *recorder) taken() string {
	request := r.first
	r.first = nil
	if request == nil {
		return ""
	}
	return fmt.Sprintf("%s loose=%t order=%d limit=%d after=%s", query.Print(request.Query), request.Loose, request.Order, request.Limit, request.After)
}

// A face sends a search with the names and values of parameters. It returns what the answer says of them, and whether
// it rejected them.
type face struct {
	name string
	ask  func(t *testing.T, given map[string]string) (said string, refused bool)
}

// faces are the four interfaces to one engine.
func faces(t *testing.T) (*recorder, []face) {
	t.Helper()
	index := &recorder{Engine: bleve.New()}
	t.Cleanup(func() { index.Close() })
	report := corpustest.Sample(t)
	if err := index.Update(t.Context(), func(yield func(engine.Change, error) bool) { yield(engine.Change{Put: &report}, nil) }); err != nil {
		t.Fatal(err)
	}
	service := search.New(index, nil)
	site, err := server.New(service, server.Options{Timeouts: server.Timeouts{Answer: time.Minute}})
	if err != nil {
		t.Fatal(err)
	}
	return index, []face{
		{"command line", func(t *testing.T, given map[string]string) (string, bool) { return askCommand(t, service, given) }},
		{"page", func(t *testing.T, given map[string]string) (string, bool) {
			return askAddress(t, site, "/search?", given)
		}},
		{"API", func(t *testing.T, given map[string]string) (string, bool) {
			return askAddress(t, site, "/api/v1/search?", given)
		}},
		{"MCP", askTool(t, service)},
	}
}

func askCommand(t *testing.T, service *search.Service, given map[string]string) (said string, refused bool) {
	c := &cobra.Command{Use: "search"}
	flags := option.New(c, language.ZH, search.SearchParameters())
	var args []string
	for name, value := range given {
		if name != search.QueryName {
			args = append(args, "--"+name, value)
		}
	}
	if err := c.ParseFlags(args); err != nil {
		t.Fatal(err)
	}
	request, err := flags.Request(given[search.QueryName])
	if err != nil {
		return err.Error(), true
	}
	answer, err := service.Search(t.Context(), request)
	if err != nil {
		return err.Error(), true
	}
	return answer.Query.ReadAs, false
}

func askAddress(t *testing.T, site http.Handler, path string, given map[string]string) (said string, refused bool) {
	values := url.Values{}
	for name, value := range given {
		values.Set(name, value)
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path+values.Encode(), nil))
	return w.Body.String(), w.Code != http.StatusOK
}

func askTool(t *testing.T, service *search.Service) func(t *testing.T, given map[string]string) (string, bool) {
	near, far := mcp.NewInMemoryTransports()
	if _, err := assistant.New(service, assistant.Options{Timeout: time.Minute}).Connect(t.Context(), far, nil); err != nil {
		t.Fatal(err)
	}
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), near, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close() })
	return func(t *testing.T, given map[string]string) (string, bool) {
		arguments := map[string]any{}
		for name, value := range given {
			switch n, err := strconv.Atoi(value); {
			case name == search.QueryName:
				arguments["query"] = value
			case name == search.LimitName && err == nil:
				arguments[name] = n
			default:
				arguments[name] = value
			}
		}
		result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "search", Arguments: arguments})
		if err != nil {
			t.Fatal(err)
		}
		return result.Content[0].(*mcp.TextContent).Text, result.IsError
	}
}

// examples are valid and invalid values of every parameter. A cursor comes from an answer, and each face has its own.
var examples = map[string]struct{ good, bad []string }{
	"q":       {[]string{"发展", "改革;发展", "“改革 开放” -发展", "year:2019,2021 发展"}, nil},
	"year":    {[]string{"2021", "2020..2024", "2020,2021", "2019、2021..", "2024..2020", ">=2020"}, []string{"去年", "2020,去年", ".."}},
	"region":  {[]string{"辽宁", "辽宁省,吉林", "“辽宁,吉林”", "辽宁省+", "吉林下辖"}, []string{","}},
	"level":   {[]string{"province", "省级,市"}, []string{"village", "省,village"}},
	"kind":    {[]string{"report", "决议|其他"}, []string{"letter"}},
	"section": {[]string{"绿色低碳", "一、稳中求进，以进促稳"}, []string{"“”"}},
	"role":    {[]string{"plan", "回顾,附件"}, []string{"结束"}},
	"title":   {[]string{"政府工作报告", "甲|乙"}, []string{"“”"}},
	"report":  {[]string{"liaoning-2021", "liaoning-2021,none-1066"}, []string{"|"}},
	"date":    {[]string{"2021-01-28", "2021年1月,2020", "2020..2021-01"}, []string{"去年", "2021-13"}},
	"month":   {[]string{"1", "1月..3月,12", "2021-01"}, []string{"13"}},
	"speaker": {[]string{"刘宁", "刘宁,唐一军"}, []string{"，"}},
	"meeting": {[]string{"第五次会议"}, []string{"“”"}},
	"missing": {[]string{"date", "日期,报告人"}, []string{"text"}},
	"mode":    {[]string{"smart", "exact", "loose", "equal"}, []string{"fuzzy", "Exact"}},
	"sort":    {[]string{"relevance", "newest", "oldest", "document"}, []string{"best"}},
	"limit":   {[]string{"1", "7", "200"}, []string{"201", "-1", "x"}}, // 0 is for the command line and the API alone
	"fold":    {[]string{"1", "0"}, []string{"2", "no"}},
	"offsets": {[]string{"codepoints"}, nil}, // for those that give positions alone
	"cursor":  {nil, []string{"nonsense"}},
	"explain": {[]string{"0", "1"}, nil}, // for those that show scores alone
	"lang":    {[]string{"zh", "en"}, nil},
}

// TestFacesReadAlike sends every parameter to all faces: they must produce the same tree, order, limit and tier. All
// reject an invalid value except the page, which reports it and searches without it.
func TestFacesReadAlike(t *testing.T) {
	index, faces := faces(t)
	for _, p := range search.SearchParameters() {
		values, tested := examples[p.Name]
		if !tested {
			t.Errorf("%s is not tested", p.Name)
		}
		for _, value := range values.good {
			given := map[string]string{"q": "发展", p.Name: value}
			want := ""
			for _, f := range faces {
				if p.Name == search.OffsetsName && f.name == "MCP" {
					continue
				}
				said, refused := f.ask(t, given)
				got := index.taken()
				if refused || got == "" {
					t.Errorf("%s, %s=%s: refused: %.200s", f.name, p.Name, value, said)
					continue
				}
				if want == "" {
					want = got
				}
				if got != want {
					t.Errorf("%s, %s=%s: %s; the command line makes %s", f.name, p.Name, value, got, want)
				}
			}
		}
		for _, value := range values.bad {
			checkRefused(t, index, faces, p, value)
		}
	}
	all := slices.Sorted(maps.Keys(examples))
	if len(all) != len(search.SearchParameters()) {
		t.Errorf("tested: %s", strings.Join(all, " "))
	}
}

func checkRefused(t *testing.T, index *recorder, faces []face, p search.Parameter, value string) {
	t.Helper()
	for _, f := range faces {
		plain := map[string]string{"q": "发展"}
		f.ask(t, plain)
		want := index.taken()
		plain[p.Name] = value
		said, refused := f.ask(t, plain)
		got := index.taken()
		switch {
		case f.name == "page" && p.Name != search.CursorName:
			if refused || got != want || !strings.Contains(said, `class="notes"`) {
				t.Errorf("page, %s=%s: refused %t, asks %s, without it %s", p.Name, value, refused, got, want)
			}
		case !refused || p.Name != search.CursorName && (got != "" || !strings.Contains(said, p.Name)):
			t.Errorf("%s, %s=%s: asks %s and says %.200s", f.name, p.Name, value, got, said)
		}
	}
}

// TestLanguageOfAnswers checks that every face answers in the requested language.
func TestLanguageOfAnswers(t *testing.T) {
	_, faces := faces(t)
	for lang, want := range map[string]string{"zh": "包含“发展”", "en": "contains “发展”"} {
		for _, f := range faces {
			if said, _ := f.ask(t, map[string]string{"q": "发展", "lang": lang}); !strings.Contains(said, want) {
				t.Errorf("%s in %s does not say %s", f.name, lang, want)
			}
		}
	}
}
