package table

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

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

// JSONLines returns a file with a JSON object on each line.
func JSONLines(w io.Writer) HitFile { return jsonFile{json.NewEncoder(w)} }

type jsonFile struct{ *json.Encoder }

func (f jsonFile) Head(h Head) error      { return f.Encode(h) }
func (f jsonFile) Hit(h search.Hit) error { return f.Encode(h) }
func (f jsonFile) Flush() error           { return nil }

// CSV returns a table whose first row, below the head, names its columns. A spreadsheet takes it for UTF-8 when it begins with a
// byte order mark (bom). Notes in it are in lang.
func CSV(w io.Writer, bom bool, lang language.Lang) HitFile {
	rows := csv.NewWriter(w)
	rows.UseCRLF = true
	return &csvFile{Writer: rows, to: w, bom: bom, lang: lang}
}

type csvFile struct {
	*csv.Writer
	to     io.Writer
	bom    bool
	headed bool          // whether the names of the columns are written
	lang   language.Lang // of the column note
}

func (f *csvFile) mark() error {
	if !f.bom {
		return nil
	}
	f.bom = false
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
	return f.Write([]string{"id", "match", "occurrences", "region", "level", "kind", "year", "date", "title", "section", "ordinal", "text", "url", "note", "role", "recognised"})
}

// mostInCell is the number of UTF-16 units that a spreadsheet keeps of a cell.
const mostInCell = 32_767

func (f *csvFile) Hit(h search.Hit) error {
	if err := f.begin(); err != nil {
		return err
	}
	year, recognised := "", ""
	if h.Report.Year > 0 {
		year = strconv.Itoa(h.Report.Year)
	}
	if h.Report.Recognised > 0 {
		recognised = strconv.Itoa(h.Report.Recognised)
	}
	var guarded, notes []string
	texts := map[string]string{"id": h.ID, "region": h.Report.Region, "title": h.Report.Title, "section": strings.Join(h.Section, " › "), "text": h.Text}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		written, guard := Cell(texts[name])
		if guard {
			guarded = append(guarded, name)
		}
		if n := units(written); n > mostInCell {
			notes = append(notes, f.lang.Say("export.note.long", name, n, mostInCell))
		}
		texts[name] = written
	}
	if len(guarded) > 0 {
		notes = append(notes, f.lang.Say("export.note.guard", guarded))
	}
	return f.Write([]string{
		texts["id"], string(h.Match), strconv.Itoa(h.Occurrences), texts["region"], h.Report.Level, h.Report.Kind, year, h.Report.Date,
		texts["title"], texts["section"], strconv.Itoa(h.Ordinal), texts["text"], h.URL, strings.Join(notes, "; "), h.Role, recognised,
	})
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
