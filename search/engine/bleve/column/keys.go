package column

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// perParagraph is the number of keys that a paragraph has at most. 0 stands for none.
const perParagraph = 2

// Keys is a column of keys, of which a paragraph may have two and several paragraphs one.
type Keys struct {
	keys  []uint32 // of the paragraphs, two each
	order []uint32 // indexes of the keys that are not 0, in their order
	every []uint32 // each apart-th key in this order, side by side
}

// apart is how far the keys that stand side by side are from each other: few enough steps are left from one to the next, each of which
// reads in two places.
const apart = 32

// Keys reads a column of keys of so many paragraphs in place. Without a file no paragraph has one.
func (c Column) Keys(paragraphs int) Keys {
	if len(c) == 0 {
		return Keys{}
	}
	all, n := c.Numbers(), perParagraph*paragraphs
	k := Keys{keys: all[:n:n], order: all[n:]}
	k.every = make([]uint32, 0, len(k.order)/apart+1)
	for i := 0; i < len(k.order); i += apart {
		k.every = append(k.every, k.keys[k.order[i]])
	}
	return k
}

// At returns the keys of a paragraph, nil where it has none.
func (k Keys) At(paragraph int) []uint32 {
	if k.keys == nil {
		return nil
	}
	keys := k.keys[perParagraph*paragraph : perParagraph*(paragraph+1)]
	for len(keys) > 0 && keys[len(keys)-1] == 0 {
		keys = keys[:len(keys)-1]
	}
	if len(keys) == 0 {
		return nil
	}
	return keys
}

// Append appends the paragraphs that have a key to dst, ascending, and returns the result.
func (k Keys) Append(dst []uint32, key uint32) []uint32 {
	next, _ := slices.BinarySearch(k.every, key)
	low := max(0, next-1) * apart
	from, _ := slices.BinarySearchFunc(k.order[low:min(next*apart, len(k.order))], key, func(at, key uint32) int { return cmp.Compare(k.keys[at], key) })
	for _, at := range k.order[low+from:] {
		if k.keys[at] != key {
			break
		}
		dst = append(dst, at/perParagraph)
	}
	return dst
}

// A KeyWriter makes a column of keys.
type KeyWriter struct{ keys []uint32 }

// Add appends a paragraph with its keys, two at most, of which none is 0 and no two are the same.
func (w *KeyWriter) Add(keys []uint32) {
	w.keys = append(append(w.keys, keys...), make([]uint32, perParagraph-len(keys))...)
}

// Bytes returns the column.
func (w *KeyWriter) Bytes() []byte {
	order := make([]uint32, 0, len(w.keys))
	for at, key := range w.keys {
		if key != 0 {
			order = append(order, uint32(at))
		}
	}
	slices.SortFunc(order, func(a, b uint32) int { return cmp.Or(cmp.Compare(w.keys[a], w.keys[b]), cmp.Compare(a, b)) })
	column := make([]byte, 0, 4*(len(w.keys)+len(order)))
	for _, n := range slices.Concat(w.keys, order) {
		column = binary.LittleEndian.AppendUint32(column, n)
	}
	return column
}
