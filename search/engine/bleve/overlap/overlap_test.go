package overlap_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/text"
	"gongbao/search/engine/bleve/overlap"
)

func TestSums(t *testing.T) {
	for _, c := range []struct {
		words []string
		want  overlap.Sum
	}{
		{[]string{"改革", "开放"}, overlap.Sum{"改革": 1, "开放": 1}},
		{[]string{"发展", "高质量发展"}, overlap.Sum{"发展": 1}},                                                    // in it
		{[]string{"发展", "发展改革"}, overlap.Sum{"发展": 1}},                                                     // begins there
		{[]string{"平台经济", "经济发展"}, overlap.Sum{"平台经济": 1, "经济发展": 1, "平台经济发展": -1}},                        // reaches across
		{[]string{"绿色", "绿色发展", "发展", "高质量发展"}, overlap.Sum{"绿色": 1, "发展": 1, "绿色发展": -1}},                 // one in two
		{[]string{"色发", "绿色发展", "发展改革"}, overlap.Sum{"色发": 1, "发展改革": 1, "色发展改革": -1}},                     // a chain
		{[]string{"新发", "新发展", "高新发"}, overlap.Sum{"新发": 1}},                                               // both may hold the one
		{[]string{"发展", "新发展", "发展新"}, overlap.Sum{"发展": 1, "发展新发展": -1}},                                  // two places with a word between
		{[]string{"量发展", "发展改", "展改革"}, overlap.Sum{"量发展": 1, "发展改": 1, "展改革": 1, "量发展改": -1, "发展改革": -1}}, // each by the one before
	} {
		if diff := cmp.Diff(c.want, overlap.Union(c.words)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.words, diff)
		}
	}
	for _, c := range []struct {
		word   string
		longer []string
		want   overlap.Sum
	}{
		{"发展", nil, overlap.Sum{"发展": 1}},
		{"发展", []string{"高质量发展", "质量发展"}, overlap.Sum{"发展": 1, "质量发展": -1}},
		{"发展", []string{"新发展", "发展改革"}, overlap.Sum{"发展": 1, "新发展": -1, "发展改革": -1, "新发展改革": 1}},
	} {
		if diff := cmp.Diff(c.want, overlap.Outside(c.word, c.longer)); diff != "" {
			t.Errorf("%q outside %q (-want +got):\n%s", c.word, c.longer, diff)
		}
	}
}

// TestRandomSums compares sums with a look at every place.
func TestRandomSums(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	letters := []rune("甲乙丙")
	random := func(most int) string {
		b := make([]rune, 1+r.IntN(most))
		for i := range b {
			b[i] = letters[r.IntN(len(letters))]
		}
		return string(b)
	}
	overlapping := 0
	for range 20_000 {
		var words []string
		for range 1 + r.IntN(6) {
			if w := random(5); text.NewPattern(w).Plain() && !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
		if len(words) == 0 {
			continue
		}
		in := random(40)
		got := value(overlap.Union(words), in)
		if want := union(words, in); got != want {
			t.Fatalf("%q in %q: %d places, want %d by %v", words, in, got, want, overlap.Union(words))
		}
		var longer []string
		for _, w := range words[1:] {
			if strings.Contains(w, words[0]) {
				longer = append(longer, w)
			}
		}
		got = value(overlap.Outside(words[0], longer), in)
		if want := outside(words[0], longer, in); got != want {
			t.Fatalf("%q outside %q in %q: %d, want %d", words[0], longer, in, got, want)
		}
		if len(longer) > 1 && got < overlap.Standing(in, words[0]) {
			overlapping++
		}
	}
	if overlapping < 50 {
		t.Errorf("only %d texts have a word in one of several longer ones", overlapping)
	}
}

func value(s overlap.Sum, in string) (n int) {
	for what, times := range s {
		n += times * overlap.Standing(in, what)
	}
	return n
}

// places lists where words stand, by where they begin.
func places(words []string, in string) (spans [][2]int) {
	for from := range in {
		for _, w := range words {
			if strings.HasPrefix(in[from:], w) {
				spans = append(spans, [2]int{from, from + len(w)})
			}
		}
	}
	return spans
}

func union(words []string, in string) (n int) {
	end := 0
	for _, p := range places(words, in) {
		if p[0] >= end {
			n++
		}
		end = max(end, p[1])
	}
	return n
}

func outside(word string, longer []string, in string) (n int) {
	spans := places(longer, in)
	for _, p := range places([]string{word}, in) {
		if !slices.ContainsFunc(spans, func(l [2]int) bool { return l[0] <= p[0] && p[1] <= l[1] }) {
			n++
		}
	}
	return n
}
