// Package same tells which paragraphs of a government's reports say the same in several years.
//
// Two paragraphs are the same if all of this holds:
//
//   - their reports are of two years, of one region and of one kind;
//   - they have the same figures: numbers other than years, in any order;
//   - they share half of their text at least, and begin with the same clause under the same title, or they share seven tenths
//     of it;
//   - one of the clauses by which the one is known (package clause) is one of the other's.
//
// Text is what search sees of it, without separators and without the number in front, 三是 and （三）; titles also lose their
// years. What two texts share is the Dice coefficient of their pairs of neighbouring characters. Whether two paragraphs are the
// same depends on nothing else, so that it is the same with every engine.
package same

import (
	"regexp"
	"slices"

	"gongbao/corpus"
	"gongbao/corpus/clause"
	"gongbao/corpus/outline"
	"gongbao/corpus/text"
)

const (
	alikeShare  = 0.5 // of the text, where the first clause and the title are the same
	nearlyShare = 0.7 // elsewhere
)

// A Passage is a paragraph prepared for comparing.
type Passage struct {
	header   *corpus.Header
	keys     []uint32 // of its clauses
	told     *corpus.Paragraph
	*content // nil until it is needed
}

// A content is what the paragraph says that is compared.
type content struct {
	body  string // folded text, without the number in front
	words string // of the body, without separators
	lead  string // the first clause of it; empty if it is too short
	title string // of the innermost section

	figures []string
	pairs   map[pair]int
	count   int // of pairs
}

type pair [2]rune

// New prepares a paragraph of a report; keys are those of its clauses. One that is a heading is the same as another if the paragraphs
// below are, where both have one; below is nil for others.
func New(h *corpus.Header, p, below *corpus.Paragraph, keys []uint32) *Passage {
	s := &Passage{header: h, keys: keys, told: p}
	if below != nil {
		s.told = below
	}
	return s
}

// Keys returns the keys of the clauses of some passages, ascending: what is the same as one of them has one of these keys. The regions
// are those of their reports; one that is of no known region is the same as none.
func Keys(passages []*Passage) (keys []uint32, regions []string) {
	for _, s := range passages {
		if s.header.Region == "" {
			continue
		}
		if !slices.Contains(regions, s.header.Region) {
			regions = append(regions, s.header.Region)
		}
		keys = append(keys, s.keys...)
	}
	slices.Sort(keys)
	return slices.Compact(keys), regions
}

// Is reports whether another paragraph is the same as s.
func (s *Passage) Is(other *Passage) bool {
	a, b := s.header, other.header
	if a.Year == b.Year || a.Year == 0 || b.Year == 0 || a.Region == "" || a.Region != b.Region || a.Kind != b.Kind {
		return false
	}
	if !slices.ContainsFunc(s.keys, func(key uint32) bool { return slices.Contains(other.keys, key) }) {
		return false
	}
	return s.says().alike(other.says())
}

// says returns what the passage says.
func (s *Passage) says() *content {
	if s.content == nil {
		s.content = newContent(s.told)
	}
	return s.content
}

func newContent(p *corpus.Paragraph) *content {
	c := &content{figures: []string{}}
	_, c.body = outline.Mark(text.Fold(p.Text))
	c.words, c.lead = text.Loosen(c.body), text.Loosen(clause.WithoutYears(clause.First(c.body)))
	if n := len(p.Section); n > 0 {
		_, title := outline.Mark(text.Fold(p.Section[n-1]))
		c.title = text.Loosen(clause.WithoutYears(title))
	}
	for _, n := range number.FindAllString(c.body, -1) {
		if !clause.IsYear(n) {
			c.figures = append(c.figures, n)
		}
	}
	slices.Sort(c.figures)
	return c
}

var number = regexp.MustCompile(`\d+(?:\.\d+)?%?`)

func (c *content) alike(other *content) bool {
	least := nearlyShare
	if c.lead != "" && c.lead == other.lead && c.title == other.title {
		least = alikeShare
	}
	return slices.Equal(c.figures, other.figures) && c.shared(other) >= least
}

// shared returns the Dice coefficient of the pairs of characters of two paragraphs.
func (c *content) shared(other *content) float64 {
	if c.words == other.words {
		return 1
	}
	a, b := c.allPairs(), other.allPairs()
	both := 0
	for p, n := range a {
		both += min(n, b[p])
	}
	return 2 * float64(both) / float64(max(c.count+other.count, 1))
}

func (c *content) allPairs() map[pair]int {
	if c.pairs == nil {
		c.pairs = map[pair]int{}
		last := rune(0)
		for _, r := range c.words {
			if last != 0 {
				c.pairs[pair{last, r}]++
				c.count++
			}
			last = r
		}
	}
	return c.pairs
}
