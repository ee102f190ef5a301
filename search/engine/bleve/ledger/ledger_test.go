package ledger_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/figure"
	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
	"gongbao/search/engine/bleve/column"
	"gongbao/search/engine/bleve/ledger"
)

// figures have numbers of every kind: exact fractions, many digits, negative exponents, years that are unknown.
var figures = []figure.Figure{
	{Paragraph: 1, Span: text.Span{From: 12, To: 14}, Sentence: text.Span{To: 40}, Number: "5%", Indicator: "GDP增速", Value: number(5, 0, 0), Unit: "%", Measure: figure.Growth, Sign: "up", Comparator: "~", Qualifiers: []string{"左右", "力争"}, Kind: figure.Target, From: 2025, To: 2025, Subject: "辽宁"},
	{Paragraph: 1, Span: text.Span{From: 30, To: 42}, Sentence: text.Span{To: 45}, Number: "三分之二", Indicator: "耕地", Value: number(2, 0, 3), Measure: figure.Amount, Comparator: "=", Kind: figure.Base, Subject: "全国"},
	{Paragraph: 3, Span: text.Span{From: 0, To: 9}, Sentence: text.Span{To: 45}, Number: "12万至3", Indicator: "ＧＤＰ", Value: number(12, 4, 0), High: number(123456789012345678, -7, 0), Unit: "元", Measure: figure.Rank, Sign: "down", Comparator: "<=", Kind: figure.Result, From: -4, To: 2100, Subject: "辽宁"},
}

func number(digits int64, exponent int, over int64) quantity.Number {
	n := quantity.NewNumber(digits, exponent)
	n.Over = over
	return n
}

func TestLedger(t *testing.T) {
	l := write(t, figures)
	if l.Len() != 2*len(figures) {
		t.Fatalf("%d figures, want %d", l.Len(), 2*len(figures))
	}
	for first, want := range map[int][2]int{0: {0, 3}, 5: {3, 6}, 7: {5, 6}, 8: {6, 6}} {
		if from, to := l.In(first, first+3); [2]int{from, to} != want {
			t.Errorf("paragraphs from %d to before %d have the figures from %d to before %d, want %v", first, first+3, from, to, want)
		}
	}
	for _, tc := range []struct {
		ledger.Selection
		want []int
	}{
		{ledger.Selection{}, []int{0, 1, 2}},
		{ledger.Selection{Kinds: []figure.Kind{figure.Base, figure.Result}}, []int{1, 2}},
		{ledger.Selection{Names: []string{"gdp"}}, []int{0, 2}},
		{ledger.Selection{Names: []string{"gdp"}, Kinds: []figure.Kind{figure.Target}}, []int{0}},
		{ledger.Selection{Names: []string{"无", "地"}}, []int{1}},
		{ledger.Selection{Names: []string{"无"}}, nil},
	} {
		var want, got []figure.Figure
		for _, i := range tc.want {
			want = append(want, figures[i])
		}
		r := l.Reader(tc.Selection)
		for i := range 3 {
			if !r.Wants(3 + i) {
				continue
			}
			f, err := r.At(3+i, 5)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, f)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%+v (-added +read):\n%s", tc.Selection, diff)
		}
	}
}

// write makes a ledger of two reports, the second from paragraph 5 of the part on, with the same figures.
func write(t *testing.T, figures []figure.Figure) ledger.Ledger {
	t.Helper()
	var texts bytes.Buffer
	w := ledger.NewWriter(&texts)
	for _, first := range []int{0, 5} {
		if err := w.Add(first, figures); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := w.Finish()
	if err != nil {
		t.Fatal(err)
	}
	for _, damaged := range [][]byte{rows[1:], rows[:len(rows)-1], rows[:10], nil, bytes.Repeat([]byte{5}, 100), make([]byte, 100)} {
		if _, err := ledger.ReadRows(damaged); err == nil {
			t.Errorf("rows that are cut short are read: %x", damaged)
		}
	}
	read, err := ledger.ReadRows(rows)
	if err != nil {
		t.Fatal(err)
	}
	l, err := ledger.New(read, texts.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ledger.New(read, column.Column("no")); err == nil {
		t.Error("texts that are cut short are read")
	}
	return l
}

// TestUnknown adds figures with a word that the ledger has no number for.
func TestUnknown(t *testing.T) {
	for _, change := range []func(*figure.Figure){
		func(f *figure.Figure) { f.Kind = "wish" }, func(f *figure.Figure) { f.Measure = "colour" },
		func(f *figure.Figure) { f.Sign = "sideways" }, func(f *figure.Figure) { f.Comparator = "≠" },
	} {
		one := slices.Clone(figures[:1])
		change(&one[0])
		if err := ledger.NewWriter(new(bytes.Buffer)).Add(0, one); err == nil || !strings.Contains(err.Error(), "measure") {
			t.Errorf("%+v: error %v", one[0], err)
		}
	}
}

// TestEmpty reads a ledger without figures, as parts have it and as those of before format 9 do.
func TestEmpty(t *testing.T) {
	if l := write(t, nil); l.Len() != 0 {
		t.Errorf("%d figures", l.Len())
	}
	for file, ok := range map[string]bool{"": true, strings.Repeat("1234", 15): true, "1234": false} {
		if _, err := ledger.ReadWideRows([]byte(file)); (err == nil) != ok {
			t.Errorf("%d bytes: %v", len(file), err)
		}
	}
}
