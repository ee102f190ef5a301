package xls

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// number returns a number as its style shows it: a day as 2006-01-02, whatever the form of the document, a share with its sign, and
// any other with the places after the point that the style sets.
func (w *workbook) number(value float64, style int) string {
	id := 0
	if style < len(w.styles) {
		id = w.styles[style]
	}
	format := w.formats[id]
	if format == "" {
		format = builtIn(id)
	}
	format = bareFormat(format)
	switch {
	case isDay(format):
		return w.day(value, format)
	case strings.Contains(format, "%"):
		return strconv.FormatFloat(value*100, 'f', places(format), 64) + "%"
	case strings.ContainsAny(format, "0#") && !strings.ContainsAny(format, "E?"):
		return strconv.FormatFloat(value, 'f', places(format), 64)
	}
	const digits = 15 // as many as Excel keeps
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(value, 'g', digits, 64), 64)
	if err != nil {
		return ""
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// builtIn returns the form of numbers that has no record of its own (MS-XLS 2.4.126), as Chinese versions show it.
func builtIn(id int) string {
	switch {
	case id == 1, id == 3, id == 37, id == 38:
		return "0"
	case id == 2, id == 4, id == 39, id == 40:
		return "0.00"
	case id == 9:
		return "0%"
	case id == 10:
		return "0.00%"
	case id == 17, id == 27, id == 36, id == 50, id == 52, id == 57:
		return "yyyy-mm"
	case 18 <= id && id <= 21, 32 <= id && id <= 35, 45 <= id && id <= 47, id == 55, id == 56:
		return "h:mm"
	case id == 22:
		return "yyyy-mm-dd h:mm"
	case 14 <= id && id <= 16, 27 <= id && id <= 36, 50 <= id && id <= 58:
		return "yyyy-mm-dd"
	}
	return ""
}

var notForm = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)

// bareFormat returns the first section of a form in lower case, without what it prints literally, colours and conditions.
func bareFormat(format string) string {
	format, _, _ = strings.Cut(notForm.ReplaceAllString(format, ""), ";")
	if strings.EqualFold(format, "general") {
		return ""
	}
	return strings.ToLower(format)
}

func isDay(format string) bool {
	return strings.ContainsAny(format, "ydhs") || strings.Contains(format, "mm")
}

// places returns the number of places after the point.
func places(format string) int {
	_, after, _ := strings.Cut(format, ".")
	n := 0
	for n < len(after) && (after[n] == '0' || after[n] == '#') {
		n++
	}
	return n
}

// day returns the day and the time of day that a number stands for.
func (w *workbook) day(value float64, format string) string {
	const latest = 2_958_466 // the first day of the year 10000
	if value < 0 || value >= latest {
		return strconv.FormatFloat(value, 'f', -1, 64)
	}
	zero := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC) // Excel has a 29th of February in 1900
	if w.from1904 {
		zero = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	days := int(value)
	at := zero.AddDate(0, 0, days).Add(time.Duration((value - float64(days)) * float64(24*time.Hour))).Round(time.Second)
	var layout []string
	switch {
	case strings.Contains(format, "d"):
		layout = append(layout, "2006-01-02")
	case strings.Contains(format, "y"):
		layout = append(layout, "2006-01")
	}
	if strings.ContainsAny(format, "hs") {
		layout = append(layout, "15:04")
	}
	if layout == nil {
		layout = append(layout, "2006-01-02")
	}
	return at.Format(strings.Join(layout, " "))
}
