package match_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/seeds"
)

func TestMarks(t *testing.T) {
	for _, tc := range []struct {
		query, text string
		want        []string
	}{
		{"经济 发展", "经济发展、发展经济", []string{"经济", "发展", "发展", "经济"}},
		{"经济发展 发展", "经济发展、发展经济", []string{"经济发展", "发展"}},
		{"发展 -经济", "发展工业", []string{"发展"}},
		{"同句:(就业 稳定)", "就业稳定。就业", []string{"就业", "稳定", "就业"}},
		{"year:2020", "发展", nil},
	} {
		if got := marked(tc.text, tc.query, false); !slices.Equal(got, tc.want) {
			t.Errorf("%s marks %q in %q, want %q", tc.query, got, tc.text, tc.want)
		}
	}
}

func marked(display, input string, loose bool) (marks []string) {
	for _, s := range match.Compile(query.Parse(input).Root, loose).Marks(display) {
		marks = append(marks, display[s.From:s.To])
	}
	return marks
}

func TestMatches(t *testing.T) {
	header := &corpus.Header{ID: "liaoning-2021", Title: "政府工作报告", Region: "辽宁", Level: corpus.Province, Kind: corpus.Work, Year: 2021}
	paragraph := &corpus.Paragraph{Text: "稳定就业。推动高质量发展，5G基站2.5万座。", Section: []string{"一、就业优先"}}
	for input, want := range map[string]bool{
		"就业 发展":                           true,
		"就业 AND NOT 发展":                   false,
		"同句:(就业 发展)":                      false,
		"同句:(高质量 基站)":                     true,
		"就业 NEAR/3 推动":                    true,
		"就业 NEAR/2 推动":                    true,
		"就业 NEAR/0 推动":                    false,
		"推动 NEAR/1 就业":                    true,
		"就业 year:2021":                    true,
		"就业 year:..2020":                  false,
		"region:辽宁 level:province":        true,
		"section:优先":                      true,
		"section:发展":                      false,
		"title:工作报告 report:liaoning-2021": true,
		"kind:resolution":                 false,
		"-绿色":                             true,
		"":                                false,
	} {
		if got := match.Compile(query.Parse(input).Root, false).MatchesIn(header, paragraph); got != want {
			t.Errorf("%q matches: %v, want %v", input, got, want)
		}
	}
}

// TestSharedCases reads the shared tables of marks and of queries.
func TestSharedCases(t *testing.T) {
	dir := os.Getenv("GONGBAO_DATA")
	if dir == "" {
		t.Skip("GONGBAO_DATA is not set: the shared tables are not read")
	}
	for row := range rows(t, filepath.Join(dir, "cases", "match.jsonl")) {
		if got := marked(row.Text, row.Query, row.Mode == "loose"); !slices.Equal(got, decode[[]string](t, row.Want)) {
			t.Errorf("%s: %q in %q marks %q, want %s", row.ID, row.Query, row.Text, got, row.Want)
		}
	}
	var paragraphs []string
	for row := range rows(t, filepath.Join(dir, "cases", "boolean.jsonl")) {
		if row.Paragraphs != nil {
			paragraphs = row.Paragraphs
			continue
		}
		got := []int{}
		for i, p := range paragraphs {
			if match.Compile(query.Parse(row.Query).Root, false).MatchesIn(&corpus.Header{}, &corpus.Paragraph{Text: p}) {
				got = append(got, i)
			}
		}
		if !slices.Equal(got, decode[[]int](t, row.Want)) {
			t.Errorf("%s: %q finds %v, want %s", row.ID, row.Query, got, row.Want)
		}
	}
}

// A row is a line of either table.
type row struct {
	ID, Text, Query, Mode string
	Want                  json.RawMessage
	Paragraphs            []string
}

func rows(t *testing.T, file string) func(yield func(row) bool) {
	return func(yield func(row) bool) {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		n := 0
		for lines := bufio.NewScanner(f); lines.Scan(); n++ {
			if !yield(decode[row](t, lines.Bytes())) {
				return
			}
		}
		if n < 20 {
			t.Errorf("%s has %d rows, want 20 at least", file, n)
		}
	}
}

func decode[T any](t *testing.T, encoded []byte) (v T) {
	t.Helper()
	if err := json.Unmarshal(encoded, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// TestByCost holds the order in which children are tried, whatever the order in which they were typed.
func TestByCost(t *testing.T) {
	const want = "region:辽宁 year:2020..2024 section:就业 发展 -改革 就业 NEAR/3 稳定 同句:(发展 改革)"
	for _, input := range []string{
		want,
		"同句:(发展 改革) 就业 NEAR/3 稳定 发展 section:就业 region:辽宁 -改革 year:2020..2024",
		"发展 同句:(发展 改革) -改革 region:辽宁 就业 NEAR/3 稳定 year:2020..2024 section:就业",
	} {
		tree := query.Parse(input).Root.(query.And)
		if got := query.Print(query.And{Nodes: match.ByCost(tree.Nodes)}); got != want {
			t.Errorf("%s is tried as %s, want %s", input, got, want)
		}
		if got := query.Print(tree); got != query.Print(query.Parse(input).Root) {
			t.Errorf("the tree of %s itself has become %s", input, got)
		}
	}
}

// BenchmarkOrder looks through a report for a text and a sentence. The order in which they are typed must not matter: the
// text is tried first.
func BenchmarkOrder(b *testing.B) {
	var paragraphs []match.Paragraph
	for line := range strings.Lines(seeds.Liaoning2021) {
		paragraphs = append(paragraphs, match.Paragraph{Folded: text.Fold(line)})
	}
	for _, input := range []string{"同句:(发展 改革) 发展", "发展 同句:(发展 改革)", "同句:(发展 改革) 无此", "同句:(发展 改革)", "发展"} {
		b.Run(input, func(b *testing.B) {
			m := match.Compile(query.Parse(input).Root, false)
			var found match.Matches
			for b.Loop() {
				for _, p := range paragraphs {
					m.Match(p, &found)
				}
			}
		})
	}
}
