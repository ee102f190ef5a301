package insight

import (
	"context"
	"errors"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/figures"
	"gongbao/search/query"
	"gongbao/server/chart"
	"gongbao/server/page/frame"
)

// figureRows is the number of rows on a page of figures.
const figureRows = 200

// A figuresView fills the page of figures: the table of an indicator, or the indicators that there are.
type figuresView struct {
	view
	Answer   figures.Answer
	Kinds    []frame.Choice
	Measures []frame.Choice
	Units    []frame.Choice
	Sorts    []frame.Choice
	Years    []frame.Choice
	Names    []nameRow // without a name, or with one that is no indicator
	Said     string    // address of the search for a name that is no indicator
	Rows     []figureRow
	National []figureRow
	Missing  []missingRow
	Scale    string // that the dots stand on; empty without any
	Before   int    // the year before, whose targets stand beside those of a year; 0 without
	Results  bool   // some row has a result
	TooMany  string // why no results stand beside the targets
	Form     []frame.Pair
	When     string // the years in the form
	Next     string
	First    string
}

// A nameRow is an indicator.
type nameRow struct {
	figures.Facet
	Link string
}

// A figureRow is a figure, with what became of it.
type figureRow struct {
	figures.Row
	Dot    template.HTML
	Short  []frame.Run // the number in its sentence, with what stands around it
	Runs   []frame.Run // all of the sentence
	Link   string      // to the paragraph
	Told   *linkView   // what became of it
	Before *linkView   // the target of the year before
}

// A linkView is a target with its result.
type linkView struct {
	figures.Link
	TargetLink, ResultLink string
	Search                 string // for the names of the indicator in the report after
}

// A missingRow is a report to be checked.
type missingRow struct {
	figures.Missing
	Read     string // address of the report
	Search   string
	Passages []missingText
}

type missingText struct{ Text, Link string }

// Figures shows what reports promise and what they report, in numbers.
func (p *Pages) Figures(c *gin.Context) error {
	v := figuresView{}
	own := append(figures.OwnParameters(), search.Parameter{Name: search.CursorName, Max: 2_000})
	var q frame.State
	v.view, q = p.read(c, "figures", own)
	v.Skip = frame.Answer
	v.Box, v.BoxPath, v.Kept = "", "", nil
	request := figures.Request{Request: q.Request(v.Lang), Names: p.shared.Site().Names()}
	request.Limit, request.Cursor = figureRows, q.Own(search.CursorName)
	if problem := request.Read(q.Own); problem != nil {
		v.Unread = append(v.Unread, problem.In(v.Lang))
		q = q.WithOwn(problem.Parameter.Name, "")
	}
	ctx, edition := c.Request.Context(), frame.Edition(c)
	answer, err := figures.New(ctx, edition, request)
	if err != nil {
		return err
	}
	switch {
	case answer.Unknown != nil:
		v.Said = v.Local(answer.Unknown.URL)
		v.named(q, answer.Unknown.Near)
	case request.Name == "":
		v.named(q, answer.Facets.Names)
	}
	v.Answer = answer
	v.Title, v.Description = v.T("page.home.figures"), v.T("page.figures.preview", answer.Total.Rows, answer.Total.Reports)
	if answer.Name != "" {
		v.Title = v.T("page.figures.heading", answer.Name)
	}
	if err := v.rows(ctx, edition, request); err != nil {
		return err
	}
	reports, err := edition.Reports(ctx)
	if err != nil {
		return err
	}
	v.choose(q, reports)
	v.files(q, "/api/v1/figures", forms(), nil, ownNames()...)
	return p.shared.Show(c, http.StatusOK, "figures", v)
}

// ownNames are the names of the parameters of figures that the API has too.
func ownNames() []string {
	var names []string
	for _, p := range figures.OwnParameters() {
		names = append(names, p.Name)
	}
	return names
}

// named lists indicators, each with the table of it.
func (v *figuresView) named(q frame.State, names []figures.Facet) {
	for _, f := range names {
		v.Names = append(v.Names, nameRow{f, q.WithOwn(figures.IndicatorName, q.Own(figures.IndicatorName)).WithOwn(figures.NameName, f.Value).WithOwn(search.CursorName, "").Link(v.Frame)})
	}
}

// rows fills in the rows of an indicator.
func (v *figuresView) rows(ctx context.Context, e *search.Edition, r figures.Request) error {
	scale := v.scale()
	before, told, err := v.links(ctx, e, r)
	if err != nil {
		return err
	}
	for _, row := range v.Answer.Rows {
		one := v.row(row, scale)
		if link, ok := told[keyOf(row.ID, row.Span)]; ok {
			one.Told, v.Results = link, true
		}
		one.Before = before[row.Region+"\x00"+row.Measure+"\x00"+row.Unit]
		v.Rows = append(v.Rows, one)
	}
	for _, row := range v.Answer.National {
		v.National = append(v.National, v.row(row, scale))
	}
	for _, m := range v.Answer.Unchecked {
		one := missingRow{Missing: m, Read: v.Link("/reports/" + m.Report.ID), Search: v.Local(m.URL)}
		for _, passage := range m.Passages {
			one.Passages = append(one.Passages, missingText{passage.Text, v.Local(passage.URL)})
		}
		v.Missing = append(v.Missing, one)
	}
	return nil
}

func (v *figuresView) row(r figures.Row, scale *chart.Dot) figureRow {
	one := figureRow{Row: r, Short: around(&r), Runs: frame.RunsOf(r.Sentence, []search.Span{r.Within}, 0, 1), Link: v.Local(r.URL)}
	if scale != nil {
		dot := *scale
		dot.Value, dot.High = ends(&r)
		dot.Loose = r.Comparator == "~"
		switch {
		case r.Open(), strings.HasPrefix(r.Comparator, ">"):
			dot.Way = 1
		case strings.HasPrefix(r.Comparator, "<"):
			dot.Way = -1
		}
		if r.Sign == "down" {
			dot.Way = -dot.Way
		}
		one.Dot = dot.SVG()
	}
	return one
}

// around returns the number of a row with some of its sentence on either side.
func around(r *figures.Row) []frame.Run {
	const before, behind = 18, 10
	sentence := []rune(r.Sentence)
	from, to := max(0, r.Within[0]-before), min(len(sentence), r.Within[1]+behind)
	runs := frame.RunsOf(string(sentence[from:to]), []search.Span{{r.Within[0] - from, r.Within[1] - from}}, 0, 1)
	if from > 0 {
		runs = slices.Insert(runs, 0, frame.Run{Text: "…"})
	}
	if to < len(sentence) {
		runs = append(runs, frame.Run{Text: "…"})
	}
	return runs
}

// ends returns the value of a row and the upper end of its range, if it is drawn with one. What goes down is less than 0.
func ends(r *figures.Row) (low, high float64) {
	low = decimal(string(r.Value))
	if high = low; r.High != "" && !r.Open() {
		high = decimal(string(r.High))
	}
	if r.Sign == "down" {
		return -high, -low
	}
	return low, high
}

// decimal reads a number that the service has written.
func decimal(s string) float64 {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return n
}

// scale returns what the dots of all rows have in common; nil if the rows are of several units or measures, or of too few values.
func (v *figuresView) scale() *chart.Dot {
	a := &v.Answer
	if a.Name == "" || len(a.Facets.Units) != 1 || len(a.Facets.Measures) != 1 || len(a.Rows) < 2 {
		return nil
	}
	var dot chart.Dot
	for i := range a.Rows {
		low, high := ends(&a.Rows[i])
		if i == 0 {
			dot.Least, dot.Most = low, high
		}
		dot.Least, dot.Most = min(dot.Least, low), max(dot.Most, high)
	}
	for i := range a.National {
		if r := &a.National[i]; r.Unit == a.Rows[0].Unit && r.Measure == a.Rows[0].Measure {
			low, high := ends(r)
			dot.Least, dot.Most = min(dot.Least, low), max(dot.Most, high)
			dot.Lines = append(dot.Lines, low)
		}
	}
	if dot.Least == dot.Most {
		return nil
	}
	slices.Sort(dot.Lines)
	dot.Lines = slices.Compact(dot.Lines)
	v.Scale = scaleText(v.Lang, dot.Least, dot.Most, a.Facets.Units[0].Value)
	return &dot
}

// scaleText writes the ends of a scale as reports print numbers, the large ones in 万 or 亿 of their unit: 5—1256 万人.
func scaleText(lang language.Lang, least, most float64, unit string) string {
	by := 1.
	for _, large := range []struct {
		name  string
		value float64
	}{{"亿", 1e8}, {"万", 1e4}} {
		if most >= large.value {
			by, unit = large.value, large.name+unit
			break
		}
	}
	text := lang.Span(strconv.FormatFloat(least/by, 'f', -1, 64), strconv.FormatFloat(most/by, 'f', -1, 64))
	if unit != "" {
		text += " " + unit
	}
	return text
}

func keyOf(paragraph string, at search.Span) string { return paragraph + "\x00" + strconv.Itoa(at[0]) }

// links finds what became of the targets of an indicator; and of those of the year before, by region, measure and unit, if the table is
// of one year.
func (v *figuresView) links(ctx context.Context, e *search.Edition, r figures.Request) (before, told map[string]*linkView, err error) {
	if v.Answer.Name == "" || r.Kind != "target" || v.Answer.Total.Rows == 0 {
		return nil, nil, nil
	}
	list, err := figures.NewLinks(ctx, e, r)
	if errors.Is(err, figures.ErrLinked) {
		v.TooMany = v.Lang.Err(err)
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	told = map[string]*linkView{}
	for _, l := range list.Links {
		if l.Verdict != figures.NoReport {
			told[keyOf(l.Target.ID, l.Target.Span)] = v.link(l)
			for _, also := range l.Also {
				told[keyOf(also.ID, also.Span)] = v.link(l)
			}
		}
	}
	year := 0
	for i, n := range r.Filters {
		f, ok := n.(query.Filter)
		if query.FieldOf(n) != query.Year {
			continue
		}
		if !ok || f.Years.From != f.Years.To {
			return nil, told, nil
		}
		year = f.Years.From - 1
		r.Filters = slices.Clone(r.Filters)
		r.Filters[i] = query.Filter{Field: query.Year, Years: query.Years{From: year, To: year}}
	}
	if year == 0 || r.Period != (query.Years{}) || r.Value != (figures.Condition{}) {
		return nil, told, nil
	}
	list, err = figures.NewLinks(ctx, e, r)
	if err != nil {
		return nil, nil, err
	}
	before = map[string]*linkView{}
	for _, l := range list.Links {
		key := l.Target.Region + "\x00" + l.Target.Measure + "\x00" + l.Target.Unit
		if before[key] == nil && l.Target.From == year && l.Target.To == year {
			before[key], v.Before = v.link(l), year
		}
	}
	return before, told, nil
}

func (v *figuresView) link(l figures.Link) *linkView {
	one := &linkView{Link: l, TargetLink: v.Local(l.Target.URL), Search: v.Local(l.URL)}
	if l.Result != nil {
		one.ResultLink = v.Local(l.Result.URL)
	}
	return one
}

// choose offers kinds, measures, units, orders, years and pages.
func (v *figuresView) choose(q frame.State, reports []search.ReportInfo) {
	first := q.WithOwn(search.CursorName, "")
	v.level(first, reports)
	v.Kinds = first.OwnChoices(v.Frame, figures.KindName, "page.figures.kind.", append([]string{""}, figures.Kinds...)...)
	v.Sorts = first.OwnChoices(v.Frame, search.SortName, "page.figures.sort.", figures.OwnParameters().Named(search.SortName).Values...)
	v.Measures = facetChoices(v.Frame, first, figures.MeasureName, v.Answer.Facets.Measures, "figures.measure.")
	v.Units = facetChoices(v.Frame, first, figures.UnitName, v.Answer.Facets.Units, "")
	known := map[int]bool{}
	for _, r := range reports {
		known[r.Year] = r.Year > 0
	}
	var years []int
	for year, dated := range known {
		if dated {
			years = append(years, year)
		}
	}
	slices.SortFunc(years, func(a, b int) int { return b - a })
	v.When = q.Get(string(query.Year))
	v.Years = []frame.Choice{{Name: "page.figures.every-year", Link: first.With(string(query.Year), "").Link(v.Frame), Active: v.When == ""}}
	for _, year := range years[:min(len(years), yearsOffered)] {
		text := strconv.Itoa(year)
		v.Years = append(v.Years, frame.Choice{Text: text, Link: first.With(string(query.Year), text).Link(v.Frame), Active: text == v.When})
	}
	for _, pair := range first.Kept() {
		if pair.Name != figures.NameName && pair.Name != figures.IndicatorName {
			v.Form = append(v.Form, pair)
		}
	}
	if q.Own(search.CursorName) != "" {
		v.First = first.Link(v.Frame)
	}
	if v.Answer.Next != "" {
		v.Next = q.WithOwn(search.CursorName, v.Answer.Next).Link(v.Frame)
	}
}

// facetChoices offers the values of a facet, and all of them. There is nothing to choose among one, unless it is chosen.
func facetChoices(f frame.Frame, q frame.State, name string, list []figures.Facet, prefix string) []frame.Choice {
	chosen := q.Own(name)
	if len(list) < 2 && chosen == "" {
		return nil
	}
	choices := []frame.Choice{{Name: "page.figures.every", Link: q.WithOwn(name, "").Link(f), Active: chosen == ""}}
	for _, one := range list[:min(len(list), yearsOffered)] {
		text := one.Value
		if prefix != "" {
			text = f.T(prefix + one.Value)
		}
		if one.Value != "" {
			choices = append(choices, frame.Choice{Text: text, Link: q.WithOwn(name, one.Value).Link(f), Active: chosen == one.Value})
		}
	}
	return choices
}

// DotsOff reports whether there would be dots if one unit or measure were chosen.
func (v figuresView) DotsOff() bool { return v.Answer.Name != "" && v.Scale == "" && len(v.Rows) > 1 }
