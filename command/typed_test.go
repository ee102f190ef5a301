package command

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gongbao/search"
)

// A typed row is what somebody types, and what is to come of it on paragraphs of an index of its own.
type typedRow struct {
	ID, Class string
	Documents []typedDocument
	Query     string
	Mode      string // exact if empty
	Params    map[string]string
	Want      *[]string // the strings to be marked, in the order of the reports
	typedCheck
	Check *typedCheck // beside it or instead
}

// A typedDocument is a report: its text alone, or with its fields.
type typedDocument struct {
	Title  string `json:"title"`
	Region string `json:"region"`
	Year   int    `json:"year"`
	Date   string `json:"date"`
	Text   string `json:"text"`
}

func (d *typedDocument) UnmarshalJSON(b []byte) error {
	if b[0] == '"' {
		return json.Unmarshal(b, &d.Text)
	}
	type fields typedDocument
	return json.Unmarshal(b, (*fields)(d))
}

// A typedCheck is what an answer must have besides.
type typedCheck struct {
	Paragraphs    *int
	ParagraphsMin int          `json:"paragraphs_min"`
	Notes         int          // at least
	NotesMatch    string       `json:"notes_match"`
	Mentions      string       // somewhere in the answer
	FirstContains string       `json:"first_contains"`
	SnippetMax    int          `json:"snippet_max"` // characters
	Title, Region string       // of the first hit
	Either        []typedCheck // one of these
	Via           string       // where else it was seen
}

// TestTyped asks what people type, by the command, as it prints JSON: rows of our own, and those of cases/people.jsonl below
// GONGBAO_DATA.
func TestTyped(t *testing.T) {
	files := []string{filepath.Join("testdata", "typed.jsonl")}
	if data := os.Getenv("GONGBAO_DATA"); data != "" {
		files = append(files, filepath.Join(data, "cases", "people.jsonl"))
	} else {
		t.Log("GONGBAO_DATA is not set: cases/people.jsonl is left out")
	}
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows := 0
		lines := bufio.NewScanner(f)
		for lines.Buffer(nil, 1<<20); lines.Scan(); rows++ {
			var row typedRow
			d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
			if err := d.Decode(&row); err != nil {
				t.Fatalf("%s, row %d: %v", file, rows+1, err)
			}
			t.Run(fmt.Sprintf("%s/%d", filepath.Base(file), rows+1), func(t *testing.T) { row.test(t) })
		}
		if err := lines.Err(); err != nil || rows < 30 {
			t.Errorf("%s has %d rows: %v", file, rows, err)
		}
	}
}

func (row *typedRow) test(t *testing.T) {
	dir := t.TempDir()
	var reports bytes.Buffer
	for i, d := range row.Documents {
		if d.Title == "" {
			d.Title = fmt.Sprintf("样本题%d政府工作报告", i)
		}
		if d.Year == 0 {
			d.Year = 2000 + i
		}
		if err := json.NewEncoder(&reports).Encode(d); err != nil {
			t.Fatal(err)
		}
	}
	file, index := filepath.Join(dir, "reports.jsonl"), filepath.Join(dir, "index")
	if err := os.WriteFile(file, reports.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, index, "index", file)
	if row.Mode == "" {
		row.Mode = "exact"
	}
	args := []string{"search", "--json", "--limit", "50", "--mode", row.Mode}
	for name, value := range row.Params {
		args = append(args, "--"+name, value)
	}
	var out, stderr bytes.Buffer
	if code := execute(t.Context(), append([]string{"--index", index}, append(args, "--", row.Query)...), &out, &stderr); code != exitDone {
		t.Fatalf("%s %s: exit code %d: %s", row.Class, row.Query, code, stderr.String())
	}
	var a search.Answer
	if err := json.Unmarshal(out.Bytes(), &a); err != nil {
		t.Fatal(err)
	}
	if row.Want != nil {
		row.testMarks(t, a)
	}
	checks := []typedCheck{row.typedCheck}
	if row.Check != nil {
		checks = append(checks, *row.Check)
	}
	for _, c := range checks {
		if fault := c.fault(&a, out.String()); fault != "" {
			t.Errorf("%s %s: %s", row.Class, row.Query, fault)
		}
	}
}

// testMarks compares what is marked, in the order of reports and paragraphs, titles left out.
func (row *typedRow) testMarks(t *testing.T, a search.Answer) {
	t.Helper()
	var marked []string
	for _, h := range a.Hits {
		if strings.HasPrefix(h.Text, "样本题") {
			continue
		}
		runes := []rune(h.Text)
		for _, m := range h.Marks {
			marked = append(marked, string(runes[m[0]:m[1]]))
		}
	}
	want := slices.Clone(*row.Want)
	slices.Sort(marked)
	slices.Sort(want)
	if !slices.Equal(marked, want) {
		t.Errorf("%s %s: marked %q, want %q", row.Class, row.Query, marked, want)
	}
}

// fault says what an answer lacks; nothing if it lacks nothing.
func (c *typedCheck) fault(a *search.Answer, printed string) string {
	var first search.Hit
	if len(a.Hits) > 0 {
		first = a.Hits[0]
	}
	switch {
	case c.Paragraphs != nil && a.Total.Paragraphs != *c.Paragraphs:
		return fmt.Sprintf("%d paragraphs, want %d", a.Total.Paragraphs, *c.Paragraphs)
	case a.Total.Paragraphs < c.ParagraphsMin:
		return fmt.Sprintf("%d paragraphs, want %d at least", a.Total.Paragraphs, c.ParagraphsMin)
	case len(a.Query.Notes) < c.Notes || slices.Contains(a.Query.Notes, ""):
		return fmt.Sprintf("notes %q, want %d at least", a.Query.Notes, c.Notes)
	case c.NotesMatch != "" && !slices.ContainsFunc(a.Query.Notes, regexp.MustCompile(c.NotesMatch).MatchString):
		return fmt.Sprintf("notes %q, want one that matches %s", a.Query.Notes, c.NotesMatch)
	case !strings.Contains(printed, c.Mentions):
		return "no mention of " + c.Mentions
	case !strings.Contains(first.Text, c.FirstContains):
		return fmt.Sprintf("first is %q, want %s in it", first.Text, c.FirstContains)
	case first.Report.Title != c.Title && c.Title != "" || first.Report.Region != c.Region && c.Region != "":
		return fmt.Sprintf("first is of %s, %s; want %s, %s", first.Report.Title, first.Report.Region, c.Title, c.Region)
	}
	for _, h := range a.Hits {
		if n := utf8.RuneCountInString(h.Snippet.Text); c.SnippetMax > 0 && n > c.SnippetMax {
			return fmt.Sprintf("a snippet has %d characters, want %d at most", n, c.SnippetMax)
		}
	}
	if len(c.Either) > 0 && !slices.ContainsFunc(c.Either, func(c typedCheck) bool { return c.fault(a, printed) == "" }) {
		return fmt.Sprintf("none of %+v", c.Either)
	}
	return ""
}
