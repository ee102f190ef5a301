package page

import (
	"encoding/xml"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/search/query"
	"gongbao/server/page/frame"
	"gongbao/server/problem"
)

// atomFeed is a feed of reports in the format of RFC 4287.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Author  string     `xml:"author>name"`
	Summary string     `xml:"summary"`
	Links   []atomLink `xml:"link"`
}

// entriesInFeed bounds a feed; a feed reader that polls weekly misses nothing unless more reports arrive in a week.
const entriesInFeed = 50

// Feed lists the reports that were indexed last: all, or those that have hits of a search.
func (p *Pages) Feed(c *gin.Context) error {
	ctx := c.Request.Context()
	reports, err := frame.Edition(c).Reports(ctx)
	if err != nil {
		return err
	}
	f := p.shared.Frame(c, "feed")
	home := p.site.Absolute(c.Request, p.site.Path("/"))
	q := frame.StateOf(c)
	if len(q.Problems) > 0 {
		return problem.BadParameter.With(q.Problems[0])
	}
	if !q.Empty() {
		return p.searchFeed(c, f, q, reports)
	}
	title := f.T("page.feed.title")
	feed := newAtomFeed(f, home, f.Canonical, home, title)
	sortByArrival(reports)
	for _, r := range reports[:min(len(reports), entriesInFeed)] {
		feed.add(newAtomEntry(p.site.Absolute(c.Request, p.site.Path("/reports/"+r.ID)), f, r))
	}
	return sendXML(c, "application/atom+xml; charset=utf-8", feed)
}

// searchFeed lists the reports with hits that were indexed last, each with the number of its hits and the best of them.
func (p *Pages) searchFeed(c *gin.Context, f frame.Frame, q frame.State, reports []search.ReportInfo) error {
	ctx := c.Request.Context()
	request := q.Request(f.Lang)
	if request.Mode != search.Loose {
		request.Mode = search.Exact
	}
	counts, err := frame.Edition(c).Count(ctx, request)
	if err != nil {
		return err
	}
	rows := map[string]search.Row{}
	for _, row := range counts.Rows([]query.Field{query.Report}, search.RowsByValue) {
		if row.Paragraphs > 0 {
			rows[row.Values[0]] = row
		}
	}
	reports = slices.DeleteFunc(reports, func(r search.ReportInfo) bool { return rows[r.ID].Paragraphs == 0 })
	sortByArrival(reports)
	reports = reports[:min(len(reports), entriesInFeed)]
	best, err := bestHits(c, request, reports)
	if err != nil {
		return err
	}
	absolute := func(address string) string { return p.site.Absolute(c.Request, address) }
	title := f.T("page.feed.search", counts.Query.ReadAs)
	feed := newAtomFeed(f, absolute(q.Selection(f, "/feed.atom")), absolute(q.Selection(f, "/feed.atom")), absolute(q.Link(f)), title)
	for _, r := range reports {
		marked := q.Selected()
		for name := range marked { // of a report the query and its mode count
			if name != search.QueryName && name != search.ModeName {
				marked.Del(name)
			}
		}
		entry := newAtomEntry(absolute(f.Address("/reports/"+r.ID, "", marked)), f, r)
		entry.Summary = f.T("page.results.paragraphs", rows[r.ID].Paragraphs) + " · " + f.T("page.results.occurrences", rows[r.ID].Occurrences)
		if hit, ok := best[r.ID]; ok {
			entry.Links[0].Href += "#p" + strconv.Itoa(hit.Ordinal)
			entry.Summary += " · " + hit.Snippet.Text
		}
		entry.Summary = joinNotEmpty(entry.Summary, recognisedNote(f, r))
		feed.add(entry)
	}
	return sendXML(c, "application/atom+xml; charset=utf-8", feed)
}

// bestHits returns the best hit of the reports that have one among the best of all.
func bestHits(c *gin.Context, r search.Request, reports []search.ReportInfo) (map[string]search.Hit, error) {
	best := map[string]search.Hit{}
	if len(reports) == 0 {
		return best, nil
	}
	those := query.Filter{Field: query.Report}
	for _, report := range reports {
		those.Values = append(those.Values, report.ID)
	}
	r.Filters = append(slices.Clone(r.Filters), those)
	r.Limit = search.MaxLimit
	answer, err := frame.Edition(c).Search(c.Request.Context(), r)
	if err != nil {
		return nil, err
	}
	for _, hit := range answer.Hits {
		if _, ok := best[hit.Report.ID]; !ok {
			best[hit.Report.ID] = hit
		}
	}
	return best, nil
}

func newAtomFeed(f frame.Frame, id, self, alternate, title string) *atomFeed {
	return &atomFeed{
		Lang: f.HTMLLang(), ID: id, Title: title, Author: f.T("page.site.name"), Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
		Links: []atomLink{{"self", self}, {"alternate", alternate}},
	}
}

// add adds an entry that is not newer than those before.
func (a *atomFeed) add(e atomEntry) {
	if len(a.Entries) == 0 {
		a.Updated = e.Updated
	}
	a.Entries = append(a.Entries, e)
}

// sortByArrival orders reports by when they were indexed, then by when they were delivered, latest first.
func sortByArrival(reports []search.ReportInfo) {
	sortReports(reports, "newest")
	slices.SortStableFunc(reports, func(a, b search.ReportInfo) int { return arrival(b).Compare(arrival(a)) })
}

// arrival returns when a report was indexed. Old indexes do not record that; it is then the day of delivery.
func arrival(r search.ReportInfo) time.Time {
	if at, err := time.Parse(time.RFC3339, r.Indexed); err == nil {
		return at
	}
	if day, err := time.Parse(time.DateOnly, r.Date); err == nil {
		return day
	}
	return time.Date(max(1, r.Year), 1, 1, 0, 0, 0, 0, time.UTC)
}

// recognisedNote says of a report that its text was recognised in pictures; it is empty for others.
func recognisedNote(f frame.Frame, r search.ReportInfo) string {
	if r.Recognised == 0 {
		return ""
	}
	return f.T("page.report.recognised", r.Recognised)
}

func newAtomEntry(address string, f frame.Frame, r search.ReportInfo) atomEntry {
	author := r.Speaker
	if author == "" {
		author = r.Region
	}
	return atomEntry{
		ID: address, Title: reportName(r), Updated: arrival(r).Format(time.RFC3339), Author: author, Summary: joinNotEmpty(r.Meeting, recognisedNote(f, r)),
		Links: []atomLink{{"alternate", address}},
	}
}

// joinNotEmpty joins the parts that are not empty.
func joinNotEmpty(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// sitemapXML lists the pages worth finding in the format of sitemaps.org.
type sitemapXML struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc string `xml:"loc"`
}

// mostInSitemap is the limit of the protocol.
const mostInSitemap = 50_000

// Sitemap lists the pages for crawlers.
func (p *Pages) Sitemap(c *gin.Context) error {
	reports, err := frame.Edition(c).Reports(c.Request.Context())
	if err != nil {
		return err
	}
	list := sitemapXML{URLs: []sitemapURL{{p.site.Absolute(c.Request, p.site.Path("/"))}, {p.site.Absolute(c.Request, p.site.Path("/reports"))}}}
	for _, r := range reports[:min(len(reports), mostInSitemap-len(list.URLs))] {
		list.URLs = append(list.URLs, sitemapURL{p.site.Absolute(c.Request, p.site.Path("/reports/"+r.ID))})
	}
	return sendXML(c, "application/xml; charset=utf-8", list)
}

func sendXML(c *gin.Context, media string, document any) error {
	body, err := xml.MarshalIndent(document, "", " ")
	if err != nil {
		return err
	}
	c.Header("Cache-Control", "no-cache")
	c.Data(http.StatusOK, media, append([]byte(xml.Header), body...))
	return nil
}
