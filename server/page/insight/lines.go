package insight

import (
	"cmp"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/search/concordance"
	"gongbao/search/query"
	"gongbao/server/page/frame"
)

// A linesView fills the page of lines: each place between what stands on its left and on its right.
type linesView struct {
	view
	Answer    concordance.Concordance
	Total     string // address of the search whose total it is
	Lines     []line
	Beside    []besideRow
	BesideMsg string
	Sorts     []frame.Choice
	Widths    []frame.Choice
	Whole     bool // lines have more text than stands on one, and all of it shows
	Withins   []frame.Choice
	Samples   []frame.Choice
	First     string // address of the first page; empty on it
	Next      string
}

// A line is a place.
type line struct {
	concordance.Line
	Link string // to its paragraph
}

// A besideRow is what stands beside some of the places.
type besideRow struct {
	concordance.Continuation
	Link string
}

const (
	widthName    = "width"
	besideShown  = 20
	usualSample  = "100"
	usualWidth   = "22"
	besideLength = 2
)

// lineParameters are the parameters that the page has for itself, of which all but the width are those of the API.
func lineParameters() search.Parameters {
	own := search.LineParameters().Only(search.SortName, search.WithinName, search.SampleName, search.SeedName, search.CursorName)
	return append(own, choice(widthName, usualWidth, "12", "40"))
}

// Lines shows the places of a question in lines.
func (p *Pages) Lines(c *gin.Context) error {
	v := linesView{}
	var q frame.State
	v.view, q = p.read(c, "lines", lineParameters())
	if !q.Has(search.QueryName) {
		return p.shared.Show(c, http.StatusOK, "lines", v)
	}
	if _, err := v.count(c, q); err != nil {
		return err
	}
	request := q.Request(v.Lang)
	order := cmp.Or(q.Own(search.SortName), string(search.LinesByYear))
	width := numberIn(cmp.Or(q.Own(widthName), usualWidth))
	request.Cursor = q.Own(search.CursorName)
	request.Limit = concordance.DefaultLimit
	request.Lines = search.LineOptions{
		Left: width, Right: width, Order: search.LineOrder(order), Sample: numberIn(q.Own(search.SampleName)), Seed: numberIn(cmp.Or(q.Own(search.SeedName), "1")),
		Beside: search.RightSide, Continued: besideLength,
	}
	if q.Own(search.WithinName) == "sentence" {
		request.Lines.Within = query.Sentence
	}
	if search.LineOrder(order).Side() == search.LeftSide {
		request.Lines.Beside = search.LeftSide
	}
	answer, err := concordance.Find(c.Request.Context(), frame.Edition(c), request)
	if err != nil {
		return err
	}
	v.Answer, v.Total = answer, v.Local(answer.URL)
	v.BesideMsg = "page.lines.beside." + string(request.Lines.Beside)
	for _, l := range answer.Lines {
		v.Lines = append(v.Lines, line{l, v.paragraph(l.URL, v.Box)})
	}
	for _, b := range answer.Continuations[:min(len(answer.Continuations), besideShown)] {
		v.Beside = append(v.Beside, besideRow{b, v.Local(b.URL)})
	}
	v.choose(q, request.Lines)
	v.Whole = width > numberIn(usualWidth)
	v.files(q.WithOwn("left", strconv.Itoa(width)).WithOwn("right", strconv.Itoa(width)), "/api/v1/concordance", forms(), nil,
		"left", "right", search.SortName, search.WithinName, search.SampleName, search.SeedName)
	return p.shared.Show(c, http.StatusOK, "lines", v)
}

// choose offers the orders, widths and samples, and the pages.
func (v *linesView) choose(q frame.State, o search.LineOptions) {
	first := q.WithOwn(search.CursorName, "")
	v.Sorts = first.OwnChoices(v.Frame, search.SortName, "page.lines.sort.", search.LineParameters().Named(search.SortName).Values...)
	v.Withins = first.OwnChoices(v.Frame, search.WithinName, "page.lines.within.", search.LineParameters().Named(search.WithinName).Values...)
	for _, width := range []string{"12", usualWidth, "40"} {
		to := width
		if width == usualWidth {
			to = ""
		}
		v.Widths = append(v.Widths, frame.Choice{Text: width, Link: first.WithOwn(widthName, to).Link(v.Frame), Active: numberIn(width) == o.Left})
	}
	every := first.WithOwn(search.SampleName, "").WithOwn(search.SeedName, "")
	v.Samples = []frame.Choice{{Name: "page.lines.every", Link: every.Link(v.Frame), Active: o.Sample == 0}}
	some := first.WithOwn(search.SampleName, cmp.Or(q.Own(search.SampleName), usualSample))
	seed := ""
	if o.Sample > 0 {
		seed = strconv.Itoa(o.Seed)
	}
	v.Samples = append(v.Samples, frame.Choice{
		Text: v.T("page.lines.sample", some.Own(search.SampleName), cmp.Or(seed, "1")), Link: some.WithOwn(search.SeedName, seed).Link(v.Frame), Active: o.Sample > 0,
	})
	if o.Sample > 0 {
		v.Samples = append(v.Samples, frame.Choice{Name: "page.lines.again", Link: some.WithOwn(search.SeedName, strconv.Itoa(o.Seed+1)).Link(v.Frame)})
	}
	if q.Own(search.CursorName) != "" {
		v.First = first.Link(v.Frame)
	}
	if v.Answer.Next != "" {
		v.Next = q.WithOwn(search.CursorName, v.Answer.Next).Link(v.Frame)
	}
}
