package ingest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/extract/charset"
	"gongbao/corpus/extract/table"
	"gongbao/corpus/region"
	"gongbao/language"
)

// Overrides hold a person's corrections to the facts found in the texts, by file. They come from a gongbao.csv in the
// files' folder. The zero Overrides correct nothing.
type Overrides struct {
	rows    map[string]override // by file, as slashed writes it
	refused map[string]override // rows with a value that cannot be read
	lines   map[string]int      // of both, in the file of corrections
}

// An override holds the columns of one row; empty ones leave the report as it is.
type override map[string]string

// ParseOverrides reads a gongbao.csv, in any encoding and with any delimiter that tables of reports may have: a row of
// column names, one of them file, and a row for each file. The other columns may be title, region, level, year, date,
// kind, meeting, speaker and source_url, in any order. A row with a value that cannot be read is refused: bad has an error for each, which
// names its line and the value, and the other rows count. err is for a file that cannot be read as a whole.
func ParseOverrides(data []byte) (o Overrides, bad []error, err error) {
	records, err := rows(data)
	if err != nil || len(records) == 0 {
		return o, nil, err
	}
	names := records[0]
	if err := checkColumns(names); err != nil {
		return o, nil, err
	}
	o = Overrides{map[string]override{}, map[string]override{}, map[string]int{}}
	for i, record := range records[1:] {
		row := override{}
		for j, value := range record[:min(len(record), len(names))] {
			row[names[j]] = strings.TrimSpace(value)
		}
		file := slashed(row["file"])
		delete(o.rows, file) // the last row for a file counts
		delete(o.refused, file)
		o.lines[file] = i + 2
		if err := row.check(); err != nil {
			bad = append(bad, language.New("overrides.row", i+2, err))
			o.refused[file] = row
			continue
		}
		o.rows[file] = row
	}
	return o, bad, nil
}

// Lines returns the line of each row by its file, or file!member.
func (o Overrides) Lines() map[string]int { return o.lines }

// Refused reports whether the row for file has been refused.
func (o Overrides) Refused(file string) bool { return o.refused[slashed(file)] != nil }

// Rows returns the rows for file and its members, refused ones included, as one string: it changes when one of them does.
func (o Overrides) Rows(file string) string {
	file = slashed(file)
	var found []string
	for mark, rows := range map[string]map[string]override{"": o.rows, "refused ": o.refused} {
		for name, row := range rows {
			if name == file || strings.HasPrefix(name, file+"!") {
				found = append(found, mark+fmt.Sprint(name, row))
			}
		}
	}
	if len(found) == 0 {
		return ""
	}
	slices.Sort(found)
	return fmt.Sprint(found)
}

// Apply changes the report by the row for file, a path as in the file column, and updates its id. It reports whether
// there was a row.
func (o Overrides) Apply(r *corpus.Report, file string) bool {
	row, ok := o.rows[slashed(file)]
	if !ok {
		return false
	}
	set(&r.Title, row["title"])
	set(&r.SourceURL, row["source_url"])
	set(&r.Kind, corpus.ParseKind(row["kind"]))
	if place, ok := region.Find(row["region"]); ok {
		r.Region, r.Level, r.Ambiguous = place.Short, place.Level, nil
	}
	set(&r.Meeting, row["meeting"])
	set(&r.Speaker, row["speaker"])
	set(&r.Level, corpus.ParseLevel(row["level"]))
	if date := isoDate(row["date"]); date != "" {
		r.Date, r.Year = date, yearOf(date)
	}
	if year, err := strconv.Atoi(row["year"]); err == nil {
		r.Year = year
	}
	for field, value := range map[string]string{"date": row["date"], "meeting": row["meeting"], "speaker": row["speaker"]} {
		if value != "" {
			withdraw(r, field)
		}
	}
	identify(r)
	assignRoles(r)
	return true
}

// Keep gives the report what an override may set as an earlier reading of its file knew it, and updates its id.
func Keep(r *corpus.Report, known *corpus.Header) {
	r.Title, r.SourceURL, r.Kind, r.Meeting, r.Speaker = known.Title, known.SourceURL, known.Kind, known.Meeting, known.Speaker
	r.Region, r.Level, r.Ambiguous, r.Date, r.Year = known.Region, known.Level, known.Ambiguous, known.Date, known.Year
	r.Supplied = known.Supplied
	identify(r)
	assignRoles(r)
}

// set replaces a value unless the new one is empty.
func set[S ~string](to *S, value S) {
	if value != "" {
		*to = value
	}
}

// rows parses the table like a table of reports, in any of its encodings and with any of its delimiters, but rejects an
// unclosed quotation mark.
func rows(data []byte) ([][]string, error) {
	content, _ := charset.Decode(data, "")
	reader := table.NewCSV(strings.NewReader(content), content)
	reader.LazyQuotes = false
	records, err := reader.ReadAll()
	if err != nil {
		return nil, language.New("overrides.file", err)
	}
	return records, nil
}

// checkColumns rejects an unknown column name, which is more likely a slip than a remark.
func checkColumns(names []string) error {
	file := false
	for i, name := range names {
		names[i] = strings.ToLower(strings.TrimSpace(name))
		switch names[i] {
		case "file":
			file = true
		case "title", "region", "level", "year", "date", "kind", "meeting", "speaker", "source_url":
		default:
			return language.New("overrides.column", name)
		}
	}
	if !file {
		return language.New("overrides.missing")
	}
	return nil
}

// check rejects values that cannot be read, so that a slip does not go unnoticed.
func (row override) check() error {
	year, err := strconv.Atoi(row["year"])
	_, isRegion := region.Find(row["region"])
	switch {
	case row["file"] == "":
		return language.New("overrides.empty")
	case row["region"] != "" && !isRegion:
		return language.New("overrides.region", row["region"])
	case row["level"] != "" && corpus.ParseLevel(row["level"]) == "":
		return language.New("overrides.level", row["level"])
	case row["kind"] != "" && corpus.ParseKind(row["kind"]) == "":
		return language.New("overrides.kind", row["kind"])
	case row["date"] != "" && isoDate(row["date"]) == "":
		return language.New("overrides.date", row["date"])
	case row["source_url"] != "" && webAddress(row["source_url"]) == "":
		return language.New("overrides.source", row["source_url"])
	case row["year"] != "" && (err != nil || year < 1900 || year > 2200):
		return language.New("overrides.year", row["year"])
	}
	return nil
}

// slashed returns the form of a path that keys the overrides.
func slashed(file string) string {
	return strings.TrimPrefix(strings.ReplaceAll(file, `\`, "/"), "./")
}
