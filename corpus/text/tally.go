package text

import (
	"math/bits"
	"sync"
	"unicode/utf8"
)

// A Tally is how often the patterns of a Set occur in a text. It does not say where, which makes it much faster than
// Set.AppendAll.
type Tally struct {
	Counts      []int    // strict occurrences of each pattern
	Having      []uint64 // bits of the patterns that occur strictly
	Occurrences int      // strict ones of some patterns, see Set.Count, overlapping ones counted once

	LooseHaving      []uint64 // bits of those that occur in the loose form of the text
	LooseOccurrences int      // as Occurrences, there
	Gaps             bool     // some occurrence has separators inside, which strictly is none
}

// NewTally returns a Tally for Sets of so many patterns.
func NewTally(patterns int) *Tally {
	words := (patterns + 63) / 64
	return &Tally{Counts: make([]int, patterns), Having: make([]uint64, words), LooseHaving: make([]uint64, words)}
}

// Reset empties t.
func (t *Tally) Reset() {
	for i, word := range t.Having {
		for ; word != 0; word &= word - 1 {
			t.Counts[i*64+bits.TrailingZeros64(word)] = 0
		}
	}
	clear(t.Having)
	clear(t.LooseHaving)
	t.Occurrences, t.LooseOccurrences, t.Gaps = 0, 0, false
}

// ideographCount is the number of runes from U+4E00 to U+9FFF, ideographs all of them.
const ideographCount = 0x5200

// A tallyIndex finds the patterns of a Set that are all Plain.
type tallyIndex struct {
	single [ideographCount]uint16 // by ideograph: one more than the pattern that is this ideograph, or 0
	filter [1 << 10]uint64        // bits by hash: pairs of ideographs that some pattern may begin with
	slots  []tallySlot            // open addresses of these pairs: a power of two
	shift  int                    // of a hash, so that it numbers slots
	lists  [][]int32
}

// A tallySlot has the patterns that begin with two ideographs. key is 0 where there is none; only is the pattern if there is one,
// of no more than these; otherwise list is one more than the number of a list of them.
type tallySlot struct {
	key        uint32
	only, list int32
}

func tallyHash(first, second int) uint32 {
	return uint32(first)*0x9E3779B1 ^ uint32(second)*0x85EBCA6B
}

func tallyKey(first, second int) uint32 { return uint32(first)<<16 | uint32(second) + 1 }

// newTallyIndex returns nil if a pattern is not Plain.
func newTallyIndex(patterns []Pattern) *tallyIndex {
	if len(patterns) > 1<<15 {
		return nil
	}
	for _, p := range patterns {
		if !p.Plain() {
			return nil
		}
	}
	size := bits.Len(uint(4*len(patterns) + 64))
	x := &tallyIndex{slots: make([]tallySlot, 1<<size), shift: 32 - size}
	for i, p := range patterns {
		if p.folded == "" {
			continue
		}
		first, width := utf8.DecodeRuneInString(p.folded)
		if width == len(p.folded) {
			x.single[first-0x4E00] = uint16(i) + 1
			continue
		}
		second, secondWidth := utf8.DecodeRuneInString(p.folded[width:])
		x.add(int(first)-0x4E00, int(second)-0x4E00, int32(i), width+secondWidth == len(p.folded))
	}
	return x
}

// add adds a pattern that begins with two ideographs; ends says that it has no more.
func (x *tallyIndex) add(first, second int, pattern int32, ends bool) {
	hash, key := tallyHash(first, second), tallyKey(first, second)
	x.filter[hash>>22] |= 1 << (hash >> 16 & 63)
	slot := &x.slots[hash>>x.shift]
	for i := hash >> x.shift; slot.key != 0 && slot.key != key; slot = &x.slots[i] {
		i = (i + 1) % uint32(len(x.slots))
	}
	switch {
	case slot.key == 0 && ends:
		*slot = tallySlot{key: key, only: pattern}
		return
	case slot.key == 0:
		x.lists = append(x.lists, nil)
		*slot = tallySlot{key: key, list: int32(len(x.lists))}
	case slot.list == 0:
		x.lists = append(x.lists, []int32{slot.only})
		slot.list = int32(len(x.lists))
	}
	x.lists[slot.list-1] = append(x.lists[slot.list-1], pattern)
}

// find returns the slot of a pair; nil for none.
func (x *tallyIndex) find(hash, key uint32) *tallySlot {
	for i := hash >> x.shift; ; i = (i + 1) % uint32(len(x.slots)) {
		slot := &x.slots[i]
		if slot.key == key {
			return slot
		}
		if slot.key == 0 {
			return nil
		}
	}
}

// PrepareCount makes s ready for Count, unless one of the patterns is not Plain; ok says so.
func (s *Set) PrepareCount() (ok bool) {
	s.index = newTallyIndex(s.patterns)
	return s.index != nil
}

// Count, after PrepareCount, tallies what folded, a folded text, has of all patterns, into t, which is empty. The first terms of them are those whose
// occurrences it adds up. It stops behind the first strict occurrence of a pattern that stop has, and says so; stop may be nil, or
// has an element for each pattern.
func (s *Set) Count(t *Tally, folded string, terms int, stop []bool) (stopped bool) {
	x, gaps := s.index, loadGaps()
	c := counting{Tally: t, terms: int32(terms), stop: stop}
	last, lastAt := -1, 0 // the ideograph before, and where it stands; -1 for none
	separated := false    // there are separators behind it
	for i := 0; i < len(folded); {
		if b := folded[i]; b-0xE4 < 6 && i+2 < len(folded) {
			n := (int(b&0x0F)<<12 | int(folded[i+1]&0x3F)<<6 | int(folded[i+2]&0x3F)) - 0x4E00
			if uint(n) < ideographCount {
				if last >= 0 {
					if hash := tallyHash(last, n); x.filter[hash>>22]>>(hash>>16&63)&1 != 0 {
						if slot := x.find(hash, tallyKey(last, n)); slot == nil {
						} else if slot.list == 0 {
							if c.add(slot.only, lastAt, i+3, !separated) {
								return true
							}
						} else if s.countList(&c, x.lists[slot.list-1], folded, lastAt) {
							return true
						}
					}
				}
				if id := x.single[n]; id != 0 && c.add(int32(id)-1, i, i+3, true) {
					return true
				}
				last, lastAt, separated = n, i, false
				i += 3
				continue
			}
		}
		r, width := rune(folded[i]), 1
		if r >= utf8.RuneSelf {
			r, width = utf8.DecodeRuneInString(folded[i:])
		}
		if last >= 0 {
			if separated = gaps.has(r) && !(r == '.' && isPoint(folded, i)); !separated {
				last = -1
			}
		}
		i += width
	}
	return false
}

// A counting adds up occurrences from left to right.
type counting struct {
	*Tally
	terms         int32
	stop          []bool
	end, looseEnd int // of the occurrences so far
}

func (c *counting) add(pattern int32, from, to int, strictly bool) (stopped bool) {
	word, bit := pattern/64, uint64(1)<<(pattern%64)
	c.LooseHaving[word] |= bit
	if pattern < c.terms {
		if from >= c.looseEnd {
			c.LooseOccurrences++
		}
		c.looseEnd = max(c.looseEnd, to)
	}
	if !strictly {
		c.Gaps = true
		return false
	}
	c.Having[word] |= bit
	c.Counts[pattern]++
	if pattern < c.terms {
		if from >= c.end {
			c.Occurrences++
		}
		c.end = max(c.end, to)
	}
	return c.stop != nil && c.stop[pattern]
}

// countList adds the occurrences at byte from of patterns that begin with the two ideographs there.
func (s *Set) countList(c *counting, list []int32, folded string, from int) (stopped bool) {
	for _, i := range list {
		p := &s.patterns[i]
		if to, ok := p.forwards(folded, from, 0); ok && c.add(i, from, to, to-from == len(p.folded)) {
			return true
		}
	}
	return false
}

// gapRunes has the runes of the Basic Multilingual Plane that Loosen removes, but for a decimal point.
type gapRunes [1 << 10]uint64

func (g *gapRunes) has(r rune) bool {
	if r >= 1<<16 {
		return loadFoldings().of(r).class.gap()
	}
	return g[r/64]>>(r%64)&1 != 0
}

var loadGaps = sync.OnceValue(func() *gapRunes {
	g, f := new(gapRunes), loadFoldings()
	for r := range rune(1 << 16) {
		if f.of(r).class.gap() {
			g[r/64] |= 1 << (r % 64)
		}
	}
	return g
})
