package search

import (
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// TestOffsets compares the positions in UTF-16 with those that the text encoded in it has.
func TestOffsets(t *testing.T) {
	const text = "a𠮷发展😀𠮷发展𝒳z"
	runes, units := []rune(text), utf16.Encode([]rune(text))
	for from := range runes {
		for to := from; to <= len(runes); to++ {
			for next := to; next <= len(runes); next++ {
				points := []Span{{from, to}, {next, len(runes)}}
				for i, m := range UTF16.In(text, []Span{points[0], points[1]}) {
					want := string(runes[points[i][0]:points[i][1]])
					if got := string(utf16.Decode(units[m[0]:m[1]])); got != want {
						t.Fatalf("%v: %q, want %q", points[i], got, want)
					}
				}
			}
		}
	}
	if diff := cmp.Diff([]Span{{1, 2}}, CodePoints.In(text, []Span{{1, 2}})); diff != "" {
		t.Error(diff)
	}
}
