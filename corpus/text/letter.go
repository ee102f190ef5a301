package text

import "unicode"

// Letters is the number of letters and numbers of s, by Unicode's categories L and N: its characters without punctuation,
// symbols and spaces. s is a text as displayed.
func Letters(s string) int {
	n := 0
	for _, r := range s {
		if r >= '一' && r <= '鿿' || unicode.IsLetter(r) || unicode.IsNumber(r) {
			n++
		}
	}
	return n
}

// First returns the first n code points of s; all of it if it has no more.
func First(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
