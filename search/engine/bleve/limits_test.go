//go:build linux

package bleve_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongbao/search/engine/bleve"
	"gongbao/search/engine/bleve/disk"
)

// limitVariable makes a process that is this test update an index under a limit: "files 20 DIRECTORY".
const limitVariable = "GONGBAO_TEST_LIMIT"

// untold is what that process says of an error that does not wrap that of the system.
const untold = "callers cannot tell why"

// TestLimits updates an index in processes that may write no file beyond a size, and in processes that may open no more than
// some number of files. What bleve writes by itself meets these as well. Afterwards the index has its old content or its new
// one, whole, and nothing hung or panicked.
func TestLimits(t *testing.T) {
	if limit := os.Getenv(limitVariable); limit != "" {
		updateWithin(t, limit)
		return
	}
	made := filepath.Join(t.TempDir(), "index")
	putAll(t, made, editions(0))
	for kind, limits := range map[string][]int{
		"size":  {1, 100, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 32_767, 32_768, 40_000, 65_535, 65_536, 100_000, 131_072, 1 << 20},
		"files": {3, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 40, 100},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			done := 0
			for _, limit := range limits {
				if updatedWithin(t, made, fmt.Sprint(kind, " ", limit)) {
					done++
				}
			}
			if done == 0 || done == len(limits) {
				t.Errorf("%d of %d updates succeeded; the limits are not around what one takes", done, len(limits))
			}
		})
	}
}

// updatedWithin updates a copy of an index in a process of its own, and reports whether that succeeded.
func updatedWithin(t *testing.T, made, limit string) bool {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "index")
	if err := os.CopyFS(dir, os.DirFS(made)); err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestLimits$", "-test.timeout=1m")
	c.Env = append(os.Environ(), limitVariable+"="+limit+" "+dir)
	out, err := c.CombinedOutput()
	said := string(out)
	if strings.Contains(said, "panic: ") || strings.Contains(said, "SIG") || strings.Contains(said, "fatal error") || strings.Contains(said, untold) {
		t.Errorf("%s: %s", limit, said)
	}
	want := "第1版。"
	if err != nil {
		want = "第0版。"
		if !bytes.Contains(out, []byte("file too large")) && !bytes.Contains(out, []byte("too many open files")) && !bytes.Contains(out, []byte("too many files are open")) {
			t.Errorf("%s: the error does not say why: %s", limit, said)
		}
	}
	if got, err := contentOf(dir); err != nil || got != want {
		t.Errorf("%s: %q, %v; said %s", limit, got, err, said)
	}
	if free, err := (disk.OS{}).TryLock(filepath.Join(dir, "lock"), false); err != nil || free() != nil {
		t.Errorf("%s: the lock is held: %v", limit, err)
	}
	return err == nil
}

// updateWithin is the process.
func updateWithin(t *testing.T, limit string) {
	kind, rest, _ := strings.Cut(limit, " ")
	number, dir, _ := strings.Cut(rest, " ")
	most, err := strconv.ParseUint(number, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	e, err := bleve.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	resource := syscall.RLIMIT_FSIZE
	if kind == "files" {
		resource = syscall.RLIMIT_NOFILE
	}
	signal.Ignore(syscall.SIGXFSZ) // then a write says so
	if err := syscall.Setrlimit(resource, &syscall.Rlimit{Cur: most, Max: most}); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	err = e.Update(t.Context(), puts(editions(1)))
	if took := time.Since(began); took > 30*time.Second {
		err = errors.Join(err, fmt.Errorf("it took %v", took))
	}
	if err := errors.Join(err, e.Close()); err != nil {
		fmt.Println(err)
		if !errors.Is(err, syscall.EFBIG) && !errors.Is(err, syscall.EMFILE) {
			fmt.Println(untold)
		}
		os.Exit(1)
	}
	os.Exit(0)
}
