package docx

// maxLevels is the number of levels in a list of Word's.
const maxLevels = 9

// A numbering holds the lists of a document and the current number of each.
type numbering struct {
	lists    map[string]*listFormat   // by abstractNumId: the formats of lists
	uses     map[string]*listUse      // by numId: the lists that paragraphs refer to
	counters map[*listFormat]*counter // uses of one list share its numbers
}

// A listFormat is the appearance of a list, level by level.
type listFormat struct {
	levels [maxLevels]listLevel
	// like is the style whose list this one copies, when it has no levels of its own.
	like string
}

// A listLevel is one level of a list.
type listLevel struct {
	start   int
	format  string // "chineseCounting"
	text    string // "（%1）"
	suffix  string // between number and text: tab, space, nothing
	arabic  bool   // all numbers are printed as 1, 2, 3, those of outer levels too
	restart int    // the level, counted from 1, that restarts this one; -1 for any outer one, 0 for none
	style   string // the style of paragraphs on this level
}

// A listUse is a list that paragraphs refer to, with its own settings.
type listUse struct {
	list      string
	overrides [maxLevels]levelOverride
}

type levelOverride struct {
	level   *listLevel
	start   int
	restart bool // numbers begin again at start on first use
}

func newNumbering() *numbering {
	return &numbering{
		lists:    map[string]*listFormat{},
		uses:     map[string]*listUse{},
		counters: map[*listFormat]*counter{},
	}
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
		level = list.levelOf(p.style, styleLevel)
	}
	if level >= maxLevels {
		return ""
	}
	return d.numbering.count(use, list, level)
}

// list resolves a list that is defined by the style that uses it.
func (d *document) list(id string, steps int) *listFormat {
	list := d.numbering.lists[id]
	if list == nil || list.like == "" || steps == 0 {
		return list
	}
	numbers, _ := d.styles.numbersOf(list.like)
	if use := d.numbering.uses[numbers]; use != nil && use.list != id {
		return d.list(use.list, steps-1)
	}
	return list
}

// levelOf returns the level of paragraphs that name only their style; the level may refer back to it.
func (l *listFormat) levelOf(style string, otherwise int) int {
	for i, level := range l.levels {
		if level.style != "" && level.style == style {
			return i
		}
	}
	return max(otherwise, 0)
}

// count advances a list and returns the number as printed.
func (n *numbering) count(use *listUse, list *listFormat, level int) string {
	c := n.counters[list]
	if c == nil {
		c = &counter{begun: map[*listUse]bool{}}
		n.counters[list] = c
	}
	if !c.begun[use] {
		c.begun[use] = true
		c.begin(use)
	}
	levels := use.levels(list)
	c.step(levels, level)
	return c.print(levels, level)
}

// levels returns the levels of a list with the settings of the use applied.
func (u *listUse) levels(list *listFormat) [maxLevels]listLevel {
	levels := list.levels
	for i, own := range u.overrides {
		if own.level != nil {
			levels[i] = *own.level
		}
		if own.restart {
			levels[i].start = own.start
		}
	}
	return levels
}
