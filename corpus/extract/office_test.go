package extract_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"
	"unicode/utf16"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

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
	for stream, want := range map[string]error{"EncryptedPackage": file.ErrEncrypted, "WordDocument": file.ErrUnsupported} {
		if _, err := extracttest.Read(t.Context(), compound(stream)); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", stream, err, want)
		}
	}
}
