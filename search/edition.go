package search

import (
	"context"
	"iter"
	"strings"

	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/memo"
	"gongbao/search/query"
	"gongbao/search/thesaurus"
)

// An Edition answers from one state of the index, also after the index has changed: all that it answers belongs together.
// It is safe for concurrent use.
type Edition struct {
	snapshot  *engine.Valued
	version   string
	thesaurus *thesaurus.Thesaurus
	likeness  *likeness
	latest    *latest
	memory    *memo.Memory
}

// Read calls read with the newest edition, and takes it back when read returns. If the index does not keep that edition
// until then (ErrGone), Read calls read once more with the next one, so read must be able to begin anew.
func (s *Service) Read(ctx context.Context, read func(*Edition) error) error {
	return engine.Latest(s.engine.Snapshot).Ask(ctx, func(snapshot engine.Snapshot) error {
		version, err := snapshot.Version(ctx)
		if err != nil {
			return err
		}
		e := &Edition{version: version, thesaurus: s.thesaurus, likeness: s.likeness, latest: s.latest, memory: s.memory}
		e.snapshot = engine.WithValues(snapshot, func(name string, find func() (query.Node, int, error)) (query.Node, error) {
			return Kept(e, name, find)
		})
		return read(e)
	})
}

// Version returns the version of the index that the edition is of. Equal versions give equal answers.
func (e *Edition) Version() string { return e.version }

// mostKept is how many bytes of answers a Service keeps, about.
const mostKept = 32 << 20

// Kept returns what find found when something was asked of an edition of the same version, by a name that no other question has,
// or asks it now; see memo.Keep.
func Kept[T any](e *Edition, name string, find func() (value T, bytes int, err error)) (T, error) {
	return memo.Keep(e.memory, e.version+" "+name, find)
}

// Version returns the version of the newest edition.
func (s *Service) Version(ctx context.Context) (string, error) { return s.engine.Version(ctx) }

// Search answers a request from the newest edition; see [Edition.Search].
func (s *Service) Search(ctx context.Context, r Request) (a Answer, err error) {
	err = s.Read(ctx, func(e *Edition) (err error) {
		a, err = e.Search(ctx, r)
		return err
	})
	return a, err
}

// Reports lists reports of the newest edition; see [Edition.Reports].
func (s *Service) Reports(ctx context.Context, filters ...query.Node) (list []ReportInfo, err error) {
	err = s.Read(ctx, func(e *Edition) (err error) {
		list, err = e.Reports(ctx, filters...)
		return err
	})
	return list, err
}

// Report returns a report of the newest edition; see [Edition.Report].
func (s *Service) Report(ctx context.Context, id string, m Marking) (view ReportView, err error) {
	err = s.Read(ctx, func(e *Edition) (err error) {
		view, err = e.Report(ctx, id, m)
		return err
	})
	return view, err
}

// cursorOf is the cursor of the page behind an answer of the edition: the edition's version, and the cursor of the engine.
// It is empty at the end.
func (e *Edition) cursorOf(next string) string {
	if next == "" {
		return ""
	}
	return e.version + "." + next
}

// splitCursor is the inverse of cursorOf. Of what cursorOf has not made it keeps all for the engine to refuse.
func splitCursor(cursor string) (version, after string) {
	i := strings.LastIndexByte(cursor, '.')
	if i < 0 || i == len(cursor)-1 {
		return "", cursor
	}
	return cursor[:i], cursor[i+1:]
}

// Each yields all hits of one tier, each once, in the order Document: those of the exact tier, or of the loose one or that
// of equal values when that is the mode. Order, Limit and Cursor do not matter. It ends with the first error.
func (e *Edition) Each(ctx context.Context, r Request) iter.Seq2[Hit, error] {
	return func(yield func(Hit, error) bool) {
		tree, r := r.oneTier()
		tier, reason := tierOf(tree, r.Mode == Loose), func(*engine.Hit) string { return "" }
		if r.Mode == Equal {
			asked, _ := r.parse()
			same := r.equal(asked.Root)
			tree, tier, reason = same.tree, equally, same.of
		}
		for h, err := range e.Find(ctx, tree, r.Mode == Loose) {
			if err != nil {
				yield(Hit{}, err)
				return
			}
			hit := newHit(tier(&h), h, nil)
			hit.Reason = reason(&h)
			if r.Offsets.measure(&hit); !yield(hit, nil) {
				return
			}
		}
	}
}

// Matches yields the hits of Each in the modes Exact and Loose as the engine has them, with marks in bytes.
func (e *Edition) Matches(ctx context.Context, r Request) iter.Seq2[engine.Hit, error] {
	tree, r := r.oneTier()
	return e.Find(ctx, tree, r.Mode == Loose)
}

// Find yields all paragraphs that match a tree, each once, in the order Document, with marks in bytes. When loose, separators are
// ignored. It ends with the first error.
func (e *Edition) Find(ctx context.Context, tree query.Node, loose bool) iter.Seq2[engine.Hit, error] {
	return func(yield func(engine.Hit, error) bool) {
		for h, err := range e.snapshot.Each(ctx, normalRegions(tree), loose) {
			if err != nil {
				yield(engine.Hit{}, language.New("search.failed", err))
				return
			}
			if !yield(h, nil) {
				return
			}
		}
	}
}

// oneTier returns the tree of the request, and the request in the mode that its hits are found in.
func (r Request) oneTier() (query.Node, Request) {
	_, tree := r.parse()
	if r.Mode == Loose && !loosened(tree) {
		r.Mode = Exact
	}
	return tree, r
}
