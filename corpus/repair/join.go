package repair

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/text"
)

// A reading is a document while its cuts are closed.
type reading struct {
	blocks []file.Block
	front  int // blocks before the body
	page   layout
	usage  func() usage
}

// joined closes the cuts: between the lines of a wrapped text by their width, elsewhere by what stands at both sides.
func joined(blocks []file.Block, done Repairs) []file.Block {
	doc := reading{blocks: blocks, front: frontLength(blocks), page: measure(blocks)}
	doc.usage = sync.OnceValue(func() usage { return usageOf(blocks) })
	var out []file.Block
	for i, b := range blocks {
		last := len(out) - 1
		if last < 0 || !doc.continues(out[last], i) {
			out = append(out, b)
			continue
		}
		out[last].Text = glue(out[last].Text, b.Text)
		out[last].Line = b.Line
		done.add(Joined, 1)
	}
	for i := range out {
		out[i].Line = false
	}
	return out
}

// continues reports whether block i goes on with the paragraph that is read so far.
func (doc reading) continues(read file.Block, i int) bool {
	next := doc.blocks[i]
	switch {
	case read.Row, next.Row, read.Heading, next.Heading, isAnnex(read.Text), len(read.Text) > longestParagraph:
		return false
	case brokenTitle(read.Text, next.Text):
		return true
	case doc.page.wrapped:
		return doc.runsOn(read.Text, i)
	}
	return doc.isCut(read, i)
}

// longestParagraph is the number of bytes, several times those of the longest paragraph seen, from which on a text is no prose
// that could be mended.
const longestParagraph = 1 << 15

// isCut reports whether the end of read, before block i, is a cut in a sentence and not the end of a paragraph.
func (doc reading) isCut(read file.Block, i int) bool {
	end, next := read.Text, doc.blocks[i].Text
	switch {
	case i <= doc.front && isFront(end) || isSalutation(end):
		return false
	case goesOn(next), endsIn(end, text.Openers):
		return true
	case isBareMarker(end):
		return !startsItem(next)
	case closed(end):
		return runsThroughList(end, next)
	case pausing(end) && utf8.RuneCountInString(end) >= shortestClause:
		return !startsItem(next) || startsPoint(next)
	case startsItem(next), isHeading(end), i < doc.front && isFront(next):
		return false
	}
	return doc.isOpen(read, i)
}

// shortestClause keeps lists of names, which may end with a comma, apart.
const shortestClause = 5

// isOpen decides on a text without a mark at its end. It is a heading, or a paragraph whose mark was forgotten, or a
// sentence that was cut; the words around the cut tell them apart.
func (doc reading) isOpen(read file.Block, i int) bool {
	text, next := read.Text, doc.blocks[i].Text
	words := doc.usage()
	switch {
	case words.coheres(text, next), countsOn(text, next), unbalanced(text):
		return true
	case read.Line:
		return mayBreakOff(text, next) || goesOnLoosely(next)
	case isProse(text):
		return words.isRarelyFirst(next)
	}
	return strings.ContainsAny(text, "，、") && linked(doc.blocks[i:])
}

// countsOn reports whether a number stands at the cut that its noun was cut off from: 成立 100 | 周年, 设定 | 为6%.
func countsOn(text, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return isDigit(last) && strings.Contains(text, "，") || verbAndNumber.MatchString(next)
}

var verbAndNumber = regexp.MustCompile(`^[为至到达近约占][0-9０-９]`)

// mayBreakOff reports whether text, at whose end the file has no more than a line's end, is part of a sentence: it holds
// marks of a sentence, or what follows does not look like the first paragraph below a heading.
func mayBreakOff(text, next string) bool {
	const longLink = 40 // characters
	return strings.ContainsAny(text, "，、。；：") || strings.HasPrefix(text, "—") || !closed(next) ||
		utf8.RuneCountInString(next) < longLink
}

// runsThroughList reports whether text, which ends with a semicolon, is running prose that was cut there: it holds whole
// sentences before, which an item of a list does not, and what follows is no item.
func runsThroughList(text, next string) bool {
	const shortest = 80 // characters; an item of a list is shorter
	return endsIn(text, "；;") && strings.Count(text, "。") >= 2 && utf8.RuneCountInString(text) >= shortest &&
		!startsItem(text) && !startsItem(next)
}

// linked reports whether rest begins with the bare words of a link that broke a sentence, which goes on behind it.
func linked(rest []file.Block) bool {
	const longest = 30
	if len(rest) < 2 || utf8.RuneCountInString(rest[0].Text) > longest {
		return false
	}
	return !strings.ContainsAny(rest[0].Text, "，。；：") && goesOnLoosely(rest[1].Text)
}

var looseStart = regexp.MustCompile(`^(?:的|並|并|和|与|與|及|以及|中|上|下|等)`)

func goesOnLoosely(text string) bool {
	return goesOn(text) || looseStart.MatchString(text)
}

// brokenTitle reports whether the two make up the one title that is known in advance.
func brokenTitle(text, next string) bool {
	const title = "政府工作报告"
	return text != title && text != "" && next != "" && (text+next == title || strings.HasPrefix(title, text+next))
}

// glue puts a paragraph together across a cut. Words in Latin letters keep the space that the line end stood for.
func glue(left, right string) string {
	l, _ := utf8.DecodeLastRuneInString(left)
	r, _ := utf8.DecodeRuneInString(right)
	if isLatin(l) && isLatin(r) || spacedEdge(left, right) {
		return left + " " + right
	}
	return left + right
}

func isLatin(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

var (
	spacedEnd   = regexp.MustCompile(`[0-9０-９] [0-9０-９．.]$`)
	spacedStart = regexp.MustCompile(`^[0-9０-９．.％%] [0-9０-９．.％%]`)
)

// spacedEdge reports whether a number whose digits are set apart was cut, so that the run can be closed up as a whole.
func spacedEdge(left, right string) bool {
	r, _ := utf8.DecodeRuneInString(right)
	l, _ := utf8.DecodeLastRuneInString(left)
	return isDigit(r) && spacedEnd.MatchString(left) || isDigit(l) && spacedStart.MatchString(right)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' || '０' <= r && r <= '９' }
