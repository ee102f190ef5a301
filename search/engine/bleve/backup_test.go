package bleve_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

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
