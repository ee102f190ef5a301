package repair

import (
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
)

const (
	longBlock     = 20  // characters; shorter ones, such as 各位代表：, recur within a report
	fewestAlike   = 5   // long blocks in a row
	shortestAlike = 600 // characters; a report may repeat a paragraph of 200, as that of 2015 does
)

// withoutRepeats keeps the first of several copies of a body. A copy is a long run of blocks seen before; short new
// blocks may interrupt it and stay.
func withoutRepeats(blocks []file.Block, done Repairs) []file.Block {
	keys := make([]string, len(blocks))
	for i, b := range blocks {
		keys[i] = strings.Join(strings.Fields(b.Text), "")
	}
	seen, gone := map[string]bool{}, make([]bool, len(blocks))
	for i := 0; i < len(blocks); {
		end, copied := copyAt(keys[i:], seen)
		end = max(end, 1)
		for j := i; j < i+end; j++ {
			gone[j] = copied && seen[keys[j]]
			seen[keys[j]] = true
			if gone[j] {
				done.add(Repeated, 1)
			}
		}
		i += end
	}
	return keep(blocks, gone)
}

// copyAt measures the run of blocks, by their keys, that were seen before, and reports whether it is a copy of a body.
func copyAt(keys []string, seen map[string]bool) (end int, copied bool) {
	const fewestNew = 2 // short new blocks in a row, which end the copy
	long, length, strange := 0, 0, 0
	enough := func() bool { return long >= fewestAlike && length >= shortestAlike }
	for i, key := range keys {
		n := utf8.RuneCountInString(key)
		isLong := n >= longBlock
		switch {
		case seen[key]:
			end, strange = i+1, 0
			length += n
			if isLong {
				long++
			}
		case i == 0 || isLong || strange == fewestNew:
			return end, enough()
		default:
			strange++
		}
	}
	return end, enough()
}

// keep drops the marked blocks and changes nothing else.
func keep(blocks []file.Block, gone []bool) []file.Block {
	var kept []file.Block
	for i, b := range blocks {
		if !gone[i] {
			kept = append(kept, b)
		}
	}
	return kept
}
