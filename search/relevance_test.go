package search_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"gongbao/search"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestRelevance runs the queries of testdata/questions.txt and compares the first hits with the golden file, so that a
// change of the ranking shows as a diff, with its effect on recall and mean reciprocal rank.
func TestRelevance(t *testing.T) {
	const golden = "testdata/relevance.golden"
	s := sample(t)
	var out strings.Builder
	questions, found, reciprocal := 0, 0, 0.0
	for _, line := range questionLines(t) {
		question, answers := line[0], line[1:]
		hits := ask(t, s, search.Request{Query: question, Limit: 5}).Hits
		questions++
		fmt.Fprintln(&out, question)
		best := 0
		for i, h := range hits {
			right := " "
			if beginsWithOne(h.Text, answers) {
				right = "✓"
				if best == 0 {
					best = i + 1
				}
			}
			fmt.Fprintf(&out, "  %s %s %s%s\n", right, h.Match, string([]rune(h.Text)[:min(16, len([]rune(h.Text)))]), reasonOf(h))
		}
		if best > 0 {
			found++
			reciprocal += 1 / float64(best)
		}
	}
	fmt.Fprintf(&out, "\n%d questions: recall@5 %.3f, MRR@5 %.3f\n", questions, float64(found)/float64(questions), reciprocal/float64(questions))
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("the ranking has changed; if for the better, run: go test ./search -run TestRelevance -update\ngot:\n%s", out.String())
	}
}

func reasonOf(h search.Hit) string {
	if h.Reason == "" {
		return ""
	}
	return "（" + h.Reason + "）"
}

func questionLines(t *testing.T) (lines [][]string) {
	content, err := os.ReadFile("testdata/questions.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			lines = append(lines, strings.Split(line, " | "))
		}
	}
	return lines
}

func beginsWithOne(text string, beginnings []string) bool {
	for _, b := range beginnings {
		if strings.HasPrefix(text, b) {
			return true
		}
	}
	return false
}
