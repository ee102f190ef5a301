package extracttest

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
)

// Compound makes a container of old office programs (MS-CFB) with streams at its top. A stream shorter than 4,096 bytes is filled
// up with zeros, so that it needs no room of its own kind.
func Compound(streams ...Member) []byte {
	const sector, noSector, endOfChain, fatSector = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
	const least, perFAT, perDirectory = 4096, sector / 4, 4
	put := binary.LittleEndian
	var chains [][]byte
	directory := make([]byte, (len(streams)+1+perDirectory-1)/perDirectory*sector)
	chains = append(chains, directory)
	for _, s := range streams {
		data := []byte(s.Content)
		data = append(data, make([]byte, max(least-len(data), 0))...)
		chains = append(chains, data)
	}
	sectors := 0
	for _, c := range chains {
		sectors += (len(c) + sector - 1) / sector
	}
	fats := 1
	for fats*perFAT < fats+sectors {
		fats++
	}
	var body bytes.Buffer
	fat := bytes.Repeat([]byte{0xFF}, fats*sector)
	for i := range fats {
		put.PutUint32(fat[4*i:], fatSector)
	}
	starts, next := make([]int, len(chains)), fats
	for i, c := range chains {
		starts[i] = next
		n := (len(c) + sector - 1) / sector
		for range n {
			put.PutUint32(fat[4*next:], uint32(next+1))
			next++
		}
		put.PutUint32(fat[4*(next-1):], endOfChain)
	}
	entry := func(i int, name string, kind byte, child, right uint32, start, size int) {
		e := directory[128*i:]
		for j, unit := range utf16.Encode([]rune(name)) {
			put.PutUint16(e[2*j:], unit)
		}
		put.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66], e[67] = kind, 1
		for at, value := range map[int]uint32{68: noSector, 72: right, 76: child, 116: uint32(start), 120: uint32(size)} {
			put.PutUint32(e[at:], value)
		}
	}
	entry(0, "Root Entry", 5, 1, noSector, 0, 0)
	put.PutUint32(directory[116:], endOfChain)
	for i, s := range streams {
		right := uint32(noSector)
		if i+1 < len(streams) {
			right = uint32(i + 2)
		}
		entry(i+1, s.Name, 2, noSector, right, starts[i+1], len(chains[i+1]))
	}
	for _, c := range chains {
		body.Write(c)
		body.Write(make([]byte, -len(c)&(sector-1)))
	}
	head := append(make([]byte, 76), bytes.Repeat([]byte{0xFF}, sector-76)...)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for at, value := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		put.PutUint16(head[at:], value)
	}
	for at, value := range map[int]uint32{44: uint32(fats), 48: uint32(starts[0]), 56: least, 60: endOfChain, 68: endOfChain} {
		put.PutUint32(head[at:], value)
	}
	for i := range fats {
		put.PutUint32(head[76+4*i:], uint32(i))
	}
	return bytes.Join([][]byte{head, fat, body.Bytes()}, nil)
}
