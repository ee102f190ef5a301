// Package kept shows what readers keep in their browsers: passages, to be taken along. The server keeps nothing of it. What
// a page is of comes with each request, from the script that reads the browser's store, or from an address or a form without one.
package kept

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/server/page/frame"
	"gongbao/server/problem"
	"gongbao/server/site"
)

// Pages shows the pages. Its methods may be called at the same time; each handler answers one request, or returns the error for
// the server to answer with.
type Pages struct {
	site   *site.Site
	shared *frame.Templates
}

// New makes the pages of a site from the templates.
func New(s *site.Site, shared *frame.Templates) *Pages { return &Pages{s, shared} }

// mostAddress is the length in bytes of an address up to which everything on the way of a request is known to take it.
const mostAddress = 4_000

// readForm returns the fields of the form in a request.
func readForm(c *gin.Context) (url.Values, error) {
	if err := c.Request.ParseForm(); err != nil {
		return nil, problem.BadBody.Because("problem.body.form").From(err)
	}
	return c.Request.PostForm, nil
}

// settle answers a form with the page of what it has become, in the form's language: by its address, if that can hold all, else
// with the page itself, as show shows it.
func settle(c *gin.Context, form, asked url.Values, show func(*gin.Context, url.Values) error) error {
	if lang := form.Get(search.LangName); lang != "" {
		asked.Set(search.LangName, lang)
	}
	query := asked.Encode()
	if address := c.Request.URL.Path + "?" + query; len(address) <= mostAddress {
		c.Redirect(http.StatusSeeOther, address)
		return nil
	}
	c.Request.URL.RawQuery = query
	return show(c, asked)
}

// without returns a list without the first of a value.
func without(list []string, value string) []string {
	if at := slices.Index(list, value); at >= 0 {
		return slices.Delete(list, at, at+1)
	}
	return list
}
