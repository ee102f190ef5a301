// Package indexer brings an index up to date with files: what is new, changed, unchanged, gone, failed.
//
// [Run] reads only the files that differ from what the index holds of them, puts their reports into the index in one
// update, which takes effect whole or not at all, and accounts for every file in an [outcome.Outcome]. It keeps what it
// has to remember of a file with the file's report, in the index and nowhere else.
package indexer

import (
	"context"
	"io/fs"
	"runtime"
	"time"

	"gongbao/corpus/extract/file"
	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search/engine"
)

// Options say which files to index. Its zero value, with Paths set, indexes what has been added and changed.
type Options struct {
	// Paths are files, and folders that are read with everything in them.
	Paths []string
	// Files holds the paths; nil for the disk.
	Files fs.FS
	// Skip reports whether to leave out a folder, by path, such as the index itself. Nil leaves out none.
	Skip func(folder string) bool
	// Prune deletes reports whose files, below Paths, no longer exist.
	Prune bool
	// Force reads every file again, changed or not.
	Force bool
	// Jobs is the number of files read at the same time; 0 means one for each processor.
	Jobs int
	// Columns and Limits are those of file.Options.
	Columns map[string]string
	Limits  file.Limits
	// Now returns the time that new texts are dated with; nil means time.Now.
	Now func() time.Time
	// Lang is the language of the reasons and notes of the outcome.
	Lang language.Lang
	// Progress, unless nil, is called as the run proceeds, never twice at the same time.
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
