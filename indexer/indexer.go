// Package indexer brings an index up to date with files and accounts for each: new, changed, unchanged, gone or failed.
//
// [Run] reads only the files that differ from the index's state of them, puts their reports into the index in one
// atomic update, and accounts for every file in an [outcome.Outcome]. It stores what it needs to know about a file with
// the file's report, in the index and nowhere else.
package indexer

import (
	"context"
	"io/fs"
	"runtime"
	"sync"
	"time"

	"gongbao/corpus/extract/file"
	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search/engine"
)

// Options set what to index and how. The zero value with Paths set indexes what is new or changed.
type Options struct {
	// Paths are files, and folders, which are read with all their contents.
	Paths []string
	// Files contains the paths; nil means the disk.
	Files fs.FS
	// Skip reports whether to leave out a folder, by path, such as the index itself. Nil leaves out none.
	Skip func(folder string) bool
	// Prune deletes reports from files below Paths that no longer exist.
	Prune bool
	// Force reads every file again, changed or not.
	Force bool
	// Jobs is the number of files read at the same time; 0 means one for each processor.
	Jobs int
	// Columns and Limits are those of file.Options.
	Columns map[string]string
	Limits  file.Limits
	// Recogniser, unless nil, reads pages that are pictures; see file.Options.
	Recogniser file.Recogniser
	// Now returns the time to date new texts with; nil means time.Now.
	Now func() time.Time
	// Lang is the language of the reasons and notes of the outcome.
	Lang language.Lang
	// Progress, unless nil, is called as the run proceeds, never twice at the same time.
	Progress func(Progress)
}

// Progress is the state of a run.
type Progress struct {
	Stage       Stage
	Done, Total int
	// Page is set while the pages of a file are recognised in pictures, which takes seconds for each.
	Page *Page
}

// A Page is a page that is being recognised.
type Page struct {
	File          string
	Number, Total int // from 1
}

// A Stage is a step of a run.
type Stage string

const (
	Comparing Stage = "compare" // files with what the index holds of them
	Reading   Stage = "read"    // files that are new or changed
	Writing   Stage = "write"   // reports into the index
)

// oneAtATime returns a function that calls show, and never twice at the same time.
func oneAtATime(show func(Progress)) func(Progress) {
	var mu sync.Mutex
	return func(now Progress) {
		mu.Lock()
		defer mu.Unlock()
		show(now)
	}
}

// Check returns the error that Run would return for the paths, without touching an index.
func Check(ctx context.Context, opt Options) error {
	_, err := scan(ctx, opt)
	return err
}

// Run brings the index up to date. One bad file never ends it: the outcome has a row for every file. Run returns an
// error, and leaves the index as it was, if a path does not exist or holds no files, ctx ends, or the engine cannot take
// the update.
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
	opt.Progress = oneAtATime(opt.Progress)
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
