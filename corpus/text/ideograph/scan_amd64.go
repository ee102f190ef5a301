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
