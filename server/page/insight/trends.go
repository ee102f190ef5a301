package insight

import (
	"cmp"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/search/query"
	"gongbao/search/trend"
	"gongbao/server/chart"
	"gongbao/server/page/frame"
)

// A trendsView fills the page of trends: a drawing for each series, and a table of the same figures.
type trendsView struct {
	view
	Coverage   trend.Coverage
	Definition string
	Units      []frame.Choice
	Bys        []frame.Choice
	Splits     []frame.Choice // none for a question of one text
	Aparts     []frame.Choice // none without several values of a field
	Apart      query.Field    // whose values have a panel each
	Summed     query.Field    // of whose values a panel is the sum
	By         query.Field
	Unit       string
	Panels     []trendPanel
	Rows       []trendRow
}

// A trendPanel is a series.
type trendPanel struct {
	Word       string // what its query says
	Name       string // Word, and what it is of
	Series     trend.Series
	Search     string        // address of the search whose total it is
	Drawing    template.HTML // by year
	First      *firstView
	FirstLoose *firstView
}

// A firstView is a first appearance.
type firstView struct {
	*trend.First
	Runs []frame.Run
	Link string
	Gaps []string // years before it without a report
}

// A trendRow is a value of the field that the trend is by; or a stretch of years without a report, with no cells.
type trendRow struct {
	Name  string
	Cells []trendCell // one a series
}

// A trendCell is a figure.
type trendCell struct {
	trend.Point
	Label  string // for those who hear it
	Figure string // in the unit of the page; empty without a report
	Of     string // what Figure is of, where it does not say so itself
	Link   string
	Bar    template.HTML
}

// Nought reports whether the reports say nothing of it.
func (c trendCell) Nought() bool { return c.Known() && *c.Paragraphs == 0 }

// RateText returns the rate with its two digits.
func (c trendCell) RateText() string { return strconv.FormatFloat(*c.Rate, 'f', 2, 64) }

const (
	unitName  = "unit"
	splitName = "split"
	together  = "one" // in place of a field that is kept apart
)

// trendParameters are the parameters that the page has for itself.
func trendParameters() search.Parameters {
	return search.Parameters{
		choice(search.ByName, "year", "region", "level", "role"), choice(unitName, "rate", "occurrences", "paragraphs", "reports"), choice(splitName, "each", "one"),
		choice(search.ApartName, "", "region", "level", "role", together),
	}
}

// Trends shows how often a question is asked for over the years, or by region, level or role. Several texts joined by OR are
// several series, unless the address says that they are one; so are several regions, levels or parts that its filters name.
func (p *Pages) Trends(c *gin.Context) error {
	v := trendsView{}
	var q frame.State
	v.view, q = p.read(c, "trends", trendParameters())
	if !q.Has(search.QueryName) {
		return p.shared.Show(c, http.StatusOK, "trends", v)
	}
	if _, err := v.count(c, q); err != nil {
		return err
	}
	request := trend.Request{Request: q.Request(v.Lang), Queries: []string{v.Box}}
	v.By, v.Unit = query.Field(q.Own(search.ByName)), q.Own(unitName)
	if v.By == "" {
		v.By = query.Year
	}
	if v.Unit == "" {
		v.Unit = "rate"
	}
	if texts := alternatives(v.Box); len(texts) > 1 {
		v.Splits = q.OwnChoices(v.Frame, splitName, "page.trends.split.", "each", "one")
		if q.Own(splitName) == "" {
			request.Queries = texts
		}
	}
	request.By = []query.Field{v.By}
	summed := v.keepApart(q, &request)
	edition := frame.Edition(c)
	answer, err := trend.New(c.Request.Context(), edition, request)
	if trend.Problem(err) {
		v.Unread = append(v.Unread, v.Lang.Err(err))
		return p.shared.Show(c, http.StatusOK, "trends", v)
	}
	if err != nil {
		return err
	}
	reports, err := edition.Reports(c.Request.Context())
	if err != nil {
		return err
	}
	v.level(q, reports)
	v.Coverage, v.Definition = answer.Coverage, answer.Definition
	v.Units = q.OwnChoices(v.Frame, unitName, "page.trends.unit.", "rate", "occurrences", "paragraphs", "reports")
	v.Bys = q.OwnChoices(v.Frame, search.ByName, "page.field.", "year", "region", "level", "role")
	v.fill(answer, summed)
	asked := url.Values{search.QueryName: request.Queries}
	if v.Apart != "" {
		asked.Set(search.ApartName, string(v.Apart))
	}
	v.files(q, "/api/v1/trends", forms(), asked, search.ByName)
	return p.shared.Show(c, http.StatusOK, "trends", v)
}

// keepApart chooses the field whose values have a series each, the first of which several values are asked for unless the address says
// otherwise. It returns the names of the values that a series is the sum of, if that is several.
func (v *trendsView) keepApart(q frame.State, r *trend.Request) []string {
	var several []query.Field
	for _, field := range trend.Kinds {
		each := func(text string) bool { return len(trend.Named(field, r.Filters, text)) < 2 }
		if field != v.By && !slices.ContainsFunc(r.Queries, each) {
			several = append(several, field)
		}
	}
	if len(several) == 0 {
		return nil
	}
	chosen := query.Field(q.Own(search.ApartName))
	if chosen != together && !slices.Contains(several, chosen) {
		chosen = several[0]
	}
	for _, field := range append(slices.Clip(several), together) {
		one := frame.Choice{Name: "page.field." + string(field), Active: field == chosen, Link: q.WithOwn(search.ApartName, string(field)).Link(v.Frame)}
		switch field {
		case several[0]:
			one.Link = q.WithOwn(search.ApartName, "").Link(v.Frame)
		case together:
			one.Name = "page.trends.split.one"
		}
		v.Aparts = append(v.Aparts, one)
	}
	if chosen != together {
		n := 0
		for _, text := range r.Queries {
			n += len(trend.Named(chosen, r.Filters, text))
		}
		if n <= trend.MostSeries {
			v.Apart, r.Apart = chosen, chosen
			return nil
		}
		v.Unread = append(v.Unread, v.T("page.trends.many", n, trend.MostSeries))
		v.Aparts = nil
	}
	v.Summed = several[0]
	var names []string
	for _, value := range trend.Named(several[0], r.Filters, r.Queries[0]) {
		names = append(names, v.ValueName(several[0], value))
	}
	return names
}

// alternatives returns the texts that a query is OR of, each as a query; none if it is another or they are too many.
func alternatives(input string) []string {
	or, ok := query.Parse(input).Root.(query.Or)
	if !ok || len(or.Nodes) > trend.MostSeries {
		return nil
	}
	var texts []string
	for _, n := range or.Nodes {
		texts = append(texts, query.Print(n))
	}
	return texts
}

// fill puts an answer into panels and rows. Each of its series is the sum of what has some values, if several are named.
func (v *trendsView) fill(a trend.Answer, summed []string) {
	values := axis(a)
	cells := map[string][]trendCell{}
	for _, value := range values {
		cells[value] = make([]trendCell, len(a.Series))
	}
	for i, s := range a.Series {
		one := trendPanel{Word: s.Query.Input, Series: s, Search: v.Local(s.URL), First: v.first(s.First, s.Query.Input), FirstLoose: v.first(s.FirstLoose, s.Query.Input)}
		if s.Query.Input == a.Series[0].Query.Input && s.Query.Input == a.Series[len(a.Series)-1].Query.Input {
			one.Word = v.Box // as it was typed
		}
		if field := cmp.Or(a.Apart, v.Summed); field != "" {
			one.Word = without(field, one.Word)
		}
		one.Name = v.nameOf(one, a.Apart, summed)
		for _, point := range s.Points {
			cells[point.Values[0]][i] = v.cell(point)
		}
		v.Panels = append(v.Panels, one)
	}
	most := map[string]float64{} // of each word
	for i, one := range v.Panels {
		for _, value := range values {
			most[one.Word] = max(most[one.Word], v.value(cells[value][i].Point))
		}
	}
	for i := range v.Panels {
		one := &v.Panels[i]
		if v.By == query.Year {
			one.Drawing = v.line(one.Name, most[one.Word], values, func(value string) trendCell { return cells[value][i] })
			continue
		}
		for _, value := range values {
			cell := &cells[value][i]
			cell.Bar = chart.Bar(v.value(cell.Point), most[one.Word])
		}
	}
	v.list(values, cells)
}

// without returns a query without its conditions by a field, which are told beside it.
func without(field query.Field, input string) string {
	and, ok := query.Parse(input).Root.(query.And)
	if !ok {
		return input
	}
	rest := slices.DeleteFunc(slices.Clone(and.Nodes), func(n query.Node) bool { return query.FieldOf(n) == field })
	if len(rest) == 0 || len(rest) == len(and.Nodes) {
		return input
	}
	return query.Print(query.WithFilters(rest[0], rest[1:]...))
}

// longestSum is how many values the name of a sum tells.
const longestSum = 5

// nameOf returns what a panel is called: its word, and what it is of.
func (v *trendsView) nameOf(p trendPanel, apart query.Field, summed []string) string {
	switch {
	case p.Series.Value != "":
		return v.T("page.trends.of", p.Word, v.ValueName(apart, p.Series.Value))
	case len(summed) > longestSum:
		return v.T("page.trends.sum.regions", p.Word, len(summed))
	case len(summed) > 0:
		return v.T("page.trends.sum", p.Word, summed)
	}
	return p.Word
}

// axis returns the values of all series, in their order. Years run from the first of any to the last.
func axis(a trend.Answer) []string {
	var values []string
	for _, s := range a.Series {
		for _, p := range s.Points {
			if !slices.Contains(values, p.Values[0]) {
				values = append(values, p.Values[0])
			}
		}
	}
	if a.By[0] == query.Year {
		slices.SortStableFunc(values, func(a, b string) int { return search.CompareValues(query.Year, b, a) })
	}
	return values
}

// value is a figure in the unit of the page.
func (v *trendsView) value(p trend.Point) float64 {
	switch {
	case !p.Known():
		return 0
	case v.Unit == "occurrences":
		return float64(*p.Occurrences)
	case v.Unit == "paragraphs":
		return float64(*p.Paragraphs)
	case v.Unit == "reports":
		return float64(*p.ReportsWith)
	}
	return *p.Rate
}

func (v *trendsView) cell(p trend.Point) trendCell {
	c := trendCell{Point: p}
	name := v.ValueName(v.By, p.Values[0])
	if !p.Known() {
		c.Label = v.T("page.trends.unknown", name)
		return c
	}
	c.Link = v.Local(p.URL)
	c.Label = v.T("page.counts.cell", name, *p.Occurrences, *p.Paragraphs, p.Reports, c.RateText())
	c.Of = v.T("page.trends.letters", p.Letters)
	switch v.Unit {
	case "rate":
		c.Figure = c.RateText()
	case "reports":
		c.Of = ""
		c.Figure = strconv.Itoa(*p.ReportsWith) + "/" + strconv.Itoa(p.Reports)
	default:
		c.Figure = strconv.Itoa(int(v.value(p)))
	}
	return c
}

// line draws a series by year, on a scale for values up to most.
func (v *trendsView) line(name string, most float64, years []string, cell func(year string) trendCell) template.HTML {
	line := chart.Line{Height: 96, Years: true, Most: most}
	for _, value := range years {
		year, err := strconv.Atoi(value)
		if err != nil { // of reports without a year
			continue
		}
		c := cell(value)
		point := chart.Point{Year: year, Value: v.value(c.Point), Gap: !c.Known(), Label: c.Label, Link: c.Link}
		if point.Gap && c.Label == "" {
			point.Label = v.T("page.years.gap", year)
		}
		line.Points = append(line.Points, point)
	}
	line.Name = v.T("page.trends.line", name, v.T("page.trends.unit."+v.Unit))
	if peak := line.Peak(); peak >= 0 {
		line.Name = v.T("page.years.peak", line.Name, chart.Number(line.Points[peak].Value), line.Points[peak].Year)
	}
	return line.SVG()
}

// list makes the rows of the table. Years come latest first, with one row for each stretch without a report.
func (v *trendsView) list(values []string, cells map[string][]trendCell) {
	rows := slices.Clone(values)
	if v.By == query.Year {
		slices.Reverse(rows)
	}
	known := func(value string) bool {
		return slices.ContainsFunc(cells[value], func(c trendCell) bool { return c.Known() })
	}
	for i := 0; i < len(rows); i++ {
		row := trendRow{Name: v.ValueName(v.By, rows[i]), Cells: cells[rows[i]]}
		if !known(rows[i]) {
			last := i
			for v.By == query.Year && last+1 < len(rows) && !known(rows[last+1]) {
				last++
			}
			row = trendRow{Name: v.Span(rows[last], rows[i])}
			if v.By != query.Year {
				row.Name = v.ValueName(v.By, rows[i])
			}
			i = last
		}
		v.Rows = append(v.Rows, row)
	}
}

func (v *trendsView) first(f *trend.First, input string) *firstView {
	if f == nil {
		return nil
	}
	view := &firstView{First: f, Runs: frame.RunsOf(f.Text, f.Marks, 0, 1), Link: v.paragraph(f.URL, input)}
	for _, gap := range f.Gaps {
		view.Gaps = append(view.Gaps, v.Span(gap.From, gap.To))
	}
	return view
}

// Words returns what the series are of: 改革、就业.
func (v trendsView) Words() []string {
	var words []string
	for _, one := range v.Panels {
		if !slices.Contains(words, one.Word) {
			words = append(words, one.Word)
		}
	}
	return words
}

// ByYear reports whether the trend is by year.
func (v trendsView) ByYear() bool { return v.By == query.Year }

// Alone reports whether there is one series.
func (v trendsView) Alone() bool { return len(v.Panels) == 1 }
