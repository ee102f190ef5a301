package repair

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/outline"
	"gongbao/corpus/text"
)

// A joiner closes the cuts of one document.
type joiner struct {
	blocks []file.Block
	behind int // the block behind the words of a link, which goes on with their sentence
	front  int // blocks before the body
	page   layout
	usage  func() usage
}

// joined closes the cuts: in a wrapped text by the width of its lines, elsewhere by the words on both sides.
func joined(blocks []file.Block, done Repairs) []file.Block {
	doc := joiner{blocks: blocks, behind: -1, front: frontLength(blocks), page: measure(blocks)}
	doc.usage = sync.OnceValue(func() usage { return usageOf(blocks) })
	var out []file.Block
	for i, b := range blocks {
		last := len(out) - 1
		if last < 0 || i != doc.behind && !doc.continues(out[last], i) {
			out = append(out, b)
			continue
		}
		if i != doc.behind && doc.isLink(out[last].Text, i) {
			doc.behind = i + 1
		}
		out[last].Text = text.JoinLines(out[last].Text, b.Text)
		out[last].Line = b.Line
		done.add(Joined, 1)
	}
	for i := range out {
		out[i].Line = false
	}
	return out
}

// continues reports whether block i continues the paragraph read so far.
func (doc joiner) continues(read file.Block, i int) bool {
	next := doc.blocks[i]
	switch {
	case read.Row, next.Row, read.Heading, next.Heading, isAnnex(read.Text), len(read.Text) > longestParagraph:
		return false
	case outline.IsContents(read.Text), outline.IsContents(next.Text):
		return false
	case brokenTitle(read.Text, next.Text):
		return true
	case doc.page.wrapped:
		return doc.runsOn(read.Text, i)
	}
	return doc.isCut(read, i)
}

// longestParagraph is several times the bytes of the longest paragraph seen; a longer text is not prose to repair.
const longestParagraph = 1 << 15

// isCut reports whether the end of read, before block i, cuts a sentence and does not end a paragraph.
func (doc joiner) isCut(read file.Block, i int) bool {
	end, next := read.Text, doc.blocks[i].Text
	switch {
	case beginsInside(next), doc.isLink(end, i):
		return true
	case isSalutation(end):
		return false
	case i <= doc.front && isFront(end) && !goesOn(next):
		return false
	case continuesAs(end, next), endsIn(end, text.Openers):
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

// beginsInside reports whether text begins with a mark that stands within or at the end of a sentence, so that it is no
// paragraph of its own.
func beginsInside(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("，。、；", first)
}

// shortestClause keeps lists of names apart, which may end with a comma.
const shortestClause = 5

// isOpen judges a text without a mark at its end. It is a heading, a paragraph whose mark was forgotten, or a cut
// sentence; the words around the cut decide.
func (doc joiner) isOpen(read file.Block, i int) bool {
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

// countsOn reports whether the cut separates a number from its noun: 成立 100 | 周年, 设定 | 为6%.
func countsOn(text, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return isDigit(last) && strings.Contains(text, "，") || verbAndNumber.MatchString(next)
}

var verbAndNumber = regexp.MustCompile(`^[为至到达近约占][0-9０-９]`)

// mayBreakOff reports whether text, which ends with nothing but a line's end, is part of a sentence: it holds the marks
// of a sentence, or the next text does not look like the first paragraph below a heading.
func mayBreakOff(text, next string) bool {
	const longLink = 40 // characters
	return strings.ContainsAny(text, "，、。；：") || strings.HasPrefix(text, "—") || !closed(next) ||
		utf8.RuneCountInString(next) < longLink
}

// runsThroughList reports whether text, which ends with a semicolon, is running prose cut there: it holds whole
// sentences, unlike an item of a list, and the next text is no item.
func runsThroughList(text, next string) bool {
	const shortest = 80 // characters; an item of a list is shorter
	return endsIn(text, "；;") && strings.Count(text, "。") >= 2 && utf8.RuneCountInString(text) >= shortest &&
		!startsItem(text) && !startsItem(next)
}

// isLink reports whether block i has the bare words of a link in the middle of the sentence that end has begun, and that the next
// block goes on with: ……会议听取了 | 政府工作报告 | 。会议充分肯定…….
func (doc joiner) isLink(end string, i int) bool {
	const longest = 30 // characters
	if i+1 == len(doc.blocks) || doc.blocks[i+1].Row || doc.blocks[i+1].Heading {
		return false
	}
	words, next := doc.blocks[i].Text, doc.blocks[i+1].Text
	if titleLine.MatchString(words) && beginsInside(next) {
		return !closed(end)
	}
	if closed(end) || isFront(end) && !endsIn(end, "的") || isHeading(end) || startsItem(words) || utf8.RuneCountInString(words) > longest || strings.ContainsAny(words, "，。；：！？") {
		return false
	}
	if goesOn(next) && !startsClosed(next) {
		return utf8.RuneCountInString(end) >= shortestLink
	}
	return (strings.ContainsAny(end, "。！？；") || pausing(end) || endsIn(end, "的")) && verbStart.MatchString(next)
}

// shortestLink is the number of characters in front of a link, below which there may be a list of names.
const shortestLink = 8

var verbStart = regexp.MustCompile(`^(?:是|为|並|并|和|与|與|及|以及|等)`)

// linked reports whether rest begins with the bare words of a link in the middle of a sentence, which continues behind
// it.
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

// brokenTitle reports whether the two texts make up the one title known in advance.
func brokenTitle(text, next string) bool {
	const title = "政府工作报告"
	return text != title && text != "" && next != "" && (text+next == title || strings.HasPrefix(title, text+next))
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' || '０' <= r && r <= '９' }
