// Package peer asks other search engines what Gongbao is asked, on the same paragraphs: what they find, and at what cost.
//
// Each peer is a program of its own, without a cache of results, on one machine and one query at a time. What it answers is the
// total, ten paragraphs with their text, and counts by year and by region. None counts occurrences, marks, or cuts snippets.
package peer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Paragraph is what a peer indexes.
type Paragraph struct {
	Body   string `json:"body"`
	Region string `json:"region"`
	Year   int    `json:"year"`
}

// A Cost is what it took to index.
type Cost struct {
	Wall, Processor time.Duration
	Peak            int // megabytes of memory
	Size            int // bytes on disk
}

// An Answer is what a peer found for a text: 0 paragraphs and no time where it cannot look for it.
type Answer struct {
	Paragraphs int // -1 where the peer does not say
	Median     time.Duration
}

// ErrMissing says that this machine lacks what a peer needs.
var ErrMissing = errors.New("not on this machine")

// An engine is a peer.
type engine interface {
	// prepare makes the programs that answer, or returns ErrMissing, and what to install.
	prepare(ctx context.Context) error
	// indexer returns the command that fills the index at path from what load writes to its input.
	indexer(ctx context.Context, path string) *exec.Cmd
	load(w io.Writer, paragraphs iter.Seq[Paragraph]) error
	// ask asks for each text so many times.
	ask(ctx context.Context, path string, texts []string, rounds int) (map[string]Answer, error)
}

var engines = map[string]func() engine{
	"groonga": func() engine { return groonga{} },
	"lucene":  func() engine { return new(lucene) },
	"sqlite":  func() engine { return sqlite{} },
	"tantivy": func() engine { return new(tantivy) },
}

// Names lists the peers there are.
func Names() []string { return slices.Sorted(maps.Keys(engines)) }

// Measure fills an index of a peer and asks it for each text. It returns ErrMissing when the machine lacks what the peer needs.
func Measure(ctx context.Context, name string, paragraphs iter.Seq[Paragraph], texts []string, rounds int) (Cost, map[string]Answer, error) {
	newEngine, ok := engines[name]
	if !ok {
		return Cost{}, nil, fmt.Errorf("no peer %q; there are %s", name, strings.Join(Names(), ", "))
	}
	e := newEngine()
	if err := e.prepare(ctx); err != nil {
		return Cost{}, nil, fmt.Errorf("peer %s: %w", name, err)
	}
	dir, err := os.MkdirTemp("", "gongbao-peer-")
	if err != nil {
		return Cost{}, nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "index")
	cost, err := fill(e, e.indexer(ctx, path), paragraphs)
	if err != nil {
		return cost, nil, fmt.Errorf("peer %s: index: %w", name, err)
	}
	if cost.Size, err = SizeOf(dir); err != nil {
		return cost, nil, err
	}
	answers, err := e.ask(ctx, path, texts, rounds)
	if err != nil {
		err = fmt.Errorf("peer %s: %w", name, err)
	}
	return cost, answers, err
}

// fill runs the indexing program of a peer on paragraphs.
func fill(e engine, cmd *exec.Cmd, paragraphs iter.Seq[Paragraph]) (Cost, error) {
	began := time.Now()
	reader, writer := io.Pipe()
	cmd.Stdin, cmd.Stderr = reader, os.Stderr
	go func() { writer.CloseWithError(e.load(writer, paragraphs)) }() // an error ends the program's input
	if err := cmd.Start(); err != nil {
		return Cost{}, errors.Join(err, reader.Close())
	}
	memory := watchMemory(cmd.Process.Pid)
	err := cmd.Wait()
	peak := memory.end()
	if err = errors.Join(err, reader.Close()); err != nil { // closed, load ends when the program did not read everything
		return Cost{}, err
	}
	state := cmd.ProcessState
	return Cost{Wall: time.Since(began), Processor: state.UserTime() + state.SystemTime(), Peak: peak}, nil
}

// SizeOf returns the bytes of all files below dir.
func SizeOf(dir string) (size int, err error) {
	err = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
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

// loadJSON writes a line of JSON for each paragraph.
func loadJSON(w io.Writer, paragraphs iter.Seq[Paragraph]) error {
	encoder := json.NewEncoder(w)
	for p := range paragraphs {
		if err := encoder.Encode(p); err != nil {
			return err
		}
	}
	return nil
}

// parseAnswers reads lines of a text, its paragraphs and the milliseconds it took.
func parseAnswers(out string) (map[string]Answer, error) {
	answers := map[string]Answer{}
	for line := range strings.Lines(out) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		if len(cells) != 3 {
			return nil, fmt.Errorf("answered %q", line)
		}
		n, err := strconv.Atoi(cells[1])
		took, err2 := strconv.ParseFloat(cells[2], 64)
		if err := errors.Join(err, err2); err != nil {
			return nil, fmt.Errorf("answered %q: %w", line, err)
		}
		answers[cells[0]] = Answer{n, time.Duration(took * float64(time.Millisecond))}
	}
	return answers, nil
}

// run runs a command and returns its output. What it says of an error comes with the error.
func run(cmd *exec.Cmd) (string, error) {
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%s: %w\n%s", cmd.Path, err, said.String())
	}
	return string(out), err
}

// needs returns ErrMissing when a program is not on the PATH.
func needs(program, install string) error {
	if _, err := exec.LookPath(program); err != nil {
		return fmt.Errorf("%s is %w; %s", program, ErrMissing, install)
	}
	return nil
}

// median returns the median of the last so many times; those before warmed up.
func median(times []time.Duration, rounds int) (time.Duration, error) {
	if len(times) < rounds {
		return 0, fmt.Errorf("%d times of %d", len(times), rounds)
	}
	times = times[len(times)-rounds:]
	slices.Sort(times)
	return times[rounds/2], nil
}
