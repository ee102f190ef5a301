package page_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/search"
	"gongbao/server"
	"gongbao/server/servertest"
)

// shelf is a site of the sample report under several years and regions.
func shelf(t *testing.T) http.Handler {
	t.Helper()
	first := corpustest.Sample(t)
	reports := []corpus.Report{first}
	for year := 2018; year <= 2020; year++ {
		r := first
		r.Year, r.Date, r.ID = year, "", "liaoning-"+string(rune('a'+year-2018))
		reports = append(reports, r)
	}
	jilin := first
	jilin.ID, jilin.Region = "jilin-2021", "吉林"
	return servertest.Serve(t, servertest.Index(t, append(reports, jilin)...), server.Options{})
}

func TestResultsPage(t *testing.T) {
	p := look(t, site(t, server.Options{}), "/search?q=碳排放达峰")
	equal(t, p.one(".read-as"), "理解为：包含“碳排放达峰”")
	equal(t, p.one("#totals strong"), "1 段")
	equal(t, p.one(".group-exact .hit mark"), "碳排放达峰")
	equal(t, p.one(".group-exact .hit-foot span"), "共 2 处")
	equal(t, p.one(".path span:last-child"), "开展碳排放达峰行动")
	equal(t, p.attribute("#q", "value"), "碳排放达峰")
}

// TestScores shows what makes the scores of the hits, where a reader asks for it, and hides it again.
func TestScores(t *testing.T) {
	s := site(t, server.Options{})
	p := look(t, s, "/search?q=碳排放达峰&sort=relevance")
	if shown := p.all(".score"); len(shown) > 0 {
		t.Errorf("shown unasked: %q", shown)
	}
	explained := look(t, s, p.attribute(".why a", "href"))
	equal(t, explained.one(".why a"), "不显示得分")
	if shown := explained.all(".score"); len(shown) == 0 || !strings.Contains(shown[0], "碳排放达峰") || !strings.Contains(shown[0], "首句提到 ×1.500") {
		t.Errorf("%q", shown)
	}
	if shown := look(t, s, explained.attribute(".why a", "href")).all(".score"); len(shown) > 0 {
		t.Errorf("still shown: %q", shown)
	}
}

func TestFiltersOfResults(t *testing.T) {
	s := shelf(t)
	p := look(t, s, "/search?q=碳排放达峰&year=2018..2019&region=辽宁")
	equal(t, p.one("#totals strong"), "2 段")
	equal(t, p.one(".chips a"), "年份 2018—2019 ×")
	if bars := p.all("[data-year]"); len(bars) != 4 {
		t.Errorf("bars of the years without the filter: %q", bars)
	}
	if active := p.all("[data-year].active"); len(active) != 2 {
		t.Errorf("active bars: %q", active)
	}
	equal(t, look(t, s, hrefs(p, ".chips a")[1]).one("#totals strong"), "2 段")
	equal(t, p.one(".facets a[aria-current] .facet-name"), "辽宁")
	equal(t, look(t, s, "/search?q=碳排放达峰&from=2019&to=2020").one("#totals strong"), "2 段")
	equal(t, look(t, s, "/search?q=碳排放达峰&region=吉林,辽宁").one("#totals strong"), "5 段")
	equal(t, look(t, s, "/search?q=碳排放达峰&year=去年").one(".notes li"), "看不懂这个条件，未采用：year:去年")
}

// TestChipsAreNamed holds that every filter shows as a chip in words.
func TestChipsAreNamed(t *testing.T) {
	p := look(t, shelf(t), "/search?q=碳排放达峰&year=2018..&region=辽宁&level=province&kind=report&section=目标&role=plan&title=工作&report=liaoning-2021&date=2021-01&month=1&speaker=刘宁&meeting=辽宁&missing=meeting")
	want := []string{
		"年份 2018 及以后 ×", "地区 辽宁 ×", "级别 省级 ×", "类型 报告 ×", "章节 目标 ×", "部分 安排 ×", "标题 工作 ×", "报告 liaoning-2021 ×", "日期 2021-01 ×", "月份 1 ×", "报告人 刘宁 ×",
		"会议 辽宁 ×", "缺少 会议 ×",
	}
	got := p.all(".chips a:not(.chip-clear)")
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("chips (-want +got):\n%s", diff)
	}
	if filters := len(search.SearchParameters().Filters()); len(want) != filters {
		t.Errorf("%d filters, %d tested", filters, len(want))
	}
}

// TestSeveralYears checks that several years are one filter and that each of them counts.
func TestSeveralYears(t *testing.T) {
	p := look(t, shelf(t), "/search?q=碳排放达峰&year=2018,2020")
	equal(t, p.one("#totals strong"), "2 段")
	equal(t, p.one(".read-as"), "理解为：包含“碳排放达峰”，年份 2018 或 2020")
	equal(t, p.one(".chips a"), "年份 2018、2020 ×")
	if active := p.all("[data-year].active"); len(active) != 2 {
		t.Errorf("active bars: %q", active)
	}
}

// A note reports a value that cannot be parsed, and nothing on the page shows it as a filter.
func TestValuesThatMeanNothing(t *testing.T) {
	s := shelf(t)
	for address, note := range map[string]string{
		"&year=去年":               "看不懂这个条件，未采用：year:去年",
		"&year=2018&year=2019":   "看不懂这个条件，未采用：year:2018, 2019",
		"&level=village&lang=en": "This filter means nothing and was passed over: level:village",
		"&sort=best":             "sort 不能是“best”：只能是 relevance、newest、oldest、document 之一",
		"&mode=fuzzy":            "mode 不能是“fuzzy”：只能是 smart、exact、loose、equal 之一",
		"&limit=1000":            "limit 不能是“1000”：应当是 1 到 200 的整数",
	} {
		p := look(t, s, "/search?q=碳排放达峰"+address)
		equal(t, p.one(".notes li"), note)
		if chips := p.all(".chips li"); len(chips) > 0 {
			t.Errorf("%s: chips %q", address, chips)
		}
		if kept := p.all("form.box input[type=hidden]:not([name=lang])"); len(kept) > 0 {
			t.Errorf("%s: the form keeps %q", address, kept)
		}
	}
	equal(t, look(t, s, "/search?year=去年").one(".notes li"), "看不懂这个条件，未采用：year:去年")
}

func TestSemicolonsAreText(t *testing.T) {
	p := look(t, shelf(t), "/search?q=就业;稳定&mode=exact")
	equal(t, p.attribute("#q", "value"), "就业;稳定")
	equal(t, p.one(".read-as"), "理解为：包含“就业;稳定”")
}

// TestFiltersAlone holds that whoever chose filters is not told to choose one, and that the same question can be put to the API.
func TestFiltersAlone(t *testing.T) {
	s := shelf(t)
	p := look(t, s, "/search?region=吉林")
	equal(t, p.one("#totals"), "选了条件，还没有要找的词句。 看报告目录")
	if advice := p.all(".none li"); !slices.Equal(advice, []string{"去掉全部条件再查"}) {
		t.Errorf("without words, the page advises %q", advice)
	}
	equal(t, look(t, s, p.attribute("#totals a", "href")).one(".totals strong"), "1 篇")
	curl := look(t, s, "/search?q=发展+'就业'&region=吉林").attribute("[data-copy-text]", "data-copy-text")
	if address, ok := strings.CutPrefix(strings.Trim(curl, "'"), "curl 'http://example.com"); !ok || strings.Contains(address, "'") {
		t.Error(curl)
	} else if r := servertest.Get(t, s, address); r.StatusCode != http.StatusOK {
		t.Errorf("%s: %d", curl, r.StatusCode)
	}
}

// The loose total stands beside the exact one wherever it is another.
func TestLooseTotal(t *testing.T) {
	r := corpus.Report{Header: corpus.Header{ID: "a-2020", Title: "报告", Year: 2020}, Paragraphs: []corpus.Paragraph{
		{Ordinal: 1, Text: "甲乙丙。", Hash: "00000001"}, {Ordinal: 2, Text: "甲、乙丙；甲、乙丙。", Hash: "00000002"}, {Ordinal: 3, Text: "丁戊。", Hash: "00000003"},
	}}
	s := servertest.Serve(t, servertest.Index(t, r), server.Options{})
	p := look(t, s, "/search?q=甲乙丙")
	equal(t, p.one("#totals a"), "忽略标点 2 段 3 处")
	equal(t, look(t, s, p.attribute("#totals a", "href")).one("#totals strong"), "2 段")
	if more := look(t, s, "/search?q=丁戊").all("#totals a:not([href=\"/coverage\"])"); len(more) > 0 {
		t.Errorf("%q, where there is no other total", more)
	}
}

// The page sends on what it was asked: every order, the number of hits, and an export that the API takes.
func TestLinksOfResults(t *testing.T) {
	s := shelf(t)
	p := look(t, s, "/search?q=发展&sort=document&limit=3&mode=smart")
	if hits := p.all(".hit"); len(hits) != 3 {
		t.Errorf("%d hits, want 3", len(hits))
	}
	if hits := look(t, s, p.attribute("a[rel=next]", "href")).all(".hit"); len(hits) != 3 {
		t.Errorf("%d hits on the second page, want 3", len(hits))
	}
	if r := servertest.Get(t, s, p.attribute(".export", "href")); r.StatusCode != http.StatusOK {
		t.Errorf("export: %d", r.StatusCode)
	}
}

func TestPagesOfResults(t *testing.T) {
	s := shelf(t)
	first := look(t, s, "/search?q=发展&fold=0")
	second := look(t, s, first.attribute("a[rel=next]", "href"))
	if len(second.all(".hit")) != 10 || second.one(".hit h3") == "" {
		t.Errorf("second page: %q", second.all(".hit h3"))
	}
	equal(t, look(t, s, second.attribute(".pages a", "href")).one(".hit .snippet"), first.one(".hit .snippet"))
	equal(t, look(t, s, "/search?q=发展&cursor=none").one("h1"), "找不到这一页的位置")
}

// TestPagesBehindTheLast holds that a page that is not there leads to one that is.
func TestPagesBehindTheLast(t *testing.T) {
	s := shelf(t)
	p := look(t, s, "/search?q=发展&page=900")
	if p.one(".none a") != "结果没有这么多页，回到第 1 页" || len(p.all(".none li")) != 1 {
		t.Errorf("what to do next: %q", p.all(".none li"))
	}
	equal(t, look(t, s, p.attribute(".none a", "href")).one(".hit .snippet"), look(t, s, "/search?q=发展").one(".hit .snippet"))
	equal(t, strings.Join(look(t, s, "/reports?page=900").all("td a[href^='/reports/']"), " "), strings.Join(look(t, s, "/reports").all("td a[href^='/reports/']"), " "))
}

// Paragraphs of several years that say the same are one hit, which opens; each stands by itself when asked for.
func TestSameTextOfSeveralYears(t *testing.T) {
	s := shelf(t)
	p := look(t, s, "/search?q=碳排放达峰")
	hits, others := p.all(".hit"), p.all(".same li")
	if len(others) == 0 || len(p.all(".same summary")) == 0 || !strings.Contains(p.all(".same summary")[0], "处同文") {
		t.Fatalf("%d hits, the same: %q, %q", len(hits), p.all(".same summary"), others)
	}
	equal(t, p.one(".tools a[href*=fold]"), "逐段")
	each := look(t, s, "/search?q=碳排放达峰&fold=0")
	if got := each.all(".group-exact .hit"); len(got) != len(p.all(".group-exact .hit"))+len(others) || len(each.all(".same")) != 0 {
		t.Errorf("%d hits by themselves, want %d and %d", len(got), len(hits), len(others))
	}
}

func TestOtherTiersStandApart(t *testing.T) {
	p := look(t, site(t, server.Options{}), "/search?q=改革发展")
	for _, group := range p.all("section.group h2") {
		t.Log(group)
	}
	if len(p.all(".group-exact .hit"))+len(p.all(".group-loose .hit"))+len(p.all(".group-related .hit")) != len(p.all(".hit")) {
		t.Error("a hit stands in no group")
	}
}

// TestLinksLandOnTheSameMarks follows the first hit of every tier.
func TestLinksLandOnTheSameMarks(t *testing.T) {
	s := site(t, server.Options{})
	for asked, count := range map[string]string{
		"碳排放达峰": "本篇 2 处", "改革发展": "本篇 1 处（不计标点）", "碳达峰": "第 69 段与检索词相近，标出的是两者共有的字词",
	} {
		results := look(t, s, "/search?q="+asked)
		report := look(t, s, results.attribute(".hit-link", "href"))
		equal(t, report.one("#m1"), results.one(".hit mark"))
		equal(t, report.one(".hit-count"), count)
		equal(t, report.attribute("#q", "value"), asked)
	}
}

func TestNothingFoundHelpsOnward(t *testing.T) {
	p := look(t, site(t, server.Options{}), "/search?q=龘靐齉&year=2021")
	equal(t, p.attribute("meta[name=robots]", "content"), "noindex")
	equal(t, p.one("#totals strong"), "没有找到")
	if onward := p.all(".none a"); len(onward) < 2 {
		t.Errorf("ways onward: %q", onward)
	}
}

// TestAdviceIsNotWhatWasDone holds that whoever finds nothing is advised to ask in another way than they did.
func TestAdviceIsNotWhatWasDone(t *testing.T) {
	s := site(t, server.Options{})
	const spaces, apart, fewer = "换一个短一些的说法；或者用空格把长句隔成几个词。", "去掉引号，隔开的词就各自查找。", "少写几个词，或者换一个说法。"
	const short, other, chinese = "换一个短一些的说法。", "换一个说法。", "报告是中文的：请换成中文词句，或者拼音，如 tandafeng。"
	for asked, want := range map[string]string{
		"龘靐齉爩麤灪":                    spaces,
		"龘靐 齉爩":                     fewer,
		"龘靐　齉爩 麤灪":                  fewer,
		"“龘靐 齉爩”":                   apart,
		"龘 靐 齉 爩 麤 灪":               short,
		"龘靐":                        other,
		"龘靐 OR 齉爩":                  other,
		"龘靐 OR 齉爩 year:2021":        other,
		"purple elephants":          chinese,
		"“noodle soup”":             chinese,
		"zzzzqqqq":                  chinese,
		"龘靐 development":            fewer,
		"99887766":                  spaces,
		"year:1999":                 "",
		"龘靐齉爩麤灪 year:1999":          short,
		"purple elephants 龘靐 -year": fewer,
	} {
		p := look(t, s, "/search?q="+url.QueryEscape(asked))
		advice := ""
		for _, said := range p.all(".none li") {
			if slices.Contains([]string{spaces, apart, fewer, short, other, chinese}, said) {
				advice += said
			}
		}
		if advice != want {
			t.Errorf("%s is told %q, want %q", asked, advice, want)
		}
	}
}

// A page behind a cursor says when the index has changed since, and only then.
func TestPageAcrossUpdate(t *testing.T) {
	e := servertest.Index(t, corpustest.Sample(t))
	s := servertest.Serve(t, e, server.Options{})
	next := look(t, s, "/search?q=发展").attribute(".pages .next", "href")
	equal(t, strings.Join(look(t, s, next).all(".notes li"), " "), "")
	servertest.Put(t, e, corpustest.Sample(t))
	equal(t, look(t, s, next).one(".notes li"), "上一页之后索引有了变化：两页之间可能有遗漏或重复；请从第一页重新开始")
}

// TestFeedIDs holds that entries keep their ids, whatever name clients call the server by, and bear the address that its owner names.
func TestFeedIDs(t *testing.T) {
	report := corpus.Report{
		Header: corpus.Header{ID: "jilin-2020", Title: "报告", Year: 2020}, Paragraphs: []corpus.Paragraph{{Ordinal: 1, Text: "发展", Hash: "00000001"}},
	}
	idsOf := func(opt server.Options, host string) string {
		s := servertest.Serve(t, servertest.Index(t, report), opt)
		var ids []string
		for _, path := range []string{"/feed.atom", "/search.atom?q=发展"} {
			body := servertest.Read(t, servertest.Get(t, s, "http://"+host+path))
			for _, found := range regexp.MustCompile(`<id>([^<]*)</id>`).FindAllStringSubmatch(body, -1) {
				ids = append(ids, found[1])
			}
		}
		return strings.Join(ids, "\n")
	}
	one, other := idsOf(server.Options{}, "a.example"), idsOf(server.Options{}, "b.example:8080")
	if one != other || strings.Count(one, "urn:uuid:") != 4 {
		t.Errorf("%s\n%s", one, other)
	}
	if named := idsOf(server.Options{PublicURL: "https://example.org"}, "a.example"); !strings.Contains(named, "https://example.org/reports/jilin-2020\n") {
		t.Error(named)
	}
}

// TestViewsOfResults holds that lines and lists by report have the hits of the page and lead to the same places, that a line begins
// near its mark, and that the view stays.
func TestViewsOfResults(t *testing.T) {
	s := shelf(t)
	const address = "/search?q=绿色&mode=exact&fold=0&limit=50&year=2020,2021"
	ordinals := func(p page, hits string) []string {
		var list []string
		for _, href := range hrefs(p, hits) {
			list = append(list, strings.NewReplacer("view=line", "", "view=report", "", "%26", "", "&back=", "").Replace(href[strings.LastIndex(href, "/"):strings.Index(href, "?")]+href[strings.LastIndex(href, "#"):]))
		}
		return list
	}
	usual := look(t, s, address)
	want := ordinals(usual, ".hit-link")
	if len(want) < 20 {
		t.Fatalf("%d hits", len(want))
	}
	lines := look(t, s, address+"&view=line")
	if diff := cmp.Diff(want, ordinals(lines, ".hit-line .hit-link")); diff != "" {
		t.Error(diff)
	}
	if all, kept := len(lines.all(".hit-line")), len(lines.all(".hit-line [data-keep]")); all != kept {
		t.Errorf("%d of %d lines can be kept as excerpts", kept, all)
	}
	for i, line := range lines.all(".hit-line .snippet") {
		if at := strings.Index(line, "绿色"); at < 0 || at > 60 {
			t.Errorf("line %d shows the mark late: %s", i, line)
		}
	}
	grouped := look(t, s, address+"&view=report")
	got := ordinals(grouped, ".hits-of .hit-link")
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := len(grouped.all(".hits-of h3")); n != 3 {
		t.Errorf("%d reports", n)
	}
	for _, p := range []page{lines, grouped} {
		for _, links := range []string{".tools a[href*='sort=newest']", ".facets a"} {
			if to := p.attribute(links, "href"); !strings.Contains(to, "view=") {
				t.Errorf("%s loses the view", to)
			}
		}
		if back := hrefs(p, ".hit-link")[0]; !strings.Contains(back, "view%3D") {
			t.Errorf("%s does not lead back", back)
		}
	}
}

// TestSectionsLeftOut holds that the filter of sections says how many there are where it leaves some out, that it lists as many when
// asked, and that it stays with the page of the answer then.
func TestSectionsLeftOut(t *testing.T) {
	for sections, want := range map[int][]string{
		9: nil, 10: nil, 11: {"段数最多的 10 项，共 11 项 · 列出更多"}, 30: {"段数最多的 10 项，共 30 项 · 列出更多"}, 1003: {"段数最多的 10 项，共 1,003 项 · 列出更多"},
	} {
		r := corpus.Report{Header: corpus.Header{ID: "liaoning-2021", Title: "政府工作报告", Region: "辽宁", Level: corpus.Province, Kind: corpus.Work, Year: 2021}}
		for i := range sections {
			r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: "稳定就业。", Hash: fmt.Sprintf("%08d", i), Section: []string{fmt.Sprintf("第%d部分", i+1)}})
		}
		s := servertest.Serve(t, servertest.Index(t, r), server.Options{})
		const facet = `[aria-labelledby="facet-section"] `
		address := "/search?q=就业"
		if sections > 10 {
			address += "&page=2"
		}
		p := look(t, s, address)
		if said := p.all(facet + ".group-about"); !slices.Equal(said, want) {
			t.Errorf("%d sections: %q, want %q", sections, said, want)
		}
		if items := p.all(facet + "li"); len(items) != min(sections, 10) {
			t.Errorf("%d of %d sections", len(items), sections)
		}
		if want == nil {
			continue
		}
		every := look(t, s, p.attribute(facet+".group-about a", "href"))
		if items := every.all(facet + "li"); len(items) != min(sections, 1000) {
			t.Errorf("%d of %d sections are listed", len(items), sections)
		}
		if page := every.attribute(`.page-numbers [aria-current]`, "aria-label"); page != "第 2 页" {
			t.Errorf("%d sections: listing them leads to page %q", sections, page)
		}
		few := look(t, s, every.attribute(facet+".group-about a", "href"))
		if said := few.all(facet + ".group-about"); !slices.Equal(said, want) {
			t.Errorf("%d sections, few again: %q, want %q", sections, said, want)
		}
	}
}
