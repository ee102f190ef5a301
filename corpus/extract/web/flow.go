package web

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/typeset"
)

// inline lists the elements within a paragraph. All others begin and end one.
var inline = map[string]bool{
	"a": true, "abbr": true, "acronym": true, "b": true, "basefont": true, "bdi": true, "bdo": true, "big": true, "cite": true,
	"code": true, "data": true, "del": true, "dfn": true, "em": true, "font": true, "i": true, "img": true, "ins": true,
	"kbd": true, "label": true, "mark": true, "o:p": true, "q": true, "ruby": true, "rb": true, "s": true, "samp": true,
	"small": true, "span": true, "st1:chsdate": true, "st1:chmetcnv": true, "strike": true, "strong": true, "sub": true,
	"sup": true, "time": true, "tt": true, "u": true, "var": true, "wbr": true, "xml": true,
}

// A flow gathers the text of a page into blocks as a browser lays it out.
type flow struct {
	blocks  []file.Block
	text    strings.Builder
	linked  int // characters of the text inside links
	heading bool
}

// blocksOf returns the text under a node as blocks.
func blocksOf(n *html.Node) []file.Block {
	var f flow
	f.walk(n)
	f.end()
	return f.blocks
}

func (f *flow) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		f.write(n)
		return
	case html.ElementNode:
	case html.DocumentNode:
		f.walkChildren(n)
		return
	default:
		return
	}
	switch {
	case machinery[n.Data]:
	case n.Data == "br" || n.Data == "hr":
		f.end()
	case inline[n.Data]:
		f.walkChildren(n)
	case n.Data == "table" && isGrid(n):
		f.end()
		f.rows(n)
	default:
		f.end()
		outer := f.heading
		f.heading = outer || len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
		f.walkChildren(n)
		f.end()
		f.heading = outer
	}
}

func (f *flow) walkChildren(n *html.Node) {
	for child := range n.ChildNodes() {
		f.walk(child)
	}
}

func (f *flow) write(n *html.Node) {
	text := n.Data
	if n.Parent != nil && n.Parent.Data == "pre" {
		for i, l := range strings.Split(text, "\n") {
			if i > 0 {
				f.end()
			}
			f.text.WriteString(l)
		}
		return
	}
	f.text.WriteString(text)
	if linkOf(n) {
		f.linked += utf8.RuneCountInString(strings.TrimFunc(text, file.IsBlank))
	}
}

// linkOf reports whether a text is part of a link to another page.
func linkOf(n *html.Node) bool {
	for p := n.Parent; p != nil && inline[p.Data]; p = p.Parent {
		if href := attribute(p, "href"); p.Data == "a" && href != "" && !strings.HasPrefix(href, "#") {
			return true
		}
	}
	return false
}

// end closes the current block. A block that is one link leads elsewhere and does not belong to the article.
func (f *flow) end() {
	text := strings.TrimFunc(collapse(f.text.String()), file.IsBlank)
	length := utf8.RuneCountInString(text)
	onlyLink := f.linked > 0 && f.linked*10 >= length*8 && !f.heading && !strings.ContainsAny(text, "。；")
	f.text.Reset()
	f.linked = 0
	if text == "" || onlyLink {
		return
	}
	for _, part := range typeset.RunTogether(text) {
		if part = strings.TrimFunc(part, file.IsBlank); part != "" {
			f.blocks = append(f.blocks, file.Block{Text: part, Heading: f.heading})
		}
	}
}

var sourceSpace = regexp.MustCompile("[ \t\r\n\f]+")

// collapse reduces the white space in a page's source to one space, and to none between two full-width characters,
// where a line break would show as a gap that the author did not write.
func collapse(s string) string {
	var out strings.Builder
	at := 0
	for _, gap := range sourceSpace.FindAllStringIndex(s, -1) {
		out.WriteString(s[at:gap[0]])
		before, _ := utf8.DecodeLastRuneInString(s[:gap[0]])
		after, _ := utf8.DecodeRuneInString(s[gap[1]:])
		if !(strings.ContainsAny(s[gap[0]:gap[1]], "\r\n") && wide(before) && wide(after)) {
			out.WriteByte(' ')
		}
		at = gap[1]
	}
	out.WriteString(s[at:])
	return out.String()
}

// wide reports whether a character is Han or full-width punctuation.
func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3001 && r <= 0x303F || r >= 0xFF01 && r <= 0xFFEF || strings.ContainsRune("“”‘’—…", r)
}

// inlineContent returns the text under a node as one line.
func inlineContent(n *html.Node) string {
	var text strings.Builder
	for child := range n.Descendants() {
		if child.Type == html.TextNode {
			text.WriteString(child.Data)
		}
	}
	return strings.TrimFunc(collapse(text.String()), file.IsBlank)
}
