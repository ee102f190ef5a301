package ingest

import (
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
	if place, ok := findRegion(sources); ok {
		r.Region, r.Level = place.Short, place.Level
		return
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
// ambiguous, the report's region is unknown: the next name may be only the folder of its province.
func findRegion(sources []facts) (region.Region, bool) {
	var names []string
	for _, f := range sources {
		names = append(names, f.regions...)
	}
	if len(names) == 0 {
		return region.Region{}, false
	}
	return region.Find(names[0], names[1:]...)
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
