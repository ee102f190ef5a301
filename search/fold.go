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
		report := h.Report // the hit may make room for another
		p.Report = &report
	} else {
		p.Text, p.Marks = h.Text, h.Marks
	}
	return p
}

// bodyOf returns the paragraph below a heading.
func bodyOf(h *corpus.Header, p *corpus.Paragraph, m *match.Matcher) *Passage {
	id, url := names(h.ID, p.Ordinal)
	marks, snippet := marked(p.Text, m.Marks(p.Text))
	return &Passage{ID: id, Section: list(p.Section), Ordinal: p.Ordinal, Text: p.Text, Marks: marks, Snippet: snippet, URL: url}
}

// passages prepares hits for comparing.
func passages(hits []*Hit) []same.Passage {
	all := make([]same.Passage, len(hits))
	for i, h := range hits {
		said := same.TextOf(h.Text, h.Section)
		if h.Body != nil {
			said = same.TextOf(h.Body.Text, h.Body.Section)
		}
		all[i] = same.New(&h.Header, said, h.Keys)
	}
	return all
}

// A page is the hits of a page, and what is shown with each.
type page struct {
	hits     []*Hit
	passages []same.Passage
	same     [][]Passage
}

// fold puts the hits of a page together that belong together: a heading and the paragraph below it, and what says the same in
// several years. Totals, facets and the borders of pages stay as they are. tree is what the hits match.
func (e *Edition) fold(ctx context.Context, a *Answer, tree query.Node) error {
	n := slices.IndexFunc(a.Hits, func(h Hit) bool { return h.Match == MatchRelated || h.Match == MatchEqual && a.Match != MatchEqual })
	if n < 0 {
		n = len(a.Hits)
	}
	here := make([]*Hit, n)
	for i := range here {
		here[i] = &a.Hits[i]
	}
	p := page{make([]*Hit, 0, n), make([]same.Passage, 0, n), make([][]Passage, n)}
	p.stackAll(here, true)
	more := false
	if n < a.total() { // else all that may be the same is on the page
		others, atLeast, err := e.others(ctx, tree, p.passages, a)
		if err != nil {
			return err
		}
		p.stackAll(slices.DeleteFunc(others, func(h *Hit) bool { return isAmong(here, h.ID) }), false)
		more = atLeast
	}
	a.Folded = n - len(p.hits)
	kept := a.Hits[:0] // none stands before where it stood
	for i, h := range p.hits {
		if len(p.same[i]) > 0 {
			h.Same = newSame(p.same[i], more)
		}
		kept = append(kept, *h)
	}
	a.Hits = append(kept, a.Hits[n:]...)
	return nil
}

// isAmong reports whether one of some hits has an id.
func isAmong(hits []*Hit, id string) bool {
	return slices.ContainsFunc(hits, func(h *Hit) bool { return h.ID == id })
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
func (e *Edition) others(ctx context.Context, tree query.Node, page []same.Passage, a *Answer) (hits []*Hit, more bool, err error) {
	keys := same.Keys(page)
	if keys == nil {
		return nil, false, nil
	}
	loose := a.Match == MatchLoose
	result, err := e.snapshot.Search(ctx, engine.Request{
		Query: tree, Keys: keys, Loose: loose, Order: Newest, Limit: mostSame, Below: true, Unscored: true,
		Choose: func(found []engine.Found) []bool { return ofPage(found, page) },
	})
	if err != nil || len(result.Hits) == 0 {
		return nil, result.Next != "", err
	}
	m, tier := match.Compile(tree, loose), tierOf(a.Tree, loose)
	if a.Match == MatchEqual {
		tier = equally
	}
	for _, h := range result.Hits {
		hit := newHit(tier(&h), h, m)
		hits = append(hits, &hit)
	}
	return hits, result.Next != "", nil
}

// ofPage says which hits are the same as one of a page, or make one hit with such a one.
func ofPage(hits []engine.Found, page []same.Passage) (wanted []bool) {
	wanted = make([]bool, len(hits))
	headings := false
	for i := range hits {
		h := &hits[i]
		p := same.New(h.Report, same.Text{Text: h.Folded, Title: h.Title, Folded: true}, h.Keys)
		for k := range page {
			if page[k].Is(&p) {
				wanted[i] = true
				break
			}
		}
		headings = headings || h.Below
	}
	if !headings {
		return wanted
	}
	at := map[engine.Place]int{}
	for i := range hits {
		at[engine.Place{Report: hits[i].Report.ID, Ordinal: hits[i].Ordinal}] = i
	}
	for i, h := range hits {
		if below, ok := at[engine.Place{Report: h.Report.ID, Ordinal: h.Ordinal + 1}]; ok && h.Below {
			wanted[i] = wanted[i] || wanted[below]
			wanted[below] = wanted[i]
		}
	}
	return wanted
}

// withBodies makes one of each heading and the paragraph below it, where the first of them stands, and returns the hits that are left.
func withBodies(hits []*Hit) []*Hit {
	if !slices.ContainsFunc(hits, func(h *Hit) bool { return h.Body != nil }) {
		return hits
	}
	at := map[string]int{}
	for i, h := range hits {
		at[h.ID] = i
	}
	gone := make([]bool, len(hits))
	for i, h := range hits {
		if h.Body == nil {
			continue
		}
		j, ok := at[h.Body.ID]
		switch {
		case !ok:
		case i < j:
			below := hits[j].passage(false)
			h.Body, gone[j] = &below, true
		default:
			above := h.passage(false)
			hits[j].Head, gone[i] = &above, true
		}
	}
	kept := make([]*Hit, 0, len(hits))
	for i, h := range hits {
		if !gone[i] {
			kept = append(kept, h)
		}
	}
	return kept
}

// stackAll puts each of some hits under the first of the page that says the same. One that none says the same as is added to the page
// if it is one of it.
func (p *page) stackAll(hits []*Hit, ofPage bool) {
	joined := withBodies(hits)
	all := passages(joined)
	for k, h := range joined {
		i := 0
		for i < len(p.hits) && !p.passages[i].Is(&all[k]) {
			i++
		}
		if i < len(p.hits) {
			p.stack(i, h, hits)
		} else if ofPage {
			p.hits, p.passages = append(p.hits, h), append(p.passages, all[k])
		}
	}
}

// stack puts one of some hits under the i-th of the page.
func (p *page) stack(i int, h *Hit, of []*Hit) {
	passage := h.passage(true)
	switch {
	case h.Head != nil:
		passage.With = h.Head.ID
	case h.Body != nil && isAmong(of, h.Body.ID):
		report := passage.Report
		passage = *h.Body
		passage.Report, passage.With, passage.Text, passage.Marks = report, h.ID, "", nil
	}
	p.same[i] = append(p.same[i], passage)
}

func newSame(passages []Passage, more bool) *Same {
	slices.SortFunc(passages, func(a, b Passage) int {
		return cmp.Or(cmp.Compare(b.Report.Year, a.Report.Year), strings.Compare(b.Report.Date, a.Report.Date), strings.Compare(a.Report.ID, b.Report.ID), cmp.Compare(a.Ordinal, b.Ordinal))
	})
	first, last := passages[len(passages)-1].Report.Year, passages[0].Report.Year
	return &Same{Paragraphs: len(passages), From: first, To: last, AtLeast: more, Hits: passages}
}
