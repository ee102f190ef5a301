package main

import (
	"context"
	"errors"
	"time"

	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/opensearch"
)

// A kind of engine says how to come by one.
type kind struct {
	place    func(ctx context.Context, o options) (place, error)
	open     func(ctx context.Context, location string) (engine.Engine, error) // makes an empty index where there is none
	verifies bool                                                              // reads all of an index when it opens it
	// warmUp is how long the engine is asked before anything counts: a JVM compiles what it has run often.
	warmUp time.Duration
}

var kinds = map[string]kind{
	"bleve":      {place: newDirectory, open: opener(bleve.Create), verifies: true},
	"opensearch": {place: startCluster, open: opener(opensearch.Create), warmUp: 30 * time.Second},
}

func kindOf(name string) (kind, error) {
	k, ok := kinds[name]
	switch {
	case !ok:
		return k, errors.New("no such engine; there are bleve and opensearch")
	}
	return k, nil
}

func opener[E engine.Engine](create func(context.Context, string) (E, error)) func(context.Context, string) (engine.Engine, error) {
	return func(ctx context.Context, location string) (engine.Engine, error) { return create(ctx, location) }
}

// A place is where an engine keeps its index.
type place interface {
	location() string // by which the engine opens it
	// settle prepares the index for being asked, once it is filled.
	settle(ctx context.Context) error
	// size gives the bytes on disk of one copy of the index, and of all copies together.
	size(ctx context.Context) (one, all int, err error)
	close() error
}
