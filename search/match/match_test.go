package match_test

import (
	"bufio"
	"encoding/json"
	"math/rand/v2"
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
		"不含 绿色":                           true,
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

// TestMatchBoth compares looking strictly and loosely at once with doing so one after the other, on trees of few texts over
// paragraphs with and without separators inside the texts.
func TestMatchBoth(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 3))
	pick := func(from []string) string { return from[r.IntN(len(from))] }
	texts := []string{"发展", "改革", "开放", "革开", "展", "改革开放", "发发", "5G", "发、展", "就业", "。展", "业。就", "改！革"}
	pieces := []string{"发", "展", "改", "革", "开", "放", "就", "业", "、", "。", "！", " ", "5G", "，"}
	var tree func(depth int) query.Node
	tree = func(depth int) query.Node {
		if depth == 0 || r.IntN(4) == 0 {
			return query.Text{Value: pick(texts)}
		}
		nodes := []query.Node{tree(depth - 1), tree(depth - 1)}
		switch r.IntN(8) {
		case 0:
			return query.Not{Node: nodes[0]}
		case 1:
			return query.Same{Unit: query.Unit(r.IntN(2)), Node: query.And{Nodes: nodes}}
		case 2:
			return query.Near{Left: query.Text{Value: pick(texts)}, Right: query.Text{Value: pick(texts)}, Distance: r.IntN(3)}
		case 3, 4:
			return query.And{Nodes: nodes}
		}
		return query.Or{Nodes: nodes}
	}
	matching, differing := 0, 0
	for range 4000 {
		root := tree(r.IntN(3))
		strict, loose, whole, count := match.Compile(root, false), match.CompileToCount(root, true), match.Compile(root, true), match.CompileToCount(root, false)
		var found, looseFound, want, wantLoose, wantWhole, wholeFound, counted match.Matches
		for range 12 {
			var b strings.Builder
			for range r.IntN(20) {
				b.WriteString(pick(pieces))
			}
			p := match.Paragraph{Folded: text.Fold(b.String())}
			alone := plainScan{p: &paragraph{Paragraph: corpus.Paragraph{Text: p.Folded}}}
			if holds := alone.holds(root, p.Folded); strict.Match(p, &want) != holds {
				t.Fatalf("%s in %q: want %v", query.Print(root), p.Folded, holds)
			}
			alone.loose = true
			if holds := alone.holds(root, p.Folded); loose.Match(p, &wantLoose) != holds {
				t.Fatalf("%s loosely in %q: want %v", query.Print(root), p.Folded, holds)
			}
			matches, loosely := strict.MatchBoth(loose, p, &found, &looseFound)
			if matches != strict.Match(p, &want) || loosely != loose.Match(p, &wantLoose) || loosely != whole.Match(p, &wantWhole) {
				t.Fatalf("%s in %q: %v, loosely %v", query.Print(root), p.Folded, matches, loosely)
			}
			if matches && (found.Occurrences != want.Occurrences || !slices.Equal(found.Counts, want.Counts) || !slices.EqualFunc(found.Spans[:len(strict.Terms)], want.Spans[:len(strict.Terms)], slices.Equal)) {
				t.Fatalf("%s in %q: %d %v %v, want %d %v %v", query.Print(root), p.Folded, found.Occurrences, found.Counts, found.Spans, want.Occurrences, want.Counts, want.Spans)
			}
			if loosely && (looseFound.Occurrences != wantWhole.Occurrences || wantLoose.Occurrences != wantWhole.Occurrences) {
				t.Fatalf("%s in %q: loosely %d and %d, want %d", query.Print(root), p.Folded, looseFound.Occurrences, wantLoose.Occurrences, wantWhole.Occurrences)
			}
			loosely, matches = whole.MatchBoth(count, p, &wholeFound, &counted)
			if matches != strict.Match(p, &want) || loosely != whole.Match(p, &wantWhole) || matches && counted.Occurrences != want.Occurrences {
				t.Fatalf("%s in %q: loosely %v, and strictly %v in %d places, want %d", query.Print(root), p.Folded, loosely, matches, counted.Occurrences, want.Occurrences)
			}
			if loosely && (wholeFound.Occurrences != wantWhole.Occurrences || !slices.Equal(wholeFound.Counts, wantWhole.Counts) || !slices.EqualFunc(wholeFound.Spans[:len(whole.Terms)], wantWhole.Spans[:len(whole.Terms)], slices.Equal)) {
				t.Fatalf("%s in %q: loosely %d %v %v, want %d %v %v", query.Print(root), p.Folded, wholeFound.Occurrences, wholeFound.Counts, wholeFound.Spans, wantWhole.Occurrences, wantWhole.Counts, wantWhole.Spans)
			}
			if loosely {
				matching++
			}
			if loosely != matches || found.Occurrences != looseFound.Occurrences {
				differing++
			}
		}
	}
	if matching < 5000 || differing < 1000 {
		t.Errorf("%d match, %d differently: that holds little", matching, differing)
	}
}
