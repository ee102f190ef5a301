package compound

import "encoding/binary"

// An entry is an entry of the directory (MS-CFB 2.6.1).
type entry []byte

const (
	entrySize  = 128
	noEntry    = 0xFFFFFFFF
	rootKind   = 5
	streamKind = 2
	miniSector = 64
	miniStream = 4096 // smaller streams stand in the stream of the root, in sectors of 64 bytes
)

func (e entry) kind() byte    { return e[66] }
func (e entry) start() uint32 { return binary.LittleEndian.Uint32(e[116:]) }

// size returns the size of the entry's stream. Files with sectors of the usual size leave the upper half undefined.
func (e entry) size(c *container) int64 {
	const usual = 512
	if c.size == usual {
		return int64(binary.LittleEndian.Uint32(e[120:]))
	}
	return int64(binary.LittleEndian.Uint64(e[120:]))
}

// checkStreams follows the chains of all streams, and the directory from its root.
func (c *container) checkStreams(directory []byte) error {
	var entries []entry
	for len(directory) >= entrySize {
		entries, directory = append(entries, directory[:entrySize]), directory[entrySize:]
	}
	if len(entries) == 0 || entries[0].kind() != rootKind {
		c.wrong++
		return nil
	}
	c.checkTree(entries)
	list, err := c.readChain(c.follow(c.fat, c.used, c.u32(60), int64(c.u32(64))))
	if err != nil {
		return err
	}
	minis := make([]uint32, len(list)/4)
	for i := range minis {
		minis[i] = binary.LittleEndian.Uint32(list[4*i:])
	}
	root := entries[0].size(c)
	usedMinis := make([]bool, (root+miniSector-1)/miniSector)
	c.follow(c.fat, c.used, entries[0].start(), (root+c.size-1)/c.size)
	for _, e := range entries[1:] {
		switch size := e.size(c); {
		case e.kind() != streamKind || size == 0:
		case size < miniStream:
			c.follow(minis, usedMinis, e.start(), (size+miniSector-1)/miniSector)
		default:
			c.follow(c.fat, c.used, e.start(), (size+c.size-1)/c.size)
		}
	}
	for i, used := range usedMinis {
		if i < len(minis) && minis[i] != freeSector && !used {
			c.wrong++
		}
	}
	return nil
}

// checkTree counts the entries that are reached from the root twice, or not at all.
func (c *container) checkTree(entries []entry) {
	reached := make([]bool, len(entries))
	reached[0] = true
	for open := []uint32{binary.LittleEndian.Uint32(entries[0][76:])}; len(open) > 0; {
		number := open[len(open)-1]
		open = open[:len(open)-1]
		if number == noEntry {
			continue
		}
		if int64(number) >= int64(len(entries)) || reached[number] {
			c.wrong++
			continue
		}
		reached[number] = true
		const left, right, child = 68, 72, 76
		for _, at := range []int{left, right, child} {
			open = append(open, binary.LittleEndian.Uint32(entries[number][at:]))
		}
	}
	for i, e := range entries {
		if e.kind() != 0 && !reached[i] {
			c.wrong++
		}
	}
}
