package sheet

import (
	"io"
	"time"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
	"gongbao/search/table"
)

// MostHits is the number of hits that a workbook takes.
const MostHits = 100_000

// Hits is a workbook of the hits of a search, which are added one by one.
type Hits struct {
	book *book
	page *page
	lang language.Lang
	read time.Time
}

// NewHits begins a workbook. Its columns and codes have words of lang, and its citations the day of reading. The caller closes it.
func NewHits(lang language.Lang, read time.Time) (*Hits, error) {
	b, err := newBook()
	if err != nil {
		return nil, err
	}
	h := &Hits{book: b, lang: lang, read: read}
	if h.page, err = h.book.page(lang.Say("sheet.hits"), table.Columns()); err != nil {
		return nil, h.book.closing(err)
	}
	if err := h.page.row(anys(table.Headings(lang))); err != nil {
		return nil, h.book.closing(err)
	}
	return h, nil
}

// Add adds a hit, whose marks are in code points.
func (h *Hits) Add(hit search.Hit) error {
	row := table.Cells(hit, h.lang, h.read)
	table.NoteCell(row, table.TooLong(hit, h.lang))
	return h.page.row(row)
}

// Close gives up what the workbook holds.
func (h *Hits) Close() error { return h.book.file.Close() }

// Write adds the counts of the same hits by region and by year, and what they are hits of, and writes the workbook. address makes a URL
// of a path.
func (h *Hits) Write(w io.Writer, counts search.Counts, of About, address func(path string) string) error {
	if err := h.page.end(); err != nil {
		return err
	}
	cut := h.page.cut
	for _, by := range []query.Field{query.Region, query.Year} {
		more, err := h.count(counts, by, address)
		if err != nil {
			return err
		}
		cut = cut || more
	}
	if err := h.book.about(of, cut); err != nil {
		return err
	}
	return h.book.file.Write(w)
}

// count adds a sheet with the counts by a field, and reports whether some of its addresses are no links.
func (h *Hits) count(counts search.Counts, by query.Field, address func(string) string) (cut bool, err error) {
	columns := []string{string(by), "occurrences", "paragraphs", "reports", "of", "letters", "rate", "url"}
	rows := [][]any{{
		h.lang.Say("page.field." + string(by)), h.lang.Say("count.occurrences"), h.lang.Say("count.paragraphs"), h.lang.Say("count.reports"),
		h.lang.Say("count.of"), h.lang.Say("sheet.letters"), h.lang.Say("count.rate"), h.lang.Say("export.column.url"),
	}}
	for _, r := range counts.Rows([]query.Field{by}, search.RowsByValue) {
		var link any
		if r.URL != "" {
			link = address(r.URL)
		}
		name := r.Values[0]
		if name == "" {
			name = h.lang.Say("page.unknown")
		}
		rows = append(rows, []any{name, r.Occurrences, r.Paragraphs, r.Reports, r.Of.Reports, r.Of.Characters, r.Rate, link})
	}
	return h.book.fill(h.lang.Say("sheet.by."+string(by)), columns, rows)
}
