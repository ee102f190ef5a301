package indexer

import (
	"slices"

	"gongbao/corpus"
	"gongbao/search/engine"
)

// A ledger is what the index knows of files: which of their texts it holds, and in what state of the file.
type ledger struct {
	known  []engine.Summary
	byFile map[string][]entry
}

// An entry is a text of a file: a report, or a copy of one.
type entry struct {
	report int // in known
	copy   bool
	corpus.Origin
}

func newLedger(known []engine.Summary) *ledger {
	l := &ledger{known: known, byFile: map[string][]entry{}}
	for i := range known {
		h := &known[i].Header
		l.add(entry{i, false, h.Origin})
		for _, o := range h.Copies {
			l.add(entry{i, true, o})
		}
	}
	return l
}

func (l *ledger) add(e entry) { l.byFile[e.File] = append(l.byFile[e.File], e) }

// at finds the text of a file and member.
func (l *ledger) at(o corpus.Origin) (entry, bool) {
	for _, e := range l.byFile[o.File] {
		if e.Member == o.Member {
			return e, true
		}
	}
	return entry{}, false
}

// isCurrent says whether all that the index holds of a file was read when it was as it is now.
func (l *ledger) isCurrent(file, digest string) bool {
	entries := l.byFile[file]
	return digest != "" && len(entries) > 0 &&
		!slices.ContainsFunc(entries, func(e entry) bool { return e.FileDigest != digest })
}

// spread adds to stale the files with copies of reports whose own files are stale or gone: a copy becomes the report then,
// and has to be read for it.
func (l *ledger) spread(stale, gone map[string]bool) {
	for grown := true; grown; {
		grown = false
		for file, entries := range l.byFile {
			if stale[file] || gone[file] {
				continue
			}
			for _, e := range entries {
				if owner := l.known[e.report].File; e.copy && (stale[owner] || gone[owner]) {
					stale[file], grown = true, true
				}
			}
		}
	}
}
