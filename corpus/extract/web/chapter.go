package web

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// Chapter returns the text of a page of a book. All of it is the book's: what stands beside the text of a web page are notes here.
func Chapter(page string) ([]file.Block, error) {
	root, err := html.Parse(strings.NewReader(opened(page)))
	if err != nil {
		return nil, language.New("web.saved", file.ErrTruncated, err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && (n.Data == "aside" || n.Data == "footer") {
			n.Data = "div"
		}
	}
	return blocksOf(root), nil
}

// emptyElement matches an element that XML closes in its own tag. HTML has that only for elements that are never closed, and would
// take the rest of a page into others, such as a <title/>.
var emptyElement = regexp.MustCompile(`<([A-Za-z][\w:-]*)((?:\s[^<>]*)?)/>`)

var neverClosed = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// opened writes the empty elements of a page in XML as HTML has them.
func opened(page string) string {
	return emptyElement.ReplaceAllStringFunc(page, func(tag string) string {
		parts := emptyElement.FindStringSubmatch(tag)
		if slices.Contains(neverClosed, strings.ToLower(parts[1])) {
			return tag
		}
		return "<" + parts[1] + parts[2] + "></" + parts[1] + ">"
	})
}
