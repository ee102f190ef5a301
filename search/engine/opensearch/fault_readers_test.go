package opensearch_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"gongbao/search/engine"
	"gongbao/search/engine/enginetest"
)

// readers search continuously and check every answer.
type readers struct {
	stop func()
	done sync.WaitGroup

	mutex   sync.Mutex // guards the fields below
	answers int
	longest time.Duration // wait for an answer or an error
	wrong   []string
	errs    []error
}

// read starts several readers of an engine, which run until end.
func read(t *testing.T, e engine.Engine, several int, searches []testSearch) *readers {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	r := &readers{stop: stop}
	t.Cleanup(stop)
	for i := range several {
		r.done.Go(func() {
			for n := i; ctx.Err() == nil; n++ {
				r.ask(ctx, e, &searches[n%len(searches)])
			}
		})
	}
	return r
}

func (r *readers) ask(ctx context.Context, e engine.Engine, q *testSearch) {
	began := time.Now()
	result, err := enginetest.Ask(ctx, e, q.request)
	took := time.Since(began)
	if ctx.Err() != nil {
		return
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.longest = max(r.longest, took)
	if err != nil {
		r.errs = append(r.errs, fmt.Errorf("after %v: %w", took, err))
		return
	}
	r.answers++
	if why := q.wrong(result); why != "" {
		r.wrong = append(r.wrong, why)
	}
}

// end stops the readers. It fails if one got a wrong answer or an error.
func (r *readers) end(t *testing.T, during string) {
	t.Helper()
	r.stop()
	r.done.Wait()
	for _, err := range r.errs {
		if !errors.Is(err, engine.ErrUnavailable) {
			t.Errorf("%s, a search gives an error that is not ErrUnavailable: %v", during, err)
		}
	}
	if len(r.wrong) > 0 {
		t.Errorf("%s, %d of %d answers are wrong, such as: %.2000s", during, len(r.wrong), r.answers, r.wrong[0])
	}
	if len(r.errs) > 0 {
		t.Errorf("%s, %d searches failed: first %v", during, len(r.errs), r.errs[0])
	}
	if r.answers == 0 {
		t.Errorf("%s, nothing was answered", during)
	}
	t.Logf("%s: %d searches, the slowest took %d ms", during, r.answers, r.longest.Milliseconds())
}
