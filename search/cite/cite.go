// Package cite writes citations of reports and of paragraphs in them, in the forms that people and their programs use.
//
// [Write] writes one citation of a [Source] in one [Format]; it is a pure function of what it is given. What is not known
// of a report is left out of its citation, never made up; only where no speaker is known does the government of its
// region, which every report is by, stand in its place.
package cite

import (
	"strings"
	"time"

	"gongbao/corpus"
	"gongbao/corpus/region"
)

// A Source is what a citation is of: a report, or one of its paragraphs.
type Source struct {
	Report    corpus.Header
	Paragraph corpus.Paragraph // the zero Paragraph stands for the whole report
	URL       string           // where the text can be read, for reports that do not know where they were published
	Read      time.Time        // the day it was read; left out when zero
}

// A Format is a way to write a citation.
type Format string

// The formats. GBT is GB/T 7714—2015, the national standard for references; Plain is what one writes behind a quotation.
const (
	GBT    Format = "gbt7714"
	Plain  Format = "plain"
	BibTeX Format = "bibtex"
	RIS    Format = "ris"
	CSL    Format = "csl-json"
)

// Formats lists the formats, the ones for people first.
func Formats() []Format { return []Format{GBT, Plain, BibTeX, RIS, CSL} }

// Write writes the citation of s. It is empty for a format that is none of ours.
func Write(f Format, s Source) string {
	switch f {
	case GBT:
		return gbt(s)
	case Plain:
		return plain(s)
	case BibTeX:
		return bibtex(s)
	case RIS:
		return ris(s)
	case CSL:
		return csl(s)
	}
	return ""
}

// title is the name of the report; every report has one, if only by its kind.
func (s Source) title() string {
	if s.Report.Title != "" {
		return oneLine(s.Report.Title)
	}
	return "政府工作报告"
}

// author is who gave the report: a person, or else a government.
func (s Source) author() string {
	if s.Report.Speaker != "" {
		return oneLine(s.Report.Speaker)
	}
	return s.institution()
}

// institution is the government that the report is by.
func (s Source) institution() string {
	place, ok := region.Find(s.Report.Region)
	switch {
	case !ok:
		return ""
	case place.Level == region.National:
		return "国务院"
	}
	return place.Name + "人民政府"
}

// occasion says when and where the report was given: 2021年1月28日在辽宁省第十三届人民代表大会第五次会议上.
func (s Source) occasion() string {
	day := s.day()
	meeting := oneLine(s.Report.Meeting)
	switch {
	case meeting == "":
		return day
	case day == "":
		return "在" + meeting + "上"
	}
	return day + "在" + meeting + "上"
}

// day is the day of delivery as one says it, or the year where no more is known.
func (s Source) day() string {
	if t, err := time.Parse(time.DateOnly, s.Report.Date); err == nil {
		return t.Format("2006年1月2日")
	}
	if year := s.year(); year != "" {
		return year + "年"
	}
	return ""
}

// address is where the report was published, or else where it can be read.
func (s Source) address() string {
	if s.Report.SourceURL != "" {
		return strings.NewReplacer("{", "%7B", "}", "%7D", " ", "%20").Replace(oneLine(s.Report.SourceURL))
	}
	return s.URL
}

// oneLine takes out line breaks and control characters, with which a field of a report could break the form of a citation.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029' }), " ")
}
