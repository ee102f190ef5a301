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
	"gongbao/search/engine/bleve/disk"
	"gongbao/search/engine/enginetest"
)

// TestDamage changes a byte in every file of an index, cuts every file short, makes it longer, and takes it away: each time opening
// the index, Verify and Backup name the file, and nothing crashes.
func TestDamage(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "whole")
	putAll(t, whole, enginetest.Reports(t)[:1])
	for _, file := range indexFiles(t, whole) {
		for name, damage := range map[string]func(path string) error{"flip": flipByte, "cut": cutShort, "lengthen": lengthen, "remove": os.Remove} {
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
	backup := filepath.Join(t.TempDir(), "backup")
	if err := bleve.Backup(t.Context(), dir, backup); !errors.Is(err, engine.ErrDamaged) || !strings.Contains(err.Error(), file) {
		t.Errorf("Backup: %v", err)
	}
	if e, err := bleve.Open(t.Context(), backup); !errors.Is(err, engine.ErrNoIndex) {
		t.Errorf("Backup leaves an index: %v, %v", e, err)
	}
}

// TestRollbackToDamage damages each file of the state to go back to: Rollback names it and changes nothing, or, where an older state is
// whole, goes back to that, and leaves the damaged one where it is.
func TestRollbackToDamage(t *testing.T) {
	two, three := filepath.Join(t.TempDir(), "two"), filepath.Join(t.TempDir(), "three")
	putAll(t, two, editions(0))
	putAll(t, two, editions(1))
	putAll(t, three, editions(9))
	leave := beReader(t, three)
	putAll(t, three, editions(0))
	putAll(t, three, editions(1))
	leave()
	for _, test := range []struct{ whole, manifest, part string }{
		{two, "manifest-000001.json", "part-000001-000/"},
		{three, "manifest-000002.json", "part-000002-000/"},
	} {
		for _, file := range indexFiles(t, test.whole) {
			if file != test.manifest && !strings.HasPrefix(file, test.part) {
				continue
			}
			dir := filepath.Join(t.TempDir(), "index")
			path := filepath.Join(dir, filepath.FromSlash(file))
			if err := errors.Join(os.CopyFS(dir, os.DirFS(test.whole)), cutShort(path)); err != nil {
				t.Fatal(err)
			}
			err := bleve.Rollback(t.Context(), dir)
			if test.whole == two {
				if !errors.Is(err, engine.ErrDamaged) || !strings.Contains(err.Error(), file) {
					t.Errorf("%s: %v", file, err)
				}
				expectContent(t, dir, "第1版。")
				continue
			}
			if _, left := os.Stat(path); err != nil || left != nil {
				t.Errorf("%s: %v, %v", file, err, left)
			}
			expectContent(t, dir, "第9版。")
		}
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

// beReader reads an index, so that updates take no files away, until leave is called.
func beReader(t *testing.T, dir string) (leave func()) {
	t.Helper()
	free, err := disk.OS{}.TryLock(filepath.Join(dir, "readers"), true)
	if err != nil {
		t.Fatal(err)
	}
	return func() {
		t.Helper()
		if err := free(); err != nil {
			t.Fatal(err)
		}
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

func lengthen(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(content, 0), 0o644)
}

func cutShort(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return os.Truncate(path, info.Size()/2)
}
