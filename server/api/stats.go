package api

import (
	"maps"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/server/site"
)

// stats answer GET /api/v1/stats.
type stats struct {
	Version    string    `json:"version"` // of the index
	Reports    int       `json:"reports"`
	Paragraphs int       `json:"paragraphs"`
	Characters int       `json:"characters"`
	Coverage   []covered `json:"coverage"`
}

// coverage counts the reports of one region.
type covered struct {
	Region  string `json:"region"`
	Level   string `json:"level"`
	Reports int    `json:"reports"`
	Years   []int  `json:"years"` // ascending, each once
}

// Stats counts what is indexed.
func (a *API) Stats() Operation {
	return Operation{
		id:      "stats",
		summary: language.Sentence("api.stats"), about: language.Sentence("api.stats.about"),
		answer:   stats{},
		examples: []example{{language.Sentence("api.stats.all"), "/api/v1/stats", "", `"region":"辽宁"`}},
		handle: func(c *gin.Context, _ arguments) error {
			ctx := c.Request.Context()
			edition := site.Edition(ctx)
			reports, err := edition.Reports(ctx)
			if err != nil {
				return err
			}
			return answerJSON(c, newStats(edition.Version(), reports))
		},
	}
}

func newStats(version string, reports []search.ReportInfo) stats {
	st := stats{Version: version, Reports: len(reports), Coverage: []covered{}}
	years := map[coverageKey]map[int]bool{}
	counts := map[coverageKey]int{}
	for _, r := range reports {
		st.Paragraphs += r.Paragraphs
		st.Characters += r.Characters
		key := coverageKey{r.Region, string(r.Level)}
		if years[key] == nil {
			years[key] = map[int]bool{}
		}
		counts[key]++
		if r.Year > 0 {
			years[key][r.Year] = true
		}
	}
	for key, of := range years {
		st.Coverage = append(st.Coverage, covered{key.region, key.level, counts[key], slices.AppendSeq([]int{}, maps.Keys(of))})
	}
	for _, c := range st.Coverage {
		slices.Sort(c.Years)
	}
	slices.SortFunc(st.Coverage, func(a, b covered) int {
		if a.Reports != b.Reports {
			return b.Reports - a.Reports
		}
		return strings.Compare(a.Region, b.Region)
	})
	return st
}

// A coverageKey identifies a region: names repeat across levels.
type coverageKey struct{ region, level string }
