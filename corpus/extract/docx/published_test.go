package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongbao/corpus/extract/extracttest"
)

// Published reports use little of what Word can do, so that a plain scan of their text elements says what is right.
func TestPublishedDocx(t *testing.T) {
	for _, name := range extracttest.RealFiles(t, "reports/provincial-2025/*.docx") {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, block := range extracttest.One(t, "", file).Blocks {
			got.WriteString(block.Text)
		}
		if extracttest.WithoutSpace(got.String()) != extracttest.WithoutSpace(plainScan(t, file)) {
			t.Errorf("%s does not read as its text elements do", filepath.Base(name))
		}
	}
}

// plainScan returns the text of all text elements in the main part.
func plainScan(t *testing.T, file []byte) string {
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	var text strings.Builder
	within := false
	for dec := xml.NewDecoder(part); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return text.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			within = e.Name.Local == "t"
		case xml.EndElement:
			within = false
		case xml.CharData:
			if within {
				text.Write(e)
			}
		}
	}
}
