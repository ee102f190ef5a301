package indexer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"golang.org/x/sync/errgroup"

	"gongbao/guard"
)

// reading is the version of the way files are read. A new version makes a run read every file again.
const reading = 5

// digestAll sets the digest of every input. A file that cannot be read has none; the error appears when it is read.
func (r *run) digestAll(ctx context.Context) error {
	inputs := r.found.inputs
	done := make(chan struct{}, len(inputs))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(r.opt.Jobs + 1) // one more for progress
	g.Go(func() error {
		for n := range inputs {
			select {
			case <-done:
				r.opt.Progress(Progress{Stage: Comparing, Done: n + 1, Total: len(inputs)})
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for i := range inputs {
		g.Go(func() error {
			defer func() { done <- struct{}{} }()
			return guard.Do(func() error {
				inputs[i].digest = r.fileDigest(ctx, inputs[i])
				return ctx.Err()
			})
		})
	}
	return g.Wait()
}

// fileDigest returns a digest of everything that decides what a file becomes: its bytes, its rows in sidecars, and the
// way it is read.
func (r *run) fileDigest(ctx context.Context, in input) string {
	c, err := r.found.disk.open(in.real)
	if err != nil {
		return ""
	}
	defer c.Close()
	sum := sha256.New()
	fmt.Fprintf(sum, "%d %q %q\n", reading, r.opt.Columns, in.sidecar.row(in.real))
	if _, err := io.CopyBuffer(sum, contextReader{ctx, io.NewSectionReader(c, 0, in.size)}, make([]byte, 1<<17)); err != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

// A contextReader reads until its context ends.
type contextReader struct {
	ctx context.Context
	io.Reader
}

func (r contextReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}
