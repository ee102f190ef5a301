// Package compound reads the container of old office programs (MS-CFB), which holds the streams of a document by name.
package compound

import (
	"bytes"
	"errors"
	"io"

	"github.com/richardlehane/mscfb"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// Is reports whether the head is that of such a container.
func Is(head []byte) bool { return bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) }

// Names returns the names of the streams and storages of the container's top.
func Names(in file.Input) (map[string]bool, error) {
	names := map[string]bool{}
	err := walk(in, func(entry *mscfb.File) error {
		names[entry.Name] = true
		return nil
	})
	return names, err
}

// Streams returns the contents of the streams of the container's top that have one of the names, within the limits of one
// document. A stream that is shorter than its entry says is an error.
func Streams(in file.Input, wanted ...string) (map[string][]byte, error) {
	streams := map[string][]byte{}
	err := walk(in, func(entry *mscfb.File) error {
		for _, name := range wanted {
			if name != entry.Name {
				continue
			}
			if most := in.Options.Limits.MemberBytes; entry.Size > most {
				return language.New("read.document", file.ErrTooLarge, entry.Size/file.Megabyte, most/file.Megabyte)
			}
			data, err := content(entry, in.Size)
			if err != nil {
				return err
			}
			streams[name] = data
		}
		return nil
	})
	return streams, err
}

// content reads a stream. It reads piece by piece, because the library takes time with the square of what is read at once.
func content(entry *mscfb.File, most int64) ([]byte, error) {
	if entry.Size > most {
		return nil, Broken(io.ErrUnexpectedEOF)
	}
	const piece = 64 << 10
	data := make([]byte, entry.Size)
	for at := 0; at < len(data); at += piece {
		if _, err := io.ReadFull(entry, data[at:min(at+piece, len(data))]); err != nil {
			return nil, Broken(err)
		}
	}
	return data, nil
}

// walk visits the entries of the container's top.
func walk(in file.Input, visit func(*mscfb.File) error) error {
	container, err := mscfb.New(in.Content)
	if err != nil {
		return Broken(err)
	}
	for {
		entry, err := container.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return Broken(err)
		}
		if len(entry.Path) > 0 {
			continue
		}
		if err := visit(entry); err != nil {
			return err
		}
	}
}

// Broken returns the error for a container, or a document in one, whose structure is broken.
func Broken(cause error) error { return language.New("refuse.broken", file.ErrTruncated, cause) }
