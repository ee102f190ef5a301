package repeat

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gongbao/corpus/corpustest"
)

// TestStretch holds which part of a paragraph is the place, where several are as near.
func TestStretch(t *testing.T) {
	const passage = "全面推进乡村振兴战略实施" // one edit
	for _, tc := range []struct{ text, want string }{
		{"要全面推进乡村振兴战略实施。", "全面推进乡村振兴战略实施"},
		{"要全面推进乡村振兴战略实行！", "全面推进乡村振兴战略实行"},
		{"要完面推进乡村振兴战略实施！", "完面推进乡村振兴战略实施"},
		{"全面推进乡村振兴战略实", "全面推进乡村振兴战略实"},
		{"面推进乡村振兴战略实施", "面推进乡村振兴战略实施"},
		{"全面、推进乡村全面振兴战略实施", ""},
		{"全面、推进乡村大振兴战略实施", "全面、推进乡村大振兴战略实施"},
		{"全面推进乡村振战略实施，全面推进乡村振兴战略实施，全面推进乡村振兴战略实施", "全面推进乡村振兴战略实施"},
		{"", ""},
	} {
		p := newPattern(passage)
		got := ""
		if at, _, ok := p.nearIn(loosen(tc.text)); ok {
			got = tc.text[at.From:at.To]
		}
		if got != tc.want {
			t.Errorf("in %s: %q, want %q", tc.text, got, tc.want)
		}
	}
}

// TestNationalReports finds passages of the national reports in the years in which readers found them nearly word for word. It reads the
// reports as the indexer does, which joins broken lines, and looks at each paragraph.
func TestNationalReports(t *testing.T) {
	data := os.Getenv("GONGBAO_DATA")
	if data == "" || testing.Short() {
		t.Skip("the passages are in GONGBAO_DATA, and reading the reports takes seconds")
	}
	files, err := filepath.Glob(filepath.Join(data, "reports", "national", "*.txt"))
	if err != nil || len(files) < 50 {
		t.Fatalf("%d national reports, %v", len(files), err)
	}
	paragraphs := map[int][]*loosened{} // by year
	for _, name := range files {
		r := corpustest.Report(t, name)
		for _, p := range r.Paragraphs {
			paragraphs[r.Year] = append(paragraphs[r.Year], loosen(p.Text))
		}
	}
	file, err := os.Open(filepath.Join(data, "gold", "repeats.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	all, equal := 0, 0
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var gold struct {
			ID, Text          string
			Years, Borderline []int
		}
		if err := json.Unmarshal(lines.Bytes(), &gold); err != nil {
			t.Fatal(err)
		}
		passage := newPattern(gold.Text)
		var years []int
		for year, said := range paragraphs {
			near := func(p *loosened) bool { _, _, ok := passage.nearIn(p); return ok }
			if !slices.Contains(gold.Borderline, year) && slices.ContainsFunc(said, near) {
				years = append(years, year)
			}
		}
		slices.Sort(years)
		all++
		if slices.Equal(years, gold.Years) {
			equal++
			continue
		}
		t.Logf("%s %s: %d, want %d", gold.ID, gold.Text, years, gold.Years)
	}
	t.Logf("the years of %d of %d passages are equal", equal, all)
	if all != 40 || equal < 39 {
		t.Errorf("the years of %d of %d passages are equal, want 39 of 40", equal, all)
	}
}
