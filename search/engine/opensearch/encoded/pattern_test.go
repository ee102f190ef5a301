package encoded

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// horspool is the search of text.painless with shifts.
func horspool(text, pattern []byte, shifts []rune) int {
	for i := 0; i <= len(text)-len(pattern); {
		shift := int(shifts[int(int8(text[i+len(pattern)-1]))+128])
		if shift == 0 {
			if bytes.HasPrefix(text[i:], pattern) {
				return i
			}
			shift = 1
		}
		i += shift
	}
	return -1
}

// TestShifts checks that a Horspool search finds what a plain search does, in repetitive texts of few letters.
func TestShifts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	word := func(n int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = "ab\xe5\xb1\x01"[r.IntN(5)]
		}
		return b
	}
	for range 5000 {
		text, pattern := word(r.IntN(60)), word(1+r.IntN(6))
		table := []rune(Shifts(pattern))
		if len(table) != 256 {
			t.Fatalf("%d shifts", len(table))
		}
		if got, want := horspool(text, pattern, table), bytes.Index(text, pattern); got != want {
			t.Fatalf("%q in %q: at %d, want %d", pattern, text, got, want)
		}
	}
}

// TestShiftsOfALongPattern checks that every shift is a valid character in Java, and none too long.
func TestShiftsOfALongPattern(t *testing.T) {
	pattern := []byte(strings.Repeat("a", 200_000) + "b")
	for at, shift := range []rune(Shifts(pattern)) {
		if shift > 0xD7FF || int(shift) > len(pattern) {
			t.Errorf("byte %d: shift %d", at-128, shift)
		}
	}
}

func TestBuckets(t *testing.T) {
	patterns := [][]byte{[]byte("发展"), []byte("发"), Text("5g"), Text("、"), []byte("改革"), {}}
	b := NewBuckets(patterns)
	table := []rune(b.Table)
	for i, p := range patterns[:5] {
		at := (int(int8(p[0]))*67 + int(int8(p[1]))) & 1023
		if !slices.Contains(b.Lists[table[at]], i) {
			t.Errorf("%q is not in its bucket", p)
		}
	}
	if len(b.Lists[0]) > 0 || len(table) != 1024 {
		t.Errorf("list 0 has %v, of %d buckets", b.Lists[0], len(table))
	}
}
