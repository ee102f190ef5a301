package page

import (
	"encoding/xml"
	"net/http"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/search"
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

// Feed lists the reports that were indexed last.
func (p *Pages) Feed(c *gin.Context) error {
	reports, err := edition(c).Reports(c.Request.Context())
	if err != nil {
		return err
	}
	f := p.frame(c, "feed")
	home := p.site.Absolute(c.Request, p.site.Path("/"))
	title := f.T("page.feed.title")
	feed := atomFeed{Lang: f.HTMLLang(), ID: home, Title: title, Author: title, Updated: time.Unix(0, 0).UTC().Format(time.RFC3339)}
	feed.Links = []atomLink{{"self", f.Canonical}, {"alternate", home}}
	sortByArrival(reports)
	for _, r := range reports[:min(len(reports), entriesInFeed)] {
		feed.Entries = append(feed.Entries, newAtomEntry(p.site.Absolute(c.Request, p.site.Path("/reports/"+r.ID)), r))
	}
	if len(feed.Entries) > 0 {
		feed.Updated = feed.Entries[0].Updated
	}
	return sendXML(c, "application/atom+xml; charset=utf-8", feed)
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

func newAtomEntry(address string, r search.ReportInfo) atomEntry {
	author := r.Speaker
	if author == "" {
		author = r.Region
	}
	return atomEntry{
		ID: address, Title: reportName(r), Updated: arrival(r).Format(time.RFC3339), Author: author, Summary: r.Meeting,
		Links: []atomLink{{"alternate", address}},
	}
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
	reports, err := edition(c).Reports(c.Request.Context())
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
