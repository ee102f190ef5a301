package server

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"gongbao/search"
)

// A reportView is a report to read.
type reportView struct {
	frame
	Report      search.ReportInfo
	Name        string // the title, with region and year where it does not have them
	Outline     []outlineItem
	Paragraphs  []paragraphView
	Marking     search.Marking
	Occurrences int
	Marked      int // paragraphs with marks
	Map         []hitTick
	Earlier     *reportRow // of the same region
	Later       *reportRow
	Notice      string // name of the words for a paragraph that a link found elsewhere
	Was, Is     int    // its numbers then and now
}

// report shows a report, with what a search finds in it.
func (s *Server) report(c *gin.Context) error {
	ctx, service := c.Request.Context(), s.service.Load()
	marking := markingAsked(c)
	read, err := service.Report(ctx, c.Param("id"), marking)
	if err != nil {
		return err
	}
	all, err := service.Reports(ctx)
	if err != nil {
		return err
	}
	f := s.frame(c, "report")
	f.Box = marking.Query
	v := reportView{frame: f, Marking: marking, Report: read.ReportInfo, Name: reportName(read.ReportInfo), Outline: outlineOf(read.Outline)}
	v.Title = v.Name
	v.Description = opening(read.Paragraphs)
	v.Earlier, v.Later = neighbours(f, all, read.ReportInfo, marking)
	v.read(read)
	if now, notice, ok := locate(&read, c.Query("at")); ok {
		v.Notice, v.Was, v.Is = notice, number(ordinalIn(c.Query("at"))), now
	}
	return s.show(c, http.StatusOK, "report", v)
}

// markingAsked is what the address of a report wants marked.
func markingAsked(c *gin.Context) search.Marking {
	m := search.Marking{Query: c.Query("q"), Near: max(0, number(c.Query("near")))}
	if search.Mode(c.Query("mode")) == search.Loose {
		m.Mode = search.Loose
	}
	return m
}

// read shows the paragraphs and where their marks are.
func (v *reportView) read(r search.ReportView) {
	titles := map[int][]int{} // indexes of the sections that begin with a paragraph
	for i, section := range r.Outline {
		titles[section.Paragraph] = append(titles[section.Paragraph], i)
	}
	m := newHitMap(r)
	for _, p := range r.Paragraphs {
		shown := paragraphView{
			Ordinal: p.Ordinal, Hash: p.Hash, Tag: "p",
			Permalink: v.Link("/reports/" + r.ID + "/p/" + placeName(p.Ordinal, p.Hash)),
			Cite:      v.Link("/reports/"+r.ID+"/cite", "p", placeName(p.Ordinal, p.Hash)),
		}
		lead := 0
		for _, i := range titles[p.Ordinal] {
			shown.begin(r.Outline[i], p, &lead)
		}
		if p.Heading && len(titles[p.Ordinal]) == 0 {
			shown.Tag = "title"
		}
		shown.Runs = runsOf(p.Text, p.Marks, lead, v.Occurrences+1)
		v.Occurrences += len(p.Marks)
		if len(p.Marks) > 0 {
			v.Marked++
		}
		m.add(p)
		v.Paragraphs = append(v.Paragraphs, shown)
	}
	v.Map = m.ticks
}

// neighbours are the reports of the same region and kind before and after a report.
func neighbours(f frame, all []search.ReportInfo, r search.ReportInfo, m search.Marking) (earlier, later *reportRow) {
	if r.Region == "" || r.Year == 0 {
		return nil, nil
	}
	same := slices.DeleteFunc(slices.Clone(all), func(o search.ReportInfo) bool {
		return o.Region != r.Region || o.Kind != r.Kind || o.Year == r.Year || o.Year == 0
	})
	sortReports(same, "oldest")
	for _, o := range same {
		row := reportRow{o, f.Link("/reports/"+o.ID, "q", m.Query, "mode", string(m.Mode))}
		if o.Year < r.Year {
			earlier = &row
		} else if later == nil {
			later = &row
		}
	}
	return earlier, later
}

// permalink finds the paragraph that a link names, wherever it stands now.
func (s *Server) permalink(c *gin.Context) error {
	read, err := s.service.Load().Report(c.Request.Context(), c.Param("id"), search.Marking{})
	if err != nil {
		return err
	}
	now, notice, ok := locate(&read, c.Param("place"))
	if !ok {
		return notFound.errorf("%s has no paragraph %q", read.ID, c.Param("place"))
	}
	f := s.frame(c, "report")
	values := parameters("q", c.Query("q"))
	if notice != "" {
		values.Set("at", c.Param("place"))
	}
	c.Header("Cache-Control", "no-cache")
	c.Redirect(http.StatusFound, f.address("/reports/"+read.ID, "p"+strconv.Itoa(now), values))
	return nil
}
