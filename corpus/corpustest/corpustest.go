// Package corpustest reads the sample report for the tests of the packages that show reports.
package corpustest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/extract"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/ingest"
	"gongbao/seeds"
)

// Sample returns the report that comes with the program, read as the indexer reads it. The caller may change its paragraphs, and
// nothing that these point to.
func Sample(t testing.TB) corpus.Report {
	t.Helper()
	r, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	r.Paragraphs = slices.Clone(r.Paragraphs)
	return r
}

// sample reads it once, since with the race detector that takes long.
var sample = sync.OnceValues(func() (corpus.Report, error) {
	content := strings.NewReader(seeds.Liaoning2021)
	for doc, err := range extract.Read(context.Background(), "liaoning-2021.txt", content, content.Size(), file.Options{}) {
		if err != nil {
			return corpus.Report{}, err
		}
		r, _, err := ingest.New(doc, "liaoning-2021.txt")
		return r, err
	}
	return corpus.Report{}, errors.New("the sample has no document")
})

// Document reads the first document of a file.
func Document(t testing.TB, name string) file.Document {
	t.Helper()
	content, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer content.Close()
	info, err := content.Stat()
	if err != nil {
		t.Fatal(err)
	}
	for doc, err := range extract.Read(t.Context(), name, content, info.Size(), file.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	t.Fatalf("%s holds no document", name)
	return file.Document{}
}

// Report reads the report in a file as the indexer reads it, with the base name of the file as its path.
func Report(t testing.TB, name string) corpus.Report {
	t.Helper()
	r, _, err := ingest.New(Document(t, name), filepath.Base(name))
	if err != nil {
		t.Fatal(err)
	}
	return r
}
