package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"gongbao/search"
	"gongbao/search/engine"
)

// A row is the cost of one query.
type row struct {
	query    string
	total    engine.Total
	p50, p99 time.Duration
	newest   time.Duration // p50 in order of year; 0 when not measured
	allocs   uint64
}

// measureQueries measures every query after one warm-up round.
func measureQueries(ctx context.Context, s *search.Service, o options) (rows []row, err error) {
	for _, q := range queries {
		r := row{query: q}
		asked := search.Request{Query: q, Mode: search.Exact}
		if err := r.measure(ctx, s, asked, o.rounds); err != nil {
			return nil, err
		}
		asked.Order = engine.Newest
		if r.newest, _, _, err = repeat(o.rounds, func() error { _, err := s.Search(ctx, asked); return err }); err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	if o.alone() {
		return rows, nil
	}
	deep, err := measureDeep(ctx, s, rows, o.rounds)
	return append(rows, deep...), err
}

func (r *row) measure(ctx context.Context, s *search.Service, asked search.Request, rounds int) (err error) {
	r.p50, r.p99, r.allocs, err = repeat(rounds, func() error {
		a, err := s.Search(ctx, asked)
		r.total = a.Total
		return err
	})
	return err
}

// measureDeep measures a page far behind the first, for the query with the most hits, if it has that many pages.
func measureDeep(ctx context.Context, s *search.Service, rows []row, rounds int) ([]row, error) {
	const page = 100
	most := slices.MaxFunc(rows, func(a, b row) int { return a.total.Paragraphs - b.total.Paragraphs })
	asked := search.Request{Query: most.query, Mode: search.Exact}
	for range page - 1 {
		a, err := s.Search(ctx, asked)
		if err != nil || a.Next == "" {
			return nil, err
		}
		asked.Cursor = a.Next
	}
	r := row{query: fmt.Sprintf("%s, page %d", most.query, page)}
	err := r.measure(ctx, s, asked, rounds)
	return []row{r}, err
}

// repeat calls ask and returns the median and the 99th percentile of its time, and its mean allocations.
func repeat(rounds int, ask func() error) (p50, p99 time.Duration, allocs uint64, err error) {
	var before, after runtime.MemStats
	times := make([]time.Duration, 0, rounds)
	for i := -1; i < rounds; i++ {
		if i == 0 {
			runtime.ReadMemStats(&before)
		}
		began := time.Now()
		if err := ask(); err != nil {
			return 0, 0, 0, err
		}
		if i >= 0 {
			times = append(times, time.Since(began))
		}
	}
	runtime.ReadMemStats(&after)
	slices.Sort(times)
	return times[rounds/2], times[(rounds-1)*99/100], (after.Mallocs - before.Mallocs) / uint64(rounds), nil
}

// rss returns the memory of the process, total and without file pages.
func rss() string {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "unknown: " + err.Error()
	}
	var fields []string
	for line := range strings.Lines(string(status)) {
		if name, value, _ := strings.Cut(line, ":"); name == "VmHWM" || name == "RssAnon" || name == "RssFile" {
			fields = append(fields, name+" "+strings.TrimSpace(value))
		}
	}
	return strings.Join(fields, ", ")
}

func peakRSS() (mb int) {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			fmt.Sscan(kb, &mb)
		}
	}
	return mb / 1024
}
