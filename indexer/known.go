package indexer

import (
	"slices"

	"gongbao/corpus"
	"gongbao/search/engine"
)

// knownFiles are the files with texts in the index, each with the state it was last read in.
type knownFiles struct {
	reports []engine.Summary
	byFile  map[string][]entry
}

// entry is a text of a file in the index: a report, or a copy of one.
type entry struct {
	report int // in reports
	copy   bool
	corpus.Origin
}

func newKnownFiles(known []engine.Summary) *knownFiles {
	l := &knownFiles{reports: known, byFile: map[string][]entry{}}
	for i := range known {
		h := &known[i].Header
		l.add(entry{i, false, h.Origin})
		for _, o := range h.Copies {
			l.add(entry{i, true, o})
		}
	}
	return l
}

func (l *knownFiles) add(e entry) { l.byFile[e.File] = append(l.byFile[e.File], e) }

// at returns the entry of a file and member.
func (l *knownFiles) at(o corpus.Origin) (entry, bool) {
	for _, e := range l.byFile[o.File] {
		if e.Member == o.Member {
			return e, true
		}
	}
	return entry{}, false
}

// isCurrent reports whether the index holds all of a file in its present state.
func (l *knownFiles) isCurrent(file, digest string) bool {
	entries := l.byFile[file]
	return digest != "" && len(entries) > 0 &&
		!slices.ContainsFunc(entries, func(e entry) bool { return e.FileDigest != digest })
}

// propagate adds to stale the files with copies of reports whose own files are stale or gone: a copy then becomes the
// report and must be read.
func (l *knownFiles) propagate(stale, gone map[string]bool) {
	for grown := true; grown; {
		grown = false
		for file, entries := range l.byFile {
			if stale[file] || gone[file] {
				continue
			}
			for _, e := range entries {
				if owner := l.reports[e.report].File; e.copy && (stale[owner] || gone[owner]) {
					stale[file], grown = true, true
				}
			}
		}
	}
}
