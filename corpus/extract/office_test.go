package extract

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
)

// archiveOf packs parts as an office document packs them.
func archiveOf(parts map[string]string) []byte {
	var members []member
	for name, content := range parts {
		members = append(members, member{name, content})
	}
	return packed(members...)
}

// readOffice reads a file that holds one document.
func readOffice(ctx context.Context, file []byte) (doc Document, err error) {
	for doc, err = range Read(ctx, "", bytes.NewReader(file), int64(len(file)), Options{}) {
		if err != nil {
			return doc, err
		}
	}
	return doc, err
}

// said says blocks as lines of text, each with the letters of its marks: H heading, L line, R row, I indent, S short.
func said(blocks []Block) string {
	var b strings.Builder
	for _, block := range blocks {
		for _, mark := range []struct {
			on     bool
			letter string
		}{{block.Heading, "H"}, {block.Line, "L"}, {block.Row, "R"}, {block.Indent, "I"}, {block.Short, "S"}} {
			if mark.on {
				b.WriteString(mark.letter)
			}
		}
		b.WriteString("|" + block.Text + "\n")
	}
	return b.String()
}

// compound is the smallest container of the old office format with one empty stream of that name.
func compound(stream string) []byte {
	const sector, noSector, endOfChain, fatSector = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
	file := bytes.Repeat([]byte{0xFF}, 2*sector)
	clear(file[:76])
	put := binary.LittleEndian
	copy(file, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for at, value := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		put.PutUint16(file[at:], value)
	}
	for at, value := range map[int]uint32{44: 1, 48: 1, 56: 4096, 60: endOfChain, 68: endOfChain, 76: 0, sector: fatSector, sector + 4: endOfChain} {
		put.PutUint32(file[at:], value)
	}
	entry := func(name string, kind byte, child uint32) {
		entry := make([]byte, 128)
		for i, unit := range utf16.Encode([]rune(name)) {
			put.PutUint16(entry[2*i:], unit)
		}
		put.PutUint16(entry[64:], uint16(2*len(name)+2))
		entry[66], entry[67] = kind, 1
		for at, value := range map[int]uint32{68: noSector, 72: noSector, 76: child, 116: endOfChain} {
			put.PutUint32(entry[at:], value)
		}
		file = append(file, entry...)
	}
	entry("Root Entry", 5, 1)
	entry(stream, 2, noSector)
	return append(file, make([]byte, sector-2*128)...)
}

// Office programs put what they encrypt into their old container.
func TestEncryptedOfficeFiles(t *testing.T) {
	for stream, want := range map[string]error{"EncryptedPackage": ErrEncrypted, "WordDocument": ErrUnsupported} {
		if _, err := readOffice(t.Context(), compound(stream)); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", stream, err, want)
		}
	}
}
