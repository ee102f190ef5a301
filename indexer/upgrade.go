package indexer

import (
	"context"
	"errors"
	"iter"

	"gongbao/corpus/ingest"
	"gongbao/search/engine"
)

// errUpgraded says that another process has brought the index up to date.
var errUpgraded = errors.New("up to date")

// Upgrade brings an index that an older version of the program has made up to date, from the text that it holds: no file is
// read. Every report keeps what is known of it, its id, its date in the index, and its paragraphs' hashes. reports is the
// number of reports that were written anew; it is negative if the index needed nothing. When there is an error the index is
// as it was.
func Upgrade(ctx context.Context, e engine.Engine, progress func(Progress)) (reports int, err error) {
	index, ok := e.(engine.Upgradable)
	if !ok {
		return -1, nil
	}
	if outdated, err := index.Outdated(ctx); err != nil || !outdated {
		return -1, err
	}
	u := &upgrade{index: index, engine: e, progress: progress}
	if err := index.Rebuild(ctx, u.changes(ctx)); errors.Is(err, errUpgraded) {
		return -1, nil
	} else if err != nil {
		return 0, err
	}
	return u.reports, nil
}

// upgrade is the state of one call of Upgrade.
type upgrade struct {
	index    engine.Upgradable
	engine   engine.Engine
	progress func(Progress)
	reports  int
}

// changes yields the reports of the index, renewed. They are read while the index is locked for others.
func (u *upgrade) changes(ctx context.Context) iter.Seq2[engine.Change, error] {
	return func(yield func(engine.Change, error) bool) {
		list, err := u.list(ctx)
		if err != nil {
			yield(engine.Change{}, err)
			return
		}
		for i, summary := range list {
			r, err := u.engine.Report(ctx, summary.ID)
			if err == nil {
				ingest.Renew(&r)
			}
			if !yield(engine.Change{Put: &r}, err) || err != nil {
				return
			}
			u.reports++
			u.progress(Progress{Stage: Writing, Done: i + 1, Total: len(list)})
		}
	}
}

// list lists the reports of the index unless it is up to date by now.
func (u *upgrade) list(ctx context.Context) ([]engine.Summary, error) {
	outdated, err := u.index.Outdated(ctx)
	if err != nil {
		return nil, err
	}
	if !outdated {
		return nil, errUpgraded
	}
	return u.engine.Reports(ctx)
}
