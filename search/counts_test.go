package search_test

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/query"
)

// TestRows puts counts together by one and two fields, in each order, with rows that tie and values that are not known.
func TestRows(t *testing.T) {
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	texts := []string{"发展发展。", "民生。", "发展。", "发展改革发展。", "发展，民生。", "改革。", "发展。民生，开放。", "发展。"}
	var reports []*corpus.Report
	for i, text := range texts {
		r := &corpus.Report{Header: corpus.Header{ID: fmt.Sprint("r-", i), Region: []string{"辽宁", "吉林", "", "全国", "某地"}[i%5], Level: []corpus.Level{"province", "", "national"}[i%3], Kind: corpus.Work}}
		r.Year = []int{2021, 0, 2019, 2020}[i%4]
		for n := range 1 + i%2 {
			r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: n + 1, Text: text})
		}
		reports = append(reports, r)
	}
	err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) {
		for _, r := range reports {
			if !yield(engine.Change{Put: r}, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	var counts search.Counts
	service := search.New(e, nil)
	err = service.Read(t.Context(), func(edition *search.Edition) (err error) {
		counts, err = edition.Count(t.Context(), search.Request{Query: "发展"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	regions := []string{"全国", "辽宁", "吉林", "某地", ""} // in the official order
	levels := []string{"national", "province", ""}
	years := []string{"2021", "2020", "2019", ""}
	known := map[query.Field][]string{query.Region: regions, query.Level: levels, query.Year: years, query.Report: {"r-0", "r-1", "r-2", "r-3", "r-4", "r-5", "r-6", "r-7"}}
	for _, by := range [][]query.Field{{query.Report}, {query.Year}, {query.Region}, {query.Level}, {query.Region, query.Year}, {query.Level, query.Region}} {
		want := map[string]search.Row{}
		for _, r := range reports {
			values := make([]string, len(by))
			for k, field := range by {
				if values[k] = engine.HeaderValue(field, &r.Header); field == query.Report {
					values[k] = r.ID
				}
			}
			row := want[fmt.Sprint(values)]
			row.Values = values
			row.Of.Reports++
			for _, p := range r.Paragraphs {
				n := strings.Count(p.Text, "发展")
				row.Occurrences += n
				row.Paragraphs += min(n, 1)
				row.Of.Characters += len([]rune(strings.NewReplacer("，", "", "。", "").Replace(p.Text)))
			}
			row.Reports += min(strings.Count(r.Paragraphs[0].Text, "发展"), 1)
			want[fmt.Sprint(values)] = row
		}
		byValue := func(a, b search.Row) int {
			for k, field := range by {
				if order := cmp.Compare(slices.Index(known[field], a.Values[k]), slices.Index(known[field], b.Values[k])); order != 0 {
					return order
				}
			}
			return 0
		}
		share := func(r search.Row) float64 { return float64(r.Occurrences) / float64(r.Of.Characters) }
		for order, first := range map[search.RowOrder]func(a, b search.Row) int{
			search.RowsByValue:       func(a, b search.Row) int { return 0 },
			search.RowsByOccurrences: func(a, b search.Row) int { return b.Occurrences - a.Occurrences },
			"":                       func(a, b search.Row) int { return b.Occurrences - a.Occurrences },
			search.RowsByParagraphs:  func(a, b search.Row) int { return b.Paragraphs - a.Paragraphs },
			search.RowsByRate:        func(a, b search.Row) int { return cmp.Compare(share(b), share(a)) },
		} {
			rows := counts.Rows(by, order)
			if len(rows) != len(want) {
				t.Errorf("by %v: %d rows, want %d", by, len(rows), len(want))
			}
			for i, row := range rows {
				w := want[fmt.Sprint(row.Values)]
				if row.Paragraphs != w.Paragraphs || row.Reports != w.Reports || row.Occurrences != w.Occurrences || row.Of != w.Of || row.Rate != search.Rate(w.Occurrences, w.Of.Characters) {
					t.Errorf("by %v: %+v, want %+v", by, row, w)
				}
				if single := slices.Equal(by, []query.Field{query.Report}); single != (row.Report != nil) || single && row.Report.ID != row.Values[0] {
					t.Errorf("by %v: %+v is of %+v", by, row.Values, row.Report)
				}
				if order == search.RowsByValue {
					address, err := url.Parse(row.URL)
					if err != nil {
						t.Fatal(err)
					}
					asked, problems := search.SearchParameters().Read(func(name string) []string { return address.Query()[name] })
					if total := ask(t, service, asked).Total; len(problems) > 0 || total != (search.Total{Paragraphs: row.Paragraphs, Reports: row.Reports, Occurrences: row.Occurrences}) {
						t.Errorf("by %v: %+v, and the search of %s has %+v, %v", by, row, row.URL, total, problems)
					}
				}
				if i > 0 && cmp.Or(first(rows[i-1], row), byValue(rows[i-1], row)) >= 0 {
					t.Errorf("by %v in the order %q: %v before %v", by, order, rows[i-1].Values, row.Values)
				}
			}
		}
	}
}

func TestRate(t *testing.T) {
	for _, tc := range []struct {
		occurrences, characters int
		want                    float64
	}{
		{0, 0, 0}, {0, 100, 0}, {1, 1, 10_000}, {1, 10_000, 1}, {2, 3, 6666.67}, {1, 3, 3333.33}, {7, 12_345, 5.67}, {1, 2_000_001, 0}, {1, 2_000_000, 0.01},
	} {
		if got := search.Rate(tc.occurrences, tc.characters); got != tc.want {
			t.Errorf("%d in %d characters: %v for each 10,000, want %v", tc.occurrences, tc.characters, got, tc.want)
		}
	}
}
