package bleve

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"

	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/engine"
)

const (
	// format is the layout of the files; it changes when an older program could not read them.
	format = 2
	// textVersion is that of the folding, which decides what the columns and postings hold.
	textVersion = text.Version
	// pointerName is the file that names the current manifest and its checksum.
	pointerName = "CURRENT"
)

// A manifest lists the parts of a generation. It never changes once written.
type manifest struct {
	Format int            `json:"format"`
	Text   int            `json:"text"`
	Serial int            `json:"serial"` // counts the generations of the index, from 1
	Parts  []partManifest `json:"parts"`
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

func (m manifest) name() string { return fmt.Sprintf("manifest-%06d.json", m.Serial) }

// castagnoli is the checksum that processors compute themselves, at several gigabytes a second.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// writePointer makes m the index's manifest: it writes m beside the others, durably, and then moves the pointer to it.
func writePointer(dir string, m manifest) error {
	body, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	if err := writeDurably(filepath.Join(dir, m.name()), body); err != nil {
		return err
	}
	pointer := fmt.Sprintf("%s %08x\n", m.name(), crc32.Checksum(body, castagnoli))
	return writeDurably(filepath.Join(dir, pointerName), []byte(pointer))
}

// writeDurably replaces the file at path: after a crash at any moment it has the old content or the new.
func writeDurably(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(content)
	if err := errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncPath(filepath.Dir(path))
}

// syncPath makes a file's content durable, or the names in a directory.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// readManifest reads the manifest that the pointer names.
func readManifest(dir string) (manifest, error) {
	pointer, err := os.ReadFile(filepath.Join(dir, pointerName))
	if err != nil {
		return manifest{}, err
	}
	name, sum, _ := strings.Cut(strings.TrimSpace(string(pointer)), " ")
	if named := (manifest{Serial: serialOf(name)}); name != named.name() || len(sum) != 8 {
		return manifest{}, damaged(dir, pointerName, language.New("engine.file.pointer"))
	}
	body, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return manifest{}, unreadable(dir, name, err)
	}
	if got := fmt.Sprintf("%08x", crc32.Checksum(body, castagnoli)); got != sum {
		return manifest{}, damaged(dir, name, language.New("engine.file.checksum", got, sum))
	}
	return parseManifest(dir, name, body)
}

func parseManifest(dir, name string, body []byte) (m manifest, err error) {
	if err := json.Unmarshal(body, &m); err != nil {
		return manifest{}, damaged(dir, name, err)
	}
	if m.Format != format || m.Text != textVersion {
		return manifest{}, language.New("engine.directory.version",
			dir, engine.ErrVersion, m.Format, m.Text, format, textVersion)
	}
	return m, nil
}

// checkPart compares every file of a part with its manifest, before anything opens it.
func checkPart(dir string, p partManifest) error {
	for _, want := range p.Files {
		if err := checkOne(dir, p, want); err != nil {
			return err
		}
	}
	return nil
}

// checkFile reads a file's size and checksum.
func checkFile(path string) (fileCheck, error) {
	f, err := os.Open(path)
	if err != nil {
		return fileCheck{}, err
	}
	defer f.Close()
	sum := crc32.New(castagnoli)
	size, err := io.CopyBuffer(sum, struct{ io.Reader }{f}, make([]byte, 1<<18))
	return fileCheck{Size: size, CRC: sum.Sum32()}, err
}
