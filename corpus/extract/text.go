package extract

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sightOf returns the head of the content as text, in the encoding that it seems to have.
func (in input) headText(head []byte) string {
	if in.seen.text == "" {
		in.seen.text = detect(head, declaredCharset(head)).decode(head)
	}
	return in.seen.text
}

// isText says whether the content reads as text: hardly any control characters, few bytes that are no character.
func isText(head []byte, in input) bool {
	broken, all := 0, 0
	for _, r := range in.headText(head) {
		all++
		broken += count(!belongs(r) && r != '\x1a') // DOS ended its texts with 0x1A
	}
	// Texts with a damaged part are wanted. Pictures and programs are about half broken in any encoding.
	const most = 0.15
	return float64(broken) <= most*float64(all)
}

// readText reads plain text and Markdown.
func readText(_ context.Context, in input, yield func(Document, error) bool) {
	data, err := in.all()
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
