package search

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/factor"
	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/search/related"
)

// relatedCandidates is the number of candidates to rank. The first page comes from the best few dozen.
const relatedCandidates = 200

// relatedCursor begins the cursor of a page of related paragraphs; the number of those before it follows.
const relatedCursor = "~"

// relatedFrom reads the cursor of a page of related paragraphs.
func relatedFrom(after string) (from int, ok bool, err error) {
	number, ok := strings.CutPrefix(after, relatedCursor)
	if !ok {
		return 0, false, nil
	}
	from, err = strconv.Atoi(number)
	if err != nil || from < 0 || strconv.Itoa(from) != number {
		return 0, false, ErrCursor
	}
	return from, true, nil
}

// answerNearly fills the page with related paragraphs, from the given one on, that pass the filters and are hits of no other tier.
func (e *Edition) answerNearly(ctx context.Context, a *Answer, r Request, meant []related.Meant, from int) error {
	text := textsOf(a.Tree)
	if text == "" || r.Limit == NoHits { // related paragraphs are there to be shown
		return nil
	}
	filters := filtersOf(a.Tree)
	newest, err := e.latestReports(ctx, filters)
	if err != nil {
		return err
	}
	q := related.New(text, e.thesaurus, newest, meant...)
	candidates, err := e.snapshot.Like(ctx, engine.LikeRequest{Terms: q.Terms, Filter: filters, Limit: relatedCandidates})
	if err != nil {
		return err
	}
	shown := match.Compile(a.Tree, a.Total.Paragraphs == 0 && a.Loose != nil)
	if a.equal.tree != nil {
		shown = match.Compile(query.Or{Nodes: []query.Node{a.Tree, a.equal.tree}}, false)
	}
	excluded := match.Compile(negations(a.Tree), false)
	tier := Tier{AtLeast: len(candidates.Candidates) >= relatedCandidates}
	reports := map[string]bool{}
	var isShown, isExcluded match.Matches
	for _, c := range q.Rank(candidates) {
		switch {
		case c.Coverage < q.Near() && len(c.Wordings) == 0:
			continue
		case matches(shown, &c.Candidate, &isShown), matches(excluded, &c.Candidate, &isExcluded):
			continue
		}
		tier.Paragraphs++
		reports[c.Report.ID] = true
		switch {
		case tier.Paragraphs <= from:
		case len(a.Hits) < pageSize(r.Limit): // snippets and marks are costly, so others are only counted
			hit := newHit(MatchRelated, engine.Hit{Report: c.Report, Paragraph: c.Paragraph, Score: c.Score, Marks: q.Marks(c.Paragraph.Text)}, nil)
			hit.Reason = reason(c.Wordings, meant, r.Lang)
			if r.Explain {
				hit.Factors = factor.Related(c.Factors)
			}
			a.Hits = append(a.Hits, hit)
			from++
		default:
			a.Next = e.cursorOf(relatedCursor + strconv.Itoa(from))
		}
	}
	tier.Reports = len(reports)
	a.Related = &tier
	if a.Match == MatchNone && tier.Paragraphs > 0 {
		a.Match = MatchRelated
	}
	return nil
}

// latest keeps the newest report of each region, of the newest edition that was asked a question: to list all reports costs more
// than the answer.
type latest struct {
	turn    chan struct{} // held by whoever lists or takes them
	version string
	reports []engine.Summary
}

func newLatest() *latest { return &latest{turn: make(chan struct{}, 1)} }

// of returns the newest report of each region of an edition.
func (l *latest) of(ctx context.Context, e *Edition) ([]engine.Summary, error) {
	select {
	case l.turn <- struct{}{}:
		defer func() { <-l.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if l.reports != nil && l.version == e.version {
		return l.reports, nil
	}
	all, err := e.snapshot.Reports(ctx)
	if err != nil {
		return nil, err
	}
	newest := map[string]engine.Summary{}
	for _, s := range all {
		if known, ok := newest[s.Region]; !ok || s.Year > known.Year {
			newest[s.Region] = s
		}
	}
	l.version, l.reports = e.version, make([]engine.Summary, 0, len(newest))
	for _, s := range newest {
		l.reports = append(l.reports, s)
	}
	return l.reports, nil
}

// latestReports returns the newest report of each region, where it passes filters; nil admits all.
func (e *Edition) latestReports(ctx context.Context, filters query.Node) ([]engine.Summary, error) {
	reports, err := e.latest.of(ctx, e)
	if err != nil || filters == nil {
		return reports, err
	}
	passes := match.Compile(filters, false)
	var admitted []engine.Summary
	for i := range reports {
		if passes.Reports(&reports[i].Header) {
			admitted = append(admitted, reports[i])
		}
	}
	return admitted, nil
}

// matches reports whether a candidate matches, without folding its text again. found is what the matcher uses for one after the other.
func matches(m *match.Matcher, c *engine.Candidate, found *match.Matches) bool {
	at := match.PlaceOf(&c.Paragraph)
	return m.Match(match.Paragraph{Folded: c.Folded, Admits: func(i int) bool { return m.Filters[i].Admits(&c.Report, at) }}, found)
}

// textsOf joins the texts of a query.
func textsOf(tree query.Node) string {
	var words []string
	for _, t := range query.Texts(tree) {
		words = append(words, t.Value)
	}
	return strings.Join(words, " ")
}

// filtersOf returns the filters that every hit must pass, as a tree, or nil.
func filtersOf(tree query.Node) query.Node {
	conditions := query.Conditions(tree)
	if conditions == nil {
		return nil
	}
	return query.And{Nodes: conditions}
}

// negations returns a tree that matches whatever the query excludes.
func negations(tree query.Node) query.Node {
	and, _ := tree.(query.And)
	var nodes []query.Node
	for _, n := range and.Nodes {
		if not, ok := n.(query.Not); ok {
			nodes = append(nodes, not.Node)
		}
	}
	return query.Or{Nodes: nodes}
}

func reason(wordings []string, meant []related.Meant, lang language.Lang) string {
	for _, m := range meant {
		if slices.Contains(wordings, m.Text) {
			return lang.Say("search.reason.meant", m.Text)
		}
	}
	if len(wordings) > 0 {
		return lang.Say("search.reason.equivalent", wordings)
	}
	return lang.Say("search.reason.partial")
}
