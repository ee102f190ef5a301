package query_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	. "gongbao/search/query"
)

// TestBooleanCases answers the questions of cases/boolean.jsonl below GONGBAO_DATA with a plain scan.
func TestBooleanCases(t *testing.T) {
	dir := os.Getenv("GONGBAO_DATA")
	if dir == "" {
		t.Skip("GONGBAO_DATA is not set")
	}
	file, err := os.Open(filepath.Join(dir, "cases", "boolean.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var paragraphs []string
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var c struct {
			Paragraphs []string
			ID, Query  string
			Want       []int
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if c.Paragraphs != nil {
			paragraphs = c.Paragraphs
			continue
		}
		root := Parse(c.Query).Root
		got := []int{}
		for i, p := range paragraphs {
			if matches(root, p) {
				got = append(got, i)
			}
		}
		if !reflect.DeepEqual(got, c.Want) {
			t.Errorf("%s: %s finds %v, want %v", c.ID, c.Query, got, c.Want)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// matches answers a tree without filters as Ctrl+F would.
func matches(n Node, paragraph string) bool {
	switch n := n.(type) {
	case Text:
		return strings.Contains(paragraph, strings.Trim(n.Value, "“”"))
	case And:
		for _, part := range n.Nodes {
			if !matches(part, paragraph) {
				return false
			}
		}
		return true
	case Or:
		for _, part := range n.Nodes {
			if matches(part, paragraph) {
				return true
			}
		}
	case Not:
		return !matches(n.Node, paragraph)
	case Same:
		for sentence := range strings.FieldsFuncSeq(paragraph, func(r rune) bool { return n.Unit == Sentence && r == '。' }) {
			if matches(n.Node, sentence) {
				return true
			}
		}
	}
	return false
}
