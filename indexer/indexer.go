// Package indexer brings an index up to date with files: what is new, changed, unchanged, gone, failed.
//
// [Run] is all of it. It reads only files whose content differs from what the index holds of them, puts what they say
// into the index in one update, which takes effect whole or not at all, and accounts for every file in an [outcome.Outcome]. What
// it has to remember of a file it keeps with the file's report, in the index and nowhere else.
package indexer

import (
	"context"
	"io/fs"
	"runtime"
	"time"

	"gongbao/corpus/extract/file"
	"gongbao/indexer/outcome"
	"gongbao/search/engine"
)

// Options say which files to index. Its zero value, with Paths set, brings the index up to date with what has been added
// and changed.
type Options struct {
	// Paths are files, and folders to be read with all that is in them.
	Paths []string
	// Files is where the paths are; nil for the disk.
	Files fs.FS
	// Skip says which folders, by path, are not looked into, such as the index itself; none when it is nil.
	Skip func(folder string) bool
	// Prune takes reports out of the index whose files, below Paths, no longer exist.
	Prune bool
	// Force reads every file again, changed or not.
	Force bool
	// Jobs is the number of files that are read at the same time; one for each processor when 0.
	Jobs int
	// Columns and Limits are those of file.Options.
	Columns map[string]string
	Limits  file.Limits
	// Now tells the time at which new texts come into the index; time.Now when it is nil.
	Now func() time.Time
	// Progress, unless it is nil, is told how far the run is. It is never called twice at the same time.
	Progress func(Progress)
}

// Progress is how far a run is.
type Progress struct {
	Stage       Stage
	Done, Total int
}

// A Stage is what a run is doing.
type Stage string

const (
	Comparing Stage = "compare" // files with what the index holds of them
	Reading   Stage = "read"    // files that are new or changed
	Writing   Stage = "write"   // reports into the index
)

// Check returns the error that Run would return for the paths, without an index to bring up to date.
func Check(ctx context.Context, opt Options) error {
	_, err := scan(ctx, opt)
	return err
}

// Run brings the index up to date. One bad file never ends it: what became of each file stands in the outcome. It
// returns an error, and the index is as it was before, when a path does not exist or holds no files, when ctx ends, or
// when the engine cannot take the update.
func Run(ctx context.Context, e engine.Engine, opt Options) (outcome.Outcome, error) {
	if opt.Jobs <= 0 {
		opt.Jobs = runtime.GOMAXPROCS(0)
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Progress == nil {
		opt.Progress = func(Progress) {}
	}
	found, err := scan(ctx, opt)
	if err != nil {
		return outcome.Outcome{}, err
	}
	r := &run{engine: e, opt: opt, found: found}
	if err := e.Update(ctx, r.changes(ctx)); err != nil {
		return outcome.Outcome{}, err
	}
	return r.outcome(), nil
}
