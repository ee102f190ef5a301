package scratch

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"
)

// names lists the temporary folder.
func names(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(os.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func temporary(t *testing.T) string {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir) // Windows
	return dir
}

func TestNothingStays(t *testing.T) {
	temporary(t)
	f, err := Create()
	if err != nil {
		t.Fatal(err)
	}
	if left := names(t); runtime.GOOS != "windows" && len(left) > 0 {
		t.Errorf("a kill would leave %q", left)
	}
	if _, err := f.WriteString("发展"); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(f); err != nil || string(got) != "发展" {
		t.Errorf("%q, %v", got, err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if left := names(t); len(left) > 0 {
		t.Errorf("%q stays", left)
	}
}

func TestSweep(t *testing.T) {
	dir := temporary(t)
	for name, age := range map[string]time.Duration{
		"gongbao-scratch-1": 0, "gongbao-reading-old": 2 * abandoned, "gongbao-reading-new": 0, "somebody": 2 * abandoned,
	} {
		path, then := filepath.Join(dir, name), time.Now().Add(-age)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, then, then); err != nil {
			t.Fatal(err)
		}
	}
	folder := filepath.Join(dir, "gongbao-upload-old", "uploads")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	then := time.Now().Add(-2 * abandoned)
	if err := os.Chtimes(filepath.Dir(folder), then, then); err != nil {
		t.Fatal(err)
	}
	sweep()
	if got, want := names(t), []string{"gongbao-reading-new", "somebody"}; !slices.Equal(got, want) {
		t.Errorf("%q stay, not %q", got, want)
	}
}
