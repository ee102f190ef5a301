package assistant

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
)

type coverageOutput struct {
	Reports int      `json:"reports"`
	Table   []string `json:"table" jsonschema:"years of reports and the regions that have them; a region or year that is not here has no report"`
	Version string   `json:"index_version"`
}

// coverage says which regions have reports of which years, in a line for all regions that have the same years.
func (l *library) coverage(ctx context.Context, args arguments) (coverageOutput, error) {
	asked, err := coverageInput.request(args)
	if err != nil {
		return coverageOutput{}, err
	}
	all, err := l.edition.Reports(ctx, asked.Filters...)
	if err != nil {
		return coverageOutput{}, err
	}
	years := map[string][]int{}
	for _, r := range all {
		region := cmp.Or(r.Region, "?")
		years[region] = append(years[region], r.Year)
	}
	regions := map[string][]string{}
	for _, region := range slices.Sorted(maps.Keys(years)) {
		slices.Sort(years[region])
		line := spans(slices.Compact(years[region]))
		regions[line] = append(regions[line], region)
	}
	out := coverageOutput{Reports: len(all), Table: []string{}, Version: l.edition.Version()}
	for _, line := range slices.Sorted(maps.Keys(regions)) {
		out.Table = append(out.Table, fmt.Sprintf("%s: %s", line, strings.Join(regions[line], " ")))
	}
	return out, nil
}

// spans writes ascending years, those in a row as a range: 2019 2021-2025. An unknown year, 0, is a question mark.
func spans(years []int) string {
	var written []string
	for i := 0; i < len(years); {
		last := i
		for last+1 < len(years) && years[last+1] == years[last]+1 {
			last++
		}
		switch {
		case years[i] == 0:
			written = append(written, "?")
		case last == i:
			written = append(written, fmt.Sprint(years[i]))
		default:
			written = append(written, fmt.Sprintf("%d-%d", years[i], years[last]))
		}
		i = last + 1
	}
	return strings.Join(written, " ")
}
