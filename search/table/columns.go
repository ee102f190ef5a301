package table

import (
	"strconv"
	"strings"
	"time"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/cite"
)

// Columns returns the names of the columns of a table of hits, as programs know them.
func Columns() []string {
	return []string{
		"id", "match", "occurrences", "region", "level", "kind", "year", "date", "title", "section", "ordinal", "text", "url", "note", "role", "recognised",
		"speaker", "letters", "left", "place", "right", "citation",
	}
}

const noteColumn = 13

// textColumns are those with texts that a spreadsheet may take for something else: id, region, section, text, title, speaker, left,
// place, right and citation.
var textColumns = []int{0, 3, 9, 11, 8, 16, 18, 19, 20, 21}

// beside is how many code points a row has on either side of a place.
const beside = 40

// Headings returns the names of the columns of a table of hits, in words of a language.
func Headings(lang language.Lang) []string {
	names := Columns()
	for i, name := range names {
		names[i] = lang.Say("export.column." + name)
	}
	return names
}

// Cells returns a hit as a row of a table, with numbers as numbers, nil for what is not known, and words of a language for codes. The
// column note is empty. The marks of the hit are in code points; left, place and right are of the first. The citation was read at a time.
func Cells(h search.Hit, lang language.Lang, read time.Time) []any {
	left, place, right := around(h)
	return []any{
		h.ID, lang.Say("export.match." + string(h.Match)), h.Occurrences, h.Report.Region, word(lang, "level", h.Report.Level), word(lang, "kind", h.Report.Kind),
		number(h.Report.Year), h.Report.Date, h.Report.Title, trail(h), h.Ordinal, h.Text, h.URL, "", word(lang, "role", h.Role), number(h.Report.Recognised),
		h.Header.Speaker, text.Letters(h.Text), left, place, right,
		cite.Write(cite.GBT, cite.Source{Report: h.Header, Paragraph: corpus.Paragraph{Ordinal: h.Ordinal, Section: h.Section}, URL: permalink(h), Read: read}),
	}
}

// permalink returns the address of a hit that citations have, where its page has one.
func permalink(h search.Hit) string {
	site, ok := strings.CutSuffix(h.URL, search.PagePath(h.Report.ID, h.Ordinal))
	if !ok {
		return ""
	}
	return site + search.Permalink(h.Report.ID, h.Ordinal, h.Hash)
}

// around returns the first place of a hit and the text on either side; nothing where it has none.
func around(h search.Hit) (left, place, right string) {
	if len(h.Marks) == 0 {
		return "", "", ""
	}
	runes, at := []rune(h.Text), h.Marks[0]
	return string(runes[max(0, at[0]-beside):at[0]]), string(runes[at[0]:at[1]]), string(runes[at[1]:min(len(runes), at[1]+beside)])
}

// codes returns a hit as a row of text, with codes as programs know them. The column note is empty.
func codes(h search.Hit, read time.Time) []string {
	row := Cells(h, language.EN, read)
	row[1], row[4], row[5], row[14] = string(h.Match), h.Report.Level, h.Report.Kind, h.Role
	return written(row)
}

// NoteCell puts a note into a row of Cells.
func NoteCell(row []any, note string) { row[noteColumn] = note }

// word returns what a code of a field is called; the code itself where nothing is said of it.
func word(lang language.Lang, field, code string) string {
	if name := "page.value." + field + "." + code; language.Has(name) {
		return lang.Say(name)
	}
	return code
}

func number(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

func trail(h search.Hit) string { return strings.Join(h.Section, " › ") }

// written returns a row of Cells as text.
func written(row []any) []string {
	list := make([]string, len(row))
	for i, value := range row {
		switch value := value.(type) {
		case string:
			list[i] = value
		case int:
			list[i] = strconv.Itoa(value)
		}
	}
	return list
}
