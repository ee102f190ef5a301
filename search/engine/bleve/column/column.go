// Package column stores the properties of a part's paragraphs, reports and section paths, each in one file that is mapped
// into memory and read in place.
//
// Numbers are little endian, which holds on every machine that the program is built for.
package column

import "unsafe"

// A Column is one property of every paragraph (or report, or section path) of a part: the bytes of its file.
type Column []byte

// Numbers reads a column of numbers in place.
func (c Column) Numbers() []uint32 {
	if len(c) == 0 {
		return nil
	}
	return unsafe.Slice((*uint32)(unsafe.Pointer(&c[0])), len(c)/4)
}
