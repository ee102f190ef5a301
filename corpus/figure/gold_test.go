package figure_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/corpus/figure"
	"gongbao/corpus/ingest"
)

// published are the reports of GONGBAO_DATA, read once.
var published = sync.OnceValues(func() ([]string, error) {
	var names []string
	for _, pattern := range []string{"national/*.txt", "provincial-2025/*.docx"} {
		found, err := filepath.Glob(filepath.Join(os.Getenv("GONGBAO_DATA"), "reports", pattern))
		if err != nil {
			return nil, err
		}
		names = append(names, found...)
	}
	return names, nil
})

var reports []corpus.Report

// publishedReports reads the published reports; without GONGBAO_DATA it skips the test.
func publishedReports(t testing.TB) []corpus.Report {
	t.Helper()
	if os.Getenv("GONGBAO_DATA") == "" {
		t.Skip("GONGBAO_DATA is not set: no published reports to read")
	}
	names, err := published()
	if err != nil {
		t.Fatal(err)
	}
	if len(reports) == len(names) {
		return reports
	}
	for _, name := range names {
		r, _, err := ingest.New(corpustest.Document(t, name), filepath.Base(name))
		if err != nil {
			t.Fatal(err)
		}
		reports = append(reports, r)
	}
	if len(reports) < 80 {
		t.Fatalf("%d reports in GONGBAO_DATA", len(reports))
	}
	return reports
}

// TestGold holds the figures of the published reports to those that people have read there, by the program that goes with them.
func TestGold(t *testing.T) {
	all := publishedReports(t)
	gold := filepath.Join(os.Getenv("GONGBAO_DATA"), "gold")
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 to score figures with")
	}
	name := os.Getenv("GONGBAO_ROWS")
	if name == "" {
		name = filepath.Join(t.TempDir(), "rows.jsonl")
	}
	writeRows(t, name, all)
	out, err := exec.Command(python, filepath.Join(gold, "score.py"), "targets", filepath.Join(gold, "targets.jsonl"), name).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	t.Logf("\n%s", out)
	for _, bar := range []struct {
		score *regexp.Regexp
		least float64
	}{
		{regexp.MustCompile(`rows right .*F1 ([\d.]+)`), .97},
		{regexp.MustCompile(`targets right .*F1 ([\d.]+)`), .97},
		{regexp.MustCompile(`period ([\d.]+)`), .97},
	} {
		m := bar.score.FindSubmatch(out)
		if m == nil {
			t.Fatalf("no %s in %s", bar.score, out)
		}
		if got, err := strconv.ParseFloat(string(m[1]), 64); err != nil || got < bar.least {
			t.Errorf("%s is %v, want %v at least", bar.score, got, bar.least)
		}
	}
}

// writeRows writes the figures as the program that scores them reads them.
func writeRows(t *testing.T, name string, all []corpus.Report) {
	t.Helper()
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	encoder := json.NewEncoder(file)
	encoder.SetEscapeHTML(false)
	for i := range all {
		r := &all[i]
		for _, f := range figure.Of(r) {
			p := r.Paragraphs[f.Paragraph-1]
			row := map[string]any{
				"report": r.ID, "hash": p.Hash, "ordinal": p.Ordinal, "section": p.Section, "role": p.Role, "at": utf8.RuneCountInString(p.Text[:f.Span.From]), "number": f.Number,
				"indicator": f.Indicator, "value": f.Value.Float64(), "unit": f.Unit, "kind": f.Kind, "measure": f.Measure, "sign": f.Sign,
				"comparator": f.Comparator, "period": years(f), "sentence": strings.TrimSpace(p.Text[f.Sentence.From:f.Sentence.To]),
			}
			if !f.High.IsZero() {
				row["value_high"] = f.High.Float64()
			}
			if err := encoder.Encode(row); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func years(f figure.Figure) string {
	if f.From == f.To {
		return strconv.Itoa(f.To)
	}
	return fmt.Sprintf("%d..%d", f.From, f.To)
}

// TestMainTarget finds the growth that each province aims at for 2025, and the national reports since 2000. Those of 2000, 2002
// and 2020 state none; that of 2001 states one for five years.
func TestMainTarget(t *testing.T) {
	named := regexp.MustCompile(`^(?:全[省区市国])?(?:地区|国内)?生产总值$|^(?:国民)?经济$`)
	silent := map[string]bool{"national-2000": true, "national-2002": true, "national-2020": true}
	provinces := 0
	all := publishedReports(t)
	for i := range all {
		r := &all[i]
		if r.Year < 2000 {
			continue
		}
		found := false
		for _, f := range figure.Of(r) {
			found = found || f.Kind == figure.Target && f.Measure == figure.Growth && f.Sign == "up" && f.Unit == "%" && f.From == r.Year && named.MatchString(f.Indicator)
		}
		if found == silent[r.ID] {
			t.Errorf("%s: a growth target is found: %v", r.ID, found)
		}
		if r.Level == corpus.Province && found {
			provinces++
		}
	}
	if provinces != 31 {
		t.Errorf("growth targets of %d provinces, want 31", provinces)
	}
}

// BenchmarkOf reads the figures of all published reports; 88 reports have to take less than two seconds.
func BenchmarkOf(b *testing.B) {
	all := publishedReports(b)
	figures := 0
	for b.Loop() {
		figures = 0
		for i := range all {
			figures += len(figure.Of(&all[i]))
		}
	}
	b.ReportMetric(float64(figures), "figures")
}
