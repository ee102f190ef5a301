package repair

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
)

// runningHeads marks the lines that appear at the edges of many pages, ignoring their numbers: in a text without pages beside the
// numbers of pages. The first one stays if it is the document's only title.
func runningHeads(blocks []file.Block, numbers []bool) []bool {
	heads := make([]bool, len(blocks))
	places, pages, unpaged := map[string][]int{}, 0, 0
	for i, b := range blocks {
		pages = max(pages, b.Page)
		if numbers[i] && b.Page == 0 {
			unpaged++
		}
		edge := b.Page > 0 && atEdge(blocks, i) || b.Page == 0 && besideNumber(numbers, i)
		if !numbers[i] && edge && mayBeHead(b) {
			places[headKey(b.Text)] = append(places[headKey(b.Text)], i)
		}
	}
	pages = max(pages, unpaged)
	for _, at := range places {
		if len(at) < 3 || len(at)*2 < pages {
			continue
		}
		for _, i := range at {
			heads[i] = true
		}
		if first := blocks[at[0]]; (first.Page == 1 || at[0] < frontLines) && titleLine.MatchString(first.Text) && !hasTitle(blocks, heads) {
			heads[at[0]] = false
		}
	}
	return heads
}

func besideNumber(numbers []bool, i int) bool {
	return i > 0 && numbers[i-1] || i+1 < len(numbers) && numbers[i+1]
}

func mayBeHead(b file.Block) bool {
	const longest = 40
	return !b.Row && utf8.RuneCountInString(b.Text) <= longest && !closed(b.Text) && !salutation.MatchString(b.Text)
}

var digits = regexp.MustCompile(`\d+`)

// headKey is equal for heads that differ only in the page number or in white space.
func headKey(text string) string {
	return digits.ReplaceAllString(strings.Join(strings.Fields(narrow(text)), ""), "0")
}

// frontLines is the number of lines at the beginning of a document among which its title is.
const frontLines = 10

// hasTitle reports whether one of the first lines outside the running heads is a title.
func hasTitle(blocks []file.Block, heads []bool) bool {
	for i, b := range blocks[:min(frontLines, len(blocks))] {
		if !heads[i] && titleLine.MatchString(b.Text) {
			return true
		}
	}
	return false
}
