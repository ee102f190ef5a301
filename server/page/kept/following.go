package kept

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/search/query"
	"gongbao/server/page/frame"
)

// The fields of the form of the saved questions. The buttons have a question as their value.
const (
	questionName = "s"    // a question, as savedQuestion reads it, once for each
	seenName     = "seen" // what it finds now is no longer new
)

const (
	mostQuestions = 50
	reportsShown  = 5 // new reports named at a question
)

// A savedQuestion is a search, and when its reader has last seen what it finds: the arrival of the latest report then. It is written
// 2026-11-26T10:00:00Z?q=就业&region=辽宁, without a time where the reader has seen nothing of it yet.
type savedQuestion struct {
	since time.Time
	seen  string // since as written
	asked frame.State
}

func readQuestion(s string) (q savedQuestion, ok bool) {
	var asked string
	q.seen, asked, _ = strings.Cut(s, "?")
	values, err := url.ParseQuery(asked)
	if err != nil {
		return q, false
	}
	if q.since, err = time.Parse(time.RFC3339, q.seen); err != nil && q.seen != "" {
		return q, false
	}
	q.asked = frame.StateFrom(values)
	return q, !q.asked.Empty() && len(q.asked.Problems) == 0
}

// A followingView fills the page of the saved questions.
type followingView struct {
	frame.Frame
	Questions []questionView
	Listed    bool // by the request; else the browser has the list
	Latest    string
	Over      int
	Dropped   int // how many could not be read
}

// A questionView is a saved question, with what it finds.
type questionView struct {
	Written string // as the form has it
	Asked   string // what it asks, as the parameters of an address
	ReadAs  string
	Link    string // to the search
	Feed    string
	Problem string // why it cannot be counted
	Total   search.Total
	Since   string // the day since when there is something new; empty if it is seen for the first time
	New     int    // paragraphs of reports that arrived since
	Reports []newReport
	More    int // new reports that are not named
}

// A newReport is a report that arrived since a question was last seen, with hits.
type newReport struct {
	Name       string
	Paragraphs int
	Link       string // to the hits in it
}

// Following shows the questions that the address names, and what is new since each was last seen. Without any, the script of the page
// shows those that the browser keeps.
func (p *Pages) Following(c *gin.Context) error {
	return p.follow(c, c.Request.URL.Query())
}

// FollowingByForm shows the questions of a form after what the reader does to them.
func (p *Pages) FollowingByForm(c *gin.Context) error {
	form, err := readForm(c)
	if err != nil {
		return err
	}
	questions := without(slices.Clone(form[questionName]), form.Get(removeName))
	if at := slices.Index(questions, form.Get(seenName)); at >= 0 {
		latest, err := frame.Edition(c).LatestArrival(c.Request.Context())
		if err != nil {
			return err
		}
		_, asked, _ := strings.Cut(questions[at], "?")
		questions[at] = latest + "?" + asked
	}
	return settle(c, form, url.Values{questionName: questions}, p.follow)
}

func (p *Pages) follow(c *gin.Context, asked url.Values) error {
	given := asked[questionName]
	reports, err := frame.Edition(c).Reports(c.Request.Context())
	if err != nil {
		return err
	}
	latest, err := frame.Edition(c).LatestArrival(c.Request.Context())
	if err != nil {
		return err
	}
	f := p.shared.Frame(c, "following")
	f.At("/following", nil)
	f.Title = f.T("page.following.heading")
	f.Description = f.T("page.following.about")
	v := followingView{Frame: f, Listed: len(given) > 0, Latest: latest, Over: max(0, len(given)-mostQuestions)}
	for _, s := range given[:len(given)-v.Over] {
		q, ok := readQuestion(s)
		if !ok {
			v.Dropped++
			continue
		}
		shown, err := newQuestion(c, f, q, reports)
		if err != nil {
			return err
		}
		v.Questions = append(v.Questions, shown)
	}
	return p.shared.Show(c, http.StatusOK, "following", v)
}

// newQuestion counts a question.
func newQuestion(c *gin.Context, f frame.Frame, q savedQuestion, reports []search.ReportInfo) (questionView, error) {
	asked := q.asked.Selected().Encode()
	v := questionView{Written: q.seen + "?" + asked, Asked: asked, ReadAs: q.asked.Get(search.QueryName), Link: q.asked.Selection(f, "/search"), Feed: q.asked.Selection(f, "/search.atom")}
	counts, err := frame.Edition(c).Count(c.Request.Context(), q.asked.Request(f.Lang))
	if errors.Is(err, search.ErrDear) {
		v.Problem = f.Lang.Err(err)
		return v, nil
	}
	if err != nil {
		return v, err
	}
	v.ReadAs, v.Total = counts.Query.ReadAs, counts.Total
	if q.since.IsZero() {
		return v, nil
	}
	v.Since = q.since.Format(time.DateOnly)
	paragraphs := map[string]int{}
	for _, row := range counts.Rows([]query.Field{query.Report}, search.RowsByValue) {
		paragraphs[row.Values[0]] = row.Paragraphs
	}
	reports = slices.DeleteFunc(slices.Clone(reports), func(r search.ReportInfo) bool { return paragraphs[r.ID] == 0 || !r.Arrival().After(q.since) })
	slices.SortStableFunc(reports, func(a, b search.ReportInfo) int { return b.Arrival().Compare(a.Arrival()) })
	v.More = max(0, len(reports)-reportsShown)
	for i, r := range reports {
		if v.New += paragraphs[r.ID]; i < reportsShown {
			v.Reports = append(v.Reports, newReport{r.FullName(), paragraphs[r.ID], f.Link("/reports/"+r.ID, search.QueryName, q.asked.Get(search.QueryName), search.ModeName, q.asked.Get(search.ModeName))})
		}
	}
	return v, nil
}
