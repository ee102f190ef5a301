package page

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/server/page/frame"
	"gongbao/server/problem"
)

// Permalink redirects to the paragraph that a link names, wherever it is now.
func (p *Pages) Permalink(c *gin.Context) error {
	read, err := frame.Edition(c).Report(c.Request.Context(), c.Param("id"), search.Marking{})
	if err != nil {
		return err
	}
	now, located := read.Locate(c.Param("place"))
	if located == search.Absent {
		return problem.NotFound.Because("problem.paragraph", read.ID, c.Param("place"))
	}
	f := p.shared.Frame(c, "report")
	values := parameters("q", c.Query("q"))
	if mode := markingOf(c).Mode; mode != "" {
		values.Set(search.ModeName, string(mode))
	}
	values.Set("at", c.Param("place"))
	c.Header("Cache-Control", "no-cache")
	c.Redirect(http.StatusFound, f.Address("/reports/"+read.ID, "p"+strconv.Itoa(now.Ordinal), values))
	return nil
}

// noticeOf names the message for a reader whose link finds a paragraph; it is empty if nothing has changed.
func noticeOf(l search.Located) string {
	return map[search.Located]string{search.Moved: "page.report.moved", search.Changed: "page.report.changed"}[l]
}
