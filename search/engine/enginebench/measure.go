package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
)

// openIndex opens the index of o, building it when it is not there, and says what that took.
func openIndex(ctx context.Context, o options) (*bleve.Engine, string, error) {
	dir := o.index
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "enginebench"); err != nil {
			return nil, "", err
		}
		defer os.RemoveAll(dir) // open files stay
	}
	said := ""
	if _, err := os.Stat(filepath.Join(dir, "CURRENT")); errors.Is(err, fs.ErrNotExist) {
		if said, err = build(ctx, dir, o); err != nil {
			return nil, "", err
		}
	}
	began := time.Now()
	e, err := bleve.Open(ctx, dir)
	return e, said + fmt.Sprintf("opened in %.2f s, all checksums verified", time.Since(began).Seconds()), err
}

func build(ctx context.Context, dir string, o options) (string, error) {
	sentences, err := sentencesBelow(ctx, filepath.Join(o.data, "reports"))
	if err != nil {
		return "", err
	}
	bytes := 0
	for change := range reports(sentences, o.paragraphs) {
		for _, p := range change.Put.Paragraphs {
			bytes += len(p.Text)
		}
	}
	e, err := bleve.Create(ctx, dir)
	if err != nil {
		return "", err
	}
	began := time.Now()
	if err := errors.Join(e.Update(ctx, reports(sentences, o.paragraphs)), e.Close()); err != nil {
		return "", err
	}
	took := time.Since(began).Seconds()
	size, err := sizeOf(dir)
	return fmt.Sprintf("%d paragraphs, %.1f MB of text: indexed in %.1f s (%.1f MB/s), index %.1f MB (%.2f times the text), peak RSS %d MB\n",
		o.paragraphs, mb(bytes), took, mb(bytes)/took, mb(size), float64(size)/float64(bytes), peakRSS()), err
}

func mb(bytes int) float64 { return float64(bytes) / 1e6 }

func sizeOf(dir string) (size int, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += int(info.Size())
		}
		return err
	})
	return size, err
}

// A row is what one query cost.
type row struct {
	query       string
	paragraphs  int
	occurrences int
	p50, p99    time.Duration
	newest      time.Duration // p50 in order of year
	allocs      uint64
}

type table []row

// measure asks every query, after one round that does not count.
func measure(ctx context.Context, e engine.Engine, o options) (t table, err error) {
	service := search.New(e, nil)
	for _, q := range queries {
		r := row{query: q}
		ask := func(order engine.Order) error {
			a, err := service.Search(ctx, search.Request{Query: q, Mode: search.Exact, Order: order})
			r.paragraphs, r.occurrences = a.Total.Paragraphs, a.Total.Occurrences
			return err
		}
		if r.p50, r.p99, r.allocs, err = repeat(o.rounds, func() error { return ask(engine.Relevance) }); err != nil {
			return nil, err
		}
		if r.newest, _, _, err = repeat(o.rounds, func() error { return ask(engine.Newest) }); err != nil {
			return nil, err
		}
		t = append(t, r)
	}
	return t, nil
}

// repeat calls ask, and gives the median and the 99th percentile of the time and the allocations of a call.
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

func (t table) print(peers map[string]map[string]time.Duration) {
	header := "| query | paragraphs | occurrences | p50 ms | p99 ms | newest first | allocations |"
	names := make([]string, 0, len(peers))
	for name := range peers {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		header += fmt.Sprintf(" %s ms | times ours |", name)
	}
	fmt.Printf("%s\n|%s\n", header, strings.Repeat("---|", strings.Count(header, "|")-1))
	for _, r := range t {
		fmt.Printf("| %s | %d | %d | %.2f | %.2f | %.2f | %d |", r.query, r.paragraphs, r.occurrences, ms(r.p50), ms(r.p99), ms(r.newest), r.allocs)
		for _, name := range names {
			if took := peers[name][r.query]; took > 0 {
				fmt.Printf(" %.2f | %.1f |", ms(took), float64(took)/float64(r.p50))
			} else {
				fmt.Print(" – | – |")
			}
		}
		fmt.Println()
	}
	fmt.Printf("\nRSS: %s\n", rss())
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// rss reads how much memory the process takes, and how much of it is not pages of files.
func rss() string {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "unknown: " + err.Error()
	}
	var said []string
	for line := range strings.Lines(string(status)) {
		if name, value, _ := strings.Cut(line, ":"); name == "VmHWM" || name == "RssAnon" || name == "RssFile" {
			said = append(said, name+" "+strings.TrimSpace(value))
		}
	}
	return strings.Join(said, ", ")
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
