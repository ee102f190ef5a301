package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"gongbao/search/engine"
)

// printBeside prints the results of several engines side by side. Ratios are relative to the first.
func printBeside(results []result, peers []peerResult) {
	printRows(results, peers)
	fmt.Println()
	printIndexes(results)
	printCosts(results, peers)
	fmt.Println()
	printHostile(results)
}

func printRows(results []result, peers []peerResult) {
	first := results[0]
	header := []string{"query", "paragraphs", "occurrences"}
	for i, r := range results {
		header = append(header, r.engine+" p50 ms", "p99 ms", "newest first")
		if i > 0 {
			header = append(header, "times "+first.engine)
		}
	}
	var lines [][]string
	for _, base := range first.rows {
		line := base.found()
		for i, r := range results {
			w := r.row(base.query)
			line = append(line, ms(w.p50), ms(w.p99), ms(w.newest))
			if i > 0 {
				line = append(line, times(w.p50, base.p50))
			}
		}
		lines = append(lines, append(line, peerCells(peers, base)...))
	}
	printTable(append(header, peerHeader(peers, first.engine)...), lines)
}

func printIndexes(results []result) {
	header := []string{"engine", "indexed in s", "MB/s", "MB at first", "merged in s", "MB then", "times the text", "all copies MB"}
	for _, m := range results[0].mixes {
		header = append(header, fmt.Sprintf("%d at a time, a second", m.workers), "p50 ms", "p99 ms")
	}
	var lines [][]string
	for _, r := range results {
		line := append([]string{r.engine}, slices.Repeat([]string{unknown}, 7)...)
		if x := r.index; x.built > 0 {
			line = []string{r.engine}
			for _, v := range []float64{x.built.Seconds(), x.speed(), mb(x.raw), x.settled.Seconds(), mb(x.size), x.expansion(), mb(x.all)} {
				line = append(line, fmt.Sprintf("%.1f", v))
			}
		}
		for _, m := range r.mixes {
			line = append(line, fmt.Sprintf("%.0f", m.rate), ms(m.p50), ms(m.p99))
		}
		lines = append(lines, line)
	}
	printTable(header, lines)
}

func printHostile(results []result) {
	first := results[0]
	header := []string{"query", "tier", "paragraphs"}
	for i, r := range results {
		header = append(header, r.engine+" p50 ms")
		if i > 0 {
			header = append(header, "times "+first.engine)
		}
	}
	var lines [][]string
	for n, base := range first.hostile {
		line := []string{base.query, string(base.match), fmt.Sprint(base.total.Paragraphs)}
		for i, r := range results {
			line = append(line, r.hostile[n].took())
			if i > 0 {
				line = append(line, times(r.hostile[n].p50, base.p50))
			}
		}
		lines = append(lines, line)
	}
	printTable(header, lines)
}

// row returns the measurement of a query, or the zero row.
func (r result) row(query string) row {
	i := slices.IndexFunc(r.rows, func(w row) bool { return w.query == query })
	if i < 0 {
		return row{}
	}
	return r.rows[i]
}

// verdict returns an error if an engine failed at a query or found anything else than the first engine. To refuse one for its
// price is no failure.
func verdict(results []result) error {
	var errs []error
	first := results[0].totals()
	for _, r := range results {
		for _, h := range r.hostile {
			if h.err != nil && !h.refused() {
				errs = append(errs, fmt.Errorf("%s fails at %s: %w", r.engine, h.query, h.err))
			}
		}
		found := r.totals()
		for _, query := range slices.Sorted(maps.Keys(first)) {
			if got, ok := found[query]; ok && got != first[query] {
				errs = append(errs, fmt.Errorf("the engines disagree on %s: %s finds %+v, and %s %+v", query, results[0].engine, first[query], r.engine, got))
			}
		}
	}
	return errors.Join(errs...)
}

// totals returns the totals of the queries that the engine answered.
func (r result) totals() map[string]engine.Total {
	totals := map[string]engine.Total{}
	for _, w := range r.rows {
		totals[w.query] = w.total
	}
	for _, h := range r.hostile {
		if h.err == nil {
			totals[h.query] = h.total
		}
	}
	return totals
}
