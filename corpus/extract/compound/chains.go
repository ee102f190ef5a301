package compound

import (
	"encoding/binary"
	"errors"
	"io"

	"gongbao/corpus/extract/file"
)

// Damaged returns the number of contradictions in the tables of a container. It has no checksums, but says most things twice (MS-CFB
// 2.2 to 2.6): every sector that is in use belongs to one chain, a chain is as long as the size of its stream says and ends with
// the sign for it, and every entry of the directory is reached from its root.
func Damaged(in file.Input) (int, error) {
	c, err := open(in)
	if err != nil || c == nil {
		return 0, err
	}
	if err := c.readFAT(); err != nil {
		return 0, err
	}
	c.checkTables()
	directory, err := c.readChain(c.follow(c.fat, c.used, c.u32(48), -1))
	if err != nil {
		return 0, err
	}
	if err := c.checkStreams(directory); err != nil {
		return 0, err
	}
	for i, next := range c.fat {
		if next != freeSector && i < len(c.used) && !c.used[i] {
			c.wrong++
		}
	}
	return c.wrong, nil
}

const (
	headerSize  = 512
	inHeader    = 109        // the sectors of the table of sectors (FAT) that the header lists
	firstSign   = 0xFFFFFFFA // the first value that is no sector
	tableSector = 0xFFFFFFFD // a sector of the table of sectors
	chainEnd    = 0xFFFFFFFE
	freeSector  = 0xFFFFFFFF
)

// A container is a file with its table of sectors, which says for each sector which one follows.
type container struct {
	file.Input
	header []byte
	size   int64    // bytes of a sector
	tables []uint32 // the sectors of the table
	fat    []uint32
	used   []bool // the sectors that a chain has
	wrong  int
}

// open reads the header; it returns nil where the sizes are none that the format has, which its reader refuses.
func open(in file.Input) (*container, error) {
	header, err := in.Head(headerSize)
	if err != nil || len(header) < headerSize {
		return nil, err
	}
	c := &container{Input: in, header: header}
	shift := binary.LittleEndian.Uint16(header[30:])
	const usual, large = 9, 12
	if shift != usual && shift != large {
		return nil, nil
	}
	c.size = 1 << shift
	c.used = make([]bool, max((in.Size+c.size-1)/c.size-1, 0)) // the header takes the room of the first
	return c, nil
}

func (c *container) u32(at int) uint32 { return binary.LittleEndian.Uint32(c.header[at:]) }

// sector reads a sector as numbers; what lies behind the end of the file is no sector.
func (c *container) sector(number uint32) ([]uint32, error) {
	data := make([]byte, c.size)
	n, err := c.Content.ReadAt(data, (int64(number)+1)*c.size)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	numbers := make([]uint32, n/4)
	for i := range numbers {
		numbers[i] = binary.LittleEndian.Uint32(data[4*i:])
	}
	return numbers, nil
}

// readFAT reads the table of sectors, whose own sectors the header lists, and for large files a chain of others.
func (c *container) readFAT() error {
	for i := range inHeader {
		c.tables = append(c.tables, c.u32(76+4*i))
	}
	next := c.u32(68)
	for range min(c.u32(72), uint32(len(c.used))) {
		list, err := c.sector(next)
		if err != nil || len(list) == 0 {
			return err
		}
		c.claim(next)
		c.tables = append(c.tables, list[:len(list)-1]...)
		next = list[len(list)-1]
	}
	count := uint32(0)
	for _, table := range c.tables {
		if table >= firstSign {
			continue
		}
		count++
		part, err := c.sector(table)
		if err != nil {
			return err
		}
		c.claim(table)
		c.fat = append(c.fat, part...)
	}
	if count != c.u32(44) {
		c.wrong++
	}
	return nil
}

// checkTables checks that the table of sectors says of its own that they are.
func (c *container) checkTables() {
	for _, table := range c.tables {
		if table < firstSign && (int64(table) >= int64(len(c.fat)) || c.fat[table] != tableSector) {
			c.wrong++
		}
	}
}

// claim takes a sector for a chain and reports whether it is there and no other chain has it.
func (c *container) claim(sector uint32) bool {
	if int64(sector) >= int64(len(c.used)) || c.used[sector] {
		c.wrong++
		return false
	}
	c.used[sector] = true
	return true
}

// follow returns the chain that begins with a sector, in a table; used are the sectors of that table that others have. length is
// the number of sectors that it has to have, or -1.
func (c *container) follow(table []uint32, used []bool, sector uint32, length int64) []uint32 {
	var chain []uint32
	for sector < firstSign {
		if int64(sector) >= int64(min(len(used), len(table))) || used[sector] {
			c.wrong++
			return chain
		}
		used[sector] = true
		chain = append(chain, sector)
		sector = table[sector]
	}
	if sector != chainEnd || length >= 0 && int64(len(chain)) != length {
		c.wrong++
	}
	return chain
}

// readChain reads the sectors of a chain.
func (c *container) readChain(chain []uint32) ([]byte, error) {
	var data []byte
	for _, sector := range chain {
		part := make([]byte, c.size)
		if _, err := c.Content.ReadAt(part, (int64(sector)+1)*c.size); err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		data = append(data, part...)
	}
	return data, nil
}
