// Package same tells which paragraphs of a government's reports say the same in several years.
//
// Two paragraphs are the same if all of this holds:
//
//   - their reports are of two years, of one region and of one kind;
//   - they have the same figures: numbers other than years, in any order, and of those in characters the amounts of ten or more
//     and the percentages (一万二千人 and 百分之八, but not 三个代表 and 二十大);
//   - they share half of their text at least, and begin with the same clause under the same title, or they share seven tenths
//     of it;
//   - one of the clauses by which the one is known (package clause) is one of the other's.
//
// Text is what search sees of it, without separators and without the number in front, 三是 and （三）; titles also lose their
// years. What two texts share is the Dice coefficient of their pairs of neighbouring characters. Whether two paragraphs are the
// same depends on nothing else, so that it is the same with every engine.
package same

import (
	"cmp"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/clause"
	"gongbao/corpus/outline"
	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
)

const (
	alikeShare  = 0.5 // of the text, where the first clause and the title are the same
	nearlyShare = 0.7 // elsewhere
)

// A Passage is a paragraph prepared for comparing.
type Passage struct {
	header *corpus.Header
	keys   []uint32 // of its clauses
	text   Text

	*figured // nil until it is needed
	*content // likewise
	*setting // likewise
}

// A Text is what a paragraph says, and the title of its innermost section, empty if it is in none: both as displayed, or both
// Folded.
type Text struct {
	Text, Title string
	Folded      bool
}

// TextOf returns what a paragraph says that stands in a section, as displayed.
func TextOf(paragraph string, section []string) Text {
	t := Text{Text: paragraph}
	if n := len(section); n > 0 {
		t.Title = section[n-1]
	}
	return t
}

// A figured is the folded text of a paragraph without the number in front, and the figures in it, which tell most paragraphs apart.
type figured struct {
	body    string
	figures []string
}

// A content is the text that two paragraphs share some of.
type content struct {
	words   string // the body, without separators
	*sketch        // of the pairs of neighbouring characters; nil until it is needed
	pairs   []pair // these, ascending; likewise
}

// A setting is what tells two paragraphs apart of which much is alike.
type setting struct {
	lead    string   // the first clause of the body, without separators; empty if it is too short
	title   string   // of the innermost section, likewise
	written []string // figures in characters, sorted
}

// A sketch counts the pairs of a text by some of their bits. What two texts have in common of these is no less than what they share.
type sketch struct {
	of  [512]uint32
	all int
}

// A pair is two characters, the first of them in the higher half.
type pair uint64

// New prepares a paragraph of a report; keys are those of its clauses. One that is a heading is the same as another if the paragraphs
// below are, where both have one: the text of such a heading is that of the paragraph below.
func New(h *corpus.Header, t Text, keys []uint32) Passage {
	return Passage{header: h, keys: keys, text: t}
}

// Keys returns the keys of the clauses of some passages, by the region of their reports, ascending: what is the same as one of them is of one
// of these regions, and has one of its keys. One that is of no known region is the same as none. Without a key it is nil.
func Keys(passages []Passage) (keys map[string][]uint32) {
	total := 0
	for i := range passages {
		total += len(passages[i].keys)
	}
	room := make([]uint32, 0, total)
	for i := range passages {
		region := passages[i].header.Region
		if _, known := keys[region]; known || region == "" {
			continue
		}
		from := len(room)
		for k := range passages[i:] {
			if s := &passages[i+k]; s.header.Region == region {
				room = append(room, s.keys...)
			}
		}
		if of := room[from:]; len(of) > 0 {
			if keys == nil {
				keys = map[string][]uint32{}
			}
			slices.Sort(of)
			keys[region] = slices.Compact(of)
		}
	}
	return keys
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
	return slices.Equal(s.has().figures, other.has().figures) && s.isAlike(other)
}

// fold returns a text of the passage, folded and without the number in front.
func (t Text) fold(s string) string {
	if !t.Folded {
		s = text.Fold(s)
	}
	_, s = outline.Mark(s)
	return s
}

// has returns which figures the passage has.
func (s *Passage) has() *figured {
	if s.figured == nil {
		s.figured = &figured{body: s.text.fold(s.text.Text)}
		for rest := s.body; ; {
			var n string
			if n, rest = nextNumber(rest); n == "" {
				break
			}
			if !clause.IsYear(n) {
				s.figures = append(s.figures, n)
			}
		}
		slices.Sort(s.figures)
	}
	return s.figured
}

// nextNumber returns the first number in a folded text, with its decimals and its sign of percent, and what is behind it; it is empty
// if there is none.
func nextNumber(s string) (number, rest string) {
	from := 0
	for from < len(s) && !isDigit(s[from]) {
		from++
	}
	if from == len(s) {
		return "", ""
	}
	to := digits(s, from)
	if to < len(s) && s[to] == '.' && digits(s, to+1) > to+1 {
		to = digits(s, to+1)
	}
	if to < len(s) && s[to] == '%' {
		to++
	}
	return s[from:to], s[to:]
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// digits returns the end of the digits that begin at a byte.
func digits(s string, at int) int {
	for at < len(s) && isDigit(s[at]) {
		at++
	}
	return at
}

// says returns what the passage says.
func (s *Passage) says() *content {
	if s.content == nil {
		s.content = &content{words: text.Loosen(s.has().body)}
	}
	return s.content
}

// stands returns the setting of what the passage says.
func (s *Passage) stands() *setting {
	if s.setting == nil {
		body := s.has().body
		s.setting = &setting{
			lead:    text.Loosen(clause.WithoutYears(clause.First(body))),
			title:   text.Loosen(clause.WithoutYears(s.text.fold(s.text.Title))),
			written: writtenFigures(body),
		}
	}
	return s.setting
}

// writtenFigures returns the figures of a folded text that are written in characters, sorted.
func writtenFigures(body string) (figures []string) {
	for _, q := range quantity.Find(body) {
		if written := body[q.From:q.To]; q.Written && !q.Bare && q.Dimension != quantity.Time && strings.ContainsAny(written, text.Powers) {
			figures = append(figures, written)
		}
	}
	slices.Sort(figures)
	return figures
}

// isAlike reports whether another paragraph shares enough of its text with s.
func (s *Passage) isAlike(other *Passage) bool {
	a, b := s.says(), other.says()
	most := 1.0
	if a.words != b.words {
		if most = a.mostShared(b); most < alikeShare {
			return false
		}
	}
	x, y := s.stands(), other.stands()
	switch {
	case !slices.Equal(x.written, y.written):
		return false
	case a.words == b.words:
		return true
	}
	least := nearlyShare
	if x.lead != "" && x.lead == y.lead && x.title == y.title {
		least = alikeShare
	}
	return most >= least && a.shared(b) >= least
}

// mostShared bounds shared by the sketches of two paragraphs.
func (c *content) mostShared(other *content) float64 {
	a, b := c.drawn(), other.drawn()
	both := 0
	for i, n := range a.of {
		both += int(min(n, b.of[i]))
	}
	return dice(both, a.all, b.all)
}

func (c *content) drawn() *sketch {
	if c.sketch == nil {
		c.sketch = new(sketch)
		for p := range c.eachPair {
			c.of[(uint32(p>>32)*31+uint32(p))%uint32(len(c.of))]++
			c.all++
		}
	}
	return c.sketch
}

// shared returns the Dice coefficient of the pairs of characters of two paragraphs.
func (c *content) shared(other *content) float64 {
	a, b := c.allPairs(), other.allPairs()
	both := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch order := cmp.Compare(a[i], b[k]); {
		case order < 0:
			i++
		case order > 0:
			k++
		default:
			both, i, k = both+1, i+1, k+1
		}
	}
	return dice(both, len(a), len(b))
}

// dice returns the Dice coefficient of two sets of which so many elements are in both.
func dice(both, a, b int) float64 { return 2 * float64(both) / float64(max(a+b, 1)) }

func (c *content) allPairs() []pair {
	if c.pairs == nil {
		c.pairs = slices.AppendSeq(make([]pair, 0, len(c.words)/len("字")+1), c.eachPair)
		slices.Sort(c.pairs)
	}
	return c.pairs
}

// eachPair yields the pairs in reading order.
func (c *content) eachPair(yield func(pair) bool) {
	last := rune(0)
	for _, r := range c.words {
		if last != 0 && !yield(pair(last)<<32|pair(r)) {
			return
		}
		last = r
	}
}
