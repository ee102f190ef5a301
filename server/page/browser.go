package page

import (
	"encoding/xml"
	"net/http"

	"github.com/gin-gonic/gin"
)

// openSearchXML describes the search box to browsers, as OpenSearch 1.1 has it.
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

func (s *Server) openSearch(c *gin.Context) error {
	f := s.frame(c, "opensearch")
	name, err := f.T("site.name")
	if err != nil {
		return err
	}
	about, err := f.T("site.tagline")
	if err != nil {
		return err
	}
	return sendXML(c, "application/opensearchdescription+xml; charset=utf-8", openSearchXML{
		ShortName: name, Description: about, Encoding: "UTF-8", Language: f.HTMLLang(),
		Image: openSearchImage{"image/svg+xml", s.absolute(c.Request, s.assetAddress("favicon.svg"))},
		URLs: []openSearchURL{
			{"text/html", "results", s.absolute(c.Request, s.path("/search")) + "?q={searchTerms}"},
			{"application/json", "results", s.absolute(c.Request, s.path("/api/v1/search")) + "?q={searchTerms}"},
			{"application/opensearchdescription+xml", "self", f.Canonical},
		},
	})
}

// robots keeps crawlers from asking every question there is; reports are theirs to read.
func (s *Server) robots(c *gin.Context) error {
	c.String(http.StatusOK, "User-agent: *\nDisallow: %s\nDisallow: %s\nSitemap: %s\n",
		s.path("/search"), s.path("/api/"), s.absolute(c.Request, s.path("/sitemap.xml")))
	return nil
}
