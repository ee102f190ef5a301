package command

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongbao/indexer"
	"gongbao/search/engine"
	"gongbao/seeds"
	"gongbao/server"
	"gongbao/server/servertest"
)

// An old index is one that a program of format 3 and text version 1 has made of the sample report and two uploads, with a third
// deleted. Beside it stands what that program said of it: every permalink with where it leads, citations, the hits of some
// searches, and the files that were uploaded.
type oldIndex struct {
	Reports    []oldReport
	Permalinks map[string]string
	Citations  map[string]string
	Hits       map[string][]string
	Files      map[string]string
}

type oldReport struct{ ID, File, Indexed, Digest string }

// unpackOld unpacks the old index to dir.
func unpackOld(t *testing.T, dir string) (old oldIndex) {
	t.Helper()
	said, err := os.ReadFile(filepath.Join("testdata", "outdated", "format3.json"))
	if err == nil {
		err = json.Unmarshal(said, &old)
	}
	if err != nil {
		t.Fatal(err)
	}
	packed, err := zip.OpenReader(filepath.Join("testdata", "outdated", "format3.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	if err := os.CopyFS(dir, packed); err != nil {
		t.Fatal(err)
	}
	return old
}

// TestUpgrade brings the old index up to date: commands say what to do before, and whatever named a report or a paragraph of it
// does so afterwards. So it does where the same files are indexed anew.
func TestUpgrade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	old := unpackOld(t, dir)
	for _, args := range [][]string{
		{"search", "发展"}, {"reports"}, {"show", "liaoning-2021"}, {"mcp"}, {"serve", "--addr", "127.0.0.1:0"}, {"copy", dir, filepath.Join(t.TempDir(), "copy")},
	} {
		if said := command(t, exitFailed, append(args, "--index", dir)...); !strings.Contains(said, "gongbao index --index "+dir) {
			t.Errorf("%s: %s", args, said)
		}
	}
	for _, args := range [][]string{{"verify"}, {"backup", filepath.Join(t.TempDir(), "backup")}} {
		if said := command(t, exitDone, append(args, "--index", dir)...); !strings.Contains(said, "gongbao index --index "+dir) {
			t.Errorf("%s: %s", args, said)
		}
	}
	if said := command(t, exitDone, "index", "--index", dir); !strings.Contains(said, "3 篇") {
		t.Errorf("index: %s", said)
	}
	command(t, exitUsage, "index", "--index", dir)
	if said := command(t, exitDone, "search", "卫生", "--mode", "exact", "--index", dir); !strings.Contains(said, "report-dba55d-other#2") {
		t.Errorf("what it holds as 衞生 is not found: %s", said)
	}
	expectLinks(t, dir, old)

	fresh := filepath.Join(t.TempDir(), "fresh")
	reindex(t, fresh, old, false)
	expectLinks(t, fresh, old)
	reindex(t, dir, old, true)
	expectLinks(t, dir, old)
}

// TestUpgradeWithFiles brings the old index up to date on the way of indexing a file.
func TestUpgradeWithFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	old := unpackOld(t, dir)
	file := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(file, []byte("2020年河北省政府工作报告\n\n雄安新区。\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	command(t, exitDone, "index", file, "--index", dir)
	if said := command(t, exitDone, "search", "雄安新区", "--index", dir); !strings.Contains(said, "hebei-2020") {
		t.Error(said)
	}
	expectLinks(t, dir, old)
}

// TestRollbackOfUpgrade goes back to the old index, and says that it is one.
func TestRollbackOfUpgrade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	old := unpackOld(t, dir)
	command(t, exitDone, "index", "--index", dir)
	if said := command(t, exitDone, "rollback", "--index", dir); !strings.Contains(said, "gongbao index --index "+dir) {
		t.Error(said)
	}
	command(t, exitFailed, "search", "发展", "--index", dir)
	command(t, exitDone, "rollback", "--index", dir)
	expectLinks(t, dir, old)
}

// TestServeUpgradesItsOwn lets serve bring the index up to date that nobody has named.
func TestServeUpgradesItsOwn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	old := unpackOld(t, dir)
	var said bytes.Buffer
	tool := &tool{err: &said, location: dir}
	if _, err := tool.openOrSeed(t.Context(), false); err == nil || said.Len() > 0 {
		t.Errorf("one that somebody has named: %v, %s", err, &said)
	}
	e, err := tool.openOrSeed(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	if !strings.Contains(said.String(), dir) {
		t.Errorf("said %s", &said)
	}
	expectLinks(t, dir, old)
}

// command runs a command, wants an exit code, and returns what it says.
func command(t *testing.T, code int, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if got := execute(t.Context(), args, &out, &out); got != code {
		t.Fatalf("%s: exit code %d, want %d: %s", args, got, code, &out)
	}
	return out.String()
}

// reindex indexes the files of the old index from where they came, in the order of then.
func reindex(t *testing.T, dir string, old oldIndex, force bool) {
	t.Helper()
	e, err := engines.Create(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	uploads := fstest.MapFS{}
	for name, content := range old.Files {
		uploads[name] = &fstest.MapFile{Data: []byte(content)}
	}
	for _, from := range []struct {
		files fs.FS
		path  string
	}{{seeds.Files(), "."}, {uploads, "uploads/意见.txt"}, {uploads, "uploads/另一篇.txt"}} {
		options := indexer.Options{Files: from.files, Paths: []string{from.path}, Force: force}
		if !force {
			options.Now = func() time.Time { return dayOf(t, old, from.path) }
		}
		if outcome, err := indexer.Run(t.Context(), e, options); err != nil || outcome.Counts.Failed > 0 {
			t.Fatalf("%+v, %v", outcome, err)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
}

// dayOf returns when a file came into the old index.
func dayOf(t *testing.T, old oldIndex, path string) time.Time {
	t.Helper()
	for _, r := range old.Reports {
		if r.File == "files:/"+path || path == "." && !strings.HasPrefix(r.File, "files:/uploads/") {
			day, err := time.Parse(time.RFC3339, r.Indexed)
			if err != nil {
				t.Fatal(err)
			}
			return day
		}
	}
	t.Fatalf("no report of %s", path)
	return time.Time{}
}

// expectLinks holds an index to what was said of the old one: its reports with their dates, and every name of a paragraph.
func expectLinks(t *testing.T, dir string, old oldIndex) {
	t.Helper()
	e, err := engines.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	expectReports(t, e, old)
	s := servertest.Serve(t, e, server.Options{})
	for link, want := range old.Permalinks {
		// The address names the place that the link names; that program did so only for one that had moved.
		r := servertest.Get(t, s, link)
		if to := strings.Replace(r.Header.Get("Location"), "?at="+path.Base(link), "", 1); r.StatusCode != http.StatusFound || to != strings.Replace(want, "?at="+path.Base(link), "", 1) {
			t.Errorf("%s leads to %s (%d), want %s", link, to, r.StatusCode, want)
		}
	}
	for link, want := range old.Citations {
		cited := servertest.Read(t, servertest.Get(t, s, link))
		_, place, _ := strings.Cut(want, "[TODAY]：") // of what the citation is, whatever the standard makes of it
		number, address, _ := strings.Cut(place, ". ")
		if !strings.Contains(cited, number) || !strings.HasSuffix(cited, ". "+address) {
			t.Errorf("%s: %s, want %s", link, cited, want)
		}
	}
	for input, want := range old.Hits {
		var hits []string
		answer := servertest.Answer[struct {
			Hits []struct{ ID, Hash, Match string }
		}](t, s, "/api/v1/search?q="+url.QueryEscape(input))
		for _, h := range answer.Hits {
			if h.Match == "exact" {
				hits = append(hits, h.ID+" "+h.Hash)
			}
		}
		slices.Sort(want)
		slices.Sort(hits)
		if diff := cmp.Diff(want, hits); diff != "" {
			t.Errorf("%s: (-want +got) %s", input, diff)
		}
	}
}

// expectReports wants the old reports in an index, among others.
func expectReports(t *testing.T, e engine.Reader, old oldIndex) {
	t.Helper()
	for _, want := range old.Reports {
		r, err := e.Report(t.Context(), want.ID)
		if err != nil || r.File != want.File || r.Indexed != want.Indexed {
			t.Errorf("%s: %s, since %s, %v; want %+v", want.ID, r.File, r.Indexed, err, want)
		}
	}
}
