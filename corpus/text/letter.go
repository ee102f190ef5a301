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
