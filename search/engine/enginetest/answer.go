package enginetest

import (
	"slices"

	"gongbao/search/engine"
	"gongbao/search/query"
)

// A scanned is the result of the plain scan, in the order of engine.Document.
type scanned struct {
	Total  engine.Total
	Hits   []hit
	counts map[query.Field]map[string]engine.Count
}

// A hit is a paragraph that the scan found, with its marks in the scanned text.
type hit struct {
	*plain
	body  string
	marks [][2]int
}

// hasKey reports whether one of the keys of its region is that of a clause by which the paragraph is known.
func (p *plain) hasKey(keys map[string][]uint32) bool {
	return slices.ContainsFunc(p.keys, func(key uint32) bool { return slices.Contains(keys[p.report.Region], key) })
}

func (l *library) answer(request engine.Request) scanned {
	a := scanned{counts: map[query.Field]map[string]engine.Count{}}
	reports := map[string]bool{}
	s := newScanner(request.Query, request.Loose)
	for _, p := range l.paragraphs {
		marks, ok := s.scan(p)
		if !ok || request.Keys != nil && !p.hasKey(request.Keys) {
			continue
		}
		reports[p.report.ID] = true
		a.Total.Paragraphs++
		a.Total.Occurrences += len(marks)
		if len(a.Hits) < request.Limit {
			a.Hits = append(a.Hits, hit{p, p.body(request.Loose).text, marks})
		}
		a.count(p, len(marks))
	}
	a.Total.Reports = len(reports)
	return a
}
