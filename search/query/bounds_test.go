package query_test

import (
	"strings"
	"testing"

	. "gongbao/search/query"
)

func TestBounds(t *testing.T) {
	for _, c := range []struct {
		name, input string
		codes       string
		terms       int // that are left
	}{
		{"a paste that just fits", strings.Repeat("的", MaxText), "", 1},
		{"a paste that does not", strings.Repeat("的", MaxText+1), "cut", 1},
		{"two that do not fit together", strings.Repeat("的", MaxText-1) + " 甲乙", "cut", 2},
		{"nothing left for another", strings.Repeat("的", MaxText) + " 甲", "cut", 1},
		{"white space without end", strings.Repeat(" ", MaxInput+1) + "甲", "cut", 0},
		{"a list of values too long", "甲 region:" + strings.Repeat("辽宁", MaxText), "cut", 1},
		{"values in quotation marks", "甲 region:" + strings.ReplaceAll(distinct((MaxText-1)/2), " OR ", ",") + strings.ReplaceAll(quotedValues(800), " ", ","), "", 1},
		{"as many terms as fit", distinct(MaxTerms), "", MaxTerms},
		{"one more", distinct(MaxTerms + 1), "too-many", MaxTerms},
		{"one more in brackets", "(" + distinct(MaxTerms) + " OR (-尾)) 甲", "too-many", MaxTerms},
		{"as deep as it goes", deep(MaxDepth), "", 2*MaxDepth + 1},
		{"deeper", deep(MaxDepth + 1), "too-deep", 2*MaxDepth + 3},
		{"brackets for their own sake", strings.Repeat("(", 999) + "甲" + strings.Repeat(")", 999), "too-deep", 1},
	} {
		q := Parse(c.input)
		if got := codes(q.Notes); got != c.codes {
			t.Errorf("%s: notes %q, want %q", c.name, got, c.codes)
		}
		if got := len(Texts(q.Root)); got != c.terms {
			t.Errorf("%s: %d texts, want %d", c.name, got, c.terms)
		}
		checkQuery(t, c.input)
	}
}

// distinct gives so many terms, no two the same.
func distinct(n int) string {
	var terms []string
	for i := range n {
		terms = append(terms, string(rune('十'+i)))
	}
	return strings.Join(terms, " OR ")
}

// quotedValues gives so many values that have to stand in quotation marks.
func quotedValues(n int) string {
	var values strings.Builder
	for i := range n {
		values.WriteString(" “(" + string(rune('十'+i)) + "”")
	}
	return values.String()
}

// deep gives terms in so many brackets inside each other that none of them can be left out.
func deep(n int) string {
	input := "心"
	for i := range n {
		input = string(rune('十'+2*i)) + " (" + input + " OR " + string(rune('一'+2*i+1)) + ")"
	}
	return input
}

func TestNotesAreFew(t *testing.T) {
	var input strings.Builder
	for i := range 200 {
		input.WriteString(string(rune('十'+i)) + "” ")
	}
	if got := len(Parse(input.String()).Notes); got != MaxNotes {
		t.Errorf("%d notes, want %d", got, MaxNotes)
	}
}
