package frequent_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gongbao/corpus/text"
	"gongbao/search/engine/bleve/frequent"
)

// TestEdges holds what is known of every string of random texts that has a separator against a scan: no paragraph with it is missing, and
// what is known is never more than what its rarest rare edge has.
func TestEdges(t *testing.T) {
	narrowed, nowhere, sharp := 0, 0, 0
	for seed, size := range []int{200, 400, 5200, 10_201} {
		c := newCorpus(rand.New(rand.NewPCG(uint64(seed), 8)), size)
		table, edges := c.opened(t)
		all := c.strings()
		for _, s := range []string{"，人", "人人开，", "（放", "和“", "、高质量发展，", "发展，改革", "🀄人", "人🀄", "人 ", ".人", "、和、", "产业“", "“改革", "（业", "业（", "：人"} {
			all[text.Fold(s)] = 0 // most of these stand nowhere
		}
		for s := range all {
			p := text.NewPattern(s)
			if p.Folded() != s || text.Loosen(s) == s {
				continue
			}
			list, ok, err := edges.Having(table, s)
			if err != nil {
				t.Fatalf("%q: %v", s, err)
			}
			if !ok {
				continue
			}
			narrowed++
			var want []uint32
			for n, folded := range c.texts {
				if p.Count(folded) > 0 {
					want = append(want, uint32(n))
				}
			}
			if len(list) >= max(50, (size+199)/200) || !slices.IsSorted(list) {
				t.Fatalf("%q: %d paragraphs of %d are listed", s, len(list), size)
			}
			if len(list) == 0 {
				nowhere++
			}
			if slices.Equal(list, want) {
				sharp++
			}
			for _, n := range want {
				if !slices.Contains(list, n) {
					t.Fatalf("%q stands in paragraph %d: %q; listed are %d", s, n, c.texts[n], list)
				}
			}
		}
	}
	t.Logf("%d strings are narrowed, of %d it is known that they stand nowhere, of %d all paragraphs are known and no other", narrowed, nowhere, sharp)
	if narrowed < 10_000 || nowhere < 5 || sharp < 500 {
		t.Error("too few")
	}
}

// TestEdgesKnown: of ，升, whose 升 is frequent while it is not, every paragraph is known; of ，降, nothing, because 降 is not frequent, and of ，增
// nothing, because it is frequent itself. The walk goes on where a shorter edge is frequent, and passes what ends with a letter or digit.
func TestEdgesKnown(t *testing.T) {
	var texts []string
	for n := range 1000 {
		s := "升级，增长"
		switch {
		case n%100 == 3:
			s = "要，升级、增加5万"
		case n%250 == 7:
			s = "，降，增强增加5万"
		case n%10 == 1:
			s = "增强增加5万"
		}
		texts = append(texts, text.Fold(s))
	}
	c := &corpus{texts: texts, Source: frequent.Source{Cells: []frequent.Cell{{To: len(texts)}}}}
	c.fill()
	c.paths, c.titles, c.headings = make([]int, len(texts)), []string{""}, make([]bool, len(texts))
	table, edges := c.opened(t)
	for s, want := range map[string]struct {
		n  int
		ok bool
	}{
		"，升": {10, true}, "，升级": {10, true}, "级、": {10, true}, "升级、增": {10, true}, "，升级，": {10, true}, "强，": {0, true},
		"，降": {}, "，增": {}, "，增长": {}, "升级，增长": {}, "，增强": {4, true}, "长，": {0, true}, "要，": {}, "、增加5": {10, true}, "，增加5万": {0, true},
	} {
		list, ok, err := edges.Having(table, text.Fold(s))
		if err != nil || ok != want.ok || len(list) != want.n {
			t.Errorf("%s: %d paragraphs, known %v, %v; want %v", s, len(list), ok, err, want)
		}
	}
}

// TestEdgesDamaged cuts the rare edges short and changes their bytes. Whatever is read of them ends, and is in its bounds.
func TestEdgesDamaged(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 7))
	c := newCorpus(r, 300)
	table, _ := c.opened(t)
	_, whole := made(t, &c.Source)
	refused, read := 0, 0
	for range 3000 {
		edges, err := frequent.OpenEdges(damaged(r, whole), len(c.texts))
		if err != nil {
			refused++
			continue
		}
		for _, s := range []string{"，发", "展、", "（人", "质量，", "放。改"} {
			list, _, err := edges.Having(table, s)
			if err != nil {
				refused++
				continue
			}
			read++
			for _, n := range list {
				if int(n) >= len(c.texts) {
					t.Fatalf("paragraph %d of %d", n, len(c.texts))
				}
			}
		}
	}
	if refused < 100 || read < 100 {
		t.Errorf("%d were refused, %d read", refused, read)
	}
	if _, err := frequent.OpenEdges(whole, len(c.texts)+1); err == nil {
		t.Error("edges of other paragraphs open")
	}
}
