package doc

import "sort"

// runs are the properties of text by its place in the main stream.
type runs []run

// A run is a stretch of the main stream with the properties of its characters, or of a paragraph.
type run struct {
	from, to int
	style    int // of a paragraph
	changes  table
}

// at returns the run of a place; it is empty where the document has none.
func (r runs) at(offset int) run {
	i := sort.Search(len(r), func(i int) bool { return r[i].to > offset })
	if i == len(r) || r[i].from > offset {
		return run{}
	}
	return r[i]
}

// readProperties reads what the document says of its paragraphs and characters, and its styles, fonts and lists.
func (d *document) readProperties() error {
	var err error
	const paragraphEntry, characterEntry = 13, 1
	if d.paragraphs, err = d.readRuns(parasAt, paragraphEntry, paragraphRun); err != nil {
		return err
	}
	if d.characters, err = d.readRuns(charsAt, characterEntry, characterRun); err != nil {
		return err
	}
	for _, step := range []func() error{d.readStyles, d.readFonts, d.readLists} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// readRuns reads the pages of properties that a table lists (MS-DOC 2.8.5, 2.8.6, 2.9.33, 2.9.174): each has n+1 offsets of
// characters, n entries with the place of properties in the page, and n in its last byte.
func (d *document) readRuns(at, entry int, read func(page table, place int) run) (runs, error) {
	list, err := d.structure(at)
	if err != nil {
		return nil, err
	}
	const pageSize, number = 512, 4
	var all runs
	ends, pages := plc(list, number)
	for i, p := range pages {
		page, ok := d.main.part(p.u32(0)&0x3FFFFF*pageSize, pageSize)
		if !ok {
			return nil, broken("BTE")
		}
		n := page.byte(pageSize - 1)
		if (n+1)*number+n*entry > pageSize {
			return nil, broken("FKP")
		}
		for i := range n {
			r := run{style: -1}
			if place := 2 * page.byte((n+1)*number+i*entry); place > 0 {
				r = read(page, place)
			}
			r.from, r.to = page.u32(i*number), page.u32((i+1)*number)
			all = append(all, r)
		}
		d.expect(page.u32(0) == ends[i] && page.u32(n*number) == ends[i+1])
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].from < all[j].from })
	return all, nil
}

// paragraphRun reads the properties of a paragraph: its style, then changes to it.
func paragraphRun(page table, place int) run {
	size := 2*page.byte(place) - 1
	if size < 0 { // a longer length follows
		place++
		size = 2 * page.byte(place)
	}
	properties, ok := page.part(place+1, size)
	if !ok || size < 2 {
		return run{style: -1}
	}
	return run{style: properties.u16(0), changes: properties[2:]}
}

func characterRun(page table, place int) run {
	properties, _ := page.part(place+1, page.byte(place))
	return run{changes: properties}
}

// The properties that matter here, by their codes (MS-DOC 2.6).
const (
	charDeleted = 0x0800
	charHidden  = 0x083C
	charSymbol  = 0x6A09
	charFont    = 0x4A4F
	paraInTable = 0x2416
	paraRowEnd  = 0x2417
	paraDepth   = 0x6649
	paraOutline = 0x2640
	paraLevel   = 0x260A
	paraList    = 0x460B
)

// each calls visit for every change of properties, with the code and the operand.
func each(changes table, visit func(code int, operand table)) {
	const tabs, tableOfCells = 0xC615, 0xD608
	sizes := [8]int{1, 1, 2, 4, 2, 2, 0, 3}
	for len(changes) >= 2 {
		code := changes.u16(0)
		changes = changes[2:]
		size := sizes[code>>13]
		switch {
		case code == tableOfCells:
			size = changes.u16(0) + 1
		case size == 0 && code == tabs && changes.byte(0) == 0xFF:
			deleted := changes.byte(1)
			size = 2 + 4*deleted + 1 + 3*changes.byte(2+4*deleted)
		case size == 0:
			size = 1 + changes.byte(0)
		}
		operand, ok := changes.part(0, size)
		if !ok {
			return
		}
		if code>>13 == 6 && code != tableOfCells {
			operand = operand[1:]
		}
		visit(code, operand)
		changes = changes[size:]
	}
}
