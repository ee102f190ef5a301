package cite

import (
	"strconv"
	"strings"
	"time"
)

// gbt follows GB/T 7714—2015, 4.6 and 8.3: author, title with document type, date of publication, date of access,
// address. A report without an address is a paper document.
func gbt(s Source) string {
	var b strings.Builder
	if author := s.author(); author != "" {
		b.WriteString(author + ". ")
	}
	b.WriteString(s.title())
	if occasion := s.occasion(); occasion != "" {
		b.WriteString("：" + occasion)
	}
	if s.address() == "" {
		b.WriteString("[R].")
		if when := s.published() + s.pinpoint("："); when != "" {
			b.WriteString(" " + when + ".")
		}
		return b.String()
	}
	b.WriteString("[R/OL].")
	if when := bracketed("(", s.published(), ")") + bracketed("[", s.read(), "]") + s.pinpoint("："); when != "" {
		b.WriteString(" " + when + ".")
	}
	b.WriteString(" " + s.address() + ".")
	return b.String()
}

func bracketed(open, s, end string) string {
	if s == "" {
		return ""
	}
	return open + s + end
}

// plain formats a citation to follow a quotation in running text.
func plain(s Source) string {
	var b strings.Builder
	if author := s.author(); author != "" {
		b.WriteString(author + "：")
	}
	b.WriteString("《" + s.title() + "》")
	if occasion := s.occasion(); occasion != "" {
		b.WriteString("（" + occasion + "）")
	}
	if path := s.Paragraph.Section; len(path) > 0 {
		b.WriteString("，“" + oneLine(strings.Join(path, " › ")) + "”")
	}
	b.WriteString(s.pinpoint("，") + bracketed("（", s.remark(), "）") + "。")
	if address := s.address(); address != "" {
		b.WriteString(address)
	}
	return b.String()
}

// published returns the day of delivery in digits, or the year if that is all that is known.
func (s Source) published() string {
	if _, err := time.Parse(time.DateOnly, s.Report.Date); err == nil {
		return s.Report.Date
	}
	return s.year()
}

func (s Source) year() string {
	if s.Report.Year == 0 {
		return ""
	}
	return strconv.Itoa(s.Report.Year)
}

// pinpoint returns the number of the cited paragraph after a mark, or "".
func (s Source) pinpoint(mark string) string {
	if s.Paragraph.Ordinal == 0 {
		return ""
	}
	return mark + "第" + strconv.Itoa(s.Paragraph.Ordinal) + "段"
}
