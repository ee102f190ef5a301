package ingest

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"gongbao/corpus"
	"gongbao/corpus/region"
	"gongbao/corpus/text"
	"gongbao/language"
)

//go:embed sessions.csv
var sessionsCSV string

// session is a session at which the State Council reported. Unknown fields are empty.
type session struct {
	date, meeting, speaker string
	words                  string // which the report begins with, where other reports of the year go by its name
	source                 string // the page on which it was read
}

// sessions holds the sessions by year.
var sessions = sync.OnceValue(func() map[int]session {
	all := map[int]session{}
	for line := range strings.Lines(sessionsCSV) {
		fields := strings.SplitN(strings.TrimSpace(line), ",", 6)
		if year, err := strconv.Atoi(fields[0]); err == nil && len(fields) == 6 {
			all[year] = session{fields[1], fields[2], fields[3], fields[4], fields[5]}
		}
	}
	return all
})

// supply fills what a report of the State Council leaves out of its session from the table of the sessions, and marks it. It
// supplies nothing where the report says otherwise of any of it. The note names the fields.
func supply(r *corpus.Report) language.Sayer {
	s, ok := sessions()[r.Year]
	if !ok || r.Region != region.Nation.Short || r.Kind != corpus.Work || !s.fits(r) {
		return nil
	}
	for _, field := range []struct {
		name, known string
		value       *string
	}{{"date", s.date, &r.Date}, {"meeting", s.meeting, &r.Meeting}, {"speaker", s.speaker, &r.Speaker}} {
		if *field.value == "" && field.known != "" {
			*field.value = field.known
			r.Supplied = append(r.Supplied, field.name)
		}
	}
	if len(r.Supplied) == 0 {
		return nil
	}
	return language.Sentence("ingest.note.supplied", r.Year, s.source)
}

// fits reports whether nothing that a report says is otherwise in the session.
func (s session) fits(r *corpus.Report) bool {
	const beginning = 8 // paragraphs
	agrees := func(said, known string) bool { return said == "" || known == "" || text.Spell(said) == known }
	meeting := strings.TrimPrefix(text.Spell(r.Meeting), region.Nation.Name)
	begins := func(p corpus.Paragraph) bool { return strings.Contains(text.Spell(p.Text), s.words) }
	return agrees(r.Date, s.date) && agrees(meeting, s.meeting) && agrees(r.Speaker, s.speaker) &&
		(strings.Contains(r.Title, s.words) || slices.ContainsFunc(r.Paragraphs[:min(beginning, len(r.Paragraphs))], begins))
}

// withdraw takes the mark off a field that is known from elsewhere.
func withdraw(r *corpus.Report, field string) {
	r.Supplied = slices.DeleteFunc(slices.Clone(r.Supplied), func(name string) bool { return name == field })
	if len(r.Supplied) == 0 {
		r.Supplied = nil
	}
}
