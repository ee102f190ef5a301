//go:build unix

package ideograph

import (
	"os"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// TestScanReadsNothingBehind scans texts whose last byte is the last one of a page, before one that cannot be read.
func TestScanReadsNothingBehind(t *testing.T) {
	page := os.Getpagesize()
	memory, err := syscall.Mmap(-1, 0, 2*page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.Munmap(memory)
	if err := syscall.Mprotect(memory[page:], syscall.PROT_NONE); err != nil {
		t.Fatal(err)
	}
	for n := range 70 {
		for _, rest := range []string{"", "a", "、", "é"} {
			text := memory[page-len("改")*n-len(rest) : page]
			copy(text, strings.Repeat("改", n)+rest)
			checkScan(t, unsafe.String(unsafe.SliceData(text), len(text)))
		}
	}
}
