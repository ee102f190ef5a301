package trend

import (
	"context"
	"slices"
	"strconv"

	"gongbao/corpus"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// roles are the values of the field Role in their order.
var roles = []corpus.Role{corpus.RoleReview, corpus.RolePlan, corpus.RoleAnnex, ""}

// rolesGroups are what each report has in one role, or in all of them.
type rolesGroups struct {
	role   corpus.Role
	groups []engine.Group
}

// byRole divides the groups of a request by role. What has no role is what is left when the others are taken away.
func byRole(ctx context.Context, e *search.Edition, r search.Request, all []engine.Group) ([]rolesGroups, error) {
	rest := map[string]engine.Group{}
	for _, g := range all {
		rest[g.Report.ID] = g
	}
	var divided []rolesGroups
	for _, role := range roles[:len(roles)-1] {
		of := r
		of.Filters = append(slices.Clip(r.Filters), query.Filter{Field: query.Role, Values: []string{string(role)}})
		counts, err := e.Count(ctx, of)
		if err != nil {
			return nil, err
		}
		divided = append(divided, rolesGroups{role, counts.Groups()})
		for _, g := range counts.Groups() {
			left := rest[g.Report.ID]
			left.Paragraphs, left.Occurrences, left.Letters = left.Paragraphs-g.Paragraphs, left.Occurrences-g.Occurrences, left.Letters-g.Letters
			rest[g.Report.ID] = left
		}
	}
	last := rolesGroups{}
	for _, g := range all {
		if left := rest[g.Report.ID]; left.Letters > 0 || left.Paragraphs > 0 {
			last.groups = append(last.groups, left)
		}
	}
	return append(divided, last), nil
}

// A cell is a Point in the making.
type cell struct {
	occurrences, paragraphs, with, reports, letters int
	ids                                             []string // of its reports
}

// points puts groups together as the cells of all values that the material has.
func points(r search.Request, m *Material, divided []rolesGroups) ([]Point, error) {
	cells := map[[2]string]*cell{}
	for _, part := range divided {
		for _, g := range part.groups {
			var key [2]string
			for i, field := range r.By {
				if key[i] = engine.HeaderValue(field, g.Report); field == query.Role {
					key[i] = string(part.role)
				}
			}
			c := cells[key]
			if c == nil {
				c = new(cell)
				cells[key] = c
			}
			c.occurrences, c.paragraphs, c.letters, c.reports = c.occurrences+g.Occurrences, c.paragraphs+g.Paragraphs, c.letters+g.Letters, c.reports+1
			if g.Paragraphs > 0 {
				c.with++
			}
			c.ids = append(c.ids, g.Report.ID)
		}
	}
	combinations := m.Combinations(r.By)
	if len(combinations) > MostCells {
		return nil, ErrCells
	}
	points := make([]Point, 0, len(combinations))
	for _, values := range combinations {
		var key [2]string
		copy(key[:], values)
		points = append(points, newPoint(r, values, cells[key]))
	}
	return points, nil
}

func newPoint(r search.Request, values []string, c *cell) Point {
	p := Point{Values: values}
	if c == nil {
		return p
	}
	rate := search.Rate(c.occurrences, c.letters)
	p.Occurrences, p.Paragraphs, p.ReportsWith, p.Rate = &c.occurrences, &c.paragraphs, &c.with, &rate
	p.Reports, p.Letters = c.reports, c.letters
	var conditions []query.Node
	for i, field := range r.By {
		condition := search.Having(field, values[i])
		if condition == nil { // only the reports tell this region from others of its name
			condition = query.Filter{Field: query.Report, Values: c.ids}
		}
		conditions = append(conditions, condition)
	}
	p.URL = r.Path(conditions...)
	return p
}

// Combinations returns each combination of the values of some of Fields, those of the first in their order, then those of the next.
func (m *Material) Combinations(by []query.Field) [][]string {
	combinations := [][]string{nil}
	for _, field := range by {
		values := m.Axis(field)
		longer := make([][]string, 0, len(combinations)*len(values))
		for _, c := range combinations {
			for _, value := range values {
				longer = append(longer, append(slices.Clip(c), value))
			}
		}
		combinations = longer
	}
	return combinations
}

// Axis returns the values that the material has of one of Fields, in their order: the years asked for without a break, regions and
// levels officially, roles as they stand in a report. The empty value, of what is not known, comes last.
func (m *Material) Axis(field query.Field) []string {
	var values []string
	switch field {
	case query.Role:
		for _, role := range roles {
			values = append(values, string(role))
		}
		return values
	case query.Year:
		for year := m.first; year <= m.last && year > 0; year++ {
			if m.asked(year) {
				values = append(values, strconv.Itoa(year))
			}
		}
		if m.undated {
			values = append(values, "")
		}
		return values
	}
	known := map[string]bool{}
	for i := range m.reports {
		if value := engine.HeaderValue(field, &m.reports[i].Header); !known[value] {
			known[value] = true
			values = append(values, value)
		}
	}
	slices.SortFunc(values, func(a, b string) int { return search.CompareValues(field, a, b) })
	return values
}
