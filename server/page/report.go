package page

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search"
	"gongbao/search/comparison"
	"gongbao/search/figures"
	"gongbao/search/query"
	"gongbao/search/repeat"
	"gongbao/server/page/frame"
)

// A reportView fills the page of a report.
type reportView struct {
	frame.Frame
	Report      search.ReportInfo
	Name        string // the title, with region and year if it lacks them
	Outline     []outlineItem
	Paragraphs  []paragraphView
	Marking     search.Marking
	Wordless    bool // the query has conditions only, and nothing to mark
	Occurrences int
	Marked      int // paragraphs with marks
	Map         []hitTick
	Earlier     *reportRow // of the same region
	Later       *reportRow
	Compared    string // address of the comparison with the report before it; empty without one
	Before      int    // the year of that
	Notice      string // name of the message for a paragraph that has moved or changed
	Was, Is     int    // its ordinals then and now
	Figures     string // address of its figures; empty if it has none
	BackTo      string // address of the page that the reader came from; empty if nothing was looked for
}

// Report shows a report, and marks the occurrences of a query in it.
func (p *Pages) Report(c *gin.Context) error {
	ctx, edition := c.Request.Context(), frame.Edition(c)
	marking := markingOf(c)
	read, all, err := readReport(c, marking)
	if err != nil {
		return err
	}
	mentions, err := figures.Mentions(ctx, edition, &read, all)
	if err != nil {
		return err
	}
	v := p.newReportView(c, read, all, marking)
	v.linkNumbers(mentions)
	if now, located := read.Locate(c.Query("at")); located != search.Absent {
		v.Notice, v.Was, v.Is = noticeOf(located), search.Ordinal(c.Query("at")), now.Ordinal
		v.Description, v.Place = shortened(now.Text), "/reports/"+read.ID+"/p/"+c.Query("at")
	}
	return p.shared.Show(c, http.StatusOK, "report", v)
}

// Text sends a report as a file of text: its paragraphs as they were published, a blank line between.
func (p *Pages) Text(c *gin.Context) error {
	read, err := frame.Edition(c).Report(c.Request.Context(), c.Param("id"), search.Marking{})
	if err != nil {
		return err
	}
	var text strings.Builder
	for i, paragraph := range read.Paragraphs {
		if i > 0 {
			text.WriteString("\n")
		}
		text.WriteString(paragraph.Text + "\n")
	}
	c.Header("Content-Disposition", `attachment; filename="`+read.ID+`.txt"; filename*=UTF-8''`+url.PathEscape(read.FullName()+".txt"))
	c.Data(http.StatusOK, "text/plain; charset=utf-8", []byte(text.String()))
	return nil
}

// readReport reads the report of the address, and the list of all.
func readReport(c *gin.Context, marking search.Marking) (search.ReportView, []search.ReportInfo, error) {
	ctx, edition := c.Request.Context(), frame.Edition(c)
	read, err := edition.Report(ctx, c.Param("id"), marking)
	if err != nil {
		return read, nil, err
	}
	all, err := edition.Reports(ctx)
	return read, all, err
}

// newReportView returns the view of a report, one of all.
func (p *Pages) newReportView(c *gin.Context, read search.ReportView, all []search.ReportInfo, marking search.Marking) reportView {
	f := p.shared.Frame(c, "report")
	f.Box, f.Skip = marking.Query, "text"
	v := reportView{Frame: f, Marking: marking, Report: read.ReportInfo, Name: read.FullName(), Outline: outlineOf(read.Outline)}
	root := query.Parse(marking.Query).Root
	v.Wordless = len(query.Shown(root)) == 0 && !query.HasValue(root)
	v.Title = v.Name
	v.Description = opening(read.Paragraphs)
	if v.BackTo = f.BackLink(c.Query(frame.BackName)); v.BackTo != "" {
		v.Back = c.Query(frame.BackName)
	} else if f.Box != "" {
		v.BackTo = f.Link("/search", search.QueryName, f.Box)
	}
	v.Earlier, v.Later = neighbours(v.Frame, all, read.ReportInfo, marking)
	if before, ok := comparison.Earlier(all, read.ReportInfo); ok {
		v.Compared, v.Before = f.Link("/compare/"+read.ID+"/"+before.ID), before.Year
	}
	v.read(read)
	if v.Occurrences > 0 {
		v.Skip = "m1"
	}
	return v
}

// markingOf returns the marking that the address of a report requests.
func markingOf(c *gin.Context) search.Marking {
	request, _ := search.MarkParameters().Without(search.OffsetsName).Read(c.QueryArray) // a report is worth showing, whatever is to be marked in it
	m := request.Marking()
	if m.Mode != search.Loose && m.Mode != search.Equal {
		m.Mode = "" // links omit the default
	}
	m.Near = max(0, number(c.Query("near")))
	return m
}

// read fills in the paragraphs and the map of their marks.
func (v *reportView) read(r search.ReportView) {
	titles := map[int][]int{} // indexes of the sections that begin with a paragraph
	for i, section := range r.Outline {
		titles[section.Paragraph] = append(titles[section.Paragraph], i)
	}
	m := newHitMap(r)
	for _, p := range r.Paragraphs {
		shown := paragraphView{
			Ordinal: p.Ordinal, Hash: p.Hash, Length: utf8.RuneCountInString(p.Text), Tag: "p",
			Permalink: v.Link("/reports/" + r.ID + "/p/" + search.PermalinkName(p.Ordinal, p.Hash)),
			Compared:  v.Compared,
			Cite:      v.Link("/reports/"+r.ID+"/cite", "p", search.PermalinkName(p.Ordinal, p.Hash)),
		}
		if text.Letters(p.Text) >= repeat.FewestLetters && !p.Heading {
			shown.Repeats = v.Link("/repeats", "id", r.ID+"#"+p.Hash)
		}
		lead := 0
		for _, i := range titles[p.Ordinal] {
			shown.begin(r.Outline[i], p, &lead)
		}
		if p.Heading && len(titles[p.Ordinal]) == 0 {
			shown.Tag = "title"
			shown.Again = strings.Contains(v.Name, strings.Join(strings.Fields(p.Text), ""))
		}
		shown.Runs = frame.RunsOf(p.Text, p.Marks, lead, v.Occurrences+1)
		v.Occurrences += len(p.Marks)
		if len(p.Marks) > 0 {
			v.Marked++
		}
		m.add(p)
		v.Paragraphs = append(v.Paragraphs, shown)
	}
	v.Map = m.ticks
}

// linkNumbers lets each number that is a figure lead to its row.
func (v *reportView) linkNumbers(mentions map[int][]figures.Mention) {
	for i := range v.Paragraphs {
		var links []frame.Link
		for _, m := range mentions[v.Paragraphs[i].Ordinal] {
			links = append(links, frame.Link{Span: m.Span, Address: v.Local(m.Path), Name: m.Name})
		}
		if len(links) > 0 {
			v.Paragraphs[i].Runs = frame.Linked(v.Paragraphs[i].Runs, links)
		}
	}
	if len(mentions) > 0 {
		v.Figures = v.Link("/figures", "report", v.Report.ID)
	}
}

// neighbours returns the reports of the same region and kind before and after a report.
func neighbours(f frame.Frame, all []search.ReportInfo, r search.ReportInfo, m search.Marking) (earlier, later *reportRow) {
	if r.Region == "" || r.Year == 0 {
		return nil, nil
	}
	same := slices.DeleteFunc(slices.Clone(all), func(o search.ReportInfo) bool {
		return o.Region != r.Region || o.Kind != r.Kind || o.Year == r.Year || o.Year == 0
	})
	sortReports(same, "oldest")
	for _, o := range same {
		row := reportRow{o, f.Link("/reports/"+o.ID, "q", m.Query, "mode", string(m.Mode), frame.BackName, f.Back)}
		if o.Year < r.Year {
			earlier = &row
		} else if later == nil {
			later = &row
		}
	}
	return earlier, later
}

// An outlineItem is a section in the outline beside a report.
type outlineItem struct {
	corpus.Section
	Deep bool // below the second level; only a detailed outline shows it
}

func outlineOf(sections []corpus.Section) []outlineItem {
	items := make([]outlineItem, len(sections))
	for i, s := range sections {
		items[i] = outlineItem{s, s.Level > 2}
	}
	return items
}

// A paragraphView is a paragraph on the page of a report.
type paragraphView struct {
	Ordinal   int
	Hash      string
	Length    int    // code points, by which browsers guess its height until it is near
	Tag       string // p, title, h2, h3 or h4
	Again     bool   // whether it is a title that the name of the report says already
	Runs      []frame.Run
	Permalink string
	Compared  string // address of the comparison of the report with the one before it
	Cite      string
	Repeats   string // where else it stands; empty for a heading, and where it is too short
}

// begin shows that a section begins with the paragraph, which is its heading or runs in with its title.
func (v *paragraphView) begin(s corpus.Section, p search.ParagraphView, lead *int) {
	if p.Heading {
		v.Tag = [...]string{"h2", "h3", "h4"}[min(s.Level, 3)-1]
		return
	}
	if strings.HasPrefix(p.Text, s.Title) {
		*lead = utf8.RuneCountInString(s.Title)
	}
}

// A hitTick is a mark on the map of a report, in thousandths of its length. It stands for the marks at the same place too.
type hitTick struct{ Mark, Paragraph, At int }

// A hitMap locates the marks of a report relative to its length.
type hitMap struct {
	ticks []hitTick
	all   int // code points of the report
	read  int
	marks int
}

func newHitMap(r search.ReportView) *hitMap { return &hitMap{all: max(1, r.Characters)} }

func (m *hitMap) add(p search.ParagraphView) {
	for _, mark := range p.Marks {
		m.marks++
		at := 1000 * (m.read + mark[0]) / m.all
		if n := len(m.ticks); n == 0 || m.ticks[n-1].At != at {
			m.ticks = append(m.ticks, hitTick{m.marks, p.Ordinal, at})
		}
	}
	m.read += utf8.RuneCountInString(p.Text)
}

// previewLength is how many code points of a description social previews show.
const previewLength = 120

// opening returns the beginning of a report after its title and salutation.
func opening(paragraphs []search.ParagraphView) string {
	const substantial = 60 // code points that no title or salutation has
	for _, p := range paragraphs {
		if !p.Heading && utf8.RuneCountInString(p.Text) >= substantial {
			return shortened(p.Text)
		}
	}
	return ""
}

// shortened returns the beginning of a text that social previews show.
func shortened(s string) string {
	runes := []rune(s)
	if len(runes) <= previewLength {
		return s
	}
	return string(runes[:previewLength]) + "…"
}
