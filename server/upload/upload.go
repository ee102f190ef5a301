// Package upload receives files from clients and changes the index for them.
package upload

import (
	"errors"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gongbao/indexer/outcome"
	"gongbao/internal/scratch"
	"gongbao/server/problem"
)

const (
	// Field is the name of the form field with a file.
	Field = "file"
	// Folder is the folder of uploaded files, in the paths by which the index knows them.
	Folder = "uploads"

	maxName  = 200     // bytes of a file's or a folder's name
	maxPath  = 1000    // bytes
	maxFiles = 5000    // in a form
	maxField = 4 << 10 // bytes of a field that is no file
	maxFound = 20      // fields before the files
)

// An Upload holds files from a client in a temporary file, until it is closed. It is also the file system with these files, below
// Folder.
type Upload struct {
	scratch *scratch.File
	size    int64
	files   map[string]*io.SectionReader // by path
	folders map[string][]string          // names in a folder, by its path
}

// Close removes the temporary file.
func (u *Upload) Close() error { return u.scratch.Close() }

// Files returns the paths of the files, sorted.
func (u *Upload) Files() []string {
	var paths []string
	for name := range u.files {
		paths = append(paths, name)
	}
	slices.Sort(paths)
	return paths
}

// One reads the one file of a form. It uses only the last part of the name that the client gave.
func One(r *http.Request) (*Upload, error) {
	form, err := r.MultipartReader()
	if err != nil {
		return nil, problem.BadUpload.Because("problem.upload.form", Field)
	}
	part, err := form.NextPart()
	if err != nil {
		return nil, unreadable(err)
	}
	name := path.Base(pathOf(part))
	if part.FormName() != Field || !isName(name) {
		return nil, problem.BadUpload.Because("problem.upload.file", Field)
	}
	return receive(func(u *Upload) error {
		if err := u.add(name, part); err != nil {
			return err
		}
		if _, err := form.NextPart(); err != io.EOF {
			return problem.BadUpload.Because("problem.upload.several")
		}
		return nil
	})
}

// Form reads a form with files, which may have the paths that they have in a folder of the client's. The fields before the first file
// go to allow, whose error ends the form before a file is read. Files that nobody means to index are left out.
func Form(r *http.Request, allow func(fields url.Values) error) (*Upload, error) {
	form, err := r.MultipartReader()
	if err != nil {
		return nil, problem.BadUpload.Because("problem.upload.form", Field)
	}
	fields := url.Values{}
	part, err := form.NextPart()
	for ; err == nil && part.FormName() != Field; part, err = form.NextPart() {
		value, err := io.ReadAll(io.LimitReader(part, maxField+1))
		switch {
		case err != nil:
			return nil, unreadable(err)
		case len(value) > maxField || len(fields) == maxFound:
			return nil, problem.BadUpload.Because("problem.upload.broken")
		}
		fields.Add(part.FormName(), string(value))
	}
	if err := allow(fields); err != nil {
		return nil, err
	}
	return receive(func(u *Upload) error {
		for ; err == nil; part, err = form.NextPart() {
			name := pathOf(part)
			if name == "" || part.FormName() != Field { // a field for files that holds none
				continue
			}
			if err := u.addBelow(name, part); err != nil {
				return err
			}
		}
		switch {
		case err != io.EOF:
			return unreadable(err)
		case len(u.files) == 0:
			return problem.BadUpload.Because("problem.upload.none")
		}
		return nil
	})
}

// receive makes an upload, and removes what it holds after an error.
func receive(fill func(*Upload) error) (*Upload, error) {
	f, err := scratch.Create()
	if err != nil {
		return nil, Unwritten(err, "problem.upload.kept")
	}
	u := &Upload{scratch: f, files: map[string]*io.SectionReader{}, folders: map[string][]string{}}
	if err := fill(u); err != nil {
		return nil, errors.Join(err, u.Close())
	}
	return u, nil
}

// pathOf returns the path of the file in a part as the client gave it, with slashes; empty without any.
func pathOf(part *multipart.Part) string {
	_, params, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return ""
	}
	return strings.ReplaceAll(params["filename"], `\`, "/")
}

// isName reports whether a name of a file or folder is acceptable.
func isName(name string) bool {
	isControl := func(r rune) bool { return r < ' ' || r == 0x7f }
	return name != "" && name[0] != '.' && len(name) <= maxName && utf8.ValidString(name) && !strings.ContainsAny(name, "/") && !strings.ContainsFunc(name, isControl)
}

// addBelow adds a file with a path, unless nobody means to index it.
func (u *Upload) addBelow(name string, content io.Reader) error {
	names := strings.Split(name, "/")
	for _, part := range names {
		switch {
		case part != ".." && part != "." && outcome.IsLitter(part):
			return nil
		case !isName(part) || len(name) > maxPath || len(u.files) == maxFiles:
			return problem.BadUpload.Because("problem.upload.path", name)
		}
	}
	return u.add(name, content)
}

// add adds a file with a path whose parts are acceptable. No path from outside reaches the disk.
func (u *Upload) add(name string, content io.Reader) error {
	name = path.Join(Folder, name)
	if u.files[name] != nil || u.folders[name] != nil {
		return problem.BadUpload.Because("problem.upload.twice", name)
	}
	for folder, base := path.Dir(name), path.Base(name); ; folder, base = path.Dir(folder), path.Base(folder) {
		if u.files[folder] != nil {
			return problem.BadUpload.Because("problem.upload.twice", folder)
		}
		if slices.Contains(u.folders[folder], base) {
			break
		}
		if u.folders[folder] = append(u.folders[folder], base); folder == "." {
			break
		}
	}
	size, err := io.Copy(u.scratch, content)
	if err != nil {
		return unreadable(err)
	}
	u.files[name] = io.NewSectionReader(u.scratch, u.size, size)
	u.size += size
	return nil
}

// unreadable returns the error for a body that ends early or that cannot be kept. Bodies that are too large or too slow
// keep their own.
func unreadable(err error) error {
	var tooLarge *http.MaxBytesError
	var file *fs.PathError
	switch {
	case errors.As(err, &file):
		return Unwritten(err, "problem.upload.kept")
	case errors.As(err, &tooLarge), errors.Is(err, os.ErrDeadlineExceeded):
		return err
	}
	return problem.BadUpload.Because("problem.upload.broken")
}

// Open implements fs.FS.
func (u *Upload) Open(name string) (fs.File, error) {
	if content := u.files[name]; content != nil {
		return file{io.NewSectionReader(content, 0, content.Size()), info{path.Base(name), content.Size(), 0o600}}, nil
	}
	names, ok := u.folders[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	d := &folder{info: info{path.Base(name), 0, fs.ModeDir | 0o700}}
	for _, base := range slices.Sorted(slices.Values(names)) {
		entry := info{base, 0, fs.ModeDir | 0o700}
		if content := u.files[path.Join(name, base)]; content != nil {
			entry = info{base, content.Size(), 0o600}
		}
		d.entries = append(d.entries, fs.FileInfoToDirEntry(entry))
	}
	return d, nil
}

// A file is a file opened for reading, which may happen several times at once.
type file struct {
	*io.SectionReader
	info
}

func (f file) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f file) Size() int64                { return f.info.size }
func (file) Close() error                 { return nil }

// A folder is a folder opened for listing.
type folder struct {
	info
	entries []fs.DirEntry
}

func (d *folder) Stat() (fs.FileInfo, error) { return d.info, nil }
func (d *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: fs.ErrInvalid}
}
func (*folder) Close() error { return nil }

// ReadDir implements fs.ReadDirFile.
func (d *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(d.entries) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(d.entries) {
		n = len(d.entries)
	}
	list := d.entries[:n]
	d.entries = d.entries[n:]
	return list, nil
}

// An info describes a file or a folder.
type info struct {
	name string
	size int64
	mode fs.FileMode
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return i.mode }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.mode.IsDir() }
func (i info) Sys() any           { return nil }
