package command

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
)

// built is the tool that TestProcesses has built.
var built string

// TestProcesses tries what becomes of an index when processes end, meet, and fill the disk. It runs the tool as people build
// it: the race detector, with which the tests may have been built, would make so many processes take minutes.
func TestProcesses(t *testing.T) {
	built = filepath.Join(t.TempDir(), "gongbao")
	if out, err := exec.Command("go", "build", "-o", built, "..").CombinedOutput(); err != nil {
		t.Fatalf("build the tool: %v: %s", err, out)
	}
	t.Run("Kill", testKill)
	t.Run("Interrupt", testInterrupt)
	t.Run("TwoWriters", testTwoWriters)
	t.Run("DiskFull", testDiskFull)
}

// process is the tool as a process of its own.
func process(t *testing.T, args ...string) (c *exec.Cmd, stderr *bytes.Buffer) {
	t.Helper()
	c = exec.CommandContext(t.Context(), built, args...)
	c.Env = append(os.Environ(), "TMPDIR="+t.TempDir(), "LANG=C")
	stderr = new(bytes.Buffer)
	c.Stderr = stderr
	return c, stderr
}

func mustRun(t *testing.T, args ...string) {
	t.Helper()
	c, stderr := process(t, args...)
	if err := c.Run(); err != nil {
		t.Fatalf("%v: %v: %s", args, err, stderr)
	}
}

// writeCorpus writes reports for some years, each of which says in every paragraph which edition it is of.
func writeCorpus(t *testing.T, dir string, reports, paragraphs, edition int) {
	t.Helper()
	for n := range reports {
		var b strings.Builder
		fmt.Fprintf(&b, "%d年河北省政府工作报告\n\n各位代表：\n\n", 1990+n)
		for p := range paragraphs {
			fmt.Fprintf(&b, "第%d件实事，全省新增高标准农田%d万亩，铺设管网%d公里，这是第%d版。\n\n", p+1, 17*p+n, 31*n+p, edition)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.txt", 1990+n)), []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// editionIn says which edition an index holds, and fails unless it holds that one whole.
func editionIn(t *testing.T, dir string, reports, paragraphs int, editions ...int) int {
	t.Helper()
	e, err := bleve.Open(t.Context(), dir)
	if err != nil {
		t.Fatalf("the index does not open: %v", err)
	}
	defer e.Close()
	total := 0
	found := -1
	for _, edition := range editions {
		a, err := search.New(e, nil).Search(t.Context(), search.Request{Query: fmt.Sprintf("这是第%d版", edition), Mode: search.Exact})
		if err != nil {
			t.Fatal(err)
		}
		if a.Total.Paragraphs > 0 {
			found, total = edition, total+a.Total.Paragraphs
			if a.Total.Reports != reports {
				t.Fatalf("%d of %d reports are of edition %d", a.Total.Reports, reports, edition)
			}
		}
	}
	if total != reports*paragraphs {
		t.Fatalf("%d paragraphs, not %d", total, reports*paragraphs)
	}
	return found
}

// testKill kills the tool at random moments of indexing: the index always opens, with the old content or with the new one,
// whole.
func testKill(t *testing.T) {
	const rounds, reports, paragraphs = 50, 8, 60
	files, index := t.TempDir(), filepath.Join(t.TempDir(), "index")
	writeCorpus(t, files, reports, paragraphs, 0)
	mustRun(t, "index", files, "--index", index)
	writeCorpus(t, files, reports, paragraphs, 1)
	began := time.Now()
	mustRun(t, "index", files, "--index", index)
	usual := time.Since(began)
	edition, kept, replaced := 1, 0, 0
	for round := range rounds {
		next := round + 2
		writeCorpus(t, files, reports, paragraphs, next)
		c, _ := process(t, "index", files, "--index", index)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(usual * 4 / 3)))) // some are done before
		if err := c.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		_ = c.Wait() // that it was killed, or that it was done before
		switch got := editionIn(t, index, reports, paragraphs, edition, next); got {
		case next:
			edition, replaced = next, replaced+1
		case edition:
			kept++
		}
	}
	t.Logf("of %d rounds %d left the old content and %d the new", rounds, kept, replaced)
	mustRun(t, "index", files, "--index", index)
	editionIn(t, index, reports, paragraphs, rounds+1)
	expectNoLitter(t, index)
}

// expectNoLitter fails when an index has more than two generations after so many that did not come to their end.
func expectNoLitter(t *testing.T, index string) {
	entries, err := os.ReadDir(index)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) > 6 { // CURRENT, lock, and for each of two generations a manifest and a part
		t.Errorf("the index has %v", entries)
	}
}

// testInterrupt stops the tool as Ctrl-C does.
func testInterrupt(t *testing.T) {
	files, index := t.TempDir(), filepath.Join(t.TempDir(), "index")
	writeCorpus(t, files, 2, 10, 0)
	mustRun(t, "index", files, "--index", index)
	writeCorpus(t, files, 2, 8000, 1)
	c, stderr := process(t, "index", files, "--index", index)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	waitForHolder(t, index, c.Process.Pid)
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	err := c.Wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitFailed || !strings.Contains(stderr.String(), "stopped; the index is as it was before") {
		t.Errorf("%v: %s", err, stderr)
	}
	editionIn(t, index, 2, 10, 0, 1)
}

// testTwoWriters stops one process while it is writing: another one fails within two seconds and names it, and it goes on
// to its end.
func testTwoWriters(t *testing.T) {
	files, index := t.TempDir(), filepath.Join(t.TempDir(), "index")
	writeCorpus(t, files, 4, 2000, 0)
	first, stderr := process(t, "index", files, "--index", index)
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	stopWriting(t, index, first.Process)
	second, said := process(t, "index", files, "--index", index)
	began := time.Now()
	err := second.Run()
	if took := time.Since(began); err == nil || took > 2500*time.Millisecond {
		t.Errorf("the second one took %v: %v", took, err)
	}
	if !strings.Contains(said.String(), index+": "+engine.ErrLocked.Error()) || !strings.Contains(said.String(), fmt.Sprintf("process %d on ", first.Process.Pid)) {
		t.Errorf("the second one said %q", said)
	}
	if err := first.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if err := first.Wait(); err != nil {
		t.Errorf("the first one: %v: %s", err, stderr)
	}
	editionIn(t, index, 4, 2000, 0)
}

// stopWriting stops a process that is writing to an index. A first run locks it twice, and writes anew who holds it.
func stopWriting(t *testing.T, index string, p *os.Process) {
	t.Helper()
	signal := func(s os.Signal) {
		if err := p.Signal(s); err != nil {
			t.Fatal(err)
		}
	}
	for range 100 {
		waitForHolder(t, index, p.Pid)
		signal(syscall.SIGSTOP)
		if time.Sleep(10 * time.Millisecond); holds(index, p.Pid) {
			return
		}
		signal(syscall.SIGCONT)
	}
	t.Fatal("the process was never stopped while it held the lock")
}

// waitForHolder waits until a process has locked an index.
func waitForHolder(t *testing.T, index string, pid int) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		if holds(index, pid) {
			return
		}
	}
	t.Fatal("nobody locks the index")
}

// holds reports whether the lock of an index says that a process holds it.
func holds(index string, pid int) bool {
	body, err := os.ReadFile(filepath.Join(index, "lock"))
	return err == nil && strings.Contains(string(body), fmt.Sprintf(`"pid":%d,`, pid))
}

// testDiskFull indexes more than a small file system holds: that is an error that says so, and the index stays as it was.
func testDiskFull(t *testing.T) {
	disk := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk).CombinedOutput(); err != nil {
		t.Skipf("no small file system can be mounted here, so a full disk is not tried: %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", disk).CombinedOutput(); err != nil {
			t.Errorf("umount: %v: %s", err, out)
		}
	})
	files, index := t.TempDir(), filepath.Join(disk, "index")
	writeCorpus(t, files, 3, 10, 0)
	mustRun(t, "index", files, "--index", index)
	for _, spool := range []string{t.TempDir(), disk} {
		writeCorpus(t, files, 3, 4000, 1)
		c, stderr := process(t, "index", files, "--index", index)
		c.Env = append(c.Env, "TMPDIR="+spool)
		var exit *exec.ExitError
		if err := c.Run(); !errors.As(err, &exit) || exit.ExitCode() != exitFailed || !strings.Contains(stderr.String(), "no space left on device") {
			t.Errorf("spool in %s: %v: %s", spool, err, stderr)
		}
		editionIn(t, index, 3, 10, 0, 1)
	}
	writeCorpus(t, files, 3, 10, 2)
	mustRun(t, "index", files, "--index", index)
	editionIn(t, index, 3, 10, 2)
}
