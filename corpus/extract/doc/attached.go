package doc

import "gongbao/corpus/extract/file"

// The texts of a document by their index in the lengths.
const (
	mainText = iota
	footnotes
	headers
	macros
	comments
	endnotes
	textBoxes
	headerBoxes
)

// The sizes of the entries of shapes and of their texts.
const shapeEntry, boxEntry = 26, 22

// body reads the main text with its notes and text boxes.
func (d *document) body() ([]file.Block, error) {
	d.attached = map[int][]file.Block{}
	for _, kind := range []struct{ text, refs, texts, entry int }{{footnotes, notesAt, noteTextsAt, 2}, {endnotes, endNotesAt, endTextsAt, 2}} {
		if err := d.attachNotes(kind.text, kind.refs, kind.texts, kind.entry); err != nil {
			return nil, err
		}
	}
	left, err := d.attachBoxes()
	if err != nil {
		return nil, err
	}
	return append(d.text(0, d.lengths[mainText]), left...), nil
}

// attachNotes reads notes, which have a reference each in the main text.
func (d *document) attachNotes(text, refs, texts, entry int) error {
	list, err := d.structure(refs)
	if err != nil {
		return err
	}
	ends, err := d.structure(texts)
	if err != nil {
		return err
	}
	positions, entries := plc(list, entry)
	for i := range entries {
		blocks, err := d.part(text, ends.u32(4*i), ends.u32(4*i+4))
		if err != nil {
			return err
		}
		d.attached[positions[i]] = append(d.attached[positions[i]], blocks...)
	}
	return nil
}

// part reads a part of one of the texts.
func (d *document) part(text, from, to int) ([]file.Block, error) {
	if from > to || to > d.lengths[text] {
		return nil, broken("PlcTxt")
	}
	begin := d.begin(text)
	return d.text(begin+from, begin+to), nil
}

// attachBoxes reads the text boxes, which belong to shapes that are anchored in the main text. It returns the text of those whose
// shape has no anchor of its own, as in a group.
func (d *document) attachBoxes() ([]file.Block, error) {
	shapes, err := d.structure(shapesAt)
	if err != nil {
		return nil, err
	}
	const idAt = 14
	positions, entries := plc(shapes, shapeEntry)
	anchors := map[int]int{}
	for i, e := range entries {
		anchors[e.u32(0)] = positions[i]
	}
	texts, err := d.structure(boxTextsAt)
	if err != nil {
		return nil, err
	}
	var left []file.Block
	ends, boxes := plc(texts, boxEntry)
	for i, b := range boxes {
		if ends[i] >= d.lengths[textBoxes] {
			continue
		}
		blocks, err := d.part(textBoxes, ends[i], min(ends[i+1], d.lengths[textBoxes]))
		if err != nil {
			return nil, err
		}
		if at, ok := anchors[b.u32(idAt)]; ok {
			d.attached[at] = append(d.attached[at], blocks...)
			continue
		}
		left = append(left, blocks...)
	}
	return left, nil
}
