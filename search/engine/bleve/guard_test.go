package bleve

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/guard"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/column"
	"gongbao/search/query"
)

// TestCutWhileOpen cuts every file of an open index short. Whatever reads the file then is answered with an error that names
// it, whatever does not is answered, and the process lives on.
func TestCutWhileOpen(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files that are mapped cannot be cut short there")
	}
	whole := filepath.Join(t.TempDir(), "index")
	manyReports(t, whole)
	files := append([]string{"store"}, slices.DeleteFunc(slices.Clone(columnNames), func(name string) bool { return name == wholeColumn || name == figureWideColumn })...)
	for _, name := range files {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "index")
			if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			e, err := Open(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			defer e.Close()
			g := e.current.Load()
			p := g.parts[0].part
			path := filepath.Join(p.dir, name)
			if name == "store" {
				path = p.segments[0].Segment().(interface{ Path() string }).Path()
			}
			if err := os.Truncate(path, 0); err != nil {
				t.Fatal(err)
			}
			reached := 0
			for what, ask := range questions(e, g) {
				err := ask()
				if err == nil {
					continue
				}
				reached++
				if !errors.Is(err, engine.ErrDamaged) || !strings.Contains(err.Error(), p.name+"/") || !strings.Contains(err.Error(), filepath.Base(path)) {
					t.Errorf("%s: %v", what, err)
				}
			}
			if read := name == foldedColumn || name == displayColumn || name == pathOfColumn || name == commonColumn || name == "store"; read && reached == 0 {
				t.Error("nobody misses it")
			}
			if name != reportColumn {
				return // read whole when the index is opened
			}
			if reached > 0 {
				t.Error("it is read after the index was opened")
			}
		})
	}
}

// TestPanicOfOneSearch makes the workers of a search, and what runs beside them, panic: each is an error of that request.
func TestPanicOfOneSearch(t *testing.T) {
	e := manyReports(t, t.TempDir())
	g := e.current.Load()
	p := g.parts[0].part
	reportOf, outlines := p.reportOfPath, p.outlines
	p.reportOfPath, p.outlines = nil, column.Texts{}
	asked := questions(e, g)
	for what, ask := range asked {
		err := ask()
		var panicked *guard.Panic
		if !errors.As(err, &panicked) || errors.Is(err, engine.ErrDamaged) || !strings.Contains(string(panicked.Stack), "bleve.") {
			t.Errorf("%s: %v", what, err)
		}
	}
	p.reportOfPath, p.outlines = reportOf, outlines
	for what, ask := range asked {
		if err := ask(); err != nil {
			t.Errorf("%s, after that: %v", what, err)
		}
	}
}

// TestDearIsRefused asks for many distances in every paragraph of an index that is large enough, for as many beside a filter by
// which few are left, and for a list of many words.
func TestDearIsRefused(t *testing.T) {
	e := manyReports(t, t.TempDir())
	var distances, list query.Or
	for c := rune(0x4E00); len(list.Nodes) < 1000; c++ {
		list.Nodes = append(list.Nodes, query.Text{Value: string(c)})
		distances.Nodes = append(distances.Nodes, query.Near{Left: query.Text{Value: "发展"}, Right: query.Text{Value: "路"}, Distance: int(c)})
	}
	distances.Nodes = append(distances.Nodes, list.Nodes[:20]...)
	for name, test := range map[string]struct {
		tree query.Node
		want error
	}{
		"distances":               {distances, engine.ErrDear},
		"distances of rare texts": {query.And{Nodes: []query.Node{distances, query.Text{Value: "碳排放"}}}, nil},
		"a list":                  {list, nil},
	} {
		_, err := e.Search(t.Context(), engine.Request{Query: test.tree, Limit: 10, CountOther: true})
		if !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
		s, err := e.Snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, err = range s.Each(t.Context(), test.tree, false) {
			break
		}
		if err := errors.Join(err, s.Close()); !errors.Is(err, test.want) {
			t.Errorf("%s, each: %v, want %v", name, err, test.want)
		}
	}
}

// questions are one call of each method that reads a generation.
func questions(e *Engine, g *generation) map[string]func() error {
	search := func(tree query.Node, loosely bool) func() error {
		return func() error {
			_, err := e.Search(context.Background(), engine.Request{Query: tree, Limit: 10, CountOther: loosely, Collect: []engine.Collector{engine.CountBy(query.Section)}})
			return err
		}
	}
	return map[string]func() error{
		"a text":    search(query.Text{Value: "发展"}, true),
		"two texts": search(query.And{Nodes: []query.Node{query.Text{Value: "发展"}, query.Text{Value: "的路"}}}, false),
		"a section": search(query.And{Nodes: []query.Node{query.Text{Value: "的"}, query.Filter{Field: query.Section, Values: []string{"一"}}}}, false),
		"like": func() error {
			_, err := e.Like(context.Background(), engine.LikeRequest{Terms: []engine.WeightedTerm{{Term: "发展", Weight: 1}}, Limit: 10})
			return err
		},
		"a report": func() error {
			_, err := e.Report(context.Background(), g.at(g.sorted[0]).ID)
			return err
		},
	}
}

// manyReports makes an index with paragraphs for several workers.
func manyReports(t *testing.T, dir string) *Engine {
	t.Helper()
	e, err := Create(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	err = e.Update(t.Context(), func(yield func(engine.Change, error) bool) {
		r := &corpus.Report{Header: corpus.Header{ID: "hebei-2020", Region: "河北", Year: 2020}}
		for n := range 2 * taskSize {
			r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: n + 1, Text: "发展的路。", Section: []string{"一、路", strings.Repeat("一", n/1000)}})
		}
		yield(engine.Change{Put: r}, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}
