package main

import (
	"context"
	"os"

	"gongbao/internal/bench/peer"
)

// A directory holds an embedded index.
type directory struct {
	path      string
	temporary bool
}

func newDirectory(_ context.Context, o options) (target, error) {
	if o.index != "" {
		return directory{path: o.index}, nil
	}
	path, err := os.MkdirTemp("", "gongbao-bench")
	return directory{path, true}, err
}

func (d directory) location() string             { return d.path }
func (d directory) settle(context.Context) error { return nil }

func (d directory) size(context.Context) (one, all int, err error) {
	one, err = peer.SizeOf(d.path)
	return one, one, err
}

func (d directory) close() error {
	if !d.temporary {
		return nil
	}
	return os.RemoveAll(d.path)
}
