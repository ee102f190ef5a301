package text_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gongbao/corpus/text"
)

// TestUnfold compares with the spans of a text that has been folded, at every stretch of it.
func TestUnfold(t *testing.T) {
	texts := []struct {
		display string
		known   bool // whether no stretch needs folding anew
	}{
		{"碳排放达峰", true},
		{"坚持“两个毫不动摇”，落实《条例》（修订）；增长５％！", true},
		{"發展數字經濟，覆蓋面擴大；著力", true},
		{"“”", true},
		{"“新”", true},
		{"十九——二十", false},
		{"GDP增长 8.5 %，5G 基站", false},
		{"1,200,000 吨", false},
		{"1——2 年", false},
		{"Cafe\u0301与㎡", false},
		{"二○二一年", true},
		{"国发〔2021〕5号", false},
		{"か\u3099き", false},
	}
	for _, tt := range texts {
		unfoldAll(t, tt.display, tt.known)
	}
	pieces := []string{"中国", "发展", "發展", "“", "”", "《", "》", "，", ",", " ", "　", "-", "—", "1", "２", "1,200", "a", "Ｂ", "e\u0301", "か\u3099", "㎡", "³", "○", "〔", "）", "\u200b", "！", "𠀀", "\n"}
	r := rand.New(rand.NewPCG(1, 2))
	told := 0
	for range 20000 {
		if unfoldAll(t, pieced(r, pieces, 1+r.IntN(8)), false) {
			told++
		}
	}
	if told < 4000 {
		t.Errorf("%d of 20000 texts needed no folding, want a fifth at least", told)
	}
}

// unfoldAll unfolds every stretch of a text, by itself and with what follows it, and reports whether none had to be folded.
func unfoldAll(t *testing.T, display string, known bool) (all bool) {
	f := text.NewFolded(display)
	var borders []int
	for i := range f.Text + "\x00" {
		borders = append(borders, i)
	}
	all = true
	check := func(asked ...text.Span) {
		spans, want := slices.Clone(asked), make([]text.Span, len(asked))
		for i, s := range asked {
			want[i] = f.Span(s)
		}
		switch ok := text.Unfold(spans, display, f.Text); {
		case !ok:
			all = false
			if known {
				t.Errorf("Unfold(%v, %q, %q) does not tell", asked, display, f.Text)
			}
		case !slices.Equal(spans, want):
			t.Errorf("Unfold(%v, %q, %q) = %v, want %v", asked, display, f.Text, spans, want)
		}
	}
	for i, from := range borders {
		for _, to := range borders[i+1:] {
			check(text.Span{from, to})
			if to < len(f.Text) {
				check(text.Span{from, to}, text.Span{to, len(f.Text)})
			}
		}
	}
	return all
}
