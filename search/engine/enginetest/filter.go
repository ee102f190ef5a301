package enginetest

import (
	"fmt"
	"testing"

	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// selective are values of filters that admit some of the varied reports' paragraphs and not all; each list is one filter.
var selective = map[query.Field][][]string{
	query.Region: {
		{"全国"}, {"辽宁"}, {"沈阳"}, {"朝阳"}, {"吉林"}, {"吉林市"}, {"上海", "某地"}, {"北京朝阳区", "无此"},
		{"全国+"}, {"辽宁+"}, {"沈阳+"}, {"朝阳+"}, {"北京+"}, {"吉林+"}, {"某地+"}, {"沈阳和平区+"}, {"无此", "辽宁+", "上海"}, {"北京+", "沈阳"},
	},
	query.Level:   {{"national"}, {"province"}, {"city"}, {"county"}, {"county", "national"}},
	query.Kind:    {{"report"}, {"resolution"}, {"bulletin"}, {"plan"}, {"budget"}, {"regulation"}, {"document"}, {"other"}, {"plan", "budget", "other"}},
	query.Report:  {{"e-2021"}, {"s-0000"}, {"a-1978", "none-1066", "n-2001"}},
	query.Title:   {{"政府工作报告"}, {"计划"}, {"报告"}, {"發展"}, {"说明", "意见"}, {"无此", "预算"}},
	query.Section: {{"能源"}, {"源"}, {"能"}, {"发展"}, {"回顧"}, {"工作回顾"}, {"一、工作"}, {"附件", "安排"}, {"无此", "三"}},
	query.Role:    {{"review"}, {"plan"}, {"annex"}, {"review", "annex"}, {"annex", "plan"}},
	query.Date: {
		{"2021"}, {"2021-03"}, {"2021-03-05"}, {"2021-01-28"}, {"2022-11-01", "1978"}, {"2021-03..2022"}, {"2021-03-05..2021-03-05"}, {"2021-03-06..2021-12-03"},
		{"..2000-12-30"}, {"..2000-12-31"}, {"..2000"}, {"..2000-12"}, {"2022-01-06.."}, {"2022-01-07.."}, {"2022-10.."}, {"2022.."}, {"2021-01..2021-02"},
	},
	query.Month:   {{"1"}, {"2"}, {"3"}, {"5"}, {"10"}, {"11"}, {"12"}, {"1", "3", "7"}, {"9", "12"}},
	query.Speaker: {{"李克强"}, {"李克強"}, {"刘宁"}, {"劉寧寧"}, {"无此", "某某", "陈吉宁"}},
	query.Meeting: {{"第五次会议"}, {"第五"}, {"人民代表大会"}, {"人民代表大會第一次"}, {"无此", "吉林"}},
	query.Missing: {{"title"}, {"region"}, {"level"}, {"year"}, {"date"}, {"meeting"}, {"speaker"}, {"title", "meeting"}, {"year", "level"}},
}

// empty are values of filters that admit nothing, though parts of them, or what lies around them, would.
var empty = map[query.Field][][]string{
	query.Region:  {{"无此"}, {"无此+"}, {"辽"}, {"辽宁沈阳"}, {"大连+"}},
	query.Report:  {{"e"}, {"none-1066"}, {"passing-2021"}},
	query.Title:   {{"工作计划"}, {"无此"}},
	query.Section: {{"能源头"}, {"回顾（一）能"}, {"附件附件"}},
	query.Date:    {{"2021-03-06"}, {"2021-04"}, {"1978-02-27..1999-01-31"}, {"2021-03-06..2021-11"}, {"..1978-02-25"}, {"2022-11-02.."}},
	query.Month:   {{"4"}, {"6"}, {"7", "8", "9"}},
	query.Speaker: {{"刘"}, {"宁"}, {"李克强刘宁"}},
	query.Meeting: {{"第五会议"}, {"无此"}},
}

// filters makes a filter of each list of values.
func filters(lists map[query.Field][][]string) (nodes []query.Node) {
	for _, field := range []query.Field{
		query.Region, query.Level, query.Kind, query.Report, query.Title, query.Section, query.Role, query.Date, query.Month, query.Speaker, query.Meeting, query.Missing,
	} {
		for _, values := range lists[field] {
			nodes = append(nodes, query.Filter{Field: field, Values: values})
		}
	}
	return nodes
}

// someFilters are filters of every field that admit some paragraphs of the varied reports and not all. The last are of so many values
// that an engine may look for them otherwise.
func someFilters() []query.Node {
	nodes := filters(selective)
	for _, years := range []query.Years{{From: 2021, To: 2021}, {From: 2021}, {To: 2000}, {From: 1979, To: 2000}, {From: 2001, To: 2020}, {To: 1978}, {From: 2022, To: 2030}, {To: 2100}, {From: 1}} {
		nodes = append(nodes, query.Filter{Field: query.Year, Years: years})
	}
	var regions, ids, sections []string
	for i := range 20 {
		regions, ids, sections = append(regions, fmt.Sprint("无此", i)), append(ids, fmt.Sprint("none-", 1900+i)), append(sections, fmt.Sprint("无此", i))
	}
	for field, values := range map[query.Field][]string{query.Region: append(regions, "沈阳"), query.Report: append(ids, "k-2022"), query.Section: append(sections, "能源")} {
		nodes = append(nodes, query.Filter{Field: field, Values: values})
	}
	return nodes
}

// testFilters asks for each filter of the language by itself, with and beside texts, negated, and as one choice of two. Each of the
// answers equals a scan, as do the hits one by one, the figures and the candidates under it.
func testFilters(t *testing.T, e engine.Engine) {
	l := fillVaried(t, e)
	s := taken(t, e)
	figures := l.figures()
	some := someFilters()
	reform := query.Text{Value: "改革开放"}
	for i, f := range some {
		passing := l.answer(engine.Request{Query: f}).Total.Paragraphs
		if passing == 0 || passing == len(l.paragraphs) {
			t.Errorf("%s admits %d of %d paragraphs, and tells nothing", query.Print(f), passing, len(l.paragraphs))
		}
		other := some[(i+7)%len(some)]
		for k, tree := range []query.Node{
			f,
			query.And{Nodes: []query.Node{development, f}},
			query.And{Nodes: []query.Node{query.Text{Value: "就业"}, query.Not{Node: f}}},
			query.Or{Nodes: []query.Node{reform, f}},
			query.And{Nodes: []query.Node{query.Or{Nodes: []query.Node{f, other}}, query.Or{Nodes: []query.Node{development, reform}}}},
		} {
			compare(t, e, l, engine.Request{Query: tree, Loose: i%2 == 1, Order: engine.Document, Limit: 1000, CountOther: k > 0})
		}
		compareEach(t, s, l, engine.Request{Query: f, Loose: i%2 == 1}, false)
		request := engine.FigureRequest{Filter: f}
		checkFigures(t, s, request, selected(figures, request))
		checkLike(t, s, l, f)
		if t.Failed() {
			return
		}
	}
	for _, f := range filters(empty) {
		if total := l.answer(engine.Request{Query: f}).Total; total != (engine.Total{}) {
			t.Errorf("%s admits %+v, and is to admit nothing", query.Print(f), total)
		}
		compare(t, e, l, engine.Request{Query: f, Limit: 10})
		compare(t, e, l, engine.Request{Query: query.And{Nodes: []query.Node{development, query.Not{Node: f}}}, Order: engine.Document, Limit: 1000})
	}
	t.Logf("%d filters, each with texts and without: all answers equal a scan", len(some)+len(filters(empty)))
}

// checkLike asks for candidates under a filter, more than there are: all admitted paragraphs that have the term come, and only admitted
// ones. But filters by section an engine may leave to those who choose from its candidates.
func checkLike(t *testing.T, e engine.Reader, l *library, f query.Node) {
	t.Helper()
	result, err := e.Like(t.Context(), engine.LikeRequest{Terms: []engine.WeightedTerm{{Term: text.Fold("发展"), Weight: 1}}, Filter: f, Limit: 1000})
	if err != nil {
		t.Fatalf("%s: %v", query.Print(f), err)
	}
	filter, _ := f.(query.Filter)
	s, came := newScanner(f, false), map[*plain]bool{}
	for _, c := range result.Candidates {
		p := l.at(c.Report.ID, c.Paragraph.Ordinal)
		if _, ok := s.scan(p); !ok && filter.Field != query.Section {
			t.Errorf("%s: a candidate is %s#%d, which it does not admit", query.Print(f), c.Report.ID, c.Paragraph.Ordinal)
		}
		came[p] = true
	}
	for _, h := range l.answer(engine.Request{Query: query.And{Nodes: []query.Node{development, f}}, Limit: len(l.paragraphs)}).Hits {
		if !came[h.plain] {
			t.Errorf("%s: %s#%d has the term, and is no candidate", query.Print(f), h.report.ID, h.paragraph.Ordinal)
		}
	}
}

// at returns a paragraph of the library.
func (l *library) at(report string, ordinal int) *plain {
	for _, p := range l.paragraphs {
		if p.report.ID == report && p.paragraph.Ordinal == ordinal {
			return p
		}
	}
	return nil
}
