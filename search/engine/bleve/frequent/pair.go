package frequent

import "math/bits"

// A pair has the ids of two strings that overlap but for their outermost characters, and thus stands for the string that
// they are the ends of.
type pair uint64

func pairOf(first, second uint32) pair { return pair(first)<<32 | pair(second) }

func (p pair) ends() (first, second uint32) { return uint32(p >> 32), uint32(p) }

// slotOf returns where to look for a pair first in a table of a power of two of slots.
func (p pair) slotOf(slots int) int {
	return int(uint64(p) * 0x9E3779B97F4A7C15 >> (65 - bits.Len(uint(slots))))
}

// A pairMap maps pairs to ids. It is an open hash table, because every character of a part is looked up in it.
type pairMap struct {
	slots []pairSlot
	used  int
}

type pairSlot struct {
	pair pair // 0 for an empty slot
	id   uint32
}

func (m *pairMap) get(p pair) uint32 {
	if len(m.slots) == 0 {
		return 0
	}
	for i := p.slotOf(len(m.slots)); ; i = (i + 1) & (len(m.slots) - 1) {
		if s := &m.slots[i]; s.pair == p || s.pair == 0 {
			return s.id
		}
	}
}

func (m *pairMap) put(p pair, id uint32) {
	if 2*m.used >= len(m.slots) {
		old := m.slots
		m.slots = make([]pairSlot, max(1024, 2*len(old)))
		for _, s := range old {
			if s.pair != 0 {
				*m.slot(s.pair) = s
			}
		}
	}
	m.used++
	*m.slot(p) = pairSlot{p, id}
}

func (m *pairMap) slot(p pair) *pairSlot {
	i := p.slotOf(len(m.slots))
	for m.slots[i].pair != 0 && m.slots[i].pair != p {
		i = (i + 1) & (len(m.slots) - 1)
	}
	return &m.slots[i]
}

// A pairCounter counts the paragraphs that have each of some pairs. Paragraphs come one after the other.
type pairCounter struct {
	slots []countSlot
	used  int
}

type countSlot struct {
	pair   pair // 0 for an empty slot
	last   uint32
	having uint32
}

func newPairCounter() *pairCounter { return &pairCounter{slots: make([]countSlot, 1<<12)} }

func (c *pairCounter) add(p pair, paragraph uint32) {
	s := c.slot(p)
	switch {
	case s.pair == 0:
		*s = countSlot{p, paragraph, 1}
		if c.used++; 2*c.used > len(c.slots) {
			c.grow()
		}
	case s.last != paragraph:
		s.last = paragraph
		s.having++
	}
}

func (c *pairCounter) slot(p pair) *countSlot {
	i := p.slotOf(len(c.slots))
	for c.slots[i].pair != 0 && c.slots[i].pair != p {
		i = (i + 1) & (len(c.slots) - 1)
	}
	return &c.slots[i]
}

func (c *pairCounter) grow() {
	old := c.slots
	c.slots = make([]countSlot, 2*len(old))
	for _, s := range old {
		if s.pair != 0 {
			*c.slot(s.pair) = s
		}
	}
}
