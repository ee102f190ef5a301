package bleve_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"gongbao/corpus/figure"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
	"gongbao/search/query"
)

// outdate makes the index in dir one that a program with an older folding has made.
func outdate(t *testing.T, dir string) {
	t.Helper()
	rewriteManifest(t, dir, func(m map[string]any) { m["format"], m["text"] = 3, 0 })
}

// outdated returns the directory of an index that is outdated, with the reports of enginetest.Old.
func outdated(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "index")
	putAll(t, dir, enginetest.Old(t))
	outdate(t, dir)
	return dir
}

// writable opens an index for an update, be it outdated.
func writable(t *testing.T, dir string) *bleve.Engine {
	t.Helper()
	e, err := bleve.Create(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return closing(t, e)
}

func TestUpgrade(t *testing.T) { enginetest.Upgrade(t, writable(t, outdated(t)), enginetest.Old(t)) }

// TestOlderFigures opens an index whose figures rules of before have read: it answers and is updated as it is, and is outdated until
// it is built anew.
func TestOlderFigures(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	reports := enginetest.Old(t)
	putAll(t, dir, reports[:1])
	rewriteManifest(t, dir, func(m map[string]any) { m["figures"] = figure.Edition - 1 })
	e := writable(t, dir)
	expect := func(outdated bool) {
		t.Helper()
		if got, err := e.Outdated(t.Context()); got != outdated || err != nil {
			t.Errorf("outdated: %v, %v", got, err)
		}
		if found, err := e.Search(t.Context(), engine.Request{Query: query.Text{Value: "发展"}}); err != nil || found.Total.Paragraphs == 0 {
			t.Errorf("%+v, %v", found, err)
		}
	}
	expect(true)
	if err := e.Update(t.Context(), enginetest.Puts(reports[1])); err != nil {
		t.Fatal(err)
	}
	expect(true)
	if err := e.Rebuild(t.Context(), enginetest.Puts(reports...)); err != nil {
		t.Fatal(err)
	}
	expect(false)
}

// TestOutdatedIsRefused opens an index that is outdated for reading, and says what to do; what reads files as they are works on it.
func TestOutdatedIsRefused(t *testing.T) {
	dir := outdated(t)
	if _, err := bleve.Open(t.Context(), dir); !errors.Is(err, engine.ErrOutdated) || !strings.Contains(err.Error(), "gongbao index --index "+dir) {
		t.Errorf("opened: %v", err)
	}
	var noted []error
	ctx := engine.WithNotes(t.Context(), func(err error) { noted = append(noted, err) })
	if check, err := bleve.Verify(ctx, dir); err != nil || check.Reports != 2 || len(check.Damaged) > 0 {
		t.Errorf("%+v, %v", check, err)
	}
	backup := filepath.Join(t.TempDir(), "backup")
	if err := bleve.Backup(ctx, dir, backup); err != nil {
		t.Error(err)
	}
	if len(noted) != 2 || !errors.Is(errors.Join(noted...), engine.ErrOutdated) {
		t.Errorf("noted %v", noted)
	}
	enginetest.Upgrade(t, writable(t, backup), enginetest.Old(t))
}

// TestRollbackOfUpgrade goes back to an index that is outdated: it is as the older program wrote it, a reader goes on with what
// it has and says so, and the index can be brought up to date again.
func TestRollbackOfUpgrade(t *testing.T) {
	dir := outdated(t)
	writer := writable(t, dir)
	if err := writer.Rebuild(t.Context(), enginetest.Puts(enginetest.Old(t)...)); err != nil {
		t.Fatal(err)
	}
	reader, err := bleve.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	var noted error
	if err := bleve.Rollback(engine.WithNotes(t.Context(), func(err error) { noted = err }), dir); err != nil || !errors.Is(noted, engine.ErrOutdated) {
		t.Fatalf("%v, noted %v", err, noted)
	}
	if m := currentManifest(t, dir); m["format"] != 3.0 || m["text"] != 0.0 {
		t.Errorf("%v", m)
	}
	if err := reader.Refresh(t.Context()); !errors.Is(err, engine.ErrOutdated) {
		t.Errorf("a reader: %v", err)
	}
	if _, err := reader.Version(t.Context()); !errors.Is(err, engine.ErrUnavailable) {
		t.Errorf("ready with an outdated index: %v", err)
	}
	if found, err := reader.Search(t.Context(), engine.Request{Query: query.Text{Value: "碳排放达峰"}}); err != nil || found.Total.Reports != 1 {
		t.Errorf("%+v, %v", found.Total, err)
	}
	if err := writer.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	enginetest.Upgrade(t, writer, enginetest.Old(t))
	if err := reader.Refresh(t.Context()); err != nil {
		t.Errorf("after it was brought up to date: %v", err)
	}
}

// TestLater refuses the index of a later program, and changes nothing of it.
func TestLater(t *testing.T) {
	dir := outdated(t)
	rewriteManifest(t, dir, func(m map[string]any) { m["text"] = 99 })
	for name, open := range map[string]func() error{
		"Open":   func() error { _, err := bleve.Open(t.Context(), dir); return err },
		"Create": func() error { _, err := bleve.Create(t.Context(), dir); return err },
	} {
		if err := open(); !errors.Is(err, engine.ErrVersion) || errors.Is(err, engine.ErrOutdated) || !strings.Contains(err.Error(), "later version") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
