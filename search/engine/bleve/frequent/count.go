package frequent

import (
	"cmp"
	"context"
	"math"
	"slices"
	"unicode/utf8"

	"gongbao/corpus/text"
	"gongbao/search/rank"
)

// A counter counts the strings of a lexicon, paragraph by paragraph.
type counter struct {
	*Source
	*lexicon
	characters
	average  float64
	most     int       // paragraphs in the list of the best of each string
	tallies  []tally   // by id
	findings []finding // by id
	path     int       // the section path whose titles have been looked at
	titledBy []uint32  // by id, one more than the last path whose titles have the string
	rare     rareEdges
	titles   characters

	// the paragraph at hand
	having  []uint32 // strings that it has, strictly or loosely
	shape   rank.Shape
	lead    int32                             // the character where its lead ends
	weights [2][rank.InHeading + 1][8]float64 // by whether the lead has the string, context and occurrences; 0 if not known
}

// A tally is what is counted of a string where it stands. It is kept small, because every string of every paragraph comes by.
type tally struct {
	wanted                      bool  // it is one that the table takes in
	lead                        bool  // the lead of the paragraph at hand has it
	cell                        int32 // one more than the last cell with the string
	cellParagraphs              int32
	cellOccurrences             int32
	occurrences, loose          int32 // in the paragraph at hand
	behind, behindLoose         int32 // the next occurrence there begins at this character or later
	paragraphs, looseParagraphs int32
	floor                       float64 // the weight of the least of the best, when they are as many as are listed; 0 before
	ceiling                     float64 // the most that a paragraph not among them weighs
}

// A finding is what is kept of a string.
type finding struct {
	rows  rowWriter
	mores []More    // by report
	best  []weighed // a heap with the least on top
}

// A weighed paragraph is one that may rank high.
type weighed struct {
	Best
	weight float64
}

// characters are those of a text, without what Loosen removes.
type characters struct {
	ids        []uint32 // of each character; 0 if it is not frequent, and where Loosen leaves a space
	places     []place  // of each
	separators []separator
}

// A separator is one that Loosen removes, and where it stands.
type separator struct {
	at   int32
	rune uint16
}

// A place is where a character stands.
type place struct {
	at            int32  // in the text, counting what Loosen removes: a string of places without a break stands there strictly
	before, after uint16 // the separators beside it; 0 for none
}

// unlisted stands for the separators outside the Basic Multilingual Plane. No folded text has it, so that a string with it is
// not wanted.
const unlisted = 1

// read takes up a text.
func (c *characters) read(l *lexicon, folded string) {
	c.ids, c.places, c.separators = c.ids[:0], c.places[:0], c.separators[:0]
	at, last, before := int32(0), plain, uint16(0)
	for _, r := range folded {
		k := l.kindOf(r)
		if k == gap {
			if r > math.MaxUint16 {
				r = unlisted
			}
			if n := len(c.places); n > 0 && c.places[n-1].at == at-1 {
				c.places[n-1].after = uint16(r)
			}
			c.separators = append(c.separators, separator{at, uint16(r)})
			before = uint16(r)
			at++
			continue
		}
		if before != 0 && last == word && k == word {
			c.ids, c.places = append(c.ids, 0), append(c.places, place{at: -1})
		}
		c.ids, c.places = append(c.ids, l.id(r)), append(c.places, place{at: at, before: before})
		last, before = k, 0
		at++
	}
}

// each yields every string of the lexicon in the text that it has taken up, with the character where it begins, level by
// level; strictly says whether nothing is removed inside it. It changes the text.
func (c *characters) each(l *lexicon, yield func(id uint32, at, length int32, strictly bool)) {
	ids := c.ids
	for i, id := range ids {
		if id != 0 {
			yield(id, int32(i), 1, true)
		}
	}
	for length := 2; length <= longest; length++ {
		any := false
		for i := range len(ids) - 1 {
			id := uint32(0)
			if ids[i] != 0 && ids[i+1] != 0 {
				if id = l.longer.get(pairOf(ids[i], ids[i+1])); id != 0 {
					any = true
					yield(id, int32(i), int32(length), c.places[i+length-1].at-c.places[i].at == int32(length-1))
				}
			}
			ids[i] = id
		}
		if !any {
			return
		}
		ids = ids[:len(ids)-1]
	}
}

// edges yields what a string that stands strictly at a character is with the separators beside it: with one of them, and with
// both.
func (c *characters) edges(id uint32, at, length int32, yield func(e edge, from, length int32)) {
	from, before, after := c.places[at].at, c.places[at].before, c.places[at+length-1].after
	if before != 0 {
		yield(edgeOf(before, id, 0), from-1, length+1)
	}
	if after != 0 {
		yield(edgeOf(0, id, after), from, length+1)
	}
	if before != 0 && after != 0 {
		yield(edgeOf(before, id, after), from-1, length+2)
	}
}

// alone yields the separators of the text, and every two that stand together, as the edges of the empty string.
func (c *characters) alone(yield func(e edge, from, length int32)) {
	for i, first := range c.separators {
		yield(edgeOf(first.rune, 0, 0), first.at, 1)
		if i+1 < len(c.separators) && c.separators[i+1].at == first.at+1 {
			yield(edgeOf(first.rune, 0, c.separators[i+1].rune), first.at, 2)
		}
	}
}

func newCounter(s *Source, l *lexicon) *counter {
	c := &counter{Source: s, lexicon: l, average: s.average(), most: mostBest(s.paragraphs()), path: -1, rare: rareEdges{lists: map[edge]*rareEdge{}}}
	c.tallies, c.findings, c.titledBy = make([]tally, len(l.strings)), make([]finding, len(l.strings)), make([]uint32, len(l.strings))
	for id, s := range l.strings {
		c.tallies[id].wanted = isWanted(s)
		c.findings[id].rows = newRowWriter(int(l.having[id]), c.paragraphs(), len(c.Cells))
	}
	return c
}

// isWanted reports whether a string is what text.Pattern looks for, and looks for wherever its characters stand.
func isWanted(s string) bool {
	p := text.NewPattern(s)
	return p.Anywhere() && p.Folded() == s
}

// mostBest is how many paragraphs are listed for each string: several pages of hits, and more in a large part, so that a
// filter which admits a part of them leaves some.
func mostBest(paragraphs int) int { return min(16+paragraphs/2000, 64) }

func (c *counter) countAll(ctx context.Context) {
	for i, cell := range c.Cells {
		for n := cell.From; n < cell.To; n++ {
			if !goesOn(ctx, n) {
				return
			}
			c.count(n)
			c.close(i, n)
		}
	}
	for id := range c.tallies {
		c.closeCell(uint32(id))
	}
}

// count finds the strings that a paragraph has.
func (c *counter) count(n int) {
	if path := c.Path(n); path != c.path {
		c.path = path
		titled := func(e edge, _, _ int32) { c.titledBy[c.lexicon.edges.get(pair(e))] = uint32(path) + 1 }
		c.titles.read(c.lexicon, c.Titles(path))
		c.titles.alone(titled)
		c.titles.each(c.lexicon, func(id uint32, at, length int32, strictly bool) {
			if !strictly {
				return
			}
			c.titledBy[id] = uint32(path) + 1
			c.titles.edges(id, at, length, titled)
		})
	}
	folded := c.Folded(n)
	c.shape = c.Shape(n)
	c.lead = int32(utf8.RuneCountInString(folded[:c.shape.Lead]))
	c.characters.read(c.lexicon, folded)
	c.characters.alone(c.countEdge)
	c.rare.begin(n, c.places)
	c.characters.each(c.lexicon, func(id uint32, at, length int32, strictly bool) {
		t := &c.tallies[id]
		if !t.wanted {
			return
		}
		if t.loose == 0 {
			c.having = append(c.having, id)
		}
		if at >= t.behindLoose {
			t.loose++
			t.behindLoose = at + length
		}
		if !strictly {
			return
		}
		if at >= t.behind {
			t.occurrences++
			t.behind = at + length
		}
		t.lead = t.lead || c.places[at].at+length <= c.lead
		c.characters.edges(id, at, length, c.countEdge)
		c.rare.look(c.lexicon, c.places, id, at, length)
	})
}

// countEdge counts a string with separators at its ends, or of separators alone, if it is frequent. Loosely it is what it is without them.
func (c *counter) countEdge(e edge, from, length int32) {
	id := c.lexicon.edges.get(pair(e))
	if id == 0 {
		return
	}
	t := &c.tallies[id]
	if t.occurrences == 0 {
		c.having = append(c.having, id)
	}
	if from >= t.behind {
		t.occurrences++
		t.behind = from + length
		t.loose = t.occurrences
	}
	t.lead = t.lead || from+length <= c.lead
}

// close adds up what has been found in a paragraph.
func (c *counter) close(cell, n int) {
	bytes, heading, age := len(c.Folded(n))+1, c.Heading(n), c.Age(c.Cells[cell].Report)
	for _, id := range c.having {
		t := &c.tallies[id]
		t.looseParagraphs++
		if t.loose != t.occurrences {
			c.findings[id].more(c.Cells[cell].Report, t)
		}
		if t.occurrences > 0 {
			if t.cell != int32(cell)+1 {
				c.closeCell(id)
				t.cell = int32(cell) + 1
			}
			t.paragraphs++
			t.cellParagraphs++
			t.cellOccurrences += t.occurrences
			context := rank.InText
			switch {
			case heading:
				context = rank.InHeading
			case c.titledBy[id] == uint32(c.path)+1:
				context = rank.InSection
			}
			if w := c.weigh(int(t.occurrences), bytes, rank.Place{Context: context, Lead: t.lead, Brief: c.shape.Brief, Age: age}); w <= t.floor {
				t.ceiling = max(t.ceiling, w)
			} else {
				c.findings[id].list(t, weighed{Best{n, int(t.occurrences)}, w}, c.most)
			}
		}
		t.occurrences, t.loose, t.behind, t.behindLoose, t.lead = 0, 0, 0, 0, false
	}
	c.having = c.having[:0]
	clear(c.weights[:])
}

// weigh returns the weight of the paragraph at hand, for one of a few strings that are alike in it.
func (c *counter) weigh(occurrences, bytes int, place rank.Place) float64 {
	lead := 0
	if place.Lead {
		lead = 1
	}
	if occurrences >= len(c.weights[lead][place.Context]) {
		return rank.Weight(occurrences, bytes, c.average, place)
	}
	w := &c.weights[lead][place.Context][occurrences]
	if *w == 0 {
		*w = rank.Weight(occurrences, bytes, c.average, place)
	}
	return *w
}

// closeCell writes the row of the last cell with a string.
func (c *counter) closeCell(id uint32) {
	t := &c.tallies[id]
	if t.cellParagraphs > 0 {
		c.findings[id].rows.add(Row{int(t.cell) - 1, int(t.cellParagraphs), int(t.cellOccurrences)})
	}
	t.cellParagraphs, t.cellOccurrences = 0, 0
}

// more takes up a paragraph of a report that has more loosely.
func (f *finding) more(report int, t *tally) {
	if last := len(f.mores) - 1; last < 0 || f.mores[last].Report != report {
		f.mores = append(f.mores, More{Report: report})
	}
	m := &f.mores[len(f.mores)-1]
	if t.occurrences == 0 {
		m.Paragraphs++
	}
	m.Occurrences += int(t.loose - t.occurrences)
}

// list takes a paragraph into the list of the best, and keeps the bound of the one that has to leave.
func (f *finding) list(t *tally, w weighed, most int) {
	if len(f.best) < most {
		f.best = append(f.best, w)
		for i := len(f.best) - 1; i > 0 && f.best[i].weight < f.best[(i-1)/2].weight; i = (i - 1) / 2 {
			f.best[i], f.best[(i-1)/2] = f.best[(i-1)/2], f.best[i]
		}
	} else {
		t.ceiling = max(t.ceiling, t.floor)
		f.best[0] = w
		for i := 0; ; {
			least := i
			for child := 2*i + 1; child <= min(2*i+2, len(f.best)-1); child++ {
				if f.best[child].weight < f.best[least].weight {
					least = child
				}
			}
			if least == i {
				break
			}
			f.best[i], f.best[least] = f.best[least], f.best[i]
			i = least
		}
	}
	if len(f.best) == most {
		t.floor = f.best[0].weight
	}
}

// sortedBest returns the best paragraphs by number.
func (f *finding) sortedBest() []weighed {
	slices.SortFunc(f.best, func(a, b weighed) int { return cmp.Compare(a.Paragraph, b.Paragraph) })
	return f.best
}
