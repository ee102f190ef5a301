package ideograph

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"
)

// A Pair is two ideographs, the first in the lower half.
type Pair uint32

// NewPair returns the pair of two code points as Scan has them.
func NewPair(first, second uint16) Pair { return Pair(first) | Pair(second)<<16 }

// A Table has values of some pairs. It finds the value of a pair, or that there is none, in one place and without a loop: the processor
// need not foresee what a text has.
//
// It is a perfect hash by displacement (Belazzougui, Botelho and Dietzfelbinger, Hash, displace, and compress, 2009): pairs are thrown into
// buckets, and each bucket is moved by so much that all of its pairs have a slot of their own.
type Table struct {
	filter filter
	seed   uint32   // of the hash; odd
	shift  int      // of a hash, so that it numbers buckets
	moves  []uint32 // of each bucket; a power of two, as slots are
	slots  []slot
}

// A slot has a pair and, above it, its value; it is 0 where there is none.
type slot uint64

func (s slot) pair() Pair { return Pair(s) }

// NewTable returns a table of the values of some pairs. No value is 0.
func NewTable(values map[Pair]uint32) *Table {
	slots := make([]slot, 0, len(values))
	for _, p := range slices.Sorted(maps.Keys(values)) {
		slots = append(slots, slot(p)|slot(values[p])<<32)
	}
	size := 4
	for 3*size < 4*len(slots) { // three in four are taken
		size *= 2
	}
	t := &Table{seed: 0x85EBCA6B}
	for tries := 1; !t.place(slots, size); tries++ {
		t.seed += 0x3C6EF372 // it stays odd
		if tries%8 == 0 {
			size *= 2
		}
	}
	for _, s := range slots {
		t.filter.add(s.pair())
	}
	return t
}

// place gives each slot its place among size. It fails where it cannot tell two pairs apart.
func (t *Table) place(slots []slot, size int) bool {
	t.slots, t.moves, t.shift = make([]slot, size), make([]uint32, size/2), 33-bits.Len(uint(size/2))
	buckets := make([][]slot, len(t.moves))
	for _, s := range slots {
		b := t.hash(s.pair()) >> t.shift
		buckets[b] = append(buckets[b], s)
	}
	order := make([]int, len(buckets))
	for b := range order {
		order[b] = b
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(buckets[b]), len(buckets[a])) })
	for _, b := range order {
		if !t.move(b, buckets[b]) {
			return false
		}
	}
	return true
}

// move moves a bucket by the least that gives all of its slots a free place.
func (t *Table) move(b int, bucket []slot) bool {
	for by := range t.slots {
		t.moves[b] = uint32(by)
		placed := 0
		for placed < len(bucket) && *t.at(bucket[placed].pair()) == 0 {
			*t.at(bucket[placed].pair()) = bucket[placed]
			placed++
		}
		if placed == len(bucket) {
			return true
		}
		for _, s := range bucket[:placed] {
			*t.at(s.pair()) = 0
		}
	}
	return false
}

// spread is the factor by which bits of pairs are spread to higher ones.
const spread = 0x9E3779B1

func (t *Table) hash(p Pair) uint32 {
	h := uint32(p) * spread
	h = (h ^ h>>15) * t.seed
	return h ^ h>>16
}

// at returns the place of a pair.
func (t *Table) at(p Pair) *slot {
	hash := t.hash(p)
	return &t.slots[(hash+t.moves[hash>>t.shift])&uint32(len(t.slots)-1)]
}

// Find returns the value of a pair; 0 if it has none.
func (t *Table) Find(p Pair) uint32 {
	if s := *t.at(p); s.pair() == p {
		return uint32(s >> 32)
	}
	return 0
}

// MayHave returns 1 if there may be a value of a pair, and else 0. It is faster than Find, and hardly ever wrong where values are few.
func (t *Table) MayHave(p Pair) int { return t.filter.bit(p) }

// FindAll finds the ideographs from one to before another that have a value with the next one, ascending, and returns how many there are. It
// writes their numbers to places and their values to values. codes is what Scan has written, in all of its room, and has a code behind the
// last; places and values have as much room, and anything behind the last one.
func (t *Table) FindAll(places, values []uint32, codes []uint16, from, to int) int {
	if least := to - from + spare; len(places) < least || len(values) < least || len(codes) < to+spare {
		panic("ideograph: no room")
	}
	return t.findAll(places, values, codes, from, to)
}

// findEach is FindAll, one ideograph after the other.
func (t *Table) findEach(places, values []uint32, codes []uint16, from, to int) int {
	maybe := 0 // first the places that may have a value, without a branch that depends on what is there
	first := codes[from]
	for i, second := range codes[from+1 : to+1] {
		places[maybe] = uint32(from + i)
		maybe += t.filter.bit(NewPair(first, second))
		first = second
	}
	return t.findAmong(places, values, codes, maybe)
}

// findAmong finds which of the first places have a value, and moves them to the front.
func (t *Table) findAmong(places, values []uint32, codes []uint16, maybe int) (n int) {
	for _, i := range places[:maybe] {
		value := t.Find(NewPair(codes[i], codes[i+1]))
		places[n], values[n] = i, value
		n += int(min(value, 1))
	}
	return n
}

// A filter has bits by hash: whether there may be a pair.
type filter [1 << 11]uint32

// place returns the word and the bit in it of a pair.
func (f *filter) place(p Pair) (word, bit uint32) {
	hash := uint32(p) * spread >> 16
	return hash / 32, hash % 32
}

func (f *filter) add(p Pair) {
	word, bit := f.place(p)
	f[word] |= 1 << bit
}

func (f *filter) bit(p Pair) int {
	word, bit := f.place(p)
	return int(f[word] >> bit & 1)
}
