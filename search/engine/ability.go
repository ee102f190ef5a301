package engine

import (
	"context"
	"iter"
	"time"
)

// What some engines can do and others need not. A caller asks for the interface, and does without where it is absent.

// A Refresher is an open index that other processes may write to.
type Refresher interface {
	// Refresh takes up the newest state of the index: later searches see it, running ones finish on the state before. When
	// it cannot be read, the engine goes on with the one that it has. To call it when nothing has changed costs little.
	Refresh(ctx context.Context) error
}

// A Rebuilder is an open index that can be built anew beside the old one. To replace all that an index holds this spares
// the deletions, and what they leave behind.
type Rebuilder interface {
	// Rebuild makes the index hold exactly what changes put. It promises what Update does: until it returns nil the old
	// index answers, and it stays when there is an error.
	Rebuild(ctx context.Context, changes iter.Seq2[Change, error]) error
}

// An Upgradable is an open index that an older version of the program may have written. While it is outdated it gives its reports
// back, as they were put, and knows their paragraphs' hashes; searches and updates return ErrOutdated. Driver.Open does so too,
// and Driver.Create opens it, so that whoever may write can build it anew from what it holds. An index that lacks nothing but the
// figures of today's rules (figure.Edition) is outdated too, but answers and is updated as it is.
type Upgradable interface {
	Rebuilder

	// Outdated reports whether the newest state is one that only Rebuild makes one of today. During Rebuild it speaks of the
	// state that is to be replaced.
	Outdated(ctx context.Context) (bool, error)
}

// A Pacer is an open index with limits of its own for a server.
type Pacer interface {
	// Pace returns how many searches are worth running at once, and how long an answer may take.
	Pace() (searches int, answer time.Duration)
}

// A Measured is an open index that knows how much room it takes.
type Measured interface {
	// Stored returns the bytes of the index in storage, on a cluster without replicas, of an index in memory 0. A cluster counts them every few seconds.
	Stored(ctx context.Context) (bytes int64, err error)
}

// A Verifier is a driver that finds damage.
type Verifier interface {
	// Verify reads the whole index at a location and compares it with the checksums that were written with it. Damage is
	// no error; the error is that there is no index, or none that can be read, as for Driver.Open.
	Verify(ctx context.Context, location string) (Check, error)
}

// A Check is the result of a Verifier: what it has read and what it has found.
type Check struct {
	Reports    int   // in the index
	ByFile     bool  // the index was compared file by file, else report by report
	Files      int   // read, by file
	Bytes      int64 // of the files
	Paragraphs int   // read, by report
	Damaged    []Damage
	Rollback   bool // there is damage, and a Rollbacker leads to a state that has none
}

// A Damage is a file or a report that is not as it was written.
type Damage struct {
	Name string // of the file, below the index's directory, or id of the report
	What error  // what is wrong with the file; nil for a report
}

// A Backuper is a driver that copies an index as it is, without reading the reports out of it.
type Backuper interface {
	// Backup writes the current state of the index at a location to dest, a location of the same driver where nothing is
	// yet. When it returns nil the copy is an index itself, checked and durable. Others may search and update the index
	// meanwhile.
	Backup(ctx context.Context, location, dest string) error
}

// A Rollbacker is a driver whose indexes keep the state before the last update.
type Rollbacker interface {
	// Rollback makes the index at a location what it was before its last update; a second Rollback takes the first one
	// back. It returns ErrLocked when another process is writing.
	Rollback(ctx context.Context, location string) error
}

// A Recognizer is a driver that keeps its indexes in directories.
type Recognizer interface {
	// IsIndex reports whether a directory holds an index of this driver, of whatever version.
	IsIndex(dir string) bool
}
