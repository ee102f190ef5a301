package file

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
)

var (
	xmlDeclaration = regexp.MustCompile(`^\s*<\?xml\s[^>]*\?>`)
	// xmlDamaged matches a declaration of which a character is damaged, which no text begins with.
	xmlDamaged = regexp.MustCompile(`^\s*(?:<\?xml\s+version=|\S{4,6}\s?version=["']1\.\d["'] (?:encoding|standalone)=)`)
	xmlSign    = regexp.MustCompile(`^\s*<(?:\?xml\s|!--|!DOCTYPE\s|[\p{L}_])`)
)

// htmlElements are the elements with which a page or a piece of one begins.
var htmlElements = []string{
	"html", "head", "body", "meta", "link", "title", "script", "style", "base", "noscript", "header", "footer", "nav", "main",
	"section", "article", "aside", "div", "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
	"table", "caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th", "center", "blockquote", "pre", "address", "figure",
	"form", "fieldset", "span", "font", "a", "b", "i", "u", "em", "strong", "small", "big", "sub", "sup", "img", "iframe", "button",
}

// Root returns the name of the outermost element of XML, given the head of the content. It is false for a page, a piece of one,
// and what is no XML: a text may begin with a word between angle brackets. The name is empty
// where XML ends before any element, or its declaration is damaged.
func (in Input) Root(head []byte) (xml.Name, bool) {
	text := in.HeadText(head)
	if !xmlDeclaration.MatchString(text) && xmlDamaged.MatchString(text) && !strings.Contains(strings.ToLower(text), "<html") {
		return xml.Name{}, true
	}
	if !xmlSign.MatchString(text) {
		return xml.Name{}, false
	}
	dec := xml.NewDecoder(strings.NewReader(text))
	dec.CharsetReader = func(_ string, content io.Reader) (io.Reader, error) { return content, nil } // it is decoded already
	root, ok := firstElement(dec)
	if !ok && xmlDeclaration.MatchString(text) && !strings.Contains(strings.ToLower(text), "<html") {
		return xml.Name{}, true // that ends before its first element
	}
	if !ok || isPagePart(root, text) {
		return xml.Name{}, false
	}
	if xmlDeclaration.MatchString(text) || slices.ContainsFunc(root.Attr, isNamespace) {
		return root.Name, true
	}
	return root.Name, isWellFormed(dec, in.Size > int64(len(head)))
}

// firstElement returns the first element of a document.
func firstElement(dec *xml.Decoder) (xml.StartElement, bool) {
	for {
		token, err := dec.Token()
		if err != nil {
			return xml.StartElement{}, false
		}
		if start, ok := token.(xml.StartElement); ok {
			return start, true
		}
	}
}

// isPagePart reports whether an element without a prefix is one of a page's.
func isPagePart(e xml.StartElement, text string) bool {
	return slices.Contains(htmlElements, strings.ToLower(e.Name.Local)) && strings.Contains(text, "<"+e.Name.Local) &&
		(e.Name.Space == "" || strings.HasSuffix(e.Name.Space, "/xhtml"))
}

func isNamespace(a xml.Attr) bool { return a.Name.Space == "xmlns" || a.Name.Local == "xmlns" }

// isWellFormed reports whether elements follow that are closed again, up to the end, which may be missing from a head that
// was cut.
func isWellFormed(dec *xml.Decoder, cut bool) bool {
	closed := 0
	for {
		token, err := dec.Token()
		var broken *xml.SyntaxError
		switch {
		case errors.Is(err, io.EOF):
			return true
		case errors.As(err, &broken) && cut && strings.Contains(broken.Msg, "unexpected EOF"):
			return closed > 0
		case err != nil:
			return false
		}
		if _, ok := token.(xml.EndElement); ok {
			closed++
		}
	}
}

// Mimetype returns the media type that an archive of parts states of itself in its member mimetype, as OpenDocument and EPUB
// do, or an empty string.
func (in Input) Mimetype() string {
	f, err := in.member("mimetype")
	if err != nil {
		return ""
	}
	content, err := f.Open()
	if err != nil {
		return ""
	}
	defer content.Close()
	const longest = 200 // bytes
	stated, err := io.ReadAll(io.LimitReader(content, longest))
	kind := strings.TrimSpace(strings.TrimPrefix(string(stated), "\ufeff"))
	if err != nil || !mediaType.MatchString(kind) {
		return ""
	}
	return kind
}

var mediaType = regexp.MustCompile(`^[a-z]+/[\w.+-]+$`)
