package frequent

import (
	"cmp"
	"math"
	"slices"

	"gongbao/corpus/text"
	"gongbao/search/rank"
)

// A counter counts the strings of a lexicon, paragraph by paragraph.
type counter struct {
	*Source
	*lexicon
	average float64
	most    int     // paragraphs in the list of the best of each string
	tallies []tally // by id
	characters
	path     int      // the section path whose titles have been looked at
	titledBy []uint32 // by id, one more than the last path whose titles have the string
	scratch  characters
}

// A tally is what has been counted of a string.
type tally struct {
	wanted bool // it is one that the table takes in

	// the paragraph at hand
	paragraph           int // one more than its number; 0 at the beginning
	titled              bool
	occurrences, loose  int
	behind, behindLoose int // the next occurrence begins there or later

	cell            int // one more than the cell at hand
	cellParagraphs  int
	cellOccurrences int
	rows            rowWriter
	paragraphs      int
	looseParagraphs int
	report          int // one more than the last report that has more loosely
	more            More
	mores           []More
	best            []weighed // a heap with the least on top
	floor           float64   // the weight of the least of best, when they are as many as are listed; 0 before
	ceiling         float64   // the most that a paragraph not in best weighs
}

// A weighed paragraph is one that may rank high.
type weighed struct {
	Best
	weight float64
}

// characters are those of a text, without what Loosen removes.
type characters struct {
	ids  []uint32 // of each character; 0 if it is not frequent, and where Loosen leaves a space
	runs []uint32 // how often something has been removed before it: a string of one run stands there strictly
}

// read takes up a text.
func (c *characters) read(l *lexicon, folded string) {
	c.ids, c.runs = c.ids[:0], c.runs[:0]
	run, last, between := uint32(0), plain, false
	for _, r := range folded {
		k := l.kindOf(r)
		if k == gap {
			between = true
			continue
		}
		if between {
			run++
			if last == word && k == word {
				c.ids, c.runs = append(c.ids, 0), append(c.runs, run)
			}
		}
		c.ids, c.runs = append(c.ids, l.id(r)), append(c.runs, run)
		last, between = k, false
	}
}

// each yields every string of the lexicon in the text that it has taken up, with the character where it begins, level by
// level; strictly says whether nothing is removed inside it. It changes the text.
func (c *characters) each(l *lexicon, yield func(id uint32, at, length int, strictly bool)) {
	places := c.ids
	for i, id := range places {
		if id != 0 {
			yield(id, i, 1, true)
		}
	}
	for length := 2; length <= longest; length++ {
		any := false
		for i := range len(places) - 1 {
			id := uint32(0)
			if places[i] != 0 && places[i+1] != 0 {
				if id = l.longer.get(pairOf(places[i], places[i+1])); id != 0 {
					any = true
					yield(id, i, length, c.runs[i] == c.runs[i+length-1])
				}
			}
			places[i] = id
		}
		if !any {
			return
		}
		places = places[:len(places)-1]
	}
}

func newCounter(s *Source, l *lexicon) *counter {
	c := &counter{Source: s, lexicon: l, average: s.average(), path: -1, tallies: make([]tally, len(l.strings)), titledBy: make([]uint32, len(l.strings))}
	c.most = mostBest(s.paragraphs())
	for id, s := range l.strings {
		p := text.NewPattern(s)
		c.tallies[id].wanted = p.Anywhere() && p.Folded() == s
		c.tallies[id].rows = newRowWriter(int(l.having[id]), c.paragraphs(), len(c.Cells))
	}
	return c
}

// mostBest is how many paragraphs are listed for each string: several pages of hits, and more in a large part, so that a
// filter which admits a part of them leaves some.
func mostBest(paragraphs int) int { return min(16+paragraphs/2000, 64) }

func (c *counter) countAll() {
	for i, cell := range c.Cells {
		for n := cell.From; n < cell.To; n++ {
			c.count(i, n)
		}
	}
	for id := range c.tallies {
		if t := &c.tallies[id]; t.wanted {
			c.closeParagraph(t)
			t.closeCell()
			t.closeReport()
		}
	}
}

// count takes up a paragraph.
func (c *counter) count(cell, n int) {
	if path := c.Path(n); path != c.path {
		c.path = path
		c.scratch.read(c.lexicon, c.Titles(path))
		c.scratch.each(c.lexicon, func(id uint32, _, _ int, strictly bool) {
			if strictly {
				c.titledBy[id] = uint32(path) + 1
			}
		})
	}
	c.characters.read(c.lexicon, c.Folded(n))
	c.characters.each(c.lexicon, func(id uint32, at, length int, strictly bool) {
		t := &c.tallies[id]
		if !t.wanted {
			return
		}
		if t.paragraph != n+1 {
			c.closeParagraph(t)
			if t.cell != cell+1 {
				t.closeCell()
				t.cell = cell + 1
			}
			t.paragraph, t.titled = n+1, c.titledBy[id] == uint32(c.path)+1
		}
		if at >= t.behindLoose {
			t.loose++
			t.behindLoose = at + length
		}
		if strictly && at >= t.behind {
			t.occurrences++
			t.behind = at + length
		}
	})
}

// closeParagraph adds up the paragraph at hand.
func (c *counter) closeParagraph(t *tally) {
	if t.paragraph == 0 {
		return
	}
	n := t.paragraph - 1
	t.looseParagraphs++
	if t.occurrences > 0 {
		t.paragraphs++
		t.cellParagraphs++
		t.cellOccurrences += t.occurrences
		t.offer(weighed{Best{n, t.occurrences}, rank.Weight(t.occurrences, len(c.Folded(n))+1, c.average, c.context(n, t.titled))}, c.most)
	}
	if t.loose != t.occurrences {
		report := c.Cells[t.cell-1].Report
		if t.report != report+1 {
			t.closeReport()
			t.report = report + 1
			t.more = More{Report: report}
		}
		if t.occurrences == 0 {
			t.more.Paragraphs++
		}
		t.more.Occurrences += t.loose - t.occurrences
	}
	t.occurrences, t.loose, t.behind, t.behindLoose = 0, 0, 0, 0
}

func (t *tally) closeCell() {
	if t.cellParagraphs > 0 {
		t.rows.add(Row{t.cell - 1, t.cellParagraphs, t.cellOccurrences})
	}
	t.cellParagraphs, t.cellOccurrences = 0, 0
}

func (t *tally) closeReport() {
	if t.report > 0 {
		t.mores = append(t.mores, t.more)
	}
}

// offer lists a paragraph if it is one of the best, and keeps the bound of the others.
func (t *tally) offer(w weighed, most int) {
	if w.weight <= t.floor {
		t.ceiling = math.Max(t.ceiling, w.weight)
		return
	}
	if len(t.best) < most {
		t.best = append(t.best, w)
		for i := len(t.best) - 1; i > 0 && t.best[i].weight < t.best[(i-1)/2].weight; i = (i - 1) / 2 {
			t.best[i], t.best[(i-1)/2] = t.best[(i-1)/2], t.best[i]
		}
	} else {
		t.ceiling = math.Max(t.ceiling, t.floor)
		t.best[0] = w
		for i := 0; ; {
			least := i
			for child := 2*i + 1; child <= min(2*i+2, len(t.best)-1); child++ {
				if t.best[child].weight < t.best[least].weight {
					least = child
				}
			}
			if least == i {
				break
			}
			t.best[i], t.best[least] = t.best[least], t.best[i]
			i = least
		}
	}
	if len(t.best) == most {
		t.floor = t.best[0].weight
	}
}

// sortedBest returns the best paragraphs by number.
func (t *tally) sortedBest() []weighed {
	slices.SortFunc(t.best, func(a, b weighed) int { return cmp.Compare(a.Paragraph, b.Paragraph) })
	return t.best
}
