package extract

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/charset"
	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// readZip reads the members of an archive in order, each as a file of its own. An archive of one program's parts is no archive of
// files, and is refused by its name.
func readZip(ctx context.Context, in file.Input, yield func(file.Document, error) bool) {
	if kind := packageOf(in); kind != "" {
		yield(file.Document{}, language.New("refuse.package", file.ErrUnsupported, kind))
		return
	}
	files, err := in.Members()
	if err != nil {
		yield(file.Document{}, err)
		return
	}
	names := memberNames(files)
	for i, f := range files {
		if ctx.Err() != nil || !readMember(ctx, in, f, names[i], yield) {
			return
		}
	}
}

// readMember reads one member and prefixes the members inside it with its name.
func readMember(ctx context.Context, in file.Input, f *zip.File, given string, yield func(file.Document, error) bool) bool {
	name, note := safeName(given)
	if f.FileInfo().IsDir() || isLitter(name) {
		return true
	}
	if f.Mode()&fs.ModeSymlink != 0 {
		return yield(file.Document{Member: name}, language.New("read.link", file.ErrNoReport))
	}
	data, err := in.Unpack(f)
	if err != nil {
		return yield(file.Document{Member: name}, err)
	}
	more := true
	readInput(ctx, in.Inner(path.Base(name), data), func(doc file.Document, err error) bool {
		doc.Member = strings.TrimSuffix(name+"!"+doc.Member, "!")
		if note != nil && err == nil {
			doc.Notes = append(doc.Notes, note)
		}
		more = yield(doc, err)
		return more
	})
	return more
}

// memberNames returns the members' names in UTF-8, each once. Old Chinese programs write names in GBK without a flag;
// all names of an archive share one encoding, which is detected from all of them together.
func memberNames(files []*zip.File) []string {
	var foreign bytes.Buffer
	for _, f := range files {
		if !utf8.ValidString(f.Name) {
			foreign.WriteString(f.Name + "\n")
		}
	}
	cs := charset.Detect(foreign.Bytes(), "")
	names := make([]string, len(files))
	taken := make(map[string]int)
	for i, f := range files {
		names[i] = f.Name
		if !utf8.ValidString(f.Name) {
			names[i] = cs.Decode([]byte(f.Name))
		}
		taken[names[i]]++
		if again := taken[names[i]]; again > 1 {
			names[i] = fmt.Sprintf("%s#%d", names[i], again)
		}
	}
	return names
}

// safeName returns a member's name as a path that stays inside the archive, with a note if the name did not.
func safeName(name string) (safe string, note language.Sayer) {
	slashed := strings.ReplaceAll(name, `\`, "/")
	if _, afterDrive, drive := strings.Cut(slashed, ":/"); drive {
		slashed = "/../" + afterDrive
	}
	safe = strings.TrimPrefix(path.Clean("/"+slashed), "/")
	if strings.HasPrefix(slashed, "/") || strings.Contains("/"+slashed+"/", "/../") {
		note = language.Sentence("read.note.member", name, safe)
	}
	return safe, note
}

// isLitter reports whether a member is one that an operating system added.
func isLitter(name string) bool {
	switch base := strings.ToLower(path.Base(name)); {
	case strings.HasPrefix(name, "__MACOSX/"), strings.Contains(name, "/__MACOSX/"), strings.HasPrefix(base, "._"):
		return true
	default:
		return base == ".ds_store" || base == "thumbs.db" || base == "desktop.ini"
	}
}

func isZip(head []byte, _ file.Input) bool { return file.IsZip(head) }
