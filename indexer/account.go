package indexer

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"slices"

	"gongbao/corpus"
	"gongbao/corpus/extract/file"
	"gongbao/indexer/outcome"
	"gongbao/language"
)

// row is a row of the outcome with the path that identifies its file; rows are sorted by it.
type row struct {
	outcome.Row
	real string
}

// fill sets the fields of a row that come from its report.
func (r *row) fill(h *corpus.Header) { r.ID, r.Repairs, r.Missing = h.ID, h.Repairs, h.Missing }

// outcome sorts the rows and counts them.
func (r *run) outcome() outcome.Outcome {
	slices.SortStableFunc(r.rows, func(a, b row) int { return cmp.Compare(a.real, b.real) })
	rows := make([]outcome.Row, len(r.rows))
	for i := range r.rows {
		rows[i] = r.rows[i].Row
	}
	return outcome.Of(rows, r.found.skipped, r.missing)
}

// account makes the rows: one for each text that was read or failed, one for each copy that became a report unread, and one for each
// text below the paths that the index already held.
func (r *run) account(p *changeset) {
	r.rows = append(r.rows, r.found.failed...)
	read := map[corpus.Origin]bool{}
	for i := range r.results {
		r.rows = append(r.rows, r.rowOf(p, i))
		read[undated(r.results[i].header.Origin)] = true
	}
	for i := range p.owners {
		if h := &p.owners[i]; h.inherits && !r.stale[h.header.File] {
			row := r.newRow(h.header.Origin)
			row.State = outcome.Changed
			row.fill(&h.header)
			r.rows = append(r.rows, row)
			read[undated(h.header.Origin)] = true
		}
	}
	for _, entries := range r.known.byFile {
		for _, e := range entries {
			if !read[undated(e.Origin)] {
				r.accountUnread(e)
			}
		}
	}
}

// undated returns an origin without its file's digest.
func undated(o corpus.Origin) corpus.Origin {
	o.FileDigest = ""
	return o
}

// rowOf returns the row of a reading result.
func (r *run) rowOf(p *changeset, i int) row {
	n := &r.results[i]
	row := r.newRow(n.header.Origin)
	row.Notes = sayAll(n.notes, r.opt.Lang)
	if n.err != nil {
		row.State, row.Reason = outcome.Failed, r.opt.Lang.Err(n.err)
		if errors.Is(n.err, file.ErrNoReport) {
			row.State = outcome.Ignored
		}
		return row
	}
	h := &p.owners[p.of[i]]
	row.fill(&h.header)
	if h.result != i {
		row.State, row.DuplicateOf = outcome.Duplicate, r.shown(h.header.Origin)
		if n.corrected {
			row.Notes = append(row.Notes, r.opt.Lang.Say("files.sidecar.duplicate"))
		}
		return row
	}
	row.Near = h.near
	row.State = outcome.Added
	if e, ok := r.known.at(n.header.Origin); ok {
		row.State = outcome.Changed
		if !e.copy && isSame(&r.known.reports[e.report].Header, &h.header) {
			row.State = outcome.Unchanged
		}
	}
	return row
}

// isSame reports whether two headers agree in everything but their origins.
func isSame(a, b *corpus.Header) bool {
	x, y := *a, *b
	x.Origin, x.Copies, y.Origin, y.Copies = corpus.Origin{}, nil, corpus.Origin{}, nil
	asStored, errX := json.Marshal(x) // as stored, nil and an empty list are equal
	asRead, errY := json.Marshal(y)
	return errX == nil && errY == nil && bytes.Equal(asStored, asRead)
}

// accountUnread adds the row of a text that the index holds and that was not read in this run.
func (r *run) accountUnread(e entry) {
	owner := &r.known.reports[e.report].Header
	row := r.newRow(e.Origin)
	_, isInput := r.byReal[e.File]
	switch {
	case r.gone[e.File], r.stale[e.File] && !r.keeps(e.Origin):
		row.State, row.ID = outcome.Gone, owner.ID
	case r.stale[e.File], !isInput:
		return // a failed row covers it, or it is not below the paths
	case e.copy:
		row.fill(owner)
		row.State, row.DuplicateOf = outcome.Duplicate, r.shown(owner.Origin)
	default:
		row.fill(owner)
		row.State = outcome.Unchanged
	}
	r.rows = append(r.rows, row)
}

func (r *run) newRow(o corpus.Origin) row {
	file := readable(o.File)
	if i, ok := r.byReal[o.File]; ok {
		file = r.found.inputs[i].shown
	}
	return row{outcome.Row{File: file, Member: o.Member}, o.File}
}

// shown returns an origin in the user's notation.
func (r *run) shown(o corpus.Origin) string {
	row := r.newRow(o)
	return row.Path()
}

func sayAll(notes []language.Sayer, lang language.Lang) []string {
	var said []string
	for _, note := range notes {
		said = append(said, note.In(lang))
	}
	return said
}
