package picture

import (
	"bytes"
	"encoding/binary"
	"io"

	_ "golang.org/x/image/tiff" // registers its decoder

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/typeset"
	"gongbao/language"
)

const (
	littleTIFF = "II*\x00"
	bigTIFF    = "MM\x00*"
)

// pagesOf returns the pages of a file, each as a file of its own. The pages of a TIFF are a list, and its decoder reads the first:
// the header of each of these files names another one as the first.
func pagesOf(in file.Input) ([]io.ReadSeeker, error) {
	const first, headerSize = 4, 8
	header, err := in.Head(headerSize)
	if err != nil {
		return nil, err
	}
	var order endian = binary.LittleEndian
	switch {
	case bytes.HasPrefix(header, []byte(bigTIFF)):
		order = binary.BigEndian
	case !bytes.HasPrefix(header, []byte(littleTIFF)):
		return []io.ReadSeeker{in.Stream()}, nil
	}
	var pages []io.ReadSeeker
	seen := map[uint32]bool{}
	for at := order.Uint32(header[first:]); at != 0; {
		if seen[at] || len(pages) >= typeset.MaxPages {
			return nil, language.New("picture.broken", file.ErrTruncated, "IFD")
		}
		seen[at] = true
		own := order.AppendUint32(bytes.Clone(header[:first]), at)
		pages = append(pages, io.NewSectionReader(&page{own, in.Content}, 0, in.Size))
		if at, err = nextPage(in, order, at); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// nextPage returns the place of the page behind the one at a place, 0 for none: it follows the entries of the page, each of
// 12 bytes (TIFF 6.0, section 2).
func nextPage(in file.Input, order endian, at uint32) (uint32, error) {
	const entry = 12
	var count [2]byte
	if _, err := in.Content.ReadAt(count[:], int64(at)); err != nil {
		return 0, broken(err)
	}
	var next [4]byte
	if _, err := in.Content.ReadAt(next[:], int64(at)+2+entry*int64(order.Uint16(count[:]))); err != nil {
		return 0, broken(err)
	}
	return order.Uint32(next[:]), nil
}

// A page is a file with another header.
type page struct {
	header []byte
	io.ReaderAt
}

func (p *page) ReadAt(to []byte, at int64) (int, error) {
	n, err := p.ReaderAt.ReadAt(to, at)
	if at < int64(len(p.header)) {
		copy(to[:n], p.header[at:])
	}
	return n, err
}

// An endian is an order of bytes.
type endian interface {
	binary.ByteOrder
	binary.AppendByteOrder
}
