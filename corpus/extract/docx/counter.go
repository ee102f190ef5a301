package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A counter holds the current numbers of a list.
type counter struct {
	value   [maxLevels]int
	counted [maxLevels]bool
	begun   map[*listUse]bool
}

// begin restarts the levels that a use restarts.
func (c *counter) begin(use *listUse) {
	for i, own := range use.overrides {
		if own.restart {
			c.counted[i] = false
		}
	}
}

// step counts a level up and restarts the deeper ones.
func (c *counter) step(levels [maxLevels]listLevel, level int) {
	for i := range level + 1 {
		switch {
		case !c.counted[i]:
			c.value[i], c.counted[i] = levels[i].start, true
		case i == level:
			c.value[i]++
		}
	}
	for i := level + 1; i < maxLevels; i++ {
		if after := levels[i].restart; after < 0 || after > level {
			c.counted[i] = false
		}
	}
}

// print fills in a level's text: %1 is the number of the outermost level.
func (c *counter) print(levels [maxLevels]listLevel, level int) string {
	own := levels[level]
	if own.format == "bullet" {
		return ""
	}
	text := own.text
	for i := range maxLevels {
		format := levels[i].format
		if own.arabic {
			format = "decimal"
		}
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), numeral(format, c.value[i]))
	}
	if strings.TrimSpace(text) == "" {
		return ""
	}
	return text + separator(text, own.suffix)
}

// separator returns the white space between a number and its text. There is none after a Chinese number or mark.
func separator(number, suffix string) string {
	last, _ := utf8.DecodeLastRuneInString(number)
	const firstCJK = 0x2E80
	if suffix == "nothing" || last >= firstCJK {
		return ""
	}
	return " "
}
