package assistant_test

import (
	"strings"
	"testing"
)

// An answer keeps to its budget and says when it is not whole; what it shows leads to its paragraph.
func TestFigures(t *testing.T) {
	session := connect(t, sample(t))
	type row struct{ ID, Indicator, Printed, Value, Kind, URL string }
	type answer struct {
		Total int
		Rows  []row
		Links []struct {
			Target  row
			Verdict string
		}
		Names     []struct{ Name string }
		Unchecked []struct{ Report, URL string }
		Coverage  string
		Complete  bool
	}
	for _, tokens := range []int{1000, 4000, 50_000} {
		got, cost := call[answer](t, session, "figures", map[string]any{"kind": "target", "max_tokens": tokens})
		if cost > tokens || got.Complete != (len(got.Rows) == got.Total && len(got.Names) > 0) || len(got.Rows) == 0 || got.Coverage != "1 report" {
			t.Errorf("%d tokens, %d allowed: %d rows of %d, complete %t", cost, tokens, len(got.Rows), got.Total, got.Complete)
		}
		for _, r := range got.Rows {
			if r.Kind != "target" || !strings.HasPrefix(r.URL, "https://example.org/reports/liaoning-2021#p") {
				t.Errorf("%+v", r)
			}
		}
	}
	one, _ := call[answer](t, session, "figures", map[string]any{"name": "GDP", "kind": "result"})
	if len(one.Rows) == 0 || one.Rows[0].Indicator != "地区生产总值" || one.Rows[0].Value != "0.6" || !one.Complete {
		t.Errorf("%+v", one)
	}
	none, _ := call[answer](t, session, "figures", map[string]any{"name": "财政赤字率"})
	if len(none.Unchecked) != 1 || none.Unchecked[0].Report != "liaoning-2021" || !strings.HasPrefix(none.Unchecked[0].URL, "https://example.org/search?") {
		t.Errorf("%+v", none)
	}
	links, _ := call[answer](t, session, "figures", map[string]any{"links": true, "max_tokens": 50_000})
	if len(links.Links) != links.Total || links.Total == 0 || links.Links[0].Verdict != "no_report" {
		t.Errorf("%+v", links)
	}
}
