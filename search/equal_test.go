package search_test

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
)

// amounts is a report whose paragraphs have values in several wordings.
func amounts() corpus.Report {
	r := corpus.Report{Header: corpus.Header{ID: "liaoning-2024", Title: "政府工作报告", Region: "辽宁", Year: 2024}}
	for i, text := range []string{
		"地区生产总值达到12000亿元。",
		"工业总产值1.2万亿元，增长百分之六。",
		"贷款余额一万二千亿元，存款余额11.2万亿元。",
		"一般公共预算收入1．20万亿元，增长6%。",
		"出口12000亿美元，人均收入12000元。",
		"粮食产量2442万吨，新增就业三十万人。",
		"粮食产量二千四百四十二万吨，培训三十万人次，就业30万人。",
		"增长百分之六十，下降5.6%，第三个项目，十三个项目。",
		"建成3个项目，12000亿元和1.2万亿元。",
		"建成三个项目。",
	} {
		r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: text, Section: []string{"一、回顾"}})
	}
	return r
}

// TestEqual asks for values: paragraphs that have them in another wording alone follow the exact ones, are labelled and marked, and
// are in no total.
func TestEqual(t *testing.T) {
	s := service(t, amounts())
	for asked, want := range map[string]string{
		"12000亿元":                       "1 9; 2 同值：1.2万亿元 3 同值：一万二千亿元 4 同值：1．20万亿元",
		"1.2万亿元":                        "2 9; 1 同值：12000亿元 3 同值：一万二千亿元 4 同值：1．20万亿元",
		"一万两千亿元":                        "; 1 同值：12000亿元 2 同值：1.2万亿元 3 同值：一万二千亿元 4 同值：1．20万亿元 9 同值：12000亿元、1.2万亿元",
		"6%":                            "4; 2 同值：百分之六",
		"百分之六":                          "2 8; 4 同值：6%", // what is typed is found as a part, as by Ctrl+F
		"增长6%":                          "4; 2 同值：增长百分之六",
		"三十万人":                          "6 7;",
		"30万人":                          "7; 6 同值：三十万人",
		"30万人次":                         "; 7 同值：三十万人次",
		"3个项目":                          "9; 10 同值：三个项目",
		"粮食产量4884万斤":                    ";",
		"粮食产量488.4亿斤":                   "; 6 同值：粮食产量2442万吨 7 同值：粮食产量二千四百四十二万吨",
		"1.2万亿元 -增长":                    "9; 1 同值：12000亿元 3 同值：一万二千亿元",
		"贷款 12000亿元":                    "; 3 同值：一万二千亿元",
		"12000亿元 OR 三十万人":               "1 6 7 9; 2 同值：1.2万亿元 3 同值：一万二千亿元 4 同值：1．20万亿元",
		"同句:(工业 12000亿元)":               "; 2 同值：1.2万亿元",
		"同句:(工业 6%)":                    "; 2 同值：百分之六",
		"12000亿元 year:2023":             ";",
		"12000亿元 year:2024 -section:回顾": ";",
		"生产总值":                          "1;",
		"12000":                         "1 5 9;", // a number alone is no value
		"≥1.2万亿元":                       "1 2 3 4 9;",
		"20000亿元":                       ";", // 2万亿元 is a part of 1.2万亿元
	} {
		a := ask(t, s, search.Request{Query: asked, Order: search.Document, Lang: language.ZH, Unfolded: true})
		var exact, equal []string
		for _, h := range a.Hits {
			switch h.Match {
			case search.MatchExact:
				exact = append(exact, strconv.Itoa(h.Ordinal))
			case search.MatchEqual:
				equal = append(equal, strconv.Itoa(h.Ordinal), h.Reason)
			}
		}
		got := strings.Join(exact, " ") + ";" + strings.Join(append([]string{""}, equal...), " ")
		if strings.TrimSuffix(got, " ") != want {
			t.Errorf("%s finds %s, want %s", asked, got, want)
		}
		tier := cmp.Or(a.Equal, &search.Tier{})
		if a.Total.Paragraphs != len(exact) || tier.Paragraphs != len(equal)/2 || (a.Equal == nil) != (len(equal) == 0) {
			t.Errorf("%s: total %+v, equal %+v", asked, a.Total, a.Equal)
		}
		alone := ask(t, s, search.Request{Query: asked, Order: search.Document, Mode: search.Equal, Lang: language.ZH, Unfolded: true})
		if aloneTier := cmp.Or(alone.Equal, &search.Tier{}); *aloneTier != *tier || alone.Total != a.Total || len(alone.Hits) != tier.Paragraphs {
			t.Errorf("%s in the mode equal: %d hits, total %+v, equal %+v", asked, len(alone.Hits), alone.Total, alone.Equal)
		}
		exported := 0
		err := s.Read(t.Context(), func(e *search.Edition) error {
			for h, err := range e.Each(t.Context(), search.Request{Query: asked, Mode: search.Equal, Lang: language.ZH}) {
				if err != nil {
					return err
				}
				if h.Match != search.MatchEqual || h.ID != alone.Hits[exported].ID || h.Reason != alone.Hits[exported].Reason {
					t.Errorf("%s exports %+v", asked, h)
				}
				exported++
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		if exported != tier.Paragraphs {
			t.Errorf("%s exports %d hits, want %d", asked, exported, tier.Paragraphs)
		}
	}
}

// TestEqualPages turns the pages of an answer, by cursor and by number, whatever their size: every hit comes once, the exact ones first.
func TestEqualPages(t *testing.T) {
	s := service(t, amounts())
	for _, mode := range []search.Mode{search.Smart, search.Equal} {
		request := search.Request{Query: "12000亿元", Order: search.Document, Mode: mode, Unfolded: true}
		all := idsOf(ask(t, s, request))
		for size := 1; size <= len(all)+1; size++ {
			request := request
			request.Limit = size
			var turned, numbered []string
			for page := 0; page <= len(all); page++ {
				a := ask(t, s, request)
				turned = append(turned, idsOf(a)...)
				if a.Next == "" {
					break
				}
				request.Cursor = a.Next
			}
			request.Cursor = ""
			for page := 0; page*size < len(all); page++ {
				request.Skip = page * size
				numbered = append(numbered, idsOf(ask(t, s, request))...)
			}
			if !slices.Equal(turned, all) || !slices.Equal(numbered, all) {
				t.Errorf("%s, %d on a page: %q by cursor, %q by number, want %q", mode, size, turned, numbered, all)
			}
		}
	}
}

// idsOf returns the paragraphs of an answer, but for related ones.
func idsOf(a search.Answer) (ids []string) {
	for _, h := range a.Hits {
		if h.Match != search.MatchRelated {
			ids = append(ids, h.ID)
		}
	}
	return ids
}

// TestEqualFacets holds that the facets of a tier of equal values are of its hits, also beside a filter.
func TestEqualFacets(t *testing.T) {
	s := service(t, amounts())
	filter, err := query.ParseFilter(query.Year, "2024")
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"一万两千亿元", "12000亿元", "12000亿元 year:2024"} {
		for _, sideways := range []bool{false, true} {
			a := ask(t, s, search.Request{Query: q, Mode: search.Equal, Filters: []query.Node{filter}, Sideways: sideways})
			if len(a.Facets.Year) != 1 || a.Facets.Year[0].Paragraphs != a.Equal.Paragraphs || a.Facets.Region[0].Occurrences != a.Equal.Occurrences {
				t.Errorf("%s, sideways %v: facets %+v of %+v", q, sideways, a.Facets, a.Equal)
			}
		}
	}
	for _, mode := range []search.Mode{search.Exact, search.Loose} {
		if a := ask(t, s, search.Request{Query: "12000亿元", Mode: mode}); a.Equal != nil || slices.ContainsFunc(a.Hits, func(h search.Hit) bool { return h.Match == search.MatchEqual }) {
			t.Errorf("the mode %s has equal values: %+v", mode, a.Equal)
		}
	}
}

// TestEqualMarks marks a report with the values of a query in all their wordings.
func TestEqualMarks(t *testing.T) {
	s := service(t, amounts())
	for mode, want := range map[search.Mode]int{search.Exact: 2, search.Equal: 6} {
		view, err := s.Report(t.Context(), "liaoning-2024", search.Marking{Query: "12000亿元", Mode: mode})
		if err != nil {
			t.Fatal(err)
		}
		marks := 0
		for _, p := range view.Paragraphs {
			marks += len(p.Marks)
		}
		if marks != want {
			t.Errorf("the mode %s marks %d places, want %d", mode, marks, want)
		}
	}
}
