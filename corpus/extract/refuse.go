package extract

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"path"
	"strings"

	"github.com/richardlehane/mscfb"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// refuse returns an error for formats that are recognised but not read. The error advises what to do with the file.
func refuse(head []byte, in file.Input) error {
	switch {
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return refuseCompound(in)
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return language.New("refuse.rtf", file.ErrUnsupported)
	case isPacked(head):
		return language.New("refuse.archive", file.ErrUnsupported)
	case bytes.Count(head, []byte{0}) == len(head):
		return language.New("refuse.zeros", file.ErrTruncated)
	}
	switch kind := http.DetectContentType(head); {
	case kind == "image/bmp" && bytes.IndexByte(head, 0) < 0: // a text that begins with the letters BM
	case strings.HasPrefix(kind, "image/"):
		return language.New("refuse.picture", file.ErrNoText)
	case strings.HasPrefix(kind, "audio/"), strings.HasPrefix(kind, "video/"), strings.HasPrefix(kind, "font/"):
		return language.New("refuse.media", file.ErrUnsupported, kind)
	}
	switch ext := strings.ToLower(path.Ext(in.Name)); ext {
	case ".js", ".css", ".map":
		return language.New("refuse.page", file.ErrUnsupported, ext)
	}
	return nil
}

func isPacked(head []byte) bool {
	for _, sign := range []string{"Rar!\x1a\x07", "7z\xbc\xaf\x27\x1c", "\x1f\x8b\x08", "BZh", "\xfd7zXZ\x00", "\x28\xb5\x2f\xfd"} {
		if bytes.HasPrefix(head, []byte(sign)) {
			return true
		}
	}
	const tarSign = 257
	return len(head) > tarSign+5 && string(head[tarSign:tarSign+5]) == "ustar"
}

// refuseCompound separates the files of old office programs from encrypted files of new ones; both use one container
// format.
func refuseCompound(in file.Input) error {
	container, err := mscfb.New(in.Content)
	if err != nil {
		return language.New("refuse.broken", file.ErrTruncated, err)
	}
	for {
		entry, err := container.Next()
		if errors.Is(err, io.EOF) || err != nil {
			return language.New("refuse.office", file.ErrUnsupported)
		}
		switch entry.Name {
		case "EncryptedPackage", "EncryptionInfo":
			return language.New("refuse.password", file.ErrEncrypted)
		case "WordDocument", "WpsContent":
			return language.New("refuse.doc", file.ErrUnsupported)
		case "Workbook", "Book":
			return language.New("refuse.xls", file.ErrUnsupported)
		}
	}
}
