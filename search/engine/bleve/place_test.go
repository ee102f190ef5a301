package bleve_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongbao/corpus/corpustest"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/bleve/disk"
)

// TestPlaces holds that the error of a place where no index can be says in either language what is there, and what to do.
func TestPlaces(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := errors.Join(
		os.Symlink(at("nowhere"), at("dangling")), os.Symlink("loop", at("loop")),
		os.WriteFile(at("file"), []byte("x"), 0o600), os.Mkdir(at("other"), 0o700), os.WriteFile(at("other/book.db"), nil, 0o600),
		os.Mkdir(at("shut"), 0), os.Mkdir(at("read-only"), 0o500),
	); err != nil {
		t.Skip(err) // as on systems that let nobody make links
	}
	for _, c := range []struct {
		name   string
		want   error
		zh, en string
		opens  bool // Open says that there is no index, which is all that it sees
	}{
		{"dangling", engine.ErrNotIndex, "符号链接", "symbolic link to", false},
		{"dangling/sub", engine.ErrNotIndex, "符号链接", "symbolic link to", false},
		{"loop", engine.ErrNotIndex, "指回自身", "leads back to itself", false},
		{"file", engine.ErrNotIndex, "这是文件", "it is a file", false},
		{"file/sub", engine.ErrNotIndex, "这是文件", "it is a file", false},
		{"other", engine.ErrNotIndex, "别的文件（book.db）", "other files (book.db)", false},
		{"shut", fs.ErrPermission, "没有权限读取", "you may not read", false},
		{"read-only", fs.ErrPermission, "没有权限在这里写入", "you may not write", true},
		{"read-only/sub", fs.ErrPermission, "没有权限在这里写入", "you may not write", true},
	} {
		if c.want == fs.ErrPermission && os.Geteuid() <= 0 {
			continue // this user may do everything, or the system has other permissions
		}
		_, err := bleve.Create(t.Context(), at(c.name))
		zh, en := language.ZH.Err(err), language.EN.Err(err)
		if !errors.Is(err, c.want) || !strings.Contains(zh, c.zh) || !strings.Contains(en, c.en) || !strings.Contains(zh, "；请") || !strings.Contains(en, "; ") {
			t.Errorf("create %s: %s / %s", c.name, zh, en)
		}
		if _, err := bleve.Open(t.Context(), at(c.name)); !errors.Is(err, c.want) && !(c.opens && errors.Is(err, engine.ErrNoIndex)) {
			t.Errorf("open %s: %v", c.name, err)
		}
	}
}

// A busyPlace is a place where another process makes an index while the directory is listed.
type busyPlace struct {
	disk.OS
	make func()
}

func (p *busyPlace) List(name string) ([]fs.DirEntry, error) {
	if now := p.make; now != nil {
		p.make = nil
		now()
	}
	return p.OS.List(name)
}

// TestAnotherIsQuicker holds that an index which comes while a first run looks for one is taken as it is.
func TestAnotherIsQuicker(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	report := corpustest.Sample(t)
	place := &busyPlace{make: func() {
		e, err := bleve.Create(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		defer e.Close()
		if err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) { yield(engine.Change{Put: &report}, nil) }); err != nil {
			t.Fatal(err)
		}
	}}
	e, err := bleve.Driver{FS: place}.Create(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if reports, err := e.Reports(t.Context()); err != nil || len(reports) != 1 {
		t.Errorf("%d reports, %v", len(reports), err)
	}
}
