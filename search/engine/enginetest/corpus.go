package enginetest

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/identity"
	"gongbao/seeds"
)

// Reports returns the reports of the suite: the sample and, if GONGBAO_DATA is set, the national ones. It splits them
// into lines and derives headers from file names, so that the suite depends on no file reader.
func Reports(t testing.TB) []*corpus.Report {
	t.Helper()
	reports := []*corpus.Report{newReport("liaoning-2021", "辽宁", corpus.Province, 2021, seeds.Liaoning2021)}
	dir := os.Getenv("GONGBAO_DATA")
	if dir == "" {
		t.Log("GONGBAO_DATA is not set: only the sample report is tried, not the national ones")
		return reports
	}
	files, err := filepath.Glob(filepath.Join(dir, "reports", "national", "*.txt"))
	if err != nil || len(files) < 50 {
		t.Fatalf("national reports in %s: %d files, %v", dir, len(files), err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var year int
		if _, err := fmt.Sscanf(filepath.Base(file), "%d", &year); err != nil {
			t.Fatalf("%s: no year in its name: %v", file, err)
		}
		reports = append(reports, newReport(fmt.Sprintf("national-%d", year), "全国", corpus.National, year, string(content)))
	}
	return reports
}

// newReport makes every line a paragraph, and lines without a closing mark headings. Their roles take turns;
// where the same title comes twice, the roles may differ.
func newReport(id, region string, level corpus.Level, year int, content string) *corpus.Report {
	r := &corpus.Report{Header: corpus.Header{ID: id, Title: "政府工作报告", Region: region, Level: level, Kind: corpus.Work, Year: year, Digest: fmt.Sprint(len(content)), Indexed: "2026-03-01T11:30:00Z"}}
	var section []string
	var role corpus.Role
	for line := range strings.Lines(content) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		p := corpus.Paragraph{Ordinal: len(r.Paragraphs) + 1, Text: line, Section: section, Role: role, Hash: identity.Hash(identity.Form(line))}
		if p.Heading = utf8.RuneCountInString(line) < 30 && !strings.HasSuffix(line, "。"); p.Heading {
			section, role = []string{line}, []corpus.Role{corpus.RoleReview, "", corpus.RolePlan, corpus.RoleAnnex}[len(r.Outline)%4]
			p.Section, p.Role = section, role
			r.Outline = append(r.Outline, corpus.Section{Level: 1, Title: line, Paragraph: p.Ordinal, Role: role})
		}
		r.Paragraphs = append(r.Paragraphs, p)
	}
	return r
}

// A library is the expected content of an index, in the order of engine.Document.
type library struct {
	reports    []*corpus.Report
	paragraphs []*plain
}

func newLibrary(reports []*corpus.Report) *library {
	l := &library{reports: slices.Clone(reports)}
	slices.SortFunc(l.reports, func(a, b *corpus.Report) int { return cmp.Compare(a.ID, b.ID) })
	for _, r := range l.reports {
		whole := make([]*plain, len(r.Paragraphs))
		for i, p := range r.Paragraphs {
			whole[i] = newPlain(r, p, whole)
		}
		l.paragraphs = append(l.paragraphs, whole...)
	}
	return l
}
