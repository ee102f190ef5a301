package doc

// contradictions returns the number of places where the document contradicts itself. It has no checksums, but its structures say
// most things twice; where they differ, text may be lost or stand in the place of another.
func (d *document) contradictions() int {
	return d.wrong + d.chars.overlap() + gaps(d.paragraphs) + gaps(d.characters) + d.uncovered() + d.unmarked() +
		d.notes(footnotes, notesAt, noteTextsAt) + d.notes(endnotes, endNotesAt, endTextsAt) + d.boxes()
}

// expect counts a contradiction where something does not hold.
func (d *document) expect(holds bool) {
	if !holds {
		d.wrong++
	}
}

// gaps counts the runs that do not begin where the one before them ends.
func gaps(all runs) int {
	n := 0
	for i := 1; i < len(all); i++ {
		if all[i].from != all[i-1].to {
			n++
		}
	}
	return n
}

// uncovered counts the pieces whose first or last character no run describes: they lie where no text does. Some programs leave
// out the last character of all, which ends the texts.
func (d *document) uncovered() int {
	n := 0
	for _, p := range d.chars.pieces {
		to := min(p.to, d.begin(len(d.lengths)))
		if p.from < to && (d.characters.at(p.at).to == 0 || d.characters.at(p.at+(to-p.from)*p.width-1).to == 0) {
			n++
		}
	}
	return n
}

// unmarked counts the marks at which no paragraph ends by its properties.
func (d *document) unmarked() int {
	n := 0
	for at, unit := range d.chars.units {
		if unit == paragraphMark || unit == cellMark {
			if end := d.chars.offset(at) + d.chars.piece(at).width; d.paragraphs.at(end-1).to != end {
				n++
			}
		}
	}
	return n
}

// notes counts what notes contradict: each has a reference, which is a mark unless the author chose the characters, and a text, and
// the texts fill their part of the document but for its last mark (MS-DOC 2.8.20).
func (d *document) notes(text, refs, texts int) int {
	list, err := d.structure(refs)
	if err != nil {
		return 1
	}
	ends, err := d.structure(texts)
	if err != nil {
		return 1
	}
	const entry, position = 2, 4
	positions, entries := plc(list, entry)
	n := 0
	for i, e := range entries {
		if at := positions[i]; at >= d.lengths[mainText] || e.u16(0) != 0 && d.chars.units[at] != noteMark {
			n++
		}
	}
	if behind := position * (len(entries) + 1); d.lengths[text] > 0 || len(entries) > 0 {
		if len(ends) != behind+position || ends.u32(0) != 0 || ends.u32(behind-position) != d.lengths[text]-1 {
			n++
		}
	}
	return n
}

// boxes counts what text boxes contradict: their shapes are anchored at marks, and their texts fill their part of the document but
// for its last mark (MS-DOC 2.8.32).
func (d *document) boxes() int {
	shapes, err := d.structure(shapesAt)
	if err != nil {
		return 1
	}
	texts, err := d.structure(boxTextsAt)
	if err != nil {
		return 1
	}
	n := 0
	anchors, _ := plc(shapes, shapeEntry)
	for _, at := range anchors[:max(len(anchors)-1, 0)] {
		if at >= d.lengths[mainText] || d.chars.units[at] != shapeMark {
			n++
		}
	}
	ends, boxes := plc(texts, boxEntry)
	switch length := d.lengths[textBoxes]; {
	case length == 0 && len(texts) == 0:
	case len(boxes) == 0, ends[0] != 0, ends[len(boxes)-1] != length-1, ends[len(boxes)] != length:
		n++
	}
	return n
}
