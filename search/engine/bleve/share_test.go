package bleve

import (
	"context"
	"sync/atomic"
	"testing"

	"gongbao/search/engine"
)

// A counter counts the tasks that it works off, and those of all.
type counter struct {
	own int
	all *atomic.Int64
}

func (c *counter) work(context.Context, *task) error {
	c.own++
	c.all.Add(1)
	return nil
}

// TestShareSparingly holds that a search that is to spare processors has one worker, and that further ones end when it is told so while
// they run; all tasks are worked off in any case.
func TestShareSparingly(t *testing.T) {
	tasks := make([]task, 1000)
	for i := range tasks {
		tasks[i].size = workerSize
	}
	var sparing atomic.Bool
	ctx := engine.WithSparing(t.Context(), sparing.Load)
	for _, from := range []bool{true, false} {
		sparing.Store(from)
		var done atomic.Int64
		workers, err := share(ctx, tasks, func() *counter { return &counter{all: &done} })
		if err != nil || done.Load() != int64(len(tasks)) || from && len(workers) != 1 {
			t.Errorf("sparing %v: %d workers did %d of %d tasks, %v", from, len(workers), done.Load(), len(tasks), err)
		}
	}
	var asked atomic.Int64
	late := engine.WithSparing(t.Context(), func() bool { return asked.Add(1) > 1 }) // not when it begins
	var done atomic.Int64
	workers, err := share(late, tasks[:100], func() *counter { return &counter{all: &done} })
	if err != nil || done.Load() != 100 {
		t.Fatalf("%d of 100 tasks are done, %v", done.Load(), err)
	}
	for i, w := range workers[1:] {
		if w.own > 1 {
			t.Errorf("worker %d goes on for %d tasks", i+1, w.own)
		}
	}
}
