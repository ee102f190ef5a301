package text

import "unicode/utf8"

// Near reports whether two different words may be each other's misspelling: one character in four has been changed, left out, added
// or swapped with the next at most, one at least.
func Near(a, b string) bool {
	if a == b || a == "" || b == "" {
		return false
	}
	long, short := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	if long < short {
		long, short = short, long
	}
	most := max(1, long/4)
	return long > 1 && long-short <= most && Edits(a, b) <= most
}

// Edits returns the number of characters to change, leave out, add or swap with the next to make one word of another, none of them
// twice: the distance of optimal string alignment.
func Edits(a, b string) int { return edits([]rune(a), []rune(b)) }

func edits(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1) // of a without its last two characters, and so on
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before, last, row = last, row, before
		row[0] = i + 1
		for j := range b {
			change := last[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
