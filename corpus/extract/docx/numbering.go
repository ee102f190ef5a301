package docx

import "gongbao/corpus/extract/numbering"

// A listing holds the lists of a document and the current number of each.
type listing struct {
	lists    map[string]*numbering.List // by abstractNumId: the formats of lists
	uses     map[string]*listUse        // by numId: the lists that paragraphs refer to
	counters numbering.Counters         // uses of one list share its numbers
}

// A listUse is a list that paragraphs refer to, with its own settings.
type listUse struct {
	list string
	numbering.Use
}

func newListing() *listing {
	return &listing{lists: map[string]*numbering.List{}, uses: map[string]*listUse{}, counters: numbering.Counters{}}
}

// number counts a paragraph and returns the number printed before it, with the separator.
func (d *document) number(p *paragraph) string {
	if p.body == nil {
		return ""
	}
	numbers, level := p.numbers, p.level
	fromStyle, styleLevel := d.styles.numbersOf(p.style)
	if numbers == noNumbers {
		numbers = fromStyle
	}
	use := d.numbering.uses[numbers]
	if use == nil {
		return ""
	}
	list := d.list(use.list, maxBasedOn)
	if list == nil {
		return ""
	}
	if level < 0 {
		level = levelOf(list, p.style, styleLevel)
	}
	if level >= numbering.Levels {
		return ""
	}
	return d.numbering.counters.Count(&use.Use, list, level)
}

// list resolves a list that is defined by the style that uses it.
func (d *document) list(id string, steps int) *numbering.List {
	list := d.numbering.lists[id]
	if list == nil || list.Like == "" || steps == 0 {
		return list
	}
	numbers, _ := d.styles.numbersOf(list.Like)
	if use := d.numbering.uses[numbers]; use != nil && use.list != id {
		return d.list(use.list, steps-1)
	}
	return list
}

// levelOf returns the level of paragraphs that name only their style; the level may refer back to it.
func levelOf(l *numbering.List, style string, otherwise int) int {
	for i, level := range l.Levels {
		if level.Style != "" && level.Style == style {
			return i
		}
	}
	return max(otherwise, 0)
}
