package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"

	"github.com/richardlehane/mscfb"

	"gongbao/corpus/extract/file"
)

// refuse returns an error for formats that are recognised and not read. It says what to do with the file.
func refuse(head []byte, in file.Input) error {
	switch {
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return refuseCompound(in)
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return fmt.Errorf("%w: it is rich text (rtf); open it in Word or WPS and save it as docx", file.ErrUnsupported)
	case isPacked(head):
		return fmt.Errorf("%w: it is an archive other than zip (rar, 7z, gz, tar ...); unpack it and name its folder, or pack it as zip", file.ErrUnsupported)
	case bytes.Count(head, []byte{0}) == len(head):
		return fmt.Errorf("%w: it is nothing but zero bytes, as after a broken download; fetch it again", file.ErrTruncated)
	}
	switch kind := http.DetectContentType(head); {
	case kind == "image/bmp" && bytes.IndexByte(head, 0) < 0: // a text that begins with the letters BM
	case strings.HasPrefix(kind, "image/"):
		return fmt.Errorf("%w: it is a picture; recognise its characters (OCR) and save them as docx or txt", file.ErrNoText)
	case strings.HasPrefix(kind, "audio/"), strings.HasPrefix(kind, "video/"), strings.HasPrefix(kind, "font/"):
		return fmt.Errorf("%w: it is %s; leave it out", file.ErrUnsupported, kind)
	}
	switch ext := strings.ToLower(path.Ext(in.Name)); ext {
	case ".js", ".css", ".map":
		return fmt.Errorf("%w: it is a part of a saved page (%s); the page itself is read, leave this out", file.ErrUnsupported, ext)
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

// refuseCompound tells apart the files of old office programs and encrypted files of new ones; both use one container format.
func refuseCompound(in file.Input) error {
	container, err := mscfb.New(in.Content)
	if err != nil {
		return fmt.Errorf("%w: it is an old Office file (doc, xls, wps) whose structure is broken (%w); fetch it again", file.ErrTruncated, err)
	}
	for {
		entry, err := container.Next()
		if errors.Is(err, io.EOF) || err != nil {
			return fmt.Errorf("%w: it is an old Office file; open it in Word or WPS and save it as docx or xlsx", file.ErrUnsupported)
		}
		switch entry.Name {
		case "EncryptedPackage", "EncryptionInfo":
			return fmt.Errorf("%w: the document asks for a password; save it without one", file.ErrEncrypted)
		case "WordDocument", "WpsContent":
			return fmt.Errorf("%w: it is an old Word or WPS document (doc, wps); open it in Word or WPS and save it as docx", file.ErrUnsupported)
		case "Workbook", "Book":
			return fmt.Errorf("%w: it is an old Excel workbook (xls); open it in Excel or WPS and save it as xlsx", file.ErrUnsupported)
		}
	}
}
