package indexer

import (
	"strings"
	"time"

	"gongbao/corpus"
	"gongbao/corpus/ingest"
	"gongbao/indexer/outcome"
)

// A plan is what the index shall hold when the run is done.
type plan struct {
	holders []holder
	// of gives the holder of each note that was read; -1 for failures.
	of      []int
	deleted []string
}

// A holder is a report with the files that have its text.
type holder struct {
	header corpus.Header
	note   int // the note that it was read in, or -1 for a report that stays as the index has it
	known  int // the report of the index that it replaces or is, or -1
	near   []outcome.Near
}

// stays says whether the index's report stays as it is.
func (h *holder) stays() bool { return h.note < 0 }

// settle decides which report each text becomes. Of files with one text the first holds it, where the index's own come
// before those that were read now.
func (r *run) settle() *plan {
	p := &plan{}
	holderOf := map[string]int{}
	staying := r.stayingReports()
	for _, h := range staying {
		holderOf[h.header.Digest] = len(p.holders)
		p.holders = append(p.holders, h)
	}
	clean := r.cleanFiles()
	for i := range r.notes {
		n := &r.notes[i]
		if n.err != nil {
			p.of = append(p.of, -1)
			continue
		}
		if in := r.found.inputs[n.input]; clean[in.real] {
			n.header.FileDigest = in.digest
		}
		at, ok := holderOf[n.header.Digest]
		if !ok {
			at = len(p.holders)
			holderOf[n.header.Digest] = at
			p.holders = append(p.holders, r.newHolder(i))
		} else {
			p.holders[at].header.Copies = append(p.holders[at].header.Copies, n.header.Origin)
		}
		p.of = append(p.of, at)
	}
	p.nameAll(r.ledger)
	p.dateAll(r.ledger, r.opt.Now())
	p.deleted = r.deletedIDs(p)
	return p
}

func (r *run) newHolder(i int) holder {
	h := holder{header: r.notes[i].header, note: i, known: -1}
	if e, ok := r.ledger.at(h.header.Origin); ok && !e.copy {
		h.known = e.report
	}
	return h
}

// stayingReports lists the index's reports whose files were not read again, or could not be.
func (r *run) stayingReports() []holder {
	var list []holder
	for i, known := range r.ledger.known {
		if !r.keeps(known.Origin) {
			continue
		}
		h := holder{header: known.Header, note: -1, known: i}
		h.header.Copies = nil
		for _, o := range known.Copies {
			if r.keeps(o) {
				h.header.Copies = append(h.header.Copies, o)
			}
		}
		list = append(list, h)
	}
	return list
}

// keeps says whether what the index knows of a place still holds: it was not looked at, or it failed.
func (r *run) keeps(o corpus.Origin) bool {
	if !r.stale[o.File] {
		return !r.gone[o.File]
	}
	for i := range r.notes {
		if failed := r.notes[i].header.Origin; r.notes[i].err != nil && failed.File == o.File && contains(failed.Member, o.Member) {
			return true
		}
	}
	return false
}

// contains says whether a place in a file is another, or around it.
func contains(outer, inner string) bool {
	return outer == "" || inner == outer || strings.HasPrefix(inner, outer+"!")
}

// cleanFiles are the files that were read without a failure, so that they need not be read again.
func (r *run) cleanFiles() map[string]bool {
	clean := map[string]bool{}
	for _, n := range r.notes {
		file := r.found.inputs[n.input].real
		if _, ok := clean[file]; !ok || n.err != nil {
			clean[file] = n.err == nil
		}
	}
	return clean
}

// nameAll gives every report an id of its own. An id that a report of the index has stays with it, or with what its file
// has become, so that links go on to work; ingest.Settle names the others. An empty digest is the smallest, which is how
// a report keeps the id that it has.
func (p *plan) nameAll(l *ledger) {
	named := make([]corpus.Report, len(p.holders))
	for i := range p.holders {
		h := &p.holders[i]
		named[i].ID, named[i].Digest = h.header.ID, h.header.Digest
		if h.known < 0 {
			continue
		}
		was := l.known[h.known].Header
		settled := h.header.ID + "-" + h.header.Digest[:min(6, len(h.header.Digest))]
		if h.stays() || was.ID == h.header.ID || was.ID == settled {
			named[i].ID, named[i].Digest = was.ID, ""
		}
	}
	ingest.Settle(named)
	for i := range p.holders {
		p.holders[i].header.ID = named[i].ID
	}
}

// dateAll says of every report when its text came into the index. A text that the index has keeps its time, or has none if
// it came before times were kept, whatever becomes of its file and of what is known about it.
func (p *plan) dateAll(l *ledger, now time.Time) {
	since := map[string]string{} // by digest
	for i := range l.known {
		since[l.known[i].Digest] = l.known[i].Indexed
	}
	for i := range p.holders {
		h := &p.holders[i].header
		was, ok := since[h.Digest]
		if !ok {
			was = now.UTC().Format(time.RFC3339)
		}
		h.Indexed = was
	}
}

// deletedIDs are the ids of the index that no report has any more.
func (r *run) deletedIDs(p *plan) []string {
	wanted := map[string]bool{}
	for i := range p.holders {
		wanted[p.holders[i].header.ID] = true
	}
	var ids []string
	for _, known := range r.ledger.known {
		if !wanted[known.ID] {
			ids = append(ids, known.ID)
		}
	}
	return ids
}
