package indexer_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongbao/indexer"
	"gongbao/indexer/outcome"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/seeds"
)

// A shelf is a folder of reports and the index that is kept up to date with it.
type shelf struct {
	t      *testing.T
	dir    string
	engine *bleve.Engine
}

func newShelf(t *testing.T) *shelf {
	s := &shelf{t, t.TempDir(), bleve.New()}
	t.Cleanup(func() {
		if err := s.engine.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// write writes a file of the folder; content is a report when it is a number, of that year.
func (s *shelf) write(name string, content any) {
	s.t.Helper()
	path := filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, bytesOf(content), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

func (s *shelf) remove(name string) {
	s.t.Helper()
	if err := os.Remove(filepath.Join(s.dir, filepath.FromSlash(name))); err != nil {
		s.t.Fatal(err)
	}
}

func bytesOf(content any) []byte {
	switch c := content.(type) {
	case int:
		return []byte(reportOf(c, "平稳健康发展"))
	case []byte:
		return c
	default:
		return fmt.Append(nil, c)
	}
}

// reportOf returns a report of 河北 and a year, with 25 paragraphs; the last contains the given text.
func reportOf(year int, says string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d年河北省政府工作报告\n\n各位代表：\n\n", year)
	for i := range 22 {
		fmt.Fprintf(&b, "%d年办成第%d件实事，惠及群众%d万人。\n\n", year, i+1, i*i+year%100)
	}
	return b.String() + "全省经济" + says + "。\n"
}

func zipOf(members ...any) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		w, err := z.Create(members[i].(string))
		if err == nil {
			_, err = w.Write(bytesOf(members[i+1]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func (s *shelf) run(opt indexer.Options) outcome.Outcome {
	s.t.Helper()
	if opt.Paths == nil {
		opt.Paths = []string{s.dir}
	}
	o, err := indexer.Run(s.t.Context(), s.engine, opt)
	if err != nil {
		s.t.Fatal(err)
	}
	return o
}

// expect runs the indexer and compares what became of each file: state, id, place.
func (s *shelf) expect(opt indexer.Options, want ...string) {
	s.t.Helper()
	got := []string{}
	for _, row := range s.run(opt).Files {
		place := strings.TrimPrefix(strings.TrimPrefix(row.Path(), s.dir), "/")
		got = append(got, strings.Join(strings.Fields(fmt.Sprintf("%s %s %s", row.State, row.ID, place)), " "))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		s.t.Errorf("files:\n%s", diff)
	}
}

// expectIDs compares the ids that are in the index.
func (s *shelf) expectIDs(want ...string) {
	s.t.Helper()
	list, err := s.engine.Reports(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	got := []string{}
	for _, r := range list {
		got = append(got, r.ID)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		s.t.Errorf("ids:\n%s", diff)
	}
}

var usual, pruning = indexer.Options{}, indexer.Options{Prune: true}

func TestIncremental(t *testing.T) {
	s := newShelf(t)
	s.write("a.txt", 2011)
	s.write("b.txt", 2012)
	s.expect(usual, "added hebei-2011 a.txt", "added hebei-2012 b.txt")
	version := s.version()
	s.expect(usual, "unchanged hebei-2011 a.txt", "unchanged hebei-2012 b.txt")
	if s.version() != version {
		t.Error("the index has changed without a change of the files")
	}
	s.write("b.txt", reportOf(2012, "稳中向好"))
	s.write("c.txt", 2013)
	s.expect(usual, "unchanged hebei-2011 a.txt", "changed hebei-2012 b.txt", "added hebei-2013 c.txt")
	s.expect(indexer.Options{Force: true}, "unchanged hebei-2011 a.txt", "unchanged hebei-2012 b.txt", "unchanged hebei-2013 c.txt")
	s.expectIDs("hebei-2011", "hebei-2012", "hebei-2013")
}

// TestIndexed: a report keeps the time at which its text came, whatever becomes of its file.
func TestIndexed(t *testing.T) {
	s := newShelf(t)
	at := func(day int, force bool) indexer.Options {
		// Half past seven in the evening in Beijing.
		beijing := time.FixedZone("Beijing", 8*60*60)
		return indexer.Options{Prune: true, Force: force, Now: func() time.Time { return time.Date(2026, 3, day, 19, 30, 0, 0, beijing) }}
	}
	s.write("a.txt", 2011)
	s.write("b.txt", 2012)
	s.run(at(1, false))
	s.write("b.txt", reportOf(2012, "稳中向好"))
	s.write("c.txt", 2013)
	s.run(at(2, true))
	s.write("moved/a.txt", 2011)
	s.remove("a.txt")
	s.run(at(3, false))
	s.expectIndexed("2026-03-01T11:30:00Z", "2026-03-02T11:30:00Z", "2026-03-02T11:30:00Z")
}

// expectIndexed compares when the reports came into the index, by id.
func (s *shelf) expectIndexed(want ...string) {
	s.t.Helper()
	list, err := s.engine.Reports(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	got := []string{}
	for _, r := range list {
		got = append(got, r.Indexed)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		s.t.Errorf("times:\n%s", diff)
	}
}

func (s *shelf) version() string {
	s.t.Helper()
	v, err := s.engine.Version(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return v
}

func TestPrune(t *testing.T) {
	s := newShelf(t)
	s.write("old/a.txt", 2011)
	s.write("new/b.txt", 2012)
	s.run(usual)
	s.remove("old/a.txt")
	if o := s.run(usual); o.Counts.Missing != 1 || o.Counts.Gone != 0 {
		t.Errorf("%+v", o.Counts)
	}
	s.expectIDs("hebei-2011", "hebei-2012")
	s.write("old/c.txt", 2013)
	// only what lay below the paths is taken out
	s.expect(indexer.Options{Prune: true, Paths: []string{filepath.Join(s.dir, "new")}}, "unchanged hebei-2012 new/b.txt")
	s.expect(pruning, "unchanged hebei-2012 new/b.txt", "gone hebei-2011 old/a.txt", "added hebei-2013 old/c.txt")
	s.expectIDs("hebei-2012", "hebei-2013")
}

func TestDuplicates(t *testing.T) {
	s := newShelf(t)
	s.write("a.txt", 2011)
	s.write("b.txt", 2011)
	s.write("c.txt", "\ufeff"+strings.ReplaceAll(reportOf(2011, "平稳健康发展"), "1", "１"))
	s.expect(usual, "added hebei-2011 a.txt", "duplicate hebei-2011 b.txt", "duplicate hebei-2011 c.txt")
	s.expect(usual, "unchanged hebei-2011 a.txt", "duplicate hebei-2011 b.txt", "duplicate hebei-2011 c.txt")
	// when the first one changes, the second one holds what it said
	s.write("a.txt", 2012)
	s.expect(usual, "changed hebei-2012 a.txt", "changed hebei-2011 b.txt", "duplicate hebei-2011 c.txt")
	s.remove("b.txt")
	s.expect(pruning, "unchanged hebei-2012 a.txt", "gone hebei-2011 b.txt", "changed hebei-2011 c.txt")
	s.expectIDs("hebei-2011", "hebei-2012")
}

// TestCopyElsewhere changes the first of two copies in a run that does not name the folder of the second.
func TestCopyElsewhere(t *testing.T) {
	s := newShelf(t)
	s.write("one/a.txt", 2011)
	s.write("two/b.txt", 2011)
	s.run(usual)
	s.write("one/a.txt", 2012)
	s.expect(indexer.Options{Paths: []string{filepath.Join(s.dir, "one")}}, "changed hebei-2012 one/a.txt", "changed hebei-2011 two/b.txt")
	s.expectIDs("hebei-2011", "hebei-2012")
}

// TestCopiesThatCannotBeRead changes files whose texts other files have too, which this run cannot read: the texts stay.
func TestCopiesThatCannotBeRead(t *testing.T) {
	uploads := func(files fstest.MapFS) indexer.Options {
		return indexer.Options{Paths: slices.Sorted(maps.Keys(files)), Files: files}
	}
	file := func(content any) *fstest.MapFile { return &fstest.MapFile{Data: bytesOf(content)} }
	for name, test := range map[string]struct {
		first, then func(*shelf)
		want, ids   []string
	}{
		"uploaded, another year": {
			func(s *shelf) { s.run(uploads(fstest.MapFS{"a.txt": file(2011), "b.txt": file(2011)})) },
			func(s *shelf) {
				s.expect(uploads(fstest.MapFS{"a.txt": file(2012)}), "changed hebei-2012 a.txt", "changed hebei-2011 files:/b.txt")
			}, []string{"平稳健康发展", "平稳健康发展"}, []string{"hebei-2011", "hebei-2012"},
		},
		"uploaded, another text": {
			func(s *shelf) { s.run(uploads(fstest.MapFS{"a.txt": file(2011), "b.txt": file(2011)})) },
			func(s *shelf) { s.run(uploads(fstest.MapFS{"a.txt": file(reportOf(2011, "稳中向好"))})) },
			[]string{"稳中向好", "平稳健康发展"}, nil,
		},
		"on disk, a copy uploaded": {
			func(s *shelf) {
				s.write("a.txt", 2011)
				s.run(usual)
				s.run(uploads(fstest.MapFS{"b.txt": file(2011)}))
			},
			func(s *shelf) {
				s.write("a.txt", reportOf(2011, "稳中向好"))
				s.run(usual)
			}, []string{"稳中向好", "平稳健康发展"}, nil,
		},
		"pruned, a copy uploaded": {
			func(s *shelf) {
				s.write("a.txt", 2011)
				s.run(usual)
				s.run(uploads(fstest.MapFS{"b.txt": file(2011)}))
			},
			func(s *shelf) {
				s.remove("a.txt")
				s.expect(pruning, "gone hebei-2011 a.txt", "unchanged hebei-1999 z.txt", "changed hebei-2011 files:/b.txt")
			}, []string{"平稳健康发展"}, []string{"hebei-2011"},
		},
		"missing and not pruned": {
			func(s *shelf) {
				s.write("a.txt", 2011)
				s.write("b.txt", 2011)
				s.run(usual)
			},
			func(s *shelf) {
				s.remove("b.txt")
				s.write("a.txt", reportOf(2011, "稳中向好"))
				s.run(usual)
			}, []string{"稳中向好", "平稳健康发展"}, nil,
		},
		"of two copies one can be read": {
			func(s *shelf) {
				s.write("a.txt", 2011)
				s.write("c.txt", 2011)
				s.run(usual)
				s.run(uploads(fstest.MapFS{"b.txt": file(2011)}))
			},
			func(s *shelf) {
				s.write("a.txt", 2012)
				s.run(usual)
				s.expect(usual, "unchanged hebei-2012 a.txt", "duplicate hebei-2011 c.txt", "unchanged hebei-1999 z.txt")
			}, []string{"平稳健康发展", "平稳健康发展"}, []string{"hebei-2011", "hebei-2012"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t)
			s.write("z.txt", 1999)
			test.first(s)
			before := s.texts()
			test.then(s)
			after := s.texts()
			said := []string{}
			for id := range after {
				if id != "hebei-1999" {
					said = append(said, strings.TrimSuffix(strings.TrimPrefix(after[id], "全省经济"), "。"))
				}
			}
			slices.Sort(said)
			slices.Sort(test.want)
			if diff := cmp.Diff(test.want, said); diff != "" {
				t.Errorf("texts before %v:\n%s", before, diff)
			}
			if test.ids != nil {
				for _, id := range test.ids {
					if after[id] == "" {
						t.Errorf("%s is not among %v", id, after)
					}
				}
			}
			s.run(usual) // and again: nothing is lost by running
			again := s.texts()
			delete(again, "hebei-1999")
			delete(after, "hebei-1999")
			if diff := cmp.Diff(after, again); diff != "" {
				t.Errorf("another run changes them:\n%s", diff)
			}
		})
	}
}

// texts returns the last paragraph of each report of the index, by id.
func (s *shelf) texts() map[string]string {
	s.t.Helper()
	list, err := s.engine.Reports(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	texts := map[string]string{}
	for _, known := range list {
		r, err := s.engine.Report(s.t.Context(), known.ID)
		if err != nil {
			s.t.Fatal(err)
		}
		texts[known.ID] = r.Paragraphs[len(r.Paragraphs)-1].Text
	}
	return texts
}

func TestNearDuplicates(t *testing.T) {
	s := newShelf(t)
	s.write("a.txt", reportOf(2011, "平稳健康发展"))
	s.write("b.txt", 2012)
	s.run(usual)
	s.write("c.txt", reportOf(2011, "稳中向好"))
	o := s.run(usual)
	row := o.Files[2]
	if row.State != outcome.Added || len(row.Near) != 1 || row.Near[0].ID != "hebei-2011" || row.Near[0].Share < 0.95 {
		t.Errorf("%+v", row)
	}
	if id, ok := strings.CutPrefix(row.ID, "hebei-2011-"); !ok || len(id) != 6 {
		t.Errorf("its id is %s", row.ID)
	}
	// the one that was there keeps its id whatever comes, and so does the other one when it is read again
	s.expect(indexer.Options{Force: true}, "unchanged hebei-2011 a.txt", "unchanged hebei-2012 b.txt", "unchanged "+row.ID+" c.txt")
}

func TestArchive(t *testing.T) {
	s := newShelf(t)
	s.write("all.zip", zipOf("2011.txt", 2011, "河北/2012.txt", 2012, "copy.txt", 2011))
	s.expect(usual, "added hebei-2011 all.zip!2011.txt", "added hebei-2012 all.zip!河北/2012.txt", "duplicate hebei-2011 all.zip!copy.txt")
	s.expect(usual, "unchanged hebei-2011 all.zip!2011.txt", "duplicate hebei-2011 all.zip!copy.txt", "unchanged hebei-2012 all.zip!河北/2012.txt")
	// a member that is no longer there is gone with the archive's old state
	s.write("all.zip", zipOf("2011.txt", 2011, "2013.txt", 2013))
	s.expect(usual, "unchanged hebei-2011 all.zip!2011.txt", "added hebei-2013 all.zip!2013.txt",
		"gone hebei-2011 all.zip!copy.txt", "gone hebei-2012 all.zip!河北/2012.txt")
	// a member that turns bad keeps its report, and is tried again each time
	s.write("all.zip", zipOf("2011.txt", "", "2013.txt", 2013))
	for range 2 {
		s.expect(usual, "failed all.zip!2011.txt", "unchanged hebei-2013 all.zip!2013.txt")
		s.expectIDs("hebei-2011", "hebei-2013")
	}
}

func TestTable(t *testing.T) {
	s := newShelf(t)
	s.write("scrape.csv", "标题,年度,省,全文本\n政府工作报告,2011,河北,各位代表：高标准农田建设扎实推进。\n政府工作报告,2012,河北,各位代表：雄安新区建设扎实推进。\n")
	s.expect(indexer.Options{Columns: map[string]string{"year": "年度", "region": "省", "text": "全文本"}},
		"added hebei-2011 scrape.csv!第2行", "added hebei-2012 scrape.csv!第3行")
}

func TestSidecar(t *testing.T) {
	s := newShelf(t)
	s.write("gongbao.csv", "file,region,year\n甲/a.txt,辽宁,1999\nall.zip!x.txt,吉林,\nb.txt,,1998\n")
	s.write("甲/a.txt", 2011)
	s.write("b.txt", 2012)
	s.write("all.zip", zipOf("x.txt", 2013, "y.txt", 2014))
	s.expect(usual, "added jilin-2013 all.zip!x.txt", "added hebei-2014 all.zip!y.txt", "added hebei-1998 b.txt", "added liaoning-1999 甲/a.txt")
	// what the sidecar does not speak of is not read again
	s.write("gongbao.csv", "file,region,year\n甲/a.txt,辽宁,2000\nall.zip!x.txt,吉林,\nb.txt,,1998\n")
	s.expect(usual, "unchanged hebei-2014 all.zip!y.txt", "unchanged jilin-2013 all.zip!x.txt", "unchanged hebei-1998 b.txt", "changed liaoning-2000 甲/a.txt")
	// and one that cannot be read is a failure of its own
	s.write("gongbao.csv", "file,region\nb.txt,火星\n")
	o := s.run(usual)
	if o.Counts.Failed != 1 || !slices.ContainsFunc(o.Files, func(r outcome.Row) bool {
		return r.State == outcome.Failed && strings.HasSuffix(r.File, "gongbao.csv") && strings.Contains(r.Reason, "火星")
	}) {
		t.Errorf("%+v", o)
	}
}

// TestSidecarAround reads parts of a folder whose sidecar stands above them: a file becomes the same whatever is named.
func TestSidecarAround(t *testing.T) {
	s := newShelf(t)
	s.write("gongbao.csv", "file,region,year\n甲/a.txt,辽宁,1999\n甲/乙/b.txt,吉林,2012\n")
	s.write("甲/a.txt", 2011)
	s.write("甲/乙/b.txt", 2012)
	s.write("甲/乙/gongbao.csv", "file,year\nb.txt,2000\n")
	inner := filepath.Join(s.dir, "甲")
	s.expect(indexer.Options{Paths: []string{filepath.Join(inner, "乙")}}, "added hebei-2000 甲/乙/b.txt")
	s.expect(indexer.Options{Paths: []string{filepath.Join(inner, "a.txt")}}, "added liaoning-1999 甲/a.txt")
	s.expect(indexer.Options{Paths: []string{inner}}, "unchanged liaoning-1999 甲/a.txt", "unchanged hebei-2000 甲/乙/b.txt")
	s.expect(usual, "unchanged liaoning-1999 甲/a.txt", "unchanged hebei-2000 甲/乙/b.txt")
	if runtime.GOOS == "windows" {
		return
	}
	// but nobody else speaks for what stands in a folder of one's own
	if err := os.Chmod(s.dir, 0o777); err != nil {
		t.Fatal(err)
	}
	s.expect(indexer.Options{Paths: []string{inner}}, "changed hebei-2011 甲/a.txt", "unchanged hebei-2000 甲/乙/b.txt")
}

func TestLitterAndLoops(t *testing.T) {
	s := newShelf(t)
	s.write("a.txt", 2011)
	for _, name := range []string{".DS_Store", "~$a.docx", ".hidden/b.txt", "Thumbs.db", "__MACOSX/a.txt"} {
		s.write(name, 2012)
	}
	if err := errors.Join(os.Symlink(s.dir, filepath.Join(s.dir, "loop")), os.Symlink(filepath.Join(s.dir, "a.txt"), filepath.Join(s.dir, "z.txt")),
		os.Symlink("nowhere", filepath.Join(s.dir, "broken.txt"))); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	elsewhere := newShelf(t)
	elsewhere.write("c.txt", 2013)
	if err := os.Symlink(elsewhere.dir, filepath.Join(s.dir, "elsewhere")); err != nil {
		t.Fatal(err)
	}
	socket, err := net.Listen("unix", filepath.Join(s.dir, "s"))
	if err != nil {
		t.Skipf("no sockets here: %v", err)
	}
	defer socket.Close()
	o := s.run(usual)
	s.expectIDs("hebei-2011") // not what lies elsewhere
	want := outcome.Counts{Added: 1, Failed: 1, Skipped: 5, Ignored: 4}
	if diff := cmp.Diff(want, o.Counts); diff != "" {
		t.Errorf("%s%+v", diff, o.Files)
	}
}

func TestUnreadable(t *testing.T) {
	s := newShelf(t)
	s.write("a.txt", 2011)
	s.write("locked/b.txt", 2012)
	s.run(usual)
	locked := filepath.Join(s.dir, "locked")
	if err := os.Chmod(locked, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(locked, 0o755) })
	if _, err := os.ReadDir(locked); err == nil {
		t.Skip("this user may read every folder: folders that cannot be read are not tried")
	}
	s.expect(pruning, "unchanged hebei-2011 a.txt", "failed locked")
	s.expectIDs("hebei-2011", "hebei-2012")
}

func TestNothingToIndex(t *testing.T) {
	s := newShelf(t)
	for _, paths := range [][]string{{}, {s.dir}, {filepath.Join(s.dir, "nowhere")}} {
		opt := indexer.Options{Paths: paths}
		if err := indexer.Check(t.Context(), opt); err == nil {
			t.Errorf("%q: no error", paths)
		}
		if _, err := indexer.Run(t.Context(), s.engine, opt); err == nil {
			t.Errorf("%q: no error", paths)
		}
	}
}

func TestEmbedded(t *testing.T) {
	s := newShelf(t)
	opt := indexer.Options{Paths: []string{"."}, Files: seeds.Files()}
	s.expect(opt, "added liaoning-2021 liaoning-2021.txt")
	s.expect(opt, "unchanged liaoning-2021 liaoning-2021.txt")
	// the same report from the disk is a duplicate, and pruning the disk leaves the embedded one alone
	s.write("a.txt", seeds.Liaoning2021)
	s.expect(pruning, "duplicate liaoning-2021 a.txt")
	s.expect(indexer.Options{Paths: []string{"x"}, Files: fstest.MapFS{"x/b.txt": {Data: bytesOf(2011)}}}, "added hebei-2011 x/b.txt")
}

// TestCancel ends a run at its first report that is read, and at the first that is written: the index stays as it was.
func TestCancel(t *testing.T) {
	for _, stage := range []indexer.Stage{indexer.Comparing, indexer.Reading, indexer.Writing} {
		s := newShelf(t)
		s.write("a.txt", 2011)
		s.run(usual)
		version := s.version()
		s.write("a.txt", 2012)
		for year := range 30 {
			s.write(fmt.Sprintf("%d.txt", year), 1990+year)
		}
		ctx, stop := context.WithCancel(t.Context())
		_, err := indexer.Run(ctx, s.engine, indexer.Options{Paths: []string{s.dir}, Progress: func(p indexer.Progress) {
			if p.Stage == stage {
				stop()
			}
		}})
		stop()
		if !errors.Is(err, context.Canceled) || s.version() != version {
			t.Errorf("%s: %v", stage, err)
		}
	}
}

// failing is an engine that cannot take updates, after looking at some of the changes.
type failing struct{ engine.Engine }

var errFull = errors.New("disk full")

func (f failing) Update(ctx context.Context, changes iter.Seq2[engine.Change, error]) error {
	n := 0
	for _, err := range changes {
		if n++; err != nil || n == 2 {
			return errors.Join(err, errFull)
		}
	}
	return nil
}

func TestEngineFails(t *testing.T) {
	s := newShelf(t)
	for year := range 5 {
		s.write(fmt.Sprintf("%d.txt", year), 1990+year)
	}
	if _, err := indexer.Run(t.Context(), failing{s.engine}, indexer.Options{Paths: []string{s.dir}}); !errors.Is(err, errFull) {
		t.Error(err)
	}
}

// TestRowsOfNoUse holds that a row of a sidecar that changes nothing is named: its file does not exist, or is the copy of another.
func TestRowsOfNoUse(t *testing.T) {
	s := newShelf(t)
	s.write("a.txt", 2011)
	s.write("b.txt", 2011)
	s.write("c.txt", 2012)
	s.write("gongbao.csv", "file,title\nb.txt,乙\nc.txt,丙\nd.txt,丁\n")
	o := s.run(usual)
	var ignored, notes []string
	for _, row := range o.Files {
		if row.State == outcome.Ignored {
			ignored = append(ignored, path.Base(row.File)+" "+row.Reason)
		}
		notes = append(notes, row.Notes...)
	}
	if len(ignored) != 1 || !strings.HasPrefix(ignored[0], "gongbao.csv ") || !strings.Contains(ignored[0], "d.txt") || !strings.Contains(ignored[0], "4") {
		t.Errorf("ignored: %q", ignored)
	}
	if len(notes) != 1 || !strings.Contains(notes[0], "gongbao.csv") || o.Counts.Failed > 0 {
		t.Errorf("%+v, notes %q", o.Counts, notes)
	}
}
