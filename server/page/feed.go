package page

import (
	"encoding/xml"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

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

// Feed lists the reports that were indexed last. With a search it leads to the feed of that.
func (p *Pages) Feed(c *gin.Context) error {
	if q := frame.StateOf(c); !q.Empty() {
		c.Redirect(http.StatusMovedPermanently, p.site.Path("/search.atom")+"?"+c.Request.URL.RawQuery)
		return nil
	}
	ctx := c.Request.Context()
	reports, err := frame.Edition(c).Reports(ctx)
	if err != nil {
		return err
	}
	f := p.shared.Frame(c, "feed")
	home := p.site.Absolute(c.Request, p.site.Path("/"))
	title := f.Lang.Say("page.feed.title")
	feed := newAtomFeed(f, p.atomID(p.site.Path("/")), f.Canonical(), home, title)
	sortByArrival(reports)
	for _, r := range reports[:min(len(reports), entriesInFeed)] {
		path := p.site.Path("/reports/" + r.ID)
		feed.add(newAtomEntry(p.atomID(path), p.site.Absolute(c.Request, path), f, r))
	}
	return sendXML(c, "application/atom+xml; charset=utf-8", feed)
}

// atomID returns what identifies a feed or an entry: its address where the site's owner has named that, and else the same for all
// names by which clients call the server.
func (p *Pages) atomID(path string) string {
	if p.site.Origin() != "" {
		return p.site.Origin() + path
	}
	return "urn:uuid:" + uuid.NewSHA1(uuid.NameSpaceURL, []byte(path)).String()
}

// hitsInFeed bounds the feed of a search.
const hitsInFeed = 200

// SearchFeed lists the paragraphs that a search finds, by when their reports were indexed, latest first: who reads it is told when
// a new report says it. A search for nothing is the feed of all reports.
func (p *Pages) SearchFeed(c *gin.Context) error {
	q := frame.StateOf(c)
	if len(q.Problems) > 0 {
		return problem.BadParameter.With(q.Problems[0])
	}
	if q.Empty() {
		c.Redirect(http.StatusMovedPermanently, p.site.Path("/feed.atom"))
		return nil
	}
	ctx := c.Request.Context()
	f := p.shared.Frame(c, "feed")
	f.Box = q.Get(search.QueryName)
	request := q.Request(f.Lang)
	counts, err := frame.Edition(c).Count(ctx, request)
	if err != nil {
		return err
	}
	reports, err := frame.Edition(c).Reports(ctx)
	if err != nil {
		return err
	}
	latest := latestWithHits(counts, reports)
	hits, err := hitsOf(c, request, latest)
	if err != nil {
		return err
	}
	absolute := func(address string) string { return p.site.Absolute(c.Request, address) }
	self := absolute(q.Selection(f, "/search.atom"))
	feed := newAtomFeed(f, p.atomID(q.Selection(f, "/search.atom")), self, absolute(q.Link(f)), f.Lang.Say("page.feed.search", counts.Query.ReadAs))
	match := search.MatchExact
	if q.IsLoose() {
		match = search.MatchLoose
	}
	for _, r := range latest {
		for _, hit := range hits[r.ID] {
			if len(feed.Entries) == hitsInFeed {
				break
			}
			path := p.site.Path("/reports/" + r.ID + "/p/" + search.PermalinkName(hit.Ordinal, hit.Hash))
			entry := newAtomEntry(p.atomID(path), absolute(path), f, r)
			entry.Title += " · " + f.Lang.Say("page.results.ordinal", hit.Ordinal)
			entry.Links[0].Href = absolute(f.Address("/reports/"+r.ID, "p"+strconv.Itoa(hit.Ordinal), markedAs(f, hit, match)))
			entry.Summary = joinNotEmpty(strings.Join(hit.Section, " › "), recognisedNote(f, r), hit.Text)
			feed.add(entry)
		}
	}
	return sendXML(c, "application/atom+xml; charset=utf-8", feed)
}

// latestWithHits returns the reports that were indexed last and have hits, as many as fill a feed, latest first.
func latestWithHits(counts search.Counts, reports []search.ReportInfo) []search.ReportInfo {
	paragraphs := map[string]int{}
	for _, row := range counts.Rows([]query.Field{query.Report}, search.RowsByValue) {
		paragraphs[row.Values[0]] = row.Paragraphs
	}
	reports = slices.DeleteFunc(reports, func(r search.ReportInfo) bool { return paragraphs[r.ID] == 0 })
	sortByArrival(reports)
	hits := 0
	for i, r := range reports {
		if hits += paragraphs[r.ID]; hits >= hitsInFeed {
			return reports[:i+1]
		}
	}
	return reports
}

// hitsOf returns the hits of a request in some reports, as they stand in each.
func hitsOf(c *gin.Context, r search.Request, reports []search.ReportInfo) (map[string][]search.Hit, error) {
	hits := map[string][]search.Hit{}
	if len(reports) == 0 {
		return hits, nil
	}
	those := query.Filter{Field: query.Report}
	for _, report := range reports {
		those.Values = append(those.Values, report.ID)
	}
	r.Filters = append(slices.Clone(r.Filters), those)
	for hit, err := range frame.Edition(c).Each(c.Request.Context(), r) {
		if err != nil {
			return nil, err
		}
		hits[hit.Report.ID] = append(hits[hit.Report.ID], hit)
	}
	return hits, nil
}

func newAtomFeed(f frame.Frame, id, self, alternate, title string) *atomFeed {
	return &atomFeed{
		Lang: f.HTMLLang(), ID: id, Title: title, Author: f.Lang.Say("page.site.name"), Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
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
	slices.SortStableFunc(reports, func(a, b search.ReportInfo) int { return b.Arrival().Compare(a.Arrival()) })
}

// recognisedNote says of a report that its text was recognised in pictures; it is empty for others.
func recognisedNote(f frame.Frame, r search.ReportInfo) string {
	if r.Recognised == 0 {
		return ""
	}
	return f.Lang.Say("page.report.recognised", r.Recognised)
}

func newAtomEntry(id, address string, f frame.Frame, r search.ReportInfo) atomEntry {
	author := r.Speaker
	if author == "" {
		author = r.Region
	}
	return atomEntry{
		ID: id, Title: r.FullName(), Updated: r.Arrival().Format(time.RFC3339), Author: author, Summary: joinNotEmpty(r.Meeting, recognisedNote(f, r)),
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

// A sitemapIndexXML lists sitemaps, where one cannot hold all pages.
type sitemapIndexXML struct {
	XMLName  xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Sitemaps []sitemapURL `xml:"sitemap"`
}

// sitemapOf returns the sitemap with a number, from 1, of those that hold all addresses, or for 0 what a crawler reads first: the only
// sitemap, or the list of several.
func sitemapOf(addresses []string, self string, most, number int) any {
	if number == 0 && len(addresses) > most {
		var index sitemapIndexXML
		for i := range (len(addresses) + most - 1) / most {
			index.Sitemaps = append(index.Sitemaps, sitemapURL{self + "?part=" + strconv.Itoa(i+1)})
		}
		return index
	}
	from := min(len(addresses), most*max(0, number-1))
	var list sitemapXML
	for _, address := range addresses[from:min(len(addresses), from+most)] {
		list.URLs = append(list.URLs, sitemapURL{address})
	}
	return list
}

// Sitemap lists the pages for crawlers.
func (p *Pages) Sitemap(c *gin.Context) error {
	reports, err := frame.Edition(c).Reports(c.Request.Context())
	if err != nil {
		return err
	}
	absolute := func(path string) string { return p.site.Absolute(c.Request, p.site.Path(path)) }
	addresses := []string{absolute("/"), absolute("/reports"), absolute("/coverage")}
	for _, r := range reports {
		addresses = append(addresses, absolute("/reports/"+r.ID))
	}
	return sendXML(c, "application/xml; charset=utf-8", sitemapOf(addresses, absolute("/sitemap.xml"), mostInSitemap, number(c.Query("part"))))
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
