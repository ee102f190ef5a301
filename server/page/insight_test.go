package page_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"gongbao/corpus"
	"gongbao/server"
	"gongbao/server/servertest"
)

// A total is what a search counts in its tier.
type total struct{ Occurrences, Paragraphs, Reports int }

// totalOf follows a link to a search.
func totalOf(t *testing.T, s http.Handler, link string) total {
	t.Helper()
	answer := servertest.Answer[struct{ Total, Loose total }](t, s, strings.Replace(link, "/search?", "/api/v1/search?limit=0&", 1))
	if strings.Contains(link, "mode=loose") {
		return answer.Loose
	}
	return answer.Total
}

var (
	figure  = regexp.MustCompile(`^([\d,]+)(?: (处|段|篇))?$`)
	ofSome  = regexp.MustCompile(`^(\d+)/\d+$`)
	inLabel = regexp.MustCompile(`([\d,]+)\x{a0}(?:处|occurrences?)`)
)

// follow follows every link of a page, and holds that figures are the totals of the searches that they lead to. It returns how
// many figures it has met.
func follow(t *testing.T, s http.Handler, address string) (figures int) {
	t.Helper()
	p := look(t, s, address)
	if p.status != http.StatusOK {
		t.Fatalf("%s: %d", address, p.status)
	}
	for _, n := range cascadia.QueryAll(p.root, cascadia.MustCompile("main .insight a[href]")) {
		link, label := attributeOf(n, "href"), attributeOf(n, "aria-label")
		if strings.HasPrefix(link, "#") {
			if len(p.all(link)) != 1 {
				t.Errorf("%s has no %s", address, link)
			}
			continue
		}
		if !strings.HasPrefix(link, "/search?") {
			if r := servertest.Get(t, s, strings.SplitN(link, "#", 2)[0]); r.StatusCode != http.StatusOK {
				t.Errorf("%s leads to %s: %d", address, link, r.StatusCode)
			}
			continue
		}
		text := strings.Join(strings.Fields(textOf(n)), " ")
		counted := totalOf(t, s, link)
		want := ""
		said := figure.FindStringSubmatch(text)
		switch {
		case said != nil && said[2] == "段":
			want = fmt.Sprint(counted.Paragraphs, " 段")
		case said != nil && said[2] == "篇":
			want = fmt.Sprint(counted.Reports, " 篇")
		case said != nil && said[2] == "处":
			want = fmt.Sprint(counted.Occurrences, " 处")
		case label != "":
			if said := inLabel.FindStringSubmatch(label); said == nil || said[1] != fmt.Sprint(counted.Occurrences) {
				t.Errorf("%s: %q leads to %s with %+v", address, label, link, counted)
			}
			if said := ofSome.FindStringSubmatch(text); said != nil && said[1] != fmt.Sprint(counted.Reports) {
				t.Errorf("%s: %q leads to %s with %+v", address, text, link, counted)
			}
			figures++
			continue
		default:
			continue
		}
		figures++
		if strings.ReplaceAll(text, ",", "") != want {
			t.Errorf("%s: %s leads to %s with %s", address, text, link, want)
		}
	}
	return figures
}

// files holds that a page has its figures as files, and that the CSV begins with its header.
func files(t *testing.T, s http.Handler, p page, header string) {
	t.Helper()
	endings := p.all(".insight .export")
	if len(endings) < 2 || endings[0] != ".csv" || !slices.Contains(endings, ".json") {
		t.Errorf("files %q", endings)
		return
	}
	csv := servertest.Read(t, servertest.Get(t, s, hrefs(p, ".insight .export")[0]))
	if !strings.HasPrefix(csv, "\ufeff"+header) {
		t.Errorf("the CSV begins with %.60q", csv)
	}
}

func attributeOf(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// TestTabs holds that the row of tabs has the same numbers on every page, of the same hits.
func TestTabs(t *testing.T) {
	s := counted(t)
	for _, asked := range []string{"q=就业", "q=就业&year=2022", "q=就业&region=吉林&year=2018..", "q=业就&mode=loose", "q=无此词", "q=就业|民生"} {
		want := look(t, s, "/search?"+asked).all(".tabs a")
		if len(want) != 5 {
			t.Errorf("%s: tabs %q", asked, want)
		}
		for _, page := range []string{"/trends", "/regions", "/sentences", "/lines"} {
			p := look(t, s, page+"?"+asked)
			if diff := cmp.Diff(want, p.all(".tabs a")); diff != "" {
				t.Errorf("%s?%s (-results +page):\n%s", page, asked, diff)
			}
			given, err := url.ParseQuery(asked)
			if err != nil {
				t.Fatal(err)
			}
			for _, tab := range hrefs(p, ".tabs a") {
				u, err := url.Parse(tab)
				if err != nil || cmp.Diff(given, u.Query()) != "" {
					t.Errorf("%s?%s: a tab leads to %s", page, asked, tab)
				}
			}
		}
	}
}

func TestTrendsPage(t *testing.T) {
	s := counted(t)
	for _, address := range []string{
		"/trends?q=就业", "/trends?q=就业|民生&unit=occurrences", "/trends?q=就业|民生&split=one&unit=reports", "/trends?q=就业&by=region&year=2022", "/trends?q=就业&by=level&mode=loose",
		"/trends?q=就业|民生&by=region&unit=reports", "/trends?q=就业&by=role", "/trends?q=就业&level=province&year=2018..2020&unit=paragraphs",
		"/trends?q=就业&region=辽宁,吉林", "/trends?q=就业|民生&region=辽宁,吉林&unit=occurrences", "/trends?q=就业+region:辽宁,吉林&by=role&unit=paragraphs", "/trends?q=就业&region=辽宁,吉林&apart=one", "/trends?q=就业&role=plan,review&mode=loose",
	} {
		if figures := follow(t, s, address); figures < 2 {
			t.Errorf("%s has %d figures", address, figures)
		}
	}
	p := look(t, s, "/trends?q=就业|民生")
	if names := p.all(".panel h2 > span:first-child"); cmp.Diff([]string{"就业", "民生"}, names) != "" {
		t.Errorf("panels %q", names)
	}
	equal(t, strings.Join(p.all("tbody th"), " "), "2022 2021 2019—2020 2018")
	files(t, s, p, "检索词,年份,")
	equal(t, p.one(".panel .first a"), "辽宁 2018")
	equal(t, p.attribute(".panel .chart-line > g", "aria-label"), "就业：每万字，最高\u00a03889（2022\u00a0年）")
	if drawn := p.all(".chart-line"); len(drawn) != 2 {
		t.Errorf("%d drawings", len(drawn))
	}
	equal(t, look(t, s, "/trends?q=就业|民生&split=one").one(".panel h2 > span:first-child"), "就业|民生")
	equal(t, look(t, s, "/trends?q=就业&by=month").one(".notes li")[:len("by 不能是“month”")], "by 不能是“month”")
}

// TestTrendsOfSeveral holds that what a reader chooses several of has a line each, on one scale, in the files as on the page; that a sum
// is to be had, and says that it is one.
func TestTrendsOfSeveral(t *testing.T) {
	s := counted(t)
	names := func(address string) string {
		return strings.Join(look(t, s, address).all(".panel h2 > span:first-child"), " ")
	}
	for address, want := range map[string]string{
		"/trends?q=就业&region=辽宁,吉林":                                 "就业（辽宁） 就业（吉林）",
		"/trends?q=就业&region=辽宁,吉林,辽宁省":                             "就业（辽宁） 就业（吉林）",
		"/trends?q=就业+region:辽宁,吉林":                                 "就业（辽宁） 就业（吉林）",
		"/trends?q=就业+民生+地区:辽宁,吉林&apart=one":                        "就业 民生（辽宁、吉林合计）",
		"/trends?q=就业+地区:辽宁":                                        "就业 地区:辽宁",
		"/trends?q=就业&region=辽宁":                                    "就业",
		"/trends?q=就业&region=辽宁,吉林&apart=one":                       "就业（辽宁、吉林合计）",
		"/trends?q=就业&region=辽宁,吉林&by=region":                       "就业",
		"/trends?q=就业|民生&region=辽宁,吉林":                              "就业（辽宁） 就业（吉林） 民生（辽宁） 民生（吉林）",
		"/trends?q=就业|民生&region=辽宁,吉林&split=one":                    "就业|民生（辽宁） 就业|民生（吉林）",
		"/trends?q=就业&level=province,city":                          "就业（省级） 就业（市级）",
		"/trends?q=就业&role=review,plan&by=region":                   "就业（回顾） 就业（安排）",
		"/trends?q=就业&region=辽宁,吉林&role=review,plan":                "就业（辽宁） 就业（吉林）",
		"/trends?q=就业&region=辽宁,吉林&level=province,city&apart=level": "就业（省级） 就业（市级）",
		"/trends?q=就业&region=北京,天津,河北,山西,内蒙古,辽宁,吉林,黑龙江,上海,江苏,浙江":    "就业（11 个地区合计）",
	} {
		equal(t, names(address), want)
	}
	p := look(t, s, "/trends?q=就业&region=辽宁,吉林")
	equal(t, p.one("h1"), "就业：趋势")
	var tops []string
	for _, drawn := range cascadia.QueryAll(p.root, cascadia.MustCompile(".chart-line")) {
		tops = append(tops, textOf(cascadia.Query(drawn, cascadia.MustCompile("text.value"))))
	}
	if len(tops) != 2 || tops[0] != tops[1] {
		t.Errorf("the scales end at %q", tops)
	}
	files(t, s, p, "检索词,地区,年份,")
	for _, file := range hrefs(p, ".insight .export") {
		if !strings.Contains(file, "apart=region") {
			t.Errorf("the file %s adds up", file)
		}
	}
	for _, file := range hrefs(look(t, s, "/trends?q=就业&region=辽宁,吉林&apart=one"), ".insight .export") {
		if strings.Contains(file, "apart") {
			t.Errorf("the file %s does not add up", file)
		}
	}
	if note := look(t, s, "/trends?q=就业&region=北京,天津,河北,山西,内蒙古,辽宁,吉林,黑龙江,上海,江苏,浙江").one(".notes li"); !strings.Contains(note, "合计") {
		t.Errorf("the page of a sum says %q", note)
	}
}

// TestPagesWithoutAQuestion holds that a page that is asked for nothing says what to ask.
func TestPagesWithoutAQuestion(t *testing.T) {
	s := counted(t)
	for page, heading := range map[string]string{"/trends": "趋势", "/regions": "地区", "/sentences": "逐年措辞", "/lines": "并列"} {
		for _, asked := range []string{"", "?q=", "?region=吉林"} {
			p := look(t, s, page+asked)
			if p.status != http.StatusOK || len(p.all(".tabs a")) != 0 || p.one("h1") != heading || len(p.all("main p")) == 0 {
				t.Errorf("%s%s: %d %q", page, asked, p.status, p.all("main"))
			}
		}
	}
}

func TestRegionsPage(t *testing.T) {
	s := counted(t)
	for _, address := range []string{"/regions?q=就业", "/regions?q=就业&unit=occurrences&year=2021", "/regions?q=就业&when=all", "/regions?q=业就&mode=loose", "/regions?q=就业&year=2021..2022&lang=en"} {
		if figures := follow(t, s, address); figures < 1 {
			t.Errorf("%s has %d figures", address, figures)
		}
	}
	p := look(t, s, "/regions?q=民生") // of the latest year, which two provinces have a report for
	equal(t, p.one("h1"), "民生：2022 年各地")
	files(t, s, p, "情况,地区,")
	equal(t, p.one(".totals"), "1 个地区提到 · 1 个没有提到 · 29 个未收录")
	equal(t, strings.Join(p.all("#unsaid + .names a"), " "), "吉林")
	equal(t, strings.Join(p.all(".tile.unsaid"), " "), "吉林未提")
	if unknown := p.all(".tile.unknown"); len(unknown) != 29 {
		t.Errorf("%d tiles of what is not collected", len(unknown))
	}
	equal(t, p.one(".tile.said .tile-name"), "辽宁")
	rows := p.all(".region-list tbody th")
	if len(rows) != 31 || rows[0] != "北京" || rows[5] != "辽宁" {
		t.Errorf("the list is not in the official order: %q", rows)
	}
	equal(t, p.one(".region-list .quoted mark"), "民生")
	equal(t, look(t, s, "/regions?q=就业&year=2018").one(".totals"), "1 个地区提到 · 0 个没有提到 · 30 个未收录")
}

func TestLinesPage(t *testing.T) {
	s := counted(t)
	for _, address := range []string{"/lines?q=就业", "/lines?q=就业&sort=left", "/lines?q=就业&sort=right&sample=2&seed=5", "/lines?q=业就&mode=loose&width=12", "/lines?q=就业&within=sentence&year=2022"} {
		if figures := follow(t, s, address); figures < 1 {
			t.Errorf("%s has %d figures", address, figures)
		}
	}
	p := look(t, s, "/lines?q=就业")
	files(t, s, p, "编号,序号,")
	if keys := p.all(".kwic .key"); len(keys) != 8 {
		t.Errorf("places %q", keys)
	}
	row := p.all(".kwic tbody tr:first-child > *")
	if diff := cmp.Diff([]string{"辽宁 2018", "", "就业", "优先，促进发展。"}, row); diff != "" {
		t.Errorf("the first line (-want +got):\n%s", diff)
	}
	if sampled := look(t, s, "/lines?q=就业&sample=3&seed=7").all(".kwic .key"); len(sampled) != 3 {
		t.Errorf("a sample of 3 has %d", len(sampled))
	}
	equal(t, look(t, s, "/lines?q=就业&sort=best").one(".notes li")[:len("sort 不能是“best”")], "sort 不能是“best”")
}

// TestLinesAreCut holds that a line says where it leaves text out, and only there.
func TestLinesAreCut(t *testing.T) {
	s := site(t, server.Options{})
	cut := map[bool]int{}
	for _, asked := range []string{"q=就业", "q=绿色", "q=绿色&within=sentence"} {
		p := look(t, s, "/lines?width=12&"+asked)
		whole := servertest.Answer[struct {
			Lines []struct{ Left, Right string }
		}](t, s, "/api/v1/concordance?left=60&right=60&"+asked)
		rows := cascadia.QueryAll(p.root, cascadia.MustCompile(".kwic tbody tr"))
		if len(rows) != len(whole.Lines) || len(rows) == 0 {
			t.Fatalf("%s: %d lines, not %d", asked, len(rows), len(whole.Lines))
		}
		for i, row := range rows {
			for side, text := range map[string]string{".left": whole.Lines[i].Left, ".right": whole.Lines[i].Right} {
				shown := textOf(cascadia.Query(row, cascadia.MustCompile(side)))
				marked := cascadia.Query(row, cascadia.MustCompile(side+" .cut, "+side+".cut")) != nil
				if want := len(shown) < len(text); marked != want {
					t.Errorf("%s: %q of %q is cut: %v", asked, shown, text, marked)
				}
				cut[marked]++
			}
		}
	}
	if cut[true] == 0 || cut[false] == 0 {
		t.Errorf("sides that are cut or not: %v", cut)
	}
}

func TestSentencesPage(t *testing.T) {
	s := counted(t)
	for _, address := range []string{"/sentences?q=就业", "/sentences?q=就业&region=吉林&show=both", "/sentences?q=就业&when=all&show=plain", "/sentences?q=就业&lang=en"} {
		follow(t, s, address)
	}
	p := look(t, s, "/sentences?q=就业")
	files := hrefs(p, ".insight .export")
	equal(t, files[len(files)-1], "/api/v1/sentences?q=%E5%B0%B1%E4%B8%9A&region=%E8%BE%BD%E5%AE%81")
	if table := servertest.Read(t, servertest.Get(t, s, files[0])); !strings.HasPrefix(table, "\ufeff地区,年份,情况,原文,") || !strings.Contains(table, "就业优先，促进发展。") {
		t.Errorf("%s: %.200s", files[0], table)
	}
	equal(t, strings.Join(p.all(".wording tbody th"), " | "), "2018 | 2021 比 2018 年 | 2022")
	equal(t, strings.Join(p.all(".wording .state"), "|"), "||新句")
	equal(t, p.one(".gone summary"), "不再提 1 句（2018 年）")
	equal(t, p.one(".gone li"), "就业优先，促进发展。 第 1 段")
	equal(t, p.one(".other-regions summary"), "换一个地区（2 个提到）")
	equal(t, strings.Join(look(t, s, "/sentences?q=就业&region=吉林").all(".wording .sentence"), " "), "稳就业，保就业。 就业。")
}

// TestNewWordsAreUnderlined holds that what the sentence of the year before has not is underlined, whether it is asked for or not.
func TestNewWordsAreUnderlined(t *testing.T) {
	var reports []corpus.Report
	for i, text := range []string{"健全地方税体系，稳妥推进房地产税立法。", "健全地方税体系，稳步推进房地产税立法。", "健全地方税体系，稳步推进房地产税立法。"} {
		reports = append(reports, corpus.Report{
			Header:     corpus.Header{ID: fmt.Sprint("r", i), Title: "政府工作报告", Region: "全国", Level: corpus.National, Kind: corpus.Work, Year: 2018 + i},
			Paragraphs: []corpus.Paragraph{{Ordinal: 1, Text: text, Hash: fmt.Sprintf("%08d", i)}},
		})
	}
	s := servertest.Serve(t, servertest.Index(t, reports...), server.Options{})
	p := look(t, s, "/sentences?q=推进房地产")
	equal(t, strings.Join(p.all(".wording .state"), "|"), "|改写|沿用")
	equal(t, strings.Join(p.all(".wording ins"), "|"), "步")
	equal(t, strings.Join(p.all(".wording mark"), "|"), "推进房地产|推进房地产|推进房地产")
	if p := look(t, s, "/sentences?q=推进房地产&show=both"); p.one(".wording del") != "妥" {
		t.Errorf("gone: %q", p.all(".wording del"))
	}
	if p := look(t, s, "/sentences?q=推进房地产&show=plain"); len(p.all(".wording ins")) != 0 {
		t.Errorf("new: %q", p.all(".wording ins"))
	}
}

// TestPanelForm sends words as the form does: a list that an address holds leads to it, a longer one is answered, with its files.
func TestPanelForm(t *testing.T) {
	s := counted(t)
	send := func(form url.Values) *http.Response {
		r := httptest.NewRequest(http.MethodPost, "/panel", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Result()
	}
	short := send(url.Values{"words": {"就业\r\n民生"}, "by": {"year"}})
	if to := short.Header.Get("Location"); short.StatusCode != http.StatusSeeOther || len(look(t, s, to).all(".panel-table")) != 1 {
		t.Errorf("a short list: %d, to %s", short.StatusCode, to)
	}
	words := []string{"就业", "民生"}
	for i := range 450 {
		words = append(words, fmt.Sprintf("不见经传的词%d", 1000+i))
	}
	long := url.Values{"words": {strings.Join(words, "\n")}, "by": {"year"}, "nested": {"longest"}, "region": {"辽宁"}}
	r := send(long)
	root, err := html.Parse(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	p := page{t, root, r.StatusCode, r.Header}
	if r.StatusCode != http.StatusOK || len(p.all(".panel-table thead th")) != len(words)+3 || len(p.all("p.tools a.export")) != 0 {
		t.Fatalf("a long list: %d, %d columns, files %q", r.StatusCode, len(p.all(".panel-table thead th")), p.all("p.tools a.export"))
	}
	again := url.Values{}
	for _, n := range cascadia.QueryAll(root, cascadia.MustCompile("form.tools input[type=hidden]")) {
		of := map[string]string{}
		for _, a := range n.Attr {
			of[a.Key] = a.Val
		}
		again.Set(of["name"], of["value"])
	}
	if diff := cmp.Diff(long, again); diff != "" {
		t.Errorf("the form of the files (-asked +again):\n%s", diff)
	}
	for format, begins := range map[string]string{"csv": "\ufeff年份,篇数,字数,就业,民生,", "xlsx": "PK"} {
		again.Set("format", format)
		file := send(again)
		body, err := io.ReadAll(file.Body)
		if err != nil || file.StatusCode != http.StatusOK || !strings.HasPrefix(string(body), begins) || !strings.Contains(file.Header.Get("Content-Disposition"), "."+format) {
			t.Errorf("%s: %d, %v, %.60q", format, file.StatusCode, err, body)
		}
	}
	if bad := send(url.Values{"words": {strings.Repeat("长", 30_000)}}); bad.StatusCode != http.StatusOK {
		t.Errorf("more than the page takes: %d", bad.StatusCode)
	}
}

func TestPanelPage(t *testing.T) {
	s := counted(t)
	for _, address := range []string{"/panel?words=就业%0A民生%0A稳就业", "/panel?words=就业%0A民生&by=year", "/panel?words=就业%0D%0A民生&by=region&year=2022&lang=en", "/panel?words=就业&by=level&region=吉林", "/panel?words=就业%0A稳就业&by=year&nested=longest"} {
		if figures := follow(t, s, address); figures < 3 {
			t.Errorf("%s has %d figures", address, figures)
		}
	}
	p := look(t, s, "/panel?words=就业%0A稳就业&by=year")
	equal(t, strings.Join(p.all(".panel-table tbody tr:nth-child(2) > *"), " "), "2022 7 1 7 3888.89")
	equal(t, p.one("textarea"), "就业 稳就业")
	files(t, s, p, "年份,")
	if sparks := p.all(".chart-spark"); len(sparks) != 2 {
		t.Errorf("%d small lines", len(sparks))
	}
	p = look(t, s, "/panel?words=就业%0A稳就业&by=year&nested=longest")
	equal(t, strings.Join(p.all(".panel-table tbody tr:nth-child(2) > *"), " "), "2022 6 1 7 3888.89")
	many := strings.Builder{}
	for i := range 501 {
		fmt.Fprintf(&many, "%d%%0A", 1000+i)
	}
	if refused := look(t, s, "/panel?words="+many.String()); !strings.Contains(refused.one("[role=alert]"), "500") {
		t.Errorf("too many words: %q", refused.one("[role=alert]"))
	}
	if p := look(t, s, "/panel"); len(p.all("table")) != 0 || p.one("h1") != "词表计数" {
		t.Error("a panel of no words has a table")
	}
}

// TestRowsOfAPanel holds that the page lists as many rows as one reads, and fewer of a long list of words; and that those it lists, and those
// it says are in the files alone, are all that the file has.
func TestRowsOfAPanel(t *testing.T) {
	var reports []corpus.Report
	for year := 1950; year < 2020; year++ {
		for _, region := range []string{"辽宁", "吉林", "黑龙江"} {
			reports = append(reports, corpus.Report{
				Header:     corpus.Header{ID: fmt.Sprint(region, year), Title: "政府工作报告", Region: region, Level: corpus.Province, Kind: corpus.Work, Year: year},
				Paragraphs: []corpus.Paragraph{{Ordinal: 1, Text: "稳定就业。", Hash: fmt.Sprintf("%08d", len(reports))}},
			})
		}
	}
	s := servertest.Serve(t, servertest.Index(t, reports...), server.Options{})
	long := strings.Builder{}
	for i := range 100 {
		fmt.Fprintf(&long, "就业%d%%0A", i)
	}
	for address, want := range map[string][2]int{"/panel?words=就业&by=year": {70, 0}, "/panel?words=就业": {200, 10}, "/panel?words=" + long.String(): {100, 110}} {
		p := look(t, s, address)
		shown, about := len(p.all(".panel-table tbody tr:not(.every)")), strings.Join(p.all(".panel-table + *, .table-scroll + .group-about"), "")
		if shown != want[0] || strings.Contains(about, fmt.Sprint("还有 ", want[1], " 行")) != (want[1] > 0) {
			t.Errorf("%.40s: %d rows, %q; want %v", address, shown, about, want)
		}
		first := strings.Join(append(p.all(".panel-table tbody tr:nth-child(2) th"), p.all(".panel-table tbody tr:nth-child(3) th")...), " ")
		if latest := "辽宁 2019 辽宁 2018"; first != latest && first != strings.ReplaceAll(latest, "辽宁 ", "") {
			t.Errorf("%.40s: the first rows are %q", address, first)
		}
		file := servertest.Read(t, servertest.Get(t, s, hrefs(p, "a.export")[0]))
		if rows := strings.Count(file, "\n") - 1; rows != want[0]+want[1] {
			t.Errorf("%.40s: %d rows in the file", address, rows)
		}
	}
}
