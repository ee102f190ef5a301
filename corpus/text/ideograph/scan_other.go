//go:build !amd64

package ideograph

func scan(text string, codes []uint16, at []uint32) int { return scanEach(text, codes, at) }

func (t *Table) findAll(places, values []uint32, codes []uint16, from, to int) int {
	return t.findEach(places, values, codes, from, to)
}
