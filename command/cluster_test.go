package command

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongbao/internal/testcluster"
	"gongbao/search"
	"gongbao/server"
)

// TestCluster runs the tool on an index in a directory and on one on a cluster, both of the same files: nothing but the
// location differs, in what the commands print and in what the pages and the API show.
func TestCluster(t *testing.T) {
	c := testcluster.Require(t, testcluster.Options{})
	files := []string{filepath.Join("..", "seeds")}
	if data := os.Getenv("GONGBAO_DATA"); data != "" {
		files = append(files, filepath.Join(data, "reports"))
	} else {
		t.Log("GONGBAO_DATA is not set: the sample report is tried, and not 88 reports")
	}
	directory := filepath.Join(t.TempDir(), "index")
	cluster := c.NewIndex(t)
	same := func(t *testing.T, args ...string) {
		t.Helper()
		want, got := run(t, directory, args...), run(t, cluster, args...)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("gongbao %s (-directory +cluster):\n%s", strings.Join(args, " "), diff)
		}
	}
	same(t, append([]string{"index", "--json"}, files...)...)
	same(t, append([]string{"index"}, files...)...) // nothing has changed
	t.Run("Reading", func(t *testing.T) {
		t.Run("Web", func(t *testing.T) {
			t.Parallel()
			compareSites(t, directory, cluster)
		})
		for _, args := range readings(len(files) > 1) {
			t.Run(strings.Join(args, " "), func(t *testing.T) {
				t.Parallel() // one waits for the cluster while another reads the directory
				same(t, args...)
			})
		}
	})

	copied := filepath.Join(t.TempDir(), "copy")
	run(t, cluster, "copy", cluster, copied)
	if diff := cmp.Diff(run(t, directory, "search", "发展", "--json", "--limit", "100"), run(t, copied, "search", "发展", "--json", "--limit", "100")); diff != "" {
		t.Errorf("a copy of the cluster's index (-directory +copy):\n%s", diff)
	}
	run(t, cluster, "copy", directory, cluster)
	same(t, "search", "发展", "--json", "--limit", "100")
	if out := run(t, cluster, "verify"); !strings.Contains(out, "完好") {
		t.Errorf("verify: %s", out)
	}
}

// readings are commands that change nothing; one of them wants the national reports.
func readings(national bool) [][]string {
	all := [][]string{
		{"reports"}, {"reports", "--json"},
		{"search", "发展", "--year", "2020..2024", "--region", "全国", "--json"},
		{"search", "发展", "--section", "工作", "--level", "province", "--json"},
		{"figures", "--name", "生产总值", "--json"}, {"figures", "--links", "--json"},
		{"repeats", "liaoning-2021#69", "--json"},
	}
	if national {
		all = append(all, []string{"compare", "national-2022", "liaoning-2021", "--json"})
	}
	for _, id := range []string{"liaoning-2021", "liaoning-2021#69", "national-2022", "liaoning-2025", "nowhere-1900"} {
		all = append(all, []string{"show", id})
	}
	for _, q := range asked {
		all = append(all,
			[]string{"search", "--json", "--", q},
			[]string{"search", "--json", "--limit", "50", "--sort", "newest", "--", q},
			[]string{"search", "--mode", "loose", "--sort", "oldest", "--", q})
	}
	return all
}

// asked is what is asked: every kind of query, with and without exact answers.
var asked = []string{
	"碳排放达峰", "碳排放 达峰", "“稳中求进 工作总基调”", "决定性作用", "2.4%", "5G基站", "绿", "改革发展", "发展", "就业 OR 稳", "高质量发展 -创新",
	"同句:(就业 稳定)", "就业 NEAR/20 稳定", "year:2020..2024 新能源", "region:辽宁,吉林 冰雪", "section:能源 氢", "title:辽宁", "ＧＤＰ", "國家",
	"改革、开放", "GDP增长多少", "今年城镇新增就业的目标是多少", "星火链网", "-发展", "(风电 OR 光伏) 基地", "“”", "、", "沈抚示范区",
	"辽宁2024年地区生产总值增长多少？", "2023年城镇新增就业的目标是多少", "去年粮食产量达到多少", "孩子没人带怎么办", "国家怎么帮大学生找工作", "广东 低空经济", "高企",
	"人人", "一 二 三 四 五 六 七 八 九 十", "增长>6%", "失业率<=5.5% region:全国", "≥1.2万亿元", "百分之六", "同句:(就业 增长>6%)", "失业率<=5.5% NEAR/30 就业", "同篇:(失业率<=5.5% 粮食)", "5000亿元", "30% -就业 region:吉林,辽宁",
}

// compareSites asks two servers for the same places.
func compareSites(t *testing.T, directory, cluster string) {
	one, other := site(t, directory), site(t, cluster)
	places := []string{
		"/", "/reports", "/reports/liaoning-2021", "/reports/liaoning-2021?q=发展", "/reports/liaoning-2021/cite", "/feed.atom", "/sitemap.xml",
		"/figures", "/figures?name=生产总值&year=2021..2025", "/repeats?id=liaoning-2021%2369", "/coverage", "/readyz", "/api/v1/reports", "/api/v1/reports/liaoning-2021", "/api/v1/reports/liaoning-2021/paragraphs/69", "/api/v1/stats",
	}
	for _, q := range asked {
		q = url.QueryEscape(q)
		places = append(places, "/search?q="+q, "/api/v1/search?q="+q+"&limit=20", "/api/v1/export?q="+q+"&format=jsonl", "/api/v1/search?q="+q+"&mode=equal", "/api/v1/export?q="+q+"&format=jsonl&mode=equal", "/api/v1/suggest?q="+q)
	}
	for _, place := range places {
		t.Run(place, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(visit(t, one, place), visit(t, other, place)); diff != "" {
				t.Errorf("%s (-directory +cluster):\n%s", place, diff)
			}
		})
	}
}

func site(t *testing.T, location string) *server.Server {
	t.Helper()
	e, err := engines.Open(t.Context(), location)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	s, err := server.New(search.New(e, nil), server.Options{Index: e, Timeouts: server.Timeouts{Answer: time.Minute}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// visit asks a server for a place, and again while its suggestions are those of the newest reports only, which it says are
// not to be stored.
func visit(t *testing.T, s *server.Server, place string) string {
	t.Helper()
	var w *httptest.ResponseRecorder
	for until := time.Now().Add(2 * time.Minute); ; time.Sleep(100 * time.Millisecond) {
		w = httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, place, nil))
		early := strings.HasPrefix(place, "/api/v1/suggest") && w.Header().Get("Cache-Control") == "no-store"
		if !early || time.Now().After(until) {
			break
		}
	}
	if w.Code != http.StatusOK {
		t.Fatalf("%s: status %d: %s", place, w.Code, w.Body)
	}
	return fleeting.ReplaceAllString(w.Body.String(), "…")
}

// run runs a command and gives what it prints, less what differs from run to run.
func run(t *testing.T, location string, args ...string) string {
	t.Helper()
	var out, err bytes.Buffer
	code := execute(t.Context(), append([]string{"--index", location}, args...), &out, &err)
	if code != exitDone && args[0] != "show" {
		t.Fatalf("gongbao %s: exit code %d: %s", strings.Join(args, " "), code, err.String())
	}
	return fleeting.ReplaceAllString(out.String(), "…")
}

// fleeting is what two runs print differently: times, versions of an index, and cursors, which are each engine's own.
var fleeting = regexp.MustCompile(`"took_ms": ?[\d.]+|[\d.]+[ \x{a0}]?毫秒|[\d.]+[ \x{a0}]ms|（[\d.]+[ \x{a0}]秒）|"indexed": ?"[^"]*"|"next": ?"[\w.~=-]*"|cursor[= ][\w.~%=-]+|"(?:index_)?version": ?"[^"]*"|"time": ?"[^"]*"|<updated>[^<]*|\d{4}-\d\d-\d\dT\d\d(?::|%3A)\d\d(?::|%3A)\d\dZ|nonce="?[\w-]+"?`)
