package doc

import (
	"strconv"
	"strings"

	"gongbao/corpus/extract/numbering"
)

// lists are the lists of a document as paragraphs refer to them, from 1.
type lists struct {
	uses     []listUse
	counters numbering.Counters
}

// A listUse is a list with the settings of the paragraphs that refer to it so.
type listUse struct {
	list *numbering.List
	use  *numbering.Use
}

// readLists reads the lists and their uses (MS-DOC 2.9.149, 2.9.198).
func (d *document) readLists() error {
	d.lists.counters = numbering.Counters{}
	byID, err := d.readFormats()
	if err != nil {
		return err
	}
	uses, err := d.structure(listUsesAt)
	if err != nil || len(uses) == 0 {
		return err
	}
	const head, entry = 4, 16
	n := uses.u32(0)
	more := head + entry*n // the settings follow the entries
	if n > len(uses)/entry {
		return broken("PlfLfo")
	}
	for i := range n {
		at := head + entry*i
		u := listUse{byID[uses.u32(at)], &numbering.Use{}}
		more += 4
		for range uses.byte(at + 12) {
			if more = readOverride(uses, more, u.use); more < 0 {
				return broken("LFOLVL")
			}
		}
		d.lists.uses = append(d.lists.uses, u)
	}
	d.expect(more == len(uses))
	return nil
}

// readOverride reads the settings of one level and returns the place behind them, or -1 where there are none.
func readOverride(t table, at int, use *numbering.Use) int {
	const size, hasStart, hasLevel = 8, 1 << 4, 1 << 5
	flags := t.u32(at + 4)
	level := flags & 0xF
	start := t.i32(at)
	at += size
	if at > len(t) || level >= numbering.Levels {
		return -1
	}
	own := &use.Overrides[level]
	if flags&hasLevel != 0 {
		format, n := readLevel(t, at)
		if n < 0 {
			return -1
		}
		own.Level, at = &format, at+n
		start = format.Start
	}
	if flags&hasStart != 0 {
		own.Start, own.Restart = start, true
	}
	return at
}

// readFormats reads the formats of lists by their ids. Their levels stand behind the structure, in the table stream.
func (d *document) readFormats() (map[int]*numbering.List, error) {
	byID := map[int]*numbering.List{}
	list, err := d.structure(listsAt)
	if err != nil || len(list) == 0 {
		return byID, err
	}
	const head, entry, levelsAt, simple = 2, 28, 26, 1
	n := list.u16(0)
	if head+entry*n > len(list) {
		return nil, broken("PlfLst")
	}
	d.expect(head+entry*n == len(list))
	at := d.main.u32(listsAt) + head + entry*n
	for i := range n {
		format := &numbering.List{}
		levels := numbering.Levels
		if list.byte(head+entry*i+levelsAt)&simple != 0 {
			levels = 1
		}
		for level := range levels {
			read, size := readLevel(d.table, at)
			if size < 0 {
				return nil, broken("LVL")
			}
			format.Levels[level] = read
			at += size
		}
		byID[list.u32(head+entry*i)] = format
	}
	return byID, nil
}

// readLevel reads one level of a list (MS-DOC 2.9.150) and returns its size, or -1 where there is none.
func readLevel(t table, at int) (numbering.Level, int) {
	const fixed = 28
	if _, ok := t.part(at, fixed); !ok {
		return numbering.Level{}, -1
	}
	flags := t.byte(at + 5)
	level := numbering.Level{Start: t.i32(at), Format: numbering.FormatName(t.byte(at + 4)), Restart: -1, Arabic: flags&4 != 0}
	const noRestart = 8
	if flags&noRestart != 0 {
		level.Restart = t.byte(at + 26)
	}
	level.Suffix = [4]string{"tab", "space", "nothing", "nothing"}[t.byte(at+15)&3]
	textAt := at + fixed + t.byte(at+24) + t.byte(at+25)
	length := t.u16(textAt)
	text, ok := t.part(textAt+2, 2*length)
	if !ok {
		return level, -1
	}
	var b strings.Builder
	for _, r := range utf16Text(text) {
		switch {
		case r < numbering.Levels:
			b.WriteString("%" + strconv.Itoa(int(r)+1))
		case r >= ' ':
			b.WriteRune(r)
		}
	}
	level.Text = b.String()
	return level, textAt + 2 + 2*length - at
}

// number counts a paragraph of a list and returns the number printed before it, with the separator.
func (d *document) number(list, level int) string {
	if list < 1 || list > len(d.lists.uses) || level < 0 || level >= numbering.Levels {
		return ""
	}
	if u := d.lists.uses[list-1]; u.list != nil {
		return d.lists.counters.Count(u.use, u.list, level)
	}
	return ""
}
