package search

import (
	"context"

	"gongbao/search/engine"
	"gongbao/search/query"
	"gongbao/search/thesaurus"
)

// An Edition answers from one state of the index, also after the index has changed: all that it answers belongs together.
// It is safe for concurrent use.
type Edition struct {
	snapshot  engine.Snapshot
	version   string
	thesaurus *thesaurus.Thesaurus
}

// Read calls read with the newest edition, and takes it back when read returns. If the index does not keep that edition
// until then (ErrGone), Read calls read once more with the next one, so read must be able to begin anew.
func (s *Service) Read(ctx context.Context, read func(*Edition) error) error {
	return engine.Latest(s.engine.Snapshot).Ask(ctx, func(snapshot engine.Snapshot) error {
		version, err := snapshot.Version(ctx)
		if err != nil {
			return err
		}
		return read(&Edition{snapshot, version, s.thesaurus})
	})
}

// Version returns the version of the index that the edition is of. Equal versions give equal answers.
func (e *Edition) Version() string { return e.version }

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
