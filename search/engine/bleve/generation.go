package bleve

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"

	"gongbao/search/engine"
	"gongbao/search/rank"
)

// A generation is a state of the index: parts, and what is deleted in them. It never changes.
type generation struct {
	manifest manifest
	parts    []livePart
	size     rank.Collection
	byID     map[string]address
	sorted   []address    // of the reports that are not deleted, by id
	refs     atomic.Int64 // searches that use it, and one for being current
}

// A livePart is a part as one generation sees it.
type livePart struct {
	*part
	deleted          []bool          // reports
	deletedDocuments *roaring.Bitmap // documents of deleted reports; nil when there are none
	positions        [3][]int32      // of each report in the orders of hits: newest, oldest, by id
}

// An address is where a report stands.
type address struct{ part, report int }

// openGeneration opens the generation that the pointer in dir names. Another process may take its files away meanwhile,
// after it has moved the pointer on: then the next one is opened.
func openGeneration(ctx context.Context, dir string, known ...*generation) (*generation, error) {
	for {
		m, err := readManifest(dir)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		var g *generation
		if err == nil {
			g, err = openManifest(ctx, dir, m, known)
		}
		if err == nil {
			return g, nil
		}
		if again, err2 := readManifest(dir); err2 != nil || again.Serial == m.Serial {
			return nil, errors.Join(err, err2)
		}
	}
}

// openManifest opens what is not open already in one of the known generations.
func openManifest(ctx context.Context, dir string, m manifest, known []*generation) (*generation, error) {
	var parts []*part
	for _, pm := range m.Parts {
		p := findPart(known, pm.Name)
		if p == nil {
			if err := checkPart(dir, pm); err != nil {
				return nil, errors.Join(err, releaseAll(parts))
			}
			var err error
			if p, err = openPart(ctx, dir, pm.Name); err != nil {
				return nil, errors.Join(fmt.Errorf("%w: %w", engine.ErrDamaged, err), releaseAll(parts))
			}
		}
		p.hold()
		parts = append(parts, p)
	}
	g := newGeneration(m, parts)
	return g, nil
}

func findPart(known []*generation, name string) *part {
	for _, g := range known {
		for _, p := range g.parts {
			if p.name == name {
				return p.part
			}
		}
	}
	return nil
}

func releaseAll(parts []*part) error {
	var errs []error
	for _, p := range parts {
		errs = append(errs, p.release())
	}
	return errors.Join(errs...)
}

// newGeneration makes a generation of open parts that it takes over, one for each part of the manifest.
func newGeneration(m manifest, parts []*part) *generation {
	g := &generation{manifest: m, byID: map[string]address{}}
	g.refs.Store(1)
	for i, p := range parts {
		lp := livePart{part: p, deleted: make([]bool, len(p.reports))}
		for _, r := range m.Parts[i].Deleted {
			lp.deleted[r] = true
		}
		lp.deletedDocuments = lp.deletedDocumentsOf(len(m.Parts[i].Deleted))
		for k := range lp.positions {
			lp.positions[k] = make([]int32, len(p.reports))
		}
		for r := range p.reports {
			if !lp.deleted[r] {
				g.byID[p.reports[r].ID] = address{i, r}
				g.size.Paragraphs += p.reports[r].end - p.reports[r].First
				g.size.Bytes += p.folded.Bytes(p.reports[r].First, p.reports[r].end)
			}
		}
		g.parts = append(g.parts, lp)
	}
	g.sorted = slices.SortedFunc(maps.Values(g.byID), func(a, b address) int { return byID(&g.at(a).Header, &g.at(b).Header) })
	g.rankReports()
	return g
}

func (p *livePart) deletedDocumentsOf(reports int) *roaring.Bitmap {
	if reports == 0 {
		return nil
	}
	deleted := roaring.New()
	for document, n := range p.paragraphOf {
		if p.deleted[p.reportOf[n]] {
			deleted.Add(uint32(document))
		}
	}
	return deleted
}

func (g *generation) at(p address) *report { return &g.parts[p.part].reports[p.report] }

// hold takes hold of the generation unless it is being closed.
func (g *generation) hold() bool {
	for {
		n := g.refs.Load()
		if n == 0 {
			return false
		}
		if g.refs.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// release gives the generation back. The last to do so closes the parts that no other generation holds.
func (g *generation) release() error {
	if g == nil || g.refs.Add(-1) > 0 {
		return nil
	}
	var errs []error
	for _, p := range g.parts {
		errs = append(errs, p.release())
	}
	return errors.Join(errs...)
}
