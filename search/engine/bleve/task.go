package bleve

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
)

// A task is a range of a part's paragraphs, and the candidates among them.
type task struct {
	part       int
	candidates bitset
	from, to   int // paragraphs; from is a multiple of 64
}

// taskSize is the number of paragraphs of a task: enough to outweigh handing it out, few enough that two workers end
// together and a search that has been given up stops soon.
const taskSize = 64 * 128

func (s *search) cut(part int, candidates bitset) []task {
	var tasks []task
	n := s.parts[part].folded.len()
	for from := 0; from < n; from += taskSize {
		t := task{part, candidates, from, min(from+taskSize, n)}
		if candidates.any(t.from, t.to) {
			tasks = append(tasks, t)
		}
	}
	return tasks
}

// run works the tasks off, on as many processors as there are, and puts the findings together.
func (s *search) run(ctx context.Context) (*findings, error) {
	workers := min(runtime.GOMAXPROCS(0), len(s.tasks))
	if workers <= 1 {
		f := newFindings(s)
		for i := range s.tasks {
			if err := f.work(ctx, &s.tasks[i]); err != nil {
				return nil, err
			}
		}
		return f, nil
	}
	all := make([]*findings, workers)
	errs := make([]error, workers)
	var next atomic.Int64
	var group sync.WaitGroup
	for w := range workers {
		all[w] = newFindings(s)
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(s.tasks)) && errs[w] == nil; i = next.Add(1) - 1 {
				errs[w] = all[w].work(ctx, &s.tasks[i])
			}
		})
	}
	group.Wait()
	for _, f := range all[1:] {
		all[0].merge(f)
	}
	return all[0], errors.Join(errs...)
}
