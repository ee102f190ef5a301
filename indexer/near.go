package indexer

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"gongbao/corpus"
	"gongbao/indexer/outcome"
)

const (
	// nearShare is the share of common paragraphs that makes two reports near-duplicates.
	nearShare = 0.95
	// common is the number of reports from which on a paragraph, such as 各位代表：, gives no hint of a text's origin.
	common = 200
)

// hashesOf returns the distinct hashes of the paragraphs in ascending order.
func hashesOf(paragraphs []corpus.Paragraph) []uint32 {
	hashes := make([]uint32, 0, len(paragraphs))
	for _, p := range paragraphs {
		if h, err := strconv.ParseUint(p.Hash, 16, 32); err == nil {
			hashes = append(hashes, uint32(h))
		}
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// findNear finds the near-duplicates of each report read in this run, among those read before it and those of the index
// with its region and year.
func (r *run) findNear(ctx context.Context, p *changeset) error {
	sets, err := r.hashSets(ctx, p)
	if err != nil {
		return err
	}
	lists := map[uint32][]int{}
	for i, set := range sets {
		shared := map[int]int{}
		for _, hash := range set {
			for _, j := range lists[hash] {
				shared[j]++
			}
			if len(lists[hash]) < common {
				lists[hash] = append(lists[hash], i)
			}
		}
		if p.owners[i].stays() {
			continue
		}
		for j, n := range shared {
			if 2*n >= len(set) {
				p.addNear(i, j, share(set, sets[j]))
			}
		}
		slices.SortFunc(p.owners[i].near, func(a, b outcome.Near) int { return cmp.Compare(a.ID, b.ID) })
	}
	return nil
}

func (p *changeset) addNear(i, j int, share float64) {
	if share >= nearShare {
		h := &p.owners[j].header
		p.owners[i].near = append(p.owners[i].near, outcome.Near{ID: h.ID, File: readable(h.File), Share: share})
	}
}

// hashSets returns the paragraphs' hashes of each owner that may have near-duplicates, and nil for the others.
func (r *run) hashSets(ctx context.Context, p *changeset) ([][]uint32, error) {
	type occasion struct {
		region string
		year   int
	}
	read := map[occasion]bool{}
	sets := make([][]uint32, len(p.owners))
	for i := range p.owners {
		if h := &p.owners[i]; !h.stays() {
			sets[i] = r.results[h.result].hashes
			read[occasion{h.header.Region, h.header.Year}] = true
		}
	}
	for i := range p.owners {
		if h := &p.owners[i]; h.stays() && read[occasion{h.header.Region, h.header.Year}] {
			report, err := r.before.Report(ctx, r.known.reports[h.replaces].ID)
			if err != nil {
				return nil, err
			}
			sets[i] = hashesOf(report.Paragraphs)
		}
	}
	return sets, nil
}

// share returns the proportion of the larger of two ascending sets that both contain.
func share(a, b []uint32) float64 {
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i], b[j]); {
		case c == 0:
			both, i, j = both+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return float64(both) / float64(max(len(a), len(b), 1))
}
