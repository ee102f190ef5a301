package bleve

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/match"
	"gongbao/search/rank"
)

// Search implements engine.Engine.
func (e *Engine) Search(ctx context.Context, r engine.Request) (engine.Result, error) {
	g, err := e.acquire()
	if err != nil {
		return engine.Result{}, err
	}
	result, err := g.search(ctx, r)
	return result, errors.Join(err, g.release())
}

// Reports implements engine.Engine.
func (e *Engine) Reports(ctx context.Context) ([]engine.Summary, error) {
	g, err := e.acquire()
	if err != nil {
		return nil, err
	}
	var all []engine.Summary
	for _, at := range g.sorted {
		r := g.at(at)
		all = append(all, engine.Summary{Header: r.Header, Paragraphs: r.end - r.First, Characters: r.Characters})
	}
	return all, g.release()
}

// Report implements engine.Engine.
func (e *Engine) Report(ctx context.Context, id string) (corpus.Report, error) {
	g, err := e.acquire()
	if err != nil {
		return corpus.Report{}, err
	}
	at, ok := g.byID[id]
	if !ok {
		return corpus.Report{}, errors.Join(fmt.Errorf("%q: %w", id, engine.ErrNotFound), g.release())
	}
	r, err := g.parts[at.part].report(at.report)
	return r, errors.Join(err, g.release())
}

// Version implements engine.Engine.
func (e *Engine) Version(ctx context.Context) (string, error) {
	g, err := e.acquire()
	if err != nil {
		return "", err
	}
	return strconv.Itoa(g.manifest.Serial), g.release()
}

// A search is one request on one generation.
type search struct {
	*generation
	request  engine.Request
	ordering ordering
	matcher  *match.Matcher
	formula  *rank.Formula
	after    *key // hits begin behind it; nil for the first page
	tasks    []task

	candidateTree match.CandidateTree
}

func (g *generation) search(ctx context.Context, r engine.Request) (engine.Result, error) {
	s := &search{generation: g, request: r, ordering: orderingOf(r.Order), matcher: match.Compile(r.Query, r.Loose), candidateTree: match.Candidates(r.Query)}
	if r.Query == nil {
		return engine.Result{}, nil
	}
	var err error
	if s.after, err = g.parseCursor(r.After, r.Order); err != nil {
		return engine.Result{}, err
	}
	if err := s.prepare(ctx); err != nil {
		return engine.Result{}, err
	}
	found, err := s.run(ctx)
	if err != nil {
		return engine.Result{}, err
	}
	return s.result(found)
}

// admits lists, for each filter of the query, the verdict on every report of a part; nil for a filter by section.
func (s *search) admits(part int) [][]bool {
	table := make([][]bool, len(s.matcher.Filters))
	for i, f := range s.matcher.Filters {
		if f.BySection() {
			continue
		}
		reports := s.parts[part].reports
		table[i] = make([]bool, len(reports))
		for r := range reports {
			table[i][r] = f.Admits(&reports[r].Header, "")
		}
	}
	return table
}

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

// run works the tasks off, on as many processors as there are, and puts together what they have collected.
func (s *search) run(ctx context.Context) (*collector, error) {
	workers := min(runtime.GOMAXPROCS(0), len(s.tasks))
	if workers <= 1 {
		f := newCollector(s)
		for i := range s.tasks {
			if err := f.work(ctx, &s.tasks[i]); err != nil {
				return nil, err
			}
		}
		return f, nil
	}
	all := make([]*collector, workers)
	errs := make([]error, workers)
	var next atomic.Int64
	var group sync.WaitGroup
	for w := range workers {
		all[w] = newCollector(s)
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
