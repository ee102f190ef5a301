package frequent

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math"
	"sort"
)

// A Table is a table that is read in place: the bytes that it was opened from have to stay as they are.
type Table struct {
	average    float64
	paragraphs int
	cells      int
	names      names
	begins     []byte // uint32 each
	rows       []byte // with eight bytes behind them
	entries    []byte
}

// Best is a paragraph that ranks high for a string.
type Best struct {
	Paragraph   int
	Occurrences int
}

// More is what a report has of a string when it is looked for loosely, beyond what it has strictly.
type More struct {
	Report      int
	Paragraphs  int
	Occurrences int
}

// An Entry is what a table has of a string. LooseParagraphs and Mores are not known of one with separators: they are those of
// text.Loosen of it.
type Entry struct {
	table           *Table
	Paragraphs      int     // with an occurrence
	LooseParagraphs int     // with a loose one
	Best            []Best  // those that rank highest, by number
	Ceiling         float64 // the most that rank.Weight is for a paragraph that is not in Best, where paragraphs have Average bytes and reports their Age; 0 if all are
	Average         float64
	Mores           []More // by report
	n               int
	gap, paragraph  int
	stream          int
}

var errTable = errors.New("not a table of frequent strings")

// Open reads the head of a table of so many paragraphs in so many cells.
func Open(file []byte, paragraphs, cells int) (*Table, error) {
	if len(file) < headSize {
		return nil, errTable
	}
	number := func(i int) int { return int(binary.LittleEndian.Uint32(file[8+4*i:])) }
	t := &Table{average: math.Float64frombits(binary.LittleEndian.Uint64(file)), paragraphs: number(0), cells: number(1)}
	if t.paragraphs != paragraphs || t.cells != cells {
		return nil, fmt.Errorf("%w: it is of %d paragraphs in %d cells, not %d in %d", errTable, t.paragraphs, t.cells, paragraphs, cells)
	}
	n, length, rows := number(2), number(3), number(4)
	if len(file)-headSize < 8*n+length+rows {
		return nil, errTable
	}
	rest := file[headSize:]
	cut := func(n int) (first []byte) {
		first, rest = rest[:n], rest[n:]
		return first
	}
	t.names.ends, t.begins, t.names.strings, t.rows, t.entries = cut(4*n), cut(4*n), cut(length), cut(rows), rest
	return t, nil
}

// Len returns the number of strings.
func (t *Table) Len() int { return t.names.len() }

// names are strings, ascending by their bytes.
type names struct {
	ends    []byte // uint32 each
	strings []byte
}

func (n names) len() int { return len(n.ends) / 4 }

// at returns the i-th string.
func (n names) at(i int) []byte {
	from := 0
	if i > 0 {
		from = int(binary.LittleEndian.Uint32(n.ends[4*i-4:]))
	}
	to := min(int(binary.LittleEndian.Uint32(n.ends[4*i:])), len(n.strings))
	return n.strings[min(from, to):to]
}

// find returns the index of a string.
func (n names) find(s string) (i int, ok bool) {
	i = sort.Search(n.len(), func(i int) bool { return string(n.at(i)) >= s })
	return i, i < n.len() && string(n.at(i)) == s
}

// Find returns the entry of a string, as text.Pattern.Folded gives it; ok is false if the table does not have it.
func (t *Table) Find(folded string) (e Entry, ok bool, err error) {
	c, ok := t.find(folded)
	if !ok {
		return e, false, nil
	}
	e, err = t.entry(c)
	return e, err == nil, err
}

// Loosely returns how many paragraphs have a string without separators, as text.Pattern.CountLoosely finds it.
func (t *Table) Loosely(folded string) (paragraphs int, ok bool) {
	c, ok := t.find(folded)
	c.number(t.paragraphs)
	return c.number(t.paragraphs), ok && !c.bad
}

// find returns where the entry of a string begins.
func (t *Table) find(folded string) (c cursor, ok bool) {
	i, ok := t.names.find(folded)
	if !ok {
		return c, false
	}
	at := int(binary.LittleEndian.Uint32(t.begins[4*i:]))
	return cursor{rest: t.entries[min(at, len(t.entries)):]}, true
}

// A cursor reads varints.
type cursor struct {
	rest []byte
	bad  bool
}

// number reads a number that is at most most.
func (c *cursor) number(most int) int {
	v, n := binary.Uvarint(c.rest)
	if n <= 0 || v > uint64(most) {
		c.bad = true
		return 0
	}
	c.rest = c.rest[n:]
	return int(v)
}

func (t *Table) entry(c cursor) (Entry, error) {
	e := Entry{table: t, Average: t.average}
	e.Paragraphs, e.LooseParagraphs = c.number(t.paragraphs), c.number(t.paragraphs)
	e.Ceiling = float64(math.Float32frombits(uint32(c.number(math.MaxUint32))))
	e.Best = make([]Best, c.number(e.Paragraphs))
	last := 0
	for i := range e.Best {
		last += c.number(t.paragraphs)
		e.Best[i] = Best{last, c.number(math.MaxInt32)}
	}
	if n := c.number(t.paragraphs); n > 0 && !c.bad {
		e.Mores = make([]More, n)
		last := 0
		for i := range e.Mores {
			last += c.number(t.paragraphs)
			e.Mores[i] = More{last, c.number(t.paragraphs), c.number(math.MaxInt32)}
		}
	}
	e.n, e.gap, e.paragraph = c.number(t.cells), c.number(20), c.number(20)
	e.stream = c.number(len(t.rows))
	if c.bad || last >= t.paragraphs {
		return Entry{}, errTable
	}
	return e, nil
}

// Rows yields the cells that have the string, ascending; the zero Entry has none.
func (e *Entry) Rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		if e.n == 0 {
			return
		}
		r := rowReader{bytes: e.table.rows[e.stream:], gap: e.gap, paragraph: e.paragraph}
		for range e.n {
			row := r.row()
			if row.Cell >= e.table.cells || !yield(row) {
				return
			}
		}
	}
}
