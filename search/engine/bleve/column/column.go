// Package column stores the properties of a part's paragraphs, reports and section paths, each in one file that is mapped
// into memory and read in place.
//
// Numbers are little endian, which holds on every machine that the program is built for.
package column

import (
	"fmt"
	"os"
	"unsafe"

	"github.com/blevesearch/mmap-go"
)

// A Column is one property of every paragraph (or report, or section path) of a part.
type Column []byte

// Open maps the file at path. A file without bytes is a nil Column.
func Open(path string) (Column, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return nil, err
	}
	mapped, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		return nil, fmt.Errorf("map %s: %w", path, err)
	}
	return Column(mapped), nil
}

// Close unmaps a column of Open. Nothing that was read from it may be used any more.
func (c Column) Close() error {
	if c == nil {
		return nil
	}
	mapped := mmap.MMap(c)
	return mapped.Unmap()
}

// Numbers reads a column of numbers in place.
func (c Column) Numbers() []uint32 {
	if len(c) == 0 {
		return nil
	}
	return unsafe.Slice((*uint32)(unsafe.Pointer(&c[0])), len(c)/4)
}
