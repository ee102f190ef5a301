package bleve

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"gongbao/corpus"
	"gongbao/corpus/figure"
	"gongbao/guard"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/bitset"
	"gongbao/search/engine/bleve/column"
	"gongbao/search/engine/bleve/ledger"
	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/search/rank"
)

// Search implements engine.Reader.
func (g *generation) Search(ctx context.Context, r engine.Request) (result engine.Result, err error) {
	if g.manifest.isOutdated() {
		return result, engine.ErrOutdated
	}
	err = g.guard(func() (err error) {
		result, err = engine.SearchWhole(ctx, r, g.search)
		return err
	})
	return result, err
}

// Reports implements engine.Reader.
func (g *generation) Reports(context.Context) ([]engine.Summary, error) {
	var all []engine.Summary
	for _, at := range g.sorted {
		r := g.at(at)
		all = append(all, engine.Summary{Header: r.Header, Paragraphs: r.end - r.First, Characters: r.Characters})
	}
	return all, nil
}

// Report implements engine.Reader.
func (g *generation) Report(_ context.Context, id string) (corpus.Report, error) {
	at, ok := g.byID[id]
	if !ok {
		return corpus.Report{}, fmt.Errorf("%q: %w", id, engine.ErrNotFound)
	}
	var r corpus.Report
	err := g.guard(func() (err error) {
		r, err = g.parts[at.part].report(at.report)
		return err
	})
	return r, err
}

// Figures implements engine.Snapshot.
func (g *generation) Figures(ctx context.Context, r engine.FigureRequest) iter.Seq2[engine.Figure, error] {
	return func(yield func(engine.Figure, error) bool) {
		if g.manifest.isOutdated() {
			yield(engine.Figure{}, engine.ErrOutdated)
			return
		}
		look := &figureSearch{generation: g, selection: ledger.Selection{Kinds: r.Kinds, Names: r.Names()}, readers: make([]*ledger.Reader, len(g.parts))}
		if r.Filter != nil {
			f := match.NewFilter(r.Filter)
			look.filter = &f
		}
		for _, at := range g.sorted {
			err := ctx.Err()
			if err == nil {
				err = g.guard(func() error { return look.read(at) })
			}
			if err != nil {
				yield(engine.Figure{}, err)
				return
			}
			for _, f := range look.found {
				if !yield(engine.Figure{Report: &g.at(at).Header, Figure: f}, nil) {
					return
				}
			}
		}
	}
}

// A figureSearch is a request for figures.
type figureSearch struct {
	*generation
	selection ledger.Selection
	filter    *match.Filter    // nil admits every paragraph
	readers   []*ledger.Reader // of the parts; nil until they are needed
	found     []figure.Figure  // of the report read last
}

// read finds the figures of a report.
func (s *figureSearch) read(at address) error {
	s.found = s.found[:0]
	p, r := &s.parts[at.part], s.at(at)
	if s.filter != nil && !s.filter.BySection() && !s.filter.Admits(&r.Header, match.Place{}) {
		return nil
	}
	if s.readers[at.part] == nil {
		s.readers[at.part] = p.figures.Reader(s.selection)
	}
	reader := s.readers[at.part]
	var paths pathMemo
	from, to := reader.In(r.First, r.end)
	for i := from; i < to; i++ {
		if !reader.Wants(i) || s.filter != nil && s.filter.BySection() && !paths.of(p, reader.Paragraph(i), func(at match.Place) bool { return s.filter.Admits(&r.Header, at) }) {
			continue
		}
		f, err := reader.At(i, r.First)
		if err != nil {
			return fmt.Errorf("%w: %s: figure %d: %w", engine.ErrDamaged, figureColumn, i, err)
		}
		s.found = append(s.found, f)
	}
	return nil
}

// Paragraphs implements engine.Snapshot.
func (g *generation) Paragraphs(ctx context.Context, places []engine.Place) (list []corpus.Paragraph, err error) {
	list = make([]corpus.Paragraph, 0, len(places))
	err = g.guard(func() error {
		for _, place := range places {
			at, ok := g.byID[place.Report]
			if !ok || place.Ordinal < 1 || place.Ordinal > g.at(at).end-g.at(at).First {
				return fmt.Errorf("%s#%d: %w", place.Report, place.Ordinal, engine.ErrNotFound)
			}
			p, err := g.parts[at.part].paragraph(g.at(at).First + place.Ordinal - 1)
			if err != nil {
				return fmt.Errorf("%w: %w", engine.ErrDamaged, err)
			}
			list = append(list, p)
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// Version implements engine.Reader. It has the checksum of the manifest, since a serial may come again in another index.
func (g *generation) Version(context.Context) (string, error) {
	_, sum, ok := strings.Cut(g.pointer, " ")
	if !ok {
		return strconv.Itoa(g.manifest.Serial), nil
	}
	return strconv.Itoa(g.manifest.Serial) + "-" + sum, nil
}

// A search is one request on one generation.
type search struct {
	*generation
	request  engine.Request
	ordering ordering
	matcher  *match.Matcher
	other    *match.Matcher // counts Result.Other; nil when the request does not ask for it
	formula  *rank.Formula
	lookup   *lookup    // nil when the tables of frequent strings do not help
	counting *wordCount // nil likewise
	after    *key       // hits begin behind it; nil for the first page
	tasks    []task

	candidateTree  match.CandidateTree // nil where the request has keys
	candidateCount int                 // of all parts

	sideways []query.Field   // whose conditions some collector leaves out
	apart    []apart         // these conditions, which the matcher does not know
	terms    []query.Outside // that collectors want counted
	termsOf  [][]int         // where those of each collector stand in terms
	words    *match.Terms    // counts them
}

// An apart is a condition that is looked at before a paragraph is matched, and the class of what fails it.
type apart struct {
	match.Filter
	class class
}

func (g *generation) search(ctx context.Context, r engine.Request) (engine.Result, error) {
	if r.Query == nil {
		return engine.Result{}, nil
	}
	s, err := g.newSearch(ctx, r)
	if err != nil {
		return engine.Result{}, err
	}
	found, err := s.run(ctx)
	if err != nil {
		return engine.Result{}, err
	}
	if s.lookup != nil && s.lookup.found != nil {
		found.merge(s.lookup.found)
	}
	if s.counting != nil {
		found.merge(s.counting.found)
	}
	return s.result(ctx, found)
}

// newSearch compiles a request, and finds out what has to be read for it.
func (g *generation) newSearch(ctx context.Context, r engine.Request) (*search, error) {
	s := &search{generation: g, request: r, ordering: orderingOf(r.Order), sideways: r.Sideways()}
	tree := r.Query
	if len(s.sideways) > 0 {
		tree = s.setApart()
	}
	compile := match.Compile
	if r.Limit == 0 {
		compile = match.CompileToCount
	}
	s.matcher = compile(tree, r.Loose)
	if r.Keys == nil {
		s.candidateTree = match.Candidates(tree)
	}
	if r.CountOther {
		s.other = match.CompileToCount(tree, !r.Loose)
	}
	if s.terms, s.termsOf = r.Terms(); len(s.terms) > 0 {
		s.words = s.matcher.TermsOf(s.terms)
	}
	s.lookup, s.counting = s.newLookup(tree), s.newWordCount(tree)
	var err error
	if s.after, err = g.parseCursor(r.After, r.Order); err != nil {
		return nil, err
	}
	return s, s.prepare(ctx)
}

// setApart takes the conditions that are counted sideways out of the query, and returns what is left of it.
func (s *search) setApart() query.Node {
	for _, n := range query.Conditions(s.request.Query) {
		if i := slices.Index(s.sideways, query.FieldOf(n)); i >= 0 {
			s.apart = append(s.apart, apart{match.NewFilter(n), class(i + 1)})
		}
	}
	return query.Without(s.request.Query, s.sideways...)
}

// classes lists the class of each report of a part, by the conditions that do not look at section paths.
func (s *search) classes(part int) []class {
	reports := s.parts[part].reports
	classes := make([]class, len(reports))
	for _, a := range s.apart {
		for r := range reports {
			if !a.BySection() && !a.Admits(&reports[r].Header, match.Place{}) {
				classes[r] = classes[r].and(a.class)
			}
		}
	}
	return classes
}

// A verdicts keeps those of a filter on the reports of a part, or on the values of the one field that it looks at.
type verdicts struct {
	known  []verdict // nil where they are not kept
	values []uint32  // index in known of each report; nil where that is the report's own
}

type verdict uint8 // 0 is not known yet

const (
	admitted verdict = 1 + iota
	refused
)

// newVerdicts has for each filter of the query what verdicts on a part are kept: none for a filter that looks at the place of a
// paragraph, and none on reports where there are fewer candidates than these.
func (s *search) newVerdicts(part int) []verdicts {
	all, reports := make([]verdicts, len(s.matcher.Filters)), len(s.parts[part].reports)
	for i, f := range s.matcher.Filters {
		if values, ok := s.fields[f.Field]; ok {
			all[i] = verdicts{make([]verdict, len(values.values)), values.of[part]}
		} else if !f.BySection() && s.candidateCount >= reports {
			all[i].known = make([]verdict, reports)
		}
	}
	return all
}

// A task is some of the candidates of a part: those that are listed, or those of a set that are in a range.
type task struct {
	part     int
	list     []uint32
	set      bitset.Set // nil where they are listed
	from, to int        // paragraphs of the set; from is a multiple of 64
	size     int        // candidates
	touched  byte       // sum of what each has read, of no meaning
}

// The number of paragraphs of a task, and of candidates that are listed: enough to outweigh handing it out, few enough that two workers
// end together.
const (
	taskSize = 64 * 128
	listSize = 128
)

// workerSize is the number of candidates that are worth a worker of their own.
const workerSize = 512

// cut cuts the candidates of a part into tasks.
func (s *search) cut(part int, c candidateSet) []task {
	if c.set == nil {
		tasks := make([]task, 0, len(c.list)/listSize+1)
		for list := range slices.Chunk(c.list, listSize) {
			tasks = append(tasks, task{part: part, list: list, size: len(list)})
		}
		return tasks
	}
	n := s.parts[part].folded.Len()
	tasks := make([]task, 0, n/taskSize+1)
	for from := 0; from < n; from += taskSize {
		to := min(from+taskSize, n)
		t := task{part: part, set: c.set, from: from, to: to, size: c.set.Count(from, to)}
		if t.size > 0 {
			tasks = append(tasks, t)
		}
	}
	return tasks
}

// glance is the number of paragraphs after which a search looks at its context, a multiple of 64: few enough that one that has
// been given up stops within some milliseconds, whatever it asks of each.
const glance = 64 * 4

// each calls look with the candidates of a task, ascending. Before, it reads where the texts of the next few begin: they come from memory at
// the same time, instead of one after the other.
func (t *task) each(ctx context.Context, texts column.Texts, look func(paragraph int)) error {
	touch := func(n int) {
		if text := texts.At(n); text != "" {
			t.touched += text[0]
		}
	}
	if t.set == nil {
		if err := ctx.Err(); err != nil {
			return err
		}
		for some := range slices.Chunk(t.list, 16) { // fewer than a glance in all
			for _, n := range some {
				touch(int(n))
			}
			for _, n := range some {
				look(int(n))
			}
		}
		return nil
	}
	for from := t.from; from < t.to; from += 64 {
		if from%glance == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		to := min(from+64, t.to)
		t.set.Each(from, to, touch)
		t.set.Each(from, to, look)
	}
	return nil
}

// run works the tasks off, and puts together what has been collected.
func (s *search) run(ctx context.Context) (*collector, error) {
	weights := s.weights()
	all, err := share(ctx, s.tasks, func() *collector {
		f := newCollector(s)
		f.matches.Weights = weights
		return f
	})
	if err != nil {
		return nil, err
	}
	for _, f := range all[1:] {
		all[0].merge(f)
	}
	return all[0], nil
}

// weights has the weight of each term, by which a paragraph may be found not to be among the best hits without its occurrences of each; nil
// where these are asked for.
func (s *search) weights() []float64 {
	switch {
	case len(s.terms) > 0:
		return nil
	case s.formula != nil:
		return s.formula.Numbers().IDF
	}
	return make([]float64, len(s.matcher.Terms)) // scores do not matter
}

// A worker works tasks off, one after the other.
type worker interface {
	work(ctx context.Context, t *task) error
}

// share works tasks off, on as many processors as there are and are worth it; on one, while the context asks for it. begin makes a
// worker for each of them, one at least.
func share[W worker](ctx context.Context, tasks []task, begin func() W) ([]W, error) {
	candidates := 0
	for _, t := range tasks {
		candidates += t.size
	}
	workers := max(1, min(runtime.GOMAXPROCS(0), len(tasks), 1+candidates/workerSize))
	if workers > 1 && engine.Sparing(ctx) {
		workers = 1
	}
	all := make([]W, workers)
	for w := range all {
		all[w] = begin()
	}
	if len(all) == 1 {
		for i := range tasks {
			if err := all[0].work(ctx, &tasks[i]); err != nil {
				return nil, err
			}
		}
		return all, nil
	}
	errs := make([]error, len(all))
	var next atomic.Int64
	var group sync.WaitGroup
	for w := range all {
		group.Go(func() {
			errs[w] = guard.Do(func() error {
				for i := next.Add(1) - 1; i < int64(len(tasks)); i = next.Add(1) - 1 {
					if err := all[w].work(ctx, &tasks[i]); err != nil {
						return err
					}
					if w > 0 && engine.Sparing(ctx) {
						return nil // the first one does the rest
					}
				}
				return nil
			})
		})
	}
	group.Wait()
	return all, errors.Join(errs...)
}
