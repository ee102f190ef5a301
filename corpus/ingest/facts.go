package ingest

import (
	"strconv"
	"strings"

	"gongbao/corpus"
	"gongbao/language"
)

// facts holds what one source knows about a report: its text, the file's own fields, or the file's path. Unknown fields
// are empty.
type facts struct {
	title, date, meeting, speaker, source string
	// regions are names of regions, the most specific first. An ambiguous name counts as one too.
	regions []string
	// township is the name of a township whose report it is, which is no region of the table.
	township string
	year     int
	level    corpus.Level
	kind     corpus.Kind
	stated   bool // a person says so

	// Stated names: regions that contain the report's, the code of a division, the region in the title and that of the issuer.
	around                []string
	code, titled, issuing string
}

// fill fills the empty fields of a report from sources; earlier sources take precedence. Its notes name what was stated and
// cannot be.
func fill(r *corpus.Report, sources []facts) []language.Sayer {
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
		if f.stated {
			keep(&r.Level, f.level)
		}
	}
	keep(&r.Kind, corpus.Other)
	found, name, notes := findRegion(sources)
	switch {
	case len(found) == 1:
		r.Region = found[0].Short
		keep(&r.Level, found[0].Level)
	case len(found) > 1:
		r.Region, r.Ambiguous = name, []string{"region"}
		keep(&r.Level, found[0].Level)
	default:
		r.Region = name
		for _, f := range sources {
			keep(&r.Level, f.level)
		}
	}
	return notes
}

// keep sets a value that is still empty.
func keep[S ~string](to *S, value S) {
	if *to == "" {
		*to = value
	}
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
