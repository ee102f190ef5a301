package search_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
)

func TestNotAmong(t *testing.T) {
	var reports []engine.Summary
	for _, id := range []string{"jilin-2021", "liaoning-2018", "liaoning-2019", "liaoning-2021", "liaoning-2021-658497", "national-2025"} {
		region := map[string]string{"jilin": "吉林", "liaoning": "辽宁", "national": "全国"}[strings.Split(id, "-")[0]]
		year := int(id[strings.Index(id, "-20")+3]-'0')*10 + int(id[strings.Index(id, "-20")+4]-'0') + 2000
		reports = append(reports, engine.Summary{Header: corpus.Header{ID: id, Region: region, Year: year}})
	}
	for id, want := range map[string]string{
		"liaoning-2022":              "liaoning-2021 liaoning-2019 liaoning-2018", // the latest of the region is the nearest too
		"liaoning-1954":              "liaoning-2021",
		"辽宁-2022":                    "liaoning-2021",
		"Liaoning-2018":              "liaoning-2018 liaoning-2019 liaoning-2021",
		"liaonin-2019":               "liaoning-2019 liaoning-2018 liaoning-2021",
		" national-2024":             "national-2025",
		"jlin-2021":                  "jilin-2021",
		"beijing-2021":               "",
		"nowhere":                    "",
		"":                           "",
		"-":                          "",
		strings.Repeat("辽宁", 10_000): "",
	} {
		err := error(search.NotAmong(reports, id))
		var none *search.NoReport
		if !errors.Is(err, search.ErrNotFound) || !errors.As(err, &none) || none.ID != id {
			t.Fatalf("%q: %v", id, err)
		}
		if got := strings.Join(none.Near, " "); got != want {
			t.Errorf("%.20q is nearly like %q, want %q", id, got, want)
		}
		for _, lang := range language.Langs() {
			said := lang.Err(err)
			if !strings.Contains(said, lang.Err(search.ErrNotFound)) || len(said) > 300 || slices.ContainsFunc(none.Near, func(near string) bool { return !strings.Contains(said, near) }) {
				t.Errorf("%.20q in %s: %s", id, lang, said)
			}
		}
	}
}
