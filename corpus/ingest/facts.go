package ingest

import (
	"slices"
	"strconv"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/region"
)

// facts holds what one source knows about a report: its text, the file's own fields, or the file's path. Unknown fields
// are empty.
type facts struct {
	title, date, meeting, speaker, source string
	// regions are names of regions, the most specific first. An ambiguous name counts as one too.
	regions []string
	year    int
	level   corpus.Level
	kind    corpus.Kind
	stated  bool     // a person says so
	around  []string // stated names of regions that contain the report's
}

// fill fills the empty fields of a report from sources; earlier sources take precedence.
func fill(r *corpus.Report, sources []facts) {
	for _, f := range sources {
		keep(&r.Title, f.title)
		keep(&r.Date, f.date)
		keep(&r.Meeting, f.meeting)
		keep(&r.Speaker, f.speaker)
		keep(&r.SourceURL, f.source)
		keep(&r.Kind, f.kind)
		if r.Year == 0 {
			r.Year = f.year
		}
	}
	keep(&r.Kind, corpus.Other)
	if sources[0].stated {
		r.Level = sources[0].level
	}
	if found, name := findRegion(sources); len(found) > 0 {
		r.Region = found[0].Short
		keep(&r.Level, found[0].Level)
		if len(found) > 1 {
			r.Region, r.Ambiguous = name, []string{"region"}
		}
		return
	} else if name != "" {
		r.Region = name
	}
	for _, f := range sources {
		keep(&r.Level, f.level)
	}
}

// keep sets a value that is still empty.
func keep[S ~string](to *S, value S) {
	if *to == "" {
		*to = value
	}
}

// findRegion reads the first region that any source names, with the help of the others if it is ambiguous. If it stays
// ambiguous, found has all that it may be, which are of one rank, and name is what stands there: the next name may be only
// the folder of its province. A stated name that is of no known region is returned alone, unless a known one is stated too.
func findRegion(sources []facts) (found []region.Region, name string) {
	var names []string
	for _, f := range sources {
		names = append(names, f.regions...)
	}
	if stated := sources[0]; len(stated.regions) > 0 && stated.stated {
		for i, name := range stated.regions {
			found := region.Named(name, slices.Concat(stated.regions[i+1:], stated.around)...)
			if len(found) > 1 {
				found = region.Named(name, names[i+1:]...)
			}
			if len(found) > 0 {
				return found, name
			}
		}
		return nil, stated.regions[0]
	}
	if len(names) == 0 {
		return nil, ""
	}
	if r, ok := region.Find(names[0], names[1:]...); ok {
		return []region.Region{r}, ""
	}
	if found := region.Named(names[0], names[1:]...); len(found) > 1 && found[0].Name == names[0] {
		return found, names[0]
	}
	return nil, ""
}

// missing lists the fields that are empty.
func missing(r *corpus.Report) []string {
	var names []string
	for _, field := range []struct{ name, value string }{
		{"title", r.Title}, {"region", r.Region}, {"level", string(r.Level)}, {"year", strings.Trim(strconv.Itoa(r.Year), "0")},
		{"date", r.Date}, {"meeting", r.Meeting}, {"speaker", r.Speaker},
	} {
		if field.value == "" {
			names = append(names, field.name)
		}
	}
	return names
}
