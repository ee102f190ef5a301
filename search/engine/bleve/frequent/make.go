package frequent

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"hash/maphash"
	"math"
	"runtime/debug"
	"slices"
	"strings"
)

// The table is one file. All numbers are little endian:
//
//	float64       mean bytes of a paragraph, for which the best are chosen
//	uint32        paragraphs
//	uint32        cells
//	uint32        strings: n
//	uint32        bytes of the strings
//	uint32        bytes of the rows
//	n × uint32    where each string ends, in the strings
//	n × uint32    where each entry begins, in the entries
//	strings       one after the other, ascending by their bytes
//	rows          the streams of the strings; those that are equal stand there once
//	              and behind them are eight bytes of 0, so that a stream may be read eight bytes at a time
//	entries       varints: paragraphs; paragraphs loosely; bound, as the bits of a float32; best, and for each its
//	              paragraph less the one before and its occurrences; reports that have more loosely, and for each its
//	              number less the one before, its paragraphs and its occurrences; rows; the parameters of their two
//	              codes; where their stream begins, in the rows
const headSize = 28

// Make returns the table of a source, and where its rare edges stand, or the error of ctx soon after that has ended.
func Make(ctx context.Context, s *Source) (table, edges []byte, err error) {
	words := newLexicon(ctx, s)
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	giveBack()
	c := newCounter(s, words)
	c.countAll(ctx)
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	giveBack()
	return c.table(), c.rare.file(words, s.paragraphs()), nil
}

// giveBack gives back the memory that nobody uses any more, before more is taken. An update takes the most here, and up to half of it is
// what the step before has left.
func giveBack() { debug.FreeOSMemory() }

// table writes what has been counted. It keeps none of it.
func (c *counter) table() []byte {
	ids := make([]uint32, 0, len(c.tallies))
	for id := range c.tallies {
		if c.tallies[id].wanted && c.tallies[id].paragraphs > 0 {
			ids = append(ids, uint32(id))
		}
	}
	slices.SortFunc(ids, func(a, b uint32) int { return cmp.Compare(c.strings[a], c.strings[b]) })
	size := 0
	for _, id := range ids {
		size += c.findings[id].rows.size()
	}
	var names strings.Builder
	var ends, begins, entries []byte
	rows := make([]byte, 0, size+8) // what grows leaves garbage, and the memory of an update is at its most here
	known := map[uint64]int{}       // where a stream begins, by its hash
	seed := maphash.MakeSeed()
	for _, id := range ids {
		names.WriteString(c.strings[id])
		ends = binary.LittleEndian.AppendUint32(ends, uint32(names.Len()))
		begins = binary.LittleEndian.AppendUint32(begins, uint32(len(entries)))
		t, f := &c.tallies[id], &c.findings[id]
		stream := f.rows.finish()
		hash := maphash.Bytes(seed, stream)
		from, ok := known[hash]
		if !ok || !bytes.HasPrefix(rows[from:], stream) {
			from = len(rows)
			known[hash] = from
			rows = append(rows, stream...)
		}
		entries = f.appendEntry(entries, t, from)
		*f = finding{}
	}
	rows = append(rows, make([]byte, 8)...)
	file := make([]byte, 0, headSize+len(ends)+len(begins)+names.Len()+len(rows)+len(entries))
	file = binary.LittleEndian.AppendUint64(file, math.Float64bits(c.average))
	for _, n := range []int{c.paragraphs(), len(c.Cells), len(ids), names.Len(), len(rows)} {
		file = binary.LittleEndian.AppendUint32(file, uint32(n))
	}
	file = append(append(append(file, ends...), begins...), names.String()...)
	return append(append(file, rows...), entries...)
}

// goesOn reports whether ctx still runs, before paragraph n. It looks now and then.
func goesOn(ctx context.Context, n int) bool { return n%256 != 0 || ctx.Err() == nil }

func (f *finding) appendEntry(to []byte, t *tally, stream int) []byte {
	number := func(n int) { to = binary.AppendUvarint(to, uint64(n)) }
	number(int(t.paragraphs))
	number(int(t.looseParagraphs))
	number(int(math.Float32bits(above(t.ceiling))))
	number(len(f.best))
	last := 0
	for _, b := range f.sortedBest() {
		number(b.Paragraph - last)
		number(b.Occurrences)
		last = b.Paragraph
	}
	number(len(f.mores))
	last = 0
	for _, m := range f.mores {
		number(m.Report - last)
		number(m.Paragraphs)
		number(m.Occurrences)
		last = m.Report
	}
	number(f.rows.n)
	number(f.rows.gap)
	number(f.rows.paragraph)
	number(stream)
	return to
}

// above returns the next greater number of half the size; 0 for 0.
func above(f float64) float32 {
	g := float32(f)
	if float64(g) < f {
		g = math.Nextafter32(g, math.MaxFloat32)
	}
	return g
}
