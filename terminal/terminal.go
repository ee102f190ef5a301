// Package terminal draws what commands show to people: tables, bars, and the progress of a run.
package terminal

import "strings"

// Table returns rows of cells as lines with aligned columns, two spaces apart. The last figures columns are numbers and end at the
// same place. All rows have as many cells as the first.
func Table(rows [][]string, figures int) []string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], Width(cell))
		}
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		var line strings.Builder
		for j, cell := range row {
			gap := strings.Repeat(" ", widths[j]-Width(cell))
			if j < len(row)-figures {
				line.WriteString(cell + gap + "  ")
			} else {
				line.WriteString(gap + cell + "  ")
			}
		}
		lines[i] = strings.TrimRight(line.String(), " ")
	}
	return lines
}

// Width returns the number of columns of a terminal that a text takes.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x1100 && (r < '▀' || r > '▟') { // Chinese characters and punctuation take two, bars one
			n++
		}
	}
	return n
}

// eighths are the parts of a column that a bar fills from the left.
var eighths = []rune(" ▏▎▍▌▋▊▉")

// Bar returns a bar of up to width columns for a share from 0 to 1, to an eighth of a column. A share above 0 is never empty.
func Bar(share float64, width int) string {
	n := int(share*float64(width*8) + .5)
	if share > 0 {
		n = max(n, 1)
	}
	bar := strings.Repeat("█", n/8)
	if n%8 > 0 {
		bar += string(eighths[n%8])
	}
	return bar
}

// levels are the heights of a sparkline.
var levels = []rune("▁▂▃▄▅▆▇█")

// Sparkline returns a character for each value, as high as its share of the greatest. What is not known, a negative value, is a
// space, and 0 a point.
func Sparkline(values []float64) string {
	most := 0.0
	for _, v := range values {
		most = max(most, v)
	}
	line := make([]rune, len(values))
	for i, v := range values {
		switch {
		case v < 0:
			line[i] = ' '
		case v == 0:
			line[i] = '·'
		default:
			line[i] = levels[min(int(v/most*float64(len(levels))), len(levels)-1)]
		}
	}
	return string(line)
}
