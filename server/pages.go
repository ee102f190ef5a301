package server

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// pageRoutes routes what people look at, and what their browsers and feed readers ask for.
func (s *Server) pageRoutes() {
	s.get("/", s.answering(s.home)...)
	s.get("/search", s.searching(s.results)...)
	s.get("/reports", s.answering(s.reports)...)
	s.get("/reports/:id", s.searching(s.report)...)
	s.get("/reports/:id/p/:place", s.answering(s.permalink)...)
	s.get("/reports/:id/cite", s.answering(s.citation)...)

	s.get("/feed.atom", s.answering(s.feed)...)
	s.get("/sitemap.xml", s.answering(s.sitemap)...)
	s.get("/opensearch.xml", s.handle(s.openSearch))
	s.get("/robots.txt", s.handle(s.robots))
	s.get("/favicon.ico", s.handle(s.icon))
	s.get("/static/:version/*file", s.handle(s.asset))
}

// show sends a page. It is made whole before any of it goes out, so that a fault in it becomes an error page.
func (s *Server) show(c *gin.Context, status int, name string, view any) error {
	body, err := s.pages.render(name, view)
	if err != nil {
		return err
	}
	c.Header("Vary", "Cookie")
	if c.Writer.Header().Get("Cache-Control") == "" {
		c.Header("Cache-Control", "no-cache")
	}
	c.Data(status, "text/html; charset=utf-8", body)
	return nil
}

// errorPage tells a person what went wrong.
func (s *Server) errorPage(c *gin.Context, status int, p Problem) {
	f := s.frame(c, "error")
	view := newErrorView(f, p)
	if err := s.show(c, status, "error", view); err != nil {
		s.opt.Logger.Error("error page", "id", requestID(c), "error", err)
		c.String(http.StatusInternalServerError, "%s\n", p.Title)
	}
}
