package page

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"gongbao/search"
)

// A marksAnswer says what changes on the page of a report when something else is marked in it.
type marksAnswer struct {
	Title string   `json:"title"` // of the window
	Parts string   `json:"parts"` // HTML of the parts of the page that the server makes anew
	Marks [][3]int `json:"marks"` // ordinal of the paragraph, and the range in UTF-16 code units
}

// Marks sends the places of a query in a report to the page that shows it, whose text stays.
func (p *Pages) Marks(c *gin.Context) error {
	marking := markingOf(c)
	read, all, err := readReport(c, marking)
	if err != nil {
		return err
	}
	v := p.newReportView(c, read, all, marking)
	answer := marksAnswer{Title: v.WindowTitle(), Marks: [][3]int{}}
	if answer.Parts, err = p.shared.Part("report", "report-parts", v); err != nil {
		return err
	}
	for _, paragraph := range read.Paragraphs {
		for _, m := range search.UTF16.In(paragraph.Text, paragraph.Marks) {
			answer.Marks = append(answer.Marks, [3]int{paragraph.Ordinal, m[0], m[1]})
		}
	}
	c.Header("Vary", "Cookie")
	c.Header("Cache-Control", "no-cache")
	c.JSON(http.StatusOK, answer)
	return nil
}
