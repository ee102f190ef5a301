package table

import "testing"

// TestFileName holds that the name of a file says what its hits are of, and nothing else.
func TestFileName(t *testing.T) {
	for _, c := range []struct{ query, filters, want string }{
		{"就业", "", "gongbao-就业-2026-01-15.csv"},
		{"就业", "year:2021", "gongbao-就业-year_2021-2026-01-15.csv"},
		{"就业", "year:2020..2022", "gongbao-就业-year_2020_2022-2026-01-15.csv"},
		{"就业", "year:2020..", "gongbao-就业-year_from_2020-2026-01-15.csv"},
		{"就业", "year:..2020", "gongbao-就业-year_to_2020-2026-01-15.csv"},
		{"就业", "year:..2018,2020.. region:辽宁", "gongbao-就业-year_to_2018_from_2020_region-2026-01-15.csv"},
		{"就业 year:2020..", "", "gongbao-就业_year_from_2020-2026-01-15.csv"},
		{"\"a/b..c\"", "", "gongbao-a_b_c-2026-01-15.csv"},
		{"", "", "gongbao-2026-01-15.csv"},
	} {
		if got := (Head{Query: c.query, Filters: c.filters, Time: "2026-01-15T08:00:00Z"}).FileName("csv"); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.query, c.filters, got, c.want)
		}
	}
}
