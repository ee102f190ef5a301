package text

import "unicode/utf8"

// Near reports whether two different words may be each other's misspelling: one character in four has been changed, left out or
// added at most, one at least.
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

// Edits returns the number of characters to change, leave out or add to make one word of another: the Levenshtein distance.
func Edits(a, b string) int { return edits([]rune(a), []rune(b)) }

func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
