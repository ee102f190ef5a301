package extract

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"
)

// readZip reads the members of an archive one after another, each as a file of its own.
func readZip(ctx context.Context, in input, yield func(Document, error) bool) {
	archive, err := in.archive()
	if err != nil {
		yield(Document{}, err)
		return
	}
	if in.depth > in.opt.Limits.Depth {
		yield(Document{}, fmt.Errorf("%w: archives are nested more than %d deep; unpack it by hand", ErrTooLarge, in.opt.Limits.Depth))
		return
	}
	if in.spent.members += len(archive.File); in.spent.members > in.opt.Limits.Members {
		yield(Document{}, tooManyMembers(in.opt.Limits.Members))
		return
	}
	names := memberNames(archive.File)
	for i, f := range archive.File {
		if ctx.Err() != nil || !in.readMember(ctx, f, names[i], yield) {
			return
		}
	}
}

// readMember reads one member and puts its name before the places inside it.
func (in input) readMember(ctx context.Context, f *zip.File, given string, yield func(Document, error) bool) bool {
	name, note := safeName(given)
	if f.FileInfo().IsDir() || isLitter(name) {
		return true
	}
	data, err := in.unpack(f)
	if err != nil {
		return yield(Document{Member: name}, err)
	}
	inner := in
	inner.name, inner.r, inner.size = path.Base(name), bytes.NewReader(data), int64(len(data))
	inner.depth, inner.seen = in.depth+1, new(sight)
	more := true
	readInput(ctx, inner, func(doc Document, err error) bool {
		doc.Member = strings.TrimSuffix(name+"!"+doc.Member, "!")
		if note != "" && err == nil {
			doc.Notes = append(doc.Notes, note)
		}
		more = yield(doc, err)
		return more
	})
	return more
}

// memberNames returns the members' names in UTF-8, each once. Old Chinese programs write names in GBK and do not say
// so; all names of an archive are in one encoding, and together they tell it.
func memberNames(files []*zip.File) []string {
	var foreign bytes.Buffer
	for _, f := range files {
		if !utf8.ValidString(f.Name) {
			foreign.WriteString(f.Name + "\n")
		}
	}
	cs := detect(foreign.Bytes(), "")
	names := make([]string, len(files))
	taken := make(map[string]int)
	for i, f := range files {
		names[i] = f.Name
		if !utf8.ValidString(f.Name) {
			names[i] = cs.decode([]byte(f.Name))
		}
		taken[names[i]]++
		if again := taken[names[i]]; again > 1 {
			names[i] = fmt.Sprintf("%s#%d", names[i], again)
		}
	}
	return names
}

// safeName returns a member's name as a path that stays inside the archive, and a note where the name did not.
func safeName(name string) (safe, note string) {
	slashed := strings.ReplaceAll(name, `\`, "/")
	if _, afterDrive, drive := strings.Cut(slashed, ":/"); drive {
		slashed = "/../" + afterDrive
	}
	safe = strings.TrimPrefix(path.Clean("/"+slashed), "/")
	if strings.HasPrefix(slashed, "/") || strings.Contains("/"+slashed+"/", "/../") {
		note = fmt.Sprintf("成员名 %s 指向压缩包之外，已改为 %s", name, safe)
	}
	return safe, note
}

// isLitter says whether a member is something that an operating system put there.
func isLitter(name string) bool {
	switch base := strings.ToLower(path.Base(name)); {
	case strings.HasPrefix(name, "__MACOSX/"), strings.Contains(name, "/__MACOSX/"), strings.HasPrefix(base, "._"):
		return true
	default:
		return base == ".ds_store" || base == "thumbs.db" || base == "desktop.ini"
	}
}
