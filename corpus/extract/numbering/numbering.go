// Package numbering prints the numbers of the lists of office documents, which the documents themselves do not hold.
package numbering

// Levels is the number of levels in a list.
const Levels = 9

// A List is the appearance of a list, level by level.
type List struct {
	Levels [Levels]Level
	// Like is the style whose list this one copies, when it has no levels of its own.
	Like string
}

// A Level is one level of a list.
type Level struct {
	Start   int
	Format  string // as docx names it: chineseCounting
	Text    string // "（%1）"; %1 is the number of the outermost level
	Suffix  string // between number and text: tab, space, nothing
	Arabic  bool   // all numbers are printed as 1, 2, 3, those of outer levels too
	Restart int    // the level, counted from 1, that restarts this one; -1 for any outer one, 0 for none
	Style   string // the style of paragraphs on this level
}

// A Use is a list as some paragraphs refer to it, with its own settings.
type Use struct {
	Overrides [Levels]Override
}

// An Override is what a use changes of a level.
type Override struct {
	Level   *Level
	Start   int
	Restart bool // numbers begin again at Start on first use
}

// Counters hold the current number of every list of a document.
type Counters map[*List]*counter

// Count advances a list and returns the number as printed, with its separator. level is below Levels.
func (n Counters) Count(use *Use, list *List, level int) string {
	c := n[list]
	if c == nil {
		c = &counter{begun: map[*Use]bool{}}
		n[list] = c
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
func (u *Use) levels(list *List) [Levels]Level {
	levels := list.Levels
	for i, own := range u.Overrides {
		if own.Level != nil {
			levels[i] = *own.Level
		}
		if own.Restart {
			levels[i].Start = own.Start
		}
	}
	return levels
}
