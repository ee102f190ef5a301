package alike

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRun holds what a pass over random texts looks at against a look at each pattern at each of its positions.
func TestRun(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	letters := []rune("高质量发展改革开放生产力新制心智人民全面5Gg10，。、")
	random := func(most int) string {
		var b strings.Builder
		for range 1 + r.IntN(most) {
			b.WriteRune(letters[r.IntN(len(letters))])
		}
		return b.String()
	}
	found := 0
	for range 1000 {
		var paragraphs []string
		for range 1 + r.IntN(4) {
			paragraphs = append(paragraphs, random(40))
		}
		text := textOf(t, paragraphs...)
		typed := []rune(paragraphs[0])
		typed = typed[r.IntN(len(typed)):]
		typed = typed[:min(len(typed), 3+r.IntN(5))]
		switch at := r.IntN(len(typed)); r.IntN(4) {
		case 0:
			typed[at] = letters[r.IntN(len(letters))]
		case 1:
			typed = slices.Delete(typed, at, at+1)
		case 2:
			typed = slices.Insert(typed, at, letters[r.IntN(len(letters))])
		case 3:
			other := r.IntN(len(typed))
			typed[at], typed[other] = typed[other], typed[at]
		}
		input := foldedInput(string(typed))
		withSlips := slices.DeleteFunc(patternsOf(input), func(p pattern) bool { return !p.slips }) // others are looked at where they match
		one, all := newScan(text, withSlips), newScan(text, withSlips)
		one.run()
		for i := range all.patterns {
			for end := 1; end < len(text.characters); end++ {
				all.look(&all.patterns[i], end)
			}
		}
		seen := func(s *scan) map[string]int {
			counts := map[string]int{}
			for _, f := range s.found {
				counts[f.folded] = f.cost
			}
			return counts
		}
		if diff := cmp.Diff(seen(all), seen(one)); diff != "" {
			t.Fatalf("%q in %q (-all +pass):\n%s", input, paragraphs, diff)
		}
		found += len(one.found)
	}
	if found < 300 {
		t.Errorf("%d texts were found", found)
	}
}
