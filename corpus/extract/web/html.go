// Package web reads pages, and pages that a browser saved in one file: the article, without its surroundings.
package web

import (
	"bytes"
	"context"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"gongbao/corpus/extract/charset"
	"gongbao/corpus/extract/errorpage"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/typeset"
	"gongbao/language"
)

// HTML is a page, or a piece of one.
var HTML = file.Format{Name: "html", Is: isHTML, Read: readHTML}

var (
	htmlSign = regexp.MustCompile(`(?i)<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]`)
	htmlTag  = regexp.MustCompile(`(?i)</?(?:p|div|br|span|td|tr|table|li|ul|ol|h[1-6]|font|a|strong|section|article)(?:\s[^<>]*)?/?>`)
)

func isHTML(head []byte, in file.Input) bool { return IsPage(in.HeadText(head)) }

// IsPage reports whether a text is the beginning of a page or of a piece of one. A text with a few tags in it stays a
// text.
func IsPage(text string) bool {
	if htmlSign.MatchString(text) {
		return true
	}
	const few, perTag = 4, 2000 // a piece of a page has a tag every paragraph
	tags := len(htmlTag.FindAllStringIndex(text, -1))
	return tags >= few && tags*perTag >= len(text)
}

func readHTML(_ context.Context, in file.Input, yield func(file.Document, error) bool) {
	data, err := in.Text()
	if err != nil {
		yield(file.Document{}, err)
		return
	}
	page, notes := charset.Decode(data, charset.Declared(data))
	if lacksEnd(page) {
		notes = append(notes, cutPage())
	}
	yield(Page(page, notes))
}

// Page makes a document from a page that is a file of its own. It fails with file.ErrNoPage for one that was saved in place of a
// report, such as that of an error.
func Page(page string, notes []language.Sayer) (file.Document, error) {
	doc, signs := read(page, notes)
	return doc, refuse(doc, signs)
}

var (
	pageStart = regexp.MustCompile(`(?i)<(?:html|body)[\s>]`)
	pageEnd   = regexp.MustCompile(`(?i)</(?:html|body)\s*>`)
)

// lacksEnd reports whether a page begins and does not end. A piece of a page does neither.
func lacksEnd(page string) bool {
	return pageStart.MatchString(page) && !pageEnd.MatchString(page)
}

func cutPage() language.Sayer { return language.Sentence("read.note.cut") }

// Document makes a document from a page: its article, and what the page says about it. notes precede its own.
func Document(page string, notes []language.Sayer) file.Document {
	doc, _ := read(page, notes)
	return doc
}

func read(page string, notes []language.Sayer) (file.Document, errorpage.Signs) {
	doc := file.Document{Format: "html", Notes: notes}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		// A page nested too deeply for the parser never closed its tags; its text is still there.
		doc.Notes = append(doc.Notes, language.Sentence("read.note.page"))
		doc.Blocks, _ = typeset.WithoutFurniture(typeset.Blocks(typeset.Lines(tagless(page))))
		return doc, errorpage.Signs{}
	}
	told := signsOf(root)
	named := addMeta(&doc, root)
	removeMachinery(root)
	article := articleOf(root)
	all, gone := typeset.WithoutFurniture(withTitle(article, named))
	doc.Blocks = all
	around := append(gone, textsAround(article)...)
	for i, text := range around {
		doc.AddField("published", typeset.PublishedOn(text))
		addLabels(&doc, text)
		if i > 0 {
			addLabels(&doc, around[i-1]+"\t"+text) // a label and its value in two cells
		}
	}
	doc.AddField("title", named)
	if len(gone) > 0 {
		doc.Notes = append(doc.Notes, language.Sentence("read.note.furniture", len(gone)))
	}
	return doc, told
}

// addLabels adds what a line beside the article says behind labels. What a form to search by title has there is no title.
func addLabels(d *file.Document, line string) {
	d.AddLabels(line)
	for _, label := range file.ReadLabels(line) {
		if label.Field == "title" && titleForm.MatchString(label.Value) {
			d.AddField("title", label.Value)
		}
	}
}

// tagless returns the text of a page, splitting at its tags without regard to their nesting.
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
