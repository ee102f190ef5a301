package concordance_test

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/region"
	"gongbao/corpus/text"
	"gongbao/internal/testcluster"
	"gongbao/search"
	"gongbao/search/concordance"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
	"gongbao/search/engine/opensearch"
	"gongbao/search/query"
	"gongbao/search/sheet"
	"gongbao/search/trend/trendtest"
)

// reports returns some reports with regions, years and texts that meet the rules of lines and their orders.
func reports() []*corpus.Report {
	of := func(id, name string, year int, date string, paragraphs ...string) *corpus.Report {
		r := &corpus.Report{Header: corpus.Header{ID: id, Title: id, Region: name, Level: corpus.Province, Kind: corpus.Work, Year: year, Date: date}}
		for i, p := range paragraphs {
			sum := sha256.Sum256([]byte(p))
			r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: p, Hash: fmt.Sprintf("%x", sum[:4])})
		}
		return r
	}
	resolution := of("jilin-2021-resolution", "吉林", 2021, "", "会议同意推动高质量发展。")
	resolution.Kind = corpus.Resolution // no lines are of it unless somebody asks
	return []*corpus.Report{
		resolution,
		of("liaoning-2021", "辽宁", 2021, "2021-01-28", "推动高质量发展。改革、发展、稳定，发展是第一要务！", "发展发展发展", "二〇二一年发展目标", "没有"),
		of("jilin-2021", "吉林", 2021, "", "发展５Ｇ基站，發展 carbon neutral 技术。不发展。", "改革发展改革", "推动高质量发展"),
		of("beijing-2020", "北京", 2020, "2020-01-12", "“发展”是硬道理；发展（改革）发展2.5倍", "推动高质量发展。", "推动高质量发展。"),
		of("nowhere", "某地", 0, "", "发展，\u3000发展", "aa发展aa 发展 aa"),
		of("national-2022", "全国", 2022, "2022-03-05", "改革发展", "安全发展、绿色发展", "推动高质量发展。改革、发展、稳定，发展是第一要务！"),
	}
}

// TestLines holds what this package does on an engine in a directory.
func TestLines(t *testing.T) {
	testAll(t, func(*testing.T) engine.Engine { return bleve.New() })
}

// TestCluster holds the same on a cluster.
func TestCluster(t *testing.T) {
	c := testcluster.Require(t, testcluster.Options{})
	testAll(t, func(t *testing.T) engine.Engine {
		e, err := opensearch.Driver{}.Create(t.Context(), c.NewIndex(t))
		if err != nil {
			t.Fatal(err)
		}
		return e
	})
}

func testAll(t *testing.T, open func(*testing.T) engine.Engine) {
	e := open(t)
	t.Cleanup(func() { e.Close() })
	if err := e.Update(t.Context(), enginetest.Puts(reports()...)); err != nil {
		t.Fatal(err)
	}
	s := search.New(e, nil)
	t.Run("scan", func(t *testing.T) { testScan(t, s) })
	t.Run("pages", func(t *testing.T) { testPages(t, s) })
	t.Run("continuations", func(t *testing.T) { testContinuations(t, s) })
	t.Run("sheet", func(t *testing.T) { testSheet(t, s) })
	t.Run("sample", func(t *testing.T) { testSample(t, s, e) }) // these change the index
	t.Run("kept", func(t *testing.T) { testKept(t, s, e) })
}

// testKept holds that what was kept of an index says nothing of another state of it.
func testKept(t *testing.T, s *search.Service, e engine.Engine) {
	r := search.Request{Query: "发展", Lines: search.LineOptions{Left: 5, Beside: search.RightSide}}
	before := find(t, s, r)
	more := *reports()[1]
	more.ID, more.Region, more.Year = "hebei-2024", "河北", 2024
	if err := e.Update(t.Context(), enginetest.Puts(&more)); err != nil {
		t.Fatal(err)
	}
	after := find(t, s, r)
	if diff := gocmp.Diff(find(t, search.New(e, nil), r), after); diff != "" {
		t.Errorf("(-another service +the one that was asked before):\n%s", diff)
	}
	if after.Of <= before.Of || after.Coverage.Reports != before.Coverage.Reports+1 {
		t.Errorf("%d lines of %d reports, and with a report more %d of %d", before.Of, before.Coverage.Reports, after.Of, after.Coverage.Reports)
	}
}

// testSheet holds tables to the lines and continuations that they are of.
func testSheet(t *testing.T, s *search.Service) {
	r := search.Request{Query: "发展", Lang: "zh", Lines: search.LineOptions{Left: 5, Right: 5}}
	made := func(r search.Request) (table sheet.Sheet, err error) {
		read(t, s, func(e *search.Edition) {
			table, err = concordance.Sheet(t.Context(), e, r, "now", func(path string) string { return "https://example.org" + path })
		})
		return table, err
	}
	table, err := made(r)
	lines := all(t, s, r)
	if err != nil || len(table.Rows) != len(lines) || len(lines) == 0 {
		t.Fatalf("%d rows of %d lines, %v", len(table.Rows), len(lines), err)
	}
	for i, l := range lines {
		row := table.Rows[i]
		if diff := gocmp.Diff([]any{l.ID, l.Number, l.Left, l.Place, l.Right}, row[:5]); diff != "" || len(row) != len(table.Header) || row[14] != "https://example.org"+l.URL {
			t.Fatalf("row %d, %v (-want +got):\n%s", i, row, diff)
		}
	}
	r.Lines.Beside, r.Lines.Continued = search.RightSide, 2
	found := find(t, s, r).Continuations
	if table, err = made(r); err != nil || len(table.Rows) != len(found) || len(found) == 0 {
		t.Fatalf("%d rows of %d continuations, %v", len(table.Rows), len(found), err)
	}
	for i, c := range found {
		if row := table.Rows[i]; row[1] != c.Text || row[2] != c.Count {
			t.Errorf("%v, want %+v", row, c)
		}
	}
	r.Query = "发展 改革"
	if _, err := made(r); !errors.Is(err, concordance.ErrTexts) {
		t.Errorf("continuations of two words: %v", err)
	}
}

// find answers a request from the newest edition.
func find(t *testing.T, s *search.Service, r search.Request) (c concordance.Concordance) {
	t.Helper()
	read(t, s, func(e *search.Edition) {
		var err error
		if c, err = concordance.Find(t.Context(), e, r); err != nil {
			t.Fatal(err)
		}
	})
	return c
}

func all(t *testing.T, s *search.Service, r search.Request) (lines []concordance.Line) {
	t.Helper()
	read(t, s, func(e *search.Edition) {
		for l, err := range concordance.All(t.Context(), e, r) {
			if err != nil {
				t.Fatal(err)
			}
			lines = append(lines, l)
		}
	})
	return lines
}

// A scanned is a place as a plain scan finds it.
type scanned struct {
	concordance.Line
	region, left, right   string // what orders it
	leftSound, rightSound string
}

// scan looks at every position of every text for one of some texts.
func scan(texts []string, loose bool, within query.Unit, width int, admits func(*corpus.Report) bool) (found []scanned) {
	for _, r := range reports() {
		if !admits(r) || r.Kind != corpus.Work {
			continue
		}
		for _, p := range r.Paragraphs {
			f := text.NewFolded(p.Text)
			if loose {
				f = f.Loosened()
			}
			var spans []text.Span
			for _, t := range texts {
				t = text.Fold(t)
				if loose {
					t = text.Loosen(t)
				}
				for at := 0; at+len(t) <= len(f.Text); at++ {
					if f.Text[at:at+len(t)] == t {
						spans = append(spans, f.Span(text.Span{From: at, To: at + len(t)}))
						at += len(t) - 1
					}
				}
			}
			for i, at := range text.Join(spans) {
				found = append(found, scannedLine(r, p, i+1, at, within, width))
			}
		}
	}
	return found
}

func scannedLine(r *corpus.Report, p corpus.Paragraph, number int, at text.Span, within query.Unit, width int) scanned {
	from, to := 0, len(p.Text)
	if within == query.Sentence {
		end := 0
		for s := range text.Sentences(p.Text) {
			begin := end
			end += len(s)
			if begin <= at.From {
				from = begin
			}
			if end >= at.To {
				to = end
				break
			}
		}
	}
	left, right := []rune(p.Text[from:at.From]), []rune(p.Text[at.To:to])
	point := len([]rune(p.Text[:at.From]))
	place := p.Text[at.From:at.To]
	s := scanned{Line: concordance.Line{
		ID: fmt.Sprintf("%s#%d", r.ID, p.Ordinal), Hash: p.Hash, Number: number, At: search.Span{point, point + len([]rune(place))},
		Left: string(left[max(0, len(left)-width):]), Place: place, Right: string(right[:min(len(right), width)]),
		Report: search.SourceOf(&r.Header), Section: []string{}, URL: search.PagePath(r.ID, p.Ordinal),
		CutLeft: len(left) > width, CutRight: len(right) > width,
	}}
	s.region = "~"
	if of, ok := region.Find(r.Region); ok {
		s.region = of.Code
	}
	folded := []rune(text.Fold(string(left)))
	slices.Reverse(folded)
	s.left, s.right = ranked(folded), ranked([]rune(text.Fold(string(right))))
	s.leftSound, s.rightSound = sounded(s.left), sounded(s.right)
	return s
}

// ranked writes separators as ranks below all others.
func ranked(folded []rune) string {
	var ranks []string
	for _, r := range folded {
		rank := 1
		if strings.ContainsRune("。、,!;；()= ", r) {
			rank = 0
		}
		ranks = append(ranks, fmt.Sprintf("%d%08x", rank, r))
	}
	return strings.Join(ranks, "")
}

// spelled has the ideographs of reports.
var spelled = map[rune]string{}

func init() {
	for _, word := range strings.Fields("推tui 动dong 高gao 质zhi 量liang 发fa 展zhan 改gai 革ge 稳wen 定ding 是shi 第di 一yi 要yao 务wu 二er 年nian 目mu 标biao 没mei 有you 基ji 站zhan 技ji 术shu 不bu 硬ying 道dao 理li 安an 全quan 绿lv 色se") {
		runes := []rune(word)
		spelled[runes[0]] = string(runes[1:])
	}
}

// sounded writes the ideographs of what ranked has written by their pinyin, as ranks above all others.
func sounded(ranks string) string {
	var b strings.Builder
	for ; len(ranks) > 0; ranks = ranks[9:] {
		r, _ := strconv.ParseInt(ranks[1:9], 16, 32)
		if pinyin := spelled[rune(r)]; pinyin != "" {
			fmt.Fprintf(&b, "2%-6s", pinyin)
		}
		b.WriteString(ranks[:9])
	}
	return b.String()
}

var queries = []struct {
	query   string
	texts   []string
	loose   bool
	admits  func(*corpus.Report) bool
	filters map[query.Field]string
}{
	{query: "发展", texts: []string{"发展"}},
	{query: "发展 OR 改革", texts: []string{"发展", "改革"}},
	{query: "改革发展", texts: []string{"改革发展"}},
	{query: "改革发展", texts: []string{"改革发展"}, loose: true},
	{query: "发展。改革", texts: []string{"发展。改革"}},
	{query: "高质量发展 year:2020..2021", texts: []string{"高质量发展"}, admits: func(r *corpus.Report) bool { return r.Year == 2020 || r.Year == 2021 }},
	{query: "发展", texts: []string{"发展"}, filters: map[query.Field]string{query.Region: "辽宁,吉林"}, admits: func(r *corpus.Report) bool {
		return r.Region == "辽宁" || r.Region == "吉林"
	}},
	{query: "无此文字", texts: []string{"无此文字"}},
}

func request(t *testing.T, i int) search.Request {
	t.Helper()
	r := search.Request{Query: queries[i].query}
	if queries[i].loose {
		r.Mode = search.Loose
	}
	for field, value := range queries[i].filters {
		n, err := query.ParseFilter(field, value)
		if err != nil {
			t.Fatal(err)
		}
		r.Filters = append(r.Filters, n)
	}
	return r
}

func year(s scanned) int { return cmp.Or(s.Report.Year, 9999) }

var orders = map[search.LineOrder]func(a, b scanned) int{
	"":                   func(a, b scanned) int { return 0 },
	search.LinesByYear:   func(a, b scanned) int { return 0 },
	search.LinesByRegion: func(a, b scanned) int { return strings.Compare(a.region, b.region) },
	search.LinesByLeft:   func(a, b scanned) int { return strings.Compare(a.left, b.left) },
	search.LinesByRight:  func(a, b scanned) int { return strings.Compare(a.right, b.right) },

	search.LinesByLeftSound:  func(a, b scanned) int { return strings.Compare(a.leftSound, b.leftSound) },
	search.LinesByRightSound: func(a, b scanned) int { return strings.Compare(a.rightSound, b.rightSound) },
}

// testScan compares lines with those of a plain scan: all of them, in each order, within each unit, and their totals.
func testScan(t *testing.T, s *search.Service) {
	for i, q := range queries {
		for order, compare := range orders {
			for _, within := range []query.Unit{query.Paragraph, query.Sentence} {
				r := request(t, i)
				r.Lines = search.LineOptions{Left: 6, Right: 6, Within: within, Order: order}
				admits := q.admits
				if admits == nil {
					admits = func(*corpus.Report) bool { return true }
				}
				found := scan(q.texts, q.loose, within, 6, admits)
				slices.SortFunc(found, func(a, b scanned) int {
					return cmp.Or(compare(a, b), cmp.Compare(year(a), year(b)), cmp.Compare(a.Report.Date, b.Report.Date), cmp.Compare(a.region, b.region),
						cmp.Compare(a.Report.ID, b.Report.ID), cmp.Compare(a.ID, b.ID), a.Number-b.Number)
				})
				want := []concordance.Line{}
				for _, l := range found {
					want = append(want, l.Line)
				}
				got := find(t, s, r)
				if diff := gocmp.Diff(want, got.Lines); diff != "" {
					t.Fatalf("%s by %q within %d (-scan +lines):\n%s", q.query, order, within, diff)
				}
				if got.Of != len(want) || got.Total.Occurrences != len(want) || got.Total != trendtest.Total(t.Context(), t, s, got.URL, got.Match) || got.Next != "" || got.Sample != nil {
					t.Errorf("%s: %d of %+v, next %q, sample %v; %s has %+v", q.query, got.Of, got.Total, got.Next, got.Sample, got.URL, trendtest.Total(t.Context(), t, s, got.URL, got.Match))
				}
				if diff := gocmp.Diff(want, append([]concordance.Line{}, all(t, s, r)...)); diff != "" {
					t.Fatalf("%s by %q: all lines differ from those of one page (-page +all):\n%s", q.query, order, diff)
				}
			}
		}
	}
}

// testPages reads lines page by page.
func testPages(t *testing.T, s *search.Service) {
	for order := range orders {
		r := search.Request{Query: "发展", Lines: search.LineOptions{Left: 3, Right: 60, Order: order}}
		want := find(t, s, r).Lines
		var got []concordance.Line
		for r.Limit = 7; ; {
			c := find(t, s, r)
			got = append(got, c.Lines...)
			if c.Of != len(want) || c.Changed {
				t.Errorf("a page is of %d lines, changed %t", c.Of, c.Changed)
			}
			if r.Cursor = c.Next; r.Cursor == "" {
				break
			}
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("by %q (-whole +pages):\n%s", order, diff)
		}
	}
	first := find(t, s, search.Request{Query: "发展", Limit: 1})
	for name, r := range map[string]search.Request{
		"another query":  {Query: "改革", Cursor: first.Next},
		"another order":  {Query: "发展", Cursor: first.Next, Lines: search.LineOptions{Order: search.LinesByLeft}},
		"another sample": {Query: "发展", Cursor: first.Next, Lines: search.LineOptions{Sample: 3}},
		"nonsense":       {Query: "发展", Cursor: "nonsense"},
		"no query":       {Cursor: first.Next},
	} {
		read(t, s, func(e *search.Edition) {
			if _, err := concordance.Find(t.Context(), e, r); !errors.Is(err, search.ErrCursor) {
				t.Errorf("%s with a cursor: %v", name, err)
			}
		})
	}
	if c := find(t, s, search.Request{Query: "发展", Limit: search.NoHits}); len(c.Lines) > 0 || c.Of == 0 || c.Next != "" {
		t.Errorf("only counts: %+v", c)
	}
}

// testContinuations follows the address of every continuation: its total is the count. Unless a text with what stands beside it
// overlaps with itself, as 发展发展 does in 发展发展发展, continuations of one text have every place.
func testContinuations(t *testing.T, s *search.Service) {
	known := map[string]search.Total{}
	for _, q := range []struct {
		query string
		sum   bool
	}{
		{"发展", false}, {"高质量发展", true}, {"改革发展", true}, {"5G", true}, {"carbon", true}, {"发展 OR 改革", false}, {"发展发展", false}, {"aa", false},
		{"推动 year:2020..2021", true}, {"发展 OR 改革 year:2020..2021 region:吉林", false}, {"“发展”", false}, {"展 year:2021,2022", false},
	} {
		for _, mode := range []search.Mode{search.Exact, search.Loose} {
			for _, side := range []search.Side{search.LeftSide, search.RightSide} {
				for n := 1; n <= search.MaxContinued; n++ {
					r := search.Request{Query: q.query, Mode: mode, Lines: search.LineOptions{Beside: side, Continued: n}}
					c := find(t, s, r)
					sum := 0
					for _, of := range c.Continuations {
						sum += of.Count
						if of.URL == "" {
							continue
						}
						got, ok := known[of.URL]
						if !ok {
							got = trendtest.Total(t.Context(), t, s, of.URL, c.Match)
							known[of.URL] = got
						}
						if got.Occurrences != of.Count {
							t.Errorf("%s, %s, %s of %d: %q has %d, its search %+v", q.query, mode, side, n, of.Text, of.Count, got)
						}
					}
					if q.sum && sum != c.Total.Occurrences {
						t.Errorf("%s, %s, %s of %d: continuations of %d places, of %+v: %v", q.query, mode, side, n, sum, c.Total, c.Continuations)
					}
				}
			}
		}
	}
	c := find(t, s, search.Request{Query: "推动高质量", Lines: search.LineOptions{Beside: search.RightSide, Continued: 3}})
	want := []concordance.Continuation{
		{Text: "发展。", Place: "推动高质量", Count: 4, URL: "/search?kind=report&q=" + url.QueryEscape("推动高质量发展。")},
		{Text: "发展", Place: "推动高质量", Count: 1},
	}
	if diff := gocmp.Diff(want, c.Continuations); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, q := range []string{"发展 改革", "发展 NEAR 改革", "year:2021", "同句:(发展 改革)", "发展 -改革"} {
		c := find(t, s, search.Request{Query: q, Lang: "en", Lines: search.LineOptions{Beside: search.RightSide}})
		if c.NoContinuations == "" || len(c.Continuations) > 0 {
			t.Errorf("%s: %q, %v", q, c.NoContinuations, c.Continuations)
		}
	}
}

// testSample draws samples: they are the lines with the least hashes, and stay while their paragraphs do.
func testSample(t *testing.T, s *search.Service, e engine.Engine) {
	everything := scan([]string{"发展"}, false, query.Paragraph, 0, func(*corpus.Report) bool { return true })
	chosen := func(seed, n int) []string {
		slices.SortFunc(everything, func(a, b scanned) int {
			return cmp.Or(cmp.Compare(hash(seed, a.Line), hash(seed, b.Line)), cmp.Compare(a.Report.ID, b.Report.ID), cmp.Compare(a.ID, b.ID))
		})
		return keys(everything[:min(n, len(everything))])
	}
	samples := func() (drawn [][]string) {
		for seed := range 5 {
			for _, n := range []int{1, 2, 5, 1000} {
				r := search.Request{Query: "发展", Lines: search.LineOptions{Sample: n, Seed: seed}}
				c := find(t, s, r)
				drawn = append(drawn, lineKeys(c.Lines))
				want := chosen(seed, n)
				if diff := gocmp.Diff(want, lineKeys(c.Lines)); diff != "" {
					t.Errorf("a sample of %d by %d (-least +drawn):\n%s", n, seed, diff)
				}
				if c.Of != len(want) || c.Sample == nil || *c.Sample != (concordance.Sample{Lines: len(want), Seed: seed}) {
					t.Errorf("a sample of %d is of %d: %+v", n, c.Of, c.Sample)
				}
				if diff := gocmp.Diff(want, lineKeys(all(t, s, r))); diff != "" {
					t.Errorf("a sample of %d by %d, all of it (-least +all):\n%s", n, seed, diff)
				}
			}
		}
		return drawn
	}
	once := samples()
	other := *reports()[1]
	other.ID, other.Year = "another-2024", 2024
	other.Paragraphs = []corpus.Paragraph{{Ordinal: 1, Text: "没有这个词", Hash: "00000000"}}
	if err := e.Update(t.Context(), enginetest.Puts(&other)); err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(once, samples()); diff != "" {
		t.Errorf("samples differ after an update of another report:\n%s", diff)
	}
}

func hash(seed int, l concordance.Line) uint64 {
	sum := sha256.Sum256([]byte(fmt.Sprint(seed) + "\n" + l.Hash + "\n" + fmt.Sprint(l.Number)))
	return binary.BigEndian.Uint64(sum[:8])
}

func keys(found []scanned) (keys []string) {
	for _, l := range found {
		keys = append(keys, fmt.Sprintf("%s/%d", l.ID, l.Number))
	}
	slices.Sort(keys)
	return keys
}

func lineKeys(lines []concordance.Line) (keys []string) {
	for _, l := range lines {
		keys = append(keys, fmt.Sprintf("%s/%d", l.ID, l.Number))
	}
	slices.Sort(keys)
	return keys
}
func read(t *testing.T, s *search.Service, with func(*search.Edition)) {
	t.Helper()
	if err := s.Read(t.Context(), func(e *search.Edition) error { with(e); return nil }); err != nil {
		t.Fatal(err)
	}
}
