package page

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/search/factor"
	"gongbao/search/query"
	"gongbao/server/page/frame"
)

// A resultsView fills the results page.
type resultsView struct {
	frame.Frame
	Answer    search.Answer
	Tabs      []frame.Tab // none where nothing was asked for
	Explained bool
	Unread    []string // what is wrong with the address
	Groups    []hitGroup
	Chips     []frame.Chip
	Facets    []facetView
	Years     *yearChart
	Sorts     []frame.Choice
	Modes     []frame.Choice
	Folds     []frame.Choice // none where nothing is folded
	Sizes     []frame.Choice // hits on a page
	Views     []frame.Choice
	View      string // one of those; empty for paragraphs
	PageNo    int
	Pages     pages
	Looser    string      // address of the loose tier, where it has another total than the exact one
	Equal     string      // address of the equal values in other wordings, where they are not shown alone
	Strict    string      // address of the exact tier, where another one is shown
	ExactSaid string      // the message of that link
	Shown     search.Tier // that other one
	Means     []way       // other searches that find something
	Hints     []string
	Advice    string // message that says how to ask otherwise; empty where there is nothing to say
	Export    string // address of the export as CSV
	Workbook  string // the same as a workbook
	Curl      string // command that asks the API the same
	Listed    string // address of the reports that the filters choose, where there is nothing to look for but filters; or empty
	Saved     string // the search as its reader saves it
	Latest    string // when the latest report arrived
	Feed      string // address of the feed of reports with hits
	Counts    string // address of the counts by year and region
	Why       string // address of the page with what makes the scores of the hits, or without it, if it is Explained
	Next      string // address of the next page; empty on the last
	Bare      string // address of the search without filters; empty if it has none
	Begin     string // address of the first page, where this one is behind the last
}

// Results shows the answer to a search. An empty search shows the home page.
func (p *Pages) Results(c *gin.Context) error {
	q := frame.StateOf(c)
	if q.Empty() {
		return p.Home(c)
	}
	own := url.Values{}
	for name, values := range map[string][]string{viewName: views()[1:], sectionsName: {everySection}} {
		if value := c.Query(name); slices.Contains(values, value) {
			own.Set(name, value)
		}
	}
	q = q.On("", own)
	f := p.shared.Frame(c, "results")
	f.Box, f.Kept = q.Get("q"), q.Kept()
	f.At("/search", q.Search())
	f.Title, f.Skip, f.Back = f.Box, frame.Answer, q.Here()
	request := q.Request(f.Lang)
	request.Sideways = true
	if q.Own(sectionsName) == everySection {
		request.Sections = mostSections
	}
	answer, err := frame.Edition(c).Search(c.Request.Context(), request)
	if err != nil {
		return err
	}
	p.searched(answer.Match)
	f.Description = f.PreviewOf(answer.Query, answer.Total)
	f.Unlisted = len(answer.Hits) == 0
	view := newResultsView(f, q, answer)
	view.Years = newYearChart(f, q, answer.Years)
	view.Latest, err = frame.Edition(c).LatestArrival(c.Request.Context())
	if err != nil {
		return err
	}
	view.Saved = q.Selected().Encode()
	view.Facets = newFacetViews(f, q, answer.Facets)
	if answer.Tree != nil && f.Box != "" {
		figures, ok := frame.FiguresOfAnswer(request, answer)
		if !ok {
			counts, err := frame.Edition(c).Count(c.Request.Context(), request)
			if err != nil {
				return err
			}
			figures = frame.FiguresOf(request, counts)
		}
		view.Tabs = f.Tabs(q, figures)
	}
	return p.shared.Show(c, http.StatusOK, "results", view)
}

func newResultsView(f frame.Frame, q frame.State, a search.Answer) resultsView {
	view := resultsView{Frame: f, Answer: a, Unread: q.Notes(f), Groups: groupsOf(f, q, a), Chips: q.Chips(f), Export: q.Export(f), Workbook: q.Workbook(f), Feed: q.Selection(f, "/search.atom"), Counts: q.Counts(f, "year,region"), PageNo: q.PageNo()}
	if len(q.Request(f.Lang).Filters) > 0 {
		view.Bare = frame.StateFrom(parameters(search.QueryName, f.Box)).Link(f)
	}
	view.Curl = "curl '" + f.Origin() + f.Path("/api/v1/search") + "?" + q.Search().Encode() + "'"
	if a.Tree == nil && len(view.Chips) > 0 {
		region := ""
		if chosen := q.Chosen(query.Region); len(chosen) == 1 { // the list is of one region, or of all
			region = chosen[0]
		}
		view.Listed = f.Link("/reports", "region", region)
	}
	view.Views, view.View = q.OwnChoices(f, viewName, "page.results.view.", views()...), q.Own(viewName)
	view.Sorts = q.Choices(f, search.SortName)
	view.Modes = q.Choices(f, search.ModeName)
	if a.Folded > 0 || slices.ContainsFunc(a.Hits, func(h search.Hit) bool { return h.Same != nil }) || q.Has(search.FoldName) {
		view.Folds = q.Choices(f, search.FoldName)
	}
	explain := "1"
	if view.Explained = q.Get(search.ExplainName) == explain; view.Explained {
		explain = ""
	}
	view.Why = q.With(search.ExplainName, explain).Link(f)
	switch {
	case q.IsLoose(), q.IsEqual():
		view.Strict, view.ExactSaid = q.With(search.ModeName, string(search.Exact)).Link(f), "page.results.exact"
		if q.IsEqual() {
			view.ExactSaid = "page.results.exact-apart" // none of them is shown
		}
		if shown := map[bool]*search.Tier{true: a.Equal, false: a.Loose}[q.IsEqual()]; shown != nil {
			view.Shown = *shown
		}
	case a.Loose != nil && a.Total.Paragraphs > 0:
		view.Looser = q.With(search.ModeName, string(search.Loose)).Link(f)
	}
	if a.Equal != nil && !q.IsEqual() {
		view.Equal = q.With(search.ModeName, string(search.Equal)).Link(f)
	} else if !q.IsEqual() {
		view.Modes = slices.DeleteFunc(view.Modes, func(c frame.Choice) bool { return c.Name == "page.choice.mode.equal" })
	}
	view.addWays(f, q, a)
	view.Advice = adviceFor(f.Box, a.Tree)
	if view.Pages = pagesOf(f, q, a); len(a.Hits) == 0 && view.PageNo > 1 {
		view.Begin = q.Turned(1).Link(f)
	}
	for _, size := range pageSizes() {
		value := strconv.Itoa(size)
		c := frame.Choice{Text: value, Active: value == cmp.Or(q.Get(search.LimitName), strconv.Itoa(search.DefaultLimit))}
		if size == search.DefaultLimit {
			value = ""
		}
		c.Link = q.With(search.LimitName, value).Link(f)
		view.Sizes = append(view.Sizes, c)
	}
	if a.Next != "" {
		next := q.With("", "")
		next.Cursor, next.Page = a.Next, strconv.Itoa(view.PageNo+1)
		view.Next = next.Link(f)
	}
	return view
}

// viewName is the parameter that says how hits are shown.
const viewName = "view"

const (
	lineView = "line"   // one line each
	byReport = "report" // one line each, by report
)

// views are the ways to show hits, the usual one first.
func views() []string { return []string{"paragraph", lineView, byReport} }

// A way is another search, as a link.
type way struct{ Text, Link string }

// addWays adds the searches that the answer suggests, and its other hints.
func (v *resultsView) addWays(f frame.Frame, q frame.State, a search.Answer) {
	said := map[string]bool{}
	for _, s := range a.DidYouMean {
		to := frame.StateFrom(parameters(search.QueryName, s.Query))
		if s.Own != "" {
			to = q.With(search.QueryName, s.Own)
		}
		v.Means = append(v.Means, way{s.Text, to.Link(f)})
		said[s.Text] = true
	}
	for _, hint := range a.Hints {
		if !said[hint] {
			v.Hints = append(v.Hints, hint)
		}
	}
}

// longWord is the number of characters from which on a text may have parts that reports say.
const longWord = 4

// adviceFor returns the message that says how to ask otherwise for what nothing was found of: something that the query, as it was typed
// and read, does not do already. It is empty for a query without texts.
func adviceFor(typed string, tree query.Node) string {
	if tree == nil {
		return ""
	}
	texts := query.Texts(tree)
	said := ""
	for _, t := range texts {
		said += t.Value
	}
	switch spaced := strings.ContainsFunc(strings.TrimSpace(typed), unicode.IsSpace); {
	case said == "":
		return ""
	case !strings.ContainsFunc(said, isHan) && strings.ContainsFunc(said, unicode.IsLetter):
		return "page.results.advice.chinese"
	case len(texts) > 1 && eachAlone(tree):
		return "page.results.advice.other"
	case len(texts) > 1:
		return "page.results.advice.fewer"
	case strings.ContainsFunc(said, unicode.IsSpace):
		return "page.results.advice.apart"
	case utf8.RuneCountInString(said) < longWord:
		return "page.results.advice.other"
	case spaced:
		return "page.results.advice.short"
	}
	return "page.results.advice.spaces"
}

// eachAlone reports whether each text of a query is looked for without the others, besides its conditions.
func eachAlone(tree query.Node) bool {
	parts := []query.Node{tree}
	if _, all := tree.(query.And); all {
		parts = slices.DeleteFunc(query.Children(tree), func(n query.Node) bool { return len(query.Conditions(n)) > 0 })
	}
	_, some := parts[0].(query.Or)
	return len(parts) == 1 && some
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// pageSizes are the numbers of hits that the page offers to show at once.
func pageSizes() []int { return []int{search.DefaultLimit, 50, search.MaxLimit} }

// pages leads to the other pages of an answer than the next.
type pages struct {
	Before string       // address of the page before; empty on the first
	Last   int          // number of the last page; 1 if there is no other
	Near   []frame.Page // the first, the last, and those around this one
	Kept   []frame.Pair // for the form that goes to a page
}

// pagesOf returns the pages of an answer. The number of paragraphs related to a query is not known, so their pages follow by Next alone.
func pagesOf(f frame.Frame, q frame.State, a search.Answer) pages {
	size := cmp.Or(number(q.Get(search.LimitName)), search.DefaultLimit)
	total := a.Total.Paragraphs
	if a.Equal != nil && q.IsEqual() {
		total = a.Equal.Paragraphs
	} else if a.Equal != nil {
		total += a.Equal.Paragraphs
	} else if a.Match == search.MatchLoose || q.IsLoose() {
		total = 0
		if a.Loose != nil {
			total = a.Loose.Paragraphs
		}
	}
	now := q.PageNo()
	p := pages{Last: max(1, (min(total, search.MaxSkip)+size-1)/size), Kept: q.Kept()}
	if now > 1 {
		p.Before = q.Turned(now - 1).Link(f)
	}
	if p.Last == 1 {
		return p
	}
	for n := 1; n <= p.Last; n++ {
		if n == 1 || n == p.Last || n >= now-pagesAround && n <= now+pagesAround {
			p.Near = append(p.Near, frame.Page{Number: n, Link: q.Turned(n).Link(f), Active: n == now, Apart: len(p.Near) > 0 && p.Near[len(p.Near)-1].Number < n-1})
		}
	}
	return p
}

// pagesAround is how many pages before and behind this one have links of their own.
const pagesAround = 2

// number parses a number in an address; 0 if it is none.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// Found reports whether there are hits in any tier.
func (v resultsView) Found() bool { return len(v.Groups) > 0 }

// Asked reports whether the query has anything to look for.
func (v resultsView) Asked() bool { return v.Answer.Tree != nil }

// A hitGroup holds the hits of one tier, under a heading of their own.
type hitGroup struct {
	Match search.Match
	Tier  search.Tier // the whole of it
	Mixed bool        // some of its hits may be exact and some loose
	Hits  []hitView
}

// Reports returns the reports of the hits in the order of the first hit of each.
func (g hitGroup) Reports() []hitsOfReport {
	var list []hitsOfReport
	at := map[string]int{}
	for _, h := range g.Hits {
		i, ok := at[h.Report.ID]
		if !ok {
			i = len(list)
			at[h.Report.ID] = i
			list = append(list, hitsOfReport{Report: h.Report, Link: h.Whole})
		}
		list[i].Hits = append(list[i].Hits, h)
	}
	return list
}

// hitsOfReport are the hits of a page that a report has.
type hitsOfReport struct {
	Report search.Source
	Link   string // to the report, with all that is marked in it
	Hits   []hitView
}

// A hitView is a hit on the results page.
type hitView struct {
	search.Hit
	Runs   []frame.Run
	Line   []frame.Run // as much as a line shows
	Link   string      // to the paragraph in its report
	Whole  string      // to the report
	Cite   string
	Score  string      // and the factors that make it, where they are wanted
	Below  []frame.Run // of the paragraph below a heading
	Others string      // how many paragraphs of other years say the same
	Same   []sameView
}

// A sameView is a paragraph of another year that says the same as a hit.
type sameView struct {
	search.Passage
	Runs []frame.Run
	Link string
}

// groupsOf splits hits by tier; an answer has its tiers in order. Those of the loose mode are one group.
func groupsOf(f frame.Frame, q frame.State, a search.Answer) []hitGroup {
	var groups []hitGroup
	for _, h := range a.Hits {
		match := h.Match
		if q.IsLoose() {
			match = search.MatchLoose
		}
		if n := len(groups); n == 0 || groups[n-1].Match != match {
			groups = append(groups, hitGroup{Match: match, Tier: tierOf(a, match), Mixed: q.IsLoose()})
		}
		g := &groups[len(groups)-1]
		g.Hits = append(g.Hits, newHitView(f, h, match))
	}
	return groups
}

func tierOf(a search.Answer, m search.Match) search.Tier {
	tier := map[search.Match]*search.Tier{search.MatchEqual: a.Equal, search.MatchLoose: a.Loose, search.MatchRelated: a.Related}[m]
	if tier == nil {
		return search.Tier{Paragraphs: a.Total.Paragraphs, Reports: a.Total.Reports, Occurrences: a.Total.Occurrences}
	}
	return *tier
}

// newHitView returns a hit of a group, which says how it is marked in its report.
func newHitView(f frame.Frame, h search.Hit, group search.Match) hitView {
	view := hitView{
		Hit:  h,
		Runs: frame.RunsOf(h.Snippet.Text, h.Snippet.Marks, 0, 1),
		Link: f.Address("/reports/"+h.Report.ID, "p"+strconv.Itoa(h.Ordinal), markedAs(f, h, group)),
		Cite: f.Link("/reports/"+h.Report.ID+"/cite", "p", search.PermalinkName(h.Ordinal, h.Hash)),
	}
	view.Line = lineOf(view.Runs)
	view.Whole = f.Address("/reports/"+h.Report.ID, "", markedAs(f, h, group))
	if h.Factors != nil {
		view.Score = factor.Line(f.Lang, h.Score, h.Factors)
	}
	if h.Body != nil {
		view.Below = frame.RunsOf(h.Body.Snippet.Text, h.Body.Snippet.Marks, 0, 1)
	}
	if h.Same == nil {
		return view
	}
	view.Others = h.Same.In(f.Lang)
	for _, p := range h.Same.Hits {
		view.Same = append(view.Same, sameView{
			p, frame.RunsOf(p.Snippet.Text, p.Snippet.Marks, 0, 1), f.Address("/reports/"+p.Report.ID, "p"+strconv.Itoa(p.Ordinal), markedAs(f, h, group)),
		})
	}
	return view
}

// beforeMark is how many code points of a line stand before what is marked in it.
const beforeMark = 16

// lineOf cuts the beginning of a text off, so that its first mark is in sight where a line shows no more than the beginning.
func lineOf(runs []frame.Run) []frame.Run {
	first := slices.IndexFunc(runs, func(r frame.Run) bool { return r.Mark > 0 })
	if first < 1 {
		return runs
	}
	before := ""
	for _, r := range runs[:first] {
		before += r.Text
	}
	letters := []rune(before)
	if len(letters) <= beforeMark {
		return runs
	}
	return append([]frame.Run{{Text: "…" + string(letters[len(letters)-beforeMark:])}}, runs[first:]...)
}

// markedAs returns the parameters that mark in a report what a hit marks.
func markedAs(f frame.Frame, h search.Hit, group search.Match) url.Values {
	values := parameters("q", f.Box)
	if f.Back != "" {
		values.Set(frame.BackName, f.Back)
	}
	switch group {
	case search.MatchLoose:
		values.Set("mode", string(search.Loose))
	case search.MatchEqual:
		values.Set("mode", string(search.Equal))
	case search.MatchRelated:
		values.Set("near", strconv.Itoa(h.Ordinal))
	}
	return values
}

// parameters returns the parameter of an address; none if the value is empty.
func parameters(name, value string) url.Values {
	if value == "" {
		return url.Values{}
	}
	return url.Values{name: {value}}
}
