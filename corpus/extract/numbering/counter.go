package numbering

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A counter holds the current numbers of a list.
type counter struct {
	value   [Levels]int
	counted [Levels]bool
	begun   map[*Use]bool
}

// begin restarts the levels that a use restarts.
func (c *counter) begin(use *Use) {
	for i, own := range use.Overrides {
		if own.Restart {
			c.counted[i] = false
		}
	}
}

// step counts a level up and restarts the deeper ones.
func (c *counter) step(levels [Levels]Level, level int) {
	for i := range level + 1 {
		switch {
		case !c.counted[i]:
			c.value[i], c.counted[i] = levels[i].Start, true
		case i == level:
			c.value[i]++
		}
	}
	for i := level + 1; i < Levels; i++ {
		if after := levels[i].Restart; after < 0 || after > level {
			c.counted[i] = false
		}
	}
}

// print fills in a level's text: %1 is the number of the outermost level.
func (c *counter) print(levels [Levels]Level, level int) string {
	own := levels[level]
	if own.Format == "bullet" {
		return ""
	}
	text := own.Text
	for i := range Levels {
		format := levels[i].Format
		if own.Arabic {
			format = "decimal"
		}
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), Numeral(format, c.value[i]))
	}
	if strings.TrimSpace(text) == "" {
		return ""
	}
	return text + Separator(text, own.Suffix)
}

// Separator returns the white space between a number and its text. There is none after a Chinese number or mark.
func Separator(number, suffix string) string {
	last, _ := utf8.DecodeLastRuneInString(number)
	const firstCJK = 0x2E80
	if suffix == "nothing" || last >= firstCJK {
		return ""
	}
	return " "
}
