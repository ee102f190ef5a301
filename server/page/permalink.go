package page

import (
	"net/http"
	"strconv"
	"strings"

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
	now, _, ok := locate(&read, c.Param("place"))
	if !ok {
		return problem.NotFound.Because("problem.paragraph", read.ID, c.Param("place"))
	}
	f := p.shared.Frame(c, "report")
	values := parameters("q", c.Query("q"))
	if c.Query(search.ModeName) == string(search.Loose) {
		values.Set(search.ModeName, string(search.Loose))
	}
	values.Set("at", c.Param("place"))
	c.Header("Cache-Control", "no-cache")
	c.Redirect(http.StatusFound, f.Address("/reports/"+read.ID, "p"+strconv.Itoa(now), values))
	return nil
}

// locate finds the paragraph that a link names by its ordinal and hash, 67-0f3a9b21, or by either alone. The hash
// decides: it finds a paragraph that has moved. If no paragraph has the hash any more, the ordinal decides. notice
// names the message for the reader; it is empty if nothing has changed.
func locate(r *search.ReportView, name string) (ordinal int, notice string, ok bool) {
	was := number(ordinalIn(name))
	hash := name[strings.IndexByte(name, '-')+1:]
	nearest := 0
	for _, p := range r.Paragraphs {
		// A line may occur twice in a report; the link means the one nearest to its ordinal.
		if p.Hash == hash && (nearest == 0 || apart(p.Ordinal, was) < apart(nearest, was)) {
			nearest = p.Ordinal
		}
	}
	switch {
	case nearest == was && was > 0, nearest > 0 && was == 0:
		return nearest, "", true
	case nearest > 0:
		return nearest, "page.report.moved", true
	case was > 0 && was <= len(r.Paragraphs):
		if hash == name { // an ordinal alone promises nothing
			return was, "", true
		}
		return was, "page.report.changed", true
	}
	return 0, "", false
}

// ordinalIn returns the ordinal in a link; empty for a hash alone.
func ordinalIn(name string) string {
	before, _, both := strings.Cut(name, "-")
	if both || len(name) < search.HashLength {
		return before
	}
	return ""
}

func apart(a, b int) int { return max(a-b, b-a) }
