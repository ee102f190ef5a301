package page

import (
	"encoding/xml"
	"io/fs"
	"net/http"
	"path"

	"github.com/gin-gonic/gin"

	"gongbao/server/problem"
)

// openSearchXML is a description document of OpenSearch 1.1.
type openSearchXML struct {
	XMLName     xml.Name        `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName   string          `xml:"ShortName"`
	Description string          `xml:"Description"`
	Encoding    string          `xml:"InputEncoding"`
	Language    string          `xml:"Language"`
	Image       openSearchImage `xml:"Image"`
	URLs        []openSearchURL `xml:"Url"`
}

type openSearchImage struct {
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
	f := p.frame(c, "opensearch")
	return sendXML(c, "application/opensearchdescription+xml; charset=utf-8", openSearchXML{
		ShortName: f.T("page.site.name"), Description: f.T("page.site.tagline"), Encoding: "UTF-8", Language: f.HTMLLang(),
		Image: openSearchImage{"image/svg+xml", p.site.Absolute(c.Request, p.assetAddress("favicon.svg"))},
		URLs: []openSearchURL{
			{"text/html", "results", p.site.Absolute(c.Request, p.site.Path("/search")) + "?q={searchTerms}"},
			{"application/json", "results", p.site.Absolute(c.Request, p.site.Path("/api/v1/search")) + "?q={searchTerms}"},
			{"application/opensearchdescription+xml", "self", f.Canonical},
		},
	})
}

// Robots keeps crawlers out of the searches; they may read the reports.
func (p *Pages) Robots(c *gin.Context) error {
	c.String(http.StatusOK, "User-agent: *\nDisallow: %s\nDisallow: %s\nSitemap: %s\n",
		p.site.Path("/search"), p.site.Path("/api/"), p.site.Absolute(c.Request, p.site.Path("/sitemap.xml")))
	return nil
}

// Asset sends a static file. Browsers may keep it for good when its address has the current version.
func (p *Pages) Asset(c *gin.Context) error {
	name := path.Join("static", path.Clean("/"+c.Param("file")))
	info, err := fs.Stat(staticFiles, name)
	if err != nil || info.IsDir() {
		return problem.NotFound.Because("problem.path", c.Request.URL.Path)
	}
	c.Header("Cache-Control", "no-cache")
	if c.Param("version") == p.version {
		c.Header("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeFileFS(c.Writer, c.Request, staticFiles, name)
	return nil
}

// Icon answers browsers that look for an icon without reading the page.
func (p *Pages) Icon(c *gin.Context) error {
	c.Redirect(http.StatusFound, p.assetAddress("favicon.svg"))
	return nil
}

// assetAddress returns the path of a static file.
func (p *Pages) assetAddress(name string) string {
	return p.site.Path("/static/" + p.version + "/" + name)
}
