package search_test

import (
	"fmt"
	"strings"
	"testing"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// values are the parameters of a request by name.
type values map[string][]string

func (v values) get(name string) []string { return v[name] }

// everything returns a valid value for each parameter.
func everything() values {
	return values{
		"q": {"发展 -改革"}, "year": {"2019,2021..2022"}, "region": {"辽宁，吉林省"}, "level": {"省级"}, "kind": {"report,决议"}, "section": {"绿色"}, "role": {"安排,附件"},
		"title": {"工作报告"}, "report": {"liaoning-2021"}, "date": {"2021年1月"}, "month": {"1"}, "speaker": {"刘宁"}, "meeting": {"第五次"},
		"missing": {"日期"}, "mode": {"loose"}, "sort": {"document"}, "limit": {"7"}, "cursor": {"x"}, "fold": {"0"}, "offsets": {"utf16"}, "explain": {"1"}, "lang": {"en"},
	}
}

func TestReadEverything(t *testing.T) {
	given := everything()
	for _, p := range search.SearchParameters() {
		if given[p.Name] == nil {
			t.Errorf("%s is not tested", p.Name)
		}
		if about := p.About.In(language.EN); !strings.HasSuffix(about, ".") {
			t.Errorf("%s is about %q", p.Name, about)
		}
	}
	r, problems := search.SearchParameters().Read(given.get)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if r.Query != "发展 -改革" || r.Mode != search.Loose || r.Order != engine.Document || r.Limit != 7 || r.Cursor != "x" || !r.Unfolded || r.Offsets != search.UTF16 || !r.Explain || r.Lang != language.EN {
		t.Errorf("%+v", r)
	}
	const want = "甲 year:2019,2021..2022 region:辽宁,吉林省 level:province kind:report,resolution section:绿色 role:plan,annex title:工作报告 report:liaoning-2021 " +
		"date:2021-01 month:1 speaker:刘宁 meeting:第五次 missing:date"
	if got := query.Print(query.WithFilters(query.Text{Value: "甲"}, r.Filters...)); got != want {
		t.Errorf("filters %s, want %s", got, want)
	}
}

// Missing and empty parameters have their defaults.
func TestReadDefaults(t *testing.T) {
	for _, given := range []values{{"q": {"甲"}}, {"q": {"甲"}, "year": {""}, "mode": {"", ""}, "limit": {""}}} {
		r, problems := search.SearchParameters().Read(given.get)
		if len(problems) > 0 || len(r.Filters) > 0 || r.Mode != search.Smart || r.Order != engine.Relevance || r.Limit != search.DefaultLimit || r.Lang != language.ZH {
			t.Errorf("%+v, %v", r, problems)
		}
	}
	if r, _ := search.ExportParameters().Read(values{"q": {"甲"}, "sort": {"newest"}}.get); r.Mode != search.Exact || r.Order != engine.Relevance {
		t.Errorf("export: %+v", r)
	}
}

// TestReadNoHits holds that a limit of nought is one, not a limit that is missing.
func TestReadNoHits(t *testing.T) {
	if r, problems := search.SearchParameters().Read(values{"q": {"甲"}, "limit": {"0"}}.get); r.Limit != search.NoHits || len(problems) > 0 {
		t.Errorf("%+v %v", r, problems)
	}
}

// An invalid value is a problem that names it, and counts as missing in the request.
func TestReadProblems(t *testing.T) {
	for _, tc := range []struct {
		name  string
		given []string
		want  string
	}{
		{"q", nil, "q is missing"},
		{"q", []string{"甲", "乙"}, `q is "甲, 乙"; it is given 2 times`},
		{"q", []string{strings.Repeat("甲", 50_001)}, "it has 50,001 characters and may have 50,000"},
		{"year", []string{"去年"}, `year is "去年"; it means nothing there`},
		{"year", []string{"2020", "2021"}, "2 times"},
		{"year", []string{strings.Repeat("2020,", 81) + "2021"}, ""},
		{"level", []string{"省,village"}, `"省,village"`},
		{"mode", []string{"fuzzy"}, `mode is "fuzzy"; it must be one of: smart, exact, loose`},
		{"sort", []string{"best"}, "relevance, newest, oldest, document"},
		{"limit", []string{"-1"}, "it goes from 0 to 200"},
		{"limit", []string{"201"}, "it goes from 0 to 200"},
		{"limit", []string{"x"}, "it goes from 0 to 200"},
		{"lang", []string{"fr"}, "zh, en"},
		{"cursor", []string{strings.Repeat("x", 2001)}, "may have 2,000"},
	} {
		given := values{"q": {"甲"}}
		given[tc.name] = tc.given
		r, problems := search.SearchParameters().Read(given.get)
		if tc.want == "" {
			if len(problems) > 0 {
				t.Errorf("%s: %v", tc.name, problems)
			}
			continue
		}
		if len(problems) != 1 || problems[0].Parameter.Name != tc.name || !strings.Contains(problems[0].Error(), tc.want) {
			t.Errorf("%s %.40q: %v, want %s", tc.name, tc.given, problems, tc.want)
		}
		if len(r.Filters) > 0 || r.Mode != search.Smart || r.Limit != search.DefaultLimit || fmt.Sprint(r.Lang) != "zh" {
			t.Errorf("%s %.40q: %+v", tc.name, tc.given, r)
		}
	}
}
