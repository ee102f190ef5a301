// Package excerpt finds the paragraphs that readers keep, by the hashes of their texts, and writes them for taking along: as a Word
// document, a workbook, or a file for a reference manager, each with its citations.
package excerpt

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/cite"
)

// Most is the number of excerpts that are found and written at once.
const Most = 300

// A Name names a paragraph that a reader keeps: by its report and, in it, by what search.PermalinkName returns.
type Name struct{ Report, Place string }

// String returns the name as ParseName reads it: liaoning-2021#67-0f3a9b21.
func (n Name) String() string { return n.Report + "#" + n.Place }

// ParseName reads a name, or the address of a paragraph: its permalink, or that of its report with its ordinal in the fragment.
func ParseName(s string) (n Name, ok bool) {
	s = strings.TrimSpace(s)
	n.Report, n.Place, ok = strings.Cut(s, "#")
	if ok && !strings.Contains(n.Report, "/") {
		return n, n.Report != "" && n.Place != ""
	}
	u, err := url.Parse(s)
	if err != nil {
		return Name{}, false
	}
	parts := strings.Split(u.Path, "/")
	at := slices.Index(parts, "reports")
	if at < 0 || at+1 == len(parts) || parts[at+1] == "" {
		return Name{}, false
	}
	n.Report, n.Place = parts[at+1], strings.TrimPrefix(u.Fragment, "p")
	if at+4 == len(parts) && parts[at+2] == "p" {
		n.Place = parts[at+3]
	} else if last := u.Query().Get("at"); last != "" { // as the page of the report names it
		n.Place = last
	}
	return n, n.Place != ""
}

// An Excerpt is what a name stands for.
type Excerpt struct {
	Name      Name
	Located   search.Located
	Report    search.ReportInfo // zero if the index has no report of the name
	Paragraph corpus.Paragraph  // zero if the report has none of the name; another text if Located is Changed
}

// Kept reports whether the text that the name stands for is in the index.
func (e Excerpt) Kept() bool { return e.Located == search.There || e.Located == search.Moved }

// Now returns the name of the paragraph as it is in the index; the same where the text is gone.
func (e Excerpt) Now() Name {
	if !e.Kept() {
		return e.Name
	}
	return Name{e.Report.ID, search.PermalinkName(e.Paragraph.Ordinal, e.Paragraph.Hash)}
}

// Path returns the path of the paragraph's permalink; empty where the text is gone.
func (e Excerpt) Path() string {
	if !e.Kept() {
		return ""
	}
	return search.Permalink(e.Report.ID, e.Paragraph.Ordinal, e.Paragraph.Hash)
}

// Find returns the excerpts of names, in their order, each paragraph once. Those that the index no longer has are among them.
func Find(ctx context.Context, e *search.Edition, names []Name) ([]Excerpt, error) {
	reports := map[string]*search.ReportView{}
	found, seen := make([]Excerpt, 0, len(names)), map[Name]bool{}
	for _, name := range names {
		report, known := reports[name.Report]
		if !known {
			read, err := e.Report(ctx, name.Report, search.Marking{})
			switch {
			case err == nil:
				report = &read
			case !errors.Is(err, search.ErrNotFound):
				return nil, err
			}
			reports[name.Report] = report
		}
		one := Excerpt{Name: name}
		if report != nil {
			p, located := report.Locate(name.Place)
			one.Located, one.Report, one.Paragraph = located, report.ReportInfo, p.Paragraph
		}
		if now := one.Now(); !seen[now] {
			seen[now] = true
			found = append(found, one)
		}
	}
	return found, nil
}

// A List is excerpts to be written.
type List struct {
	Excerpts []Excerpt
	Address  func(path string) string // makes an address that others can open of a path of the site
	Time     time.Time
	Version  string // of the index
	Lang     language.Lang
}

// Cite returns the citation of an excerpt in a format; empty where its text is gone.
func (l List) Cite(e Excerpt, f cite.Format) string {
	if !e.Kept() {
		return ""
	}
	return cite.Write(f, cite.Source{Report: e.Report.Header(), Paragraph: e.Paragraph, URL: l.Address(e.Path()), Read: l.Time})
}

// Citations returns the citations of all excerpts in a format whose files hold several: BibTeX or RIS.
func (l List) Citations(f cite.Format) string {
	var b strings.Builder
	for _, e := range l.Excerpts {
		b.WriteString(l.Cite(e, f))
	}
	return b.String()
}

// Note says what has become of an excerpt; empty where it is as it was.
func (e Excerpt) Note(lang language.Lang) string {
	switch {
	case e.Report.ID == "":
		return lang.Say("excerpt.gone.report")
	case e.Located == search.Absent:
		return lang.Say("excerpt.gone.paragraph")
	case e.Located == search.Changed:
		return lang.Say("excerpt.changed")
	case e.Located == search.Moved:
		return lang.Say("excerpt.moved", search.Ordinal(e.Name.Place), e.Paragraph.Ordinal)
	}
	return ""
}

// Title names the paragraph, or what is known of it: 2021年辽宁省政府工作报告，第 67 段.
func (e Excerpt) Title(lang language.Lang) string {
	name, ordinal := e.Name.Report, e.Paragraph.Ordinal
	if e.Report.ID != "" {
		name = e.Report.FullName()
	}
	if !e.Kept() {
		ordinal = search.Ordinal(e.Name.Place)
	}
	if ordinal == 0 {
		return name
	}
	return lang.Say("page.cite.paragraph", name, ordinal)
}
