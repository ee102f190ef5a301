package extract

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

var (
	htmlSign    = regexp.MustCompile(`(?i)<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]`)
	htmlTag     = regexp.MustCompile(`(?i)</?(?:p|div|br|span|td|tr|table|li|ul|ol|h[1-6]|font|a|strong|section|article)(?:\s[^<>]*)?/?>`)
	metaCharset = regexp.MustCompile(`(?i)charset\s*=\s*["']?\s*([\w-]+)`)
)

// isHTML says whether the content is a page or a piece of one. A text with a few tags left in it is a text.
func isHTML(head []byte, in input) bool {
	text := in.headText(head)
	if htmlSign.MatchString(text) {
		return true
	}
	const few, perTag = 4, 2000 // a piece of a page has a tag every paragraph
	tags := len(htmlTag.FindAllStringIndex(text, -1))
	return tags >= few && tags*perTag >= len(text)
}

// declaredCharset returns the encoding that a page says it is in, or an empty string.
func declaredCharset(head []byte) string {
	if found := metaCharset.FindSubmatch(head[:min(len(head), 4096)]); found != nil {
		return string(found[1])
	}
	return ""
}

func readHTML(_ context.Context, in input, yield func(Document, error) bool) {
	data, err := in.text()
	if err != nil {
		yield(Document{}, err)
		return
	}
	yield(pageDocument(decoded(data, declaredCharset(data))), nil)
}

// pageDocument makes a document of a page: its article, and what the page says about it.
func pageDocument(d decodedText) Document {
	doc := Document{Format: "html", Notes: d.notes}
	root, err := html.Parse(strings.NewReader(d.text))
	if err != nil {
		// Pages nested deeper than a parser will go are pages whose tags were never closed: their text is still there.
		doc.Notes = append(doc.Notes, "网页结构过深或有误，按纯文本读取")
		doc.Blocks, _ = withoutFurniture(blocks(lines(tagless(d.text))))
		return doc
	}
	doc.stateMeta(root)
	removeMachinery(root)
	article := articleOf(root)
	all, gone := withoutFurniture(append(titleAbove(article), blocksOf(article)...))
	doc.Blocks = all
	for _, text := range append(gone, textsAround(article)...) {
		doc.state("published", publishedOn(text))
	}
	if len(gone) > 0 {
		doc.Notes = append(doc.Notes, fmt.Sprintf("%d 行网页部件（导航、按钮、版权等）已删除", len(gone)))
	}
	return doc
}

// tagless returns the text of a page by its tags alone, without their order making sense.
func tagless(page string) string {
	var out bytes.Buffer
	hidden := ""
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		kind := z.Next()
		name, _ := z.TagName()
		switch {
		case kind == html.ErrorToken:
			return out.String()
		case kind == html.TextToken && hidden == "":
			out.WriteString(collapse(string(z.Text())))
		case kind == html.StartTagToken && machinery[string(name)]:
			hidden = string(name)
		case kind == html.EndTagToken && string(name) == hidden:
			hidden = ""
		case !inline[string(name)] && kind != html.TextToken:
			out.WriteByte('\n')
		}
	}
}
