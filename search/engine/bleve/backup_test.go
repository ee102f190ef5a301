package bleve_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
	"gongbao/search/query"
)

// TestBackup copies an index and goes on writing to it: the copy is as the index was.
func TestBackup(t *testing.T) {
	reports := enginetest.Reports(t)[:1]
	other := *reports[0]
	other.ID = "liaoning-2022"
	dir, dest := filepath.Join(t.TempDir(), "index"), filepath.Join(t.TempDir(), "backup")
	putAll(t, dir, reports)
	if err := bleve.Backup(t.Context(), dir, dest); err != nil {
		t.Fatal(err)
	}
	putAll(t, dir, append(reports, &other))
	if n := count(t, dest); n != 1 {
		t.Errorf("%d reports in the backup", n)
	}
	if err := bleve.Backup(t.Context(), dir, dest); err == nil {
		t.Error("a backup was written over")
	}
	if err := bleve.Backup(t.Context(), filepath.Join(dir, "nowhere"), dest+"2"); !errors.Is(err, engine.ErrNoIndex) {
		t.Error(err)
	}
	// restored where the index was, it is written to as any index
	if err := errors.Join(os.RemoveAll(dir), os.CopyFS(dir, os.DirFS(dest))); err != nil {
		t.Fatal(err)
	}
	putAll(t, dir, append(reports, &other))
	if n := count(t, dir); n != 2 {
		t.Errorf("%d reports after restoring", n)
	}
}

// TestWholeIsCarried copies an index, goes on from it, goes back, and goes back again: each time the parts are those of the state, byte
// by byte, and what is asked of the columns finds the same.
func TestWholeIsCarried(t *testing.T) {
	reports := func(edition int) []*corpus.Report {
		list := editions(edition)
		for n := range 40 {
			list[0].Paragraphs = append(list[0].Paragraphs, corpus.Paragraph{Ordinal: 4 + n, Text: "坚持高质量发展，推进改革开放。"})
		}
		return list
	}
	dir, dest := filepath.Join(t.TempDir(), "index"), filepath.Join(t.TempDir(), "backup")
	putAll(t, dir, reports(0))
	before := partsIn(t, dir)
	if column := before["part-000001-000/common.sets"]; len(column) < 100 {
		t.Fatalf("the common terms take %d bytes", len(column))
	}
	expect := func(what, dir string, edition int) {
		t.Helper()
		e := open(t, dir)
		for _, q := range []string{"高质量发展 改革开放", "坚持", "推", fmt.Sprintf("第%d版", edition)} {
			var want engine.Total
			for _, r := range reports(edition) {
				n := 0
				for _, p := range r.Paragraphs {
					if !slices.ContainsFunc(strings.Fields(q), func(text string) bool { return !strings.Contains(p.Text, text) }) {
						n++
					}
				}
				want.Paragraphs += n
				want.Reports += min(n, 1)
			}
			r, err := e.Search(t.Context(), engine.Request{Query: query.Parse(q).Root, Limit: 10})
			if err != nil || r.Total.Paragraphs != want.Paragraphs || r.Total.Reports != want.Reports || want.Paragraphs == 0 {
				t.Errorf("%s: %s: %+v, %v, want %+v", what, q, r.Total, err, want)
			}
		}
	}
	expect("the index", dir, 0)
	if err := bleve.Backup(t.Context(), dir, dest); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(partsIn(t, dest), before) {
		t.Error("the backup has other parts")
	}
	expect("the backup", dest, 0)
	putAll(t, dir, reports(1))
	for n, edition := range []int{1, 0, 1, 0} {
		if n > 0 {
			if err := bleve.Rollback(t.Context(), dir); err != nil {
				t.Fatal(err)
			}
		}
		expect(fmt.Sprintf("after going back %d times", n), dir, edition)
	}
	after := partsIn(t, dir)
	for name, content := range before {
		if after[name] != content {
			t.Errorf("%s is another one after going back", name)
		}
	}
}

// partsIn reads the files of the parts of an index.
func partsIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, name := range indexFiles(t, dir) {
		if strings.HasPrefix(name, "part-") {
			content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
			if err != nil {
				t.Fatal(err)
			}
			files[name] = string(content)
		}
	}
	return files
}

// TestRollback points CURRENT at the generation before, as the README says.
func TestRollback(t *testing.T) {
	reports := enginetest.Reports(t)[:1]
	other := *reports[0]
	other.ID = "liaoning-2022"
	dir := filepath.Join(t.TempDir(), "index")
	putAll(t, dir, reports)
	putAll(t, dir, append(reports, &other))
	if err := bleve.Rollback(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	if n := count(t, dir); n != 1 {
		t.Errorf("%d reports after going back", n)
	}
	putAll(t, dir, append(reports, &other))
	if n := count(t, dir); n != 2 {
		t.Errorf("%d reports after going on from there", n)
	}
}

// TestReadWhileWriting searches without a pause while another engine on the same directory updates it: every answer is
// whole, of one generation or another.
func TestReadWhileWriting(t *testing.T) {
	reports := enginetest.Reports(t)[:1]
	dir := filepath.Join(t.TempDir(), "index")
	putAll(t, dir, reports)
	reader, err := bleve.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, reader)
	ctx, stop := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	go func() { failed <- readOn(ctx, reader) }()
	for i := range 8 {
		more := *reports[0]
		more.ID = "copy-" + string(rune('a'+i))
		putAll(t, dir, append(reports, &more))
	}
	stop()
	if err := <-failed; err != nil {
		t.Error(err)
	}
}

// readOn searches and refreshes until ctx ends. The number of reports never goes down, and every report has the same hits.
func readOn(ctx context.Context, e *bleve.Engine) error {
	last := 0
	for ctx.Err() == nil {
		r, err := e.Search(context.WithoutCancel(ctx), engine.Request{Query: query.Parse("碳排放达峰").Root, Limit: 50})
		if err != nil {
			return err
		}
		if r.Total.Reports < last || r.Total.Occurrences != 2*r.Total.Reports || len(r.Hits) != r.Total.Paragraphs {
			return errors.New("an answer between two generations")
		}
		last = r.Total.Reports
		if err := e.Refresh(context.WithoutCancel(ctx)); err != nil {
			return err
		}
	}
	return nil
}

func count(t *testing.T, dir string) int {
	t.Helper()
	e, err := bleve.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, e)
	list, err := e.Reports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}
