package repair

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
)

// runningHeads marks the lines that appear at the edges of many pages, ignoring their numbers. In a text without pages these are the
// titles that recur as pages do, and the lines beside them and beside the numbers of pages. The first one stays if the document has
// no other title, or day, or speaker.
func runningHeads(blocks []file.Block, numbers []bool) []bool {
	heads := recurringTitles(blocks)
	places, pages, unpaged := map[string][]int{}, 0, 0
	edges := slices.Clone(numbers)
	for i, b := range blocks {
		pages = max(pages, b.Page)
		edges[i] = edges[i] || heads[i]
		if edges[i] && b.Page == 0 {
			unpaged++
		}
	}
	for i, b := range blocks {
		edge := b.Page > 0 && atEdge(blocks, i) || b.Page == 0 && (heads[i] || besideEdge(edges, i))
		if !numbers[i] && edge && mayBeHead(b) {
			places[headKey(b.Text)] = append(places[headKey(b.Text)], i)
		}
	}
	pages = max(pages, unpaged)
	for _, at := range places {
		if len(at) < fewestPages || len(at)*2 < pages {
			continue
		}
		for _, i := range at {
			heads[i] = true
		}
		if (blocks[at[0]].Page == 1 || at[0] < frontLines) && isOnly(blocks, heads, blocks[at[0]].Text) {
			heads[at[0]] = false
		}
	}
	return heads
}

// fewestPages is the number of pages that tell what is at the edges of all.
const fewestPages = 3

func besideEdge(edges []bool, i int) bool {
	return i > 0 && edges[i-1] || i+1 < len(edges) && edges[i+1]
}

// headTitle matches the title of a report or of a volume of them, as a running head has it.
var headTitle = regexp.MustCompile(`^[·•《—－\-]*.{0,24}(?:政\s*府\s*)?工\s*作\s*报\s*告(?:汇编|选编)?(?:[（(].{1,12}[）)])?[·•》—－\-]*$`)

// recurringTitles marks a title that recurs in a text without pages as the running head of its pages does.
func recurringTitles(blocks []file.Block) []bool {
	marked, places := make([]bool, len(blocks)), map[string][]int{}
	for i, b := range blocks {
		if b.Page == 0 && mayBeHead(b) && headTitle.MatchString(b.Text) {
			places[headKey(b.Text)] = append(places[headKey(b.Text)], i)
		}
	}
	for _, at := range places {
		if len(at) >= fewestPages && recursByPage(blocks, at) {
			for _, i := range at {
				marked[i] = true
			}
		}
	}
	return marked
}

// recursByPage reports whether most of some equal titles stand a page apart, each above another text. They are no running head where a report
// begins below most of them, nor where they are the words of links, behind which a sentence goes on as no page begins.
func recursByPage(blocks []file.Block, at []int) bool {
	const frontLines = 3 // from a title to the salutation
	near, fronts, links, below := 0, 0, 0, map[string]bool{}
	for k, i := range at {
		if k > 0 && !pageBetween(blocks, at[k-1], i) {
			near++
		}
		rest := blocks[i+1:]
		fronts += count(slices.ContainsFunc(rest[:min(frontLines, len(rest))], func(b file.Block) bool { return isSalutation(b.Text) }))
		links += count(len(rest) > 0 && goesOn(rest[0].Text))
		if prose := slices.IndexFunc(rest, func(b file.Block) bool { return !mayBeHead(b) }); prose >= 0 {
			below[rest[prose].Text] = true
		}
	}
	// Some pages are short, and the title may stand right above the head of the first.
	return (near-1)*4 <= len(at) && fronts*2 < len(at) && links*2 < len(at) && len(below)*4 >= len(at)*3
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

// isOnly reports whether a line is the only title among the first lines outside the running heads, or another line of a front of
// which none has the words.
func isOnly(blocks []file.Block, heads []bool, line string) bool {
	isTitle := titleLine.MatchString(line)
	if !isTitle && !isFront(line) {
		return false
	}
	for i, b := range blocks[:min(frontLines, len(blocks))] {
		if !heads[i] && (isTitle && titleLine.MatchString(b.Text) || !isTitle && strings.Contains(b.Text, line)) {
			return false
		}
	}
	return true
}
