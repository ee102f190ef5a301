package page

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"gongbao/guard"
	"gongbao/search"
	"gongbao/search/wording"
	"gongbao/server/page/frame"
)

// A homeView fills the home page.
type homeView struct {
	frame.Frame
	Examples   []string
	Reports    int
	Characters int
	Regions    int
	From, To   int
	Newest     []reportRow
	Rows       []matrixRow // the regions with the most reports
	Years      []int
	Help       []helpLine
}

// A helpLine explains one way to search: Name is that of its message, Example a query to follow.
type helpLine struct{ Name, Example string }

const (
	newestShown  = 8
	regionsShown = 8
)

// Home shows the search box and the coverage of the index.
func (p *Pages) Home(c *gin.Context) error {
	reports, err := frame.Edition(c).Reports(c.Request.Context())
	if err != nil {
		return err
	}
	f := p.shared.Frame(c, "home")
	f.At("/", nil)
	v := homeView{Frame: f, Reports: len(reports), Help: helpLines()}
	for _, r := range reports {
		v.Characters += r.Characters
	}
	sortReports(reports, "newest")
	for _, r := range reports[:min(len(reports), newestShown)] {
		v.Newest = append(v.Newest, reportRow{r, f.Link("/reports/" + r.ID)})
	}
	v.cover(newMatrix(f, reports))
	if v.Examples, err = p.examples(c, reports); err != nil {
		return err
	}
	return p.shared.Show(c, http.StatusOK, "home", v)
}

// cover fills in the coverage by region and year.
func (v *homeView) cover(m matrix) {
	v.Regions = len(m.Rows)
	if n := len(m.Years); n > 0 {
		v.From, v.To = m.Years[n-1], m.Years[0]
	}
	rows := slices.Clone(m.Rows)
	slices.SortStableFunc(rows, func(a, b matrixRow) int { return b.Reports - a.Reports })
	v.Rows = rows[:min(len(rows), regionsShown)]
	v.Years = m.Years
}

// helpLines returns the ways to search, each with an example that a reader can follow.
func helpLines() []helpLine {
	return []helpLine{
		{"phrase", "碳排放达峰"}, {"all", "就业 稳定"}, {"one", "碳达峰 OR 碳中和"}, {"not", "改革 -开放"}, {"quote", "“稳中求进 工作总基调”"},
		{"sentence", "同句:(就业 稳定)"}, {"near", "就业 NEAR/20 稳定"}, {"then", "加快…发展"}, {"whole", "同篇:(数字经济 粮食安全)"}, {"fields", "绿色 year:2020..2024 地区:辽宁"},
	}
}

// examples returns what a reader may try first: phrases that are new in the latest year, or where these are few or not yet found,
// section titles of the newest report that has some, of few. All are sure to be found.
func (p *Pages) examples(c *gin.Context, newestFirst []search.ReportInfo) ([]string, error) {
	if len(newestFirst) == 0 {
		return nil, nil
	}
	ctx, edition := c.Request.Context(), frame.Edition(c)
	if phrases := p.news.of(ctx, p.site.Service(), edition.Version()); len(phrases) == examplesShown {
		return phrases, nil
	}
	for _, r := range newestFirst[:min(len(newestFirst), reportsTried)] {
		if found, err := titles(ctx, edition, r.ID); err != nil || len(found) > 0 {
			return found, err
		}
	}
	return nil, nil
}

// reportsTried is how many reports are asked for section titles: a report without any is rare.
const reportsTried = 5

// Warm begins to find what the home page shows of the words of the latest year.
func (p *Pages) Warm(ctx context.Context) {
	service := p.site.Service()
	if service == nil {
		return
	}
	if version, err := service.Version(ctx); err == nil { // requests report an error
		p.news.of(ctx, service, version)
	}
}

// news are phrases that are new in a report of the latest year, the national one if there is one. To find them takes about a second
// of a processor.
type news struct {
	mu      sync.Mutex
	phrases []string
	version string // of the index that they are of
	making  bool   // whether somebody looks for them
}

// of returns the phrases of a version of the index. Of a new one it has none until they are found in the background.
func (n *news) of(ctx context.Context, service *search.Service, version string) []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.version == version {
		return n.phrases
	}
	if !n.making {
		n.making = true
		go n.make(context.WithoutCancel(ctx), service)
	}
	return nil
}

// make finds the phrases of the newest edition. If it fails, the next page of whoever reads the same index tries again, and says why
// the index cannot be read.
func (n *news) make(ctx context.Context, service *search.Service) {
	var phrases []string
	version := ""
	err := guard.Do(func() error {
		return service.Read(ctx, func(e *search.Edition) (err error) {
			version = e.Version()
			phrases, err = newPhrases(ctx, e)
			return err
		})
	})
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.making = false; err == nil {
		n.phrases, n.version = phrases, version
	}
}

// newPhrases returns some of the phrases that are new in a report of the latest year.
func newPhrases(ctx context.Context, e *search.Edition) ([]string, error) {
	reports, err := e.Reports(ctx)
	if err != nil || len(reports) == 0 {
		return nil, err
	}
	latest := slices.MaxFunc(reports, func(a, b search.ReportInfo) int {
		return cmp.Or(a.Year-b.Year, b.Level.Rank()-a.Level.Rank())
	})
	if latest.Year == 0 {
		return nil, nil
	}
	found, err := wording.Of(ctx, e, wording.Request{Report: latest.ID, Limit: 5 * examplesShown})
	if err != nil {
		return nil, err
	}
	var phrases []string
	for _, u := range found.Units {
		if n := utf8.RuneCountInString(u.Text); n >= shortestExample && n <= longestExample && len(phrases) < examplesShown {
			phrases = append(phrases, u.Text)
		}
	}
	return phrases, nil
}

// titles returns section titles of a report.
func titles(ctx context.Context, e *search.Edition, id string) ([]string, error) {
	view, err := e.Report(ctx, id, search.Marking{})
	if err != nil {
		return nil, err
	}
	var titles []string
	for _, section := range view.Outline {
		n := utf8.RuneCountInString(section.Title)
		if section.Level > 1 && n >= shortestExample && n <= longestExample && !numbered(section.Title) && !slices.Contains(titles, section.Title) {
			titles = append(titles, section.Title)
		}
	}
	return spread(titles), nil
}

// Characters of an example.
const (
	shortestExample = 3
	longestExample  = 10
)

// examplesShown is how many examples fit on a line.
const examplesShown = 6

// numbered reports whether a section title looks like a number or an item of an enumeration.
func numbered(title string) bool {
	return strings.ContainsAny(title, "（(、．.") || strings.Contains(title, "是")
}

// spread picks a few items of a list at even distances.
func spread(list []string) []string {
	if len(list) <= examplesShown {
		return list
	}
	var few []string
	for i := range examplesShown {
		few = append(few, list[i*len(list)/examplesShown])
	}
	return few
}
