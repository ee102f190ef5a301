package page

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/server/problem"
)

// Permalink finds the paragraph that a link names, wherever it stands now.
func (p *Pages) Permalink(c *gin.Context) error {
	read, err := p.site.Service().Report(c.Request.Context(), c.Param("id"), search.Marking{})
	if err != nil {
		return err
	}
	now, notice, ok := locate(&read, c.Param("place"))
	if !ok {
		return problem.NotFound.Errorf("%s has no paragraph %q", read.ID, c.Param("place"))
	}
	f := p.frame(c, "report")
	values := parameters("q", c.Query("q"))
	if notice != "" {
		values.Set("at", c.Param("place"))
	}
	c.Header("Cache-Control", "no-cache")
	c.Redirect(http.StatusFound, f.address("/reports/"+read.ID, "p"+strconv.Itoa(now), values))
	return nil
}

// locate finds the paragraph that a link names by its number and hash, 67-0f3a9b21, or by the hash alone. The hash
// counts: a paragraph that has moved is found where it stands now. When no paragraph has the hash any more the number
// says where it stood. Notice names what the reader must be told; it is empty when all is as it was.
func locate(r *search.ReportView, place string) (ordinal int, notice string, ok bool) {
	was := number(ordinalIn(place))
	hash := place[strings.IndexByte(place, '-')+1:]
	nearest := 0
	for _, p := range r.Paragraphs {
		// Lines may stand in a report twice; the one nearest to where the link saw it is meant.
		if p.Hash == hash && (nearest == 0 || apart(p.Ordinal, was) < apart(nearest, was)) {
			nearest = p.Ordinal
		}
	}
	switch {
	case nearest == was && was > 0, nearest > 0 && was == 0:
		return nearest, "", true
	case nearest > 0:
		return nearest, "report.moved", true
	case was > 0 && was <= len(r.Paragraphs):
		if hash == place { // a number alone promises nothing
			return was, "", true
		}
		return was, "report.changed", true
	}
	return 0, "", false
}

// ordinalIn is the number in a place; a hash alone has none.
func ordinalIn(place string) string {
	before, _, both := strings.Cut(place, "-")
	if both || len(place) < hashLength {
		return before
	}
	return ""
}

// hashLength tells a hash from a number: no report has paragraphs by the ten million.
const hashLength = 8

func apart(a, b int) int { return max(a-b, b-a) }

// permalinkName is a paragraph in a link: its number for people, and its hash, which finds it wherever it stands later.
func permalinkName(ordinal int, hash string) string { return strconv.Itoa(ordinal) + "-" + hash }
