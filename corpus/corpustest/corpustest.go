// Package corpustest reads the sample report for the tests of the packages that show reports.
package corpustest

import (
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/extract"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/ingest"
	"gongbao/seeds"
)

// Sample returns the report that comes with the program, read as the indexer reads it.
func Sample(t testing.TB) corpus.Report {
	t.Helper()
	content := strings.NewReader(seeds.Liaoning2021)
	for doc, err := range extract.Read(t.Context(), "liaoning-2021.txt", content, content.Size(), file.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		r, _, err := ingest.New(doc, "liaoning-2021.txt")
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	t.Fatal("the sample has no document")
	return corpus.Report{}
}
