package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"gongbao/search/engine"
)

// TestVerdict checks that engines with different results are not compared.
func TestVerdict(t *testing.T) {
	found := func(name string, paragraphs int, failure error) result {
		return result{
			engine:  name,
			rows:    []row{{query: "发展", total: engine.Total{Paragraphs: 5, Reports: 2, Occurrences: 9}}},
			hostile: []hostileRow{{query: "500 ORs", total: engine.Total{Paragraphs: paragraphs}, err: failure}},
		}
	}
	same := found("bleve", 7, nil)
	for _, c := range []struct {
		name  string
		other result
		want  string // in the error; none when empty
	}{
		{"same", found("opensearch", 7, nil), ""},
		{"different", found("opensearch", 8, nil), "the engines disagree on 500 ORs: bleve finds {Paragraphs:7"},
		{"refused", found("opensearch", 0, fmt.Errorf("500 ORs: %w", engine.ErrDear)), ""},
		{"failed", found("opensearch", 0, errors.New("too many clauses")), "opensearch fails at 500 ORs: too many clauses"},
	} {
		err := verdict([]result{same, c.other})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q in it", c.name, err, c.want)
		}
	}
}
