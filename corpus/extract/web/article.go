package web

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"gongbao/corpus/extract/file"
)

// machinery lists the elements that never hold an article's text.
var machinery = map[string]bool{
	"script": true, "style": true, "noscript": true, "template": true, "iframe": true, "object": true, "embed": true,
	"svg": true, "canvas": true, "video": true, "audio": true, "map": true, "math": true, "head": true,
	"button": true, "select": true, "input": true, "textarea": true, "option": true,
	"nav": true, "footer": true, "aside": true, "marquee": true, "rt": true, "rp": true,
}

// aside matches the class and id words of the parts of a page around the article.
var aside = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|crumbs?|footer|foot|sidebar|aside|comments?|pinglun|share|sharebox|bdsharebuttonbox|related|relate|recommend|hotnews|copyright|toolbar|qrcode|ewm|pagination|pager|fontsize|dayin)(?:$|[\s_-]|\d)`)

// removeMachinery removes scripts, controls, comments and elements around the article from a page.
func removeMachinery(root *html.Node) {
	var gone []*html.Node
	for n := range root.Descendants() {
		switch n.Type {
		case html.CommentNode:
			gone = append(gone, n)
		case html.ElementNode:
			if machinery[n.Data] || isAside(n) {
				gone = append(gone, n)
			}
		}
	}
	for _, n := range gone {
		n.Parent.RemoveChild(n)
	}
}

// isAside reports whether an element claims to be a part around the article. A name is only a claim: an element with a
// lot of prose is the article whatever its name, such as the whole page in <div class="nav-page">.
func isAside(n *html.Node) bool {
	named := aside.MatchString(attribute(n, "class")+" "+attribute(n, "id")) || isPageEdge(n)
	if n.Data == "body" || n.Data == "html" || !named {
		return false
	}
	const aComment = 300 // characters of prose
	return prose(n) < aComment
}

// isPageEdge reports whether an element is the head or foot of printed pages, as LibreOffice writes it.
func isPageEdge(n *html.Node) bool {
	title := attribute(n, "title")
	return n.Data == "div" && (title == "header" || title == "footer")
}

// articleOf finds the smallest element that holds nearly all prose of a page. Prose is text outside links with marks of
// sentences in it, so menus, lists of links and buttons weigh nothing, however many there are.
func articleOf(root *html.Node) *html.Node {
	weight := make(map[*html.Node]int)
	weigh(root, weight)
	// Text that is left out is lost and text that is kept can still be dropped, so an element must hold nearly all of
	// it.
	const nearlyAll = 90 // percent
	at := root
	for {
		var heaviest *html.Node
		for child := range at.ChildNodes() {
			if heaviest == nil || weight[child] > weight[heaviest] {
				heaviest = child
			}
		}
		if heaviest == nil || weight[heaviest] == 0 || !holdsParts(heaviest) || weight[heaviest]*100 < weight[at]*nearlyAll {
			return at
		}
		at = heaviest
	}
}

// holdsParts reports whether an element may contain an article, as opposed to a paragraph of one.
func holdsParts(n *html.Node) bool {
	if n.Type != html.ElementNode || slices.Contains([]string{"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "blockquote"}, n.Data) {
		return false
	}
	if !inline[n.Data] {
		return true
	}
	for inside := range n.Descendants() { // <span id="zoom"> around the whole article is common
		if inside.Type == html.ElementNode && !inline[inside.Data] {
			return true
		}
	}
	return false
}

// weigh records the prose under each node and returns that of n.
func weigh(n *html.Node, weight map[*html.Node]int) int {
	total := 0
	switch {
	case n.Type == html.TextNode:
		total = proseOf(n.Data)
	case n.Type == html.ElementNode && (n.Data == "a" && attribute(n, "href") != ""):
	default:
		for child := range n.ChildNodes() {
			total += weigh(child, weight)
		}
	}
	weight[n] = total
	return total
}

// prose returns the amount of prose under a node.
func prose(n *html.Node) int {
	return weigh(n, make(map[*html.Node]int))
}

// proseOf returns the length in characters of a run of text with a mark of a sentence in it, otherwise 0.
func proseOf(text string) int {
	if !strings.ContainsAny(text, "，。；！？") {
		return 0
	}
	return utf8.RuneCountInString(strings.TrimFunc(text, file.IsBlank))
}
