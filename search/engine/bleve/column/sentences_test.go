package column_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus/text"
	"gongbao/search/engine/bleve/column"
)

// TestSentences compares the column with the texts cut anew.
func TestSentences(t *testing.T) {
	texts := []string{"", "发展", "发展。改革！”开放", "。。", "", strings.Repeat("发展", 5000) + "。改革", "改革。"}
	r := rand.New(rand.NewPCG(1, 1))
	pieces := strings.Split("发|展|改革|。|！|？|”|）|\n|5g|.|，|!|\xff|"+strings.Repeat("开放", 50), "|")
	for range 2000 {
		var b strings.Builder
		for range r.IntN(20) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		texts = append(texts, b.String())
	}
	var w column.SentenceWriter
	for _, s := range texts {
		w.Add(text.Sentences(s))
	}
	bytes := w.Bytes()
	c, err := column.Column(bytes).Sentences(len(texts))
	if err != nil {
		t.Fatal(err)
	}
	several := 0
	for i, s := range texts {
		want, end := []int{-1}, 0
		for sentence := range text.Sentences(s) {
			end += len(sentence)
			want = append(want, end)
		}
		if got := c.Append([]int{-1}, i, len(s)); !slices.Equal(got, want) {
			t.Fatalf("sentences of %q end at %v, want %v", s, got, want)
		}
		if len(want) > 2 {
			several++
		}
	}
	if several < 1000 {
		t.Errorf("%d texts of several sentences", several)
	}
	for _, bad := range [][]byte{nil, bytes[:len(bytes)-1], append(slices.Clone(bytes), 1), bytes[4:]} {
		if _, err := column.Column(bad).Sentences(len(texts)); err == nil {
			t.Errorf("a column of %d bytes is taken for one of %d", len(bad), len(bytes))
		}
	}
}
