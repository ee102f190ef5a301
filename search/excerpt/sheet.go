package excerpt

import (
	"io"
	"strings"
	"time"

	"gongbao/search"
	"gongbao/search/cite"
	"gongbao/search/sheet"
	"gongbao/search/table"
)

// XLSX writes the excerpts as a workbook, one on each row, those that are gone among them.
func (l List) XLSX(w io.Writer) error {
	s := sheet.Sheet{About: sheet.About{
		Total: l.Lang.Say("excerpt.count", len(l.Excerpts)), Definition: l.Lang.Say("excerpt.about"),
		Version: l.Version, Time: l.Time.UTC().Format(time.RFC3339), Lang: l.Lang,
	}}
	for _, name := range []string{
		"excerpt.column.number", "export.column.region", "export.column.year", "export.column.title", "page.report.speaker", "export.column.date",
		"page.report.meeting", "export.column.section", "export.column.ordinal", "export.column.text", "page.cite.format.gbt7714", "export.column.url", "export.column.note",
	} {
		column, shared := strings.CutPrefix(name, "export.column.") // as other tables have it, too
		if !shared {
			column = l.Lang.Say(name)
		}
		s.Header = append(s.Header, column)
	}
	for i, e := range l.Excerpts {
		s.Rows = append(s.Rows, l.row(i+1, e))
	}
	return s.XLSX(w)
}

func (l List) row(number int, e Excerpt) []any {
	if !e.Kept() {
		return []any{number, e.Report.Region, known(e.Report.Year), e.Title(l.Lang), nil, nil, nil, nil, known(search.Ordinal(e.Name.Place)), nil, nil, nil, e.Note(l.Lang)}
	}
	notes := []string{}
	for _, note := range []string{e.Note(l.Lang), table.TooLong(search.Hit{Text: e.Paragraph.Text}, l.Lang)} {
		if note != "" {
			notes = append(notes, note)
		}
	}
	return []any{
		number, e.Report.Region, known(e.Report.Year), e.Report.Title, e.Report.Speaker, e.Report.Date, e.Report.Meeting,
		strings.Join(e.Paragraph.Section, " › "), e.Paragraph.Ordinal, e.Paragraph.Text, l.Cite(e, cite.GBT), l.Address(e.Path()), strings.Join(notes, "; "),
	}
}

func known(n int) any {
	if n == 0 {
		return nil
	}
	return n
}
