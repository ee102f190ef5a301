package indexer

import (
	"strings"
	"time"

	"gongbao/corpus"
	"gongbao/corpus/ingest"
	"gongbao/indexer/outcome"
)

// changeset is the state that the run brings the index to.
type changeset struct {
	owners []owner
	// of holds the owner of each reading result; -1 for failures.
	of      []int
	deleted []string
}

// owner is a report with the files that have its text.
type owner struct {
	header   corpus.Header
	result   int // the reading result it came from, or -1 for a report that stays as it is in the index
	replaces int // the report of the index that it replaces or is, or -1
	near     []outcome.Near
	inherits bool // it stays, but its file no longer has the text, and a copy that cannot be read now does
}

// stays reports whether the index's report stays as it is.
func (h *owner) stays() bool { return h.result < 0 }

// resolve decides which report each text becomes. The first of several files with one text owns it; files in the index
// precede those read in this run.
func (r *run) resolve() *changeset {
	p := &changeset{}
	holderOf := map[string]int{}
	staying := r.stayingReports()
	for _, h := range staying {
		holderOf[h.header.Digest] = len(p.owners)
		p.owners = append(p.owners, h)
	}
	clean := r.cleanFiles()
	for i := range r.results {
		n := &r.results[i]
		if n.err != nil {
			p.of = append(p.of, -1)
			continue
		}
		if in := r.found.inputs[n.input]; clean[in.real] {
			n.header.FileDigest = in.digest
		}
		at, ok := holderOf[n.header.Digest]
		if !ok {
			at = len(p.owners)
			holderOf[n.header.Digest] = at
			p.owners = append(p.owners, r.newOwner(i))
		} else {
			p.owners[at].header.Copies = append(p.owners[at].header.Copies, n.header.Origin)
		}
		p.of = append(p.of, at)
	}
	p.nameAll(r.known)
	p.dateAll(r.known, r.opt.Now())
	p.deleted = r.deletedIDs(p)
	return p
}

func (r *run) newOwner(i int) owner {
	h := owner{header: r.results[i].header, result: i, replaces: -1}
	if e, ok := r.known.at(h.header.Origin); ok && !e.copy {
		h.replaces = e.report
	}
	return h
}

// stayingReports lists the index's reports whose files were not read again, or failed. Where the file of a report has another text
// now and a copy cannot be read, such as one that was uploaded, the copy becomes the report, with the text that the index has.
func (r *run) stayingReports() []owner {
	var list []owner
	for i, known := range r.known.reports {
		var kept []corpus.Origin
		for _, o := range append([]corpus.Origin{known.Origin}, known.Copies...) {
			if r.keeps(o) {
				kept = append(kept, o)
			}
		}
		if len(kept) == 0 {
			continue
		}
		h := owner{header: known.Header, result: -1, replaces: i, inherits: kept[0] != known.Origin}
		h.header.Origin, h.header.Copies = kept[0], kept[1:]
		list = append(list, h)
	}
	return list
}

// keeps reports whether the index keeps the text of an origin: the file was not read, or that part of it failed.
func (r *run) keeps(o corpus.Origin) bool {
	if !r.stale[o.File] {
		return !r.gone[o.File]
	}
	for i := range r.results {
		if failed := r.results[i].header.Origin; r.results[i].err != nil && failed.File == o.File && contains(failed.Member, o.Member) {
			return true
		}
	}
	return false
}

// contains reports whether inner is outer, or a member of the archive outer.
func contains(outer, inner string) bool {
	return outer == "" || inner == outer || strings.HasPrefix(inner, outer+"!")
}

// cleanFiles returns the files that were read without a failure; they need no second reading.
func (r *run) cleanFiles() map[string]bool {
	clean := map[string]bool{}
	for _, n := range r.results {
		file := r.found.inputs[n.input].real
		if _, ok := clean[file]; !ok || n.err != nil {
			clean[file] = n.err == nil
		}
	}
	return clean
}

// nameAll gives every report an id of its own. A report of the index, or what its file has become, keeps its id, so
// that links keep working; ingest.Settle names the others. An empty identity sorts first, which makes a report keep its
// id. A copy that becomes a report keeps the id if what its file has become does not.
func (p *changeset) nameAll(l *knownFiles) {
	named := make([]corpus.Report, len(p.owners))
	kept := map[string]bool{}
	keep := func(i int) {
		named[i].ID, named[i].Identity, named[i].Digest = l.reports[p.owners[i].replaces].ID, "", ""
		kept[named[i].ID] = true
	}
	for i := range p.owners {
		h := &p.owners[i]
		named[i].ID, named[i].Identity, named[i].Digest = h.header.ID, h.header.Identity, h.header.Digest
		if h.replaces < 0 || h.inherits {
			continue
		}
		was := l.reports[h.replaces].ID
		settled := h.header.ID + "-" + h.header.Identity[:min(6, len(h.header.Identity))]
		if h.stays() || was == h.header.ID || was == settled {
			keep(i)
		}
	}
	for i := range p.owners {
		if p.owners[i].inherits && !kept[p.owners[i].header.ID] {
			keep(i)
		}
	}
	ingest.Settle(named)
	for i := range p.owners {
		p.owners[i].header.ID = named[i].ID
	}
}

// dateAll sets the time each text entered the index. A text of the index keeps its time, or has none if it entered
// before times were stored, whatever becomes of its file.
func (p *changeset) dateAll(l *knownFiles, now time.Time) {
	since := map[string]string{} // by digest
	for i := range l.reports {
		since[l.reports[i].Digest] = l.reports[i].Indexed
	}
	for i := range p.owners {
		h := &p.owners[i].header
		was, ok := since[h.Digest]
		if !ok {
			was = now.UTC().Format(time.RFC3339)
		}
		h.Indexed = was
	}
}

// deletedIDs returns the ids of the index that no report has any more.
func (r *run) deletedIDs(p *changeset) []string {
	wanted := map[string]bool{}
	for i := range p.owners {
		wanted[p.owners[i].header.ID] = true
	}
	var ids []string
	for _, known := range r.known.reports {
		if !wanted[known.ID] {
			ids = append(ids, known.ID)
		}
	}
	return ids
}
