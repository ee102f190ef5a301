package compound

import (
	"encoding/binary"
	"errors"
	"io"

	"gongbao/corpus/extract/file"
)

// Damaged returns the number of sectors that follow more than one other, or lie behind the file's end: the container has no
// checksums, but its table of sectors (FAT, MS-CFB 2.3) says for each which one follows, and no two streams share one.
func Damaged(in file.Input) (int, error) {
	head, err := in.Head(headerSize)
	if err != nil || len(head) < headerSize {
		return 0, err
	}
	le := binary.LittleEndian
	shift := le.Uint16(head[30:])
	if shift < 7 || shift > 16 {
		return 0, nil // the library has read it, with the usual size
	}
	size := int64(1) << shift
	sectors := (in.Size+size-1)/size - 1 // behind the header
	followed := make(map[uint32]bool)
	wrong := 0
	for i := range min(int(le.Uint32(head[44:])), inHeader) {
		at := (int64(le.Uint32(head[76+4*i:])) + 1) * size
		if at > in.Size {
			continue
		}
		table := make([]byte, min(size, in.Size-at))
		if _, err := in.Content.ReadAt(table, at); err != nil && !errors.Is(err, io.EOF) {
			return 0, err
		}
		for ; len(table) >= 4; table = table[4:] {
			next := le.Uint32(table)
			switch {
			case next >= firstSign:
				continue
			case followed[next] || int64(next) >= sectors:
				wrong++
			}
			followed[next] = true
		}
	}
	return wrong, nil
}

const (
	headerSize = 512
	firstSign  = 0xFFFFFFFA // the first value that is no sector, such as the end of a stream
	inHeader   = 109        // the sectors of the table that the header lists; others are of files beyond 7 MB
)
