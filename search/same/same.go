// Package same tells which paragraphs of a government's reports say the same in several years.
//
// Two paragraphs are the same if all of this holds:
//
//   - their reports are of two years, of one region and of one kind;
//   - they have the same figures: numbers other than years, in any order;
//   - they share half of their text at least, and begin with the same clause under the same title, or they share seven tenths
//     of it;
//   - the other contains the first clause of the one, or its longest, cut to 24 characters, and that has six letters at least
//     or is all there is.
//
// Text is what search sees of it, without separators and without the number in front, 三是 and （三）; titles also lose their
// years. What two texts share is the Dice coefficient of their pairs of neighbouring characters. Whether two paragraphs are the
// same depends on nothing else, so that it is the same with every engine.
package same

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/outline"
	"gongbao/corpus/text"
	"gongbao/search/query"
)

const (
	alikeShare   = 0.5 // of the text, where the first clause and the title are the same
	nearlyShare  = 0.7 // elsewhere
	fewestInLead = 6   // letters of a first clause that tells anything; a paragraph may be shorter as a whole
	longestProbe = 24  // code points
)

// A Passage is a paragraph prepared for comparing.
type Passage struct {
	header *corpus.Header
	folded string  // of the paragraph that is looked for
	probes []probe // of it

	body  string // folded text of the paragraph that is compared, without the number in front
	words string // of the body, without separators
	lead  string // the first clause of it; empty if it is too short
	title string // of the innermost section

	figures []string // nil until they are needed, as pairs
	pairs   map[pair]int
	count   int // of pairs
}

type pair [2]rune

// A probe is a clause, and how the index finds it.
type probe struct {
	text    query.Text
	pattern text.Pattern
}

// New prepares a paragraph of a report. One that is a heading is the same as another if the paragraphs below are, where both
// have one.
func New(h *corpus.Header, p, below *corpus.Paragraph) *Passage {
	s := &Passage{header: h, folded: text.Fold(p.Text)}
	_, s.body = outline.Mark(s.folded)
	first, longest := clausesOf(s.body)
	for _, clause := range []string{withoutYears(first), longest} {
		if enough(clause, s.body) {
			s.probe(clause)
		}
	}
	if below != nil {
		p = below
		_, s.body = outline.Mark(text.Fold(p.Text))
		first, _ = clausesOf(s.body)
	}
	if s.words = text.Loosen(s.body); enough(first, s.body) {
		s.lead = text.Loosen(years.ReplaceAllString(first, ""))
	}
	if n := len(p.Section); n > 0 {
		s.title = titleOf(p.Section[n-1])
	}
	return s
}

// clausesOf returns the first clause of a text and its longest, which ends at years too, without what is no letter at their ends.
func clausesOf(s string) (first, longest string) {
	for clause := range text.Clauses(s) {
		if clause = trim(clause); first == "" {
			first = clause
		}
		longest = longer(longest, withoutYears(clause))
	}
	return first, longest
}

// withoutYears returns the longest part of a clause between years.
func withoutYears(clause string) (longest string) {
	for _, part := range years.Split(clause, -1) {
		longest = longer(longest, trim(part))
	}
	return longest
}

func longer(a, b string) string {
	if text.Letters(b) > text.Letters(a) {
		return b
	}
	return a
}

func trim(clause string) string {
	return strings.TrimFunc(clause, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// enough reports whether a clause says enough to look for others with it.
func enough(clause, body string) bool {
	letters := text.Letters(clause)
	return letters >= fewestInLead || letters > 1 && letters == text.Letters(body)
}

var years = regexp.MustCompile(`(?:19|20)\d\d年?`)

// titleOf returns a title as other years may have it.
func titleOf(title string) string {
	_, words := outline.Mark(text.Fold(title))
	return text.Loosen(years.ReplaceAllString(words, ""))
}

// probe adds the beginning of a clause to the probes. It ends between ideographs, so that no word is cut.
func (s *Passage) probe(clause string) {
	runes := []rune(clause)
	if len(runes) > longestProbe {
		for n := longestProbe; n > fewestInLead; n-- {
			if unicode.Is(unicode.Han, runes[n-1]) && unicode.Is(unicode.Han, runes[n]) {
				runes = runes[:n]
				break
			}
		}
	}
	p := probe{text: query.Text{Value: string(runes)}}
	p.pattern = text.NewPattern(p.text.Value)
	if !slices.ContainsFunc(s.probes, func(known probe) bool { return known.text == p.text }) {
		s.probes = append(s.probes, p)
	}
}

// Others returns a tree for the matches of another that are the same as one of some passages. It matches all of these, and more,
// of which Is tells them. It is nil if there are none.
func Others(tree query.Node, passages []*Passage) query.Node {
	var probes query.Or
	regions := query.Filter{Field: query.Region}
	for _, s := range passages {
		if s.header.Region == "" {
			continue
		}
		if !slices.Contains(regions.Values, s.header.Region) {
			regions.Values = append(regions.Values, s.header.Region)
		}
		for _, p := range s.probes {
			if !slices.Contains(probes.Nodes, query.Node(p.text)) {
				probes.Nodes = append(probes.Nodes, p.text)
			}
		}
	}
	if len(probes.Nodes) == 0 {
		return nil
	}
	return query.And{Nodes: []query.Node{tree, probes, regions}}
}

// Is reports whether another paragraph is the same as s.
func (s *Passage) Is(other *Passage) bool {
	a, b := s.header, other.header
	if a.Year == b.Year || a.Year == 0 || b.Year == 0 || a.Region == "" || a.Region != b.Region || a.Kind != b.Kind {
		return false
	}
	found := func(p probe) bool {
		_, ok := p.pattern.Next(other.folded, 0)
		return ok
	}
	if !slices.ContainsFunc(s.probes, found) {
		return false
	}
	least := nearlyShare
	if s.lead != "" && s.lead == other.lead && s.title == other.title {
		least = alikeShare
	}
	return s.shared(other) >= least && slices.Equal(s.numbers(), other.numbers())
}

// shared returns the Dice coefficient of the pairs of characters of two paragraphs.
func (s *Passage) shared(other *Passage) float64 {
	if s.words == other.words {
		return 1
	}
	a, b := s.allPairs(), other.allPairs()
	both := 0
	for p, n := range a {
		both += min(n, b[p])
	}
	return 2 * float64(both) / float64(max(s.count+other.count, 1))
}

func (s *Passage) allPairs() map[pair]int {
	if s.pairs == nil {
		s.pairs = map[pair]int{}
		last := rune(0)
		for _, r := range s.words {
			if last != 0 {
				s.pairs[pair{last, r}]++
				s.count++
			}
			last = r
		}
	}
	return s.pairs
}

var number = regexp.MustCompile(`\d+(?:\.\d+)?%?`)

// numbers returns the figures of the paragraph in order, each as often as it stands there.
func (s *Passage) numbers() []string {
	if s.figures == nil {
		s.figures = []string{}
		for _, n := range number.FindAllString(s.body, -1) {
			if utf8.RuneCountInString(n) != len("2025") || !years.MatchString(n) {
				s.figures = append(s.figures, n)
			}
		}
		slices.Sort(s.figures)
	}
	return s.figures
}
