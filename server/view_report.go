package server

import (
	"strings"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/search"
)

// An outlineItem is a section in the outline beside a report.
type outlineItem struct {
	corpus.Section
	Deep bool // it stands so deep in the outline that only a detailed one shows it
}

func outlineOf(sections []corpus.Section) []outlineItem {
	items := make([]outlineItem, len(sections))
	for i, s := range sections {
		items[i] = outlineItem{s, s.Level > 2}
	}
	return items
}

// A paragraphView is a paragraph of a report.
type paragraphView struct {
	Ordinal   int
	Hash      string
	Tag       string // what it is: p, title, h2, h3, h4
	Runs      []run
	Permalink string
	Cite      string
}

// begin makes the paragraph the beginning of a section: the paragraph is its heading, or runs in with its title.
func (v *paragraphView) begin(s corpus.Section, p search.ParagraphView, lead *int) {
	if p.Heading {
		v.Tag = [...]string{"h2", "h3", "h4"}[min(s.Level, 3)-1]
		return
	}
	if strings.HasPrefix(p.Text, s.Title) {
		*lead = utf8.RuneCountInString(s.Title)
	}
}

// A hitTick is a mark on the map of a report, in thousandths of its length.
type hitTick struct{ Mark, Paragraph, At int }

// A hitMap finds out how far into a report its marks are.
type hitMap struct {
	ticks []hitTick
	all   int // code points of the report
	read  int
}

func newHitMap(r search.ReportView) *hitMap { return &hitMap{all: max(1, r.Characters)} }

func (m *hitMap) add(p search.ParagraphView) {
	for _, mark := range p.Marks {
		m.ticks = append(m.ticks, hitTick{len(m.ticks) + 1, p.Ordinal, 1000 * (m.read + mark[0]) / m.all})
	}
	m.read += utf8.RuneCountInString(p.Text)
}

// reportName is the title of a report, with its region and year in front where it does not say them.
func reportName(r search.ReportInfo) string {
	name := r.Title
	if name == "" {
		name = "政府工作报告"
	}
	if r.Year > 0 && !strings.Contains(name, yearText(r.Year)) {
		name = yearText(r.Year) + "年" + name
	}
	if r.Region != "" && r.Level != corpus.National && !strings.Contains(name, r.Region) {
		name = r.Region + name
	}
	return name
}

// previewLength is what social previews show of a description.
const previewLength = 120

// opening is what a report begins with, behind its title and salutation.
func opening(paragraphs []search.ParagraphView) string {
	const substantial = 60 // code points that no title or salutation has
	for _, p := range paragraphs {
		if runes := []rune(p.Text); !p.Heading && len(runes) >= substantial {
			return string(runes[:min(len(runes), previewLength)]) + "…"
		}
	}
	return ""
}
