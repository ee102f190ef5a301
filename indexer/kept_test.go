package indexer_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"gongbao/corpus/extract/file"
	"gongbao/indexer"
	"gongbao/indexer/outcome"
)

// TestEveryByteCounts changes one character of a file that keeps its size: it is read again wherever that is.
func TestEveryByteCounts(t *testing.T) {
	text := reportOf(2011, "平稳健康发展")
	for name, changed := range map[string]string{
		"first":  "1" + text[1:],
		"middle": strings.Replace(text, "办成第9件", "办成第8件", 1),
		"last":   strings.TrimSuffix(text, "。\n") + "！\n",
	} {
		s := newShelf(t)
		s.write("a.txt", text)
		s.run(usual)
		s.write("a.txt", changed)
		if o := s.run(usual); o.Counts.Changed != 1 || len(changed) != len(text) {
			t.Errorf("the %s: %+v", name, o.Counts)
		}
	}
}

// TestFailedMembersAreTriedAgain holds that an archive with a member that failed is read in every run, wherever that member stands.
func TestFailedMembersAreTriedAgain(t *testing.T) {
	for name, members := range map[string][]any{"first": {"a.txt", "", "b.txt", 2011}, "last": {"a.txt", 2011, "b.txt", ""}} {
		s := newShelf(t)
		s.write("c.zip", zipOf(members...))
		for range 2 {
			if o := s.run(usual); o.Counts.Failed != 1 || len(o.Files) != 2 {
				t.Errorf("%s: %+v", name, o.Counts)
			}
		}
		s.write("c.zip", zipOf("a.txt", 2011, "b.txt", 2012))
		s.run(usual)
		s.expectIDs("hebei-2011", "hebei-2012")
	}
}

// TestUnlistedFolders holds that nothing is deleted for a folder that cannot be listed, and all of it for one that is gone.
func TestUnlistedFolders(t *testing.T) {
	files := fstest.MapFS{"d/a.txt": {Data: bytesOf(2011)}, "d/locked/b.txt": {Data: bytesOf(2012)}, "d/lockedup/c.txt": {Data: bytesOf(2013)}}
	s := newShelf(t)
	opt := indexer.Options{Paths: []string{"d"}, Files: files, Prune: true}
	s.run(opt)
	delete(files, "d/lockedup/c.txt")
	opt.Files = faulty{MapFS: fstest.MapFS{"d/a.txt": files["d/a.txt"], "d/locked": {Mode: fs.ModeDir}}, list: map[string]error{"d/locked": syscall.EACCES}}
	s.run(opt)
	s.expectIDs("hebei-2011", "hebei-2012")
	opt.Files = fstest.MapFS{"d/a.txt": files["d/a.txt"]}
	s.run(opt)
	s.expectIDs("hebei-2011")
}

// TestFoldersWithNothingGood holds that a folder in which as much fails as is read is no empty folder.
func TestFoldersWithNothingGood(t *testing.T) {
	s := newShelf(t)
	s.write("a.txt", 2011)
	if err := os.Symlink("nowhere", filepath.Join(s.dir, "b.txt")); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	if o := s.run(usual); o.Counts.Added != 1 || o.Counts.Failed != 1 {
		t.Errorf("%+v", o.Counts)
	}
}

// TestIDsOutliveTheirNeighbours has two texts of one region and year. The second keeps the id that the first one's made necessary,
// so that links to it work, when the first one is gone: read again, left alone, and as a copy in a file that cannot be read.
func TestIDsOutliveTheirNeighbours(t *testing.T) {
	for name, then := range map[string]func(*shelf){
		"left alone": func(s *shelf) { s.remove("a.txt"); s.run(pruning) },
		"read again": func(s *shelf) { s.remove("a.txt"); s.run(indexer.Options{Prune: true, Force: true}) },
		"a copy":     func(s *shelf) { s.remove("a.txt"); s.remove("b.txt"); s.write("c.txt", 1999); s.run(pruning) },
	} {
		s := newShelf(t)
		s.write("a.txt", 2011)
		s.run(usual) // so that this one has the id of its region and year
		s.write("b.txt", reportOf(2011, "稳中向好"))
		id := s.run(usual).Files[1].ID
		s.run(indexer.Options{Paths: []string{"x.txt"}, Files: fstest.MapFS{"x.txt": {Data: bytesOf(reportOf(2011, "稳中向好"))}}})
		then(s)
		if text := s.texts()[id]; !strings.Contains(text, "稳中向好") || id == "hebei-2011" {
			t.Errorf("%s: %s is %q among %v", name, id, text, s.texts())
		}
	}
}

// TestNotesOfReports holds that what was noticed while making a report is said beside what was noticed while reading its file.
func TestNotesOfReports(t *testing.T) {
	s := newShelf(t)
	s.write("2019年国务院政府工作报告.txt", []byte("各位代表：\n现在，我代表国务院，向大会报告政府工作，请予审议。\xff\n过去一年是很不平凡的一年。\n"))
	if row := s.run(usual).Files[0]; row.State != outcome.Added || len(row.Notes) != 2 {
		t.Errorf("%+v", row)
	}
}

type oneWord struct{}

func (oneWord) Recognise(context.Context, image.Image, int) ([]file.Word, error) {
	box := image.Rect(10, 10, 90, 20)
	return []file.Word{{Text: "政府工作报告", Box: box, Line: box}}, nil
}

// TestPagesInProgress holds that the progress names the page that is being recognised.
func TestPagesInProgress(t *testing.T) {
	s := newShelf(t)
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 100, 100))); err != nil {
		t.Fatal(err)
	}
	s.write("a.png", picture.Bytes())
	var pages []indexer.Page
	s.run(indexer.Options{Recogniser: oneWord{}, Progress: func(p indexer.Progress) {
		if p.Page != nil {
			pages = append(pages, *p.Page)
		}
	}})
	if len(pages) == 0 || pages[0].Number != 1 || pages[0].Total != 1 || !strings.HasSuffix(pages[0].File, "a.png") {
		t.Errorf("%+v", pages)
	}
}
