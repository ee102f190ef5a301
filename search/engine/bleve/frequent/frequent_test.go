package frequent_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/text"
	"gongbao/search/engine/bleve/frequent"
	"gongbao/search/rank"
)

// A corpus is a source with its texts at hand.
type corpus struct {
	frequent.Source
	texts    []string // folded
	paths    []int
	titles   []string
	headings []bool
}

// newCorpus makes paragraphs of words that overlap, repeat themselves, and stand with and without separators between them.
func newCorpus(r *rand.Rand, paragraphs int) *corpus {
	words := []string{"发展", "，改革，", "高质量发展", "、人人", "质量", "人人", "人民", "改革", "开放", "5G基站", "基站5g", "2020年", "增长5.5%", "GDP", "的", "和", "产业", "业农", "a"}
	separators := []string{"", "", "", "、", "，", "。", " ", "（", "5", "“"}
	c := &corpus{}
	c.fill()
	phrase := func(most int) string {
		var b strings.Builder
		for range 1 + r.IntN(most) {
			// the later the word, the rarer it is, so that many are near the threshold
			b.WriteString(words[min(r.IntN(len(words)), r.IntN(2*len(words)))])
			b.WriteString(separators[r.IntN(len(separators))])
		}
		return text.Fold(b.String())
	}
	report := -1
	for n := range paragraphs {
		if report < 0 || r.IntN(20) == 0 {
			report++
		}
		path := r.IntN(5) == 0
		if last := len(c.Cells) - 1; last < 0 || c.Cells[last].Report != report || path && r.IntN(2) == 0 {
			c.Cells = append(c.Cells, frequent.Cell{Report: report, From: n})
			path = true
		}
		if path {
			c.titles = append(c.titles, phrase(2)+"\n"+phrase(2)+"\n")
		}
		c.Cells[len(c.Cells)-1].To = n + 1
		c.texts = append(c.texts, phrase(1+r.IntN(min(10, 15_000/paragraphs))))
		c.paths = append(c.paths, len(c.titles)-1)
		c.headings = append(c.headings, r.IntN(10) == 0)
	}
	return c
}

// fill lets the source give what the corpus has at hand.
func (c *corpus) fill() {
	c.Folded = func(n int) string { return c.texts[n] }
	c.Path = func(n int) int { return c.paths[n] }
	c.Titles = func(path int) string { return c.titles[path] }
	c.Heading = func(n int) bool { return c.headings[n] }
	c.Shape = func(n int) rank.Shape { return rank.ShapeOf(c.texts[n]) }
	c.Age = func(report int) int { return report * 7 % 40 }
}

// has returns what a scan finds of a pattern.
func (c *corpus) has(p text.Pattern) (rows []frequent.Row, mores []frequent.More, paragraphs, loosely int) {
	for i, cell := range c.Cells {
		row, more := frequent.Row{Cell: i}, frequent.More{Report: cell.Report}
		for n := cell.From; n < cell.To; n++ {
			strict, loose := p.Count(c.texts[n]), p.CountLoosely(c.texts[n])
			if strict > 0 {
				row.Paragraphs++
				row.Occurrences += strict
				paragraphs++
			}
			if loose > 0 {
				loosely++
				more.Occurrences += loose - strict
				if strict == 0 {
					more.Paragraphs++
				}
			}
		}
		if row.Paragraphs > 0 {
			rows = append(rows, row)
		}
		if last := len(mores) - 1; more.Occurrences > 0 && last >= 0 && mores[last].Report == more.Report {
			mores[last].Paragraphs += more.Paragraphs
			mores[last].Occurrences += more.Occurrences
		} else if more.Occurrences > 0 {
			mores = append(mores, more)
		}
	}
	return rows, mores, paragraphs, loosely
}

// weight is that of a paragraph by the documented formula.
func (c *corpus) weight(p text.Pattern, n int, average float64) float64 {
	context := rank.InText
	if _, ok := p.Next(c.titles[c.paths[n]], 0); ok {
		context = rank.InSection
	}
	if c.headings[n] {
		context = rank.InHeading
	}
	cell := slices.IndexFunc(c.Cells, func(cell frequent.Cell) bool { return n < cell.To })
	shape := rank.ShapeOf(c.texts[n])
	_, lead := p.Next(c.texts[n][:shape.Lead], 0)
	place := rank.Place{Context: context, Lead: lead, Brief: shape.Brief, Age: c.Age(c.Cells[cell].Report)}
	return rank.Weight(p.Count(c.texts[n]), len(c.texts[n])+1, average, place)
}

// strings returns every string of at most 19 characters in the texts, with the number of texts that have it.
func (c *corpus) strings() map[string]int {
	type seen struct{ last, count int }
	found := map[string]seen{}
	for n, s := range c.texts {
		var begins []int
		for i := range s {
			begins = append(begins, i)
		}
		begins = append(begins, len(s))
		for i, from := range begins {
			for _, to := range begins[i+1 : min(len(begins), i+20)] {
				if f := found[s[from:to]]; f.count == 0 || f.last != n {
					found[s[from:to]] = seen{n, f.count + 1}
				}
			}
		}
	}
	counts := map[string]int{}
	for s, f := range found {
		counts[s] = f.count
	}
	return counts
}

// made makes the table of a source, and its rare edges.
func made(t *testing.T, s *frequent.Source) (table, edges []byte) {
	t.Helper()
	table, edges, err := frequent.Make(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return table, edges
}

// opened makes the table of a corpus, and its rare edges, and opens both.
func (c *corpus) opened(t *testing.T) (*frequent.Table, *frequent.Edges) {
	t.Helper()
	file, list := made(t, &c.Source)
	table, err := frequent.Open(file, len(c.texts), len(c.Cells))
	if err != nil {
		t.Fatal(err)
	}
	edges, err := frequent.OpenEdges(list, len(c.texts))
	if err != nil {
		t.Fatal(err)
	}
	return table, edges
}

// TestStopped ends the context at some paragraph of each pass over the texts: a few hundred more are read, and no table is made.
func TestStopped(t *testing.T) {
	c := newCorpus(rand.New(rand.NewPCG(4, 7)), 2000)
	source, reads := c.Source, 0
	source.Folded = func(n int) string { reads++; return c.Folded(n) }
	whole, _ := made(t, &source)
	all, passes := reads, reads/2000
	if len(whole) == 0 || passes < 4 {
		t.Fatalf("%d reads of 2000 paragraphs", all)
	}
	for at := 500; at < all; at += 1000 {
		ctx, stop := context.WithCancel(t.Context())
		reads = 0
		source.Folded = func(n int) string {
			if reads++; reads == at {
				stop()
			}
			return c.Folded(n)
		}
		if table, edges, err := frequent.Make(ctx, &source); !errors.Is(err, context.Canceled) || table != nil || edges != nil || reads > at+2500 {
			t.Errorf("stopped at read %d of %d: %d bytes after %d reads, %v", at, all, len(table)+len(edges), reads, err)
		}
		stop()
	}
}

// TestScan compares whatever a table has of the strings of random texts with a scan.
func TestScan(t *testing.T) {
	var before, after, both, alone int // strings with separators at their ends, and of separators alone
	for seed, size := range []int{200, 400, 400, 5200, 10_201} {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		c := newCorpus(r, size)
		table, _ := c.opened(t)
		all, in, near := c.strings(), 0, 0
		for s, count := range all {
			e, ok, err := table.Find(s)
			if err != nil {
				t.Fatalf("%q: %v", s, err)
			}
			if !ok && count < 40 {
				continue // of the rare strings the length of the table tells
			}
			p := text.NewPattern(s)
			rows, mores, paragraphs, loosely := c.has(p)
			want := paragraphs >= max(50, (size+199)/200) && p.Anywhere() && p.Folded() == s && isListed(s)
			if ok != want {
				t.Errorf("%q stands in %d of %d paragraphs: in the table %v, want %v", s, paragraphs, size, ok, want)
			}
			if paragraphs > 40 && paragraphs < 70 {
				near++
			}
			if !ok {
				continue
			}
			in++
			if diff := cmp.Diff(rows, slices.Collect(e.Rows())); diff != "" {
				t.Errorf("%q: rows (-scan +table):\n%s", s, diff)
			}
			c.compareBest(t, s, e)
			if text.Loosen(s) != s {
				switch begins, ends := strings.HasPrefix(s, text.Loosen(s)), strings.HasSuffix(s, text.Loosen(s)); {
				case text.Loosen(s) == "":
					alone++
					continue
				case begins:
					after++
				case ends:
					before++
				default:
					both++
				}
				if _, ok, err := table.Find(text.Loosen(s)); !ok || err != nil {
					t.Errorf("%q is in the table, %q is not: %v", s, text.Loosen(s), err)
				}
				continue
			}
			if diff := cmp.Diff(mores, e.Mores); diff != "" {
				t.Errorf("%q: more loosely (-scan +table):\n%s", s, diff)
			}
			if n, ok := table.Loosely(s); n != loosely || !ok || e.LooseParagraphs != loosely || e.Paragraphs != paragraphs {
				t.Errorf("%q: %d paragraphs, loosely %d and %d; a scan has %d and %d", s, e.Paragraphs, e.LooseParagraphs, n, paragraphs, loosely)
			}
		}
		if in == 0 || in != table.Len() {
			t.Errorf("the table has %d strings, a scan %d", table.Len(), in)
		}
		t.Logf("%d paragraphs: %d strings of %d are in the table; %d were near the threshold", size, in, len(all), near)
	}
	if before < 10 || after < 10 || both < 3 || alone < 10 {
		t.Errorf("%d strings with a separator in front, %d with one behind, %d with both and %d of separators alone are in the tables", before, after, both, alone)
	}
}

// isListed reports whether the table takes a string in if it is frequent: one without separators, but one at an end, or one of a separator
// or two.
func isListed(s string) bool {
	bare := []rune(text.Loosen(s))
	if len(bare) == 0 {
		return len([]rune(s)) <= 2
	}
	if len(bare) > 16 || !text.NewPattern(string(bare)).Anywhere() {
		return false
	}
	before, after, found := strings.Cut(s, string(bare))
	return found && len([]rune(before)) <= 1 && len([]rune(after)) <= 1
}

// compareBest requires that the best paragraphs of a string are true, and that all others weigh no more than the bound.
func (c *corpus) compareBest(t *testing.T, s string, e frequent.Entry) {
	p := text.NewPattern(s)
	listed := map[int]bool{}
	least := 1000.0
	for _, b := range e.Best {
		if n := p.Count(c.texts[b.Paragraph]); n != b.Occurrences || listed[b.Paragraph] {
			t.Errorf("%q: paragraph %d is listed with %d occurrences, has %d", s, b.Paragraph, b.Occurrences, n)
		}
		listed[b.Paragraph] = true
		least = min(least, c.weight(p, b.Paragraph, e.Average))
	}
	for n, text := range c.texts {
		if p.Count(text) > 0 && !listed[n] {
			if w := c.weight(p, n, e.Average); w > e.Ceiling || w > least {
				t.Errorf("%q: paragraph %d weighs %v; the bound is %v, the least of the best %v", s, n, w, e.Ceiling, least)
			}
		}
	}
	if float64(float32(least)) < e.Ceiling && least < e.Ceiling*(1-1e-6) {
		t.Errorf("%q: the bound %v is above the least of the best %v", s, e.Ceiling, least)
	}
}

// damaged returns a copy of a file that is cut short, or of which some bytes are others.
func damaged(r *rand.Rand, whole []byte) []byte {
	broken := slices.Clone(whole)
	if r.IntN(3) == 0 {
		return broken[:r.IntN(len(broken))]
	}
	for range 1 + r.IntN(4) {
		broken[r.IntN(len(broken))] = byte(r.Uint32())
	}
	return broken
}

// TestDamaged cuts a table short and changes its bytes. Whatever is read of it ends, and numbers stay in their bounds.
func TestDamaged(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 7))
	c := newCorpus(r, 300)
	whole, _ := made(t, &c.Source)
	for range 3000 {
		table, err := frequent.Open(damaged(r, whole), len(c.texts), len(c.Cells))
		if err != nil {
			continue
		}
		for _, s := range []string{"发展", "人人", "高质量发展", "质", "改革"} {
			table.Loosely(s)
			e, ok, err := table.Find(s)
			if !ok || err != nil {
				continue
			}
			last := -1
			for row := range e.Rows() {
				if row.Cell <= last || row.Cell >= len(c.Cells) {
					t.Fatalf("a row of cell %d behind cell %d of %d", row.Cell, last, len(c.Cells))
				}
				last = row.Cell
			}
			for _, b := range e.Best {
				if b.Paragraph < 0 || b.Paragraph >= len(c.texts) {
					t.Fatalf("paragraph %d of %d", b.Paragraph, len(c.texts))
				}
			}
		}
	}
	if _, err := frequent.Open(whole, len(c.texts)+1, len(c.Cells)); err == nil {
		t.Error("a table of other paragraphs opens")
	}
}
