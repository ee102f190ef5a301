// Package outcome reports the result of an indexing run for each file. It is separate from package indexer so that
// showing an outcome does not link the readers of every file format.
package outcome

import (
	"strings"

	"gongbao/language"
)

// An Outcome accounts for every file of a run, and for every report of a file that holds several.
type Outcome struct {
	Counts Counts `json:"counts"`
	Files  []Row  `json:"files"` // by file and member
}

// Counts are the numbers of rows in each state.
type Counts struct {
	Added     int `json:"added"`
	Changed   int `json:"changed"`
	Unchanged int `json:"unchanged"`
	Duplicate int `json:"duplicate"`
	Gone      int `json:"gone"`
	Failed    int `json:"failed"`
	// Skipped is the number of files that nobody means to index: hidden ones, and those that programs leave behind.
	// They have no rows.
	Skipped int `json:"skipped"`
	// Ignored is the number of rows of files that hold no report, or are none: tables of figures, pipes, links out of the folder.
	Ignored int `json:"ignored"`
	// Missing is the number of reports whose files no longer exist but which stay, for lack of Prune.
	Missing int `json:"missing"`
}

// A State is the result for a file.
type State string

const (
	Added     State = "added"
	Changed   State = "changed"
	Unchanged State = "unchanged"
	Duplicate State = "duplicate" // another file has the same text
	Gone      State = "gone"      // it no longer exists, and its report was deleted
	Failed    State = "failed"
	Ignored   State = "ignored" // it holds no report; Reason says why
)

// A Row is the result for a file, a member of an archive, or a row of a table.
type Row struct {
	File   string `json:"file"`
	Member string `json:"member,omitempty"`
	State  State  `json:"state"`
	// ID is the report's; a duplicate has the id of the report it equals.
	ID string `json:"id,omitempty"`
	// DuplicateOf is the first file with the same text.
	DuplicateOf string `json:"duplicate_of,omitempty"`
	// Near are reports with almost the same text. The run looks for them when it reads a file.
	Near []Near `json:"near_duplicates,omitempty"`
	// Reason is why the file failed or was ignored, and what to do.
	Reason string `json:"reason,omitempty"`
	// Repairs and Missing are those of corpus.Header; Notes report repairs made while decoding.
	Repairs map[string]int `json:"repairs,omitempty"`
	Missing []string       `json:"missing,omitempty"`
	Notes   []string       `json:"notes,omitempty"`
}

// Path returns the file with its member: reports.zip!2021/辽宁.txt.
func (row *Row) Path() string {
	if row.Member == "" {
		return row.File
	}
	return row.File + "!" + row.Member
}

// Remarks returns what there is to say about the row, as one line that a terminal may print; empty if there is nothing.
func (row *Row) Remarks(lang language.Lang) string {
	var said []string
	if row.DuplicateOf != "" {
		said = append(said, lang.Say("index.same", row.DuplicateOf))
	}
	for _, near := range row.Near {
		said = append(said, lang.Say("index.near", near.ID, 100*near.Share))
	}
	if row.Reason != "" {
		said = append(said, language.Printable(row.Reason))
	}
	if row.State == Added || row.State == Changed {
		said = append(said, row.news(lang)...)
	}
	return lang.Join(append(said, row.Notes...))
}

// news returns the remarks on a new report: how much was repaired, and which fields were not found.
func (row *Row) news(lang language.Lang) (said []string) {
	repairs := 0
	for _, n := range row.Repairs {
		repairs += n
	}
	if repairs > 0 {
		said = append(said, lang.Say("index.repaired", repairs))
	}
	if len(row.Missing) > 0 {
		names := make([]string, len(row.Missing))
		for i, field := range row.Missing {
			names[i] = lang.Say("index.field." + field)
		}
		said = append(said, lang.Say("index.lacks", names))
	}
	return said
}

// A Near is a report that shares most of its paragraphs with another.
type Near struct {
	ID    string  `json:"id"`
	File  string  `json:"file"`
	Share float64 `json:"share"` // of the paragraphs of the one with more of them
}

// States lists the states in the order in which people read an outcome; those that need attention come last.
func States() []State { return []State{Unchanged, Added, Changed, Duplicate, Gone, Ignored, Failed} }

// In returns the name of a state.
func (s State) In(lang language.Lang) string { return lang.Say("index.state." + string(s)) }

// IsLitter reports whether a file is hidden or left behind by a program, by its name; nobody means to index such files.
func IsLitter(base string) bool {
	switch {
	case strings.HasPrefix(base, "."), strings.HasPrefix(base, "~$"), strings.HasPrefix(base, ".~"):
		return true
	}
	lower := strings.ToLower(base)
	return lower == "thumbs.db" || lower == "desktop.ini" || lower == "__macosx"
}

// Of returns the outcome of rows, which keep their order. skipped and missing are those of [Counts].
func Of(rows []Row, skipped, missing int) Outcome {
	o := Outcome{Files: rows, Counts: Counts{Skipped: skipped, Missing: missing}}
	if rows == nil {
		o.Files = []Row{}
	}
	for _, row := range rows {
		*o.Counts.at(row.State)++
	}
	return o
}

// Of returns the number of rows in a state.
func (c Counts) Of(s State) int { return *c.at(s) }

func (c *Counts) at(s State) *int {
	switch s {
	case Added:
		return &c.Added
	case Changed:
		return &c.Changed
	case Unchanged:
		return &c.Unchanged
	case Duplicate:
		return &c.Duplicate
	case Gone:
		return &c.Gone
	case Ignored:
		return &c.Ignored
	default:
		return &c.Failed
	}
}
