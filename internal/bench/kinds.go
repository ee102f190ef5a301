package main

import (
	"context"
	"errors"
	"time"

	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/opensearch"
)

// A kind describes an engine to measure.
type kind struct {
	target   func(ctx context.Context, o options) (target, error)
	driver   engine.Driver
	verifies bool // opening reads the whole index
	// warmUp is the time to run queries before measuring: a JVM compiles what it runs often.
	warmUp time.Duration
}

var kinds = map[string]kind{
	"bleve":      {target: newDirectory, driver: bleve.Driver{}, verifies: true},
	"opensearch": {target: startCluster, driver: opensearch.Driver{}, warmUp: 30 * time.Second},
}

func kindOf(name string) (kind, error) {
	k, ok := kinds[name]
	switch {
	case !ok:
		return k, errors.New("no such engine; there are bleve and opensearch")
	}
	return k, nil
}

// A target holds the index of an engine.
type target interface {
	location() string // for engine.Driver
	// settle prepares a filled index for queries.
	settle(ctx context.Context) error
	// size returns the bytes on disk of one copy of the index, and of all copies.
	size(ctx context.Context) (one, all int, err error)
	close() error
}
