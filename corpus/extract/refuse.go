package extract

import (
	"bytes"
	"net/http"
	"path"
	"strings"

	"gongbao/corpus/extract/compound"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/picture"
	"gongbao/language"
)

// refuse returns an error for formats that are recognised but not read. The error advises what to do with the file.
func refuse(head []byte, in file.Input) error {
	switch {
	case compound.Is(head):
		return refuseCompound(in)
	case isPacked(head):
		return language.New("refuse.archive", file.ErrUnsupported)
	case bytes.Count(head, []byte{0}) == len(head):
		return language.New("refuse.zeros", file.ErrTruncated)
	}
	switch kind := http.DetectContentType(head); {
	case kind == "image/bmp" && bytes.IndexByte(head, 0) < 0: // a text that begins with the letters BM
	case picture.Is(head) && in.Options.Recogniser != nil:
	case picture.Is(head):
		return language.New("refuse.picture", file.ErrNoText)
	case strings.HasPrefix(kind, "image/"):
		return language.New("refuse.image", file.ErrNoText)
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

// refuseCompound refuses the containers of old office programs that hold no document with a reader; new programs put what they
// encrypt into one.
func refuseCompound(in file.Input) error {
	names, err := compound.Names(in)
	switch {
	case err != nil:
		return err
	case names["EncryptedPackage"], names["EncryptionInfo"]:
		return language.New("refuse.password", file.ErrEncrypted)
	case names["WordDocument"], names["Workbook"], names["Book"]:
		return nil
	case names["WpsContent"]:
		return language.New("refuse.doc", file.ErrUnsupported)
	case names["__properties_version1.0"]:
		return language.New("refuse.msg", file.ErrUnsupported)
	case names["PowerPoint Document"]:
		return language.New("refuse.ppt", file.ErrUnsupported)
	}
	return language.New("refuse.office", file.ErrUnsupported)
}
