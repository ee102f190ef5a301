package insight

import (
	"cmp"
	"context"
	"html/template"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/search/query"
	"gongbao/search/trend"
	"gongbao/server/chart"
	"gongbao/server/page/frame"
)

// A regionsView fills the page of regions: who says it, who does not, and of whom nothing is known.
type regionsView struct {
	view
	Coverage    trend.Coverage
	Definition  string
	When        string // the years that the figures are of: 2025
	Years       []frame.Choice
	Units       []frame.Choice
	Unit        string
	Said        int
	Unsaid      []placeRow
	Uncollected []placeRow
	Drawing     template.HTML // none where there are no provinces
	Most        []placeRow    // those that say it most, in the unit of the page
	Rows        []placeRow    // all, in the official order
	Grid        string        // address of the counts by region and year
}

// A placeRow is a region.
type placeRow struct {
	trend.Place
	Label string // for those who hear it
	Link  string // to the search; empty without a report
	Read  string // address of its report; empty if it has none, or several
	First []frame.Run
	Seen  string // address of the paragraph of First
}

// RateText returns the rate with its two digits.
func (r placeRow) RateText() string { return strconv.FormatFloat(r.Rate, 'f', 2, 64) }

// Known reports whether the region has a report, and Nought whether it says nothing of it.
func (r placeRow) Known() bool  { return len(r.Reports) > 0 }
func (r placeRow) Nought() bool { return r.Known() && r.Paragraphs == 0 }

const (
	whenName  = "when"
	everyYear = "all"

	yearsOffered = 8 // as links; more of them are behind the filter for years
	mostShown    = 6
	mostRead     = 5_000 // paragraphs that are looked through for the first sentence of each region
)

// Regions shows which regions say something, which do not, and which have no report. Unless the address says which years, they are
// the latest one that has a report; unless it says of what level, they are provinces.
func (p *Pages) Regions(c *gin.Context) error {
	v := regionsView{}
	var q frame.State
	v.view, q = p.read(c, "regions", search.Parameters{choice(whenName, "latest", everyYear), choice(unitName, "rate", "occurrences")})
	if !q.Has(search.QueryName) {
		return p.shared.Show(c, http.StatusOK, "regions", v)
	}
	if _, err := v.count(c, q); err != nil {
		return err
	}
	ctx, edition := c.Request.Context(), frame.Edition(c)
	request := q.Request(v.Lang)
	all, err := edition.Reports(ctx)
	if err != nil {
		return err
	}
	v.level(q, all)
	v.Levels = slices.DeleteFunc(v.Levels, func(l frame.Choice) bool {
		return l.Name == "page.insight.every-level" || l.Name == "page.value.level.national"
	})
	if len(q.Chosen(query.Level)) == 0 {
		for i := range v.Levels {
			v.Levels[i].Active = v.Levels[i].Name == "page.value.level.province"
		}
	}
	v.years(q, request, all)
	if q.Years() == nil && q.Own(whenName) == "" && v.When != "" {
		latest, err := query.ParseFilter(query.Year, v.When)
		if err != nil {
			return err
		}
		request.Filters = append(slices.Clip(request.Filters), latest)
	}
	absence, err := trend.NewAbsence(ctx, edition, request)
	if err != nil {
		return err
	}
	v.Unit = cmp.Or(q.Own(unitName), "rate")
	v.Units = q.OwnChoices(v.Frame, unitName, "page.trends.unit.", "rate", "occurrences")
	v.Coverage, v.Definition = absence.Coverage, absence.Definition
	v.Grid = q.Counts(v.Frame, "region,year")
	v.fill(absence)
	if absence.Total.Paragraphs <= mostRead {
		if err := v.quote(ctx, edition, request); err != nil {
			return err
		}
	}
	v.rank()
	v.draw()
	if q.Years() == nil && q.Own(whenName) == "" {
		q = q.With(string(query.Year), v.When)
	}
	v.files(q, "/api/v1/absence", forms(), nil)
	if v.When != "" && !slices.ContainsFunc(request.Filters, func(n query.Node) bool { return query.FieldOf(n) == query.Year }) {
		v.When = ""
	}
	return p.shared.Show(c, http.StatusOK, "regions", v)
}

// years offers the latest years that have a report of the level in question, and sets When: to those of the filter, or the latest.
func (v *regionsView) years(q frame.State, r search.Request, all []search.ReportInfo) {
	_, tree := r.Read()
	var conditions []query.Node
	leveled := false
	for _, n := range append(query.Conditions(tree), r.Filters...) {
		if field := query.FieldOf(n); field != query.Year {
			conditions = append(conditions, n)
			leveled = leveled || field == query.Level
		}
	}
	if !leveled {
		conditions = append(conditions, query.Filter{Field: query.Level, Values: []string{"province"}})
	}
	admits := search.Admitting(conditions...)
	var known []int
	for _, report := range all {
		h := report.Header()
		if admits(&h) && report.Year > 0 && !slices.Contains(known, report.Year) {
			known = append(known, report.Year)
		}
	}
	slices.SortFunc(known, func(a, b int) int { return b - a })
	if q.Years() != nil {
		v.When = q.Get(string(query.Year))
	} else if len(known) > 0 {
		v.When = strconv.Itoa(known[0])
	}
	chosen := v.When
	if q.Years() == nil && q.Own(whenName) == everyYear {
		chosen = ""
	}
	for _, year := range known[:min(len(known), yearsOffered)] {
		text := strconv.Itoa(year)
		v.Years = append(v.Years, frame.Choice{Text: text, Link: q.WithOwn(whenName, "").With(string(query.Year), text).Link(v.Frame), Active: text == chosen})
	}
	v.Years = append(v.Years, frame.Choice{Name: "page.regions.every-year", Link: q.With(string(query.Year), "").WithOwn(whenName, everyYear).Link(v.Frame), Active: chosen == ""})
}

// fill makes the rows.
func (v *regionsView) fill(a trend.Absence) {
	v.Said = len(a.Said)
	v.Unsaid, v.Uncollected = v.rows(a.Unsaid), v.rows(a.Uncollected)
	v.Rows = slices.Concat(v.rows(a.Said), v.Unsaid, v.Uncollected)
	slices.SortStableFunc(v.Rows, func(a, b placeRow) int {
		return cmp.Or(search.CompareValues(query.Level, a.Level, b.Level), search.CompareValues(query.Region, a.Region, b.Region))
	})
}

// rank lists the regions that say it most.
func (v *regionsView) rank() {
	most := slices.DeleteFunc(slices.Clone(v.Rows), func(r placeRow) bool { return r.Occurrences == 0 })
	slices.SortStableFunc(most, func(a, b placeRow) int {
		if v.Unit == "rate" {
			return cmp.Compare(b.Rate, a.Rate)
		}
		return cmp.Or(b.Occurrences-a.Occurrences, cmp.Compare(b.Rate, a.Rate))
	})
	v.Most = most[:min(len(most), mostShown)]
}

func (v *regionsView) rows(places []trend.Place) []placeRow {
	var rows []placeRow
	for _, place := range places {
		row := placeRow{Place: place, Link: v.Local(place.URL)}
		switch {
		case !row.Known():
			row.Label = v.T("page.regions.uncollected-label", place.Region)
		case row.Nought():
			row.Label = v.T("page.regions.unsaid-label", place.Region, place.Occurrences)
		default:
			row.Label = v.T("page.counts.cell", place.Region, place.Occurrences, place.Paragraphs, len(place.Reports), row.RateText())
		}
		if len(place.Reports) == 1 {
			row.Read = v.Link("/reports/"+place.Reports[0], frame.BackName, v.Back)
		}
		rows = append(rows, row)
	}
	return rows
}

// quote finds the first sentence of each region.
func (v *regionsView) quote(ctx context.Context, e *search.Edition, r search.Request) error {
	at := map[string]*placeRow{}
	for i := range v.Rows {
		if v.Rows[i].Paragraphs == 0 {
			continue
		}
		for _, id := range v.Rows[i].Reports {
			at[id] = &v.Rows[i]
		}
	}
	left := v.Said
	for hit, err := range e.Each(ctx, r) {
		if err != nil {
			return err
		}
		row := at[hit.Report.ID]
		if row == nil || row.First != nil {
			continue
		}
		row.First, row.Seen = firstSentence(hit.Text, hit.Marks), v.paragraph(hit.URL, v.Box)
		if left--; left == 0 {
			return nil
		}
	}
	return nil
}

// draw draws the provinces.
func (v *regionsView) draw() {
	t := chart.Tiles{}
	for _, row := range v.Rows {
		if row.Level != "province" || !chart.HasPlace(row.Region) {
			continue
		}
		tile := chart.Tile{Region: row.Region, Label: row.Label, Link: row.Link}
		switch {
		case !row.Known():
			tile.State, tile.Text = chart.Unknown, v.T("page.regions.uncollected-short")
		case row.Nought():
			tile.State, tile.Text = chart.Unsaid, v.T("page.regions.unsaid")
		case v.Unit == "rate":
			tile.Value, tile.Text = row.Rate, chart.Number(row.Rate)
		default:
			tile.Value, tile.Text = float64(row.Occurrences), strconv.Itoa(row.Occurrences)
		}
		if tile.State == chart.Said && tile.Value == 0 { // a question without words has paragraphs and no places
			tile.Value, tile.Text = float64(row.Paragraphs), strconv.Itoa(row.Paragraphs)
		}
		t.Tiles = append(t.Tiles, tile)
	}
	if len(t.Tiles) == 0 {
		return
	}
	t.Name = v.T("page.regions.drawing", v.Box, v.Said, len(v.Unsaid), len(v.Uncollected))
	v.Drawing = t.SVG()
}
