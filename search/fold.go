package search

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/search/same"
)

// A Passage is a paragraph that is shown with a hit.
type Passage struct {
	ID          string   `json:"id"`
	Report      *Source  `json:"report,omitempty"` // absent where it is the hit's
	Section     []string `json:"section"`
	Ordinal     int      `json:"ordinal"`
	Occurrences int      `json:"occurrences,omitempty"` // absent where it does not match
	Text        string   `json:"text,omitempty"`        // of a Head or Body
	Marks       []Span   `json:"marks,omitempty"`
	Snippet     Marked   `json:"snippet"`
	URL         string   `json:"url"`
	With        string   `json:"with,omitempty"` // the id of the heading above, if that is in the answer too
}

// Same has the paragraphs of the answer that say in other reports what a hit says; see package same.
type Same struct {
	Paragraphs int       `json:"paragraphs"`
	From       int       `json:"from"` // the first year and the last of their reports
	To         int       `json:"to"`
	AtLeast    bool      `json:"at_least,omitempty"` // there may be more of them
	Hits       []Passage `json:"hits"`               // newest first
}

// mostSame is the number of paragraphs that are compared with the hits of a page.
const mostSame = 1000

// Passages returns the paragraphs that are shown with the hit.
func (h *Hit) Passages() (all []*Passage) {
	for _, p := range []*Passage{h.Head, h.Body} {
		if p != nil {
			all = append(all, p)
		}
	}
	if h.Same != nil {
		for i := range h.Same.Hits {
			all = append(all, &h.Same.Hits[i])
		}
	}
	return all
}

// In says how many paragraphs there are, and of which years: 2016—2024 年另有 5 处同文.
func (s *Same) In(lang language.Lang) string {
	said := lang.Say("search.same.years", s.Paragraphs, s.From, s.To)
	if s.From == s.To {
		said = lang.Say("search.same.year", s.Paragraphs, s.From)
	}
	if s.AtLeast {
		return lang.Say("search.same.more", said)
	}
	return said
}

// passage returns the hit as one that is shown with another, of its report or of another one.
func (h *Hit) passage(other bool) Passage {
	p := Passage{ID: h.ID, Section: h.Section, Ordinal: h.Ordinal, Occurrences: h.Occurrences, Snippet: h.Snippet, URL: h.URL}
	if other {
		p.Report = &h.Report
	} else {
		p.Text, p.Marks = h.Text, h.Marks
	}
	return p
}

// bodyOf returns the paragraph below a heading.
func bodyOf(h *corpus.Header, p *corpus.Paragraph, m *match.Matcher) *Passage {
	marks := m.Marks(p.Text)
	return &Passage{
		ID: ParagraphID(h.ID, p.Ordinal), Section: list(p.Section), Ordinal: p.Ordinal, Text: p.Text, Marks: codePoints(p.Text, marks),
		Snippet: snippet(p.Text, marks), URL: PagePath(h.ID, p.Ordinal),
	}
}

// A card is a hit with those that it stands for.
type card struct {
	Hit
	passage *same.Passage
	same    []Passage
}

func newCard(h Hit) card {
	var below *corpus.Paragraph
	if h.Body != nil {
		below = &corpus.Paragraph{Text: h.Body.Text, Section: h.Body.Section}
	}
	return card{Hit: h, passage: same.New(&h.Header, &corpus.Paragraph{Text: h.Text, Section: h.Section}, below, h.Keys)}
}

// fold puts the hits of a page together that belong together: a heading and the paragraph below it, and what says the same in
// several years. Totals, facets and the borders of pages stay as they are. tree is what the hits match.
func (e *Edition) fold(ctx context.Context, a *Answer, tree query.Node) error {
	n := slices.IndexFunc(a.Hits, func(h Hit) bool { return h.Match == MatchRelated || h.Match == MatchEqual && a.Match != MatchEqual })
	if n < 0 {
		n = len(a.Hits)
	}
	page, further := a.Hits[:n], a.Hits[n:]
	var cards []card
	var passages []*same.Passage
	here := map[string]bool{}
	for _, h := range page {
		here[h.ID] = true
	}
	for _, h := range withBodies(page) {
		if c := newCard(h); !stack(cards, &c, here) {
			cards, passages = append(cards, c), append(passages, c.passage)
		}
	}
	var others []Hit
	more := false
	if n < a.total() { // else all that may be the same is on the page
		var err error
		if others, more, err = e.others(ctx, tree, passages, match.Compile(tree, a.Match == MatchLoose), a); err != nil {
			return err
		}
	}
	others = slices.DeleteFunc(others, func(h Hit) bool { return here[h.ID] })
	there := map[string]bool{}
	for _, h := range others {
		there[h.ID] = true
	}
	for _, h := range withBodies(others) {
		c := newCard(h)
		stack(cards, &c, there)
	}
	a.Folded = n - len(cards)
	a.Hits = make([]Hit, 0, len(cards)+len(further))
	for _, c := range cards {
		if len(c.same) > 0 {
			c.Hit.Same = newSame(c.same, more)
		}
		a.Hits = append(a.Hits, c.Hit)
	}
	a.Hits = append(a.Hits, further...)
	return nil
}

// total returns the number of paragraphs of the tier that the hits are of.
func (a *Answer) total() int {
	switch a.Match {
	case MatchLoose:
		return a.Loose.Paragraphs
	case MatchEqual:
		return a.Equal.Paragraphs
	}
	return a.Total.Paragraphs
}

// others returns the hits of a tree that are the same as one of those of a page, and the headings and first paragraphs that make one
// hit with them; more says that there may be more of them.
func (e *Edition) others(ctx context.Context, tree query.Node, page []*same.Passage, m *match.Matcher, a *Answer) (hits []Hit, more bool, err error) {
	keys, regions := same.Keys(page)
	if len(keys) == 0 {
		return nil, false, nil
	}
	loose := a.Match == MatchLoose
	within := query.And{Nodes: []query.Node{tree, query.Filter{Field: query.Region, Values: regions}}}
	result, err := e.snapshot.Search(ctx, engine.Request{Query: within, Keys: keys, Loose: loose, Order: Newest, Limit: mostSame, Below: true})
	if err != nil {
		return nil, false, err
	}
	tier := tierOf(a.Tree, loose)
	if a.Match == MatchEqual {
		tier = equally
	}
	kept := ofPage(result.Hits, page)
	for i, h := range result.Hits {
		if kept[i] {
			hits = append(hits, newHit(tier(&h), h, m))
		}
	}
	return hits, result.Next != "", nil
}

// ofPage says which hits are the same as one of a page, or make one hit with such a one.
func ofPage(hits []engine.Hit, page []*same.Passage) (kept []bool) {
	kept = make([]bool, len(hits))
	at := map[string]int{}
	for i := range hits {
		h := &hits[i]
		at[ParagraphID(h.Report.ID, h.Paragraph.Ordinal)] = i
		p := same.New(&h.Report, &h.Paragraph, h.Below, h.Keys)
		kept[i] = slices.ContainsFunc(page, func(other *same.Passage) bool { return other.Is(p) })
	}
	for i := range hits {
		if hits[i].Below != nil {
			if below, ok := at[ParagraphID(hits[i].Report.ID, hits[i].Below.Ordinal)]; ok {
				kept[i] = kept[i] || kept[below]
				kept[below] = kept[i]
			}
		}
	}
	return kept
}

// withBodies returns hits with each heading and the paragraph below it as one, where the first of them stands.
func withBodies(hits []Hit) []Hit {
	at := map[string]int{}
	for i, h := range hits {
		at[h.ID] = i
	}
	gone := make([]bool, len(hits))
	joined := slices.Clone(hits)
	for i := range hits {
		body := hits[i].Body
		if body == nil {
			continue
		}
		j, ok := at[body.ID]
		switch {
		case !ok:
		case i < j:
			below := hits[j].passage(false)
			joined[i].Body, gone[j] = &below, true
		default:
			above := hits[i].passage(false)
			joined[j].Head, gone[i] = &above, true
		}
	}
	kept := joined[:0]
	for i, h := range joined {
		if !gone[i] {
			kept = append(kept, h)
		}
	}
	return kept
}

// stack puts a card under the first of some that says the same, and reports whether there is one. hits has the ids of those that
// the card may be of.
func stack(cards []card, c *card, hits map[string]bool) bool {
	i := slices.IndexFunc(cards, func(other card) bool { return other.passage.Is(c.passage) })
	if i < 0 {
		return false
	}
	p := c.Hit.passage(true)
	switch {
	case c.Head != nil:
		p.With = c.Head.ID
	case c.Body != nil && hits[c.Body.ID]:
		p = *c.Body
		p.Report, p.With, p.Text, p.Marks = &c.Hit.Report, c.Hit.ID, "", nil
	}
	cards[i].same = append(cards[i].same, p)
	return true
}

func newSame(passages []Passage, more bool) *Same {
	slices.SortFunc(passages, func(a, b Passage) int {
		return cmp.Or(cmp.Compare(b.Report.Year, a.Report.Year), strings.Compare(b.Report.Date, a.Report.Date), strings.Compare(a.Report.ID, b.Report.ID), cmp.Compare(a.Ordinal, b.Ordinal))
	})
	first, last := passages[len(passages)-1].Report.Year, passages[0].Report.Year
	return &Same{Paragraphs: len(passages), From: first, To: last, AtLeast: more, Hits: passages}
}
