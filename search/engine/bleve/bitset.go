package bleve

import "math/bits"

// A bitset is a set of the paragraphs of a part.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) set(i uint32) { b[i/64] |= 1 << (i % 64) }

func (b bitset) has(i uint32) bool { return b[i/64]&(1<<(i%64)) != 0 }

// setAll sets every bit, also those behind the last paragraph.
func (b bitset) setAll() {
	for i := range b {
		b[i] = ^uint64(0)
	}
}

// each calls f with every set bit from from, a multiple of 64, to before to, ascending.
func (b bitset) each(from, to int, f func(i int)) {
	for w := from / 64; w < (to+63)/64; w++ {
		for word := b[w]; word != 0; word &= word - 1 {
			if i := w*64 + bits.TrailingZeros64(word); i < to {
				f(i)
			}
		}
	}
}

// next gives the first set bit from from to before to; to when there is none.
func (b bitset) next(from, to int) int {
	for w := from / 64; w*64 < to; w++ {
		if word := b[w] & mask(w, from, to); word != 0 {
			return w*64 + bits.TrailingZeros64(word)
		}
	}
	return to
}

// count counts the set bits from from to before to.
func (b bitset) count(from, to int) int {
	n := 0
	for w := from / 64; w*64 < to; w++ {
		n += bits.OnesCount64(b[w] & mask(w, from, to))
	}
	return n
}

// clear takes the bits from from to before to out.
func (b bitset) clear(from, to int) {
	for w := from / 64; w*64 < to; w++ {
		b[w] &^= mask(w, from, to)
	}
}

// mask has the bits of word w that are from from to before to.
func mask(w, from, to int) uint64 {
	m := ^uint64(0)
	if low := from - w*64; low > 0 {
		m <<= low
	}
	if high := to - w*64; high < 64 {
		m &= 1<<max(high, 0) - 1
	}
	return m
}
