package indexer_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/indexer"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestPublished indexes all published reports, clean and messy, in one run, and holds the table of what became of each
// file, and how close the messy ones come to the clean ones, to a golden file.
func TestPublished(t *testing.T) {
	data := os.Getenv("GONGBAO_DATA")
	if data == "" {
		t.Skip("GONGBAO_DATA is not set: no published reports are indexed")
	}
	if testing.Short() {
		t.Skip("a hundred files take minutes with the race detector; what does several things at once there, smaller tests do too")
	}
	e := bleve.New()
	defer e.Close()
	opt := indexer.Options{Paths: []string{filepath.Join(data, "reports"), filepath.Join(data, "messy")}}
	outcome, err := indexer.Run(t.Context(), e, opt)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintln(&b, "# What becomes of the published reports. Written by go test -update.")
	byFile := map[string]string{}
	for _, row := range outcome.Files {
		file, err := filepath.Rel(data, row.File)
		if err != nil {
			t.Fatal(err)
		}
		byFile[filepath.ToSlash(file)] = row.ID
		of, _ := filepath.Rel(data, row.DuplicateOf)
		fmt.Fprintln(&b, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", row.State, row.ID, filepath.ToSlash(file), filepath.ToSlash(of))))
	}
	fmt.Fprintf(&b, "%+v\n\n", outcome.Counts)
	compareScrapes(t, &b, e, byFile)
	golden(t, "testdata/published.golden", b.String())

	again, err := indexer.Run(t.Context(), e, opt)
	if c := again.Counts; err != nil || c.Added+c.Changed+c.Failed != 0 || c.Unchanged != outcome.Counts.Added {
		t.Errorf("the second run: %+v, %v", c, err)
	}
}

// compareScrapes says how the folded text of each scrape differs from the clean report of its year. The scrapes' titles and
// datelines are no part of the clean texts, and the one of 2007 stops after a third of the report.
func compareScrapes(t *testing.T, b *strings.Builder, e engine.Engine, byFile map[string]string) {
	for _, c := range []struct{ scrape, year string }{
		{"gbk/national-1954-scrape.txt", "1954"}, {"gbk/national-1998-scrape.txt", "1998"}, {"gbk/national-2007-scrape.txt", "2007"},
		{"gbk/2011年国务院政府工作报告).txt", "2011"}, {"gbk/national-2015-scrape.txt", "2015"},
		{"html/national-2014.html", "2014"}, {"html/national-2020.html", "2020"},
	} {
		scrape := folded(read(t, e, byFile["messy/"+c.scrape]))
		clean := folded(read(t, e, byFile["reports/national/"+c.year+"_国务院_政府工作报告.txt"]))
		held, lost, added := differ(clean, scrape)
		fmt.Fprintf(b, "%s: holds %.1f %% of the report of %s; of these %d characters %d are not in it (%.2f %%), and %d of its own are not in them\n",
			c.scrape, 100*float64(held)/float64(len(clean)), c.year, held, lost, 100*float64(lost)/float64(held), added)
	}
	pdf := read(t, e, byFile["messy/pdf/2024年北京市政府工作报告.pdf"])
	fmt.Fprintf(b, "pdf: %d paragraphs\n", len(pdf.Paragraphs))
}

func read(t *testing.T, e engine.Engine, id string) corpus.Report {
	t.Helper()
	r, err := e.Report(t.Context(), id)
	if err != nil {
		t.Fatalf("%q: %v", id, err)
	}
	return r
}

func folded(r corpus.Report) []rune {
	var b strings.Builder
	for _, p := range r.Paragraphs {
		b.WriteString(p.Text)
	}
	return []rune(text.Fold(b.String()))
}

// differ counts the characters that only one of two texts has, by the shortest way from a beginning of the one, whose length
// is held, to all of the other.
func differ(from, to []rune) (held, lost, added int) {
	n, m := len(from), len(to)
	furthest := map[int]int{1: 0}
	for d := 0; ; d++ {
		for k := -d; k <= d; k += 2 {
			x := furthest[k-1] + 1
			if k == -d || k != d && furthest[k-1] < furthest[k+1] {
				x = furthest[k+1]
			}
			for x < n && x-k < m && from[x] == to[x-k] {
				x++
			}
			furthest[k] = x
			if x <= n && x-k >= m {
				return x, (d + k) / 2, (d - k) / 2
			}
		}
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs; look at it, and write it anew with -update where it is right:\n%s", file, diff)
	}
}
