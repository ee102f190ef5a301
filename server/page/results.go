package page

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"gongbao/search"
)

// A resultsView is the results page.
type resultsView struct {
	frame
	Answer search.Answer
	Unread []string // filters that mean nothing
	Groups []hitGroup
	Chips  []chip
	Facets []facetView
	Years  *yearChart
	Sorts  []choice
	Modes  []choice
	mode   search.Mode
	PageNo int
	Export string // address of all hits as a table
	First  string // address of the first page; empty on it
	Next   string // address of the next page; empty on the last
	Bare   string // the question without filters, when it has some
}

// A choice is one of several ways to show an answer.
type choice struct {
	Name, Link string
	Active     bool
}

// Results answers a question. An empty question is the home page.
func (p *Pages) Results(c *gin.Context) error {
	q := questionOf(c)
	if len(q.kept()) == 0 && q.values.Get("q") == "" {
		return p.Home(c)
	}
	f := p.frame(c, "results")
	f.Box, f.Kept = q.values.Get("q"), q.kept()
	f.Title = f.Box
	ctx := c.Request.Context()
	service := p.site.Service()
	answer, err := service.Search(ctx, q.request(f.Lang))
	if err != nil {
		return err
	}
	p.searched(answer.Match)
	view := newResultsView(f, q, answer)
	wider, err := widerFacets(ctx, service, q, answer)
	if err != nil {
		return err
	}
	view.Years = newYearChart(f, q, wider.Year)
	view.Facets = newFacetViews(f, q, wider)
	return p.show(c, http.StatusOK, "results", view)
}

func newResultsView(f frame, q question, a search.Answer) resultsView {
	view := resultsView{frame: f, Answer: a, Groups: groupsOf(f, a), Chips: chipsOf(f, q), Export: q.export(f), mode: search.Mode(q.values.Get("mode")), PageNo: max(1, number(q.page))}
	filters, unread := q.filters()
	view.Unread = unread
	if len(filters) > 0 {
		view.Bare = question{values: map[string][]string{"q": {f.Box}}}.link(f)
	}
	view.Sorts = choices(f, q, "sort", "relevance", "newest", "oldest", "document")
	view.Modes = choices(f, q, "mode", string(search.Smart), string(search.Exact), string(search.Loose))
	if view.PageNo > 1 {
		view.First = q.with("", "").link(f)
	}
	if a.Next != "" {
		next := q.with("", "")
		next.cursor, next.page = a.Next, strconv.Itoa(view.PageNo+1)
		view.Next = next.link(f)
	}
	return view
}

// choices are the values of a parameter, of which the first stands for none.
func choices(f frame, q question, name string, values ...string) []choice {
	chosen := q.values.Get(name)
	var list []choice
	for i, value := range values {
		c := choice{Name: name + "." + value, Active: value == chosen || i == 0 && chosen == ""}
		if i == 0 {
			value = ""
		}
		c.Link = q.with(name, value).link(f)
		list = append(list, c)
	}
	return list
}

// number reads a number that pages put into addresses; what is none is 0.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// Found says whether anything answers the question.
func (v resultsView) Found() bool { return len(v.Groups) > 0 }

// OnlyLoose says whether the reader asked for matches without punctuation, and the exact ones were not counted.
func (v resultsView) OnlyLoose() bool { return v.Answer.Loose != nil && v.mode == search.Loose }

// Asked says whether there was something to look for.
func (v resultsView) Asked() bool { return v.Answer.Tree != nil }

// A hitGroup is hits of one tier, under their own heading.
type hitGroup struct {
	Match      search.Match
	Paragraphs int // of the whole tier
	Hits       []hitView
}

// A hitView is a hit on the results page.
type hitView struct {
	search.Hit
	Runs []run
	Link string // to the paragraph in its report
	Cite string
}

// groupsOf parts hits by tier; tiers come in order in an answer.
func groupsOf(f frame, a search.Answer) []hitGroup {
	var groups []hitGroup
	for _, h := range a.Hits {
		if n := len(groups); n == 0 || groups[n-1].Match != h.Match {
			groups = append(groups, hitGroup{Match: h.Match, Paragraphs: paragraphsOf(a, h.Match)})
		}
		g := &groups[len(groups)-1]
		g.Hits = append(g.Hits, newHitView(f, h))
	}
	return groups
}

func paragraphsOf(a search.Answer, m search.Match) int {
	tier := map[search.Match]*search.Tier{search.MatchLoose: a.Loose, search.MatchRelated: a.Related}[m]
	if tier == nil {
		return a.Total.Paragraphs
	}
	return tier.Paragraphs
}

func newHitView(f frame, h search.Hit) hitView {
	return hitView{
		Hit:  h,
		Runs: runsOf(h.Snippet.Text, h.Snippet.Marks, 0, 1),
		Link: f.address("/reports/"+h.Report.ID, "p"+strconv.Itoa(h.Ordinal), markedAs(f.Box, h)),
		Cite: f.Link("/reports/"+h.Report.ID+"/cite", "p", permalinkName(h.Ordinal, h.Hash)),
	}
}

// markedAs are the parameters that mark in a report what a hit of it has marked.
func markedAs(asked string, h search.Hit) url.Values {
	values := parameters("q", asked)
	switch h.Match {
	case search.MatchLoose:
		values.Set("mode", string(search.Loose))
	case search.MatchRelated:
		values.Set("near", strconv.Itoa(h.Ordinal))
	}
	return values
}

// parameters makes the parameters of an address, without those that are empty.
func parameters(name, value string) url.Values {
	if value == "" {
		return url.Values{}
	}
	return url.Values{name: {value}}
}
