package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"time"
)

// An entry is a file of an archive.
type entry struct {
	name    string // with slashes
	from    string
	program bool
}

func (e entry) mode() fs.FileMode {
	if e.program {
		return 0o755
	}
	return 0o644
}

// A squeezer returns content as a gzip file whose header has nothing but its ten bytes.
type squeezer func(content []byte) ([]byte, error)

// Lengths of what gzip puts around compressed content.
const gzipHeader, gzipTrailer = 10, 8

// squeezed is the squeezer of releases: libdeflate looks for the fewest bits, which takes a twentieth off what package flate makes.
func squeezed(content []byte) ([]byte, error) {
	c := exec.Command("libdeflate-gzip", "-12", "-c")
	c.Stdin, c.Stderr = bytes.NewReader(content), os.Stderr
	packed, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("libdeflate-gzip: %w", err)
	}
	return packed, nil
}

// packTar writes a tar.gz whose files have one time and no owner.
func packTar(archive string, entries []entry, at time.Time, squeeze squeezer) error {
	var all bytes.Buffer
	w := tar.NewWriter(&all)
	for _, e := range entries {
		content, err := os.ReadFile(e.from)
		if err != nil {
			return err
		}
		header := &tar.Header{Name: e.name, Mode: int64(e.mode()), Size: int64(len(content)), ModTime: at, Format: tar.FormatPAX}
		if err := w.WriteHeader(header); err != nil {
			return err
		}
		if _, err := w.Write(content); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	packed, err := squeeze(all.Bytes())
	if err != nil {
		return err
	}
	return os.WriteFile(archive, packed, 0o644)
}

// packZip writes a zip whose files have one time.
func packZip(archive string, entries []entry, at time.Time, squeeze squeezer) (err error) {
	f, err := os.Create(archive)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := zip.NewWriter(f)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) {
		return &member{to: to, squeeze: squeeze}, nil
	})
	for _, e := range entries {
		content, err := os.ReadFile(e.from)
		if err != nil {
			return err
		}
		header := &zip.FileHeader{Name: e.name, Method: zip.Deflate, Modified: at}
		header.SetMode(e.mode())
		to, err := w.CreateHeader(header)
		if err != nil {
			return err
		}
		if _, err := to.Write(content); err != nil {
			return err
		}
	}
	return w.Close()
}

// A member is a file of a zip, compressed when all of it is there.
type member struct {
	bytes.Buffer
	to      io.Writer
	squeeze squeezer
}

func (m *member) Close() error {
	packed, err := m.squeeze(m.Bytes())
	if err != nil {
		return err
	}
	if len(packed) < gzipHeader+gzipTrailer || packed[3] != 0 {
		return errors.New("compressed with a longer header")
	}
	_, err = m.to.Write(packed[gzipHeader : len(packed)-gzipTrailer])
	return err
}
