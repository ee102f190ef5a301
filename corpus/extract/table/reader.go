package table

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// A reader makes documents of the rows of one table, whatever the format. It holds the first rows back until they tell which
// of them is the header, and which column has the texts: the one that the header names, or failing that the one with prose
// in it. It takes the rows in order with take and fail, and ends with end.
type reader struct {
	out     outbox
	named   map[string]string
	member  func(number int) string
	held    []Row
	texts   int // of these have prose
	settled bool
	where   columns
	header  []string
	bad     error // of the columns that the user named
}

const (
	mostHeld  = 500 // rows held back for a text to appear
	enough    = 5   // rows with prose tell which column has the texts
	titleRows = 5   // a title and notes may precede the header
)

// newReader returns a reader that yields a document for each row with a report. named is that of file.Options.Columns, and
// member names a row by its number.
func newReader(named map[string]string, member func(number int) string, yield func(file.Document, error) bool) *reader {
	return &reader{out: outbox{yield: yield}, named: named, member: member}
}

// take takes the next row; number is its number in the file, from 1. It returns false when reading should stop.
func (r *reader) take(cells []string, number int) bool {
	if isBlankRow(cells) {
		return true
	}
	if r.settled {
		return r.send(cells, number)
	}
	r.held = append(r.held, Row{number, cells})
	if slices.ContainsFunc(cells, isProse) {
		r.texts++
	}
	return r.texts < enough && len(r.held) < mostHeld || r.settle()
}

// fail takes the error of a row that cannot be read. It returns false when reading should stop.
func (r *reader) fail(number int, err error) bool {
	if !r.settled {
		r.settle()
	}
	return r.out.fail(r.member(number), err)
}

// end yields what is held back; the last document has a note on the rows without text. It returns false when reading should
// stop, and an error for a table without reports, which the sheet has not yielded: file.ErrNoReport, or that a column which
// the user named is not there.
func (r *reader) end() (more bool, err error) {
	if !r.settled {
		r.settle()
	}
	switch {
	case r.out.sent:
		return r.out.end(), nil
	case !r.where.hasText():
		return true, cmp.Or(r.bad, noText(r.header))
	}
	return true, language.New("table.empty", file.ErrNoReport)
}

// settle finds the header and the columns, and sends the rows that were held back.
func (r *reader) settle() bool {
	r.settled = true
	held := r.held[r.findHeader():]
	r.held = nil
	for _, row := range held {
		if !r.send(row.Cells, row.Number) {
			return false
		}
	}
	return true
}

// findHeader sets the columns, and returns the number of held rows before the first one with a report. The header is the first
// row that names a column of texts, or else the last row before the first with prose. A table that begins with prose has none.
func (r *reader) findHeader() int {
	rows := make([][]string, len(r.held))
	for i, row := range r.held {
		rows[i] = row.Cells
	}
	first := min(titleRows, len(rows))
	for i, cells := range rows[:first] {
		if slices.ContainsFunc(cells, isProse) {
			break
		}
		if where, err := columnsOf(cells, r.named); err == nil && where.hasText() {
			if r.named[file.TextField] == "" {
				where.takeProse(rows[i+1:])
			}
			r.where, r.header = where, cells
			return i + 1
		}
		if len(r.header) < len(cells) {
			r.header = cells
		}
	}
	if _, r.bad = columnsOf(r.header, r.named); r.bad != nil {
		return len(rows)
	}
	prose := slices.IndexFunc(rows, func(cells []string) bool { return slices.ContainsFunc(cells, isProse) })
	if prose < 0 || prose > first {
		return len(rows)
	}
	r.where = columns{}
	if prose > 0 {
		r.header = rows[prose-1]
		r.where, r.bad = columnsOf(r.header, r.named)
	} else {
		r.where = bareColumns(rows)
	}
	if r.bad == nil {
		r.where.takeProse(rows[prose:])
	}
	return prose
}

var (
	aYear    = regexp.MustCompile(`^(?:19|20)\d{2}年?$`)
	withYear = regexp.MustCompile(`^.{0,40}(?:19|20)\d{2}.{0,40}$`)
)

// bareColumns finds the columns of a table without a header that have a year, or a title with one, in every row.
func bareColumns(rows [][]string) columns {
	found := columns{}
	for field, form := range map[string]*regexp.Regexp{"year": aYear, "title": withYear} {
		for i := range widest(rows) {
			if !slices.ContainsFunc(rows, func(cells []string) bool { return i >= len(cells) || !form.MatchString(strings.TrimSpace(cells[i])) }) {
				found[field] = []int{i}
				break
			}
		}
	}
	if slices.Equal(found["title"], found["year"]) {
		delete(found, "title")
	}
	return found
}

// send makes a document of a row. It returns false when reading should stop.
func (r *reader) send(cells []string, number int) bool {
	if !r.where.hasText() {
		return false
	}
	doc := rowDocument(cells, r.where)
	doc.Member = r.member(number)
	return r.out.send(doc)
}
