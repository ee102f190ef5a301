// Package extracttest is for the tests of the readers: files of every kind, made or real, and their contents as a text
// to compare.
package extracttest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"gongbao/corpus/extract"
	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// Result is everything that a file yields.
type Result struct {
	Docs []file.Document
	Errs []error
	Bad  []string // the members with an error
}

func ReadAll(t *testing.T, name string, data []byte, opt file.Options) Result {
	t.Helper()
	var got Result
	for doc, err := range extract.Read(t.Context(), name, bytes.NewReader(data), int64(len(data)), opt) {
		if err != nil {
			got.Errs, got.Bad = append(got.Errs, err), append(got.Bad, doc.Member)
			continue
		}
		got.Docs = append(got.Docs, doc)
	}
	return got
}

// One returns the only document of a file.
func One(t *testing.T, name string, data []byte) file.Document {
	t.Helper()
	got := ReadAll(t, name, data, file.Options{})
	if len(got.Docs) != 1 || len(got.Errs) != 0 {
		t.Fatalf("%s: %d documents, errors %v", name, len(got.Docs), got.Errs)
	}
	return got.Docs[0]
}

func Texts(doc file.Document) []string {
	var all []string
	for _, b := range doc.Blocks {
		all = append(all, b.Text)
	}
	return all
}

// Report is a short report, one paragraph an element.
var Report = []string{
	"政府工作报告",
	"——2021年1月28日在辽宁省第十三届人民代表大会第五次会议上",
	"各位代表：",
	"现在，我代表辽宁省人民政府向大会报告工作，请予审议，并请省政协委员和其他列席人员提出意见。",
	"一、2020年工作和“十三五”时期回顾",
	"过去的一年极不平凡。面对复杂严峻的国内外形势和突如其来的新冠肺炎疫情严重冲击，我们坚持以习近平新时代中国特色社会主义思想为指导，经济运行逐季回升向好，决胜全面建成小康社会取得决定性成就。",
	"（一）坚持绿色低碳发展。开展碳排放达峰行动，单位地区生产总值能耗下降3.2%，PM2.5平均浓度39微克/立方米。",
}

// Read reads a file that holds one document.
func Read(ctx context.Context, data []byte) (doc file.Document, err error) {
	for doc, err = range extract.Read(ctx, "", bytes.NewReader(data), int64(len(data)), file.Options{}) {
		if err != nil {
			return doc, err
		}
	}
	return doc, err
}

// Marked writes blocks as lines of text, each with the letters of its marks: H heading, L line, R row, I indent, S
// short.
func Marked(blocks []file.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		for _, mark := range []struct {
			on     bool
			letter string
		}{{block.Heading, "H"}, {block.Line, "L"}, {block.Row, "R"}, {block.Indent, "I"}, {block.Short, "S"}} {
			if mark.on {
				b.WriteString(mark.letter)
			}
		}
		b.WriteString("|" + block.Text + "\n")
	}
	return b.String()
}

// RealFiles returns the files of a folder of real reports, which the project does not include.
func RealFiles(t *testing.T, pattern string) []string {
	t.Helper()
	root := os.Getenv("GONGBAO_DATA")
	if root == "" {
		t.Skip("GONGBAO_DATA does not name the folder of real reports")
	}
	files, err := filepath.Glob(filepath.Join(root, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files %s in GONGBAO_DATA: %v", pattern, err)
	}
	return files
}

func WithoutSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func Bare(s string) string {
	return strings.Map(func(r rune) rune {
		if file.IsBlank(r) {
			return -1
		}
		return r
	}, s)
}

// Notes returns the notes of a document in Chinese.
func Notes(doc file.Document) []string {
	var said []string
	for _, note := range doc.Notes {
		said = append(said, note.In(language.ZH))
	}
	return said
}
