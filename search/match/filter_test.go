package match_test

import (
	"fmt"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/search/match"
	"gongbao/search/query"
)

// places are paragraphs that filters look at, each in a report of its own.
var places = map[string]struct {
	corpus.Header
	section []string
	role    corpus.Role
}{
	"a": {corpus.Header{ID: "a-2020", Title: "政府工作报告", Region: "全国", Level: corpus.National, Kind: corpus.Work, Year: 2020, Date: "2020-05-22", Meeting: "第三次会议", Speaker: "李克强"}, []string{"一、回顾", "（一）能"}, corpus.RoleReview},
	"b": {corpus.Header{ID: "b-2021", Title: "关于計劃的报告", Region: "辽宁", Level: corpus.Province, Kind: corpus.Plan, Year: 2021, Date: "2021-01-28"}, []string{"二、安排", "源头"}, corpus.RolePlan},
	"c": {corpus.Header{ID: "c-2021", Title: "政府工作报告", Region: "沈阳", Level: corpus.City, Kind: corpus.Work, Year: 2021, Date: "2021-12-01", Meeting: "第五次会议", Speaker: "劉 寧"}, nil, ""},
	"d": {corpus.Header{ID: "d"}, []string{"附件"}, corpus.RoleAnnex},
}

// TestFilter says of each filter, typed, which of the places it admits.
func TestFilter(t *testing.T) {
	many := func(field, value string) string {
		var values []string
		for i := range 20 {
			values = append(values, fmt.Sprint("无此", i))
		}
		return field + ":" + strings.Join(append(values, value), ",")
	}
	for typed, want := range map[string]string{
		"year:2020": "a", "year:2021": "bc", "year:2021..": "bc", "year:..2020": "a", "year:2019..2021": "abc", "year:2022..": "", "year:..2019": "", "year:2020,2021": "abc",
		"region:辽宁": "b", "region:辽宁+": "bc", "region:沈阳+,全国": "ac", "region:全国+": "abc", "region:无此+": "", many("region", "沈阳"): "c", many("region", "辽宁+"): "bc",
		"level:national": "a", "level:市,省": "bc", "kind:report": "ac", "kind:plan,budget": "b",
		"report:a-2020": "a", "report:a": "", many("report", "d"): "d",
		"title:工作报告": "ac", "title:计划": "b", "title:报告|计划": "abc", "title:作报": "ac",
		"section:回顾": "a", "section:能源": "", "section:源": "b", "section:一、": "a", "section:附件|安排": "bd", many("section", "源头"): "b", many("section", "能源头"): "",
		"role:review": "a", "role:plan,annex": "bd",
		"date:2021": "bc", "date:2021-01": "b", "date:2021-01-28": "b", "date:2021-01-29": "", "date:2020..2021-01": "ab", "date:2021-02..": "c", "date:..2020": "a",
		"month:5": "a", "month:1": "b", "month:12": "c", "month:1,12": "bc", "month:2": "", "month:8": "",
		"speaker:李克强": "a", "speaker:刘宁": "c", "speaker:刘": "", "meeting:第五次": "c", "meeting:會議": "ac",
		"missing:title": "d", "missing:region": "d", "missing:level": "d", "missing:year": "d", "missing:date": "d", "missing:meeting": "bd", "missing:speaker,title": "bd",
		"(year:2020 OR role:plan)": "ab", "(section:附件 OR region:沈阳)": "cd", "(role:annex OR month:12)": "cd",
	} {
		root := query.Parse(typed).Root
		conditions := query.Conditions(root)
		if len(conditions) != 1 {
			t.Errorf("%s is not one condition", typed)
			continue
		}
		f, negated := match.NewFilter(conditions[0]), match.NewFilter(query.Not{Node: conditions[0]})
		byPlace := strings.Contains(typed, "section") || strings.Contains(typed, "role")
		if f.BySection() != byPlace || f.Field != query.FieldOf(conditions[0]) {
			t.Errorf("%s: by section %v, of the field %q", typed, f.BySection(), f.Field)
		}
		m := match.Compile(root, false)
		if m.ByRole() != strings.Contains(typed, "role") {
			t.Errorf("%s: by role %v", typed, m.ByRole())
		}
		for name, p := range places {
			paragraph := corpus.Paragraph{Text: "发展", Section: p.section, Role: p.role}
			at := match.PlaceOf(&paragraph)
			admits := strings.Contains(want, name)
			if f.Admits(&p.Header, at) != admits || negated.Admits(&p.Header, at) == admits {
				t.Errorf("%s admits %s: %v, negated %v", typed, name, f.Admits(&p.Header, at), negated.Admits(&p.Header, at))
			}
			if m.MatchesIn(&p.Header, &paragraph) != admits {
				t.Errorf("%s: %s matches: %v", typed, name, !admits)
			}
			if !byPlace && (m.Reports(&p.Header) != admits || f.Admits(&p.Header, match.Place{}) != admits) {
				t.Errorf("%s: the report of %s passes: %v", typed, name, !admits)
			}
			if !strings.Contains(typed, "section") && m.Nearly(&p.Header, p.role) != admits {
				t.Errorf("%s: the role of %s passes: %v", typed, name, !admits)
			}
			if byPlace && !strings.Contains(typed, "OR") && !m.Reports(&p.Header) || strings.HasPrefix(typed, "section") && !m.Nearly(&p.Header, p.role) {
				t.Errorf("%s keeps out the report of %s", typed, name)
			}
		}
	}
	filter := func(typed string) query.Node { return query.Parse(typed).Root }
	for want, tree := range map[string]query.Node{
		"c":  query.And{Nodes: []query.Node{filter("year:2021"), filter("kind:report")}},
		"":   query.And{Nodes: []query.Node{filter(many("section", "源头")), filter("section:附件")}},
		"bd": query.Or{Nodes: []query.Node{filter(many("section", "源头")), filter("section:附件")}},
		"d":  query.And{Nodes: []query.Node{query.Not{Node: filter(many("section", "源头"))}, filter("section:附件|源头")}},
		"b":  query.And{Nodes: []query.Node{filter(many("section", "源头")), query.Not{Node: filter("section:附件")}}},
		"ab": query.And{Nodes: []query.Node{query.Or{Nodes: []query.Node{filter("role:plan"), filter("role:review")}}, filter("missing:region,meeting,date OR kind:report")}},
	} {
		f := match.NewFilter(tree)
		for name, p := range places {
			if f.Admits(&p.Header, match.PlaceOf(&corpus.Paragraph{Section: p.section, Role: p.role})) != strings.Contains(want, name) {
				t.Errorf("%s: admits %s: %v", query.Print(tree), name, !strings.Contains(want, name))
			}
		}
	}
	nothing := match.Compile(nil, false)
	if a := places["a"]; nothing.Reports(&a.Header) || nothing.Nearly(&a.Header, "") {
		t.Error("no filter admits a report")
	}
}
