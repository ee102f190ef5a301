package bleve_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
)

// TestDamage changes a byte in every file of an index, cuts every file short, and takes every file away: each time opening
// the index and Verify name the file, and nothing crashes.
func TestDamage(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "whole")
	putAll(t, whole, enginetest.Reports(t)[:1])
	for _, file := range indexFiles(t, whole) {
		for name, damage := range map[string]func(path string) error{"flip": flipByte, "cut": cutShort, "remove": os.Remove} {
			t.Run(name+"/"+file, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "index")
				if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
					t.Fatal(err)
				}
				if err := damage(filepath.Join(dir, filepath.FromSlash(file))); err != nil {
					t.Fatal(err)
				}
				expectDamage(t, dir, file)
			})
		}
	}
}

func expectDamage(t *testing.T, dir, file string) {
	e, err := bleve.Open(t.Context(), dir)
	if err == nil {
		t.Fatal("it opens", e.Close())
	}
	if file == "CURRENT" && errors.Is(err, engine.ErrNotIndex) {
		return // without it nothing says that the directory is an index
	}
	if !errors.Is(err, engine.ErrDamaged) || !strings.Contains(err.Error(), file) {
		t.Errorf("Open: %v", err)
	}
	check, err := bleve.Verify(t.Context(), dir)
	if err != nil || len(check.Damaged) != 1 || check.Damaged[0].Name != file {
		t.Errorf("Verify: %+v, %v", check, err)
	}
}

func TestVerify(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	putAll(t, dir, enginetest.Reports(t)[:1])
	check, err := bleve.Verify(t.Context(), dir)
	if err != nil || len(check.Damaged) > 0 || check.Reports != 1 || check.Files != len(indexFiles(t, dir))-2 {
		t.Errorf("%+v, %v", check, err)
	}
	if _, err := bleve.Verify(t.Context(), filepath.Join(dir, "nowhere")); !errors.Is(err, engine.ErrNoIndex) {
		t.Error(err)
	}
}

// indexFiles lists the files of an index but its locks, which hold nothing.
func indexFiles(t *testing.T, dir string) (files []string) {
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path != "lock" && path != "readers" && path != "manifest-000000.json" {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) < 8 {
		t.Fatalf("%d files in %s: %v", len(files), dir, err)
	}
	return files
}

func putAll(t *testing.T, dir string, reports []*corpus.Report) {
	t.Helper()
	e, err := bleve.Create(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(e.Update(t.Context(), puts(reports)), e.Close()); err != nil {
		t.Fatal(err)
	}
}

func puts(reports []*corpus.Report) func(func(engine.Change, error) bool) {
	return func(yield func(engine.Change, error) bool) {
		for _, r := range reports {
			if !yield(engine.Change{Put: r}, nil) {
				return
			}
		}
	}
}

func flipByte(path string) error {
	content, err := os.ReadFile(path)
	if err != nil || len(content) == 0 {
		return fmt.Errorf("%s: %d bytes: %w", path, len(content), err)
	}
	content[len(content)/2] ^= 0x55
	return os.WriteFile(path, content, 0o644)
}

func cutShort(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return os.Truncate(path, info.Size()/2)
}
