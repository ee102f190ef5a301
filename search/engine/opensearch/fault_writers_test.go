package opensearch_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/engine/opensearch"
)

// Environment variables of a process that runs TestDoomedWriter.
const (
	doomedLocation = "GONGBAO_FAULT_LOCATION"
	doomedRebuild  = "GONGBAO_FAULT_REBUILD"
)

// doomedReports is the number of reports that it puts.
const doomedReports = 60

// TestDoomedWriter is the process that testDeadWriters kills. It is skipped otherwise.
func TestDoomedWriter(t *testing.T) {
	location := os.Getenv(doomedLocation)
	if location == "" {
		t.Skip("skipped: this is the process that TestClusterFaults kills")
	}
	e := open(t, location)
	write := e.Update
	if os.Getenv(doomedRebuild) != "" {
		write = e.Rebuild
	}
	if err := write(t.Context(), putting(reportsOf(paragraphsOf(t), doomedReports), nil)); err != nil {
		t.Fatal(err)
	}
}

// abandoned is an index whose writer was killed or has been silent past its lease.
type abandoned struct {
	location string
	e        *opensearch.Engine
	rebuilds bool
	stopped  bool // it resumes later
	process  *exec.Cmd
	said     *bytes.Buffer // output of the process
	since    time.Time
	finished bool // before it was killed
}

func (d *abandoned) String() string {
	return map[bool]string{false: "a writer that updates", true: "a writer that rebuilds"}[d.rebuilds] + map[bool]string{false: " and is killed", true: " and is stopped"}[d.stopped]
}

// killWriters kills or stops processes while they write, each to its own index, and returns these indexes.
func (f faults) killWriters(t *testing.T) []*abandoned {
	reports := reportsOf(f.paragraphs, doomedReports)
	old := shortened(reports)
	all := []*abandoned{{}, {rebuilds: true}, {stopped: true}, {rebuilds: true, stopped: true}}
	for _, d := range all {
		d.location = f.NewIndex(t)
		d.e = open(t, d.location)
		began := time.Now()
		if err := d.e.Update(t.Context(), putting(old, nil)); err != nil {
			t.Fatal(err)
		}
		f.killWriter(t, d, time.Since(began))
		f.expectKept(t, d, old, reports)
	}
	return all
}

// testDeadWriters takes over from killed or stopped writers. None of their writes ever becomes visible, not even of
// those that resume later.
func (f faults) testDeadWriters(t *testing.T, all []*abandoned) {
	reports := reportsOf(f.paragraphs, doomedReports)
	old := shortened(reports)
	for i, d := range all {
		f.takeOver(t, d, func() error {
			if !d.rebuilds {
				return d.e.Update(t.Context(), replacing(nil, nil))
			}
			return d.e.Rebuild(t.Context(), putting(old, nil)) // its index is the one that the dead one would have built
		})
		if d.finished && !d.rebuilds {
			expectHeld(t, d.e, reports)
		} else {
			expectHeld(t, d.e, old)
		}
		// These are fewer than the dead one has written, so that not all of its documents are replaced should their
		// numbers be given again, and other ones.
		now := slices.Clone(reports[5 : 15+i])
		slices.Reverse(now)
		if err := d.e.Update(t.Context(), replacing(reports, now)); err != nil {
			t.Fatal(err)
		}
		if d.stopped {
			expectHeld(t, d.e, now)
			d.goOn(t)
		}
		if err := d.e.Update(t.Context(), putting(now[:1], nil)); err != nil { // it makes everything searchable that is there
			t.Fatal(err)
		}
		expectHeld(t, d.e, now)
		f.expectHidden(t, d.location, now)
		if !d.stopped { // one that goes on may leave an index that nobody uses: OpenSearch makes one when it renews its lease
			f.expectOneIndex(t, d.location)
		}
	}
}

// killWriter starts a writer, and kills or stops it at a random moment after it takes the lease.
func (f faults) killWriter(t *testing.T, d *abandoned, usual time.Duration) {
	t.Helper()
	d.process = exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestDoomedWriter$", "-test.v")
	d.process.Env = append(os.Environ(), doomedLocation+"="+d.location)
	if d.rebuilds {
		d.process.Env = append(d.process.Env, doomedRebuild+"=1")
	}
	d.said = new(bytes.Buffer)
	d.process.Stdout, d.process.Stderr = d.said, d.said
	if err := d.process.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(20 * time.Second); f.state(t, d.location).Lease == nil; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			_ = d.process.Process.Kill()
			_ = d.process.Wait()
			t.Fatalf("the writer does not take the lease: %s", d.said)
		}
	}
	moment := time.Duration(rand.Int64N(int64(usual)))
	time.Sleep(moment)
	signal := syscall.SIGKILL
	if d.stopped {
		signal = syscall.SIGSTOP
	}
	if err := d.process.Process.Signal(signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	d.since = time.Now()
	if !d.stopped {
		_ = d.process.Wait() // that it was killed, or that it was done before
	}
	t.Logf("%s %d ms after it took the lease", d, moment.Milliseconds())
}

// goOn resumes a stopped writer, which finds its lease lost.
func (d *abandoned) goOn(t *testing.T) {
	t.Helper()
	if err := d.process.Process.Signal(syscall.SIGCONT); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	began := time.Now()
	err := d.process.Wait()
	if !d.finished && (err == nil || !strings.Contains(d.said.String(), engine.ErrLocked.Error())) {
		t.Errorf("%s: %v: %s", d, err, d.said)
	}
	t.Logf("%s: it ends %d ms after it was let go on", d, time.Since(began).Milliseconds())
}

// expectKept fails unless an index holds its old reports or all new ones, and the killed writer still holds the lease.
func (f faults) expectKept(t *testing.T, d *abandoned, before, after []*corpus.Report) {
	t.Helper()
	reader := open(t, d.location)
	lease := f.state(t, d.location).Lease
	if d.finished = lease == nil; d.finished {
		t.Log("it was done before")
		expectTotals(t, reader, after)
		return
	}
	expectTotals(t, reader, before)
	err := reader.Update(t.Context(), replacing(nil, nil))
	if !errors.Is(err, engine.ErrLocked) || !strings.Contains(err.Error(), lease.Holder) {
		t.Errorf("another update gives %v, and should name %s", err, lease.Holder)
	}
}

// takeOver writes as soon as the index accepts writes again.
func (f faults) takeOver(t *testing.T, d *abandoned, write func() error) {
	t.Helper()
	const lease, more = 20 * time.Second, 5 * time.Second
	until := d.since.Add(lease)
	if now := time.Now(); now.After(until) {
		until = now
	}
	for {
		began := time.Now()
		err := write()
		if err == nil {
			t.Logf("%s: another begins to write %.1f s later", d, began.Sub(d.since).Seconds())
			return
		}
		if !errors.Is(err, engine.ErrLocked) || time.Now().After(until.Add(more)) {
			t.Fatalf("%s, and %.1f s later another one is told: %v", d, began.Sub(d.since).Seconds(), err)
		}
	}
}

// expectHidden counts the documents of reports, bypassing the engine, and checks that all invisible ones are hidden.
func (f faults) expectHidden(t *testing.T, location string, reports []*corpus.Report) {
	t.Helper()
	s := f.state(t, location)
	paragraphs := 0
	for _, r := range reports {
		paragraphs += len(r.Paragraphs)
	}
	for field, want := range map[string]int{"number": paragraphs, "report_number": len(reports)} {
		query := field + ":[0 TO *]"
		for _, h := range s.Hidden {
			query += fmt.Sprintf(" AND NOT %s:[%d TO %d]", field, h.From, h.To-1)
		}
		var answer struct{ Count int }
		f.get(t, "/"+nameOf(location)+"/_count?q="+strings.ReplaceAll(query, " ", "%20"), &answer)
		if answer.Count != want {
			t.Errorf("%d documents with a %s are not hidden, and %d are to be seen; the state is %+v", answer.Count, field, want, s)
		}
	}
}

// replacing returns an update that deletes reports and then puts others.
func replacing(old, now []*corpus.Report) iter.Seq2[engine.Change, error] {
	return func(yield func(engine.Change, error) bool) {
		for _, r := range old {
			if !yield(engine.Change{Delete: r.ID}, nil) {
				return
			}
		}
		putting(now, nil)(yield)
	}
}

// A stateDocument holds the fields of the state that the tests check.
type stateDocument struct {
	Next   int64
	Hidden []struct{ From, To int64 }
	Lease  *struct{ Holder string }
}

func (f faults) state(t *testing.T, location string) stateDocument {
	t.Helper()
	var answer struct {
		Source struct{ State stateDocument } `json:"_source"`
	}
	f.get(t, "/"+nameOf(location)+"/_doc/state", &answer)
	return answer.Source.State
}

// testTwoWriters runs two writers at once.
func (f faults) testTwoWriters(t *testing.T) {
	location := f.NewIndex(t)
	reports := reportsOf(f.paragraphs, 10)
	for range 2 {
		engines := [2]*opensearch.Engine{open(t, location), open(t, location)}
		errs := [2]error{}
		took := [2]time.Duration{}
		ended := make(chan int)
		for i, e := range engines {
			go func() {
				began := time.Now()
				errs[i] = e.Update(t.Context(), putting(reports, func(int) { time.Sleep(300 * time.Millisecond) }))
				took[i] = time.Since(began)
				ended <- i
			}()
		}
		loser := <-ended
		winner := <-ended
		if errs[winner] != nil || !errors.Is(errs[loser], engine.ErrLocked) || !strings.Contains(errs[loser].Error(), fmt.Sprintf("process %d on ", os.Getpid())) {
			t.Errorf("of two writers, one gives %v and the other %v", errs[winner], errs[loser])
		}
		t.Logf("one of two writers gives after %d ms: %v", took[loser].Milliseconds(), errs[loser])
		expectHeld(t, engines[loser], reports)
	}
}

// testReplacing replaces reports by shorter and longer versions in turn while two engines read, that of the writer and
// that of another server. Both always see one version as a whole.
func (f faults) testReplacing(t *testing.T) {
	location := f.NewIndex(t)
	long := reportsOf(f.paragraphs, 3)
	versions := [2][]*corpus.Report{long, shortened(long)}
	writer, other := open(t, location), open(t, location)
	if err := writer.Update(t.Context(), putting(long, nil)); err != nil {
		t.Fatal(err)
	}
	if err := other.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	searches := searchesFor(versions[0], versions[1])
	here, there := read(t, writer, 2, searches), read(t, other, 2, searches)
	defer refreshing(t, other)()
	updates := 0
	for began := time.Now(); time.Since(began) < 8*time.Second; {
		updates++
		now := versions[updates%2]
		if err := writer.Update(t.Context(), putting(now, nil)); err != nil {
			t.Fatal(err)
		}
		expectTotals(t, writer, now)
	}
	here.end(t, fmt.Sprintf("while %d updates are made by the same engine", updates))
	there.end(t, fmt.Sprintf("while %d updates are made by another engine", updates))
	if err := other.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	expectHeld(t, other, versions[updates%2])
}

// refreshing keeps an engine at the newest state, as a server does, until stop.
func refreshing(t *testing.T, e *opensearch.Engine) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for tick := time.NewTicker(100 * time.Millisecond); ; {
			select {
			case <-ctx.Done():
				tick.Stop()
				return
			case <-tick.C:
			}
			if err := e.Refresh(ctx); err != nil && ctx.Err() == nil {
				t.Errorf("Refresh: %v", err)
			}
		}
	}()
	return func() { cancel(); <-done }
}
