// Package cite formats citations of reports and their paragraphs.
//
// [Write] formats one [Source] in one [Format] and depends on its arguments only. Citations omit unknown fields. If a
// report has no speaker, the body that made it is the author: the government of its region, or the one that its title names. All formats but GBT and GBT2015, which have no place for it, say
// where the text was recognised in pictures.
package cite

import (
	"cmp"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"time"

	"gongbao/corpus"
	"gongbao/corpus/region"
)

// A Source is a cited report or paragraph.
type Source struct {
	Report    corpus.Header
	Paragraph corpus.Paragraph // zero cites the whole report
	URL       string           // of the text, used if the report has no source URL, and others than this machine can open it
	Read      time.Time        // the day of access; omitted if zero
}

// A Format is a citation format.
type Format string

// The formats. GBT is GB/T 7714—2025, the national standard for references, in force since 2026-07-01, and GBT2015 the edition before
// it; Plain is a citation for running text.
const (
	GBT     Format = "gbt7714"
	GBT2015 Format = "gbt7714-2015"
	Plain   Format = "plain"
	BibTeX  Format = "bibtex"
	RIS     Format = "ris"
	CSL     Format = "csl-json"
)

// Formats returns all formats, those for people first.
func Formats() []Format { return []Format{GBT, GBT2015, Plain, BibTeX, RIS, CSL} }

// Write formats s. It returns "" for an unknown format.
func Write(f Format, s Source) string {
	switch f {
	case GBT:
		return gbt(s, edition2025)
	case GBT2015:
		return gbt(s, edition2015)
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

// title returns the title of the report, or its kind if it has none.
func (s Source) title() string {
	if s.Report.Title != "" {
		return oneLine(s.Report.Title)
	}
	return "政府工作报告"
}

// fullTitle returns the title with what the report says of itself beside it, when and where it was delivered: other title information.
func (s Source) fullTitle() string {
	if s.Report.Meeting == "" && !s.isDated() { // a year alone says nothing of the title
		return s.title()
	}
	return s.title() + "：" + s.occasion()
}

// author returns the speaker, or the government if the speaker is unknown.
func (s Source) author() string {
	if s.Report.Speaker != "" {
		return oneLine(s.Report.Speaker)
	}
	return s.institution()
}

// body matches what a title says of the body that reports, where this is no government, behind its region.
var body = regexp.MustCompile(`^(?:\d{4}年)?(.{0,24}?)(人民代表大会常务委员会|人大常委会|(?:高级|中级)?人民法院|人民检察院|监察委员会|(?:委员会)?常务委员会)(?:\d{4}年度?)?工作报告`)

// institution returns the body that made the report: one that its title names, the congress for a resolution, and otherwise the
// government of the region. The titles of statistics do not say who made them.
func (s Source) institution() string {
	home, ok := region.Find(s.Report.Region)
	if m := body.FindStringSubmatch(oneLine(s.Report.Title)); m != nil {
		return cmp.Or(m[1], home.Name) + m[2]
	}
	switch {
	case !ok, s.Report.Kind == corpus.Bulletin:
		return ""
	case home.Level == region.National && s.Report.Kind == corpus.Resolution:
		return "全国人民代表大会"
	case home.Level == region.National:
		return "国务院"
	case s.Report.Kind == corpus.Resolution:
		return home.Name + "人民代表大会"
	}
	return home.Name + "人民政府"
}

// occasion returns date and meeting of delivery: 2021年1月28日在辽宁省第十三届人民代表大会第五次会议上.
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

// day returns the day of delivery in Chinese, or the year if that is all that is known.
func (s Source) day() string {
	if t, err := time.Parse(time.DateOnly, s.Report.Date); err == nil {
		return t.Format("2006年1月2日")
	}
	if year := s.year(); year != "" {
		return year + "年"
	}
	return ""
}

// Address returns the source URL of the report, or else Source.URL; "" if only this machine can open that.
func (s Source) Address() string {
	if s.Report.SourceURL != "" {
		return strings.NewReplacer("{", "%7B", "}", "%7D", " ", "%20").Replace(oneLine(s.Report.SourceURL))
	}
	if !Opens(s.URL) {
		return ""
	}
	return s.URL
}

// Opens reports whether others can open an address: whether it names a host that is not, for whoever reads it, their own machine.
func Opens(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && !isThisMachine(u.Hostname())
}

// isThisMachine reports whether a host is, for whoever reads its name, the reader's own machine.
func isThisMachine(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && (address.Unmap().IsLoopback() || address.Unmap().IsUnspecified())
}

// remark warns of a text that was recognised in pictures, for the formats that have a place for remarks; it is empty for others.
func (s Source) remark() string {
	if s.Report.Recognised == 0 {
		return ""
	}
	return "文字由 OCR 识别，可能有误"
}

// oneLine replaces line breaks and control characters, which would break the format of a citation, with spaces.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029' }), " ")
}
