package extract

import (
	"cmp"
	"context"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// A mark is a member, or a folder of members, by which files of one kind are known, in lower case, with the kind's name for people.
type mark struct{ member, kind string }

// officeParts tell the kinds of Office's packages that have no reader; packages tell those of other programs.
var (
	officeParts = []mark{{"xl/workbook.bin", "xlsb"}, {"visio/", "vsdx"}, {"fixeddocseq.fdseq", "xps"}, {"fixeddocumentsequence.fdseq", "xps"}, {"3d/", "3mf"}}
	packages    = []mark{
		{"index/document.iwa", "Pages, Numbers, Keynote"}, {"uof.xml", "UOF"}, {"androidmanifest.xml", "apk"},
		{"meta-inf/manifest.mf", "jar"}, {"meta-inf/", "META-INF"},
	}
)

// packageOf returns the kind of a zip archive that one program packed from its parts, or an empty string for an archive of files.
func packageOf(in file.Input) string {
	if kind := in.Mimetype(); kind != "" {
		return kind
	}
	if in.Holds("[Content_Types].xml") {
		return cmp.Or(firstMark(in, officeParts), "Office Open XML")
	}
	return firstMark(in, packages)
}

func firstMark(in file.Input, marks []mark) string {
	for _, m := range marks {
		if strings.HasSuffix(m.member, "/") && in.HoldsUnder(m.member) || in.Holds(m.member) {
			return m.kind
		}
	}
	return ""
}

// isXML recognises XML that no reader knows; pages are not among it.
func isXML(head []byte, in file.Input) bool {
	_, ok := in.Root(head)
	return ok
}

// refuseXML names the root of such XML: its markup is no text.
func refuseXML(_ context.Context, in file.Input, yield func(file.Document, error) bool) {
	head, err := in.Head(file.HeadBytes)
	root, _ := in.Root(head)
	if err == nil && root.Local == "" {
		err = language.New("xml.empty", file.ErrTruncated, in.Name)
	}
	name := strings.TrimSpace(root.Local + " " + root.Space)
	yield(file.Document{}, cmp.Or(err, error(language.New("refuse.xml", file.ErrUnsupported, name))))
}
