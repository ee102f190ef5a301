package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"gongbao/search/engine"
)

// print prints the result of one engine.
func (r result) print(peers []peerResult) {
	fmt.Println(r.index)
	header := append([]string{"query", "paragraphs", "occurrences", "p50 ms", "p99 ms", "newest first", "allocations"}, peerHeader(peers, "ours")...)
	var lines [][]string
	for _, w := range r.rows {
		line := append(w.found(), ms(w.p50), ms(w.p99), ms(w.newest), fmt.Sprint(w.allocs))
		lines = append(lines, append(line, peerCells(peers, w)...))
	}
	printTable(header, lines)
	printCosts([]result{r}, peers)
	fmt.Printf("\nRSS: %s\n", r.memory)
	for _, m := range r.mixes {
		fmt.Printf("random real queries, %d at a time: %.0f a second, p50 %s ms, p99 %s ms\n", m.workers, m.rate, ms(m.p50), ms(m.p99))
	}
	lines = nil
	for _, h := range r.hostile {
		lines = append(lines, []string{h.query, string(h.match), fmt.Sprint(h.total.Paragraphs), h.took(), ms(h.processor)})
	}
	fmt.Println()
	printTable([]string{"query", "tier", "paragraphs", "p50 ms", "processor ms"}, lines)
}

func (w row) found() []string {
	return []string{w.query, fmt.Sprint(w.total.Paragraphs), fmt.Sprint(w.total.Occurrences)}
}

// refused reports whether the engine would not look, because the query asks too much.
func (h hostileRow) refused() bool { return errors.Is(h.err, engine.ErrDear) }

func (h hostileRow) took() string {
	switch {
	case h.refused():
		return "refused"
	case h.err != nil:
		return "failed"
	}
	return fmt.Sprintf("%.1f", float64(h.p50)/float64(time.Millisecond))
}

// printTable prints a Markdown table.
func printTable(header []string, lines [][]string) {
	fmt.Printf("| %s |\n|%s\n", strings.Join(header, " | "), strings.Repeat("---|", len(header)))
	for _, line := range lines {
		fmt.Printf("| %s |\n", strings.Join(line, " | "))
	}
}

const unknown = "–"

func ms(d time.Duration) string {
	if d == 0 {
		return unknown
	}
	digits := 2
	if d < 100*time.Microsecond {
		digits = 3
	}
	return strconv.FormatFloat(d.Seconds()*1000, 'f', digits, 64)
}

// times returns the ratio of two durations as text.
func times(took, base time.Duration) string {
	if took == 0 || base == 0 {
		return unknown
	}
	return fmt.Sprintf("%.1f", float64(took)/float64(base))
}
