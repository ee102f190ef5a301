package bleve

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"

	"gongbao/guard"
	"gongbao/search/query"
	"gongbao/search/rank"
)

// A generation is a state of the index: parts, and what is deleted in them. It never changes.
type generation struct {
	manifest manifest
	pointer  string // what named the manifest; empty in memory, and of an index that has no state yet
	parts    []livePart
	size     rank.Collection
	byID     map[string]address
	fields   map[query.Field]*field
	sections func() *sections
	sorted   []address    // of the reports that are not deleted, by id
	refs     atomic.Int64 // searches that use it, and one for being current
}

// A livePart is a part as one generation sees it.
type livePart struct {
	*part
	deleted          []bool          // reports
	deletedDocuments *roaring.Bitmap // documents of deleted reports; nil when there are none
	positions        [3][]int32      // of each report in the orders of hits: newest, oldest, by id
	aging            float64         // the most that the age of a report is worth here for what it is worth in the table of frequent strings
}

// An address is where a report stands.
type address struct{ part, report int }

// openGeneration opens the generation that the pointer names. Another process may take its files away meanwhile, after it has
// moved the pointer on: then the next one is opened. Parts that are open in known are not opened again.
func (d *directory) openGeneration(ctx context.Context, known *generation) (*generation, error) {
	for {
		m, pointer, err := d.readManifest()
		if err == nil {
			var g *generation
			err = guard.Do(func() (err error) {
				g, err = d.openManifest(ctx, m, pointer, known)
				return err
			})
			if err == nil {
				return g, nil
			}
		}
		again, err2 := d.readPointer()
		if err2 != nil || again == pointer || ctx.Err() != nil {
			return nil, err
		}
	}
}

// openManifest opens what is not open already in the known generation, which may be nil.
func (d *directory) openManifest(ctx context.Context, m manifest, pointer string, known *generation) (*generation, error) {
	var parts []*part
	for _, pm := range m.Parts {
		p := known.findPart(m.ID, pm)
		if p == nil {
			if err := d.checkPart(ctx, pm); err != nil {
				return nil, errors.Join(err, releaseAll(parts))
			}
			var err error
			if p, err = d.openPart(pm); err != nil {
				return nil, errors.Join(d.unopened(pm.Name, err), releaseAll(parts))
			}
		}
		p.hold()
		parts = append(parts, p)
	}
	return newGeneration(m, pointer, parts), nil
}

// findPart returns the open part of g that a manifest of the index with an id lists, or nil. A name is not enough: another
// index may stand where this one stood, or an older state of this one, and have files of the same names.
func (g *generation) findPart(id string, m partManifest) *part {
	if g == nil || id != "" && g.manifest.ID != "" && id != g.manifest.ID {
		return nil
	}
	for _, p := range g.parts {
		if p.name == m.Name && slices.Equal(p.check.Files, m.Files) {
			return p.part
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
func newGeneration(m manifest, pointer string, parts []*part) *generation {
	g := &generation{manifest: m, pointer: pointer, byID: map[string]address{}}
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
				g.size.Newest = max(g.size.Newest, p.reports[r].Year)
			}
		}
		g.parts = append(g.parts, lp)
	}
	for i := range g.parts {
		g.parts[i].aging = g.parts[i].agingIn(g.size)
	}
	g.sorted = slices.SortedFunc(maps.Values(g.byID), func(a, b address) int { return byID(&g.at(a).Header, &g.at(b).Header) })
	g.rankReports()
	g.fields, g.sections = newFields(g.parts), sync.OnceValue(func() *sections { return newSections(g.parts) })
	return g
}

func (p *livePart) deletedDocumentsOf(reports int) *roaring.Bitmap {
	if reports == 0 {
		return nil
	}
	deleted := roaring.New()
	for document, n := range p.paragraphOf {
		if p.deleted[p.reportOf(int(n))] {
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
