// Package bitset has sets of the paragraphs of a part, or of other things that are numbered from 0.
package bitset

import (
	"iter"
	"math/bits"
)

// A Set is a set of small numbers. Those of one word, 64 in a row from a multiple of 64, are for one goroutine at a time to change.
type Set []uint64

// New returns an empty set of numbers below n.
func New(n int) Set { return make(Set, (n+63)/64) }

// Add takes a number in.
func (b Set) Add(i uint32) { b[i/64] |= 1 << (i % 64) }

// Has reports whether the set has a number.
func (b Set) Has(i uint32) bool { return b[i/64]&(1<<(i%64)) != 0 }

// SetAll takes every number in, also those of the last word that are not below n.
func (b Set) SetAll() {
	for i := range b {
		b[i] = ^uint64(0)
	}
}

// Each calls f with every set bit from from, a multiple of 64, to before to, ascending.
func (b Set) Each(from, to int, f func(i int)) {
	for w := from / 64; w < (to+63)/64; w++ {
		for word := b[w]; word != 0; word &= word - 1 {
			if i := w*64 + bits.TrailingZeros64(word); i < to {
				f(i)
			}
		}
	}
}

// All yields every set bit, ascending.
func (b Set) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		for w, word := range b {
			for ; word != 0; word &= word - 1 {
				if !yield(w*64 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

// Next gives the first set bit from from to before to; to when there is none.
func (b Set) Next(from, to int) int {
	for w := from / 64; w*64 < to; w++ {
		if word := b[w] & mask(w, from, to); word != 0 {
			return w*64 + bits.TrailingZeros64(word)
		}
	}
	return to
}

// Count counts the set bits from from to before to.
func (b Set) Count(from, to int) int {
	n := 0
	for w := from / 64; w*64 < to; w++ {
		n += bits.OnesCount64(b[w] & mask(w, from, to))
	}
	return n
}

// Clear takes the bits from from to before to out.
func (b Set) Clear(from, to int) {
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
