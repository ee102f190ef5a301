// Package kept shows what readers keep in their browsers: passages, to be taken along. The server keeps nothing of it. What
// a page is of comes with each request, from the script that reads the browser's store, or from an address or a form without one.
package kept

import (
	"gongbao/server/page/frame"
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
