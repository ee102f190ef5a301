package cite

import (
	"strconv"
	"strings"
	"time"
)

// An edition is how an edition of GB/T 7714 writes an entry in Chinese: the punctuation between its parts, and whether the day of
// publication stands for the year where no publisher is known.
type edition struct {
	comma, colon, open, end string
	day                     bool
}

var (
	edition2015 = edition{comma: ", ", colon: ": ", open: "(", end: ")"}
	edition2025 = edition{comma: "，", colon: "：", open: "（", end: "）", day: true}
)

// gbt follows GB/T 7714, 4.6 and 8.3 of 2015, which 2025 keeps: author. title: other title[R/OL]. publisher, year: place cited(date of
// publication)[date of access]. address. A report without an address is a paper document, which is read on no day.
func gbt(s Source, e edition) string {
	var b strings.Builder
	if author := s.author(); author != "" {
		b.WriteString(author + ". ")
	}
	b.WriteString(s.fullTitle())
	address := s.Address()
	if address == "" {
		b.WriteString("[R].")
	} else {
		b.WriteString("[R/OL].")
	}
	published, year, day := s.institution(), s.year(), ""
	if address != "" && s.isDated() {
		day = e.open + s.Report.Date + e.end
	}
	if published == "" && s.isDated() {
		switch {
		case e.day:
			year, day = s.Report.Date, ""
		case day != "" && s.Paragraph.Ordinal == 0:
			year = ""
		}
	}
	if year != "" && published != "" {
		published += e.comma
	}
	published += year
	if published != "" {
		published += s.pinpoint(e.colon)
	} else {
		published = s.pinpoint("")
	}
	published += day + bracketed("[", s.read(), "]")
	for _, part := range []string{published, address} {
		if part != "" {
			b.WriteString(" " + part + ".")
		}
	}
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
		b.WriteString("，“" + inside.Replace(oneLine(strings.Join(path, " › "))) + "”")
	}
	b.WriteString(s.pinpoint("，") + bracketed("（", s.remark(), "）") + "。")
	if address := s.Address(); address != "" {
		b.WriteString(address)
	}
	return b.String()
}

// inside gives the quotation marks of a text that stands in others, by GB/T 15834.
var inside = strings.NewReplacer("“", "‘", "”", "’")

// isDated reports whether the day of delivery is known.
func (s Source) isDated() bool {
	_, err := time.Parse(time.DateOnly, s.Report.Date)
	return err == nil
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
