//go:build unix

package bleve_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/bleve/disk"
)

// A sweptOperation is one that works on an index, and may fail at any operation on files.
type sweptOperation struct {
	name     string
	editions int    // that the index has before
	outdated bool   // as an older program has made them
	target   string // the directory that it changes, beside the index
	run      func(ctx context.Context, d bleve.Driver, dir string) error
	before   string // what the target holds before it
	after    string // and when it has succeeded
	others   string // what else it may hold after a failure
	reads    bool   // it changes nothing
}

var sweptOperations = []sweptOperation{
	{name: "create", target: "index", before: "none", after: "empty", others: "empty", run: func(ctx context.Context, d bleve.Driver, dir string) error {
		e, err := d.Create(ctx, dir+"/index")
		if err != nil {
			return err
		}
		return e.Close()
	}},
	{name: "first run", target: "index", before: "none", after: "第0版。", others: "empty", run: func(ctx context.Context, d bleve.Driver, dir string) error {
		e, err := d.Create(ctx, dir+"/index")
		if err != nil {
			return err
		}
		return errors.Join(e.Update(ctx, puts(editions(0))), e.Close())
	}},
	{name: "update", editions: 2, target: "index", before: "第1版。", after: "第2版。", run: func(ctx context.Context, d bleve.Driver, dir string) error {
		e, err := d.Open(ctx, dir+"/index")
		if err != nil {
			return err
		}
		return errors.Join(e.Update(ctx, puts(editions(2))), e.Close())
	}},
	{name: "upgrade", editions: 1, outdated: true, target: "index", before: "outdated: 第0版。", after: "第1版。", run: func(ctx context.Context, d bleve.Driver, dir string) error {
		e, err := d.Create(ctx, dir+"/index")
		if err != nil {
			return err
		}
		return errors.Join(e.(engine.Upgradable).Rebuild(ctx, puts(editions(1))), e.Close())
	}},
	{name: "rollback", editions: 2, target: "index", before: "第1版。", after: "第0版。", run: func(ctx context.Context, d bleve.Driver, dir string) error {
		return d.Rollback(ctx, dir+"/index")
	}},
	{name: "backup", editions: 1, target: "backup", before: "none", after: "第0版。", run: func(ctx context.Context, d bleve.Driver, dir string) error {
		return d.Backup(ctx, dir+"/index", dir+"/backup")
	}},
	{name: "verify", editions: 1, target: "index", before: "第0版。", after: "第0版。", reads: true, run: func(ctx context.Context, d bleve.Driver, dir string) error {
		check, err := d.Verify(ctx, dir+"/index")
		for _, damage := range check.Damaged {
			err = errors.Join(err, fmt.Errorf("%s: %w", damage.Name, damage.What))
		}
		return err
	}},
	{name: "open", editions: 1, target: "index", before: "第0版。", after: "第0版。", reads: true, run: func(ctx context.Context, d bleve.Driver, dir string) error {
		e, err := d.Open(ctx, dir+"/index")
		if err != nil {
			return err
		}
		return e.Close()
	}},
}

// TestSweep lets the operations on files fail of everything that works on an index: once, from then on, for want of space, and
// as the last one before the power fails; each of them, or in a short run every twelfth, and other ones in each mode. The index then has
// its old content or its new one, whole, and the new one if and only if the operation succeeded; the error names what failed, and nobody
// holds the lock.
func TestSweep(t *testing.T) {
	modes := map[string]fault{
		"once":      {once: true, err: syscall.EIO},
		"from then": {err: syscall.EIO},
		"no files":  {once: true, err: syscall.EMFILE, kinds: map[kind]bool{reading: true, writing: true}},
		"disk full": {err: syscall.ENOSPC, kinds: map[kind]bool{writing: true}},
		"power cut": {err: errPowerCut},
	}
	step := 1
	if testing.Short() {
		step = 12
	}
	for _, o := range sweptOperations {
		made := o.prepare(t)
		first := 0
		for mode, f := range modes {
			first = first%step + 1
			f.at = first
			t.Run(o.name+"/"+mode, func(t *testing.T) {
				t.Parallel()
				o.sweep(t, made, f, step)
			})
		}
	}
}

var errPowerCut = errors.New("the power is off")

// sweep lets the operations fail in turn that the run makes on a copy of the disk that has been made for it.
func (o *sweptOperation) sweep(t *testing.T, made string, f fault, step int) {
	given := 0
	for ; ; f.at += step {
		n := o.sweepOne(t, made, f)
		if n < 0 {
			break
		}
		given += n
	}
	if given == 0 && !o.reads {
		t.Error("nothing failed")
	}
}

// sweepOne lets one operation fail, and returns how many then did, or -1 if there are not so many.
func (o *sweptOperation) sweepOne(t *testing.T, made string, f fault) (given int) {
	work := memoryDir(t)
	defer os.RemoveAll(work)
	dir := filepath.Join(work, "disk")
	if err := os.CopyFS(dir, os.DirFS(made)); err != nil {
		t.Fatal(err)
	}
	fsys := newFaulty(f)
	fsys.keepAll(t, dir)
	err := o.attempt(t, fsys, dir)
	if fsys.n < f.at {
		return -1
	}
	o.check(t, fsys, dir, err)
	if t.Failed() {
		t.Fatalf("operation %d: %v", f.at, fsys.failed)
	}
	return fsys.given
}

// memoryDir makes a directory that is in memory where the system has a place for that. A disk adds nothing but time, most of it spent
// on making and removing so many files.
func memoryDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "gongbao-")
	if err != nil {
		return t.TempDir()
	}
	return dir
}

// prepare makes the disk that the operation begins with.
func (o *sweptOperation) prepare(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "made")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for edition := range o.editions {
		putAll(t, dir+"/index", editions(edition))
	}
	if o.outdated {
		outdate(t, dir+"/index")
	}
	return dir
}

// attempt runs the operation and fails when it does not end.
func (o *sweptOperation) attempt(t *testing.T, fsys *faulty, dir string) error {
	t.Helper()
	ctx := engine.WithNotes(t.Context(), func(error) {})
	ended := make(chan error, 1)
	go func() { ended <- o.run(ctx, bleve.Driver{FS: fsys}, dir) }()
	select {
	case err := <-ended:
		return err
	case <-time.After(time.Minute):
		t.Fatalf("%s hangs", o.name)
		return nil
	}
}

func (o *sweptOperation) check(t *testing.T, fsys *faulty, dir string, err error) {
	t.Helper()
	if err != nil && !slices.ContainsFunc(fsys.failed, func(name string) bool { return strings.Contains(err.Error(), name) }) {
		t.Errorf("%v does not name %s", err, fsys.failed)
	}
	if errors.Is(err, engine.ErrDamaged) && errors.Is(fsys.fault.err, syscall.EMFILE) {
		t.Errorf("damaged: %v", err)
	}
	if unlock, err := (disk.OS{}).TryLock(dir+"/index/lock", false); err == nil {
		if err := unlock(); err != nil {
			t.Error(err)
		}
	} else if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the lock: %v", err)
	}
	if o.editions == 0 && err != nil {
		_ = os.Remove(dir + "/index/lock") // the line before may have made it
	}
	got, broken := contentOf(dir + "/" + o.target)
	if broken != nil {
		t.Errorf("after %v: %v", err, broken)
	}
	switch {
	case o.name == "backup" && err != nil && got == o.after && broken == nil: // but it may not survive a power cut
	case err == nil && got != o.after, err != nil && got != o.before && !strings.Contains(o.others, got):
		t.Errorf("%s after %v", got, err)
	}
	if errors.Is(fsys.fault.err, errPowerCut) {
		o.checkImage(t, fsys, dir, err)
	}
	// and it goes on from there
	if o.name == "backup" && got == o.after {
		return // a second one is refused
	}
	if again := o.attempt(t, newFaulty(fault{}), dir); again != nil {
		t.Errorf("once more, after %v: %v", err, again)
	}
}

// checkImage looks at what is on the disk when the power is back.
func (o *sweptOperation) checkImage(t *testing.T, fsys *faulty, dir string, err error) {
	t.Helper()
	left := dir + ".left"
	fsys.image(t, dir, left)
	got, broken := contentOf(left + "/" + o.target)
	if broken != nil || got != o.before && got != o.after && !strings.Contains(o.others, got) {
		t.Errorf("the power cut left %q, %v", got, broken)
	}
	if err == nil && got != o.after && fsys.given == 0 {
		t.Errorf("the power cut took back what had been said to be done: %q", got)
	}
}
