package extract

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// archiveOf packs parts as an office document packs them.
func archiveOf(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	for name, content := range parts {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// readOffice reads a file that holds one document.
func readOffice(ctx context.Context, file []byte) (Document, error) {
	var docs []Document
	for doc, err := range Read(ctx, "", bytes.NewReader(file), int64(len(file)), Options{}) {
		if err != nil {
			return Document{}, err
		}
		docs = append(docs, doc)
	}
	if len(docs) != 1 {
		return Document{}, errors.New("the file holds several documents")
	}
	return docs[0], nil
}

func mustReadOffice(t *testing.T, file []byte) Document {
	t.Helper()
	doc, err := readOffice(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// said says blocks as lines of text, each with the letters of its marks: H heading, L line, R row, I indent, S short.
func said(blocks []Block) string {
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

// dataFiles returns the files of that pattern among the published reports that tests may be given.
func dataFiles(t *testing.T, pattern string) []string {
	t.Helper()
	folder := os.Getenv("GONGBAO_DATA")
	if folder == "" {
		t.Skip("GONGBAO_DATA is not set: it names the folder with published reports to read")
	}
	files, err := filepath.Glob(filepath.Join(folder, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files %s in %s (%v)", pattern, folder, err)
	}
	return files
}
