package page

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// openSearchXML is a description document of OpenSearch 1.1.
type openSearchXML struct {
	XMLName     xml.Name          `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName   string            `xml:"ShortName"`
	Description string            `xml:"Description"`
	Encoding    string            `xml:"InputEncoding"`
	Language    string            `xml:"Language"`
	Images      []openSearchImage `xml:"Image"`
	URLs        []openSearchURL   `xml:"Url"`
}

type openSearchImage struct {
	Width   int    `xml:"width,attr"`
	Height  int    `xml:"height,attr"`
	Type    string `xml:"type,attr"`
	Address string `xml:",chardata"`
}

type openSearchURL struct {
	Type     string `xml:"type,attr"`
	Rel      string `xml:"rel,attr"`
	Template string `xml:"template,attr"`
}

// OpenSearch describes the search box to browsers.
func (p *Pages) OpenSearch(c *gin.Context) error {
	f := p.shared.Frame(c, "opensearch")
	return sendXML(c, "application/opensearchdescription+xml; charset=utf-8", openSearchXML{
		ShortName: f.T("page.site.name"), Description: f.T("page.site.tagline"), Encoding: "UTF-8", Language: f.HTMLLang(),
		Images: []openSearchImage{
			{64, 64, "image/png", p.site.Absolute(c.Request, p.shared.AssetAddress("favicon.png"))},
			{64, 64, "image/svg+xml", p.site.Absolute(c.Request, p.shared.AssetAddress("favicon.svg"))},
		},
		URLs: []openSearchURL{
			{"text/html", "results", p.site.Absolute(c.Request, p.site.Path("/search")) + "?q={searchTerms}"},
			{"application/x-suggestions+json", "suggestions", p.site.Absolute(c.Request, p.site.Path("/suggestions")) + "?q={searchTerms}"},
			{"application/json", "results", p.site.Absolute(c.Request, p.site.Path("/api/v1/search")) + "?q={searchTerms}"},
			{"application/opensearchdescription+xml", "self", f.Canonical()},
		},
	})
}

// Robots lets crawlers read the reports, and pages that people send each other: searches for words without more. It keeps them out
// of filters, orders and turned pages, which have no end.
func (p *Pages) Robots(c *gin.Context) error {
	var b strings.Builder
	b.WriteString("User-agent: *\n")
	for _, path := range []string{"/search?*&", "/search.atom", "/counts", "/trends", "/regions", "/sentences", "/lines", "/panel", "/repeats", "/figures", "/compare/", "/excerpts", "/following", "/add", "/delete", "/api/"} {
		fmt.Fprintf(&b, "Disallow: %s\n", p.site.Path(path))
	}
	fmt.Fprintf(&b, "Sitemap: %s\n", p.site.Absolute(c.Request, p.site.Path("/sitemap.xml")))
	c.String(http.StatusOK, "%s", b.String())
	return nil
}

// Asset sends a static file.
func (p *Pages) Asset(c *gin.Context) error { return p.shared.Asset(c) }

// Icon answers browsers that look for an icon without reading the page.
func (p *Pages) Icon(c *gin.Context) error {
	c.Redirect(http.StatusFound, p.shared.AssetAddress("favicon.png"))
	return nil
}
