package table

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"

	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
)

// A HitFile writes hits, in one format: first the head, if anybody wants it, then each hit, and Flush where they are to be seen and
// at the end.
type HitFile interface {
	Head(Head) error
	Hit(search.Hit) error
	Flush() error
}

// A Head says what the hits of a file were asked by. It is none of the table that most programs expect.
type Head struct {
	Query   string `json:"query"`
	Filters string `json:"filters"`
	Version string `json:"index_version"`
	Time    string `json:"time"`
}

// HeadOf returns the head of the hits that an edition of the index has for a request.
func HeadOf(r search.Request, e *search.Edition, now time.Time) Head {
	printed := make([]string, len(r.Filters))
	for i, f := range r.Filters {
		printed[i] = query.Print(f) // as one types them into the search box
	}
	return Head{r.Query, strings.Join(printed, " "), e.Version(), now.UTC().Format(time.RFC3339)}
}

// Ranges that are open at one end: 2020.. and ..2020, of years or dates. Without its dots each would name a single year.
var (
	openBelow = regexp.MustCompile(`([:,])\.\.([0-9-]+)`)
	openAbove = regexp.MustCompile(`([0-9-]+)\.\.([ ,)]|$)`)
)

// FileName returns a name for a file of the hits that says what they are: query, filters and day, as far as file systems take them.
func (h Head) FileName(ending string) string {
	day, _, _ := strings.Cut(h.Time, "T")
	parts := []string{"gongbao"}
	for _, s := range []string{h.Query, h.Filters} {
		s = openAbove.ReplaceAllString(openBelow.ReplaceAllString(s, "$1 to $2"), "from $1$2")
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }), "_")
		if s = strings.TrimRight(text.First(s, mostOfName), "_"); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(append(parts, day), "-") + "." + ending
}

// mostOfName is how many code points of a query, and of its filters, are in the name of a file.
const mostOfName = 30

// JSONLines returns a file with a JSON object on each line.
func JSONLines(w io.Writer) HitFile { return jsonFile{json.NewEncoder(w)} }

type jsonFile struct{ *json.Encoder }

func (f jsonFile) Head(h Head) error      { return f.Encode(h) }
func (f jsonFile) Hit(h search.Hit) error { return f.Encode(h) }
func (f jsonFile) Flush() error           { return nil }

// A Style says how a table of hits is written.
type Style struct {
	BOM   bool          // it begins with a byte order mark, by which a spreadsheet knows UTF-8
	Words bool          // its columns and codes have words of Lang; else the names that programs know
	Lang  language.Lang // of notes and words
	Read  time.Time     // when, for citations
}

// CSV returns a table of hits whose marks are in code points. Its first row, below the head, names the columns. The last columns say what the hits are of, in every row; a
// query is cut there where it is longer than a few hundred characters.
func CSV(w io.Writer, style Style, of Head) HitFile {
	rows := csv.NewWriter(w)
	rows.UseCRLF = true
	return &csvFile{Writer: rows, to: w, Style: style, of: provenance(of)}
}

type csvFile struct {
	*csv.Writer
	Style
	to     io.Writer
	headed bool     // whether the names of the columns are written
	of     []string // the last columns
}

// mostProvenance is how many code points of a query every row has.
const mostProvenance = 300

func provenance(h Head) []string {
	list := []string{h.Query, h.Filters, h.Version, h.Time}
	for i, s := range list {
		if short := text.First(s, mostProvenance); short != s {
			s = short + "…"
		}
		list[i], _ = Cell(s)
	}
	return list
}

func (f *csvFile) mark() error {
	if !f.BOM {
		return nil
	}
	f.BOM = false
	_, err := io.WriteString(f.to, "\ufeff")
	return err
}

func (f *csvFile) Head(h Head) error {
	if err := f.mark(); err != nil {
		return err
	}
	query, _ := Cell(h.Query)
	filters, _ := Cell(h.Filters)
	return f.WriteAll([][]string{{"query", query}, {"filters", filters}, {"index_version", h.Version}, {"time", h.Time}})
}

// begin writes the names of the columns, once.
func (f *csvFile) begin() error {
	if f.headed {
		return nil
	}
	f.headed = true
	if err := f.mark(); err != nil {
		return err
	}
	names := slices.Concat(Columns(), []string{"query", "filters", "index_version", "time"})
	if f.Words {
		for i, name := range names {
			names[i] = f.Lang.Say("export.column." + name)
		}
	}
	return f.Write(names)
}

// mostInCell is the number of UTF-16 units that a spreadsheet keeps of a cell.
const mostInCell = 32_767

func (f *csvFile) Hit(h search.Hit) error {
	if err := f.begin(); err != nil {
		return err
	}
	row := codes(h, f.Read)
	if f.Words {
		row = written(Cells(h, f.Lang, f.Read))
	}
	var guarded, notes []string
	for _, i := range textColumns {
		cell, guard := Cell(row[i])
		if guard {
			guarded = append(guarded, f.name(i))
		}
		if n := units(cell); n > mostInCell {
			notes = append(notes, f.Lang.Say("export.note.long", f.name(i), n, mostInCell))
		}
		row[i] = cell
	}
	if len(guarded) > 0 {
		notes = append(notes, f.Lang.Say("export.note.guard", guarded))
	}
	row[noteColumn] = strings.Join(notes, "; ")
	return f.Write(append(row, f.of...))
}

// name returns the name of a column as the table has it.
func (f *csvFile) name(column int) string {
	if f.Words {
		return Headings(f.Lang)[column]
	}
	return Columns()[column]
}

// TooLong returns the note on a text of a hit that no cell of a workbook holds whole; empty if there is none.
func TooLong(h search.Hit, lang language.Lang) string {
	if n := units(h.Text); n > mostInCell {
		return lang.Say("export.note.long", lang.Say("export.column.text"), n, mostInCell)
	}
	return ""
}

// units returns the number of UTF-16 units in a text.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

func (f *csvFile) Flush() error {
	if err := f.begin(); err != nil {
		return err
	}
	f.Writer.Flush()
	return f.Error()
}
