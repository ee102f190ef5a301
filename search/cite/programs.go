package cite

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// A field is a named value. Writers omit fields without a value.
type field struct{ name, value string }

// bibtex writes an entry of type @techreport. Braces keep a name in one piece.
func bibtex(s Source) string {
	author := s.author()
	fields := []field{
		{"author", braced(author)}, {"title", braced(s.title())}, {"year", s.year()}, {"date", s.published()},
		{"institution", escapeTeX(s.institution())}, {"type", "政府工作报告"}, {"titleaddon", escapeTeX(oneLine(s.Report.Meeting))},
		{"pages", s.pinpoint("")}, {"url", s.Address()}, {"urldate", s.read()}, {"langid", "chinese"}, {"note", s.remark()},
	}
	var b strings.Builder
	b.WriteString("@techreport{" + s.key())
	for _, f := range fields {
		if f.value != "" {
			fmt.Fprintf(&b, ",\n  %s = {%s}", f.name, f.value)
		}
	}
	b.WriteString("\n}\n")
	return b.String()
}

// ris writes a record of type GOVDOC, with the CRLF line ends that the format requires.
func ris(s Source) string {
	author := s.author()
	fields := []field{
		{"TI", s.title()}, {"AU", author}, {"PY", s.year()}, {"DA", strings.ReplaceAll(s.published(), "-", "/")},
		{"PB", s.institution()}, {"T2", oneLine(s.Report.Meeting)}, {"SE", oneLine(strings.Join(s.Paragraph.Section, " › "))},
		{"SP", s.pinpoint("")}, {"UR", s.Address()}, {"Y2", strings.ReplaceAll(s.read(), "-", "/")}, {"LA", "zh-CN"}, {"N1", s.remark()},
	}
	var b strings.Builder
	b.WriteString("TY  - GOVDOC\r\n")
	for _, f := range fields {
		if f.value != "" {
			b.WriteString(f.name + "  - " + f.value + "\r\n")
		}
	}
	b.WriteString("ER  - \r\n")
	return b.String()
}

// An item is an entry of CSL-JSON.
type item struct {
	ID         string    `json:"id"`
	Type       string    `json:"type"`
	Title      string    `json:"title"`
	TitleShort string    `json:"title-short,omitempty"`
	Author     []cslName `json:"author,omitempty"`
	Issued     *cslDate  `json:"issued,omitempty"`
	Accessed   *cslDate  `json:"accessed,omitempty"`
	Publisher  string    `json:"publisher,omitempty"`
	EventTitle string    `json:"event-title,omitempty"`
	Section    string    `json:"section,omitempty"`
	Page       string    `json:"page,omitempty"`
	URL        string    `json:"URL,omitempty"`
	Language   string    `json:"language"`
	Note       string    `json:"note,omitempty"`
}

// A cslName is literal, since processors must not reorder a Chinese name.
type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// csl writes a list of one item, as CSL-JSON readers expect. CSL has no field for other title information, so the title has it, and
// an entry by GB/T 7714 that a program makes of the item is the one that gbt writes.
func csl(s Source) string {
	it := item{
		ID: s.key(), Type: "report", Title: s.fullTitle(), Issued: parts(s.published()), Accessed: parts(s.read()), Publisher: s.institution(),
		EventTitle: oneLine(s.Report.Meeting), Section: oneLine(strings.Join(s.Paragraph.Section, " › ")), Page: s.pinpoint(""),
		URL: s.Address(), Language: "zh-CN", Note: s.remark(),
	}
	if short := s.title(); short != it.Title {
		it.TitleShort = short
	}
	if author := s.author(); author != "" {
		it.Author = []cslName{{author}}
	}
	b, err := json.MarshalIndent([]item{it}, "", "  ")
	if err != nil {
		panic(err) // strings and numbers always encode
	}
	return string(b) + "\n"
}

// parts parses 2021-01-28 or 2021.
func parts(day string) *cslDate {
	if t, err := time.Parse(time.DateOnly, day); err == nil {
		return &cslDate{[][]int{{t.Year(), int(t.Month()), t.Day()}}}
	}
	if t, err := time.Parse("2006", day); err == nil {
		return &cslDate{[][]int{{t.Year()}}}
	}
	return nil
}

// key returns the citation key: the id of the report and the number of the paragraph.
func (s Source) key() string {
	key := s.Report.ID
	if s.Paragraph.Ordinal > 0 {
		key = fmt.Sprintf("%s-p%d", key, s.Paragraph.Ordinal)
	}
	return key
}

// read returns the day of access of a report that has an address.
func (s Source) read() string {
	if s.Read.IsZero() || s.Address() == "" {
		return ""
	}
	return s.Read.Format(time.DateOnly)
}

func braced(s string) string {
	if s == "" {
		return ""
	}
	return "{" + escapeTeX(s) + "}"
}

// escapeTeX escapes the special characters of TeX.
func escapeTeX(s string) string {
	return strings.NewReplacer(`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `%`, `\%`, `&`, `\&`, `#`, `\#`, `_`, `\_`, `$`, `\$`,
		`~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`).Replace(s)
}
