package frequent

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// An edge of one separator is rare if it is not frequent, though its string is and so are its shorter edges: ，升 is one, where 升 stands in a
// tenth of all paragraphs, and ，新型 is, if ，新 is frequent. Whatever stands in a text has one of them at each of its separators, or only
// frequent ones, so that of a text which is rare for its separators few paragraphs need to be read.
//
// The file of the rare edges has, in numbers of little endian:
//
//	uint32        paragraphs
//	uint32        edges: n
//	uint32        bytes of the edges
//	n × uint32    where each edge ends
//	n × uint32    where its list begins
//	edges         one after the other, ascending by their bytes
//	lists         of the paragraphs that have each: how many, as a varint; then, in bits as those of rows, the paragraphs without it before
//	              each, in Rice's code of the parameter for so many
//	              and behind them are eight bytes of 0, as behind rows
const edgesHead = 12

// rareEdges finds the rare edges while strings are counted, and the paragraphs that have them.
type rareEdges struct {
	lists         map[edge]*rareEdge
	paragraph     int    // at hand
	before, after []bool // by character of that: its separator there has had no rare edge yet
}

// A rareEdge has the paragraphs with an edge, as varints: each less the one before.
type rareEdge struct {
	ascending  []byte
	n          int
	behind     int  // the last paragraph, plus one
	isNoString bool // no text.Pattern asks for it
}

// begin turns to a paragraph.
func (r *rareEdges) begin(paragraph int, places []place) {
	r.paragraph, r.before, r.after = paragraph, r.before[:0], r.after[:0]
	for _, p := range places {
		r.before, r.after = append(r.before, p.before != 0), append(r.after, p.after != 0)
	}
}

// look takes up a string of the lexicon that stands strictly at a character. Of those that begin or end together, shorter ones come first.
func (r *rareEdges) look(l *lexicon, places []place, id uint32, at, length int32) {
	if last := at + length - 1; r.after[last] {
		r.after[last] = !r.take(l, edgeOf(0, id, places[last].after))
	}
	if r.before[at] {
		r.before[at] = !r.take(l, edgeOf(places[at].before, id, 0))
	}
}

// take takes an edge up if it is rare.
func (r *rareEdges) take(l *lexicon, e edge) bool {
	if l.edges.get(pair(e)) != 0 {
		return false
	}
	list := r.lists[e]
	if list == nil {
		list = &rareEdge{isNoString: !isWanted(l.whole(e))}
		r.lists[e] = list
	}
	if list.isNoString {
		return false
	}
	if list.behind != r.paragraph+1 {
		list.ascending = binary.AppendUvarint(list.ascending, uint64(r.paragraph-list.behind))
		list.behind = r.paragraph + 1
		list.n++
	}
	return true
}

// file writes the rare edges of so many paragraphs.
func (r *rareEdges) file(l *lexicon, paragraphs int) []byte {
	named := map[string]*rareEdge{}
	for e, list := range r.lists {
		if !list.isNoString {
			named[l.whole(e)] = list
		}
	}
	var all strings.Builder
	var ends, begins, lists []byte
	for _, name := range slices.Sorted(maps.Keys(named)) {
		all.WriteString(name)
		ends = binary.LittleEndian.AppendUint32(ends, uint32(all.Len()))
		begins = binary.LittleEndian.AppendUint32(begins, uint32(len(lists)))
		lists = named[name].append(lists, paragraphs)
	}
	var file []byte
	for _, n := range []int{paragraphs, len(named), all.Len()} {
		file = binary.LittleEndian.AppendUint32(file, uint32(n))
	}
	file = append(append(append(file, ends...), begins...), all.String()...)
	return append(append(file, lists...), make([]byte, 8)...)
}

// append writes the list, of so many paragraphs in all.
func (r *rareEdge) append(to []byte, paragraphs int) []byte {
	w := newRowWriter(r.n, paragraphs, paragraphs)
	w.bytes = binary.AppendUvarint(to, uint64(r.n))
	for rest := r.ascending; len(rest) > 0; {
		without, n := binary.Uvarint(rest)
		w.addCell(w.next + int(without))
		rest = rest[n:]
	}
	return w.finish()
}

// Edges are the rare edges of a part, read in place: the bytes that they were opened from have to stay as they are.
type Edges struct {
	paragraphs int
	names      names
	begins     []byte // uint32 each
	lists      []byte // with eight bytes behind them
}

var errEdges = errors.New("not a list of rare edges")

// OpenEdges reads the head of the rare edges of so many paragraphs.
func OpenEdges(file []byte, paragraphs int) (*Edges, error) {
	if len(file) < edgesHead {
		return nil, errEdges
	}
	number := func(i int) int { return int(binary.LittleEndian.Uint32(file[4*i:])) }
	n, length, rest := number(1), number(2), file[edgesHead:]
	if number(0) != paragraphs || len(rest) < 8*n+length {
		return nil, fmt.Errorf("%w: %d bytes for %d of %d paragraphs, want %d", errEdges, len(file), n, number(0), paragraphs)
	}
	return &Edges{
		paragraphs: paragraphs, names: names{ends: rest[:4*n], strings: rest[8*n : 8*n+length]},
		begins: rest[4*n : 8*n], lists: rest[8*n+length:],
	}, nil
}

// find returns the paragraphs that have an edge, ascending; ok is false if it is none of the rare ones.
func (e *Edges) find(edge string) (list []uint32, ok bool, err error) {
	i, ok := e.names.find(edge)
	if !ok {
		return nil, false, nil
	}
	c := cursor{rest: e.lists[min(int(binary.LittleEndian.Uint32(e.begins[4*i:])), len(e.lists)):]}
	n := c.number(e.paragraphs)
	if c.bad {
		return nil, false, errEdges
	}
	w := newRowWriter(n, e.paragraphs, e.paragraphs)
	r := rowReader{bytes: c.rest, gap: w.gap}
	list = make([]uint32, n)
	for i := range list {
		at := r.cell()
		if at >= e.paragraphs {
			return nil, false, errEdges
		}
		list[i] = uint32(at)
	}
	return list, true, nil
}

// Having returns paragraphs, ascending, among which are all that have a text with a separator, as text.Pattern.Folded gives it: those with
// the rarest of its rare edges. ok is false if it has none, and nothing is known; table is that of the same part.
func (e *Edges) Having(table *Table, folded string) (paragraphs []uint32, ok bool, err error) {
	runes := []rune(folded)
	for i, r := range runes {
		if r > math.MaxUint16 || !isGap(r) {
			continue
		}
		for _, step := range []int{-1, 1} {
			list, rare, err := e.beside(table, runes, i, step)
			if err != nil {
				return nil, false, err
			}
			if rare && (!ok || len(list) < len(paragraphs)) {
				paragraphs, ok = list, true
			}
		}
	}
	return paragraphs, ok, nil
}

// beside returns the paragraphs that have the rare edge of a separator of a text and what stands before it, at step -1, or behind it, at 1.
func (e *Edges) beside(table *Table, runes []rune, separator, step int) (list []uint32, ok bool, err error) {
	for at := separator + step; at >= 0 && at < len(runes) && !isGap(runes[at]); at += step {
		whole := string(runes[min(separator, at) : max(separator, at)+1])
		bare := string(runes[min(separator+step, at) : max(separator+step, at)+1])
		if _, frequent := table.find(bare); !frequent || !isWanted(whole) {
			continue // of such a string no edge is known
		}
		if list, ok, err = e.find(whole); ok || err != nil {
			return list, ok, err
		}
		if _, frequent := table.find(whole); !frequent {
			return nil, true, nil // it is rare, and stands nowhere
		}
	}
	return nil, false, nil
}
