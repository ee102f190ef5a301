package opensearch

import (
	"encoding/json"
	"strings"
	"testing"

	"gongbao/search/match"
	"gongbao/search/query"
)

// TestCandidates checks the candidate queries of inputs. The tests of package query cover parsing.
func TestCandidates(t *testing.T) {
	for _, tc := range []struct{ input, candidates, remains string }{
		{"碳排放", `[grams:碳排 grams:排放]`, "碳排放"},
		{"绿", `[grams:绿]`, "绿"},
		{"5G基站", `[grams:5g基 grams:基站]`, "5G基站"},
		{"风电 OR 光伏", `[any([grams:风电] [grams:光伏])]`, "风电 OR 光伏"},
		{"风电 OR 、", `[]`, "风电 OR 、"},
		{"风电 -光伏", `[grams:风电]`, "风电 -光伏"},
		{"就业 NEAR/20 稳定", `[grams:就业 grams:稳定]`, "就业 NEAR/20 稳定"},
		{"同句:(就业 稳定)", `[grams:就业 grams:稳定]`, "同句:(就业 稳定)"},
		{"发展 year:2020..2024", `[grams:发展 year:2020..2024]`, "发展"},
		{"year:..2024", `[year:1..2024]`, ""},
		{"发展 region:辽宁,吉林 level:province", `[grams:发展 region:辽宁|吉林 level:province]`, "发展"},
		{"发展 OR year:2020", `[any([grams:发展] [year:2020..2020])]`, "发展 OR year:2020"},
		{"发展 -region:辽宁", `[grams:发展]`, "发展 -region:辽宁"},
		{"氢 section:能源", `[grams:氢 any([section_grams:能源])]`, "氢 section:能源"},
		{"氢 title:辽宁,吉林", `[grams:氢 any([label_grams:辽宁] [label_grams:吉林])]`, "氢 title:辽宁,吉林"},
	} {
		tree := query.Parse(tc.input).Root
		if got := written(t, candidates(match.Candidates(tree))); got != tc.candidates {
			t.Errorf("%s: candidates %s, want %s", tc.input, got, tc.candidates)
		}
		want := query.Print(query.Parse(tc.remains).Root)
		if rest := query.Print(remainder(tree)); rest != want {
			t.Errorf("%s: %q remains for the script, want %q", tc.input, rest, want)
		}
	}
}

// TestCandidatesAreBounded checks that no query exceeds the limits of OpenSearch.
func TestCandidatesAreBounded(t *testing.T) {
	long := strings.Repeat("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥", 300)
	for name, tree := range map[string]query.Node{
		"a long text":     query.Text{Value: long},
		"many":            query.Or{Nodes: repeat(query.Text{Value: long[:3000]}, 80)},
		"many in all":     query.And{Nodes: repeat(query.Text{Value: long[:3000]}, 80)},
		"a list":          query.Or{Nodes: words(query.MaxTerms)},
		"all of a list":   query.And{Nodes: words(query.MaxTerms)},
		"a list of pairs": query.Or{Nodes: pairs(words(query.MaxTerms))},
		"pairs of lists":  query.And{Nodes: pairs(words(query.MaxTerms))},
	} {
		asked, err := json.Marshal(candidates(match.Candidates(tree)))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(asked), `{"term`); n == 0 || n > clauses {
			t.Errorf("%s: %d clauses, of %d at most", name, n, clauses)
		}
	}
}

// words returns so many different texts of two terms each.
func words(n int) (nodes []query.Node) {
	for i := range n {
		nodes = append(nodes, query.Text{Value: "词条" + string(rune('一'+i))})
	}
	return nodes
}

// pairs returns texts in twos, both of which have to occur.
func pairs(texts []query.Node) (nodes []query.Node) {
	for i := 0; i+1 < len(texts); i += 2 {
		nodes = append(nodes, query.And{Nodes: texts[i : i+2]})
	}
	return nodes
}

func repeat(n query.Node, times int) (nodes []query.Node) {
	for range times {
		nodes = append(nodes, n)
	}
	return nodes
}

// written returns a short notation of filters.
func written(t *testing.T, p []object) string {
	t.Helper()
	var parts []string
	for _, filter := range p {
		encoded, err := json.Marshal(filter)
		if err != nil {
			t.Fatal(err)
		}
		var f struct {
			Term  map[string]string
			Terms map[string][]string
			Range map[string]struct{ Gte, Lte json.Number }
			Bool  struct {
				Should []struct{ Bool struct{ Filter []object } }
			}
		}
		if err := json.Unmarshal(encoded, &f); err != nil {
			t.Fatal(err)
		}
		for field, value := range f.Term {
			parts = append(parts, field+":"+value)
		}
		for field, values := range f.Terms {
			parts = append(parts, field+":"+strings.Join(values, "|"))
		}
		for field, r := range f.Range {
			parts = append(parts, field+":"+r.Gte.String()+".."+r.Lte.String())
		}
		if f.Bool.Should != nil {
			var any []string
			for _, one := range f.Bool.Should {
				any = append(any, written(t, one.Bool.Filter))
			}
			parts = append(parts, "any("+strings.Join(any, " ")+")")
		}
	}
	return "[" + strings.Join(parts, " ") + "]"
}
