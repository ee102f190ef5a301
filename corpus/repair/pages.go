package repair

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
)

var (
	bareNumber = regexp.MustCompile(`^\d{1,3}$`)
	// A number dressed as a page number: - 1 -, — 1 —, ·1·, 第1页, 第 1 页 共 13 页, 1/13, or the address in front that browsers print.
	dressedNumber = regexp.MustCompile(`^(?:[-—－–―─·•]+\s*(\d{1,3})\s*[-—－–―─·•]+` +
		`|第\s*(\d{1,3})\s*页(?:[\s　/，,]*共\s*\d{1,3}\s*页)?|(\d{1,3})\s*/\s*\d{1,3}|[Pp]age\s*(\d{1,3})|https?://\S+\s+(\d{1,3})\s*/\s*\d{1,3})$`)
)

// withoutPageMarks removes page numbers and running heads.
func withoutPageMarks(blocks []file.Block, done Repairs) []file.Block {
	gone := pageNumbers(blocks)
	for i, head := range runningHeads(blocks, gone) {
		gone[i] = gone[i] || head
	}
	for i := range gone {
		if gone[i] {
			done.add(PageMarks, 1)
		}
	}
	return without(blocks, gone)
}

// pageNumber reads a block that may be a page number; dressed is set when it can hardly be anything else.
func pageNumber(b file.Block) (n int, dressed, ok bool) {
	if b.Row {
		return 0, false, false
	}
	text := narrow(b.Text)
	if m := dressedNumber.FindStringSubmatch(text); m != nil {
		n, _ = strconv.Atoi(m[1] + m[2] + m[3] + m[4] + m[5])
		return n, true, true
	}
	if bareNumber.MatchString(text) {
		n, _ = strconv.Atoi(text)
		return n, false, true
	}
	return 0, false, false
}

// pageNumbers marks the page numbers: numbers that count up through the document, and those at the edge of a page that
// match its number. Any other may be part of the text and stays.
func pageNumbers(blocks []file.Block) []bool {
	gone := make([]bool, len(blocks))
	counting := countUp(blocks)
	offset, atEdges := pageOffset(blocks)
	for i, b := range blocks {
		n, dressed, ok := pageNumber(b)
		if !ok {
			continue
		}
		edge := atEdge(blocks, i)
		gone[i] = counting[i] || edge && atEdges && n-b.Page == offset || edge && dressed
	}
	return gone
}

// countUp marks the numbers that follow one another by one, if there are at least three in a row. Bare numbers of a text without
// pages must stand a page apart: others number the items of a list.
func countUp(blocks []file.Block) []bool {
	const fewest = 3
	marked := make([]bool, len(blocks))
	var run []int
	last := 0
	flush := func() {
		apart := areApart(blocks, run)
		for _, i := range run {
			marked[i] = len(run) >= fewest && apart
		}
		run = nil
	}
	for i, b := range blocks {
		n, _, ok := pageNumber(b)
		if !ok {
			continue
		}
		// Adjacent numbers are a column of a table.
		if len(run) > 0 && (n != last+1 || i == run[len(run)-1]+1) {
			flush()
		}
		run, last = append(run, i), n
	}
	flush()
	return marked
}

// areApart reports whether there may be a printed page between each two of the blocks, which are numbers in a row, if their document
// has no pages and not all of them are dressed as page numbers.
func areApart(blocks []file.Block, run []int) bool {
	bare := slices.ContainsFunc(run, func(i int) bool {
		_, dressed, _ := pageNumber(blocks[i])
		return !dressed && blocks[i].Page == 0
	})
	for k := 1; bare && k < len(run); k++ {
		if !pageBetween(blocks, run[k-1], run[k]) {
			return false
		}
	}
	return true
}

// pageBetween reports whether there is the text of a printed page between two blocks.
func pageBetween(blocks []file.Block, from, to int) bool {
	const shortest = 200 // characters
	n := 0
	for _, b := range blocks[from+1 : to] {
		n += utf8.RuneCountInString(b.Text)
	}
	return n >= shortest
}

// pageOffset returns the difference between the numbers printed on most pages and the position of the page.
func pageOffset(blocks []file.Block) (offset int, ok bool) {
	counts, total := map[int]int{}, 0
	for i, b := range blocks {
		if n, _, isNumber := pageNumber(b); isNumber && b.Page > 0 && atEdge(blocks, i) {
			counts[n-b.Page]++
			total++
		}
	}
	for o, c := range counts {
		if c*2 > total {
			return o, true
		}
	}
	return 0, false
}

// atEdge reports whether a block is the first or the last of its page, or next to it.
func atEdge(blocks []file.Block, i int) bool {
	const depth = 2 // a page number and a running head share an edge
	page := blocks[i].Page
	if page == 0 {
		return false
	}
	return i < depth || i+depth >= len(blocks) || blocks[i-depth].Page != page || blocks[i+depth].Page != page
}

// narrow turns full-width digits into plain ones.
func narrow(text string) string {
	return strings.Map(func(r rune) rune {
		if '０' <= r && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, text)
}
