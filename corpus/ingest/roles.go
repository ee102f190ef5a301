package ingest

import (
	"gongbao/corpus"
	"gongbao/corpus/outline"
)

// assignRoles gives the sections of level 1 their roles, and each paragraph that of its section. They depend on the year and
// the kind, so whoever changes these assigns them anew.
func assignRoles(r *corpus.Report) {
	rolesOf := outline.Stated
	if r.Kind == corpus.Work || r.Kind == corpus.Budget {
		rolesOf = outline.Roles
	}
	var titles []string
	var chapters []*corpus.Section
	for i := range r.Outline {
		if s := &r.Outline[i]; s.Level == 1 {
			titles, chapters = append(titles, s.Title), append(chapters, s)
		}
	}
	for i, role := range rolesOf(titles, r.Year) {
		chapters[i].Role = role
	}
	within := 0 // chapters that begin before the paragraph or with it
	for i := range r.Paragraphs {
		p := &r.Paragraphs[i]
		for within < len(chapters) && chapters[within].Paragraph <= p.Ordinal {
			within++
		}
		p.Role = ""
		if within > 0 && len(p.Section) > 0 {
			p.Role = chapters[within-1].Role
		}
	}
}
