package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestPack holds that an archive depends on names, contents and the time that is given, and not on the files' own times.
func TestPack(t *testing.T) {
	dir := t.TempDir()
	program, text := filepath.Join(dir, "program"), filepath.Join(dir, "text")
	if err := errors.Join(os.WriteFile(program, []byte("runs"), 0o600), os.WriteFile(text, []byte("says"), 0o666)); err != nil {
		t.Fatal(err)
	}
	entries := []entry{{"gongbao/gongbao", program, true}, {"gongbao/手册.txt", text, false}}
	at := time.Unix(1_700_000_000, 0).UTC()
	for name, pack := range map[string]func(string, []entry, time.Time, squeezer) error{"a.tar.gz": packTar, "a.zip": packZip} {
		var made [2][]byte
		for i := range made {
			archive := filepath.Join(dir, name)
			if err := errors.Join(pack(archive, entries, at, gzipped), os.Chtimes(program, at, at.Add(time.Duration(i+1)*time.Hour))); err != nil {
				t.Fatal(err)
			}
			var err error
			if made[i], err = os.ReadFile(archive); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(made[0], made[1]) {
			t.Errorf("%s is not the same twice", name)
		}
	}
	if got := tarred(t, filepath.Join(dir, "a.tar.gz")); got != "gongbao/gongbao 755 runs, gongbao/手册.txt 644 says, " {
		t.Errorf("the archive holds %s", got)
	}
	z, err := zip.OpenReader(filepath.Join(dir, "a.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if len(z.File) != 2 || z.File[0].Mode() != 0o755 || z.File[1].Name != "gongbao/手册.txt" || !z.File[1].Modified.Equal(at) {
		t.Errorf("the zip holds %+v", z.File)
	}
	if got, err := fs.ReadFile(z, "gongbao/手册.txt"); err != nil || string(got) != "says" {
		t.Errorf("手册.txt says %q, %v", got, err)
	}
}

// gzipped is a squeezer that needs no other program.
func gzipped(content []byte) ([]byte, error) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write(content)
	err = errors.Join(err, z.Close())
	return packed.Bytes(), err
}

func tarred(t *testing.T, archive string) (listed string) {
	t.Helper()
	f, err := os.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return listed
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		mode := map[int64]string{0o755: "755", 0o644: "644"}[h.Mode]
		listed += h.Name + " " + mode + " " + string(content) + ", "
	}
}

func TestInstalled(t *testing.T) {
	for doc, want := range map[string]string{
		"man/zh_CN/man1/gongbao.1": "/usr/share/man/zh_CN/man1/gongbao.1", "completions/gongbao.bash": "/usr/share/bash-completion/completions/gongbao",
		"completions/gongbao.ps1": "",
	} {
		if got := installed(doc); got != want {
			t.Errorf("%s goes to %q, not %q", doc, got, want)
		}
	}
}

func TestForWindows(t *testing.T) {
	for doc, want := range map[string]bool{"man/man1/gongbao.1": false, "completions/gongbao.bash": false, "completions/gongbao.ps1": true} {
		if forWindows(doc) != want {
			t.Errorf("the zip has %s: %v", doc, !want)
		}
	}
}
