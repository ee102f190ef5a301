package wording

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/corpus/text"
	"gongbao/search"
	"gongbao/search/engine/enginetest"
)

// TestPress looks for the words that the press called new in a report, and that no report before has. Two that it called new, and that
// an earlier report has, are in no list.
func TestPress(t *testing.T) {
	data := os.Getenv("GONGBAO_DATA")
	if data == "" || testing.Short() {
		t.Skip("the words of the press are in GONGBAO_DATA, and reading the reports takes seconds")
	}
	reports := published(t, data)
	high, listed, all := 0, 0, 0
	for id, wanted := range pressWords(t, data) {
		units, singles := lists(t, reports, id)
		texts := slices.Concat(units, singles)
		for _, word := range wanted {
			all++
			at := slices.IndexFunc(texts, func(s string) bool { return strings.Contains(s, word) || strings.Contains(word, s) })
			switch {
			case at < 0:
				t.Logf("%s: %s is in no list", id, word)
			default:
				listed++
				if at < min(150, len(units)) {
					high++
				}
			}
		}
		for _, known := range []string{"智能机器人", "数据跨境流动"} {
			if id == "national-2025" && slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, known) }) {
				t.Errorf("%s: %s is not new", id, known)
			}
		}
		t.Logf("%s: %d units and %d singles", id, len(units), len(singles))
	}
	t.Logf("of %d words %d are among the first 150, %d in a list", all, high, listed)
	if high < 25 || listed < 33 {
		t.Errorf("of %d words %d are among the first 150, %d in a list; want 25 and 33", all, high, listed)
	}
}

func pressWords(t *testing.T, data string) map[string][]string {
	t.Helper()
	file, err := os.Open(filepath.Join(data, "gold", "press-words.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	words := map[string][]string{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var line struct{ Report, Word string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		words[line.Report] = append(words[line.Report], line.Word)
	}
	return words
}

// published returns the national reports, and those of the provinces of 2025.
func published(t *testing.T, data string) (all []*corpus.Report) {
	t.Helper()
	for _, r := range enginetest.Reports(t) {
		if r.Level == corpus.National {
			all = append(all, r)
		}
	}
	files, err := filepath.Glob(filepath.Join(data, "reports", "provincial-2025", "*.docx"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d reports of provinces, %v", len(files), err)
	}
	for _, name := range files {
		r := corpustest.Report(t, name)
		all = append(all, &r)
	}
	return all
}

// lists returns the units and the singles of a report, folded.
func lists(t *testing.T, reports []*corpus.Report, id string) (units, singles []string) {
	t.Helper()
	byID := map[string]*corpus.Report{}
	var all []search.ReportInfo
	var of search.ReportInfo
	for _, r := range reports {
		info := search.ReportInfo{ID: r.ID, Region: r.Region, Level: r.Level, Kind: r.Kind, Year: r.Year, Date: r.Date}
		for _, p := range r.Paragraphs {
			info.Characters += len([]rune(p.Text))
		}
		byID[r.ID] = r
		all = append(all, info)
		if r.ID == id {
			of = info
		}
	}
	m := materialOf(all, of, Request{Report: id, Against: AgainstEarlier, Side: SideNew})
	err := m.read(func(id string) (texts []string, err error) {
		for _, p := range byID[id].Paragraphs {
			texts = append(texts, p.Text)
		}
		return texts, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	phrases, err := m.phrases.Phrases(t.Context(), leastCount, m.needs)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range m.units(phrases) {
		units = append(units, text.Fold(u.Shown))
	}
	for _, s := range m.singles(phrases) {
		singles = append(singles, text.Fold(s.Shown))
	}
	return units, singles
}
