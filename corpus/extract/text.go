package extract

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// headText returns the head of the content as text, in the encoding that it seems to have.
func (in input) headText(head []byte) string {
	if in.seen.text == "" {
		in.seen.cs = detect(head, declaredCharset(head))
		in.seen.text = in.seen.cs.decode(head)
	}
	return in.seen.text
}

// isText says whether the content reads as text: hardly any control characters, few bytes that are no character, and
// something familiar in it where the encoding is one that makes characters of any bytes.
func isText(head []byte, in input) bool {
	t := tallyOf(strings.ReplaceAll(in.headText(head), "\x1a", "")) // DOS ended its texts with it
	// Texts with a damaged part are wanted. Pictures and programs are about half broken in any encoding.
	const mostBroken = 0.15
	if float64(t.broken) > mostBroken*float64(t.all()) {
		return false
	}
	const few, leastFamiliar = 40, 0.1 // characters; prose has more than half
	unsure := in.seen.cs.name != "UTF-8" && t.beyond() >= few
	return !unsure || float64(t.familiar) >= leastFamiliar*float64(t.beyond())
}

// readText reads plain text and Markdown.
func readText(_ context.Context, in input, yield func(Document, error) bool) {
	data, err := in.text()
	if err != nil {
		yield(Document{}, err)
		return
	}
	yield(textDocument(decoded(data, ""), in.name), nil)
}

// decoded is a text in UTF-8 and what was done to make it so.
type decodedText struct {
	text  string
	notes []string
}

// decoded finds a text's encoding and decodes it; what is invalid is replaced and counted.
func decoded(data []byte, declared string) decodedText {
	cs := detect(data, declared)
	d := decodedText{text: cs.decode(data)}
	if cs.name != "UTF-8" {
		d.notes = append(d.notes, "按 "+cs.name+" 解码")
	}
	if replaced := strings.Count(d.text, "\uFFFD"); replaced > 0 {
		d.notes = append(d.notes, fmt.Sprintf("%d 处无法解码的内容为 U+FFFD", replaced))
	}
	return d
}

// textDocument makes a document of a text: of Markdown where the name or the headings say so, of lines otherwise.
func textDocument(d decodedText, name string) Document {
	text, scraps := withoutScraps(d.text)
	doc := Document{Notes: append(d.notes, scraps...)}
	text = strings.Map(withoutControls, text)
	all := lines(text)
	if isMarkdown(all, name) {
		doc.Format = "md"
		doc.Blocks, doc.Fields = markdownBlocks(all)
		return doc
	}
	var gone []string
	doc.Blocks, gone = withoutFurniture(blocks(all))
	if len(gone) > 0 {
		doc.Notes = append(doc.Notes, fmt.Sprintf("%d 行网页部件（导航、按钮、版权等）已删除", len(gone)))
		for _, text := range gone {
			doc.state("published", publishedOn(text))
		}
	}
	return doc
}

// withoutControls drops characters that no text holds and that terminals and JSON choke on.
func withoutControls(r rune) rune {
	if unicode.IsControl(r) && !unicode.IsSpace(r) && r != utf8.RuneError {
		return -1
	}
	return r
}

// state records what the file states beside the text. The first statement stays.
func (d *Document) state(field, value string) {
	value = strings.TrimFunc(value, blank)
	if value == "" || d.Fields[field] != "" {
		return
	}
	if d.Fields == nil {
		d.Fields = make(map[string]string)
	}
	d.Fields[field] = value
}
