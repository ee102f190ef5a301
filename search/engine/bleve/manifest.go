package bleve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/disk"
)

const (
	// format is the layout of the files; it changes when an older program could not read them.
	format = 10
	// oldestFormat is the oldest format that is read. Its manifests have no ID and no Parent.
	oldestFormat = 2
	// searchedFormat is the oldest format that is searched: before it, paragraphs had no shapes and no figures.
	searchedFormat = 7
	// textVersion is that of the folding, which decides what the columns and postings hold.
	textVersion = text.Version
	// pointerName is the file that names the current manifest and its checksum.
	pointerName = "CURRENT"
	// copyingName is the file that is in a directory while a backup is written to it: until there is a pointer, manifests in it
	// are not those of an index.
	copyingName = "copying"
	// manifestPrefix and partPrefix begin the names of manifests and of the directories of parts.
	manifestPrefix = "manifest-"
	partPrefix     = "part-"
)

// A manifest lists the parts of a generation. It never changes once written.
type manifest struct {
	Format  int            `json:"format"`
	Text    int            `json:"text"`
	ID      string         `json:"id,omitempty"`      // of the index, made at random with it
	Serial  int            `json:"serial"`            // counts the generations of the index, from 1
	Figures int            `json:"figures,omitempty"` // the oldest figure.Edition of a part; 0 before there were any
	Parent  string         `json:"parent,omitempty"`  // what the pointer said when this was made; empty for the first one
	Parts   []partManifest `json:"parts"`
}

// A partManifest describes a part, and what has been deleted in it since.
type partManifest struct {
	Name       string      `json:"name"` // of its directory
	Reports    int         `json:"reports"`
	Paragraphs int         `json:"paragraphs"`
	Files      []fileCheck `json:"files"`
	Deleted    []int       `json:"dead,omitempty"` // reports that are deleted or replaced, ascending
}

// A fileCheck is the state that a file must be in.
type fileCheck struct {
	Name string `json:"name"` // below the part's directory, slash separated
	Size int64  `json:"size"`
	CRC  uint32 `json:"crc32c"`
}

func (m manifest) name() string { return fmt.Sprintf(manifestPrefix+"%06d.json", m.Serial) }

// serialOf reads the serial of a manifest from its name; it is 0 for another name.
func serialOf(name string) int {
	digits, ok := strings.CutPrefix(name, manifestPrefix)
	digits, isManifest := strings.CutSuffix(digits, ".json")
	serial, err := strconv.Atoi(digits)
	if !ok || !isManifest || err != nil || serial < 0 {
		return 0
	}
	return serial
}

// follows reports whether m is a later state of the index that had the manifest old, to which pointer pointed. It cannot be
// told of two states without an ID, unless one was made from the other: those are taken for two indexes.
func (m manifest) follows(old manifest, pointer string) bool {
	if pointer == "" {
		return true // the index had no state at all: whatever there is has come since
	}
	return m.ID != "" && m.ID == old.ID || m.Parent == pointer
}

// castagnoli is the checksum that processors compute themselves, at several gigabytes a second.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// isOutdated reports whether an older folding made the texts and terms, or they lack what is kept of them today: reports can be read from
// the index, and nothing found in it, until it is built anew.
func (m manifest) isOutdated() bool { return m.Text < textVersion || m.Format < searchedFormat }

// A directory is where an index stands.
type directory struct {
	disk.FS
	path     string
	outdated bool // manifests that are outdated are read too
}

// file returns the path of a file of the index. Elements have slashes.
func (d *directory) file(elements ...string) string {
	return filepath.Join(d.path, filepath.FromSlash(strings.Join(elements, "/")))
}

// errUncertain says that nobody knows whether an update has become the index's state: nothing of it may be taken back.
var errUncertain = errors.New("it is not known which state the index has")

// advance makes m the state of the index and returns the new pointer. The files of m's parts must be durable, except for the
// names of their directories. Everything else is made durable before the pointer is moved, which is the last that can fail:
// an error means that the index is as it was, or is errUncertain. That the move itself could not be made durable is for the
// caller to judge: m is the state of the index all the same.
func (d *directory) advance(ctx context.Context, m manifest) (pointer string, unsynced, err error) {
	body, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return "", nil, err
	}
	pointer = fmt.Sprintf("%s %08x", m.name(), crc32.Checksum(body, castagnoli))
	listed, err := disk.Stage(d, d.file(m.name()), body)
	if err != nil {
		return "", nil, err
	}
	if err := d.Rename(listed, d.file(m.name())); err != nil {
		engine.Note(ctx, disk.Gone(d.Remove(listed)))
		return "", nil, err
	}
	moved, err := disk.Stage(d, d.file(pointerName), []byte(pointer+"\n"))
	if err == nil {
		if err = d.Sync(d.path); err == nil {
			err = d.Rename(moved, d.file(pointerName))
		}
		if err != nil {
			err = d.undone(ctx, pointer, err)
		}
		if err != nil && !errors.Is(err, errUncertain) {
			engine.Note(ctx, disk.Gone(d.Remove(moved)))
		}
	}
	if err != nil {
		if !errors.Is(err, errUncertain) {
			engine.Note(ctx, disk.Gone(d.Remove(d.file(m.name()))))
		}
		return "", nil, err
	}
	if err := d.Sync(d.path); err != nil {
		unsynced = language.New("engine.directory.unsynced", d.path, err)
	}
	return pointer, unsynced, nil
}

// undone decides about a pointer that could not be moved because of cause: a file system may report an error and have done
// it all the same. It returns nil if the pointer has moved.
func (d *directory) undone(ctx context.Context, pointer string, cause error) error {
	switch now, err := d.readPointer(); {
	case err == nil && now == pointer:
		engine.Note(ctx, cause)
		return nil
	case err == nil, errors.Is(err, fs.ErrNotExist):
		return cause
	default:
		return errors.Join(cause, err, errUncertain)
	}
}

// readPointer returns what the pointer says: a name and a checksum, which no two states of any index have in common.
func (d *directory) readPointer() (string, error) {
	content, err := disk.ReadFile(d, d.file(pointerName))
	return strings.TrimSpace(string(content)), err
}

// readManifest reads the manifest that the pointer names.
func (d *directory) readManifest() (m manifest, pointer string, err error) {
	if pointer, err = d.readPointer(); err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			err = d.unreadable(pointerName, err)
		}
		return manifest{}, "", err
	}
	name, sum, _ := strings.Cut(pointer, " ")
	if named := (manifest{Serial: serialOf(name)}); name != named.name() || len(sum) != 8 {
		return manifest{}, pointer, d.damaged(pointerName, language.New("engine.file.pointer"))
	}
	body, err := disk.ReadFile(d, d.file(name))
	if err != nil {
		return manifest{}, pointer, d.unreadable(name, err)
	}
	if got := fmt.Sprintf("%08x", crc32.Checksum(body, castagnoli)); got != sum {
		return manifest{}, pointer, d.damaged(name, language.New("engine.file.checksum", got, sum))
	}
	m, err = d.parseManifest(name, body)
	return m, pointer, err
}

func (d *directory) parseManifest(name string, body []byte) (m manifest, err error) {
	if err := json.Unmarshal(body, &m); err != nil {
		return manifest{}, d.damaged(name, err)
	}
	switch {
	case m.Format < oldestFormat:
		err = language.New("engine.directory.version", d.path, engine.ErrVersion, m.Format, m.Text, format, textVersion)
	case m.Format > format || m.Text > textVersion:
		err = language.New("engine.later", d.path, engine.ErrVersion, m.Format, m.Text, format, textVersion)
	case m.isOutdated() && !d.outdated:
		err = d.errOutdated()
	}
	return m, err
}

// errOutdated says that the index is outdated, and what to do.
func (d *directory) errOutdated() error {
	return language.New("engine.outdated.index", d.path, engine.ErrOutdated)
}

// checkPart compares every file of a part with its manifest, before anything opens it.
func (d *directory) checkPart(ctx context.Context, p partManifest) error {
	for _, want := range p.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := d.checkOne(p, want); err != nil {
			return err
		}
	}
	return nil
}

// checkBuffers are what checkFile reads into: a part has some thirty files, most of them small.
var checkBuffers = sync.Pool{New: func() any { return new([1 << 18]byte) }}

// checkFile reads a file's size and checksum.
func (d *directory) checkFile(path string) (fileCheck, error) {
	f, err := d.Open(path)
	if err != nil {
		return fileCheck{}, err
	}
	defer f.Close() // nothing has been written
	buffer := checkBuffers.Get().(*[1 << 18]byte)
	defer checkBuffers.Put(buffer)
	sum := crc32.New(castagnoli)
	size, err := io.CopyBuffer(sum, struct{ io.Reader }{f}, buffer[:])
	return fileCheck{Size: size, CRC: sum.Sum32()}, err
}
