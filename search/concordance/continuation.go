package concordance

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
	"gongbao/search"
	"gongbao/search/query"
)

// beside counts what stands beside the occurrences of some texts.
type beside struct {
	request    search.Request
	conditions []query.Node // of its query
	loose      bool
	length     int // characters
	patterns   []text.Pattern
	counts     map[continued]int
	seen       map[continued]int // in the paragraph at hand
}

// A continued is a text with what stands beside it. It is open if the paragraph ends before it does.
type continued struct {
	place, text string
	open        bool
}

// newBeside returns nil if the request does not ask for continuations, or its query is more than texts and filters: then no other
// query has just the places that a continuation counts.
func newBeside(tree query.Node, r search.Request) *beside {
	texts, ok := alternatives(tree)
	if r.Lines.Beside == "" || !ok {
		return nil
	}
	b := &beside{
		request: r, conditions: query.Conditions(query.Parse(r.Query).Root), loose: r.Mode == search.Loose,
		length: min(max(r.Lines.Continued, 1), search.MaxContinued), counts: map[continued]int{}, seen: map[continued]int{},
	}
	for _, t := range texts {
		if p := b.pattern(t.Value); p.Folded() != "" && !slices.Contains(b.patterns, p) {
			b.patterns = append(b.patterns, p)
		}
	}
	return b
}

// alternatives returns the texts of a query that is one text or an Or of texts, with conditions or without.
func alternatives(tree query.Node) (texts []query.Text, ok bool) {
	rest := []query.Node{tree}
	if and, ok := tree.(query.And); ok {
		rest = and.Nodes
	}
	if len(rest) != len(query.Conditions(tree))+1 {
		return nil, false
	}
	for _, n := range rest {
		switch n := n.(type) {
		case query.Text:
			return []query.Text{n}, true
		case query.Or:
			for _, one := range n.Nodes {
				if t, ok := one.(query.Text); ok {
					texts = append(texts, t)
				}
			}
			if len(texts) > 0 {
				return texts, len(texts) == len(n.Nodes)
			}
		}
	}
	return nil, false
}

func (b *beside) pattern(of string) text.Pattern {
	if b.loose {
		return text.NewLoosePattern(of)
	}
	return text.NewPattern(of)
}

// add counts in a paragraph. A continuation counts as often as a search counts the text with it.
func (b *beside) add(paragraph string) {
	if b == nil {
		return
	}
	folded := text.Fold(paragraph)
	if b.loose {
		folded = text.Loosen(folded)
	}
	for _, pattern := range b.patterns {
		clear(b.seen)
		end := 0 // of the last occurrence, which do not overlap
		for at, ok := pattern.Next(folded, 0); ok; {
			switch c := b.continued(folded, at); {
			case !c.open:
				b.seen[c]++
			case at.From >= end:
				b.counts[c]++
			}
			if at.From >= end {
				end = at.To
			}
			_, width := utf8.DecodeRuneInString(folded[at.From:])
			at, ok = pattern.Next(folded, at.From+width) // one that overlaps may be where the text with its continuation occurs
		}
		for c, n := range b.seen {
			if n > 1 { // these may overlap each other
				n = b.pattern(b.joined(c)).Count(folded)
			}
			b.counts[c] += n
		}
	}
}

// furthest is how many code points farther than asked a continuation goes at most to the end of a word.
const furthest = 40

// continued returns what stands beside an occurrence: the shortest text, of so many characters or up to a separator, that together
// with the occurrence occurs itself.
func (b *beside) continued(folded string, at text.Span) continued {
	c := continued{place: folded[at.From:at.To]}
	whole := at
	for n := 1; n <= b.length+furthest; n++ {
		r, ok := b.extend(folded, &whole)
		if !ok {
			break
		}
		c.text = b.outside(folded, whole, at)
		if n < b.length && !isSeparator(r) {
			continue
		}
		p := b.pattern(folded[whole.From:whole.To])
		if found, ok := p.Next(folded, whole.From); ok && found == whole {
			return c
		}
	}
	c.open = true
	return c
}

// extend makes a span of a folded text longer by a rune on the side that counts, and returns that; ok is false at the end.
func (b *beside) extend(folded string, s *text.Span) (r rune, ok bool) {
	if b.request.Lines.Beside == search.LeftSide {
		r, width := utf8.DecodeLastRuneInString(folded[:s.From])
		s.From -= width
		return r, width > 0
	}
	r, width := utf8.DecodeRuneInString(folded[s.To:])
	s.To += width
	return r, width > 0
}

// outside returns what a span has on the side that counts beyond a part of it.
func (b *beside) outside(folded string, whole, part text.Span) string {
	if b.request.Lines.Beside == search.LeftSide {
		return folded[whole.From:part.From]
	}
	return folded[part.To:whole.To]
}

// joined returns a text with what stands beside it.
func (b *beside) joined(c continued) string {
	if b.request.Lines.Beside == search.LeftSide {
		return c.text + c.place
	}
	return c.place + c.text
}

// counted returns the continuations, most first, then by text.
func (b *beside) counted() []Continuation {
	if b == nil {
		return nil
	}
	list := make([]Continuation, 0, len(b.counts))
	for c, n := range b.counts {
		list = append(list, Continuation{Text: c.text, Place: c.place, Count: n, URL: b.url(c)})
	}
	slices.SortFunc(list, func(x, y Continuation) int {
		return cmp.Or(y.Count-x.Count, strings.Compare(x.Text, y.Text), strings.Compare(x.Place, y.Place), strings.Compare(x.URL, y.URL))
	})
	return list
}

// url returns the path of the search for a text with what stands beside it, under the conditions of the request.
func (b *beside) url(c continued) string {
	if c.open {
		return ""
	}
	r := b.request
	joined := query.Text{Value: b.joined(c)}
	r.Query = query.Print(query.WithFilters(joined, b.conditions...))
	return r.Path()
}
