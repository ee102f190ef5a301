package figures

import (
	"errors"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/figure"
	"gongbao/corpus/region"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/query"
	"gongbao/search/trend/trendtest"
)

func changes(all ...engine.Change) iter.Seq2[engine.Change, error] {
	return func(yield func(engine.Change, error) bool) {
		for _, c := range all {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// report makes a work report of paragraphs; one that begins with 去年 looks back.
func report(id, place string, year int, paragraphs ...string) engine.Change {
	r := corpus.Report{Header: corpus.Header{ID: id, Region: place, Year: year, Kind: corpus.Work}}
	if found, ok := region.Find(place); ok {
		r.Level = found.Level
	}
	for i, p := range paragraphs {
		role := corpus.RolePlan
		if strings.HasPrefix(p, "去年") {
			role = corpus.RoleReview
		}
		r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: p, Role: role, Hash: "0000000" + string(rune('a'+i))})
	}
	return engine.Change{Put: &r}
}

// edition calls read with an edition of reports.
func edition(t *testing.T, read func(*search.Edition), reports ...engine.Change) {
	t.Helper()
	e := bleve.New()
	defer e.Close()
	if err := e.Update(t.Context(), changes(reports...)); err != nil {
		t.Fatal(err)
	}
	err := search.New(e, nil).Read(t.Context(), func(e *search.Edition) error {
		read(e)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func table(t *testing.T, e *search.Edition, r Request) Answer {
	t.Helper()
	list, err := New(t.Context(), e, r)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestNew makes tables of two reports in an index.
func TestNew(t *testing.T) {
	edition(t, func(e *search.Edition) {
		all := table(t, e, Request{})
		if all.Of != 2 || all.Total != (Total{3, 2}) || all.Version == "" {
			t.Fatalf("%+v", all)
		}
		want := Row{
			ID: "a#1", Report: "a", Year: 2024, Region: "辽宁", Level: "province", Paragraph: 1, Hash: "0000000a", Role: "plan", Span: search.Span{14, 20},
			Indicator: "新型储能装机", Name: "新型储能装机", Number: "３００万千瓦", Printed: "３００万千瓦以上", Value: "3000000", Unit: "千瓦", Measure: "amount",
			Comparator: ">=", Qualifiers: []string{"以上"}, Kind: "target", From: 2024, To: 2024, Subject: "辽宁",
			Sentence: "“新型”储能装机３００万千瓦以上，三分之二的乡镇通车。", Within: search.Span{8, 14}, URL: "/reports/a#p1",
		}
		if diff := cmp.Diff(want, all.Rows[0]); diff != "" {
			t.Error(diff)
		}
		if r := all.Rows[1]; r.Value != "0.6666666666666666" {
			t.Errorf("two thirds are %s", r.Value)
		}
		if r := all.Rows[2]; r.Value != "5" || r.High != "6" || r.Period() != "2025" {
			t.Errorf("%+v", r)
		}
		condition := func(s string) Condition {
			c, ok := ParseCondition(s)
			if !ok {
				t.Fatal(s)
			}
			return c
		}
		for _, c := range []struct {
			name string
			r    Request
			rows int
		}{
			{"a kind", Request{Kind: "result"}, 0},
			{"an indicator in other characters", Request{Indicator: "裝機"}, 2},
			{"a name", Request{Name: "装机"}, 1},
			{"a name with a word in front that is left out", Request{Name: "全省装机"}, 1},
			{"a filter", Request{Request: search.Request{Filters: []query.Node{trendtest.Filter(t, query.Year, "2025")}}}, 1},
			{"a unit", Request{Unit: "千瓦"}, 1},
			{"a measure", Request{Measure: "growth"}, 1},
			{"a value", Request{Value: condition(">=5%")}, 1},
			{"a value of another unit", Request{Value: condition(">=5元")}, 0},
			{"a value without a unit", Request{Value: condition(">100")}, 1},
			{"a period", Request{Period: query.Years{From: 2025, To: 2025}}, 1},
		} {
			if got := table(t, e, c.r); got.Total.Rows != c.rows || len(got.Rows) != c.rows || got.Rows == nil {
				t.Errorf("%s: %+v", c.name, got.Rows)
			}
		}
	}, report("a", "辽宁", 2024, "各位代表！\u3000“新型”储能装机３００万千瓦以上，三分之二的乡镇通车。"), report("b", "吉林", 2025, "装机增长5%—6%。"))
}

// provinces are reports of some provinces and the nation, in the words of all of which the growth of the economy is a target.
func provinces() []engine.Change {
	return []engine.Change{
		report("national-2025", "全国", 2025, "国内生产总值增长5%左右。"),
		report("jilin-2025", "吉林", 2025, "全省地区生产总值增长5.5%左右，粮食产量850亿斤以上。"),
		report("liaoning-2025", "辽宁", 2025, "经济增长5%以上。"),
		report("henan-2025", "河南", 2025, "去年地区生产总值再上新台阶。", "地区生产总值争取更快增长，城镇新增就业110万人。"),
		report("hebei-2025", "河北", 2025, "单位GDP能耗下降3%。"),
		report("liaoning-2024", "辽宁", 2024, "地区生产总值增长4%。"),
	}
}

// TestName makes the table of one indicator: names that mean it are joined, the nation's line stands beside, and reports without a
// row are listed apart, with what they say.
func TestName(t *testing.T) {
	edition(t, func(e *search.Edition) {
		year, level := trendtest.Filter(t, query.Year, "2025"), trendtest.Filter(t, query.Level, "province")
		got := table(t, e, Request{Request: search.Request{Filters: []query.Node{year, level}}, Kind: "target", Name: "gdp", Order: ByRegion})
		var rows []string
		for _, r := range got.Rows {
			rows = append(rows, r.Report+" "+r.Name+" "+r.Printed+" "+r.Subject)
		}
		want := []string{"liaoning-2025 生产总值 5%以上 辽宁", "jilin-2025 生产总值 5.5%左右 吉林"}
		if diff := cmp.Diff(want, rows); diff != "" {
			t.Error(diff)
		}
		if got.Name != "生产总值" || !slices.Contains(got.Joined, "国内生产总值") || len(got.National) != 1 || got.National[0].Report != "national-2025" {
			t.Errorf("%s %v %+v", got.Name, got.Joined, got.National)
		}
		if len(got.Unchecked) != 2 {
			t.Fatalf("%+v", got.Unchecked)
		}
		hebei, henan := got.Unchecked[0], got.Unchecked[1]
		if hebei.Report.ID != "hebei-2025" || hebei.Total.Paragraphs != 1 || henan.Report.ID != "henan-2025" || henan.Total.Paragraphs != 2 {
			t.Errorf("%+v", got.Unchecked)
		}
		if p := henan.Passages[0]; p.ID != "henan-2025#2" || p.Role != "plan" {
			t.Errorf("of a target the plan comes first: %+v", henan.Passages)
		}
		for _, m := range got.Unchecked {
			if counted := counts(t, e, m.URL); counted != m.Total {
				t.Errorf("%s: %+v, not %+v", m.URL, counted, m.Total)
			}
		}
		if all := table(t, e, Request{Name: "GDP"}); len(all.National) != 0 || all.Total.Reports != 4 {
			t.Errorf("a table with the nation's rows has them once: %+v", all.National)
		}
	}, provinces()...)
}

// counts follows the path of a search.
// TestUnknown holds that a name is unknown where no list and no report has an indicator of that name, and only there; that nothing is to
// be checked then; and that what is offered in its place is there, as often as it says.
func TestUnknown(t *testing.T) {
	edition(t, func(e *search.Edition) {
		for _, c := range []struct {
			name    string
			filters string // a year
			unknown bool
			near    string
			said    int
		}{
			{"飞碟产量", "", true, "粮食产量", 0},
			{"产量", "", true, "粮食产量", 1},
			{"地区生产", "", true, "生产总值 单位生产总值能耗", 4}, // by another name of theirs
			{"争取", "", true, "", 1},
			{"产量", "1955", true, "", 0},
			{"粮食产量", "", false, "", 0},
			{"GDP", "1955", false, "", 0},  // in the list
			{"绿电装机", "2025", false, "", 0}, // of another year
			{"居民消费价格", "", false, "", 0},   // in the list alone
		} {
			r := Request{Name: c.name}
			if c.filters != "" {
				r.Filters = []query.Node{trendtest.Filter(t, query.Year, c.filters)}
			}
			a := table(t, e, r)
			if (a.Unknown != nil) != c.unknown || c.unknown && len(a.Unchecked) > 0 || !c.unknown && len(a.Unchecked)+a.Total.Reports != a.Of {
				t.Errorf("%s %s: unknown %+v, %d of %d to be checked", c.name, c.filters, a.Unknown, len(a.Unchecked), a.Of)
			}
			if a.Unknown == nil {
				continue
			}
			var near []string
			for _, f := range a.Unknown.Near {
				near = append(near, f.Value)
				if of := follow(t, e, f.URL); of.Total != (Total{f.Rows, f.Reports}) || of.Unknown != nil || f.Rows == 0 {
					t.Errorf("%s: %+v has %+v", c.name, f, of.Total)
				}
			}
			if got := strings.Join(near, " "); got != c.near {
				t.Errorf("near to %s is %s, want %s", c.name, got, c.near)
			}
			if said := counts(t, e, a.Unknown.URL); said != a.Unknown.Total || said.Occurrences != c.said {
				t.Errorf("%s: the search %s has %+v, the answer %+v, want %d", c.name, a.Unknown.URL, said, a.Unknown.Total, c.said)
			}
		}
	}, append(provinces(), report("hunan-2024", "湖南", 2024, "绿电装机300万千瓦以上。"))...)
}

func counts(t *testing.T, e *search.Edition, path string) search.Total {
	t.Helper()
	u, err := url.Parse(path)
	if err != nil {
		t.Fatal(err)
	}
	r, problems := search.SearchParameters().Read(func(name string) []string { return u.Query()[name] })
	if len(problems) > 0 || u.Path != "/search" {
		t.Fatal(path, problems)
	}
	a, err := e.Search(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return a.Total
}

// follow makes the table whose page has a path.
func follow(t *testing.T, e *search.Edition, path string) Answer {
	t.Helper()
	u, err := url.Parse(path)
	if err != nil || u.Path != "/figures" {
		t.Fatal(path, err)
	}
	shared, problems := Parameters().Read(func(name string) []string { return u.Query()[name] })
	if len(problems) > 0 {
		t.Fatal(path, problems)
	}
	r := Request{Request: shared}
	if problem := r.Read(u.Query().Get); problem != nil {
		t.Fatal(path, problem)
	}
	return table(t, e, r)
}

// TestLinked follows each count of tables to the table that it is the total of.
func TestLinked(t *testing.T) {
	edition(t, func(e *search.Edition) {
		over, ok := ParseCondition(">=5%")
		if !ok {
			t.Fatal("no condition")
		}
		followed := 0
		for _, r := range []Request{
			{}, {Kind: "target"}, {Name: "GDP"}, {Indicator: "总值", Measure: "growth"}, {Value: over, value: ">=5%"},
			{Request: search.Request{Filters: []query.Node{trendtest.Filter(t, query.Year, "2025"), trendtest.Filter(t, query.Region, "吉林,河南")}}},
		} {
			list := table(t, e, r)
			if whole := follow(t, e, list.URL); whole.Total != list.Total || whole.Of != list.Of {
				t.Errorf("%s: %+v, not %+v", list.URL, whole.Total, list.Total)
			}
			for _, f := range slices.Concat(list.Facets.Names, list.Facets.Kinds, list.Facets.Units, list.Facets.Measures) {
				followed++
				if got := follow(t, e, f.URL).Total; got != (Total{f.Rows, f.Reports}) {
					t.Errorf("%s: %+v, not %+v", f.URL, got, f)
				}
			}
		}
		if followed < 20 {
			t.Errorf("only %d counts", followed)
		}
	}, provinces()...)
}

// TestPages reads a table page by page.
func TestPages(t *testing.T) {
	edition(t, func(e *search.Edition) {
		for _, order := range []Order{ByReport, ByValue, ByRegion} {
			whole := table(t, e, Request{Order: order})
			r := Request{Request: search.Request{Limit: 2}, Order: order}
			var rows []Row
			for {
				page := table(t, e, r)
				rows = append(rows, page.Rows...)
				if r.Cursor = page.Next; page.Next == "" {
					break
				}
			}
			if diff := cmp.Diff(whole.Rows, rows); diff != "" {
				t.Errorf("%s: %s", order, diff)
			}
			if all, err := All(t.Context(), e, Request{Order: order}); err != nil || !cmp.Equal(all, whole.Rows) {
				t.Errorf("%s: %v, %d rows", order, err, len(all))
			}
		}
		values := table(t, e, Request{Unit: "%", Order: ByValue}).Rows
		if first, last := values[0], values[len(values)-1]; first.Value != "5.5" || last.Sign != "down" {
			t.Errorf("by value: %s first, %s last", first.Printed, last.Printed)
		}
		next := table(t, e, Request{Request: search.Request{Limit: 1}}).Next
		for _, r := range []Request{{Kind: "target", Request: search.Request{Cursor: next}}, {Request: search.Request{Cursor: "x"}}, {Request: search.Request{Cursor: "a.-1~b"}}} {
			if _, err := New(t.Context(), e, r); !errors.Is(err, search.ErrCursor) {
				t.Errorf("%q: %v", r.Cursor, err)
			}
		}
		if got := table(t, e, Request{Request: search.Request{Limit: search.NoHits}}); len(got.Rows) != 0 || got.Total.Rows == 0 {
			t.Errorf("%+v", got)
		}
	}, provinces()...)
}

func TestCondition(t *testing.T) {
	for _, c := range []struct {
		condition string
		met       string // of the figures below, by their numbers
	}{
		{">6%", "6.5%"}, {">=6", "6% 6.5% 6%—7% 1.2万亿元"}, {"≥ 6％", "6% 6.5% 6%—7%"}, {"<0", "3%"}, {"=-3%", "3%"}, {"12000亿元", "1.2万亿元"}, {"<=百分之六", "6% 6%—7% 3%"},
	} {
		got, ok := ParseCondition(c.condition)
		if !ok {
			t.Errorf("%q is none", c.condition)
			continue
		}
		var met []string
		for _, f := range figuresOf(t, "装机增长6%。产量增长6.5%。速度增长6%—7%。能耗下降3%。总值1.2万亿元。") {
			if got.Met(&f) {
				met = append(met, f.Number)
			}
		}
		if strings.Join(met, " ") != c.met {
			t.Errorf("%s: %s, not %s", c.condition, strings.Join(met, " "), c.met)
		}
	}
	for _, none := range []string{"", ">", "soon", "6..7", ">6%以上", "1e9", ">=5%—6%", "6.5.1"} {
		if c, ok := ParseCondition(none); ok {
			t.Errorf("%q is %+v", none, c)
		}
	}
}

// figuresOf reads the figures of a plan.
func figuresOf(t *testing.T, text string) []figure.Figure {
	t.Helper()
	return figure.Of(report("a", "吉林", 2025, text).Put)
}

// TestArrow says which numbers are shown as increases and decreases, and how a condition and an order see those below 0.
func TestArrow(t *testing.T) {
	edition(t, func(e *search.Edition) {
		var got []string
		for _, r := range table(t, e, Request{Order: ByValue}).Rows {
			got = append(got, r.Arrow()+r.Printed)
		}
		if diff := cmp.Diff([]string{"↑6%左右", "-3%", "↓4%", "-1.8‰", "300万吨以上"}, got); diff != "" {
			t.Error(diff)
		}
		below, ok := ParseCondition("<0")
		if found := table(t, e, Request{Value: below}); !ok || found.Total.Rows != 3 {
			t.Errorf("%+v below 0", found.Total)
		}
	}, report("a", "辽宁", 2024, "产值增长6%左右，民间投资增速为-3%，能耗下降4%，人口自然增长率为-1.8‰，钢产量300万吨以上。"))
}

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		target, result string
		want           Verdict
	}{
		{"产量增长6%以上", "产量增长6%", Met}, {"产量增长6%以上", "产量增长5.9%", Missed}, {"产量增长超过6%", "产量增长6%", Missed}, {"产量增长6%以上", "产量下降1%", Missed},
		{"产量增长6%以上", "产量增长5%以上", Open}, {"产量增长6%以上", "产量增长6%左右", Open}, {"产量增长6%以上", "产量增长超过6%", Met}, {"产量增长6%以上", "产量增长5%—7%", Open},
		{"产量增长6%以上", "产量增长5%以下", Missed}, {"产量增长5%以上", "产量增长5%—7%", Met},
		{"失业率5.5%以内", "失业率5.5%", Met}, {"失业率5.5%以内", "失业率5.6%", Missed}, {"失业率5.5%以下", "失业率5.5%", Missed}, {"失业率5.5%以内", "失业率5%以下", Met},
		{"失业率5.5%以内", "失业率6%以上", Missed},
		{"能耗下降3%以上", "能耗下降3.1%", Met}, {"能耗下降3%以上", "能耗下降2%", Missed}, {"能耗下降3%以上", "能耗增长1%", Missed},
		{"产量增长6%", "产量增长6.0%", Met}, {"产量增长6%", "产量增长6.1%", Open}, {"产量增长6%", "产量增长5%", Open},
		{"产量增长6%—7%", "产量增长6.7%", Met}, {"产量增长6%—7%", "产量增长7.1%", Open},
		{"产量增长5%左右", "产量增长5.2%", About}, {"产量增长5%左右", "产量增长3%", Open}, {"产量增长5.5%左右", "产量增长5.2%", Open}, {"产量增长5%左右", "产量增长5%以上", Open},
		{"能耗下降2.5%左右", "能耗下降2.52%", About}, {"产量10%左右", "产量14%", Open},
		{"产量增长6%以上", "产量700万吨", Open}, {"产量700万吨以上", "产量700万斤", Open},
	} {
		target, result := figuresOf(t, c.target+"。"), figuresOf(t, c.result+"。")
		if len(target) != 1 || len(result) != 1 {
			t.Fatalf("%+v %+v", target, result)
		}
		if got := judge(&target[0], &result[0]); got != c.want {
			t.Errorf("%s, %s: %s, not %s", c.target, c.result, got, c.want)
		}
	}
}

// TestLinks follows targets to the report of the year after.
func TestLinks(t *testing.T) {
	edition(t, func(e *search.Edition) {
		answer, err := NewLinks(t.Context(), e, Request{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range answer.Links {
			line := l.Target.Report + " " + l.Target.Name + " " + string(l.Verdict)
			if l.Result != nil {
				line += " " + l.Result.ID + " " + l.Result.Printed
			}
			for _, p := range l.Passages {
				line += " [" + p.ID + " " + p.Text + "]"
			}
			for _, p := range l.Also {
				line += " =" + p.ID
			}
			got = append(got, line)
			if l.Report != nil && (l.Verdict == NotStated) != (counts(t, e, l.URL).Paragraphs == 0) {
				t.Errorf("%s: %+v", line, counts(t, e, l.URL))
			}
		}
		want := []string{
			"jilin-2023 生产总值 met jilin-2024#1 6.3% =jilin-2023#2",
			"jilin-2023 粮食产量 about jilin-2024#1 830亿斤",
			"jilin-2023 城镇新增就业 unchecked [jilin-2024#1 去年，地区生产总值增长6.3%，粮食产量830亿斤，城镇新增就业超额完成任务。]",
			"jilin-2023 改造老旧小区 not_stated",
			"jilin-2024 生产总值 no_report",
			"liaoning-2023 生产总值 no_report",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if answer.Of != 3 || answer.Verdicts[Met] != 1 || answer.Verdicts[NoReport] != 2 {
			t.Errorf("%d reports, %v", answer.Of, answer.Verdicts)
		}
	},
		report("jilin-2023", "吉林", 2023, "地区生产总值增长6%以上，粮食产量830亿斤左右，城镇新增就业20万人，改造老旧小区300个。", "今年全省生产总值增长6%以上。"),
		report("jilin-2024", "吉林", 2024, "去年，地区生产总值增长6.3%，粮食产量830亿斤，城镇新增就业超额完成任务。", "地区生产总值增长5%。"),
		report("liaoning-2023", "辽宁", 2023, "地区生产总值增长5%。"),
		report("liaoning-2025", "辽宁", 2025, "去年，地区生产总值增长5.1%。"),
	)
}

// TestNoLink holds that a target has no result in a number that measures something else, under the same name and in the same year.
func TestNoLink(t *testing.T) {
	for _, c := range []struct{ target, told, result string }{
		{"粮食产量830万吨。", "去年，粮食产量达到840万吨。", "840万吨"},
		{"粮食产量830万吨。", "去年，粮食产量达到84亿公斤。", "84亿公斤"},
		{"粮食产量830万吨。", "去年，粮食产量增加20万吨。", ""}, // a change is no level
		{"粮食产量830万吨。", "去年，粮食产量达到840万吨。据快报，粮食产量为850万吨。", ""},
		{"粮食产量830万吨。", "去年，粮食产量达到840万吨。粮食产量超过830万吨。", "840万吨"},
		{"出口增长5%。", "去年，出口增长6%。", "6%"},
		{"出口增长5%。", "去年，出口比上年增长6%。", "6%"},
		{"出口增长5%。", "去年，出口比2022年增长6%。", "6%"},
		{"出口增长5%。", "去年，出口比2019年增长30%。", ""},
		{"出口增长5%。", "去年，同2019年相比，进口增长20%，出口增长30%。", ""},
		{"出口增长5%。", "去年，出口年均增长6%。", ""},
		{"出口增长5%。", "去年，出口两年增长12%。", ""},
		{"出口增长5%。", "去年，出口达到30亿元。", ""},
		{"出口增长5%。", "去年上半年，出口增长6%。", ""},
		{"出口增长5%。", "去年前三季度出口增长6%，全年出口增长7%。", "7%"},
		{"出口增长5%。", "去年9月，出口增长6%。", ""},
		{"出口增长5%。", "去年，长春、四平等四个市出口增长9%。", ""},
		{"出口增速高于全国1个百分点。", "去年，出口增速高于全省2个百分点。", ""},
		{"出口居全国第5位。", "去年，出口居东北第2位。", ""},
		{"出口翻一番。", "去年，出口是2010年的3倍。", ""},
		{"改造住房300套。", "去年，改造住房2万平方米。", ""},
		{"总投资30亿元。", "去年，总投资40亿元。", ""}, // of what?
		{"今后三年，新增就业90万人。", "去年，新增就业30万人。", ""},
	} {
		edition(t, func(e *search.Edition) {
			answer, err := NewLinks(t.Context(), e, Request{})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, l := range answer.Links {
				if l.Target.Report == "jilin-2023" && l.Result != nil {
					got = l.Result.Number
				}
			}
			if got != c.result {
				t.Errorf("%s %s: %q, want %q", c.target, c.told, got, c.result)
			}
		}, report("jilin-2023", "吉林", 2023, c.target), report("jilin-2024", "吉林", 2024, c.told), report("jilin-2026", "吉林", 2026, c.told))
	}
}

func TestNames(t *testing.T) {
	names := DefaultNames()
	for _, c := range []struct {
		indicator string
		measure   figure.Measure
		want      string
	}{
		{"GDP", figure.Amount, "生产总值"}, {"ｇｄｐ", figure.Amount, "生产总值"}, {"國內生產總值", figure.Amount, "生产总值"}, {"全省地区生产总值", figure.Growth, "生产总值"},
		{"经济", figure.Growth, "生产总值"}, {"经济", figure.Amount, "经济"}, {"单位GDP能耗", figure.Growth, "单位生产总值能耗"}, {"人均GDP", figure.Amount, "人均生产总值"},
		{"全省PM2.5排放", figure.Amount, "PM2.5排放"}, {"棉花产量", figure.Amount, "棉花产量"}, {"全国", figure.Amount, "全国"},
	} {
		if got := names.Of(c.indicator, c.measure); got != c.want {
			t.Errorf("%s: %s, not %s", c.indicator, got, c.want)
		}
	}
	own, err := ReadNames(strings.NewReader("# mine\n\n棉花 = 棉花产量，棉产\n生产总值=地区产值\n"))
	if err != nil {
		t.Fatal(err)
	}
	both := names.With(own)
	for _, name := range []string{"棉产", "地区产值", "GDP", "经济"} {
		if shown, ok := both.Known(name); !ok || !slices.Contains(both.Group(shown), name) {
			t.Errorf("%s: %s %v", name, shown, both.Group(shown))
		}
	}
	if _, ok := names.Known("棉产"); ok {
		t.Error("a list has changed")
	}
	for _, bad := range []string{"棉花", "棉花 =", "= 棉产", "棉花 = 棉产,, 棉", "棉花 = 棉产\n丝 = 棉产"} {
		if _, err := ReadNames(strings.NewReader(bad)); err == nil {
			t.Errorf("%q is a list", bad)
		}
	}
}

// TestWordedBounds shows numbers without digits as they are written, and lets conditions and verdicts take them as the bounds that they are.
func TestWordedBounds(t *testing.T) {
	edition(t, func(e *search.Edition) {
		var rows []string
		for _, row := range table(t, e, Request{}).Rows {
			rows = append(rows, strings.Join([]string{row.ID, row.Name, row.Arrow() + row.Printed, row.Comparator, string(row.Value), string(row.High), row.Unit, row.Measure}, " "))
		}
		want := []string{
			"jilin-2024#1 工业投资 ↑两位数以上 >= 10  % growth", "jilin-2024#1 服务业占比 过半 > 50  % amount", "jilin-2024#1 化肥使用量 零增长 = 0  % growth",
			"jilin-2025#1 工业投资 ↑两位数 = 10 99 % growth",
		}
		if diff := cmp.Diff(want, rows); diff != "" {
			t.Error(diff)
		}
		condition, ok := ParseCondition(">=10%")
		if got := table(t, e, Request{Value: condition, Measure: "growth"}); !ok || got.Total.Rows != 2 {
			t.Errorf("%+v", got.Rows)
		}
		links, err := NewLinks(t.Context(), e, Request{Name: "工业投资"})
		if err != nil || len(links.Links) != 1 || links.Links[0].Verdict != Met {
			t.Errorf("%v %+v", err, links.Links)
		}
	}, report("jilin-2024", "吉林", 2024, "工业投资增长两位数以上，服务业占比过半，化肥使用量零增长，进出口保持正增长。"), report("jilin-2025", "吉林", 2025, "去年工业投资保持两位数增长。"))

	edition(t, func(e *search.Edition) {
		links, err := NewLinks(t.Context(), e, Request{Name: "工业投资"})
		if err != nil || len(links.Links) != 1 || links.Links[0].Verdict != Missed || links.Links[0].Result.Number != "11.3%" {
			t.Errorf("%v %+v", err, links.Links)
		}
	}, report("jilin-2024", "吉林", 2024, "工业投资增长12%以上。"), report("jilin-2025", "吉林", 2025, "去年工业投资增长11.3%，连续三年保持两位数增长。"))
}

func TestSheet(t *testing.T) {
	edition(t, func(e *search.Edition) {
		r := Request{Kind: "target", Name: "GDP"}
		list := table(t, e, r)
		s := list.Sheet(r, list.Rows, "now", func(path string) string { return "http://x" + path })
		if len(s.Rows) != len(list.Rows)+len(list.Unchecked) || len(list.Unchecked) == 0 {
			t.Errorf("%d rows", len(s.Rows))
		}
		var apart []string
		for _, row := range s.Rows[len(list.Rows):] {
			apart = append(apart, fmt.Sprint(row[1], " ", row[2], " ", row[3]))
		}
		if diff := cmp.Diff([]string{"河北 2025 unchecked", "吉林 2024 not_stated", "河南 2025 unchecked"}, apart); diff != "" {
			t.Error(diff)
		}
		links, err := NewLinks(t.Context(), e, r)
		if err != nil {
			t.Fatal(err)
		}
		of := links.Sheet(r, "now", func(path string) string { return path })
		for _, row := range append(s.Rows, of.Rows...) {
			if len(row) != len(s.Header) && len(row) != len(of.Header) {
				t.Errorf("%d cells", len(row))
			}
		}
	}, append(provinces(), report("jilin-2024", "吉林", 2024, "粮食产量830亿斤。"))...)
}
