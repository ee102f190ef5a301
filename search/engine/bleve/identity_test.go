package bleve_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/query"
)

// TestAnotherIndexInTheSamePlace puts another index where an open one stands, and one that has as many generations: it is read
// as what it is, and nobody writes to it who believes it is the first one.
func TestAnotherIndexInTheSamePlace(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	putAll(t, dir, editions(0))
	reader, writer := open(t, dir), open(t, dir)
	before := version(t, reader)
	if err := os.Rename(dir, dir+".old"); err != nil {
		t.Fatal(err)
	}
	if err := reader.Refresh(t.Context()); !errors.Is(err, engine.ErrNoIndex) {
		t.Errorf("where nothing is: %v", err)
	}
	if _, err := reader.Version(t.Context()); !errors.Is(err, engine.ErrUnavailable) {
		t.Errorf("ready without an index: %v", err)
	}
	putAll(t, dir, editions(1))
	if err := writer.Update(t.Context(), puts(editions(2))); !errors.Is(err, engine.ErrUnavailable) {
		t.Errorf("written over: %v", err)
	}
	expectContent(t, dir, "第1版。")
	if err := reader.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if version(t, reader) == before {
		t.Error("the version is that of the other index")
	}
	r, err := reader.Report(t.Context(), "hebei-2000")
	if err != nil || !strings.Contains(r.Paragraphs[0].Text, "第1版") {
		t.Errorf("%v, %v", r.Paragraphs, err)
	}
	if err := reader.Update(t.Context(), puts(editions(2))); err != nil {
		t.Fatal(err)
	}
	expectContent(t, dir, "第2版。")
}

// TestBackupInThePlaceOfTheIndex copies a backup back while the index is open: it is the same index at an earlier state.
func TestBackupInThePlaceOfTheIndex(t *testing.T) {
	dir, backup := filepath.Join(t.TempDir(), "index"), filepath.Join(t.TempDir(), "backup")
	putAll(t, dir, editions(0))
	if err := bleve.Backup(t.Context(), dir, backup); err != nil {
		t.Fatal(err)
	}
	putAll(t, dir, editions(1))
	e := open(t, dir)
	if err := errors.Join(os.RemoveAll(dir), os.CopyFS(dir, os.DirFS(backup))); err != nil {
		t.Fatal(err)
	}
	if err := e.Update(t.Context(), puts(editions(2)[:1])); err != nil {
		t.Fatal(err)
	}
	if check, err := bleve.Verify(t.Context(), dir); err != nil || len(check.Damaged) > 0 || check.Reports != 2 {
		t.Errorf("%+v, %v", check, err)
	}
	r, err := e.Report(t.Context(), "hebei-2001")
	if err != nil || !strings.Contains(r.Paragraphs[0].Text, "第0版") {
		t.Errorf("%v, %v", r.Paragraphs, err)
	}
}

// TestBegunIndexAnswers opens what a first run leaves that was stopped before it had a state: an index without reports, which answers
// all questions, and takes up what a later run writes.
func TestBegunIndexAnswers(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "lock"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	e := open(t, dir)
	search := func(q string) engine.Result {
		t.Helper()
		result, err := e.Search(t.Context(), engine.Request{Query: query.Parse(q).Root, Limit: 10})
		if err != nil {
			t.Error(err)
		}
		return result
	}
	for _, q := range []string{"这是", "-这是", "year:2000", "同句:(这是 版)", "这是 OR 版"} {
		if result := search(q); result.Total != (engine.Total{}) || result.Hits != nil {
			t.Errorf("%s finds %+v", q, result)
		}
	}
	if old, err := e.Outdated(t.Context()); old || err != nil {
		t.Errorf("outdated: %v, %v", old, err)
	}
	putAll(t, dir, editions(0))
	if err := e.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if total := search("第0版").Total; total.Reports != 2 {
		t.Errorf("%+v after the run that was not stopped", total)
	}
}

// TestOldFormat brings an index up to date whose manifests have no id, while a reader has it open that goes on.
func TestOldFormat(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	putAll(t, dir, editions(0))
	rewriteManifest(t, dir, func(m map[string]any) {
		m["format"] = 2
		delete(m, "id")
		delete(m, "parent")
	})
	expectContent(t, dir, "outdated: 第0版。")
	e := writable(t, dir)
	if err := writable(t, dir).Rebuild(t.Context(), puts(editions(1))); err != nil {
		t.Fatal(err)
	}
	expectContent(t, dir, "第1版。")
	if err := e.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	m := currentManifest(t, dir)
	if m["format"] != 10.0 || m["id"] == "" || m["parent"] == "" {
		t.Errorf("%v", m)
	}
	if err := bleve.Rollback(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	expectContent(t, dir, "outdated: 第0版。")
}

// TestFirstRun makes indexes in directories that are not empty.
func TestFirstRun(t *testing.T) {
	for _, c := range []struct {
		name  string
		files []string // a slash at the end makes a directory
		want  error
	}{
		{"a volume", []string{"lost+found/"}, nil},
		{"a checkout", []string{".gitkeep"}, nil},
		{"file managers", []string{".DS_Store", "Thumbs.db", "desktop.ini"}, nil},
		{"a first run that was stopped", []string{"lock", "readers", "manifest-000000.json", "CURRENT.new-4f3a", "manifest-000000.json.new-1b2c"}, nil},
		{"a backup that was stopped", []string{"copying", "part-000007-000/", "manifest-000007.json"}, nil},
		{"files of somebody's", []string{"2021.txt"}, engine.ErrNotIndex},
		{"files that are named like ours", []string{"part-1.txt", "part-000001-000"}, engine.ErrNotIndex},
		{"a folder that is named like ours", []string{"lock", "part-2021/"}, engine.ErrNotIndex},
		{"files beside ours", []string{"lock", "2021.txt"}, engine.ErrNotIndex},
		{"an index without its pointer", []string{"lock", "manifest-000003.json", "part-000003-000/"}, engine.ErrDamaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, name := range c.files {
				path := filepath.Join(dir, name)
				err := os.Mkdir(path, 0o755)
				if !strings.HasSuffix(name, "/") {
					err = errors.Join(os.Remove(path), os.WriteFile(path, nil, 0o644))
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			e, err := bleve.Create(t.Context(), dir)
			if !errors.Is(err, c.want) {
				t.Fatalf("%v", err)
			}
			if err != nil {
				return
			}
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
			putAll(t, dir, editions(0))
			expectContent(t, dir, "第0版。")
		})
	}
}

// TestFirstRunsAtOnce lets several make an index in one place: all succeed, and nothing that one has written is lost.
func TestFirstRunsAtOnce(t *testing.T) {
	for range 10 {
		dir := filepath.Join(t.TempDir(), "a", "index")
		errs := make([]error, 4)
		var group sync.WaitGroup
		for i := range errs {
			group.Go(func() {
				e, err := bleve.Create(t.Context(), dir)
				if err == nil {
					r := editions(i)[0]
					r.ID = fmt.Sprintf("hebei-%d", i)
					err = errors.Join(e.Update(t.Context(), func(yield func(engine.Change, error) bool) { yield(engine.Change{Put: r}, nil) }), e.Close())
				}
				errs[i] = err
			})
		}
		group.Wait()
		failed := len(slices.DeleteFunc(slices.Clone(errs), func(err error) bool { return err == nil || errors.Is(err, engine.ErrLocked) }))
		done := len(slices.DeleteFunc(slices.Clone(errs), func(err error) bool { return err != nil }))
		if n := count(t, dir); failed > 0 || n != done || n == 0 {
			t.Fatalf("%d reports after %v", n, errs)
		}
	}
}

// TestPointerLost takes CURRENT away: that is damage, and Rollback repairs it.
func TestPointerLost(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	putAll(t, dir, editions(0))
	if err := os.Remove(filepath.Join(dir, "CURRENT")); err != nil {
		t.Fatal(err)
	}
	check, err := bleve.Verify(t.Context(), dir)
	if err != nil || len(check.Damaged) != 1 || check.Damaged[0].Name != "CURRENT" || !check.Rollback {
		t.Errorf("%+v, %v", check, err)
	}
	if err := bleve.Rollback(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	expectContent(t, dir, "第0版。")
}

// TestManySerials goes back across the serial where names of manifests grow longer.
func TestManySerials(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	putAll(t, dir, editions(0))
	rewriteManifest(t, dir, func(m map[string]any) { m["serial"] = 999_999 })
	putAll(t, dir, editions(1))
	putAll(t, dir, editions(2))
	if m := currentManifest(t, dir); m["serial"] != 1_000_001.0 {
		t.Fatalf("%v", m["serial"])
	}
	for _, want := range []string{"第1版。", "第2版。"} {
		if err := bleve.Rollback(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
		expectContent(t, dir, want)
	}
}

// TestUnfinishedUpdate leaves a manifest that no pointer ever named, as an update does that is killed: Rollback goes back, and
// not on to it.
func TestUnfinishedUpdate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	for edition := range 3 {
		putAll(t, dir, editions(edition))
	}
	pointer, err := os.ReadFile(filepath.Join(dir, "CURRENT"))
	if err != nil {
		t.Fatal(err)
	}
	before := filepath.Join(t.TempDir(), "before")
	if err := os.CopyFS(before, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	putAll(t, dir, editions(3))
	if err := errors.Join(os.CopyFS(dir+".both", os.DirFS(dir)), copyMissing(dir+".both", before), os.WriteFile(filepath.Join(dir+".both", "CURRENT"), pointer, 0o644)); err != nil {
		t.Fatal(err)
	}
	expectContent(t, dir+".both", "第2版。")
	if err := bleve.Rollback(t.Context(), dir+".both"); err != nil {
		t.Fatal(err)
	}
	expectContent(t, dir+".both", "第1版。")
}

// TestManyRollbacks goes back and forth between two states: each time no more is left than after the first time, and a third state,
// which updates have not taken away yet, stays, as does everything while a manifest cannot be read.
func TestManyRollbacks(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	putAll(t, dir, editions(0))
	leave := beReader(t, dir)
	putAll(t, dir, editions(1))
	putAll(t, dir, editions(2))
	leave()
	third := filepath.Join(dir, "manifest-000001.json")
	sound, err := os.ReadFile(third)
	if err != nil {
		t.Fatal(err)
	}
	back := func(want string, notes int) (entries int) {
		t.Helper()
		var noted []error
		if err := bleve.Rollback(engine.WithNotes(t.Context(), func(err error) { noted = append(noted, err) }), dir); err != nil {
			t.Fatal(err)
		}
		expectContent(t, dir, want)
		if len(noted) != notes || notes > 0 && !strings.Contains(noted[0].Error(), filepath.Base(third)) {
			t.Errorf("noted %v", noted)
		}
		if _, err := os.Stat(filepath.Join(dir, "part-000001-000")); err != nil {
			t.Error(err)
		}
		list, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	usual := back("第1版。", 0)
	for n := range 10 {
		if entries := back([]string{"第2版。", "第1版。"}[n%2], 0); entries != usual {
			t.Fatalf("%d entries after %d times, %d after the first", entries, n+2, usual)
		}
	}
	if err := os.WriteFile(third, sound[1:], 0o644); err != nil {
		t.Fatal(err)
	}
	if entries := back("第2版。", 1); entries != usual+1 {
		t.Errorf("%d entries beside a manifest that cannot be read, want %d", entries, usual+1)
	}
	if err := os.WriteFile(third, sound, 0o644); err != nil {
		t.Fatal(err)
	}
	if entries := back("第1版。", 0); entries != usual {
		t.Errorf("%d entries once it can be read again, want %d", entries, usual)
	}
	putAll(t, dir, editions(3))
	if _, err := os.Stat(third); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the third state stays for ever: %v", err)
	}
}

// copyMissing copies the files that a directory lacks of another one.
func copyMissing(dir, from string) error {
	return fs.WalkDir(os.DirFS(from), ".", func(path string, d fs.DirEntry, err error) error {
		to := filepath.Join(dir, path)
		if _, missing := os.Stat(to); err != nil || missing == nil {
			return err
		}
		if d.IsDir() {
			return os.Mkdir(to, 0o755)
		}
		content, err := os.ReadFile(filepath.Join(from, path))
		return errors.Join(err, os.WriteFile(to, content, 0o644))
	})
}

// TestFilesStayForReaders updates an index while somebody verifies or copies it: the files that he reads stay until he is done.
func TestFilesStayForReaders(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	putAll(t, dir, editions(0))
	leave := beReader(t, dir)
	for edition := range 3 {
		putAll(t, dir, editions(edition+1))
	}
	if _, err := os.Stat(filepath.Join(dir, "part-000001-000")); err != nil {
		t.Error(err)
	}
	leave()
	putAll(t, dir, editions(4))
	if _, err := os.Stat(filepath.Join(dir, "part-000001-000")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it stays for ever: %v", err)
	}
}

// TestVerifyWhileWriting verifies and copies without a pause while the index is updated.
func TestVerifyWhileWriting(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	putAll(t, dir, editions(0))
	var group sync.WaitGroup
	done := make(chan struct{})
	for i, work := range []func(n int) error{
		func(int) error {
			check, err := bleve.Verify(t.Context(), dir)
			if len(check.Damaged) > 0 {
				err = fmt.Errorf("damaged: %v", check.Damaged)
			}
			return err
		},
		func(n int) error { return bleve.Backup(t.Context(), dir, fmt.Sprintf("%s.%d", dir, n)) },
	} {
		group.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-done:
					return
				default:
				}
				if err := work(n); err != nil {
					t.Errorf("%d: %v", i, err)
					return
				}
			}
		})
	}
	for edition := range 20 {
		putAll(t, dir, editions(edition+1))
	}
	close(done)
	group.Wait()
}

func open(t *testing.T, dir string) *bleve.Engine {
	t.Helper()
	e, err := bleve.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return closing(t, e)
}

func version(t *testing.T, e *bleve.Engine) string {
	t.Helper()
	v, err := e.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func expectContent(t *testing.T, dir, want string) {
	t.Helper()
	if got, err := contentOf(dir); err != nil || got != want {
		t.Errorf("%q, %v, not %q", got, err, want)
	}
}

func currentManifest(t *testing.T, dir string) (m map[string]any) {
	t.Helper()
	pointer, err := os.ReadFile(filepath.Join(dir, "CURRENT"))
	if err != nil {
		t.Fatal(err)
	}
	name, _, _ := strings.Cut(string(pointer), " ")
	body, err := os.ReadFile(filepath.Join(dir, name))
	if err := errors.Join(err, json.Unmarshal(body, &m)); err != nil {
		t.Fatal(err)
	}
	return m
}

// rewriteManifest changes the current manifest, and points to it as to any other.
func rewriteManifest(t *testing.T, dir string, change func(map[string]any)) {
	t.Helper()
	m := currentManifest(t, dir)
	change(m)
	body, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("manifest-%06d.json", int(number(m["serial"])))
	pointer := fmt.Sprintf("%s %08x\n", name, crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)))
	if err := errors.Join(os.WriteFile(filepath.Join(dir, name), body, 0o644), os.WriteFile(filepath.Join(dir, "CURRENT"), []byte(pointer), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func number(v any) float64 {
	if n, ok := v.(int); ok {
		return float64(n)
	}
	return v.(float64)
}

// editions returns some reports that say in each paragraph which edition they are of.
func editions(edition int) (list []*corpus.Report) {
	for n := range 2 {
		r := &corpus.Report{Header: corpus.Header{ID: fmt.Sprintf("hebei-%d", 2000+n), Region: "河北", Year: 2000 + n}}
		for p := range 3 {
			r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: p + 1, Text: fmt.Sprintf("铺设管网%d公里，这是第%d版。", 31*n+p, edition)})
		}
		list = append(list, r)
	}
	return list
}

// contentOf says what the index in a directory holds: "none", "empty", or its edition, whole.
func contentOf(dir string) (content string, err error) {
	e, err := bleve.Open(context.Background(), dir)
	if errors.Is(err, engine.ErrNoIndex) {
		return "none", nil
	}
	if errors.Is(err, engine.ErrOutdated) {
		defer func() { content = "outdated: " + content }()
		e, err = bleve.Create(context.Background(), dir)
	}
	if err != nil {
		return "", err
	}
	defer e.Close()
	list, err := e.Reports(context.Background())
	if err != nil || len(list) == 0 {
		return "empty", err
	}
	said := map[string]int{}
	for _, summary := range list {
		r, err := e.Report(context.Background(), summary.ID)
		if err != nil {
			return "", err
		}
		for _, p := range r.Paragraphs {
			_, edition, _ := strings.Cut(p.Text, "这是")
			said[edition]++
		}
	}
	for edition, n := range said {
		if n == 6 && len(said) == 1 {
			return edition, nil
		}
	}
	return "", fmt.Errorf("mixed: %v", said)
}
