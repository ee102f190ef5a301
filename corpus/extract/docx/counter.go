package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A counter is how far a list has been counted.
type counter struct {
	value   [maxLevels]int
	counted [maxLevels]bool
	begun   map[*listUse]bool
}

// begin starts the levels anew that a use wants to start anew.
func (c *counter) begin(use *listUse) {
	for i, own := range use.overrides {
		if own.restart {
			c.counted[i] = false
		}
	}
}

// step counts one on at a level; deeper levels will begin anew.
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

// print fills a level's text in: %1 is the number of the outermost level.
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

// separator is the white space between a number and its text. After a Chinese number or mark it would not be typed.
func separator(number, suffix string) string {
	last, _ := utf8.DecodeLastRuneInString(number)
	const firstCJK = 0x2E80
	if suffix == "nothing" || last >= firstCJK {
		return ""
	}
	return " "
}
