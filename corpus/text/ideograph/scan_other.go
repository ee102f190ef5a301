//go:build !amd64

package ideograph

func scan(text string, codes []uint16, at []uint32) int { return scanEach(text, codes, at) }
