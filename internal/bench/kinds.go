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
	driver   engine.Driver
	verifies bool // reads all of an index when it opens it
	// warmUp is how long the engine is asked before anything counts: a JVM compiles what it has run often.
	warmUp time.Duration
}

var kinds = map[string]kind{
	"bleve":      {place: newDirectory, driver: bleve.Driver{}, verifies: true},
	"opensearch": {place: startCluster, driver: opensearch.Driver{}, warmUp: 30 * time.Second},
}

func kindOf(name string) (kind, error) {
	k, ok := kinds[name]
	switch {
	case !ok:
		return k, errors.New("no such engine; there are bleve and opensearch")
	}
	return k, nil
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
