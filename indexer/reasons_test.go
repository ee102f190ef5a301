package indexer_test

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"gongbao/indexer"
	"gongbao/language"
)

// reasons runs the indexer and returns why each file has no report, by its path in the folder.
func (s *shelf) reasons(opt indexer.Options) map[string]string {
	s.t.Helper()
	all := map[string]string{}
	for _, row := range s.run(opt).Files {
		if row.Reason != "" {
			all[strings.TrimPrefix(filepath.ToSlash(row.Path()), filepath.ToSlash(s.dir)+"/")] = strings.ReplaceAll(row.Reason, s.dir, "DIR")
		}
	}
	return all
}

func expectReasons(t *testing.T, got, want map[string]string) {
	t.Helper()
	for name, reason := range want {
		if got[name] != reason {
			t.Errorf("%s: %q, want %q", name, got[name], reason)
		}
		delete(got, name)
	}
	for name, reason := range got {
		t.Errorf("%s: %q, want none", name, reason)
	}
}

// TestReasonsOfLinks says in plain words what is wrong with a link, in a folder and as a path of its own.
func TestReasonsOfLinks(t *testing.T) {
	s := newShelf(t)
	s.write("a.txt", 2011)
	socket, err := net.Listen("unix", filepath.Join(s.dir, "socket"))
	if err != nil {
		t.Skipf("no sockets here: %v", err)
	}
	defer socket.Close()
	for name, target := range map[string]string{"self": "self", "one": "other", "other": "one", "lost": "no\x1bwhere", "below": "a.txt/x", "tosocket": "socket"} {
		if err := os.Symlink(target, filepath.Join(s.dir, name)); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	const loop = "the symbolic link leads back to itself; delete it, or point it at a file"
	const special = "it is no regular file (a pipe, a socket or a device), and was not read"
	expectReasons(t, s.reasons(indexer.Options{Lang: language.EN}), map[string]string{
		"self": "it cannot be examined: " + loop, "one": "it cannot be examined: " + loop, "other": "it cannot be examined: " + loop,
		"lost":   `it cannot be examined: it is a link to no\x1bwhere, which does not exist; delete the link, or point it at a file`,
		"below":  "it cannot be examined: it is a link to a.txt/x, which does not exist; delete the link, or point it at a file",
		"socket": special, "tosocket": special,
	})
	for path, want := range map[string]string{
		"self":                    "DIR/self: " + loop,
		"lost":                    `DIR/lost: it is a link to no\x1bwhere, which does not exist; delete the link, or point it at a file`,
		"a.txt/x":                 "DIR/a.txt/x: there is no such file or folder; check its name",
		strings.Repeat("报", 1500): "DIR/" + strings.Repeat("报", 1500) + ": the name is longer than the system allows; shorten it",
	} {
		err := indexer.Check(t.Context(), indexer.Options{Paths: []string{filepath.Join(s.dir, path)}})
		if got := strings.ReplaceAll(language.EN.Err(err), s.dir, "DIR"); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	if err := indexer.Check(t.Context(), indexer.Options{Paths: []string{""}}); err == nil {
		t.Error("a path without a name is the folder at hand")
	}
}

// A faulty file system fails to do one thing to some of its files.
type faulty struct {
	fstest.MapFS
	stat, open, list map[string]error
	longer           map[string]int64 // how much larger files look than they are
}

func (f faulty) Stat(name string) (fs.FileInfo, error) {
	if err := f.stat[name]; err != nil {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	info, err := f.MapFS.Stat(name)
	if err == nil && f.longer[name] > 0 {
		return longerInfo{info, f.longer[name]}, nil
	}
	return info, err
}

func (f faulty) Open(name string) (fs.File, error) {
	if err := f.open[name]; err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return f.MapFS.Open(name)
}

func (f faulty) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := f.MapFS.ReadDir(name)
	if bad := f.list[name]; bad != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: bad}
	}
	return entries, err
}

type longerInfo struct {
	fs.FileInfo
	by int64
}

func (i longerInfo) Size() int64 { return i.FileInfo.Size() + i.by }

// TestReasonsOfFaults says in plain words, in both languages, what the system refuses, and advises what helps in that case.
func TestReasonsOfFaults(t *testing.T) {
	report := &fstest.MapFile{Data: bytesOf(2011)}
	files := faulty{
		MapFS: fstest.MapFS{"d/a.txt": report, "d/gone.txt": report, "d/locked.txt": report, "d/left.txt": report, "d/worn.txt": report, "d/cut.txt": report,
			"d/hidden.txt": report, "d/private/x.txt": report, "d/busy.txt": report},
		stat:   map[string]error{"d/gone.txt": fs.ErrNotExist, "d/hidden.txt": syscall.EACCES},
		open:   map[string]error{"d/locked.txt": syscall.EACCES, "d/left.txt": syscall.ENOENT, "d/worn.txt": syscall.EIO, "d/busy.txt": syscall.EMFILE},
		list:   map[string]error{"d/private": syscall.EACCES},
		longer: map[string]int64{"d/cut.txt": 10},
	}
	for lang, want := range map[language.Lang]map[string]string{
		language.EN: {
			"d/gone.txt":   "it cannot be examined: it was there a moment ago and is gone; put it back and run again if you need it",
			"d/hidden.txt": "it cannot be examined: permission denied; check the permissions",
			"d/locked.txt": "it cannot be opened: permission denied; check the permissions",
			"d/left.txt":   "it cannot be opened: it was there a moment ago and is gone; put it back and run again if you need it",
			"d/worn.txt":   "it cannot be opened: the disk failed to read or write",
			"d/busy.txt":   "it cannot be opened: too many files are open; close other programs and try again",
			"d/cut.txt":    "the file is damaged or cut short: it cannot be read to its end (it ends too early); download it again",
			"d/private":    "the folder cannot be read: permission denied; check the permissions",
		},
		language.ZH: {
			"d/gone.txt":   "无法查看：刚才还在，现在没有了；如果还需要，请放回后重新运行",
			"d/hidden.txt": "无法查看：没有权限；请检查权限",
			"d/locked.txt": "无法打开：没有权限；请检查权限",
			"d/left.txt":   "无法打开：刚才还在，现在没有了；如果还需要，请放回后重新运行",
			"d/worn.txt":   "无法打开：磁盘读写出错",
			"d/busy.txt":   "无法打开：打开的文件太多；请关闭其他程序后重试",
			"d/cut.txt":    "文件已损坏或不完整：无法读到末尾（内容还没有结束就中断了）；请重新下载",
			"d/private":    "文件夹无法读取：没有权限；请检查权限",
		},
	} {
		s := newShelf(t)
		expectReasons(t, s.reasons(indexer.Options{Paths: []string{"d"}, Files: files, Lang: lang}), want)
	}
	if err := indexer.Check(t.Context(), indexer.Options{Paths: []string{"d/hidden.txt"}, Files: files}); !errors.Is(err, fs.ErrPermission) ||
		err.Error() != "d/hidden.txt: permission denied; check the permissions" {
		t.Error(err)
	}
}
