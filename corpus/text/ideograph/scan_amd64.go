package ideograph

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

// wide says that the processor can move the chosen bytes of 64 together (VPCOMPRESSB), as Intel's have since 2019 and AMD's since 2022.
var wide = cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VBMI2 && cpu.X86.HasBMI2 && cpu.X86.HasPOPCNT

func scan(text string, codes []uint16, at []uint32) int {
	if !wide || len(text) < len("字") {
		return scanEach(text, codes, at)
	}
	return scanWide(unsafe.StringData(text), len(text), &codes[0], &at[0])
}

// scanWide is scan of at least three bytes, 64 at a time. It writes up to spare elements behind the last one.
//
//go:noescape
func scanWide(text *byte, bytes int, codes *uint16, at *uint32) (n int)

func (t *Table) findAll(places, values []uint32, codes []uint16, from, to int) int {
	if !wide || from >= to {
		return t.findEach(places, values, codes, from, to)
	}
	n := maybeWide(&codes[0], from, to, &t.filter, &places[0])
	return amongWide(&places[0], n, &values[0], &codes[0], t.seed, t.shift, &t.moves[0], &t.slots[0], len(t.slots)-1)
}

// maybeWide finds the ideographs from one to before another, one at least, that the filter lets pass with the next one, 32 at a time, and
// writes their numbers to places. It reads up to spare elements behind the last one, and writes as many.
//
//go:noescape
func maybeWide(codes *uint16, from, to int, f *filter, places *uint32) (n int)

// amongWide is Table.findAmong, 16 places at a time. It writes up to spare elements behind the last one.
//
//go:noescape
func amongWide(places *uint32, count int, values *uint32, codes *uint16, seed uint32, shift int, moves *uint32, slots *slot, mask int) (n int)
